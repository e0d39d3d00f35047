"""The invented articles of `sample_seeds/` with the labels that they should get."""

from __future__ import annotations

import tomllib
from pathlib import Path

from triage.clean import Cleaner, Page, default_rules
from triage.model import Block, Cleaned, Document, Label, Source
from triage.read.text import read_text

FOLDER = Path(__file__).resolve().parents[2] / "sample_seeds"
LETTERS = {"c": Label.CONTENT, "b": Label.BOILERPLATE, "d": Label.DUPLICATE}


def document(raw: str, name: str = "a.txt") -> Document:
    """A document as a reader would hand it on, without metadata."""
    return Document(name, raw, Source(name))


def expected() -> dict[str, list[Label]]:
    """The labels of each sample's blocks."""
    found = tomllib.loads((FOLDER / ".expected.toml").read_text(encoding="utf-8"))
    return {name: [LETTERS[letter] for letter in entry["labels"]] for name, entry in found.items()}


def samples() -> dict[str, Document]:
    """The samples as the reader of text files hands them on: the title is evidence, too."""
    return {path.name: read_text(path.name, path.read_bytes()) for path in sorted(FOLDER.glob("*.txt"))}


def cleaned() -> dict[str, tuple[Document, Cleaned]]:
    """The samples, each cleaned by itself with the rules of the package."""
    found = samples()
    results = Cleaner(default_rules()).clean_pages(list(map(Page, found.values())))
    return {name: (one, result) for (name, one), result in zip(found.items(), results, strict=True)}


def text_of(one: Document, block: Block) -> str:
    """The block's raw text."""
    return one.raw[block.start : block.end]
