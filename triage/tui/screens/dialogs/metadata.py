"""The dialog in which title, date, source and author are mended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from triage.errors import UsageError
from triage.session import Mend
from triage.tui.run_line import RunLine
from triage.tui.screens.dialogs.dialog import Dialog
from triage.tui.widgets.field import Field

KEYS = "Enter saves · Tab goes on · empty: what the document says itself · Esc leaves"
KEYS_OF_MANY = "Enter saves what is filled in · Tab goes on · Esc leaves"
UNSAVED = "Not saved · Enter saves · Esc again leaves"
NO_DAY = "No such day: write 2031-05-10, or nothing · Esc leaves"


class MetadataScreen(Dialog[Mend | None]):
    """Gives the command that changes what was typed, or None. `said` is what holds of each field now; of several documents
    nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "done", show=False, priority=True),
        Binding("down", "app.focus_next", show=False, priority=True),
        Binding("up", "app.focus_previous", show=False, priority=True),
    ]

    def __init__(self, title: str, ids: Sequence[str], said: Mapping[str, str]) -> None:
        super().__init__(f"Mend · {title}", KEYS if len(ids) == 1 else KEYS_OF_MANY)
        self._ids, self._said = ids, said
        self._is_warned = False

    def body(self) -> Iterable[Widget]:
        for name, value in self._said.items():
            yield RunLine(id=f"name-{name}", classes="field-name")
            placeholder = "e.g. 2031-05-10" if name == "date" else ""
            # Most titles are mended in a word or two.
            yield Field(value, placeholder=placeholder, select_on_focus=False, id=f"mend-{name}")

    def on_mount(self) -> None:
        for name in self._said:
            self.query_one(f"#name-{name}", RunLine).show([(name.capitalize(), "dim")])
        self.query(Input).first().focus()

    @property
    def _typed(self) -> dict[str, str]:
        """What was typed that isn't what holds already."""
        typed = {name: self.query_one(f"#mend-{name}", Input).value.strip() for name in self._said}
        return {name: value for name, value in typed.items() if value != self._said[name]}

    @property
    def is_unsaved(self) -> bool:
        """Whether something else was typed."""
        return bool(self._typed)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_done()

    def action_done(self) -> None:
        """Save what was changed; a day that is none stays to be mended."""
        typed = self._typed
        try:
            self.dismiss(Mend.of(self._ids, typed) if typed else None)
        except UsageError:
            self.show_hint(NO_DAY, "warning")
            self.query_one("#mend-date", Input).focus()

    def action_dismiss_none(self) -> None:
        """Leave; where something was typed that isn't saved, only once that was said."""
        if self.is_unsaved and not self._is_warned:
            self._is_warned = True
            self.show_hint(UNSAVED, "warning")
        else:
            super().action_dismiss_none()
