"""A text with what another one has instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from triage.tui.styles import LOOKS
from triage.tui.widgets.lines import LineScroll
from triage.view import Run
from triage.view.differences import DiffText


class DiffPane(LineScroll):
    """Shows a `DiffText`, made anew whenever the width changes."""

    looks: ClassVar[Mapping[str, str]] = {
        **LOOKS,
        "gutter": "bold $text-warning",
        "fold": "italic $text-muted",
        "gone": "strike $text-error",
        "added": "underline $text-success",
        "moved": "italic $text-accent",
        "fact": "bold reverse $text-success",
        "fact-gone": "bold reverse $text-error",
    }

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._make: Callable[[int], DiffText] | None = None
        self._text: DiffText | None = None

    def show(self, make: Callable[[int], DiffText]) -> None:
        """Another text; `make` is called with the width."""
        self._make, self._text = make, None
        self.scroll_now(0)
        self._build()

    def _build(self) -> None:
        self.forget()
        if self._make is not None and self.size.width > 1:
            self._text = self._make(self.text_width)
            self.set_line_count(self._text.lines)
        self.refresh()

    def on_resize(self) -> None:
        """The text is wrapped to the new width."""
        if self._text is None or self._text.width != self.text_width:
            self._build()

    def line_runs(self, y: int, width: int) -> list[Run]:
        """Line `y`; what stands behind its last word isn't marked as that is."""
        return [*self._text.runs(y), ("", "")] if self._text is not None else []

    def next_change(self, step: int) -> bool:
        """Brings the next difference, or the one before, to the top; False where there is none further on."""
        changes = self._text.changes if self._text is not None else []
        top = self.scroll_offset.y
        beyond = [y for y in changes if (y - top) * step > 0]
        if not beyond:
            return False
        before = top
        self.scroll_now(min(self.max_scroll_y, min(beyond) if step > 0 else max(beyond)))
        return self.scroll_offset.y != before
