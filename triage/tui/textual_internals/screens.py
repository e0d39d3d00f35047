"""A screen: hooks around its messages and its size, its layout before it is shown, its bindings."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.binding import Binding, BindingsMap
from textual.geometry import Size
from textual.keys import _character_to_key
from textual.message import Message
from textual.screen import Screen, ScreenResultType
from textual.strip import Strip


class HookedScreen(Screen[ScreenResultType]):
    """Textual's screen."""

    # Hooks

    async def dispatch(self, message: Message) -> None:
        """Every message to the screen goes through here: what a handler raises can be told instead of ending the program."""
        await super()._dispatch_message(message)

    async def _dispatch_message(self, message: Message) -> None:
        await self.dispatch(message)

    def resize_to(self, size: Size) -> None:
        """The screen is laid out by this size, and tells those in it."""
        super()._screen_resized(size)

    def _screen_resized(self, size: Size) -> None:
        self.resize_to(size)

    def forward(self, event: events.Event) -> None:
        """Every event of keys and mouse goes through here before the widget that it is for."""
        super()._forward_event(event)

    def _forward_event(self, event: events.Event) -> None:
        self.forward(event)

    # What it knows

    def strips(self) -> list[Strip]:
        """Its lines as they are drawn; made if need be, and kept."""
        return lines_of(self)

    def is_laid_out(self, size: Size) -> bool:
        """Whether all in it has its place on a terminal of this size."""
        return not self._layout_required and self._size == size

    @property
    def laid_out_size(self) -> Size:
        """The size that it was last told; `size` is that of the terminal."""
        return self._size

    # What it can do

    def lay_out(self, size: Size) -> None:
        """Work out the places of all in it, which Textual does for the screen that is shown alone; and have it paint now: the
        first tick of the timer that paints comes a sixtieth of a second late, all others at once."""
        self._layout_required = False
        self._refresh_layout(size)
        self._update_timer.resume()

    def set_bindings(self, bindings: BindingsMap) -> None:
        """Have these instead of those of the class: `bind` adds one by one, to the program alone."""
        self._bindings = bindings

    def add_binding(self, binding: Binding) -> None:
        """Have this one, unless its key is bound here."""
        self._bindings.key_to_bindings.setdefault(binding.key, [binding])


def lines_of(screen: Screen[Any]) -> list[Strip]:
    """The lines of any screen as they are drawn."""
    return screen._compositor.render_strips()


def bindings_of(screen: Screen[Any], key: str) -> list[Binding]:
    """What the key is bound to where the focus is, from the widget up to the program, as far as a dialog lets it through."""
    return [binding for _, found in screen._modal_binding_chain for binding in found.key_to_bindings.get(key, ())]


def key_called(character: str) -> str:
    """Textual's name for the key that types a character: a comma or a plus would part a binding."""
    return _character_to_key(character)
