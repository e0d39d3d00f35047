"""A screen that hears commands of the registry: what each key does, and that a wrong moment is told and not thrown."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual import events
from textual.widgets import Input

from triage.commands import COMMANDS, Command, by_id, in_context
from triage.errors import TriageError
from triage.review import Outcome
from triage.session import Place
from triage.session.deciding import Press
from triage.tui.key_bindings import bindings, suspending
from triage.tui.screens.base_screen import BaseScreen
from triage.tui.textual_internals.app import has_mounted
from triage.tui.textual_internals.screens import bindings_of
from triage.view import Glyphs, Run, footer_command, footer_runs, key_name, printable

if TYPE_CHECKING:
    from triage.review import Review, Steps
    from triage.review.cluster import ClusterReview
    from triage.session import Session
    from triage.tui.app import TriageApp
    from triage.tui.bulk_runner import BulkRunner
    from triage.tui.screens.dialogs.palette import PaletteScreen


MODIFIERS = frozenset(
    [f"{side}_{name}" for side in ("left", "right") for name in ("shift", "control", "alt", "super", "hyper", "meta")]
    + ["iso_level3_shift", "iso_level5_shift", "caps_lock", "num_lock", "scroll_lock"]
)
"""What some terminals send where a key is only held for another one."""

FEET = ("footer", "cluster-footer")
"""The lines that show what the keys do."""

SIDEWAYS = ("scroll_left", "scroll_right")
"""What Textual gives to every pane that scrolls; none here is wider than it is shown."""


class CommandScreen(BaseScreen[None]):
    """Runs command `a.b-c` by its method `do_a_b_c`, else by that of the review behind the screen, where its place has the focus.
    What it returns is driven, and shown."""

    glyphs: Glyphs
    review: Review | ClusterReview

    def __init__(self, session: Session, keys: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__()
        self.session = session
        self.set_bindings(bindings(keys))
        self.key_table = keys

    @property
    def _triage(self) -> TriageApp:
        app: TriageApp = self.app  # type: ignore[assignment]
        return app

    @property
    def bulk_runner(self) -> BulkRunner:
        """What is carried out between the keys."""
        return self._triage.bulk_runner

    def refuse_while_busy(self) -> None:
        """Nothing is changed while another change is carried out: undo couldn't take them back one by one."""
        self.say(f"Not now: {self.bulk_runner.progress_text}", "warning")

    @property
    def context(self) -> str:
        """The place, of `triage.commands.PLACES`, whose commands are heard."""
        raise NotImplementedError

    @property
    def place(self) -> Place:
        """Where the reviewer is, to come back to."""
        raise NotImplementedError

    def say(self, text: str, style: str = "") -> None:
        """Tell what was just done, or why it wasn't."""
        raise NotImplementedError

    def clear_echo(self) -> None:
        """What the key before said is not about this one; what failed stays until something else is said."""
        raise NotImplementedError

    def footer(self, width: int) -> list[Run]:
        """The keys that matter most here, as they are in force."""
        return footer_runs(self._in_footer, width)

    @property
    def _in_footer(self) -> list[Command]:
        *first, help = (command for command in in_context(self.context, COMMANDS) if command.footer)
        shown = [*sorted(first, key=lambda command: command.footer), help]
        return [command._replace(keys=self.key_table[command.id]) for command in shown]

    async def on_click(self, event: events.Click) -> None:
        """A click on a hint in the foot is its command, a double click no second one."""
        line = event.widget
        if line is None or line.id not in FEET or event.chain > 1 or isinstance(self.focused, Input):
            return
        if id := footer_command(self._in_footer, self.size.width, int(event.screen_x) - line.region.x):
            await self.run_command(id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A command is heard in its place, and none while a field is typed in, but for the one that suspends."""
        if action != "command":
            return True
        id = str(parameters[0])
        if isinstance(self.focused, Input):
            return id == "app.suspend" and any(self._triage.pressed[0] == one.key for one in suspending(self.key_table))
        # What is typed before anything is on the screen is about nothing that was seen.
        return by_id[id].applies_in(self.context) and (has_mounted(self) or id == "app.quit")

    async def action_command(self, id: str) -> None:
        """A key was pressed."""
        id = by_id[id].same_as or id
        if self.bulk_runner.is_busy and self._triage.pressed[0] == "escape":
            self.bulk_runner.stop()
            return
        if not by_id[id].decides:
            await self.run_command(id)
            return
        app = self._triage
        key, at = app.pressed
        press = app.slips.press(key, at)
        if press is not Press.TAKEN:
            self._not_taken(key, press)
            return
        before = self.session.journal.last
        await self.run_command(id)
        app.decided = self.session.journal.last if self.session.journal.last > before else 0

    def _not_taken(self, key: str, press: Press) -> None:
        """A slip decides nothing, and is told."""
        app = self._triage
        if press is Press.TOO_SOON:
            self.say(f"{key} came faster than anybody reads: nothing was decided.", "warning")
            return
        message = f"{key} is held down; a key decides once."
        if press is Press.HELD_ALL_ALONG and app.decided == self.session.journal.last != 0 and not self.bulk_runner.is_busy:
            try:
                undone = self.session.undo()
            except TriageError as error:
                self.show_error(error)
                return
            self.show_outcome(self.review.undo_outcome(undone))
            message = f"{message} {undone.receipt if undone else ''}"
        self.say(message, "warning")

    def drive(self, steps: Steps) -> None:
        """Go on with a command of the review, as far as it asks nothing and takes no time; then show what came of it."""
        raise NotImplementedError

    def show_outcome(self, outcome: Outcome) -> None:
        """Tell what came of a command, and go where it leads."""
        raise NotImplementedError

    def report_unbound_key(self, event: events.Key) -> None:
        """Say that a key does nothing here: what the one before said is not about it. No word on what is text in a field, what a
        widget knows by itself, or what came before there was anything to see."""
        if isinstance(self.focused, Input) or event.key in MODIFIERS or not has_mounted(self):
            return
        known = bindings_of(self, event.key)
        if any(not binding.priority and binding.action not in SIDEWAYS for binding in known):
            return
        typed = event.character if event.is_printable and event.character and event.character != " " else ""
        shows = key_name(self.key_table["app.help"][0])
        self.say(f"{printable(typed or key_name(event.key))} means nothing here; {shows} shows the keys.")

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted is text, and no run of commands."""
        if not isinstance(self.focused, Input):
            event.stop()
            self.say("Pasted text is no command: nothing was done.", "warning")

    async def run_command(self, id: str) -> None:
        """Do what the command says; what can't be done is told, and nothing else happens."""
        if self.bulk_runner.is_busy and by_id[id].changes:
            self.refuse_while_busy()
            return
        if by_id[id].changes:
            self.session.at = self.place
        if by_id[id].group != "Session":
            self.clear_echo()
        try:
            name = by_id[id].method
            done = (getattr(self, name, None) or getattr(self.review, name))()
            if inspect.isawaitable(done):
                await done
            elif done is not None:
                self.show_outcome(done) if isinstance(done, Outcome) else self.drive(done)
        except TriageError as error:
            self.show_error(error)

    def show_error(self, error: TriageError) -> None:
        self.say(str(error), "error")

    def reload(self) -> None:
        """Show what is shown as it is by now."""
        raise NotImplementedError

    def do_app_help(self) -> None:
        from triage.tui.screens.dialogs.help import HelpScreen

        criteria = self.session.config.clusters.criteria
        self.app.push_screen(HelpScreen(self.key_table, self.context, self.glyphs, criteria))

    def do_app_palette(self) -> None:
        async def chosen(id: str | None) -> None:
            if id is not None:
                await self.run_command(id)

        self.app.push_screen(self.palette(), chosen)

    def palette(self) -> PaletteScreen:
        """The palette of all screens, with what can be done here."""
        from triage.tui.screens.dialogs.palette import PaletteScreen

        # In the order of the registry: what is decided comes first, and ways about the list come late.
        here = [command for command in COMMANDS if command.applies_in(self.context)]
        commands = [command for command in here if command.id != "app.palette" and not command.same_as]
        return self._triage.cached_screen(PaletteScreen, lambda: PaletteScreen(self.key_table)).offer(commands)

    def do_app_redraw(self) -> None:
        self._triage.repaint()
