"""Which blocks belong together: those that one rule judged, a repeat and what it repeats, the flagged ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from triage.model import Block, By, Label, Override


def same_rule(blocks: Sequence[Block], n: int) -> tuple[int, ...]:
    """The blocks that the rule of block `n` gave the same label and that have it still; those that the reviewer changed, if
    `n` is such a one. Empty where content was found by no rule: to drop all the rest is not what one key should do."""
    block = _block(blocks, n)
    if block is None or not _rule(block) or (block.label is Label.CONTENT and block.was is None):
        return ()
    wanted = (_rule(block), block.label, block.was)
    return tuple(other.n for other in blocks if (_rule(other), other.label, other.was) == wanted)


def origin(blocks: Sequence[Block], n: int) -> int | None:
    """The block that block `n` repeats; None where it repeats none."""
    block = _block(blocks, n)
    return block.duplicate_of if block is not None else None


def copies(blocks: Sequence[Block], n: int) -> tuple[int, ...]:
    """The blocks that repeat block `n`."""
    return tuple(block.n for block in blocks if block.duplicate_of == n)


def flagged_beside(blocks: Sequence[Block], n: int, step: int) -> int | None:
    """The next block behind `n` that isn't content, or before it where `step` is negative."""
    beyond = [block.n for block in blocks if block.label is not Label.CONTENT and (block.n - n) * step > 0]
    return (min(beyond) if step > 0 else max(beyond)) if beyond else None


def found_again(raw: str, blocks: Sequence[Block], overrides: Mapping[str, Override]) -> dict[str, Override]:
    """What the reviewer changed, with the places where it is in this text, whose blocks have these labels in them: by its text,
    nearest to where it was. What is in it no more is as it was."""
    left = [block for block in blocks if block.by is By.REVIEWER]
    found = dict(overrides)
    for key, override in sorted(overrides.items()):
        same = (block for block in left if raw[block.start : block.end] == override.exact)
        block = min(same, key=lambda block: abs(block.start - override.start), default=None)
        if block is not None:
            left.remove(block)
            found[key] = override._replace(start=block.start, end=block.end)
    return found


def between(blocks: Sequence[Block], first: int, last: int) -> tuple[int, ...]:
    """The blocks from one to the other, both included, whichever comes first."""
    low, high = sorted((first, last))
    return tuple(block.n for block in blocks if low <= block.n <= high)


def _block(blocks: Sequence[Block], n: int) -> Block | None:
    return blocks[n - 1] if 0 < n <= len(blocks) else None


def _rule(block: Block) -> str:
    return block.was_rule if block.was is not None else block.rule
