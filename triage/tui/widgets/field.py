"""A field of one line."""

from __future__ import annotations

import re
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import Input

_BREAK = re.compile(r"\s*[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]\s*")

KEPT = 50
"""Lines that a field remembers."""


class Field(Input):
    """Takes all of a paste: lines and columns are parted by a blank, where Textual's takes the first line and leaves the rest."""

    PARTED_BY: ClassVar[str] = " "
    BINDINGS: ClassVar[list[BindingType]] = [Binding("alt+delete", "delete_right_word", show=False)]

    def on_paste(self, event: events.Paste) -> None:
        """As Textual's, which follows."""
        event.text = _BREAK.sub(self.PARTED_BY, event.text.strip("\t\r\n"))


class RecallingField(Field):
    """Up and Down bring back what was entered here before, the last first, and then what was typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,ctrl+p", "recall(1)", show=False),
        Binding("down,ctrl+n", "recall(-1)", show=False),
    ]

    def __init__(self, *, id: str, placeholder: str) -> None:
        super().__init__(id=id, placeholder=placeholder)
        self.entered: list[str] = []
        self._line: list[str] = []  # what Up goes through from here, the last last
        self._back = 0  # how many of these were gone through
        self._recalled = ""

    @property
    def recalls(self) -> tuple[tuple[str, str], ...]:
        """What the foot tells of Up, where that brings something back: the key, and what it does."""
        return (("Up", "earlier"),) if self.entered else ()

    def remember(self, text: str) -> None:
        """It was entered; what is brought back next begins with it."""
        self._back = 0
        if text := text.strip():
            self.entered = [*(one for one in self.entered if one != text), text][-KEPT:]

    def action_recall(self, by: int) -> None:
        """What was entered before, or after, what stands here. What was typed since is gone back from like a last line."""
        if not self._back or self.value != self._recalled:
            self._line, self._back = [*(one for one in self.entered if one != self.value), self.value], 0
        self._back = max(0, min(len(self._line) - 1, self._back + by))
        self.value = self._recalled = self._line[-1 - self._back]
        self.cursor_position = len(self.value)
