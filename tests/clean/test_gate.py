"""The quality gate: precision, recall and F1 of the cleaner on invented pages labelled line by line, never below the floors.

`python tests/clean/test_gate.py` raises the floors in `floors.json` to what is measured; it lowers one only with `--lower`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from triage.clean import Cleaner, Page
from triage.model import Document, Label, Metadata, Source

_HERE = Path(__file__).resolve().parent
_FLOORS = _HERE / "floors.json"
_SLACK = 0.002


def pages() -> Iterator[tuple[Document, str]]:
    """Each page with the letters of its lines: content, boilerplate, duplicate, title."""
    for path in sorted((_HERE / "gate").glob("*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        kinds = "".join(line[0] for line in lines)
        title = lines[kinds.index("t")][2:]
        text = "\n".join(line[2:] for line in lines)
        yield Document(path.name, text, Source(path.name), Metadata(title=title)), kinds


def measured() -> dict[str, float]:
    """By characters, titles left out; `exact` is the share of pages without a wrong line."""
    kept = wanted = both = exact = 0
    labelled = list(pages())
    for (document, kinds), cleaned in zip(labelled, Cleaner().clean_pages([Page(page) for page, _ in labelled]), strict=True):
        wrong = 0
        for block, kind in zip(cleaned.blocks, kinds, strict=True):
            size = (block.end - block.start) * (kind != "t")
            keeps, wants = block.label is Label.CONTENT, kind == "c"
            kept, wanted, both = kept + size * keeps, wanted + size * wants, both + size * (keeps and wants)
            wrong += size > 0 and keeps is not wants
        exact += not wrong
        assert document.raw
    precision, recall = both / kept, both / wanted
    found = {"precision": precision, "recall": recall, "f1": 2 * precision * recall / (precision + recall)}
    return {name: round(value, 4) for name, value in (found | {"exact": exact / len(labelled)}).items()}


def test_the_cleaner_is_as_good_as_it_was() -> None:
    floors = json.loads(_FLOORS.read_text(encoding="utf-8"))
    found = measured()
    assert set(floors) == set(found)
    assert {name: value for name, value in found.items() if value < floors[name] - _SLACK} == {}


def test_no_first_copy_is_lost_to_a_later_one() -> None:
    for document, kinds in pages():
        blocks = Cleaner().clean(document).blocks
        copies = [(block, kind) for block, kind in zip(blocks, kinds, strict=True) if block.label is Label.DUPLICATE]
        assert all(kind == "d" for _, kind in copies), document.id
        assert len(copies) == kinds.count("d"), document.id


def set_floors(lower: bool) -> None:
    """Write what is measured as the new floors."""
    old = json.loads(_FLOORS.read_text(encoding="utf-8")) if _FLOORS.exists() else {}
    found = measured()
    new = found if lower else {name: max(value, old.get(name, 0.0)) for name, value in found.items()}
    _FLOORS.write_text(json.dumps(new, indent=1) + "\n", encoding="utf-8")
    print(json.dumps({"measured": found, "floors": new}, indent=1))


if __name__ == "__main__":
    set_floors("--lower" in sys.argv[1:])
