"""The reason list of a rejection: one key per reason, Enter rejects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar, NamedTuple

from textual import events, on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input, OptionList

from triage.config import Reason
from triage.tui.screens.dialogs.dialog import Choices, Dialog, option
from triage.tui.widgets.field import Field
from triage.view import one_line


class Because(NamedTuple):
    """Why: the codes in the order in which they were chosen, and the note, None where it is as it was. Not `rejects` where the
    dialog was left; the note is what was typed by then."""

    reasons: tuple[str, ...]
    note: str | None
    rejects: bool = True


class ReasonsScreen(Dialog[Because]):
    """Gives the reasons to reject for. `draft`, if any, is a note that was typed before and not saved.

    The key that opened it chooses nothing and does not confirm, so that it can't be pressed twice by mistake.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "done", show=False, priority=True),
        Binding("space", "choose", show=False),
        Binding("tab", "note", show=False, priority=True),
    ]

    def __init__(
        self, title: str, reasons: Sequence[Reason], chosen: Sequence[str], note: str = "", draft: str | None = None
    ) -> None:
        super().__init__(f"Reject · {title}", "Key or Space chooses · Tab note · Enter rejects · Esc leaves")
        # A field holds one line: of a longer note it can only be said that there is one.
        self._note = note if one_line(note) == note else ""
        self._hint_of_note = "a note, if need be" if self._note == note else "has a note; what is written here replaces it"
        self._draft = self._note if draft is None or one_line(draft) != draft else draft
        self._reasons = {reason.code: reason for reason in reasons}
        for code in chosen:  # given by another configuration, and still to be seen and taken off
            self._reasons.setdefault(code, Reason(code, "", code))
        self._chosen, self._before = list(chosen), list(chosen)

    def body(self) -> Iterable[Widget]:
        yield Choices(id="reasons")
        yield Field(self._draft, placeholder=self._hint_of_note, id="because-note")

    def on_mount(self) -> None:
        self._show(0)
        self.query_one(Choices).focus()

    def _show(self, highlighted: int | None) -> None:
        lines = [option(self._line(reason), reason.code) for reason in self._reasons.values()]
        self.query_one(Choices).fill(lines, highlighted)

    def _line(self, reason: Reason) -> str:
        return f"{'✓' if reason.code in self._chosen else ' '} {reason.key or ' '}  {reason.label or reason.code}"

    def on_key(self, event: events.Key) -> None:
        for reason in self._reasons.values() if self.query_one(Choices).has_focus else ():
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
        self.dismiss(Because(tuple(self._chosen), self._typed))

    def action_dismiss_none(self) -> None:
        """Leave; nothing is decided."""
        self.dismiss(Because((), self._typed, rejects=False))

    @property
    def _typed(self) -> str | None:
        note = self.query_one(Input).value.strip()
        return note if note != self._note.strip() else None

    @property
    def is_unsaved(self) -> bool:
        """Whether the note is another one by now."""
        return self._typed is not None

    @property
    def is_typed_in(self) -> bool:
        """Whether other reasons are chosen by now, too."""
        return super().is_typed_in or self._chosen != self._before

    def action_note(self) -> None:
        """From the reasons to the note, and back."""
        field, reasons = self.query_one(Input), self.query_one(Choices)
        (reasons if field.has_focus else field).focus()
