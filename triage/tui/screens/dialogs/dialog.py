"""What the dialogs share: a titled box over the review, with its keys on the last line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual import events
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Region, Size
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from triage.errors import TriageError
from triage.tui.backdrop import Backdrop
from triage.tui.cached_lines import CachedLines
from triage.tui.key_bindings import suspending
from triage.tui.run_line import RunLine
from triage.tui.screens.base_screen import BaseScreen
from triage.tui.widgets.lines import LineScroll
from triage.view import printable, way_out_first

if TYPE_CHECKING:
    from triage.tui.app import TriageApp

Result = TypeVar("Result")
SHORT, LOW, LEAST = 24, 20, 8  # lines
NARROW = 66  # columns, of which a dialog takes all


class Dialog(CachedLines, BaseScreen[Result], ModalScreen[Result]):
    """A box with a title, a body and a line of keys. Escape leaves everything as it was.

    A body may have a field that is shown while something is typed into it: the style sheet shows it under `-editing`.
    """

    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = []  # noqa: RUF012  # one look at every width: nothing to style once more
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss_none", "Cancel", show=False)]

    def __init__(self, title: str, keys: str) -> None:
        super().__init__()
        self._heading = title
        self._hint = keys
        self._shown_hint = ("", "dim")

    def body(self) -> Iterable[Widget]:
        """What stands between title and keys."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        with Vertical(id="box"):
            yield RunLine(id="dialog-title")
            yield from self.body()
            yield RunLine(id="dialog-keys")

    def draw_lines(self, crop: Region) -> list[Strip]:
        """The review behind, dimmed. Its lines were filtered already: Textual would style and filter them once more."""
        behind = self.render()
        if not isinstance(behind, BackgroundScreen):
            return super().draw_lines(crop)
        return Backdrop(behind, coloured=not self.app.native_ansi_color).lines(crop)

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Closes it, with this answer. Its workers are ended: what they still count has no place to be shown."""
        self.workers.cancel_node(self)
        return super().dismiss(result)

    def resize_to(self, size: Size) -> None:
        """As Textual's, once."""
        # Textual tells the first size twice, and would lay out and paint all of it once more.
        if size != self.laid_out_size:
            super().resize_to(size)

    def set_title(self, title: str) -> None:
        """Show another title from now on."""
        self._heading = title
        if self.is_mounted:
            self.query_one("#dialog-title", RunLine).show([(title, "title")])

    def on_mount(self) -> None:
        self.query_one("#dialog-title", RunLine).show([(self._heading, "title")])
        if not self._keys.has_style("error"):
            self.show_hint()
        for binding in suspending(cast("TriageApp", self.app).key_table):
            self.add_binding(binding)

    def show_hint(self, text: str = "", style: str = "dim") -> None:
        """Have the last line say this, why a key did nothing, or what the keys do; the way out first, where room is short."""
        self._shown_hint, said, size = (text, style), text or self._hint, self.app.size
        self._keys.show([(way_out_first(said) if size.height < LOW or size.width < NARROW else said, style)])

    @property
    def _keys(self) -> RunLine:
        return self.query_one("#dialog-keys", RunLine)

    def show_error(self, error: TriageError) -> None:
        """Told in the place of the keys, until the next one comes."""
        title = self.query_one("#dialog-title", RunLine)
        if not title.plain:  # it had nothing to begin with
            title.show([(self._heading, "title")])
        self.show_hint(str(error), "error")

    def before_key(self) -> None:
        for keys in self.query("#dialog-keys").results(RunLine):  # none where it isn't composed yet
            if keys.has_style("error"):
                self.show_hint()

    def on_resize(self) -> None:
        """Lists are shorter where there is little room, and get what is left where there is next to none: the keys stay in
        sight."""
        self.set_class(self.size.height < SHORT, "-short")
        self.set_class(self.size.height < LOW, "-low")
        self.set_class(self.size.height < LEAST, "-least")
        self.show_hint(*self._shown_hint)

    def action_suspend(self) -> None:
        """Back to the shell; what is typed here is still there when the program is in the foreground again."""
        self.app.action_suspend_process()

    def on_click(self, event: events.Click) -> None:
        """A click outside the box leaves a dialog in which nothing would be lost by it. The second one of a double click is meant
        for what was there before."""
        outside = not self.query_one("#box").region.contains(*event.screen_offset)
        if outside and event.chain == 1 and not self.is_typed_in:
            self.action_dismiss_none()

    @property
    def is_typed_in(self) -> bool:
        """Whether something was typed or chosen here that isn't in force."""
        return self.is_unsaved or self.is_editing

    @property
    def is_editing(self) -> bool:
        """Whether the field is shown."""
        return self.has_class("-editing")

    def edit(self, value: str) -> None:
        """Show the field with this in it, to be typed into, until `leave_field`."""
        self.add_class("-editing")
        field = self.query_one(Input)
        field.value = value
        field.focus()

    def leave_field(self) -> None:
        """Hide the field, and go back to the lines."""
        self.remove_class("-editing")
        self.query_one(LineScroll).focus()

    def action_dismiss_none(self) -> None:
        """Leave the field, else the dialog, without a result."""
        if self.is_editing:
            self.leave_field()
        else:
            self.dismiss(None)


def option(text: str, id: str) -> Option:
    """A line of a list; documents and configurations may hold anything, so it is never read as markup."""
    return Option(Content(printable(text)), id=id)


class Choices(OptionList):
    """A list that is moved in with j and k as well. It ends at both ends: the last line is as far away as it looks."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("j", "cursor_down", show=False), Binding("k", "cursor_up", show=False)]

    def action_cursor_down(self) -> None:
        """To the next line; not from the last to the first."""
        if self.highlighted is None or self.highlighted < self.option_count - 1:
            super().action_cursor_down()

    def action_cursor_up(self) -> None:
        """To the line before; not from the first to the last."""
        if self.highlighted:
            super().action_cursor_up()

    def fill(self, options: Iterable[Option], highlighted: int | None = 0) -> None:
        """Show these lines, with the cursor on the given one as far as there are any."""
        self.clear_options()
        self.add_options(options)
        if highlighted is not None and self.option_count:
            self.highlighted = min(highlighted, self.option_count - 1)
