"""Help: what each key does where the cursor is, then what there is elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from triage.tui.looks import LOOKS
from triage.tui.screens.dialog import Dialog
from triage.view.keys_help import help_lines


class HelpScreen(Dialog[None]):
    """The key table of the registry, with the keys that are in force."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,question_mark,enter", "dismiss_none", show=False),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
    ]

    def __init__(self, keys: Mapping[str, tuple[str, ...]], context: str) -> None:
        super().__init__("Keys", "j k scroll · Escape or q closes")
        self._key_table = keys
        self._place = context

    def body(self) -> Iterable[Widget]:
        yield VerticalScroll(Static("", markup=False, id="table"), id="keys")

    def on_mount(self) -> None:
        self.query_one("#keys").focus()
        self.call_after_refresh(self.on_resize)

    def table(self, width: int = 90) -> Content:
        """The commands, in lines of this width."""
        lines = help_lines(self._key_table, self._place, width)
        return Content("\n").join(Content.assemble(*((text, LOOKS.get(style, "")) for text, style in line)) for line in lines)

    def on_resize(self) -> None:
        """Lines as wide as there is room."""
        room = self.query_one("#keys").scrollable_content_region.width
        if room > 0:
            self.query_one("#table", Static).update(self.table(room - 1))

    def action_scroll(self, by: int) -> None:
        """A line down or up."""
        self.query_one("#keys").scroll_relative(y=by, animate=False)
