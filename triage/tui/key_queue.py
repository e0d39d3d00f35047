"""Keys act in the order in which they were typed, however fast they came."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any

from textual import events
from textual.await_complete import AwaitComplete
from textual.message import Message
from textual.message_pump import MessagePump

from triage.tui.textual_internals.app import HookedApp, send_as
from triage.tui.textual_internals.screens import bindings_of

ESC = "\x1b"

PATIENCE = 1.0
"""Seconds after which nobody waits any longer for a word that hasn't come."""


class KeyHandled(Message):
    """Goes the way of the key before it, from the widget that was handed it up to the program; once there, so is the key."""

    def __init__(self, rounds: int = 0) -> None:
        super().__init__()
        self.rounds = rounds


class EscapedKey(events.Key):
    """A key that came with an escape character before it: it was held with Alt, or Escape was pressed first."""

    def __init__(self, key: events.Key, known_as: str = "") -> None:
        """`known_as` is the key that terminals send this for, where it is one that is bound."""
        shift = len(key.key) == 1 and key.key != key.key.lower()
        super().__init__(f"alt+shift+{key.key.lower()}" if shift else f"alt+{key.key}", None)
        self._after, self._known_as = key, known_as

    def resolved_keys(self, is_bound: Callable[[str], bool]) -> list[events.Key]:
        """The key that is bound, else Escape and then the key."""
        named = next((name for name in (self._known_as, self.key) if name and is_bound(name)), "")
        keys = [events.Key(named, None)] if named else [events.Key("escape", ESC), self._after.copy()]
        for key in keys:
            send_as(key, self)
        return keys


class KeyQueueApp(HookedApp):
    """Hands on a key or a paste when the one before has done all that it does: typed something, opened a dialog that is there by
    now, moved the focus. Textual runs the bindings of the screen at once, whatever the focused widget has yet to hear, and gives
    what was typed ahead to whoever had the focus before."""

    key_table: Mapping[str, tuple[str, ...]]
    """The keys of each command."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._typed: deque[events.Key | events.Paste] = deque()
        self._under_way: KeyHandled | None = None
        self._since = 0.0

    def is_bound(self, key: str) -> bool:
        """Whether the key means something where it is pressed, or is one that somebody gave a meaning elsewhere."""
        if any(key in keys for keys in self.key_table.values()):
            return True
        return bool(bindings_of(self.screen, key))

    def typed(self, event: events.Key | events.Paste) -> None:
        """It is this one's turn."""

    async def on_event(self, event: events.Event) -> None:
        """As Textual's; what is typed waits for its turn."""
        if not isinstance(event, (events.Key, events.Paste)) or event.is_forwarded:
            await super().on_event(event)
            return
        self._typed.append(event)
        if self._under_way is not None and time.monotonic() - self._since > PATIENCE:
            self._wait_for(self, KeyHandled(rounds=1))  # the word was lost, or something took its time
        await self._hand_on()

    async def _hand_on(self) -> None:
        while self._typed and self._under_way is None:
            event, screen = self._typed.popleft(), self.screen
            if isinstance(event, EscapedKey):
                first, *then = event.resolved_keys(self.is_bound)
                self._typed.extendleft(then)
                event = first
            self.typed(event)
            await super().on_event(event)
            if event.is_forwarded:
                # What it does in its turn is on its way when the first word comes back, and done when the second does.
                self._wait_for(self.focused or self.screen, KeyHandled(rounds=1))
            else:
                self._wait_for(self if self.screen is screen else self.screen, KeyHandled())

    def _wait_for(self, pump: MessagePump, heard: KeyHandled) -> None:
        self._under_way, self._since = heard, time.monotonic()
        if not pump.post_message(heard):
            self._under_way = None

    async def on_key_handled(self, heard: KeyHandled) -> None:
        """The next one's turn, if this is about the last."""
        if heard is not self._under_way:
            return
        self._under_way = None
        if heard.rounds:
            self._wait_for(self.focused or self.screen, KeyHandled(heard.rounds - 1))
        await self._hand_on()

    def pop_screen(self) -> AwaitComplete:
        """As Textual's. What was on its way in the screen that is gone will not arrive, and what it gives is taken first."""
        popped = super().pop_screen()
        if self._under_way is not None:
            self._wait_for(self, KeyHandled(rounds=1))
        return popped
