"""How often bare text gives up its title: on labelled pages as they are, and with the page's `<title>` put first; and HTML.

    python tests/benchmarks/titles.py LABELLED

LABELLED is a folder with `blocks/*.jsonl.gz`, a page a row: `title` as HTML had it, `text`, and `kinds`, a letter a line, `t` for
a title. A title is right that is nine tenths alike to a line so marked, or to `title`. Of some sets `html/*.jsonl.gz` has the
pages; a title found there is right that has the letters and digits of a line so marked; trafilatura's stands beside it.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from triage.read.html import read_html
from triage.read.metadata import text_metadata

LEAST = 8  # characters


def pages(path: Path) -> Iterator[tuple[dict[str, Any], set[str]]]:
    """The pages whose title is known, with the lines that say it."""
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            lines = zip(row["text"].split("\n"), row["kinds"], strict=False)
            marked = {line.strip() for line, kind in lines if kind == "t" and len(line) > LEAST}
            if row["title"] and marked:
                yield row, {text.casefold() for text in (*marked, row["title"])}


def is_right(text: str, wanted: set[str]) -> bool:
    found = text_metadata(text).title.casefold()
    return len(found) > LEAST and any(fuzz.ratio(found, title) >= 90 for title in wanted)


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def from_html(path: Path, pages_of: Path) -> tuple[int, int, int]:
    """How many pages have a marked title, and of how many trafilatura and the reader find it."""
    import trafilatura

    marked = {}
    with gzip.open(pages_of, "rt", encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            lines = zip(row["text"].split("\n"), row["kinds"], strict=False)
            marked[row["id"]] = {letters(line) for line, kind in lines if kind == "t"} - {""}
    pages = theirs = ours = 0
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            if wanted := marked[row["id"]]:
                found = trafilatura.bare_extraction(row["html"], with_metadata=True)
                pages += 1
                theirs += letters(getattr(found, "title", None) or "") in wanted
                ours += letters(read_html("page.html", row["html"].encode()).metadata.title) in wanted
    return pages, theirs, ours


def line(name: str, counts: list[int]) -> str:
    return f"| {name} | {counts[0]} | {counts[1] / counts[0]:.3f} | {counts[2] / counts[0]:.3f} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labelled", type=Path)
    args = parser.parse_args()
    print("| set | pages | as they are | with the page's title first |\n|---|---|---|---|")
    every = [0, 0, 0]
    for path in sorted((args.labelled / "blocks").glob("*.jsonl.gz")):
        counts = [0, 0, 0]
        for row, wanted in pages(path):
            texts = (row["text"], f"{' '.join(row['title'].split())}\n{row['text']}")
            for at, add in enumerate((1, *(is_right(text, wanted) for text in texts))):
                counts[at] += add
        if counts[0]:
            print(line(path.name.removesuffix(".jsonl.gz"), counts))
        every = [one + other for one, other in zip(every, counts, strict=True)]
    print(line("all", every))
    print("\n| HTML | pages | trafilatura | ours |\n|---|---|---|---|")
    for path in sorted((args.labelled / "html").glob("*.jsonl.gz")):
        print(line(path.name.removesuffix(".jsonl.gz"), [*from_html(path, args.labelled / "blocks" / path.name)]))


if __name__ == "__main__":
    main()
