"""The terminal around the program: drawing on it wherever standard error goes, noticing that it is gone."""

from __future__ import annotations

import locale
import os
import re
import select
import sys
import termios
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress

_COLOURLESS = re.compile(r"(vt[1-3]\d\d|xterm|screen|ansi|linux|rxvt|sun|wy\d+)-(m|mono)|vt(50|52|1\d\d|2\d\d|3\d\d)([+-].*)?")
_OLD = re.compile(r"linux(-.*)?|vt\d+.*")

GRACE = 30.0
"""Seconds for the program to save and leave once its terminal is gone."""


@contextmanager
def drawing() -> Iterator[None]:
    """Textual draws on standard error: where that goes elsewhere (`2>log`), it is the terminal of standard output meanwhile."""
    if sys.__stderr__ is None or sys.__stdout__ is None or sys.__stderr__.isatty():
        yield
        return
    error = sys.__stderr__.fileno()
    elsewhere = os.dup(error)
    os.dup2(sys.__stdout__.fileno(), error)
    try:
        yield
    finally:
        os.dup2(elsewhere, error)
        os.close(elsewhere)


def is_colourless(environment: Mapping[str, str]) -> bool:
    """Whether the terminal is one without colours, by its name."""
    return _COLOURLESS.fullmatch(environment.get("TERM", "")) is not None


def erases_in_colour(environment: Mapping[str, str]) -> bool:
    """Whether what is erased gets the colour of the ground. GNU screen gives it the terminal's own; tmux calls itself so, too."""
    return "TMUX" in environment or not environment.get("TERM", "").startswith("screen")


def is_ascii(environment: Mapping[str, str]) -> bool:
    """Whether the terminal draws no more than ASCII, as far as the locale tells. Where that says nothing at all, which is common
    in containers, it is so on a terminal of old."""
    names = ["LC_ALL", "LC_CTYPE", "LANG"]
    if sys.flags.utf8_mode and "PYTHONUTF8" not in environment:
        names.remove("LC_CTYPE")  # Python has put UTF-8 there, for what it reads and writes itself
    name = next((environment[name] for name in names if environment.get(name)), "")
    if not name:
        return _OLD.fullmatch(environment.get("TERM", "")) is not None
    encoding = name.partition(".")[2].partition("@")[0] or ("ascii" if name in ("C", "POSIX") else locale.getencoding())
    return encoding.lower().replace("-", "") != "utf8"


def forget_typed() -> None:
    """Drop what was typed and not read yet: it was meant for what was on the screen then."""
    with suppress(termios.error, ValueError):
        termios.tcflush(sys.__stdin__.fileno() if sys.__stdin__ else 0, termios.TCIFLUSH)


def is_gone() -> bool:
    """Whether the terminal was closed: nothing can be shown there any more, nor restored."""
    try:
        termios.tcgetattr(sys.__stdin__.fileno() if sys.__stdin__ else 0)
    except (termios.error, ValueError):
        return True
    return False


def when_gone(callback: Callable[[], object], code: int) -> None:
    """Call back, from a thread that costs nothing until then, when the terminal is closed; if the program still runs `GRACE`
    seconds later, end it with this code. What was decided is in the journal.

    A hang-up isn't always told by a signal (`nohup`, a killed multiplexer), and Textual reads the end of its input for ever.
    """
    if sys.__stdin__ is None or not sys.__stdin__.isatty() or not hasattr(select, "poll"):
        return
    poll = select.poll()
    poll.register(sys.__stdin__.fileno(), 0)  # hang-ups and errors are told whatever is asked for

    def wait() -> None:
        poll.poll()
        callback()
        time.sleep(GRACE)
        os._exit(code)  # it waits to write to the terminal, and hears of nothing else

    threading.Thread(target=wait, name="triage-hangup", daemon=True).start()
