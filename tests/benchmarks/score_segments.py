#!/usr/bin/env python3
"""Pages of others, told by sentences: python tests/benchmarks/score_segments.py TESTS

TESTS is the folder of trafilatura's own evaluation, `tests` of its repository: `evaldata.json` names for each page some
sentences that belong to it and some that don't; the pages lie in `eval/` and `cache/`. Scored as there: of the first six of each
kind, those found in the extracted text, white space aside. Ours is what `triage clean` writes, once of the HTML and once of the
page's bare text, in which it has no tags to go by. Needs trafilatura and resiliparse; jusText where it is installed.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import score_html

from triage.read.html import read_html

MOST = 6


def by_trafilatura(data: bytes, *, fast: bool) -> str:
    import trafilatura

    found: str | None = trafilatura.extract(
        data, include_comments=False, include_tables=True, include_formatting=False, fast=fast
    )
    return found or ""


def by_resiliparse(data: bytes) -> str:
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding

    return str(score_html.by_resiliparse(bytes_to_str(data, detect_encoding(data) or "utf-8")))


def by_justext(data: bytes) -> str:
    import justext

    stops = frozenset(word for language in justext.get_stoplists() for word in justext.get_stoplist(language))
    return "\n".join(paragraph.text for paragraph in justext.justext(data, stops) if not paragraph.is_boilerplate)


def folded(text: str) -> str:
    """Without differences in white space."""
    return " ".join(text.split())


def cleaned(folder: Path, pages: Mapping[str, bytes | str], suffix: str) -> dict[str, str]:
    """What `triage clean` of a folder of these pages writes."""
    source, out = folder / f"pages{suffix}", folder / f"cleaned{suffix}"
    source.mkdir()
    for name, page in pages.items():
        (source / f"{name}{suffix}").write_bytes(page.encode("utf-8", "replace") if isinstance(page, str) else page)
    score_html.by_triage(source, out)
    written = {path.name.removesuffix(".txt").removesuffix(suffix): path.read_text(encoding="utf-8") for path in out.iterdir()}
    return {name: written.get(name, "") for name in pages}


def tolerant(extract: Callable[[bytes], str], data: bytes) -> str:
    """What it extracts; nothing where it fails."""
    try:
        return extract(data)
    except Exception:
        return ""


def line(by: str, texts: Iterable[str], wanted: Iterable[Mapping[str, Any]]) -> str:
    """A line of the table."""
    found = lost = surplus = gone = 0
    for text, told in zip(map(folded, texts), wanted, strict=True):
        kept = [folded(sentence) in text for sentence in told["with"][:MOST]]
        wrong = [folded(sentence) in text for sentence in told["without"][:MOST]]
        found, lost = found + sum(kept), lost + len(kept) - sum(kept)
        surplus, gone = surplus + sum(wrong), gone + len(wrong) - sum(wrong)
    precision, recall = found / (found + surplus), found / (found + lost)
    right = (found + gone) / (found + lost + surplus + gone)
    return f"| {by} | {2 * precision * recall / (precision + recall):.4f} | {precision:.3f} | {recall:.3f} | {right:.3f} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tests", type=Path)
    args = parser.parse_args()
    told = json.loads((args.tests / "evaldata.json").read_text(encoding="utf-8"))
    pages, wanted = {}, []
    for number, one in enumerate(told.values()):
        path = next((path for folder in ("eval", "cache") if (path := args.tests / folder / one["file"]).exists()), None)
        if path is not None:
            pages[f"{number:04}"] = path.read_bytes()
            wanted.append(one)
    bare = {name: read_html(name, data).raw for name, data in pages.items()}
    others: dict[str, Callable[[bytes], str]] = {
        "trafilatura, fast": partial(by_trafilatura, fast=True),
        "trafilatura": partial(by_trafilatura, fast=False),
        "resiliparse": by_resiliparse,
    }
    if importlib.util.find_spec("justext"):
        others["jusText"] = by_justext
    print(f"{len(pages)} pages\n\n| by | F1 | P | R | accuracy |\n|---|---|---|---|---|")
    for by, extract in others.items():
        print(line(by, (tolerant(extract, data) for data in pages.values()), wanted), flush=True)
    with tempfile.TemporaryDirectory() as name:
        print(line("triage", cleaned(Path(name), pages, ".html").values(), wanted), flush=True)
        print(line("the page's bare text", bare.values(), wanted), flush=True)
        print(line("triage, of the bare text", cleaned(Path(name), bare, ".txt").values(), wanted), flush=True)


if __name__ == "__main__":
    main()
