"""What an editor waits for in a large folder: commands beside the start of the program, and what the screen asks per key.

    python tests/benchmarks/query_latency.py FOLDER STATE [--runs 7]

FOLDER was made by `make_corpus.py` and scanned with `--state STATE`. Commands are processes, by the clock, the median of several
runs that take turns, and by the processor, where others share the machine. The allowance is twice `--version` and 100 ms. What
the screen asks is timed in this process, in microseconds, the median and the slowest.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from triage.corpus import Corpus
from triage.corpus.index.sorts import SORT_KEYS

COMMANDS = {
    "--version": ["--version"],
    "list --where words<70": ["list", "--where", "words<70"],
    "list --where answer:keep": ["list", "--where", "answer:keep"],
    "list, a word": ["list", "--where", "{word}"],
    "list, two conditions, sorted": ["list", "--where", "cluster:yes words>400", "--sort", "-words"],
    "count": ["count"],
    "count --where dup>0": ["count", "--where", "dup>0"],
    "count, a phrase": ["count", "--where", '"{phrase}"'],
    "clusters": ["clusters"],
    "clusters --json": ["clusters", "--json"],
}


def commands(folder: Path, state: Path, runs: int, words: list[str]) -> None:
    """Prints a row a command."""
    taken: dict[str, list[float]] = {name: [] for name in COMMANDS}
    used: dict[str, list[float]] = {name: [] for name in COMMANDS}
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(["", *sys.path])}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # who installs the program has it compiled
    sizes = {}
    for _ in range(runs):
        for name, given in COMMANDS.items():
            arguments = [one.format(word=words[0], phrase=" ".join(words[:2])) for one in given]
            place = [str(folder), "--state", str(state)] if name != "--version" else []
            call = [sys.executable, "-m", "triage", arguments[0], *place, *arguments[1:]]
            start, before = time.perf_counter(), sum(os.times()[2:4])
            done = subprocess.run(call, env=environment, check=False, capture_output=True)
            taken[name].append(time.perf_counter() - start)
            used[name].append(sum(os.times()[2:4]) - before)
            sizes[name] = done.stdout.count(b"\n")
    print("| command | lines | ms | allowed | ms of the processor | allowed |\n|---|---|---|---|---|---|")
    least = [statistics.median(own["--version"]) * 1e3 for own in (taken, used)]
    for name in COMMANDS:
        row = [name, f"{sizes[name]:,}"]
        for own, base in zip((taken, used), least, strict=True):
            row += [f"{statistics.median(own[name]) * 1e3:.0f}", "" if name == "--version" else f"{2 * base + 100:.0f}"]
        print(f"| {' | '.join(row)} |")


def timed(name: str, function: Callable[[], Any], times: int = 30) -> None:
    """Prints a row."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        function()
        taken.append((time.perf_counter() - start) * 1e6)
    print(f"| {name} | {statistics.median(taken):,.0f} | {max(taken):,.0f} |")


def asked_by_the_screen(folder: Path, state: Path) -> None:
    """Prints a row a question."""
    pick = random.Random(1)
    print("\n| question | µs, median | slowest |\n|---|---|---|")
    with Corpus.open(folder, state) as corpus:
        listing = corpus.listing()
        size = len(listing)
        timed("counts", corpus.counts, 300)
        timed("40 rows", lambda: listing.rows(at := pick.randrange(size - 40), at + 40), 300)
        ids = [listing.ids(at, at + 1)[0] for at in (pick.randrange(size) for _ in range(50))]
        timed("row of an id", lambda: corpus.row(pick.choice(ids)), 300)
        timed("place of an id", lambda: listing.position(pick.choice(ids)), 100)
        timed("labels of a document", lambda: corpus.labelled(pick.choice(ids)), 300)
        timed("cluster of a document", lambda: corpus.matched.cluster_of(pick.choice(ids)), 300)
        for sort in SORT_KEYS:
            timed(f"list by {sort}", partial(corpus.listing, "", f"-{sort}"), 7)
        for where in ("answer:none", "words<300", "cluster:yes", "source:none", "id:0004/", "not (dup>0 or boiler>0.2)"):
            timed(f"list of {where}", partial(corpus.listing, where), 7)
        timed("sidecars looked through", corpus.refresh_sidecars, 3)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("state", type=Path)
    parser.add_argument("--runs", type=int, default=7)
    args = parser.parse_args()
    text = next(args.folder.glob("*/*.txt")).read_text().split("\n\n")[2]
    commands(args.folder, args.state, args.runs, text.split()[3:5])
    asked_by_the_screen(args.folder, args.state)


if __name__ == "__main__":
    main()
