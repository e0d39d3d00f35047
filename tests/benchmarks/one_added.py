"""How long one document added to a large folder takes, from when the scan knows of it until clusters are up to date.

    python tests/benchmarks/make_corpus.py 100000 FOLDER && python tests/benchmarks/one_added.py FOLDER [--times 14]

FOLDER is brought up to date first. Then documents are added one by one: copies of some of the folder's with eight words changed,
and texts of words that nobody has. Left out is walking the folder, which a scan does in the same time whether something is new or
not, and what comes behind the clusters. What was added is removed again.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from itertools import islice
from pathlib import Path
from typing import Any

from triage.corpus import Corpus
from triage.corpus.scan import run as scan

_CHANGED_WORDS = 8
_SOME_FILES = 5000


class Stopwatch:
    """Notes when the scan knows what changed, and when clusters are up to date: by the clock and by the processor."""

    def __init__(self) -> None:
        self.known = self.matched = (0.0, 0.0)
        self._watch(scan, "changes", "known")
        self._watch(scan.Scan, "_match", "matched")

    def _watch(self, owner: Any, name: str, noted: str) -> None:
        function = getattr(owner, name)

        def timed(*given: Any) -> Any:
            found = function(*given)
            setattr(self, noted, (time.perf_counter(), time.process_time()))
            return found

        setattr(owner, name, timed)

    def scan(self, folder: Path) -> tuple[float, float]:
        """Milliseconds of the clock and of the processor."""
        with Corpus.open(folder) as corpus:
            corpus.scan()
        clock, processor = (1000 * (after - before) for before, after in zip(self.known, self.matched, strict=True))
        return clock, processor


def near_copy(text: str, draw: random.Random) -> str:
    """A text with a few other words."""
    words = text.split(" ")
    for _ in range(_CHANGED_WORDS):
        words[draw.randrange(len(words))] = f"w{draw.randrange(10**6)}"
    return " ".join(words)


def new_text(text: str, draw: random.Random) -> str:
    """As many words that nobody has."""
    return " ".join("".join(draw.choices("abcdefghijklmno", k=7)) for _ in text.split(" "))


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--times", type=int, default=14)
    args = parser.parse_args()
    draw, watch = random.Random(11), Stopwatch()
    files = list(islice(args.folder.rglob("*.txt"), _SOME_FILES))
    watch.scan(args.folder)
    added: list[Path] = []
    print("| one added | median, ms | slowest | of the processor |\n|---|---|---|---|")
    try:
        for name, made in (("a near copy", near_copy), ("a new text", new_text)):
            taken = []
            for number in range(args.times + 1):
                added.append(args.folder / f"added-{name.split()[-1]}-{number}.txt")
                added[-1].write_text(made(draw.choice(files).read_text(encoding="utf-8"), draw), encoding="utf-8")
                taken.append(watch.scan(args.folder))
            clock, processor = zip(*taken[1:], strict=True)  # the first one pays for what is loaded once
            print(
                f"| {name} | {statistics.median(clock):.0f} | {max(clock):.0f} | {statistics.median(processor):.0f} |", flush=True
            )
    finally:
        for file in added:
            file.unlink(missing_ok=True)
        watch.scan(args.folder)


if __name__ == "__main__":
    main()
