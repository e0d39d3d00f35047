"""The program: hooks around frames, messages, faults and the way out."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

from rich.console import RenderableType
from textual._compositor import LayoutUpdate
from textual._context import active_message_pump
from textual.app import App
from textual.events import Key
from textual.message import Message
from textual.message_pump import MessagePump
from textual.screen import Screen


def has_mounted(node: MessagePump) -> bool:
    """Whether it has composed and mounted what is in it; `is_mounted` says so before that."""
    return node._mounted_event.is_set()


async def wait_mounted(nodes: Iterable[MessagePump], timeout: float) -> None:
    """Wait until each of these is mounted, no longer than so many seconds."""
    await asyncio.wait([asyncio.create_task(node._mounted_event.wait()) for node in nodes], timeout=timeout)


def send_as(key: Key, other: Key) -> None:
    """Have a key that was made here come from where another one came from, at the same time."""
    key._sender, key.time = other._sender, other.time


class HookedApp(App[None]):
    """Textual's program."""

    # Hooks

    def draw_frame(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """All that is drawn goes through here: what is shown already can be left out, and a frame that nobody would see."""
        super()._display(screen, renderable)

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        self.draw_frame(screen, renderable)

    def begin_frame(self) -> None:
        """What is written to the terminal from now on is one frame."""
        super()._begin_update()

    def _begin_update(self) -> None:
        self.begin_frame()

    def end_frame(self) -> None:
        """The frame is whole."""
        super()._end_update()

    def _end_update(self) -> None:
        self.end_frame()

    async def dispatch(self, message: Message) -> None:
        """Every message to the program goes through here: what a handler raises can be told instead of ending it."""
        await super()._dispatch_message(message)

    async def _dispatch_message(self, message: Message) -> None:
        await self.dispatch(message)

    def handle_fault(self, error: Exception) -> None:
        """What nobody caught, in whichever widget, timer or worker; ends the program."""
        super()._handle_exception(error)

    def _handle_exception(self, error: Exception) -> None:
        self.handle_fault(error)

    def end_with_traceback(self) -> None:
        """The program ends with the fault of the moment, which is printed."""
        super()._fatal_error()

    def _fatal_error(self) -> None:
        self.end_with_traceback()

    async def shut_down(self) -> None:
        """The end of the program, screens and all."""
        await super()._shutdown()

    async def _shutdown(self) -> None:
        await self.shut_down()

    # What it knows

    @property
    def fault(self) -> Exception | None:
        """What nobody caught, if that ended the program: `run` returns without a word of it."""
        return self._exception

    @property
    def is_exiting(self) -> bool:
        """Whether the program has been asked to end."""
        return self._exit

    @property
    def is_up(self) -> bool:
        """Whether the program has mounted its first screen; there is no public word for it on a program."""
        return self._is_mounted

    @property
    def is_batching(self) -> bool:
        """Whether frames are held back (`batch_update`)."""
        return bool(self._batch_count)

    @property
    def unmounted_screens(self) -> list[Screen[Any]]:
        """Screens that are being mounted, whether on the stack or not: one met by the end of the program gets no parts."""
        return [node for node in self._registry if isinstance(node, Screen) and not has_mounted(node)]

    def heard_by(self) -> MessagePump:
        """Who handles a message, runs a timer or awaits a worker right now; else the program."""
        return active_message_pump.get(self)

    # What it can do

    def whole_frame(self, screen: Screen[object]) -> LayoutUpdate:
        """The whole screen as an update, for what was left out before."""
        update = screen._compositor.render_update(full=True, screen_stack=self._background_screens)
        assert isinstance(update, LayoutUpdate)
        return update

    async def mount_ahead(self, screen: Screen[Any]) -> None:
        """Mount a screen that isn't shown yet: `push_screen` alone would do so as it is shown, while a key waits."""
        await self._get_screen(screen)[1]

    def end_at_once(self) -> None:
        """End the program without a word: `panic` prints, and `exit` waits its turn."""
        self._close_messages_no_wait()

    def use_ansi_filter(self) -> None:
        """Have colours drawn by the theme in force, as setting a theme does, without reading all style sheets again."""
        self._refresh_truecolor_filter(self.ansi_theme)
