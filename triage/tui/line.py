"""One line of runs: header, titles, the explaining line, the foot."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content
from textual.widgets import Static

from triage.view import printable

# What the names of the view mean in the colours of the theme in force; an unknown name is plain text.
STYLES = {
    "title": "bold",
    "strong": "bold",
    "dim": "$text-muted",
    "key": "bold $text-accent",
    "keep": "bold $text-success",
    "reject": "bold $text-error",
    "defer": "bold $text-warning",
    "dup": "$text-warning",
    "boiler": "$text-accent",
    "error": "bold $text-error",
    "problem": "bold $text-error",
    "warning": "$text-warning",
}


class RunLine(Static):
    """Shows runs of `(text, style name)`; a plain string is one run. Nothing in it is read as markup."""

    DEFAULT_CSS = "RunLine { height: 1; width: 1fr; text-wrap: nowrap; text-overflow: ellipsis; }"

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__("", id=id, classes=classes, markup=False)
        self.plain = ""
        self._parts: list[tuple[str, str]] | None = None

    def show(self, runs: str | Iterable[tuple[str, str]]) -> None:
        """Show these runs from now on; the same ones again cost nothing."""
        parts = [(runs, "")] if isinstance(runs, str) else list(runs)
        if parts == self._parts:
            return
        self._parts = parts
        content = Content.assemble(*((printable(text), STYLES.get(style, "")) for text, style in parts))
        self.plain = content.plain
        self.update(content, layout=False)
