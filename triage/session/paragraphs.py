"""Paragraphs that several documents have in common: what wire stories share, and what no rule drops yet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class ParagraphAt(NamedTuple):
    """Where a paragraph stands: in the cleaned text of a document, as the n-th from 1."""

    id: str
    n: int


@dataclass(frozen=True, slots=True)
class SharedParagraph:
    """One paragraph of several documents. `text` is its commonest wording, of `wordings` that are nearly the same. `places` are
    where it stands alone, `within` where a longer paragraph holds it."""

    text: str
    wordings: int
    documents: int
    places: tuple[ParagraphAt, ...]
    within: tuple[ParagraphAt, ...]


def shared_paragraphs(texts: Iterable[tuple[str, str]], least: int = 2) -> list[SharedParagraph]:
    """Of `(id, cleaned text)`: the paragraphs that at least so many documents have, most documents first. What is near, and what
    is inside another, is `match.relate`'s to say; of fewer than eight words only the same words are the same."""
    from triage.match import relate, split_paragraphs

    places: list[ParagraphAt] = []
    paragraphs: list[str] = []
    for id, text in texts:
        for n, (start, end) in enumerate(split_paragraphs(text), 1):
            places.append(ParagraphAt(id, n))
            paragraphs.append(text[start:end])
    found = relate(paragraphs)
    exact, near = found.exact.tolist(), found.near.tolist()
    groups: defaultdict[int, list[int]] = defaultdict(list)
    worded: defaultdict[int, list[int]] = defaultdict(list)
    for at, (same, group) in enumerate(zip(exact, near, strict=True)):
        groups[group].append(at)
        worded[same].append(at)
    held: defaultdict[int, set[int]] = defaultdict(set)
    for shorter, longer in found.inside.tolist():
        held[near[shorter]].update(worded[longer])
    shared = []
    for group, members in groups.items():
        within = sorted(held.get(group, ()))
        documents = len({places[at].id for at in (*members, *within)})
        if documents >= least:
            wordings = Counter(exact[at] for at in members)
            commonest = paragraphs[wordings.most_common(1)[0][0]]
            where = [tuple(places[at] for at in some) for some in (members, within)]
            shared.append(SharedParagraph(commonest, len(wordings), documents, where[0], where[1]))
    return sorted(shared, key=lambda one: -one.documents)
