"""What informs an editor about the folder: statistics, the guideline, words that stand out, all tags."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from triage import view
from triage.errors import TriageError
from triage.tui.screens.parts.bulk_changes import BulkChanges
from triage.tui.widgets import colour_named
from triage.view.keywords import Keywords

if TYPE_CHECKING:
    from triage.session import Applied


class PanelCommands(BulkChanges):
    """Opens panels over the review."""

    _keywords: Keywords | None = None

    def highlight(self) -> None:
        """Colour the words of the configuration from now on."""
        lists = self.session.config.highlights
        self._keywords = Keywords(one.words for one in lists) if lists else None
        for pane in (self.raw, self.cleaned):
            pane.set_keywords(self._keywords, [one.colour for one in lists])
        for one in lists:
            if one.colour and colour_named(one.colour) is None:
                self.say(f'highlights: no colour is named "{one.colour}"; the theme\'s own is shown.', "warning")

    def do_view_highlights(self) -> None:
        lists = self.session.config.highlights
        if not lists:
            self.say('No words to highlight: add highlights = ["election"] to triage.toml.')
        elif self._keywords is None:
            self.highlight()
            self.say(f"Highlighted: {', '.join(one.name or ', '.join(one.words[:5]) for one in lists)}")
        else:
            self._keywords = None
            for pane in (self.raw, self.cleaned):
                pane.set_keywords(None)
            self.say("Nothing is highlighted.")

    def do_view_guideline(self) -> None:
        text = self.session.guideline()
        if text is None:
            self.say("This folder has no guideline.md; write one, and it is shown here.")
            return
        from triage.tui.screens.dialogs.guideline import GuidelineScreen

        self.app.push_screen(GuidelineScreen(text))

    def do_tag_list(self) -> None:
        from triage.tui.screens.dialogs.tag_list import TagListScreen

        def change(old: str, new: str, said: Callable[[str], None]) -> None:
            def done(applied: Applied | None) -> None:
                self.show_outcome(self.review.changed(applied))
                said(applied.receipt if applied is not None else "Nothing to change.")

            if self.bulk_runner.is_busy:
                self.bulk_runner.hold_reports()
                said(f"Not now: {self.bulk_runner.progress_text}")
                return
            self.session.at = self.place
            try:
                bulk = tags.renaming(old, new) if new else tags.removing(old)
            except TriageError as error:
                said(str(error))
            else:
                self.carry_out("Tags", bulk, done, said)

        def stop() -> bool:
            self.bulk_runner.stop()
            return self.bulk_runner.is_busy

        tags, palette = self.session.tags, {entry.tag: entry.key for entry in self.session.config.palette}
        self.app.push_screen(TagListScreen(self.session.corpus.decided.tags, palette, change, stop))

    def do_view_statistics(self) -> None:
        from triage.tui.screens.dialogs.statistics import StatisticsScreen
        from triage.view.charts import BLOCKS, LETTERS

        fillings = LETTERS if self.glyphs is view.ASCII else BLOCKS
        statistics = self.session.statistics
        self.app.push_screen(StatisticsScreen(statistics.figures(), statistics.rules, fillings))
