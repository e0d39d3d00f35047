#!/usr/bin/env python3
"""How well pages are cleaned that a program made Markdown of: score_markdown.py LABELLED_DIR

The HTML of the labelled pages is given to html2text and markdownify, and what they make of it is cleaned as a `.md` file, each
by itself. A row a program and a set: F1, P and R of 4-grams of words, without addresses, as means of pages. Needs html2text and
markdownify.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import statistics
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import html2text
import lxml.html
import markdownify

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from triage.clean import Cleaner
from triage.read.text import read_text

_LINK = re.compile(r"!?\[([^\]]*)\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)|https?://\S+")


def by_html2text(html: str) -> str:
    """With a line a paragraph."""
    program = html2text.HTML2Text()
    program.body_width = 0
    return str(program.handle(html))


def by_markdownify(html: str) -> str:
    """Without scripts and styles, whose text it would take along."""
    tree = lxml.html.fromstring(html.encode("utf-8", "replace"), parser=lxml.html.HTMLParser(encoding="utf-8"))
    for element in list(tree.iter("script", "style", "noscript", "head")):
        if element.getparent() is not None:
            element.drop_tree()
    return str(markdownify.markdownify(lxml.html.tostring(tree, encoding="unicode")))


def pages(labelled: Path, name: str) -> Iterator[tuple[str, str, str]]:
    """Id, HTML and the article's text of each page of a set."""
    with gzip.open(labelled / "blocks" / name, "rt", encoding="utf-8") as rows:
        gold = {row["id"]: row["gold"] for row in map(json.loads, rows)}
    with gzip.open(labelled / "html" / name, "rt", encoding="utf-8") as rows:
        yield from ((row["id"], row["html"], gold[row["id"]]) for row in map(json.loads, rows) if row["id"] in gold)


def grams(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", _LINK.sub(lambda found: found[1] or "", text).lower())
    return Counter(zip(words, words[1:], words[2:], words[3:], strict=False))


def score(found: str, gold: str) -> tuple[float, float, float]:
    """F1, P and R."""
    ours, wanted = grams(found), grams(gold)
    both = sum((ours & wanted).values())
    precision, recall = both / max(1, sum(ours.values())), both / max(1, sum(wanted.values()))
    return 2 * both / max(1, sum(ours.values()) + sum(wanted.values())), precision, recall


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labelled", type=Path)
    args = parser.parse_args()
    programs: dict[str, Callable[[str], str]] = {"html2text": by_html2text, "markdownify": by_markdownify}
    cleaner = Cleaner()
    print("| program | set | pages | F1 | P | R |\n|---|---|---|---|---|---|")
    for program, convert in programs.items():
        every: list[tuple[float, float, float]] = []
        for packed in sorted((args.labelled / "html").glob("*.jsonl.gz")):
            own = []
            for id, html, gold in pages(args.labelled, packed.name):
                document = read_text(f"{id}.md", convert(html).encode("utf-8", "replace"))
                if gold.strip() and document.problem is None:
                    own.append(score(cleaner.clean(document).text, gold))
            every += own
            print(row(program, packed.name.partition(".")[0], own))
        print(row(program, "all", every))


def row(program: str, name: str, found: list[tuple[float, float, float]]) -> str:
    means = " | ".join(f"{statistics.mean(values):.3f}" for values in zip(*found, strict=True))
    return f"| {program} | {name} | {len(found)} | {means} |"


if __name__ == "__main__":
    main()
