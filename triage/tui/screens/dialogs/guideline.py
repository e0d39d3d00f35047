"""The guideline of the folder, to be read beside the work."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Markdown

from triage.tui.screens.dialogs.dialog import Dialog
from triage.view import printable


class GuidelineScreen(Dialog[None]):
    """Shows Markdown; nothing in it acts: links open nothing, and control characters are shown as signs."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,i,enter", "dismiss_none", show=False),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
        Binding("ctrl+f,space", "page(1)", show=False),
        Binding("ctrl+b", "page(-1)", show=False),
        Binding("g", "edge(0)", show=False),
        Binding("G", "edge(1)", show=False),
    ]

    def __init__(self, text: str) -> None:
        super().__init__("Guideline", "j k scroll · Escape or q closes")
        self._text = printable(text)

    def body(self) -> Iterable[Widget]:
        yield VerticalScroll(Markdown(self._text, open_links=False), id="guideline")

    def on_mount(self) -> None:
        self.query_one("#guideline").focus()

    def action_scroll(self, by: int) -> None:
        """A line down or up."""
        self.query_one("#guideline").scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        """A page down or up."""
        panel = self.query_one("#guideline")
        panel.scroll_relative(y=by * max(1, panel.size.height - 2), animate=False)

    def action_edge(self, end: int) -> None:
        """The beginning or the end."""
        panel = self.query_one("#guideline")
        (panel.scroll_end if end else panel.scroll_home)(animate=False)
