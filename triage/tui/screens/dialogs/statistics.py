"""The screen of statistics."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from triage.model.figures import Figures, RuleCount, RuleCounts
from triage.tui.screens.dialogs.dialog import Dialog
from triage.tui.time_slices import in_slices
from triage.tui.widgets.report import Report
from triage.view.charts import Fillings
from triage.view.statistics import statistics_lines

SHOWN = 0.5


class StatisticsScreen(Dialog[None]):
    """Shows figures at once, and those of the rules as they are counted."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("q,percent_sign,enter", "dismiss_none", show=False)]

    def __init__(self, figures: Figures, rules: Callable[[], Iterator[RuleCounts]], fillings: Fillings) -> None:
        super().__init__("Statistics", "j k scroll · Esc or q closes")
        self._figures, self._counting, self._fillings = figures, rules, fillings
        self._rules: list[RuleCount] = []
        self._looked = (0, 1)

    def body(self) -> Iterable[Widget]:
        yield Report(id="report")

    def on_mount(self) -> None:
        self.query_one(Report).focus()
        self._show()
        self.run_worker(self._count(), exclusive=True)

    def _show(self) -> None:
        self.query_one(Report).show(
            lambda width: statistics_lines(self._figures, self._rules, self._looked, width, self._fillings)
        )

    async def _count(self) -> None:
        """Go through the labels with rests for the keys; what is known so far is shown now and then."""
        shown = time.monotonic()
        async for found in in_slices(self._counting()):
            if time.monotonic() - shown > SHOWN:
                self._take(found)
                shown = time.monotonic()
        self._take(found)

    def _take(self, found: RuleCounts) -> None:
        self._rules, self._looked = list(found.ranked()), (found.done, found.total)
        self._show()
