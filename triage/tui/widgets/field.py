"""A field of one line."""

from __future__ import annotations

import re
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import Input

_BREAK = re.compile(r"\s*[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]\s*")


class Field(Input):
    """Takes all of a paste: lines and columns are parted by a blank, where Textual's takes the first line and leaves the rest."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("alt+delete", "delete_right_word", show=False)]

    def on_paste(self, event: events.Paste) -> None:
        """As Textual's, which follows."""
        event.text = _BREAK.sub(" ", event.text.strip("\t\r\n"))
