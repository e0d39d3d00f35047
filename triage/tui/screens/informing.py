"""What informs an editor: statistics."""

from __future__ import annotations

from triage import view
from triage.tui.screens.desk import Desk
from triage.view.charts import BLOCKS, LETTERS


class Informing(Desk):
    """Opens panels that change nothing."""

    def do_view_statistics(self) -> None:
        from triage.tui.screens.statistics import StatisticsScreen

        fillings = LETTERS if self.glyphs is view.ASCII else BLOCKS
        statistics = self.session.statistics
        self.app.push_screen(StatisticsScreen(statistics.figures(), statistics.rules, fillings))
