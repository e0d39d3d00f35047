#!/usr/bin/env python3
"""How often each rule of the cleaner is right: rule_scores.py LABELLED_DIR

Each set of `blocks/` is one folder, cleaned as a scan does it. For the rules of the catalogue: of the lines that they drop, the
share that is no content; of a rule that speaks of few lines, drawn towards what all rules together reach. Then the reliability of
all labels: of the blocks with a score of about 0.9, nine in ten should be labelled rightly. Titles are neutral and left out, and
so are copies (`d`), which are right where they are dropped for whatever reason.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import sys
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.score_cleaner import evidence
from triage.clean import Cleaner, Page
from triage.model import Document, Label, Metadata, Source

_DRAWN = 20
"""As many lines of the mean of all rules are added to each rule's own."""
_EDGES = (0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.0001)


def labelled_blocks(labelled: Path) -> list[tuple[str, str, float, bool]]:
    """Rule, who gave it, score and whether the label is right, of every block that is a labelled line."""
    found: list[tuple[str, str, float, bool]] = []
    for packed in sorted((labelled / "blocks").glob("*.jsonl.gz")):
        with gzip.open(packed, "rt", encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        pages = [Page(Document(row["id"], row["text"], Source(row["id"]), Metadata())) for row in rows]
        results = Cleaner().clean_pages(pages, evidence([page.texts for page in pages]))
        for row, cleaned in zip(rows, results, strict=True):
            kinds = dict(zip(_starts(row["text"]), row["kinds"], strict=False))
            for block in cleaned.blocks:
                kind = kinds.get(block.start, "n")
                if kind in "cb" and block.label is not Label.DUPLICATE:
                    right = (kind == "c") == (block.label is Label.CONTENT)
                    found.append((block.rule, str(block.by), block.score, right))
    return found


def _starts(text: str) -> list[int]:
    return list(itertools.accumulate((len(line) + 1 for line in text.split("\n")), initial=0))


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labelled", type=Path)
    found = labelled_blocks(parser.parse_args().labelled)
    by_rule: dict[str, list[bool]] = defaultdict(list)
    for rule, by, _, right in found:
        if by == "rule":
            by_rule[rule].append(right)
    mean = sum(map(sum, by_rule.values())) / max(1, sum(map(len, by_rule.values())))
    print("| rule | lines | right | drawn towards the mean |\n|---|---|---|---|")
    for rule, rights in sorted(by_rule.items()):
        drawn = (sum(rights) + _DRAWN * mean) / (len(rights) + _DRAWN)
        print(f"| {rule} | {len(rights)} | {sum(rights) / len(rights):.3f} | {drawn:.3f} |")
    print("\n| score | blocks | mean score | right |\n|---|---|---|---|")
    for low, high in itertools.pairwise(_EDGES):
        inside = [(score, right) for _, _, score, right in found if low <= score < high]
        if inside:
            scores, rights_in = zip(*inside, strict=True)
            cells = (low, min(1.0, high), len(inside), sum(scores) / len(inside), sum(rights_in) / len(inside))
            print("| {:.2f}-{:.2f} | {} | {:.3f} | {:.3f} |".format(*cells))


if __name__ == "__main__":
    main()
