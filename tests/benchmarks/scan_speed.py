"""How fast a folder is scanned, by stages, beside other programs' MinHash + LSH alone on the same documents.

    python tests/benchmarks/make_corpus.py 10000 FOLDER && python tests/benchmarks/scan_speed.py FOLDER [--jobs 2]

Times are processor seconds of one process, all in one run; ours reads, cleans, labels, indexes full text, fingerprints, verifies
and writes, the others have the texts in memory and end at pairs. `pip install datasketch rensa` brings them; what isn't installed
is left out. With `--jobs N` a second scan with N processes is measured against the first by the clock.
"""

from __future__ import annotations

import argparse
import importlib
import re
import shutil
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from triage.corpus import Corpus
from triage.corpus.index import orders
from triage.corpus.matching import update as matching
from triage.corpus.scan import block_counts, cleaning
from triage.corpus.scan import run as scan
from triage.corpus.scan.store import Reading
from triage.read import folders

_WORD = re.compile(r"\w+")
STAGES: list[tuple[Any, str, str]] = [
    (scan, "changes", "walk and compare"),
    (scan, "read_batch", "read, cut into blocks"),
    (Reading, "put_files", "store what was read"),
    (Reading, "finish", "store what was read"),
    (block_counts, "count", "count blocks"),
    (cleaning, "clean_batch", "clean, fingerprint, pack"),
    (cleaning, "put_cleaned", "store, full text"),
    (matching, "all_postings", "match: take up sketches"),
    (matching, "weigh", "match: candidates, weights"),
    (matching, "verify", "match: align"),
    (matching, "_keep", "match: keep posting lists"),
    (matching, "_report_all", "match: write clusters"),
    (scan, "refresh", "sidecars"),
    (orders, "keep", "orders"),
]


class Clock:
    """Processor seconds by stage."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._watched: list[tuple[Any, str, Any]] = []

    def watch(self, owner: Any, name: str, label: str) -> None:
        """Counts what a function takes from now on."""
        function = getattr(owner, name)

        def timed(*args: Any, **named: Any) -> Any:
            start = time.process_time()
            try:
                return function(*args, **named)
            finally:
                self.seconds[label] += time.process_time() - start

        setattr(owner, name, timed)
        self._watched.append((owner, name, function))

    def stop(self) -> None:
        """Counts no more: what is sent to other processes must be as it was."""
        for owner, name, function in self._watched:
            setattr(owner, name, function)


def shingles(text: str) -> list[str]:
    words = _WORD.findall(text.lower())
    return [" ".join(words[at : at + 3]) for at in range(max(1, len(words) - 2))]


def datasketch() -> Callable[[list[str]], None]:
    library = importlib.import_module("datasketch")

    def run(texts: list[str]) -> None:
        index = library.MinHashLSH(threshold=0.7, num_perm=128)
        for at, text in enumerate(texts):
            sketch = library.MinHash(num_perm=128)
            sketch.update_batch([shingle.encode() for shingle in shingles(text)])
            index.query(sketch)
            index.insert(str(at), sketch)

    return run


def rensa() -> Callable[[list[str]], None]:
    library = importlib.import_module("rensa")

    def run(texts: list[str]) -> None:
        index = library.RMinHashLSH(threshold=0.7, num_perm=128, num_bands=16)
        for at, text in enumerate(texts):
            sketch = library.RMinHash(num_perm=128, seed=42)
            sketch.update(shingles(text))
            index.query(sketch)
            index.insert(at, sketch)

    return run


def scanned(folder: Path, jobs: int) -> tuple[float, float, int, int]:
    """Processor seconds of this process, seconds by the clock, bytes and documents."""
    state = Path(tempfile.mkdtemp())
    try:
        with Corpus.open(folder, state) as corpus:
            clock, start = time.process_time(), time.perf_counter()
            report = corpus.scan(jobs)
            return time.process_time() - clock, time.perf_counter() - start, report.bytes, report.documents
    finally:
        shutil.rmtree(state)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--jobs", type=int, default=1)
    args = parser.parse_args()
    clock = Clock()
    for owner, name, label in STAGES:
        clock.watch(owner, name, label)
    seconds, elapsed, size, documents = scanned(args.folder, 1)
    print(f"{documents} documents, {size / 1e6:.1f} MB\n")
    print("| stage | µs a document | share |\n|---|---|---|")
    for label, own in clock.seconds.items():
        print(f"| {label} | {own / documents * 1e6:.0f} | {own / seconds:.0%} |")
    rest = seconds - sum(clock.seconds.values())
    print(f"| rest (imports, model, commits) | {rest / documents * 1e6:.0f} | {rest / seconds:.0%} |")
    print(f"| **all** | **{seconds / documents * 1e6:.0f}** | |\n")
    print(f"triage, everything: {size / 1e6 / seconds:.2f} MB/s")
    paths = [path for folder in folders(args.folder) for path, *_ in folder.documents]
    texts = [(args.folder / path).read_text(errors="replace") for path in paths]
    for maker in (datasketch, rensa):
        try:
            run = maker()
        except ImportError:
            print(f"{maker.__name__}: not installed", file=sys.stderr)
            continue
        start = time.process_time()
        run(texts)
        print(f"{maker.__name__}, MinHash + LSH alone: {size / 1e6 / (time.process_time() - start):.2f} MB/s")
    clock.stop()
    if args.jobs > 1:
        _, together, _, _ = scanned(args.folder, args.jobs)
        print(f"{args.jobs} processes: {elapsed:.1f} s → {together:.1f} s by the clock, {elapsed / together:.2f} ×")


if __name__ == "__main__":
    main()
