"""The tag dialog: type a part of a tag, Enter sets or removes it, Enter on nothing is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import ClassVar, Self

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from triage.tui.line import RunLine
from triage.tui.screens.dialog import option
from triage.tui.screens.finder import Finder

NEW = "new:"


class TagsScreen(Finder[tuple[str, ...] | None]):
    """Gives the tags that the document shall have, or None."""

    HINT = "a part of a tag"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "done", show=False, priority=True),
    ]

    def __init__(self, complete: Callable[[str], Sequence[str]], hot_keys: Mapping[str, str]) -> None:
        """It can be shown many times; before each, `offer` says for what. `hot_keys` are the tags of the palette by their keys;
        a digit or sign alone in the field sets its tag at once."""
        super().__init__("Tags", "Enter or its key sets · Enter on nothing saves · Esc leaves")
        self._hot_keys = hot_keys
        self._key_of = {tag: key for key, tag in hot_keys.items()}
        self._typed_before = ""
        self._complete = complete
        self._chosen: list[str] = []
        self._in_use: Mapping[str, int] = {}

    def offer(self, title: str, tags: Sequence[str], in_use: Mapping[str, int]) -> Self:
        """What has which tags already."""
        self.name_it(f"Tags · {title}")
        self._chosen, self._in_use, self._typed_before = list(tags), in_use, ""
        return self.anew()

    def body(self) -> Iterable[Widget]:
        yield RunLine(id="chosen")
        yield from super().body()

    def typed(self, text: str) -> None:
        """A hot key sets its tag at once."""
        before, self._typed_before = self._typed_before, text
        # A letter may be the beginning of a tag's name: it puts its tag first, and Enter sets that.
        if not before and text in self._hot_keys and not text.isalpha():
            self.take(self._hot_keys[text])
        else:
            super().typed(text)

    def show_found(self, query: str) -> None:
        """The completions, each with a mark where it is set and how often it is used; what was typed, where it is new."""
        chosen = ", ".join(self._chosen) or "none yet"
        self.query_one("#chosen", RunLine).show([("Set: ", "dim"), (chosen, "strong")])
        found = list(dict.fromkeys([*filter(None, [self._hot_keys.get(query)]), *self._complete(query)]))
        lines = [option(self._line(tag), tag) for tag in found]
        typed = " ".join(query.split())
        if typed and typed not in found:
            lines.append(option(f"+ new tag “{typed}”", NEW + typed))
        self.found.fill(lines)

    def _line(self, tag: str) -> str:
        count = self._in_use.get(tag, 0)
        return f"{'✓' if tag in self._chosen else ' '} {self._key_of.get(tag, ' ')} {tag}" + (f"  ×{count}" if count else "")

    def entered(self, text: str) -> None:
        """Enter sets what is found; on nothing it saves."""
        if text.strip():
            super().entered(text)
        else:
            self.action_done()

    def take(self, id: str) -> None:
        """Set the tag, or take it off."""
        tag = id.removeprefix(NEW) if id.startswith(NEW) else id
        if tag in self._chosen:
            self._chosen.remove(tag)
        elif tag:
            self._chosen.append(tag)
        query = self.query_one(Input)
        if query.value:
            query.value = ""
        else:
            self.show_found("")

    def action_done(self) -> None:
        """Save what is set."""
        self.dismiss(tuple(self._chosen))
