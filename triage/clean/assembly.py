"""From labelled blocks to the cleaned text, and the reviewer's own labels on top."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from triage.model import Block, By, Cleaned, Document, Label, Override
from triage.paragraphs import has_blank_line
from triage.repair import repair

OWN_RULE = "yours"
SEEN_RULE = "seen-elsewhere"
HEADLINE_RULE = "headline"
_SURELY_BOILERPLATE = 0.98


def assemble(document: Document, blocks: Sequence[Block], rules_sha256: str) -> Cleaned:
    """The cleaned text of `document` given its labelled blocks.

    Blocks are joined as they stood: with a blank line between where the raw text has one anywhere between them.
    """
    parts: list[str] = []
    pieces: list[tuple[int, int, int]] = []
    at, paragraph, previous = 0, False, 0
    for block in blocks:
        paragraph = paragraph or has_blank_line(document.raw, previous, block.start)
        previous = block.end
        if block.label is not Label.CONTENT:
            continue
        text = repair(document.raw[block.start : block.end])
        if pieces and text:
            gap = "\n\n" if paragraph else "\n"
            parts.append(gap)
            at += len(gap)
        pieces.append((block.n, at, at + len(text)))
        parts.append(text)
        at += len(text)
        paragraph = False
    text = "".join(parts)
    return Cleaned(tuple(blocks), text, tuple(pieces), hashlib.sha256(text.encode()).hexdigest(), rules_sha256)


def matched_text(document: Document, cleaned: Cleaned) -> str:
    """What near-duplicates are told by: the cleaned text, and the blocks that the line model, or their number in the
    folder, took out without being sure.

    Pages that were extracted or syndicated differently are judged differently; what matching gives common lines to weigh
    makes a doubtful line too many harmless, while a paragraph too few makes copies look different.
    """
    kept = [
        block
        for block in cleaned.blocks
        if block.label is Label.CONTENT
        or (
            block.label is Label.BOILERPLATE
            and (block.by is By.MODEL or block.rule == SEEN_RULE)
            and block.score < _SURELY_BOILERPLATE
        )
    ]
    if len(kept) == len(cleaned.pieces):
        return cleaned.text
    return "\n".join(repair(document.raw[block.start : block.end]) for block in kept)


def with_overrides(document: Document, cleaned: Cleaned, overrides: Mapping[str, Override]) -> Cleaned:
    """With the labels that the reviewer gave. A block that moved is found again by its exact text, nearest to where it was."""
    if not overrides:
        return cleaned
    blocks = list(cleaned.blocks)
    by_span = {(block.start, block.end): place for place, block in enumerate(blocks)}
    taken: set[int] = set()
    for _, override in sorted(overrides.items()):
        place = by_span.get((override.start, override.end))
        if place is None or document.raw[override.start : override.end] != override.exact:
            place = _nearest(document, blocks, override, taken)
        if place is None:
            continue
        taken.add(place)
        blocks[place] = _overridden(blocks[place], override.label)
    return assemble(document, blocks, cleaned.rules_sha256)


def _nearest(document: Document, blocks: Sequence[Block], override: Override, taken: set[int]) -> int | None:
    size = len(override.exact)
    same = (
        place
        for place, block in enumerate(blocks)
        if block.end - block.start == size and place not in taken and document.raw[block.start : block.end] == override.exact
    )
    return min(same, key=lambda place: abs(blocks[place].start - override.start), default=None)


def _overridden(block: Block, label: Label) -> Block:
    was, was_rule = (block.was, block.was_rule) if block.by is By.REVIEWER else (block.label, block.rule)
    keeps_source = label is Label.DUPLICATE
    return block._replace(
        label=label,
        rule=OWN_RULE,
        score=1.0,
        by=By.REVIEWER,
        reasons=(),
        duplicate_of=block.duplicate_of if keeps_source else None,
        was=was,
        was_rule=was_rule,
    )
