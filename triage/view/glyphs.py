"""The marks that carry meaning on the screen, each one cell wide, so that nothing is told by colour alone."""

from __future__ import annotations

from typing import NamedTuple

from triage.model import Answer, Label


class Glyphs(NamedTuple):
    """One set of marks. `mark` gives the one of an answer, `label` the one of a block."""

    undecided: str = "○"
    keep: str = "✓"
    reject: str = "✗"
    defer: str = "◌"
    boilerplate: str = "▒"
    duplicate: str = "≡"
    override: str = "✎"
    cluster: str = "⧉"
    survivor: str = "★"
    decides: str = "◂"
    stale: str = "⟳"
    problem: str = "!"
    focus: str = "▌"
    selected: str = "┃"
    ellipsis: str = "…"
    dot: str = "·"
    thumb: str = "▐"
    becomes: str = "→"

    def mark(self, answer: Answer | None) -> str:
        """The mark of an answer."""
        return self.undecided if answer is None else str(getattr(self, answer.value))

    def label(self, label: Label) -> str:
        """The mark of a block's label; content has none."""
        return " " if label is Label.CONTENT else str(getattr(self, label.value))


UNICODE = Glyphs()
ASCII = Glyphs(
    undecided=".",
    keep="+",
    reject="x",
    defer="?",
    boilerplate="#",
    duplicate="=",
    override="*",
    cluster="&",
    survivor="*",
    decides="<",
    stale="^",
    problem="!",
    focus=">",
    selected="|",
    ellipsis="~",
    dot="|",
    thumb="|",
    becomes=">",
)
