"""A document as the cleaner sees it: its blocks, and what is asked of their texts more than once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import islice
from typing import Any

from triage.clean.lines.line_text import fold_lines
from triage.clean.lines.words import words_of_lines
from triage.model import Document
from triage.paragraphs import Span, flat
from triage.repair import all_legible
from triage.wrapping import spans_of


def split_blocks(document: Document) -> tuple[Span, ...]:
    """Where the blocks of `document` start and end in its raw text. A page with hints was cut by its tags."""
    return spans_of(document.raw, wrapped=not document.hints, header=document.header)


class Page:
    """A document cut into blocks. `texts` are exactly what stands there. `spans`: what `split_blocks` gave before."""

    def __init__(self, document: Document, spans: Sequence[Span] | None = None) -> None:
        self.document = document
        self.spans = split_blocks(document) if spans is None else spans
        self.texts = [document.raw[start:end] for start, end in self.spans]

    @cached_property
    def lines(self) -> Sequence[str]:
        """The blocks, each on one line."""
        return flat_lines(self.texts)

    @cached_property
    def words(self) -> list[str]:
        """The words of each block."""
        return words_of_lines(self.lines)

    @cached_property
    def fingerprints(self) -> list[int]:
        """As `block_fingerprints`."""
        return _fingerprints(self.lines)


def find_words(pages: Sequence[Page]) -> None:
    """Finds the `words` of many pages at once."""
    _find("words", words_of_lines, pages)


def find_fingerprints(pages: Sequence[Page]) -> None:
    """Finds the `fingerprints` of many pages at once."""
    _find("fingerprints", _fingerprints, pages)


def _find(name: str, measure: Callable[[Sequence[str]], list[Any]], pages: Sequence[Page]) -> None:
    lacking = [page for page in pages if name not in vars(page)]
    found = iter(measure([line for page in lacking for line in page.lines]))
    for page in lacking:
        setattr(page, name, list(islice(found, len(page.lines))))


def flat_lines(texts: Sequence[str]) -> Sequence[str]:
    """Each of `texts` on one line, its letters as they were meant; `texts` themselves where they are that already, as nearly
    always."""
    lines = texts if len("\n".join(texts).splitlines()) == len(texts) else [flat(text) for text in texts]
    return all_legible(lines)


def block_fingerprints(texts: Sequence[str]) -> list[int]:
    """A number of 63 bits for each folded block: equal numbers, equal blocks, as far as `Seen` goes."""
    return _fingerprints(flat_lines(texts))


def _fingerprints(lines: Sequence[str]) -> list[int]:
    import xxhash

    digest = xxhash.xxh3_64_intdigest
    return [digest(line.encode("utf-8", "surrogatepass")) >> 1 for line in fold_lines(lines)]
