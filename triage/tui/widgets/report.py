"""Lines to be read: made for the width there is, scrolled with vi keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual.binding import Binding, BindingType

from triage.tui.styles import LOOKS
from triage.tui.widgets.lines import ARROWS, VI_KEYS, LineScroll
from triage.view import Run, mark_words


class Report(LineScroll):
    """Shows what `make(width)` gives, anew when the width changes."""

    looks: ClassVar[Mapping[str, str]] = {**LOOKS, "match": "bold reverse"}
    DEFAULT_CSS = "Report { height: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [*ARROWS, *VI_KEYS, Binding("space", "page(1)", show=False)]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._make: Callable[[int], list[list[Run]]] = lambda width: []
        self._lines: list[list[Run]] = []
        self._wanted = ""
        self.at = 0  # the line that was found last

    def show(self, make: Callable[[int], list[list[Run]]]) -> None:
        """Another report, or the same with other figures; the place is kept."""
        self._make = make
        self._build()

    def _build(self) -> None:
        if self.size.width > 1:
            self._lines = self._make(self.text_width)
            self.forget()
            self.set_line_count(len(self._lines))
            self.refresh()

    def on_resize(self) -> None:
        """Another width: make it anew."""
        self._build()

    def line_runs(self, y: int, width: int) -> list[Run]:
        """The line, with what is looked for marked; what stands behind its last word isn't."""
        runs = self._lines[y] if 0 <= y < len(self._lines) else []
        return [*mark_words(runs, (self._wanted,)), ("", "")] if self._wanted else runs

    @property
    def plain(self) -> str:
        """All of it, as it is wrapped now."""
        return "\n".join("".join(text for text, _ in line) for line in self._lines)

    def find(self, text: str, begin: int, step: int = 1) -> bool:
        """Marks `text`, whatever its case, and brings the first line with it from `begin` on, or backwards, into view; from the
        other end after the last. False where it stands nowhere; an empty text marks nothing."""
        self._wanted = text.casefold()
        self.forget()
        self.refresh()
        found = [y for y, line in enumerate(self.plain.casefold().split("\n")) if self._wanted in line]
        if not self._wanted or not found:
            return not self._wanted
        ahead = [y for y in found if (y - begin) * step >= 0]
        self.at = (ahead or found)[0 if step > 0 else -1]
        if not 0 <= self.at - self.scroll_offset.y < self.view_height:
            self.scroll_now(max(0, self.at - 2))  # what it heads is to be seen with it
        return True
