"""The figures of a folder as lines: progress, decisions over time, tags, reasons, sources, rules."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from triage.model import Answer, Counts
from triage.model.figures import Figures, RuleCount, Split, Tallies
from triage.printable import one_line
from triage.view.bars import LABEL_STYLES
from triage.view.charts import ORDER, Fillings, bar, columns, stacked, style_of
from triage.view.pace import pace_text
from triage.view.runs import Run, clip, flow
from triage.widths import fit

Line = list[Run]
TWO_COLUMNS = 110
_TOP = 8
_NAME = 18
_HEIGHT = 6


def statistics_lines(
    figures: Figures, rules: Sequence[RuleCount], looked: tuple[int, int], width: int, fillings: Fillings
) -> list[Line]:
    """All lines at a width; side by side where there is room. `looked`: at how many of how many documents for the rules."""
    column = (width - 3) // 2 if width >= TWO_COLUMNS else width
    left = [*_progress(figures, column, fillings), *_over_time(figures.tallies, column, fillings)]
    left += _shares(figures.tallies, column, fillings)
    right: list[Line] = []
    for heading, splits in (("Tags", figures.tallies.tags), ("Reasons", figures.tallies.reasons)):
        right += _split_lines(heading, splits, column, fillings)
    right += _split_lines("Sources", [split for split in figures.tallies.sources if split.name], column, fillings)
    if len(figures.tallies.reviewers) > 1:
        right += _split_lines("Reviewers", figures.tallies.reviewers, column, fillings)
    below = _rules(rules, looked, width, fillings)
    if width < TWO_COLUMNS:
        return [*left, *right, *below]
    rows = max(len(left), len(right))
    pairs = zip(left + [[]] * (rows - len(left)), right + [[]] * (rows - len(right)), strict=True)
    return [[*clip(one, column), ("   ", ""), *other] for one, other in pairs] + below


def _heading(text: str) -> list[Line]:
    return [[(text, "title")]]


def _progress(figures: Figures, width: int, fillings: Fillings) -> list[Line]:
    counts = figures.counts
    by_answer = _by_answer(counts)
    decided = counts.total - counts.undecided
    share = decided / counts.total if counts.total else 0.0
    legend = [
        [(f"{fillings.of(answer)} {answer.value if answer else 'undecided'} {by_answer[answer]:,}", style_of(answer))]
        for answer in ORDER
    ]
    style = "dim" if figures.per_hour is None else ""
    pace = [pace_text(figures.per_hour, figures.hours_left) or "too few decisions to tell a pace"]
    pace += [f"{figures.hours_worked:.1f} h of work"] if figures.hours_worked >= 0.1 else []
    return [
        [(f"{decided:,} of {counts.total:,} decided", "title"), (f" · {share:.0%}", "")],
        stacked(by_answer, counts.total, width, fillings),
        *flow(legend, width),
        *flow(([(text, style)] for text in pace), width, " · "),
        [],
    ]


def _by_answer(counts: Counts | Split) -> dict[Answer | None, int]:
    return {Answer.KEEP: counts.keep, Answer.REJECT: counts.reject, Answer.DEFER: counts.defer, None: counts.undecided}


def _over_time(tallies: Tallies, width: int, fillings: Fillings) -> list[Line]:
    if not tallies.over_time:
        return []
    step, names, series = _buckets(tallies.over_time, max(1, width // 3))
    most = max(sum(counts.values()) for counts in series)
    chart = columns(series, _HEIGHT, fillings, cell=3)
    axis = fillings.axis * (3 * len(series) - 1)
    gap = 3 * len(series) - 1 - len(names[0]) - len(names[-1])
    ends = names[0] + " " * gap + names[-1] if gap > 0 and len(names) > 1 else names[-1]
    day = tallies.over_time[-1][0].astimezone().date()
    then = sum(count for at, _, count in tallies.over_time if at.astimezone().date() == day)
    told = (f"Decisions by {step}", f"at most {most:,}", f"{then:,} on {day}")
    heading = flow(([(text, "title")] for text in told), width, " · ")
    return [*heading, *chart, [(axis, "dim")], [(ends, "dim")], []]


def _buckets(found: Sequence[tuple[datetime, Answer, int]], room: int) -> tuple[str, list[str], list[dict[Answer | None, int]]]:
    """By hour where all fits, else by day; the latest ones where even days don't."""
    local = [(at.astimezone(), answer, count) for at, answer, count in found]
    hours = (local[-1][0] - local[0][0]) // timedelta(hours=1) + 1
    step, size, form = ("hour", timedelta(hours=1), "%H:00") if hours <= room else ("day", timedelta(days=1), "%m-%d")
    last = local[-1][0].replace(minute=0) if step == "hour" else local[-1][0].replace(hour=0, minute=0)
    counts: dict[int, dict[Answer | None, int]] = {}
    for at, answer, count in local:
        start = at.replace(minute=0) if step == "hour" else at.replace(hour=0, minute=0)
        own = counts.setdefault(round((last - start) / size), {})
        own[answer] = own.get(answer, 0) + count
    back = range(min(max(counts), room - 1), -1, -1)
    return step, [(last - n * size).strftime(form) for n in back], [counts.get(n, {}) for n in back]


def _shares(tallies: Tallies, width: int, fillings: Fillings) -> list[Line]:
    room = max(4, width - _NAME - 7)
    lines = [
        [
            (fit(label.value, _NAME), style),
            *bar(tallies.shares.get(label, 0.0), room, fillings, style),
            (f" {tallies.shares.get(label, 0.0):>5.1%}", ""),
        ]
        for label, style in LABEL_STYLES.items()
    ]
    return [*_heading("What the characters are"), *lines, []]


def _split_lines(heading: str, splits: Sequence[Split], width: int, fillings: Fillings) -> list[Line]:
    if not splits:
        return []
    most = max(split.total for split in splits)
    room = max(4, width - _NAME - 8)
    lines: list[Line] = []
    for split in splits[:_TOP]:
        name = fit(one_line(split.name) or "unknown", _NAME - 1) + " "
        lines.append([(name, ""), *stacked(_by_answer(split), most, room, fillings), (f" {split.total:>7,}", "")])
    more: list[Line] = [[(f"and {len(splits) - _TOP:,} more", "dim")]] if len(splits) > _TOP else []
    return [*_heading(heading), *lines, *more, []]


def _rules(rules: Sequence[RuleCount], looked: tuple[int, int], width: int, fillings: Fillings) -> list[Line]:
    done, total = looked
    so_far = [f"{done:,} of {total:,}…"] if done < total else []
    is_reviewed = any(one.reviewed for one in rules)
    told = [f"blocks · {'share that reviewers left as it was' if is_reviewed else 'none reviewed yet'}", *so_far]
    lines = flow([[("Rules", "title")], *([(text, "dim")] for text in told)], width, "  ")
    room = max(4, min(40, width - 66))
    for one in rules:
        style = LABEL_STYLES[one.label]
        right: list[Line] = []
        if one.precision is not None:
            right = [[*bar(one.precision, room, fillings, style), (f" {one.precision:>6.1%} of {one.reviewed:,}", "")]]
        name = fit(one_line(one.rule), 22) + " "
        left: Line = [(name, ""), (f"{one.label.value:<12}", style), (f"{one.blocks:>9,}", "")]
        lines += flow([left, *right], width, "  ")
    return lines
