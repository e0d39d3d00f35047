"""What is typed: tags, parted, and completed, fuzzy; numbers of rows and blocks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from triage.errors import UsageError

CUTOFF = 75.0
"""Below it, tags of four letters are alike that share two."""
_RUN = re.compile(r"(\d{1,18})(?:-(\d{1,18}))?", re.ASCII)


def as_tag(text: str) -> str:
    """A tag as it is kept: one space between words, and one form of those that look the same."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def tags_in(text: str) -> list[str]:
    """The tags that were typed: a comma parts two, so that none has one in it."""
    return [tag for part in text.split(",") if (tag := as_tag(part))]


def edits_in(text: str) -> tuple[list[str], list[str]]:
    """The tags that were typed, those to be set and those to be taken off: `town, -nature`. Of one that is named twice the last
    word holds."""
    wanted: dict[str, bool] = {}
    for typed in tags_in(text):
        if tag := as_tag(typed[typed[0] in "+-" :]):
            wanted[tag] = typed[0] != "-"
    return [tag for tag, is_set in wanted.items() if is_set], [tag for tag, is_set in wanted.items() if not is_set]


def numbers_in(text: str, last: int) -> tuple[int, ...]:
    """`3 5-7` as numbers from 1 to `last`. Raises `UsageError`."""
    found: list[int] = []
    for part in text.replace(",", " ").split():
        match = _RUN.fullmatch(part)
        if match is None:
            raise UsageError(f"{part!r} is no number; write 3 or 5-7")
        first, end = int(match[1]), int(match[2] or match[1])
        if not (1 <= first <= last and 1 <= end <= last):
            raise UsageError(f"{part}: the numbers run from 1 to {last}")
        if end < first:
            raise UsageError(f"{part}: runs backwards; write {end}-{first}")
        found += range(first, end + 1)
    if not found:
        raise UsageError(f"{text.strip()!r} holds no number; write 3 or 5-7")
    return tuple(dict.fromkeys(found))


def complete(query: str, palette: Iterable[str], in_use: Mapping[str, int], limit: int = 10) -> list[str]:
    """The tags that fit what was typed, best first.

    Whole, then start, then part of the tag, then likeness. Among equals the palette comes first in its order, then the tags
    in use, most used first.
    """
    used = sorted(in_use, key=lambda tag: (-in_use[tag], tag))
    tags = list(dict.fromkeys([*palette, *used]))
    wanted = as_tag(query).casefold()
    if not wanted:
        return tags[:limit]
    ranked = []
    for n, tag in enumerate(tags):
        rank = _rank(wanted, tag.casefold())
        if rank is not None:
            ranked.append((rank, n, tag))
    return [tag for _, _, tag in sorted(ranked)[:limit]]


def begins(query: str, tag: str) -> bool:
    """Whether a tag is what was typed, or goes on as that begins: no other is meant without being pointed at."""
    wanted = as_tag(query).casefold()
    return bool(wanted) and tag.casefold().startswith(wanted)


def _rank(wanted: str, tag: str) -> tuple[int, float] | None:
    if tag == wanted:
        return 0, 0.0
    if tag.startswith(wanted):
        return 1, 0.0
    if wanted in tag:
        return 2, 0.0
    # Imported when needed: the screen must not wait for it to paint.
    from rapidfuzz import fuzz

    score = fuzz.WRatio(wanted, tag)
    return (3, -score) if score >= CUTOFF else None
