"""Bars of characters. Each answer has its own filling, so that a chart tells the same without colours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from triage.model import Answer
from triage.view.runs import Run

EIGHTHS = " ▏▎▍▌▋▊▉█"
Counts = Mapping[Answer | None, int]


@dataclass(frozen=True, slots=True)
class Fillings:
    """What bars are made of."""

    keep: str = "█"
    reject: str = "▓"
    defer: str = "▒"
    undecided: str = "░"
    eighths: str = EIGHTHS
    axis: str = "─"

    def of(self, answer: Answer | None) -> str:
        """The filling of an answer."""
        return self.undecided if answer is None else str(getattr(self, answer.value))


BLOCKS = Fillings()
LETTERS = Fillings("K", "R", "D", ".", " #", "-")
ORDER = (Answer.KEEP, Answer.REJECT, Answer.DEFER, None)


def style_of(answer: Answer | None) -> str:
    """The style name of an answer."""
    return answer.value if answer else "dim"


def bar(share: float, width: int, fillings: Fillings, style: str) -> list[Run]:
    """A bar of `share` of the width, to an eighth of a cell; what is more than nothing is seen."""
    steps = len(fillings.eighths) - 1
    filled = round(max(0.0, min(1.0, share)) * width * steps)
    filled = max(1, filled) if share > 0 else 0
    whole, rest = divmod(filled, steps)
    text = fillings.eighths[-1] * whole + (fillings.eighths[rest] if rest else "")
    return [(text, style), (" " * (width - len(text)), "")]


def stacked(counts: Counts, most: int, width: int, fillings: Fillings) -> list[Run]:
    """A bar of all answers, as long as their sum's share of `most`; the parts are rounded so that their sum is right."""
    runs: list[Run] = []
    total, used = 0, 0
    for answer in ORDER:
        total += counts.get(answer, 0)
        until = round(width * total / most) if most else 0
        runs.append((fillings.of(answer) * (until - used), style_of(answer)))
        used = until
    return [*(run for run in runs if run[0]), (" " * (width - used), "")]


def columns(series: Sequence[Counts], height: int, fillings: Fillings, cell: int = 2) -> list[list[Run]]:
    """A column a bucket, `cell` wide with its gap, stacked from the bottom up; the lines from the top."""
    most = max((sum(counts.values()) for counts in series), default=0)
    lines: list[list[Run]] = []
    for row in range(height, 0, -1):
        line: list[Run] = []
        for counts in series:
            answer = _at(counts, (row - 0.5) * most / height) if most else None
            line.append((fillings.of(answer) * (cell - 1) if answer else " " * (cell - 1), style_of(answer)))
            line.append((" ", ""))
        lines.append(line)
    if most:
        _show_small(series, lines[-1], fillings, cell)
    return lines


def _at(counts: Counts, level: float) -> Answer | None:
    """The answer that a column shows at a height."""
    reached = 0
    for answer in ORDER[:3]:
        reached += counts.get(answer, 0)
        if level <= reached:
            return answer
    return None


def _show_small(series: Sequence[Counts], lowest: list[Run], fillings: Fillings, cell: int) -> None:
    """A bucket with few decisions still shows that there were some."""
    for at, counts in enumerate(series):
        answer = max(ORDER[:3], key=lambda answer: counts.get(answer, 0))
        if counts.get(answer, 0) and not lowest[2 * at][0].strip():
            lowest[2 * at] = (fillings.of(answer) * (cell - 1), style_of(answer))
