"""The guideline of the folder, to be read beside the work."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Markdown

from triage.tui.screens.dialogs.dialog import Dialog
from triage.tui.widgets.lines import VI_KEYS
from triage.view import printable


class GuidelineScreen(Dialog[None]):
    """Shows Markdown; nothing in it acts: links open nothing, and control characters are shown as signs."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,i,enter", "dismiss_none", show=False),
        *VI_KEYS,
        Binding("space", "page(1)", show=False),
    ]

    def __init__(self, text: str) -> None:
        super().__init__("Guideline", "j k scroll · Esc or q closes")
        self._text = printable(text)

    def body(self) -> Iterable[Widget]:
        yield VerticalScroll(Markdown(self._text, open_links=False), id="guideline")

    def on_mount(self) -> None:
        self.query_one("#guideline").focus()

    def action_move(self, by: int) -> None:
        """A line down or up."""
        self.query_one("#guideline").scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        """A page down or up."""
        panel = self.query_one("#guideline")
        panel.scroll_relative(y=by * max(1, panel.size.height - 2), animate=False)

    def action_goto(self, line: int) -> None:
        """The beginning, or the end, which is -1."""
        panel = self.query_one("#guideline")
        (panel.scroll_end if line < 0 else panel.scroll_home)(animate=False)
