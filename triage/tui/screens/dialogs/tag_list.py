"""All tags of the folder: renamed, merged and removed everywhere, each as one command that undo takes back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from triage.tui.run_line import RunLine
from triage.tui.screens.dialogs.confirm import ConfirmScreen
from triage.tui.screens.dialogs.dialog import Dialog
from triage.tui.widgets.field import Field
from triage.tui.widgets.line_list import LineList
from triage.view import Run, clip, counted, fit, one_line

KEYS = "Enter renames or merges · Delete removes… · Esc leaves"


class TagListScreen(Dialog[None]):
    """`change` gives documents another tag instead of one, or none, and tells how far that is and what was done, perhaps more
    than once. `stop` ends it on the way; False where nothing is at work."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,e", "rename", show=False),
        Binding("delete", "remove", show=False),
        Binding("q,T", "dismiss_none", show=False),
    ]

    def __init__(
        self,
        tags: Callable[[], Mapping[str, int]],
        palette: Mapping[str, str],
        change: Callable[[str, str, Callable[[str], None]], None],
        stop: Callable[[], bool],
    ) -> None:
        super().__init__("Tags of the folder", KEYS)
        self._tags, self._palette, self._change, self._stop = tags, palette, change, stop
        self._shown: list[tuple[str, int]] = []

    def body(self) -> Iterable[Widget]:
        yield LineList(id="tags")
        yield Field(id="rename", placeholder="its new name; that of another tag merges the two")
        yield RunLine(id="said")

    def on_mount(self) -> None:
        self.query_one(LineList).focus()
        self._show()

    def _show(self) -> None:
        used = self._tags()
        self._shown = sorted(({**dict.fromkeys(self._palette, 0), **used}).items(), key=lambda item: (-item[1], item[0]))
        self.query_one(LineList).show(len(self._shown), self._line)
        if not self._shown:
            self._say("No tags yet: t gives a document some.", "dim")

    def _say(self, text: str, style: str = "strong") -> None:
        self.query_one("#said", RunLine).show([(text, style)])

    def _line(self, index: int, width: int) -> list[Run]:
        tag, count = self._shown[index]
        key = self._palette.get(tag)
        of_palette = "" if key is None else f"palette{f', key {key}' if key else ''}"
        documents = fit(f"{count:>9,} document{'' if count == 1 else 's'}" if count else f"{'unused':>19}", 20)
        room = max(8, width - 40)
        return clip([(fit(one_line(tag), room), "" if count else "dim"), (documents, "dim"), (f" {of_palette}", "boiler")], width)

    @property
    def tag(self) -> str | None:
        """The tag under the cursor, if a document has it."""
        cursor = self.query_one(LineList).cursor
        tag, count = self._shown[cursor] if cursor < len(self._shown) else ("", 0)
        if not count:
            self._say("No document has this tag." if tag else "There is no tag.", "dim")
        return tag if count else None

    def action_rename(self) -> None:
        """Ask for the new name."""
        tag = self.tag
        if tag is not None:
            self.edit(one_line(tag))

    @on(Input.Changed, "#rename")
    def _typed(self, event: Input.Changed) -> None:
        new, count = " ".join(event.value.split()), dict(self._shown)
        if self.is_editing and self.tag is not None:
            merges = count.get(new, 0) and new != self.tag
            self._say(
                f"merges with {new}, which {count[new]:,} have" if merges else f"{count[self.tag]:,} have {self.tag}", "dim"
            )

    @on(Input.Submitted, "#rename")
    def _renamed(self, event: Input.Submitted) -> None:
        event.stop()
        old, new = self.tag, " ".join(event.value.split())
        self.leave_field()
        # What couldn't be shown as it is was shown by stand-ins: only another name than that is meant.
        if old is not None and new and new != " ".join(one_line(old).split()):
            self._change(old, new, self._show_result)

    def _show_result(self, said: str) -> None:
        if self.is_attached:
            self._show()
            self._say(said)

    def action_dismiss_none(self) -> None:
        """Stop what is at work, leave the field, else the screen."""
        if not self._stop():
            super().action_dismiss_none()

    def action_remove(self) -> None:
        """Take it off every document, once that was said so; undo puts it back."""
        tag = self.tag
        if tag is None:
            return

        def confirmed(yes: bool | None) -> None:
            if yes:
                self._change(tag, "", self._show_result)
            else:
                self._say("Nothing was changed.", "dim")

        number = counted(dict(self._shown)[tag], "document")
        self.app.push_screen(ConfirmScreen(f"Remove {one_line(tag)} from {number}?", "One undo puts it back."), confirmed)
