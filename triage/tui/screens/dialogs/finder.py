"""A dialog with a field and what fits it: the field keeps the focus, Up and Down go through what was found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Self

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input, OptionList

from triage.errors import TriageError
from triage.tui.screens.dialogs.dialog import Choices, Dialog, Result
from triage.tui.widgets.field import Field


class Finder(Dialog[Result]):
    """A subclass says what is typed (`HINT`), fills `found` in `show_found`, and does something with what is taken from it."""

    HINT = ""
    FIELD: ClassVar[type[Field]] = Field

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "move(1)", show=False, priority=True),
        Binding("up,ctrl+p", "move(-1)", show=False, priority=True),
    ]

    def body(self) -> Iterable[Widget]:
        yield self.FIELD(placeholder=self.HINT, id="query")
        yield Choices(id="found")

    def on_mount(self) -> None:
        self.found.can_focus = False
        field = self.query_one(Input)
        field.cursor_blink = False  # it would blink on where it is kept and not seen
        field.focus()
        self.begin()

    def begin(self) -> None:
        """Show what there is as long as nothing is typed."""
        self.show_found("")

    def anew(self) -> Self:
        """Begin again with an empty field, where it was mounted before."""
        if self.is_mounted:
            field = self.query_one(Input)
            with field.prevent(Input.Changed):
                field.value = ""
            self.begin()
        return self

    @property
    def is_typed_in(self) -> bool:
        """Whether something is looked for, too."""
        return super().is_typed_in or bool(self.query_one(Input).value)

    @property
    def found(self) -> Choices:
        """What fits what was typed."""
        return self.query_one("#found", Choices)

    @property
    def highlighted(self) -> str:
        """The id of the option under the cursor; empty where there is none."""
        at = self.found.highlighted
        return "" if at is None else self.found.get_option_at_index(at).id or ""

    def show_found(self, query: str) -> None:
        """Fill `found` with what fits."""
        raise NotImplementedError

    def take(self, id: str) -> None:
        """An option was chosen."""
        raise NotImplementedError

    def show_error(self, error: TriageError) -> None:
        """Enter mustn't take what fitted something else."""
        super().show_error(error)
        self.found.fill(())

    def typed(self, text: str) -> None:
        """The field holds another text."""
        self.show_found(text)

    def entered(self, text: str) -> None:
        """Enter was pressed in the field."""
        if self.highlighted:
            self.take(self.highlighted)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        self.typed(event.value)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        self.entered(event.value)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self.take(event.option.id or "")

    def action_move(self, by: int) -> None:
        """Up and down in what was found."""
        (self.found.action_cursor_down if by > 0 else self.found.action_cursor_up)()
