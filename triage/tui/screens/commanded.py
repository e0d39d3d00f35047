"""A screen that hears commands of the registry: what each key does, and that a wrong moment is told and not thrown."""

from __future__ import annotations

import inspect
from collections.abc import Mapping

from textual import events
from textual.screen import Screen
from textual.widgets import Input

from triage.commands import by_id
from triage.errors import TriageError
from triage.tui.keys import bindings


class Commanded(Screen[None]):
    """Runs command `a.b-c` by its method `do_a_b_c`, where its place has the focus."""

    def __init__(self, keys: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__()
        self._bindings = bindings(keys)
        self.key_table = keys
        self._theme = ""

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Coming back, the styles are those of before, and working them out anew would double the wait; unless the theme is
        another one by now."""
        event.refresh_styles = self.app.theme != self._theme
        self._theme = self.app.theme

    @property
    def context(self) -> str:
        """The place, of `triage.commands.PLACES`, whose commands are heard."""
        raise NotImplementedError

    def say(self, text: str, style: str = "") -> None:
        """Tell what was just done, or why it wasn't."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A command is heard in its place, and never while a field is typed in."""
        if action != "command":
            return True
        if isinstance(self.focused, Input):
            return False
        return by_id[str(parameters[0])].heard(self.context)

    async def action_command(self, id: str) -> None:
        """A key was pressed."""
        await self.run_command(id)

    async def run_command(self, id: str) -> None:
        """Do what the command says; what can't be done is told, and nothing else happens."""
        try:
            result = getattr(self, "do_" + id.replace(".", "_").replace("-", "_"))()
            if inspect.isawaitable(result):
                await result
        except TriageError as error:
            self.say(str(error), "error")
