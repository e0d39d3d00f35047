"""The screen. Nothing of Textual is imported before `run` is called."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from triage.errors import TriageError

if TYPE_CHECKING:
    from triage.session import Session


def run(session: Session, *, mouse: bool = True, ascii_glyphs: bool = False, theme: str = "") -> int:
    """Show the session until the reviewer leaves it; the exit code. What is pending is saved on every way out.

    Raises what nobody caught, once the terminal is the shell's again.
    """
    import os
    import sys

    from triage.session import Preferences

    with _without_ssl():
        from triage.tui.app import TriageApp
    from triage.tui.terminal.device import drawing, is_ascii, is_colourless
    from triage.view import printable

    preferences = Preferences()
    try:
        if theme:
            preferences.theme = theme
        theme = theme or preferences.theme
    except TriageError as error:  # of all that may be broken the least reason to stop
        print(printable(f"triage: {error}; the colours are {'not remembered' if theme else 'the usual ones'}"), file=sys.stderr)
    ascii_glyphs = ascii_glyphs or is_ascii(os.environ)
    if is_colourless(os.environ):
        os.environ.setdefault("NO_COLOR", "1")
    app = TriageApp(session, ascii_glyphs=ascii_glyphs, theme=_known(theme), preferences=preferences)
    try:
        with drawing():
            app.run(mouse=mouse)
    finally:
        app.review.stop()
        session.flush()
    if app.fault is not None:
        raise app.fault
    if app.farewell:
        print(printable(app.farewell), file=sys.stderr)
    if app.failure is not None:
        raise app.failure
    return app.return_code or 0


@contextmanager
def _without_ssl() -> Iterator[None]:
    """Nothing here speaks to a network, asyncio does without OpenSSL where there is none, and loading it takes 5 ms."""
    import sys

    if "ssl" in sys.modules:
        yield
        return
    sys.modules["ssl"] = None  # type: ignore[assignment]  # the documented way to have an import fail
    try:
        yield
    finally:
        del sys.modules["ssl"]


def _known(theme: str) -> str:
    """The theme, or none where another version of the program had it."""
    from triage.tui.themes import NAMES

    return theme if theme in NAMES else ""
