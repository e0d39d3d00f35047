"""Jumps to a document by its name, or its row."""

from __future__ import annotations

from triage.tui.screens.parts.blocks import BlockCommands
from triage.tui.screens.parts.filtering import FilterCommands


class GotoCommand(BlockCommands, FilterCommands):
    """Asks where to go."""

    def do_move_goto(self) -> None:
        from triage.tui.screens.dialogs.goto import GotoScreen

        def chosen(id: str | None) -> None:
            if id is not None:
                self.show_outcome(self.review.go_to(id))

        screen = GotoScreen(lambda query: self.session.corpus.find(query, GotoScreen.MOST), self.review.numbered)
        self.app.push_screen(screen, chosen)
