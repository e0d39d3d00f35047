"""How a scan's time, memory and index grow with the folder.

    python tests/benchmarks/growth.py WORK [--counts 1000 10000 100000]

WORK is a folder for the corpora that `make_corpus.py` invents, and for their indexes; what is there already is used again, and
what was changed in it is changed back. Each scan is a process of its own. Times are processor seconds, so that others may share
the machine; memory is the largest of a process. `walk` is `os.scandir` and `stat` of each file; `one added` is what a scan takes
more for one new document than for none, of twenty the median.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FULL_TEXT = ("search_data", "search_idx", "search_docsize", "search_content", "search_config")


def walked(folder: str) -> int:
    """How many files there are; each is looked at."""
    count = 0
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                count += walked(entry.path)
            else:
                entry.stat(follow_symlinks=False)
                count += 1
    return count


def one_scan(folder: Path, state: Path, jobs: int) -> dict[str, Any]:
    """A scan in this process."""
    from triage.corpus import Corpus

    with Corpus.open(folder, state) as corpus:
        start, used = time.perf_counter(), sum(os.times()[:4])
        report = corpus.scan(jobs)
        seconds, processor = time.perf_counter() - start, sum(os.times()[:4]) - used
    largest = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {
        "documents": report.documents,
        "clusters": report.clusters,
        "cleaned": report.cleaned,
        "bytes": report.bytes,
        "clock": seconds,
        "processor": processor,
        "memory": largest * 1024,
    }


def added_one_by_one(folder: Path, state: Path) -> dict[str, Any]:
    """What a scan takes with one new document more than with none, after a first one that loads what it needs."""
    from triage.corpus import Corpus

    taken, idle = [], []
    pick = random.Random(1)
    known = sorted(folder.glob("0000/*.txt"))
    with Corpus.open(folder, state) as corpus:
        for number in range(21):
            text = pick.choice(known).read_text() + f"\n\nAn edition of its own, number {number}, adds this line to the story.\n"
            path = folder / "0000" / f"added{number:02}.txt"
            path.write_text(text)
            start = time.process_time()
            corpus.scan()
            taken.append(time.process_time() - start)
            start = time.process_time()
            corpus.scan()
            idle.append(time.process_time() - start)
        for path in folder.glob("0000/added*.txt"):
            path.unlink()
        corpus.scan()
    extra = sorted(one - other for one, other in zip(taken[1:], idle[1:], strict=True))
    return {"median": statistics.median(extra), "slowest": extra[-1]}


def apart(command: str, *arguments: object) -> dict[str, Any]:
    """A measurement in a process of its own."""
    call = [sys.executable, str(Path(__file__)), "--" + command, *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(["", *sys.path])}
    found: dict[str, Any] = json.loads(subprocess.run(call, env=environment, check=True, capture_output=True, text=True).stdout)
    return found


def index_size(state: Path, documents: int) -> tuple[float, float]:
    """Bytes of the index a document: beside the full text, and with it. Full text is the search index and the cleaned texts."""
    db = sqlite3.connect(state / "index.sqlite")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole = (state / "index.sqlite").stat().st_size
    marks = ",".join("?" * len(FULL_TEXT))
    text = db.execute(f"SELECT sum(pgsize) FROM dbstat WHERE name IN ({marks})", FULL_TEXT).fetchone()[0]
    text += db.execute("SELECT sum(length(text)) + coalesce(sum(length(matched)), 0) FROM details").fetchone()[0]
    db.close()
    return (whole - text) / documents, whole / documents


def change(folder: Path, count: int) -> list[tuple[Path, str]]:
    """Adds a sentence to some documents; returns what stood there."""
    before = []
    for path in random.Random(2).sample(sorted(folder.glob("*/*.txt")), count):
        text = path.read_text()
        before.append((path, text))
        path.write_text(text + f"\n\nA correction was made to {path.stem} after it had appeared.\n")
    return before


def measure(work: Path, count: int) -> dict[str, Any]:
    """All figures of one size."""
    folder, state = work / f"c{count}", work / f"state{count}"
    if not folder.exists():
        subprocess.run([sys.executable, str(HERE / "make_corpus.py"), str(count), str(folder)], check=True)
    subprocess.run(["rm", "-rf", str(state)], check=True)
    first = apart("scan", folder, state, 1)
    walks = []
    for _ in range(3):
        start = time.process_time()
        walked(str(folder))
        walks.append(time.process_time() - start)
    walk = min(walks)
    second = apart("scan", folder, state, 1)
    beside, whole = index_size(state, count)
    before = change(folder, min(100, count // 10))
    hundred = apart("scan", folder, state, 1)
    for path, text in before:
        path.write_text(text)
    apart("scan", folder, state, 1)
    return {
        "count": count,
        "first": first,
        "walk": walk,
        "second": second,
        "hundred": hundred,
        "one": apart("one", folder, state),
        "beside": beside,
        "whole": whole,
    }


def main() -> None:
    if sys.argv[1:2] == ["--scan"]:
        print(json.dumps(one_scan(Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))))
        return
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(added_one_by_one(Path(sys.argv[2]), Path(sys.argv[3]))))
        return
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=Path)
    parser.add_argument("--counts", type=int, nargs="+", default=[1000, 10_000, 100_000])
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    heads = ["documents", "first scan, µs each", "MB/s", "walk", "nothing changed", "× walk", "100 changed", "one added"]
    heads += ["memory", "index bytes each, with text"]
    print(f"| {' | '.join(heads)} |\n{'|---' * len(heads)}|")
    for count in args.counts:
        found = measure(args.work, count)
        first, second, hundred, one = (found[name] for name in ("first", "second", "hundred", "one"))
        print(
            f"| {count:,} | {first['processor'] / count * 1e6:.0f} | {first['bytes'] / first['processor'] / 1e6:.2f}"
            f" | {found['walk']:.2f} s | {second['processor']:.2f} s | {second['processor'] / found['walk']:.1f}"
            f" | {hundred['processor']:.2f} s ({hundred['cleaned']} cleaned) | {one['median'] * 1e3:.0f} ms, at most"
            f" {one['slowest'] * 1e3:.0f} | {first['memory'] / 1e6:.0f} MB | {found['beside']:.0f}, {found['whole']:.0f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
