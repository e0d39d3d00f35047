"""The reason list of a rejection: one key per reason, Enter rejects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import OptionList

from triage.config import Reason
from triage.tui.screens.dialog import Choices, Dialog, option


class ReasonsScreen(Dialog[tuple[str, ...] | None]):
    """Gives the codes of the reasons to reject for, in the order in which they were chosen, or None.

    The key that opened it chooses nothing and does not confirm, so that it can't be pressed twice by mistake.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "done", show=False, priority=True),
        Binding("space", "choose", show=False, priority=True),
    ]

    def __init__(self, title: str, reasons: Sequence[Reason], chosen: Sequence[str]) -> None:
        super().__init__(f"Reject · {title}", "A letter or Space chooses · Enter rejects · Escape leaves")
        self._reasons = {reason.code: reason for reason in reasons}
        for code in chosen:  # given by another configuration, and still to be seen and taken off
            self._reasons.setdefault(code, Reason(code, "", code))
        self._chosen = list(chosen)

    def body(self) -> Iterable[Widget]:
        yield Choices(id="reasons")

    def on_mount(self) -> None:
        super().on_mount()
        self._show(0)
        self.query_one(Choices).focus()

    def _show(self, highlighted: int | None) -> None:
        lines = [option(self._line(reason), reason.code) for reason in self._reasons.values()]
        self.query_one(Choices).fill(lines, highlighted)

    def _line(self, reason: Reason) -> str:
        return f"{'✓' if reason.code in self._chosen else ' '} {reason.key or ' '}  {reason.label or reason.code}"

    def on_key(self, event: events.Key) -> None:
        for reason in self._reasons.values():
            if reason.key and event.character == reason.key:
                event.stop()
                self._toggle(reason.code)

    def action_choose(self) -> None:
        """Choose or drop the reason under the cursor."""
        found = self.query_one(Choices)
        if found.highlighted is not None:
            self._toggle(found.get_option_at_index(found.highlighted).id or "")

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self._toggle(event.option.id or "")

    def _toggle(self, code: str) -> None:
        if code in self._chosen:
            self._chosen.remove(code)
        else:
            self._chosen.append(code)
        self._show(list(self._reasons).index(code))

    def action_done(self) -> None:
        """Reject for what is chosen; nothing chosen is a rejection without a reason."""
        self.dismiss(tuple(self._chosen))
