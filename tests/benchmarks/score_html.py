#!/usr/bin/env python3
"""Score the cleaner on HTML pages beside the extractors alone: python tests/benchmarks/score_html.py LABELLED_DIR [SET …]

LABELLED_DIR holds `html/<set>.jsonl.gz`, `blocks/<set>.jsonl.gz` and `score_cleaned.py`. Ours is what `triage clean` of the
folder of pages writes. Needs trafilatura and resiliparse.
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import io
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from triage.cli import main as triage


def by_trafilatura(html: str) -> str:
    """The main text as trafilatura finds it, at its defaults."""
    import trafilatura

    return trafilatura.extract(html, include_comments=False) or ""


def by_resiliparse(html: str) -> str:
    """The main text as resiliparse finds it."""
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(html, main_content=True))


def one_by_one(pages: Path, out: Path, extract: Callable[[str], str]) -> None:
    """Write what `extract` takes from each page."""
    out.mkdir()
    for page in sorted(pages.iterdir()):
        (out / f"{page.name}.txt").write_text(extract(page.read_text(encoding="utf-8")), encoding="utf-8", newline="")


def by_triage(pages: Path, out: Path) -> None:
    """As a user would clean the folder."""
    with contextlib.redirect_stderr(io.StringIO()):
        triage(["clean", str(pages), "--out", str(out)])


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labelled", type=Path)
    parser.add_argument("sets", nargs="*")
    args = parser.parse_args()
    print("| set | by | f1 | p | r | exact | surplus | lost |\n|---|---|---|---|---|---|---|---|")
    for packed in sorted((args.labelled / "html").glob("*.jsonl.gz")):
        name = packed.name.split(".")[0]
        if args.sets and name not in args.sets:
            continue
        with tempfile.TemporaryDirectory() as folder:
            pages = Path(folder) / "pages"
            pages.mkdir()
            with gzip.open(packed, "rt", encoding="utf-8") as lines:
                for row in map(json.loads, lines):
                    (pages / f"{row['id']}.html").write_text(row["html"], encoding="utf-8", newline="")
            ways: dict[str, Callable[[Path], Any]] = {
                "trafilatura": lambda out: one_by_one(pages, out, by_trafilatura),  # noqa: B023
                "resiliparse": lambda out: one_by_one(pages, out, by_resiliparse),  # noqa: B023
                "triage": lambda out: by_triage(pages, out),  # noqa: B023
            }
            for way, run in ways.items():
                out = Path(folder) / way
                run(out)
                command = [sys.executable, str(args.labelled / "score_cleaned.py"), str(args.labelled / "blocks" / packed.name)]
                found = json.loads(subprocess.run([*command, str(out)], capture_output=True, text=True, check=True).stdout)
                print(
                    "|", " | ".join([name, way, *(str(found[key]) for key in ("f1", "p", "r", "exact", "surplus", "lost"))]), "|"
                )
                sys.stdout.flush()


if __name__ == "__main__":
    main()
