"""Slips told from decisions by their pace: a held key, a burst, a paste that comes as keys.

Nobody reads a document in 50 ms. A held key repeats every 25 to 90 ms (macOS is slowest), after a first pause of 225 ms to a
second in which it can't be told from a key that is hit again: what the first repeat decided is taken back once the next
ones show what it was. That first pause also tells a slow repeat from a hand, or a script, that keeps an even pace.
"""

from __future__ import annotations

from enum import Enum, auto

FASTEST = 0.05  # seconds from one decision to the next
REPEAT = 0.11  # seconds; the slowest repeat of a held key
FASTER = 2  # a key that is held repeats at least so many times faster than it began to
REST = 0.5  # seconds of silence after which a key that was held counts again: a busy machine or line holds its repeats back
FIRST_PAUSE = 1.1  # seconds; the longest pause of a held key before it repeats


class Press(Enum):
    """What a press of a deciding key is."""

    TAKEN = auto()
    TOO_SOON = auto()
    HELD = auto()
    HELD_ALL_ALONG = auto()


class Slips:
    """Judges the presses of deciding keys by when they came, in seconds of any clock that never goes back."""

    def __init__(self) -> None:
        self._key = ""
        self._pressed = self._taken = float("-inf")
        self._pause = 0.0  # before the last press, if that was of the same key
        self._ignored = 0
        self._held = self._may_repeat = False

    def press(self, key: str, at: float) -> Press:
        """A key that would decide was pressed. `HELD_ALL_ALONG`: so was the press before that was taken, and only now it is
        certain; what that one did is to be taken back. That is told once."""
        same, pause = key == self._key, at - self._pressed
        held = same and (pause < REST if self._held else pause < REPEAT and (pause < FASTEST or pause * FASTER <= self._pause))
        self._key, self._pressed, self._pause, self._held = key, at, pause if same else 0.0, held
        if held or pause < FASTEST:
            self._ignored = self._ignored + 1 if same else 1
            if held and self._ignored == 2 and self._may_repeat:
                self._may_repeat = False
                return Press.HELD_ALL_ALONG
            return Press.HELD if held else Press.TOO_SOON
        self._may_repeat = same and at - self._taken < FIRST_PAUSE
        self._taken, self._ignored = at, 0
        return Press.TAKEN
