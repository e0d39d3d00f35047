"""The tag dialog: Enter sets the tag that is typed, takes one off that has a - before it, and saves; a comma, or Space in the
list, is for several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import ClassVar, NamedTuple, Self

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input
from textual.widgets.option_list import Option

from triage.session.deciding import begins, edits_in
from triage.tui.run_line import RunLine
from triage.tui.screens.dialogs.dialog import option
from triage.tui.screens.dialogs.finder import Finder
from triage.tui.widgets.field import Field

NEW, OFF = ",+", ",-"  # before a tag that is typed: no other has a comma in it
KEYS = "Enter sets · -tag takes off · several: comma, or Down and Space · Esc leaves"
UNSAVED = "Tags not saved · Enter saves · Esc again leaves"


class TagField(Field):
    """Leaves Space to the dialog where that ticks a tag. Lines that are pasted are tags."""

    PARTED_BY = ", "

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """A printable key is text; what a field consumes, its screen's bindings never hear."""
        ticks = key == "space" and bool(self.screen.check_action("tick", ()))
        return not ticks and super().check_consume_key(key, character)


class Retagged(NamedTuple):
    """The tags that a document shall get, and those that are to be taken off."""

    add: tuple[str, ...]
    remove: tuple[str, ...]


class TagsScreen(Finder[Retagged | None]):
    """Gives what is to be changed of a document's tags, or None."""

    HINT = "a part of a tag"
    FIELD = TagField
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "done", show=False, priority=True),
        Binding("space", "tick", show=False, priority=True),
    ]

    def __init__(self, complete: Callable[[str], Sequence[str]], hot_keys: Mapping[str, str]) -> None:
        """It can be shown many times; before each, `offer` says for what. `hot_keys` are the tags of the palette by their keys;
        a digit or sign alone in the field sets its tag at once."""
        super().__init__("Tags", KEYS)
        self._hot_keys = hot_keys
        self._key_of = {tag: key for key, tag in hot_keys.items()}
        self._typed_before = ""
        self._complete = complete
        self._before: Sequence[str] = ()
        self._chosen: list[str] = []
        self._off: list[str] = []  # of those that not all of several documents have
        self._is_warned = False
        self._is_pointed = self._is_ticked = False
        self._in_use: Mapping[str, int] = {}

    def offer(self, title: str, tags: Sequence[str], in_use: Mapping[str, int]) -> Self:
        """What has which tags already."""
        self.set_title(f"Tags · {title}")
        self._chosen, self._off, self._in_use, self._typed_before = list(tags), [], in_use, ""
        self._before = tags
        self._is_pointed = self._is_ticked = False
        self._warn(False)
        return self.anew()

    def body(self) -> Iterable[Widget]:
        yield RunLine(id="chosen")
        yield from super().body()

    def typed(self, text: str) -> None:
        """A hot key sets its tag at once, a comma what stands before it."""
        before, self._typed_before = self._typed_before, text
        self._warn(False)
        self._is_pointed = False
        whole, comma, rest = text.rpartition(",")
        if comma and text not in self._hot_keys:
            self._change(*edits_in(whole))
            self.query_one(Input).value = rest.lstrip()
            self.show_found(rest)
            return
        # A letter may be the beginning of a tag's name: it puts its tag first, and Enter sets that.
        if not before and text in self._hot_keys and not text.isalpha():
            self.take(self._hot_keys[text])
        else:
            super().typed(text)

    def show_found(self, query: str, highlighted: int | None = None) -> None:
        """The completions, each with a mark where it is set and how often it is used. What was typed, where it is new, stands
        before those that are only like it: Enter takes the first. As long as nothing is typed, none is under the cursor."""
        off = [(" · off: ", "dim"), (", ".join(self._off), "strong")] if self._off else []
        self.query_one("#chosen", RunLine).show([("Set: ", "dim"), (", ".join(self._chosen) or "none yet", "strong"), *off])
        add, remove = edits_in(query)
        if remove:
            self.found.fill(self._to_take_off(remove[0]), 0)
            return
        typed = "".join(add)
        completed = self._complete(typed)
        exact = [tag for tag in completed if tag.casefold() == typed.casefold()]
        hot = [self._hot_keys[query]] if query in self._hot_keys else []
        found = list(dict.fromkeys([*exact, *hot, *completed]))
        lines = [option(self._line(tag), tag) for tag in found]
        if typed and typed not in found:
            meant = [tag for tag in found if tag in hot or begins(typed, tag)]
            lines = [option(self._line(tag), tag) for tag in meant]
            lines.append(option(f"+ new tag “{typed}”", NEW + typed))
            lines += [option(self._line(tag), tag) for tag in found if tag not in meant]
        self.found.fill(lines, 0 if typed else highlighted)

    def _to_take_off(self, typed: str) -> list[Option]:
        """The tags that are set and begin as typed; where there is none, the one that is called so."""
        found = [tag for tag in self._complete(typed) if tag in self._chosen and begins(typed, tag)]
        return [option(f"- take off “{tag}”", OFF + tag) for tag in found or [typed]]

    def _line(self, tag: str) -> str:
        count = self._in_use.get(tag, 0)
        return f"{'✓' if tag in self._chosen else ' '} {self._key_of.get(tag, ' ')} {tag}" + (f"  ×{count}" if count else "")

    def entered(self, text: str) -> None:
        """Enter sets the tag that is typed, turns the one that is pointed at, and saves. Where some were ticked, it takes no more
        than is typed."""
        tag = self.highlighted
        if tag and text.strip():
            self._change(*(([], [tag.removeprefix(OFF)]) if tag.startswith(OFF) else ([tag.removeprefix(NEW)], [])))
        elif tag and not self._is_ticked:
            self._turn(tag)
        self.action_done()

    def take(self, id: str) -> None:
        """Set the tag, or take it off, and go on."""
        self._warn(False)
        self._turn(id)
        query, at = self.query_one(Input), self.found.highlighted
        if query.value:
            query.value = ""
        else:
            self.show_found("", at)

    def _turn(self, id: str) -> None:
        tag = id.removeprefix(NEW).removeprefix(OFF)
        is_set = id.startswith(OFF) or tag in self._chosen
        self._change(*(([], [tag]) if is_set else ([tag], [])))

    def _change(self, add: Sequence[str], remove: Sequence[str]) -> None:
        self._chosen = [tag for tag in dict.fromkeys([*self._chosen, *add]) if tag not in remove]
        self._off = [tag for tag in dict.fromkeys([*self._off, *remove]) if tag not in (*add, *self._before)]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Space is a blank in a tag, unless the list was gone into."""
        if action == "tick":
            return self._is_pointed and bool(self.highlighted)
        return super().check_action(action, parameters)

    def action_move(self, by: int) -> None:
        """Up and down in the list: what is under the cursor then is pointed at."""
        super().action_move(by)
        self._is_pointed = True

    def action_tick(self) -> None:
        """Set the tag under the cursor, or take it off, and stay."""
        self._is_ticked = True
        self.take(self.highlighted)

    def action_done(self) -> None:
        """Save what is set."""
        add = tuple(tag for tag in self._chosen if tag not in self._before)
        self.dismiss(Retagged(add, (*(tag for tag in self._before if tag not in self._chosen), *self._off)))

    @property
    def is_unsaved(self) -> bool:
        """Whether other tags are set by now."""
        return set(self._chosen) != set(self._before) or bool(self._off)

    def action_dismiss_none(self) -> None:
        """Leave; where tags were set that aren't saved, only once that was said."""
        if self.is_unsaved and not self._is_warned:
            self._warn(True)
        else:
            super().action_dismiss_none()

    def _warn(self, is_warned: bool) -> None:
        if is_warned != self._is_warned:
            self._is_warned = is_warned
            if is_warned:
                self.show_hint(UNSAVED, "warning")
            else:
                self.show_hint()
