"""The members of a cluster, a row each."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import ClassVar

from textual.message import Message

from triage.model.copies import Copy
from triage.tui.widgets.lines import LineScroll
from triage.view import Glyphs, Run
from triage.view.members import member_runs


class MemberTable(LineScroll, can_focus=False):
    """`cursor` is the member that is laid beside the survivor."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"members--cursor"}
    DEFAULT_CSS = """
    MemberTable > .members--cursor { background: $primary-muted; text-style: bold; }
    """

    class Chosen(Message):
        """A row was clicked."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.glyphs = glyphs
        self.cursor = 0
        self._members: Sequence[Copy] = ()
        self._kept: Sequence[str] = ()

    def show(self, members: Sequence[Copy], kept: Sequence[str], cursor: int) -> None:
        """Other members, or others of them to keep; the first of `kept` is the survivor."""
        self._members, self._kept, self.cursor = members, tuple(kept), cursor
        self.forget()
        self.set_line_count(len(members))
        self.show_line(cursor)
        self.refresh()

    def line_key(self, y: int) -> Hashable:
        """Whether it is the current row."""
        return y == self.cursor

    def row_class(self, y: int) -> str:
        """The background of the current row."""
        return "members--cursor" if y == self.cursor else ""

    def line_runs(self, y: int, width: int) -> list[Run]:
        """The row, after a cell that marks the current one."""
        if not 0 <= y < len(self._members):
            return []
        member = self._members[y]
        place = self._kept.index(member.row.id) if member.row.id in self._kept else -1
        kept = "survivor" if place == 0 else "too" if place > 0 else ""
        mark = self.glyphs.focus if y == self.cursor else " "
        return [(mark, "title"), *member_runs(member, kept, width - 1, self.glyphs)]

    def clicked(self, y: int) -> None:
        """A click lays that member beside the survivor."""
        if 0 <= y < len(self._members):
            self.post_message(self.Chosen(y))
