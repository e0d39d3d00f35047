"""Rows, documents and keys in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from triage.commands import GROUPS, in_context
from triage.model import Block, By, Label, Row
from triage.view import key_name, one_line, rule_word
from triage.view.about import stale_words

if TYPE_CHECKING:
    from triage.model.suggestion import Suggestion
    from triage.session import Opened

MOST_BLOCKS = 200
"""Blocks that are printed when a document comes up; `enter` prints all."""


def row_line(row: Row, position: int, count: int) -> str:
    """Where one is, and what is decided there."""
    if not row.id:
        return f"{position + 1:,} of {count:,}: this document is gone"
    facts = [str(row.answer or "undecided")]
    facts += [f"because {', '.join(row.reasons)}"] if row.reasons else []
    facts += [f"tags {', '.join(row.tags)}"] if row.tags else []
    facts += [f"{row.cluster_size} copies"] if row.cluster_size > 1 else []
    facts += filter(None, [stale_words(row)])
    facts += [f"problem: {row.problem}"] if row.problem else []
    title = f"{row.title} ({row.id})" if row.title and row.title != row.id else row.id
    return one_line(f"{position + 1:,} of {count:,}: {title}; {'; '.join(facts)}")


def document_lines(opened: Opened, *, all: bool = False) -> Iterator[str]:
    """The blocks with number and label, content without a word of it, since most is that."""
    if opened.problem is not None:
        yield one_line(f"problem: {opened.problem.message}")
    blocks = opened.cleaned.blocks
    for block in blocks if all else blocks[:MOST_BLOCKS]:
        yield block_line(opened, block)
    if len(blocks) > MOST_BLOCKS and not all:
        yield f"and {len(blocks) - MOST_BLOCKS:,} more blocks; Enter prints all"
    dropped = sum(block.label is not Label.CONTENT for block in blocks)
    if blocks:
        yield f"{len(blocks):,} blocks, {dropped:,} of them dropped"


def block_line(opened: Opened, block: Block) -> str:
    """`7 [legal-disclaimer] Legal Disclaimer: …`"""
    text = one_line(opened.document.raw[block.start : block.end].strip())
    word = _label(block)
    return f"{block.n} [{word}] {text}" if word else f"{block.n} {text}"


def suggestion_line(found: Suggestion, followed: tuple[int, int], key: str) -> str:
    """`Looks like an error page: line “Sorry!!”, 41 words; A rejects it (error-page)`"""
    so_far = f"; {followed[0]:,} of {followed[1]:,} accepted so far" if followed[1] else ""
    return one_line(f"Looks like {found.looks_like}: {found.evidence}; {key_name(key)} rejects it ({found.reason}){so_far}")


def _label(block: Block) -> str:
    changed = block.by is By.REVIEWER and block.was is not None
    if block.label is Label.DUPLICATE:
        return f"duplicate of {block.duplicate_of}" if block.duplicate_of else "duplicate"
    word = rule_word(block)
    if block.label is Label.CONTENT:
        return f"content, {word}" if changed else word
    return f"{block.label}, {word}" if word != block.label.value else word


def help_lines(keys: Mapping[str, tuple[str, ...]], place: str, able: frozenset[str]) -> Iterator[str]:
    """The commands of a place by group, those that need no screen."""
    heard = [command for command in in_context(place) if command.id in able]
    yield "Type a key, or a name, and what it needs after a blank. Enter alone opens; a number goes to that row or block."
    for group in GROUPS:
        commands = [command for command in heard if command.group == group]
        if commands:
            yield f"{group}:"
        for command in commands:
            shown = " or ".join(key_name(key) for key in keys[command.id])
            yield f"  {shown}: {command.label}. {command.help}"
