"""The Textual program around the review screen: signals, keys, the way out."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import signal
import time
from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.filter import LineFilter
from textual.screen import Screen
from textual.types import AnimationLevel
from textual.widgets import Input

from triage.commands import keymap
from triage.errors import TriageError
from triage.session.deciding import Slips
from triage.tui.bulk_runner import BulkRunner
from triage.tui.error_reporting import ErrorReportingApp
from triage.tui.screens.base_screen import BaseScreen
from triage.tui.screens.review import ReviewScreen
from triage.tui.screens.review_layout import WIDTHS
from triage.tui.terminal import device
from triage.tui.textual_internals.app import wait_mounted
from triage.tui.themes import PREFIX, THEMES, after, first_theme
from triage.tui.widgets import ASCII_FILTER, SAFE_FILTER
from triage.view import key_name

if TYPE_CHECKING:
    from textual.driver import Driver

    from triage.session import Preferences, Session

CachedScreen = TypeVar("CachedScreen", bound=Screen[Any])
MOST_NAMED = 3
MOUNTING = 2.0
"""Seconds for which the way out waits for a screen that is being mounted."""


class TriageApp(ErrorReportingApp):
    """Shows one session. Every way out saves first."""

    TITLE = "triage"
    FIRST = "screens/review.tcss"
    PLAIN = "screens/plain.tcss"
    """What looks otherwise without true colours, or with ASCII alone."""
    LATER = (PLAIN, "screens/cluster.tcss", "screens/dialog.tcss", "screens/panels.tcss")
    """Sheets that the first frame doesn't wait for."""
    ENABLE_COMMAND_PALETTE = False  # ours is a command of the registry, like all others
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", "Quit", show=False, priority=True),
        Binding("ctrl+c", "break_off", "Quit", show=False, priority=True),
    ]

    review: ReviewScreen
    clock: Callable[[], float] | None = None
    """What tells when a key was pressed; None takes the time at which Textual read it."""

    def __init__(
        self,
        session: Session,
        *,
        ascii_glyphs: bool = False,
        scan: bool = True,
        theme: str = "",
        preferences: Preferences | None = None,
    ) -> None:
        """`theme` is one of `themes.NAMES`; what is chosen later is remembered in `preferences`, where given."""
        theme = theme or first_theme(os.environ)
        colourless = "NO_COLOR" in os.environ
        plain = colourless or theme == "ansi" or ascii_glyphs
        # A theme of the terminal's own colours must be told to the constructor: later, NO_COLOR draws black on black.
        super().__init__(ansi_color=True if colourless else None, css_path=[self.FIRST, *([self.PLAIN] if plain else [])])
        self.animation_level: AnimationLevel = "none"
        self.HORIZONTAL_BREAKPOINTS = list(WIDTHS)
        for known in THEMES:
            self.register_theme(known)
        self._begin_in(PREFIX + theme)
        self.set_class(ascii_glyphs, "-ascii")
        self.preferences = preferences
        self.session = session
        self.failure: TriageError | None = None
        self.slips = Slips()
        self.bulk_runner = BulkRunner(self.spawn)
        self.farewell = ""
        self.pressed: tuple[str, float] = ("", 0.0)
        self._question: Screen[Any] | None = None  # whether to leave
        self.decided = 0  # the journal's number of what the last deciding key did
        self.key_table = keymap(session.config.keys, session.config.place_of_key, session.config.hot_keys)
        self.review = ReviewScreen(session, self.key_table, ascii_glyphs=ascii_glyphs, scan=scan)

    def _begin_in(self, theme: str) -> None:
        # As Textual does when a theme is set, but that it would read all sheets a second time before the first frame.
        self.set_reactive(App.theme, theme)
        self.stylesheet.set_variables(self.get_css_variables())
        for name, wanted in {"-dark-mode": self.current_theme.dark, "-light-mode": not self.current_theme.dark}.items():
            self.set_class(wanted, name, update=False)
        self.use_ansi_filter()

    def get_default_screen(self) -> ReviewScreen:
        """The review is the first screen: pushing it onto an empty one would paint twice."""
        return self.review

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Nothing of a document acts on the terminal, whichever widget shows it."""
        ascii = [ASCII_FILTER] if self.has_class("-ascii") else []
        return [SAFE_FILTER, *ascii, *super().get_line_filters()]

    def get_driver_class(self) -> type[Driver]:
        """As Textual's, with ours instead of the one for terminals."""
        found = super().get_driver_class()
        if found.__name__ != "LinuxDriver":
            return found
        from triage.tui.terminal.driver import TerminalDriver

        return TerminalDriver

    def typed(self, event: events.Key | events.Paste) -> None:
        """Notes each key with its time, by which slips are told from decisions."""
        self.review.apply_labels()
        if isinstance(event, events.Key):
            self.pressed = event.key, event.time if self.clock is None else self.clock()
            self.bulk_runner.give_way()
        if isinstance(self.screen, BaseScreen):
            self.screen.before_key()

    def cached_screen(self, kind: type[CachedScreen], make: Callable[[], CachedScreen]) -> CachedScreen:
        """The one screen of this kind, made when first asked for: to mount it takes several times as long as to show it."""
        name = kind.__name__
        if not self.is_screen_installed(name):
            self.install_screen(make(), name)
        return self.get_screen(name, kind)

    async def mount_cached(self, screen: BaseScreen[Any]) -> None:
        """Mount it and lay it out before it is shown, as showing it would."""
        if self.is_running and not self.is_exiting:
            self.read_styles()
            await self.mount_ahead(screen)
            await screen.lay_out_ahead()

    def read_styles(self) -> None:
        """Read the sheets of the other screens. Each by itself, as Textual would, makes it read all of them once more."""
        for path in self.LATER:
            full = str(Path(__file__).with_name("screens") / Path(path).name)
            if not self.stylesheet.has_source(full):
                self.stylesheet.read(full)
        self.stylesheet.parse()

    def push_screen(self, *given: Any, **named: Any) -> Any:
        """As Textual's; a screen is styled when it is made known to the program, for which its sheet has to be read."""
        self.read_styles()
        return super().push_screen(*given, **named)

    def now(self) -> float:
        """The time by the clock of the keys."""
        return time.monotonic() if self.clock is None else self.clock()

    def spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Begin what goes on between the keys. What it raises is told, or ends the program, as if a key had done it: a task would
        keep it to itself, and what waits for the task would wait for ever."""
        task = asyncio.create_task(work)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[None]) -> None:
        error = None if task.cancelled() else task.exception()
        if isinstance(error, TriageError):
            self.review.say(str(error), "error")
        elif isinstance(error, Exception):
            self.handle_fault(error)

    def on_mount(self) -> None:
        """Listen to the signals that would otherwise leave the terminal in raw mode and decisions unsaved."""
        self.app_resume_signal.subscribe(self, lambda _: self.repaint())
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            # Outside the main thread, as in some tests, there are no signals to listen to.
            with contextlib.suppress(ValueError, RuntimeError):
                loop.add_signal_handler(number, partial(self.leave, 128 + number))
        if not self.is_headless:
            code = 128 + signal.SIGHUP
            device.when_gone(partial(loop.call_soon_threadsafe, self.leave, code), code)

    def on_ready(self) -> None:
        """What lives as long as the program is taken out of the collector's sight: no pause while keys are pressed.

        Nothing is collected before: that would keep the first frame waiting for little garbage.
        """
        gc.freeze()
        gc.enable()

    def leave(self, code: int = 0) -> None:
        """Save what is pending, stop the scan, and end with this code."""
        self.review.stop()
        self.farewell = self.bulk_runner.leave()
        try:
            self.session.flush()
        except TriageError as error:
            self.failure = error  # told once the terminal is the shell's again
        if code and not self.is_headless and device.is_gone():
            # Textual waits for ever to write to it and to read from it; all is saved, and nothing is left to restore.
            os._exit(code)
        self.exit(return_code=code)

    def exit(self, *given: Any, **named: Any) -> None:
        """As Textual's, as soon as no screen is being mounted: one met by the end of the program gets no parts."""
        if self.unmounted_screens:
            self._ending = asyncio.create_task(self._exit_when_mounted(partial(super().exit, *given, **named)))
        else:
            super().exit(*given, **named)

    async def _exit_when_mounted(self, exit: Callable[[], None]) -> None:
        await self._mounted()
        exit()

    async def shut_down(self) -> None:
        """As Textual's, as `exit`."""
        await self._mounted()
        await super().shut_down()

    async def _mounted(self) -> None:
        if unmounted := self.unmounted_screens:
            await wait_mounted(unmounted, MOUNTING)

    def change_theme(self) -> str:
        """To the next theme, which is remembered; its name."""
        self.read_styles()
        name = after(self.theme.removeprefix(PREFIX))
        self.theme = PREFIX + name
        if self.preferences is not None:
            self.preferences.theme = name
        return name

    async def action_break_off(self) -> None:
        """ctrl+c: Escape in a prompt or a dialog, else, and where it is asked whether to quit, the quit command."""
        if (self.screen.is_modal or isinstance(self.focused, Input)) and self.screen is not self._question:
            self.simulate_key("escape")
        else:
            await self.action_quit()

    async def action_quit(self) -> None:
        """The quit command; where something was typed, that leaves the dialog first. Notes that were typed and not
        saved are asked about once; who quits again means it."""
        screen = self.screen
        if isinstance(screen, BaseScreen) and screen.is_unsaved:
            await screen.run_action("dismiss_none")
        elif self.review.unsaved_notes and screen is not self._question:
            self._ask_to_leave()
        else:
            self.leave()

    def _ask_to_leave(self) -> None:
        from triage.tui.screens.dialogs.confirm import ConfirmScreen

        def answered(yes: bool | None) -> None:
            if yes:
                self.leave()

        lost = self.review.unsaved_notes
        title = f"Quit without {'a note that was' if len(lost) == 1 else f'{len(lost)} notes that were'} typed and not saved?"
        key = key_name(self.key_table["edit.note"][0])
        self._question = ConfirmScreen(
            title, *lost[:MOST_NAMED], f"There, {key} shows again what was typed, and Ctrl+S saves it."
        )
        self.push_screen(self._question, answered)
