#!/usr/bin/env python3
"""How the time of cleaning grows with the size of a document: clean_growth.py LARGE.txt … prints a table for each.

Quarters, halves and the whole of each document (of one line: of its characters; of many: of its lines) are read, cleaned and
explained; processor time, the best of two. Made for the one-line document of 5 MB and that of 200,000 lines of the hostile
folder; run it with OPENBLAS_NUM_THREADS=1.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from triage.clean import Cleaner
from triage.read.text import read_text

_T = TypeVar("_T")


def timed(run: Callable[[], _T]) -> tuple[float, _T]:
    """Seconds of the quicker of two runs, and what came of it."""
    best = float("inf")
    for _ in range(2):
        begun = time.process_time()
        found = run()
        best = min(best, time.process_time() - begun)
    return best, found


def part(text: str, share: float) -> str:
    """The first `share` of a text: whole lines, where it has many."""
    lines = text.splitlines(keepends=True)
    return "".join(lines[: round(len(lines) * share)]) if len(lines) > 100 else text[: round(len(text) * share)]


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", type=Path, nargs="+")
    cleaner = Cleaner()
    for path in parser.parse_args().documents:
        text = path.read_text(encoding="utf-8")
        print(
            f"\n{path.name}\n\n| MB | lines | read, s | cleaned, s | explained, s | µs a byte, all |\n|---|---|---|---|---|---|"
        )
        for share in (0.25, 0.5, 1.0):
            data = part(text, share).encode()
            reading, document = timed(lambda: read_text(path.name, data))  # noqa: B023
            cleaning, cleaned = timed(lambda: cleaner.clean(document))  # noqa: B023
            numbers = [block.n for block in cleaned.blocks]
            explaining, _ = timed(lambda: cleaner.explain_many(document, cleaned, numbers))  # noqa: B023
            whole = (reading + cleaning + explaining) / len(data) * 1e6
            cells = (len(data) / 1e6, reading, cleaning, explaining, whole)
            print("| {0:.2f} | {5} | {1:.2f} | {2:.2f} | {3:.2f} | {4:.2f} |".format(*cells, len(numbers)), flush=True)


if __name__ == "__main__":
    main()
