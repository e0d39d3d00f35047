"""Filter and sort: which documents the list shows, and in which order."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input

from triage import view
from triage.errors import TriageError, UsageError
from triage.tui.run_line import RunLine
from triage.tui.screens.parts.part import Part
from triage.tui.widgets.field import RecallingField

if TYPE_CHECKING:
    from triage.tui.screens.dialogs.views import ViewChoice

PAUSE = 0.08  # seconds without a key after which the filter is applied: a fast typist isn't made to wait for each letter

PROMPT = 2  # cells before the field


class FilterCommands(Part):
    """Applies filters live; what is typed wrong leaves the list as it was and says where."""

    _pending: Timer | None = None
    _fault: UsageError | None = None
    _is_held = False  # whether the list is that of what stands before a term that is still typed
    _before = ""  # the filter that was in force
    typed_from: tuple[str, int] | None = None  # where the cursor was before anything was typed
    _left_for_filter: Widget | None = None  # what had the focus
    sought = ""  # what is looked for in the text alone; where that is nothing, the words of the filter are marked

    async def do_find_filter(self) -> None:
        if not self.query("#finder"):
            field = RecallingField(id="filter", placeholder="e.g. words  answer:keep  tag:war  dup>0.3  not …")
            finder = Horizontal(RunLine(classes="prompt"), field, RunLine(id="found"), id="finder", classes="asking")
            await self.mount(finder, after=self.line("echo"))
        self._before, self._left_for_filter = self.where, self.focused
        self.typed_from = self.review.stands
        self.add_class("-finding")
        self.explain()
        self.query_one("#finder .prompt", RunLine).show([("/", "key")])
        field = self.query_one("#filter", RecallingField)
        with field.prevent(Input.Changed):  # a look at the filter doesn't apply it again
            field.value = self.where
        field.cursor_position = len(field.value)
        field.focus()
        self._fault, self._is_held = None, False
        self._count()
        self.show_whole("footer", self.footer(self.size.width), self.size.width)

    def footer(self, width: int) -> list[view.Run]:
        """While a filter is typed: what is wrong with it, else what ends it."""
        if not self.has_class("-finding"):
            return super().footer(width)
        if self._fault is None:
            recalls = self.query_one("#filter", RecallingField).recalls
            does = (("Enter", "keeps it"), *recalls, ("Enter on nothing", "shows all"), ("Esc", "leaves it as it was"))
            return view.prompt_runs(does, width)
        field = self.query_one("#filter", Input)
        typed = field.value[: max(0, (self._fault.column or 1) - 1)]
        return view.fault_runs(str(self._fault), max(0, PROMPT + view.cells(typed) - field.scroll_offset.x), width)

    def on_input_changed(self, event: Input.Changed) -> None:
        """The filter is typed: it is tried as soon as nobody types for a moment."""
        if not self.has_class("-finding"):
            return
        if self._pending is not None:
            self._pending.stop()
        # One that is stopped too late tries what stands in the field by then, if it is still asked for.
        self._pending = self.set_timer(PAUSE, lambda: self.has_class("-finding") and self._try(event.input.value))

    def _try(self, text: str, *, is_whole: bool = False) -> bool:
        """Show what fits, or what is wrong with the filter. Words that stand nowhere are looked for in titles like them. Unless
        it `is_whole`, more may be typed."""
        if self._pending is not None:
            self._pending.stop()
            self._pending = None
        where, self._fault, self._is_held = text.strip(), None, False
        try:
            # On nothing a filter ends once: applied again, the list of all would be sorted anew.
            if where or self.where or not self._before:
                self.review.filter(where, start=self.typed_from, likeness=True)
        except TriageError as error:
            # The column is counted in what was typed, blanks before it and all.
            blanks = len(text) - len(text.lstrip())
            column = error.column if isinstance(error, UsageError) else None
            self._fault = UsageError(str(error), (column or 1) + blanks)
        if not is_whole and (self._fault is not None or self.where != where or not len(self.listing)):
            self._hold(text)
        self._count()
        self.show_whole("footer", self.footer(self.size.width), self.size.width)
        return self._fault is None

    def _hold(self, text: str) -> None:
        """A term that is still typed, as `dup` or `dup>` is, finds nothing yet: show what fits without it."""
        from triage.session import without_begun

        rest = without_begun(text)
        if rest is None:
            return
        with suppress(TriageError):
            self.review.filter(rest, start=self.typed_from)
            self._is_held = True

    def _count(self) -> None:
        found = len(self.listing)
        if self._fault is not None:
            self.line("found").show([("not understood", "error")])
        elif self._is_held:
            self.line("found").show([(f"none; {found:,} without it", "warning")])
        elif self.where.startswith("title~") and not self.query_one("#filter", Input).value.startswith("title~"):
            self.line("found").show([(f"none; {found:,} with a title like it", "warning")])
        else:
            self.line("found").show([(f"{view.counted(found, 'document')}{self.review.so_far}", "strong")])

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter keeps the filter, where it is understood."""
        if self.has_class("-finding") and self._try(event.value, is_whole=True):
            self.query_one("#filter", RecallingField).remember(event.value)
            self.leave_filter()

    def leave_filter(self, *, undo: bool = False) -> None:
        """Back to where it was asked for, a text only where there is one; with `undo` and the filter that was in force before."""
        if self._pending is not None:
            self._pending.stop()
            self._pending = None
        self.remove_class("-finding")
        self._fault = None
        if undo and self.where != self._before:
            self.review.filter(self._before, start=self.typed_from)
        self.typed_from = None
        back = self._left_for_filter if len(self.listing) else None
        (back or self.documents).focus()
        self.refresh_lines_around()
        self.tell(self.review.filter_outcome())

    def show_list(self, other: bool) -> None:
        """What was looked for in the text goes with the filter."""
        if other:
            self.sought = ""
        self.mark_words()
        self.show_current()

    def mark_words(self) -> None:
        """Mark in both texts what is looked for."""
        words = (self.sought,) if self.sought else _words_of(self.where)
        for pane in (self.raw, self.cleaned):
            pane.set_highlight(words)

    def do_find_views(self) -> None:
        from triage.tui.screens.dialogs.views import ViewsScreen

        def chosen(choice: ViewChoice | None) -> None:
            if choice is not None:
                self._view(choice)

        self.app.push_screen(ViewsScreen(self.session.views.all(), self.where, self.review.sort), chosen)

    def _view(self, choice: ViewChoice) -> None:
        """Show, save or remove a view."""
        review = self.review
        if choice.does != "show" and self.bulk_runner.is_busy:
            self.refuse_while_busy()
            return
        does = {"show": review.show_view, "save": review.save_view, "remove": review.remove_view}
        self.show_outcome(outcome := does[choice.does](choice.name))
        if choice.does == "show" and outcome.style != "error":
            self.documents.focus()


def _words_of(where: str) -> tuple[str, ...]:
    """The words that a filter looks for."""
    if not where:
        return ()
    from triage.session import parse_query

    return parse_query(where).words
