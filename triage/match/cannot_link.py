"""Documents that an editor has told apart: a story is divided so that no two of them are in one cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

Named = tuple[str, int]  # a document's id and the number of its text
Apart = frozenset[tuple[str, str]]
"""Pairs of ids, the smaller first."""

NONE: Apart = frozenset()


def apart(pairs: Iterable[tuple[str, str]]) -> Apart:
    """Pairs in any order as `divide` takes them."""
    return frozenset((min(pair), max(pair)) for pair in pairs)


def divide(order: Sequence[Named], told: Apart, closeness: Callable[[int, int], float]) -> list[list[Named]]:
    """The parts of a story, whose documents are given from best to worst.

    Each document goes to the part, of those that hold none that it was told apart from, with the text that it is closest
    to, by `closeness` of two texts; without such a part it begins one. Documents of the same words share what one of them
    was told, unless they were told apart from each other.
    """
    text_of = dict(order)
    own = {pair for pair in told if pair[0] in text_of and pair[1] in text_of}
    if not own:
        return [list(order)]
    by_text = {frozenset((text_of[one], text_of[other])) for one, other in own if text_of[one] != text_of[other]}

    def conflict(document: Named, part: Sequence[Named]) -> bool:
        name, text = document
        return any((min(name, one), max(name, one)) in own or frozenset((text, its)) in by_text for one, its in part)

    parts: list[list[Named]] = []
    for document in order:
        fitting = [part for part in parts if not conflict(document, part)]
        if fitting:
            text = document[1]
            max(fitting, key=lambda part: max(1.0 if its == text else closeness(text, its) for _, its in part)).append(document)
        else:
            parts.append([document])
    return parts
