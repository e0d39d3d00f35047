"""The command palette: every command of the registry, found by its words."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Hits, Provider

from triage.commands import Command, in_context

if TYPE_CHECKING:
    from triage.tui.app import TriageApp


class Commands(Provider):
    """The commands that keys are heard for where the focus was. One that can't be done now says why when it is chosen."""

    @property
    def _commands(self) -> list[Command]:
        app: TriageApp = self.app  # type: ignore[assignment]
        return [command for command in in_context(app.review.context) if command.id != "app.palette"]

    def _text(self, command: Command) -> str:
        app: TriageApp = self.app  # type: ignore[assignment]
        return f"{command.label}  {' '.join(app.key_table[command.id])}"

    async def discover(self) -> Hits:
        """What is shown before anything is typed."""
        for command in self._commands:
            yield DiscoveryHit(self._text(command), partial(self._run, command.id), help=command.help)

    async def search(self, query: str) -> Hits:
        """The commands whose label or help fits what was typed."""
        matcher = self.matcher(query)
        for command in self._commands:
            score = max(matcher.match(command.label), 0.9 * matcher.match(command.help))
            if score > 0:
                yield Hit(score, self._text(command), partial(self._run, command.id), help=command.help)

    async def _run(self, id: str) -> None:
        app: TriageApp = self.app  # type: ignore[assignment]
        await app.review.run_command(id)
