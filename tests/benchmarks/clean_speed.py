#!/usr/bin/env python3
"""How fast pages are cleaned, beside trafilatura (fast mode) and jusText: clean_speed.py LABELLED_DIR [--rounds N]

Ours reads and cleans the plain-text dumps, as a scan does: bytes decoded, title, date and source found, cut into blocks, labelled
with the evidence of the folder, cleaned text made, without Python's collector of circular garbage. The others take the HTML of
the same pages. All in one process, batch by batch in turn, so that a busy machine slows all alike; processor time. Needs
trafilatura and jusText; OPENBLAS_NUM_THREADS=1 keeps all on one core.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.score_cleaner import held_elsewhere
from triage.clean import Cleaner, Page, find_fingerprints
from triage.corpus.gc_pause import uncollected
from triage.read.text import read_text

_BATCH = 32


def pages(labelled: Path) -> Iterator[tuple[str, str, str]]:
    """Id, dump and HTML of every page of which there is HTML."""
    for packed in sorted((labelled / "html").glob("*.jsonl.gz")):
        with gzip.open(labelled / "blocks" / packed.name, "rt", encoding="utf-8") as rows:
            dumps = {row["id"]: row["text"] for row in map(json.loads, rows)}
        with gzip.open(packed, "rt", encoding="utf-8") as rows:
            yield from ((row["id"], dumps[row["id"]], row["html"]) for row in map(json.loads, rows) if row["id"] in dumps)


@uncollected()
def ours(cleaner: Cleaner, batch: Sequence[tuple[str, str, str]]) -> None:
    """Read and clean, with evidence."""
    documents = [read_text(id, dump.encode()) for id, dump, _ in batch]
    cut = [Page(document) for document in documents if document.problem is None]
    find_fingerprints(cut)
    cleaner.clean_pages(cut, held_elsewhere([page.fingerprints for page in cut]))


def by_trafilatura(batch: Sequence[tuple[str, str, str]]) -> None:
    """Main text, without the fallbacks."""
    import trafilatura

    for _, _, html in batch:
        trafilatura.extract(html, fast=True)


def by_justext(batch: Sequence[tuple[str, str, str]]) -> None:
    """Paragraphs with their classes."""
    import justext

    for _, _, html in batch:
        justext.justext(html.encode(), justext.get_stoplist("English"))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labelled", type=Path)
    parser.add_argument("--rounds", type=int, default=2)
    args = parser.parse_args()
    found, cleaner = list(pages(args.labelled)), Cleaner()
    ways: dict[str, Callable[[Any], None]] = {
        "triage": lambda batch: ours(cleaner, batch),
        "trafilatura, fast": by_trafilatura,
        "jusText": by_justext,
    }
    for run in ways.values():
        run(found[:4])  # what is loaded at first use
    spent: dict[str, float] = defaultdict(float)
    for _ in range(args.rounds):
        for at in range(0, len(found), _BATCH):
            for name, run in ways.items():
                begun = time.process_time()
                run(found[at : at + _BATCH])
                spent[name] += time.process_time() - begun
    dump_size, html_size = (sum(len(page[i].encode()) for page in found) * args.rounds / 1e6 for i in (1, 2))
    print("| program | sees | documents/s | MB/s | triage is faster by |\n|---|---|---|---|---|")
    for name, seconds in spent.items():
        sees, size = ("dump", dump_size) if name == "triage" else ("HTML", html_size)
        ratio = seconds / spent["triage"]
        print(f"| {name} | {sees} | {len(found) * args.rounds / seconds:.0f} | {size / seconds:.2f} | {ratio:.1f} |")


if __name__ == "__main__":
    main()
