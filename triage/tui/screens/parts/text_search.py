"""Looking for words in the text that is shown; the list stays as it is. And what Escape ends: a search, then the filter."""

from __future__ import annotations

from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input

from triage import view
from triage.review import Outcome
from triage.tui.run_line import RunLine
from triage.tui.screens.parts.goto import GotoCommand
from triage.tui.widgets import TextPane
from triage.tui.widgets.field import RecallingField

SIGN = "find "


class TextSearchCommands(GotoCommand):
    """Marks what is typed in both texts, and goes from match to match."""

    _searched: TextPane | None = None  # the text in which Enter goes to the first match
    _left_for_search: Widget | None = None  # what had the focus
    _sought_before = ""

    async def do_text_find(self) -> None:
        if self.opened is None:
            self.say("There is no text to look for words in.")
            return
        if not self.query("#searcher"):
            field = RecallingField(id="search", placeholder="words in this text")
            await self.mount(
                Horizontal(RunLine(classes="prompt"), field, id="searcher", classes="asking"), after=self.line("echo")
            )
            self.query_one("#searcher .prompt", RunLine).show([(SIGN, "key")])
        self._searched, self._left_for_search, self._sought_before = self.pane, self.focused, self.sought
        self.add_class("-searching", "-reading")
        self.explain()
        field = self.query_one("#search", RecallingField)
        with field.prevent(Input.Changed):
            field.value = self.sought
        field.select_all()
        field.focus()
        self.show_whole("footer", self.footer(self.size.width), self.size.width)

    def footer(self, width: int) -> list[view.Run]:
        """While something is looked for: what ends that."""
        if not self.has_class("-searching"):
            return super().footer(width)
        recalls = self.query_one("#search", RecallingField).recalls
        return view.prompt_runs((("Enter", "goes to the first"), *recalls, ("Esc", "leaves all as it was")), width)

    def on_input_changed(self, event: Input.Changed) -> None:
        """What is typed is marked at once."""
        if self.has_class("-searching"):
            self._seek(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes to the first match, from where one reads; on nothing it ends the search."""
        if not self.has_class("-searching"):
            return
        self._seek(event.value)
        self.query_one("#search", RecallingField).remember(event.value)
        self._leave_prompt(self._searched)
        if self.sought:
            self._match(1)
        else:
            self.say("Nothing is looked for any more.")

    def leave_search(self) -> None:
        """Leave the prompt; what was looked for before still is."""
        self._seek(self._sought_before)
        self._leave_prompt(self._left_for_search)
        self.clear_echo()

    def _leave_prompt(self, to: Widget | None) -> None:
        self.remove_class("-searching")
        if to is self.documents:
            self.remove_class("-reading")  # a list that isn't shown takes no focus
            to.focus()
        else:
            self.set_focus(to)
        self.refresh_lines_around()

    def _seek(self, text: str) -> None:
        self.sought = text.strip()
        self.mark_words()

    def do_text_leave(self) -> Outcome | None:
        """Escape ends a search first, unless blocks are selected."""
        return self._end_search() if self.sought and self.review.first_block is None else super().do_text_leave()

    def do_select_leave(self) -> Outcome:
        """Where no row is selected, Escape ends a search, else the filter; the cursor stays on its document."""
        return self._end_search() if self.sought and not self.documents.is_selecting else self.review.do_select_leave()

    def _end_search(self) -> Outcome:
        self._seek("")
        return Outcome("Nothing is looked for any more.")

    def do_text_next_match(self) -> None:
        self._match(1)

    def do_text_previous_match(self) -> None:
        self._match(-1)

    def _match(self, step: int) -> None:
        if not self.sought and not self.where:
            keys = (view.key_name(self.key_table[id][0]) for id in ("text.find", "find.filter"))
            self.say("No filter is set; {} looks for words in this text, {} in all.".format(*keys))
            return
        found = self.pane.next_match(self.pane.focused_block, step)
        if found is None:
            sought = f"“{view.printable(self.sought)}” doesn't" if self.sought else "The words of the filter don't"
            self.say(f"{sought} stand in this text.")
            return
        self.pane.focused_block = found.block
        self.pane.show_line(found.line, 3)
        self.say(f"Match {found.number:,} of {found.of:,}")
        self.align_twin()
