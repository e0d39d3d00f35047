"""Tags as they are typed: parted, and completed, fuzzy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

CUTOFF = 60.0


def tags_in(text: str) -> list[str]:
    """The tags that were typed: a comma parts two, so that none has one in it."""
    return [tag for part in text.split(",") if (tag := " ".join(part.split()))]


def complete(query: str, palette: Iterable[str], in_use: Mapping[str, int], limit: int = 10) -> list[str]:
    """The tags that fit what was typed, best first.

    Whole, then start, then part of the tag, then likeness. Among equals the palette comes first in its order, then the tags
    in use, most used first.
    """
    used = sorted(in_use, key=lambda tag: (-in_use[tag], tag))
    tags = list(dict.fromkeys([*palette, *used]))
    wanted = " ".join(query.split()).casefold()
    if not wanted:
        return tags[:limit]
    ranked = []
    for n, tag in enumerate(tags):
        rank = _rank(wanted, tag.casefold())
        if rank is not None:
            ranked.append((rank, n, tag))
    return [tag for _, _, tag in sorted(ranked)[:limit]]


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
