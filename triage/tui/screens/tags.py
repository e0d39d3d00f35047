"""The tag dialog: type a part of a tag, Enter sets or removes it, Enter on nothing is done. A comma sets what was typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import ClassVar, Self

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from triage.session import tags_in
from triage.tui.line import RunLine
from triage.tui.screens.dialog import option
from triage.tui.screens.finder import Finder

NEW = "new:"
KEYS = "Enter or its key sets · Enter on nothing saves · Esc leaves"
UNSAVED = "Tags not saved · empty Enter saves · Esc again leaves"


class TagsScreen(Finder[tuple[str, ...] | None]):
    """Gives the tags that the document shall have, or None."""

    HINT = "a part of a tag"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "done", show=False, priority=True),
    ]

    def __init__(self, complete: Callable[[str], Sequence[str]], hot_keys: Mapping[str, str]) -> None:
        """It can be shown many times; before each, `offer` says for what. `hot_keys` are the tags of the palette by their keys;
        a digit or sign alone in the field sets its tag at once."""
        super().__init__("Tags", KEYS)
        self._hot_keys = hot_keys
        self._key_of = {tag: key for key, tag in hot_keys.items()}
        self._typed_before = ""
        self._complete = complete
        self._before: set[str] = set()
        self._chosen: list[str] = []
        self._is_warned = False
        self._in_use: Mapping[str, int] = {}

    def offer(self, title: str, tags: Sequence[str], in_use: Mapping[str, int]) -> Self:
        """What has which tags already."""
        self.name_it(f"Tags · {title}")
        self._chosen, self._in_use, self._typed_before = list(tags), in_use, ""
        self._before = set(tags)
        self._warn(False)
        return self.anew()

    def body(self) -> Iterable[Widget]:
        yield RunLine(id="chosen")
        yield from super().body()

    def typed(self, text: str) -> None:
        """A hot key sets its tag at once, a comma what stands before it."""
        before, self._typed_before = self._typed_before, text
        self._warn(False)
        whole, comma, rest = text.rpartition(",")
        if comma and text not in self._hot_keys:
            self._chosen += [tag for tag in tags_in(whole) if tag not in self._chosen]
            self.query_one(Input).value = rest.lstrip()
            self.show_found(rest)
            return
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
        self._warn(False)
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

    @property
    def is_unsaved(self) -> bool:
        """Whether other tags are set by now."""
        return set(self._chosen) != self._before

    def action_dismiss_none(self) -> None:
        """Leave; where tags were set that aren't saved, only once that was said."""
        if self.is_unsaved and not self._is_warned:
            self._warn(True)
        else:
            super().action_dismiss_none()

    def _warn(self, is_warned: bool) -> None:
        if is_warned != self._is_warned:
            self._is_warned = is_warned
            line = [(UNSAVED, "warning")] if is_warned else [(KEYS, "dim")]
            self.query_one("#dialog-keys", RunLine).show(line)
