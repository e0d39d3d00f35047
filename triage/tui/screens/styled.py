"""A screen whose styles are worked out once."""

from __future__ import annotations

from textual import events
from textual.screen import Screen, ScreenResultType


class Styled(Screen[ScreenResultType]):
    """Textual works the styles of a screen out as it is made, and again each time that it is shown. They are the same, unless
    the theme is another one by now; and all the sheets have to be read before (`TriageApp.push_screen` sees to it)."""

    _styled_for: str | None = None

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        event.refresh_styles = self._styled_for not in (None, self.app.theme)
        self._styled_for = self.app.theme
