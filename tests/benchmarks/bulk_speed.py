"""How fast a decision on every document of a folder is, and how long its longest step keeps a key waiting.

    python tests/benchmarks/bulk_speed.py FOLDER

The folder is scanned, and decided on, in a state of its own, which is removed again: nothing in it is changed. Prints, for the
decision, its undo and its redo: documents, seconds, documents a second, seconds of processor time, and of the steps in between
which keys are served the median and the longest in milliseconds.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from triage.model import Answer
from triage.session import Decide, Session

if TYPE_CHECKING:
    from triage.session import Bulk


def measured(name: str, bulk: Bulk | None) -> str:
    """Carry it out; a line of figures."""
    assert bulk is not None
    began, worked = time.perf_counter(), time.process_time()
    steps, last = [], began
    for _ in bulk:
        now = time.perf_counter()
        steps.append(1000 * (now - last))
        last = now
    seconds, worked = time.perf_counter() - began, time.process_time() - worked
    steps.sort()
    each = f"{bulk.total:>7,} {seconds:>7.2f} s {bulk.total / seconds:>7,.0f}/s {worked:>6.2f} s"
    return f"{name:<7} {each}   {steps[len(steps) // 2]:>6.2f} {steps[-1]:>6.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    with tempfile.TemporaryDirectory() as state, Session.open(folder, state=Path(state), reviewer="benchmark") as session:
        session.corpus.scan()
        listing = session.corpus.listing()
        print(f"{'':<7} {'documents':>7} {'time':>7} {'rate':>9} {'cpu':>8}   {'step':>6} {'max':>6}")
        print(measured("decide", session.bulk(Decide(tuple(listing.ids(0, len(listing))), Answer.KEEP))))
        print(measured("undo", session.undoing()))
        print(measured("redo", session.redoing()))


if __name__ == "__main__":
    main()
