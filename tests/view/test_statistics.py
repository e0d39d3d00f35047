"""Statistics as lines: of the right width, the parts of a bar make up the whole, nothing is told by colour alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage.model import Answer, Counts, Label
from triage.model.figures import Figures, RuleCount, Split, Tallies
from triage.view import cells
from triage.view.about import refused_text
from triage.view.charts import BLOCKS, LETTERS, bar, columns, stacked
from triage.view.pace import pace_text, work_text
from triage.view.statistics import statistics_lines

counts = st.dictionaries(st.sampled_from([*Answer, None]), st.integers(0, 10_000))
names = st.text(max_size=30)
splits = st.builds(Split, names, *[st.integers(0, 99_999)] * 4)


@settings(deadline=None)
@given(counts, st.integers(1, 90))
def test_a_stacked_bar_has_its_width_and_no_answer_more_than_its_share(by_answer: dict[Answer | None, int], width: int) -> None:
    total = sum(by_answer.values())
    runs = stacked(by_answer, total, width, BLOCKS)
    assert sum(len(text) for text, _ in runs) == width
    text = "".join(text for text, _ in runs)
    for answer, number in by_answer.items():
        assert abs(text.count(BLOCKS.of(answer)) - (number * width / total if total else 0)) <= 1


@given(st.floats(0, 1), st.integers(1, 60))
def test_a_bar_shows_whatever_is_more_than_nothing(share: float, width: int) -> None:
    text = "".join(text for text, _ in bar(share, width, BLOCKS, "keep"))
    assert len(text) == width
    assert bool(text.strip()) == (share > 0)


@settings(deadline=None)
@given(st.lists(counts, min_size=1, max_size=30), st.integers(1, 8))
def test_columns_are_as_high_as_they_may_and_show_every_bucket(series: list[dict[Answer | None, int]], height: int) -> None:
    series = [{answer: n for answer, n in one.items() if answer is not None} for one in series]
    lines = columns(series, height, LETTERS)
    assert len(lines) == height
    assert {sum(len(text) for text, _ in line) for line in lines} == {2 * len(series)}
    for at, one in enumerate(series):
        assert bool(lines[-1][2 * at][0].strip()) == (sum(one.values()) > 0)


@settings(deadline=None, max_examples=40)
@given(
    st.lists(splits, max_size=12), st.lists(st.tuples(st.integers(0, 3000), st.sampled_from(Answer), st.integers(1, 99))),
    st.integers(44, 220),
)  # fmt: skip
def test_no_line_is_wider_than_the_screen(found: list[Split], times: list[tuple[int, Answer, int]], width: int) -> None:
    start = datetime(2026, 1, 2, tzinfo=UTC)
    over_time = tuple((start + timedelta(hours=hours), answer, n) for hours, answer, n in sorted(times))
    shares = {Label.CONTENT: 0.7, Label.BOILERPLATE: 0.2, Label.DUPLICATE: 0.1}
    tallies = Tallies(over_time, tuple(found), tuple(found), tuple(found), tuple(found), shares)
    figures = Figures(Counts(1204, 64, 55, 9, 1076), 31.0, (34.2, 40.9), 4.1, tallies)
    rules = [RuleCount("a-rule" * 9, Label.BOILERPLATE, 90, 40, 3), RuleCount("other", Label.CONTENT, 9)]
    for fillings in (BLOCKS, LETTERS):
        lines = statistics_lines(figures, rules, (3, 9), width, fillings)
        assert max(sum(cells(text) for text, _ in line) for line in lines) <= width
    text = "".join(text for line in lines for text, _ in line)
    assert "128 of 1,204 decided" in text
    assert "\x1b" not in text


@pytest.mark.parametrize(
    ("hours", "heading", "ends"),
    [
        ([0, 0, 1, 3], "Decisions by hour · at most 5 · 10 on 2026-01-02", "%H:00"),
        ([0, 0, 24, 24 * 20], "Decisions by day · at most 5 · 4 on 2026-01-22", "%m-%d"),
    ],
)
def test_decisions_are_counted_by_hour_or_by_day(hours: list[int], heading: str, ends: str) -> None:
    start = datetime(2026, 1, 2, 12, 5).astimezone()
    answers = [(Answer.KEEP, 3), (Answer.REJECT, 2), (Answer.KEEP, 1), (Answer.DEFER, 4)]
    over_time = tuple((start + timedelta(hours=n), *answer) for n, answer in zip(hours, answers, strict=True))
    figures = Figures(Counts(20, 4, 2, 4, 10), 31.0, (34.2, 40.9), 4.1, Tallies(over_time, (), (), (), (), {}))
    lines = ["".join(text for text, _ in line).rstrip() for line in statistics_lines(figures, [], (0, 0), 400, LETTERS)]
    at = next(n for n, line in enumerate(lines) if heading in line)
    axis = next(n for n in range(at, len(lines)) if lines[n].startswith("---"))
    last = (start + timedelta(hours=hours[-1])).strftime(ends)
    assert lines[axis + 1].startswith(start.strftime(ends))
    assert lines[axis + 1].endswith(last)
    assert (lines[axis - 1][:2], lines[axis - 1][-2:]) == ("KK", "DD")
    assert [line[:2].strip() for line in lines[at + 1 : axis]].count("RR") > 0


@pytest.mark.parametrize(
    ("per_hour", "left", "shown"),
    [
        (None, None, ""),
        (31.2, (34.4, 40.6), "31/h, 34–41 h left"),
        (4.25, (0.2, 0.25), "4.2/h, 12–15 min left"),
        (1234.0, (3.1, 3.2), "1,234/h, 3 h left"),
        (31.2, (0.0, 0.0), "31/h"),
    ],
)
def test_the_pace_in_words(per_hour: float | None, left: tuple[float, float] | None, shown: str) -> None:
    assert pace_text(per_hour, left) == shown


def test_that_nothing_was_reviewed_is_told_once() -> None:
    figures = Figures(Counts(20, 0, 0, 0, 20), None, None, 0.0, Tallies((), (), (), (), (), {}))
    rules = [RuleCount("menu", Label.BOILERPLATE, 9), RuleCount("share", Label.BOILERPLATE, 5)]
    for width in (60, 200):
        lines = ["".join(text for text, _ in line) for line in statistics_lines(figures, rules, (9, 9), width, BLOCKS)]
        assert " ".join(lines).count("none reviewed yet") == 1
        assert next(line for line in lines if line.startswith("menu")).rstrip().endswith("boilerplate         9")
    rules.append(RuleCount("title", Label.CONTENT, 5, 4, 1))
    lines = ["".join(text for text, _ in line) for line in statistics_lines(figures, rules, (9, 9), 200, BLOCKS)]
    assert not any("none reviewed" in line for line in lines)
    assert any("75.0% of 4" in line for line in lines)


def test_work_is_told_with_its_rate_once_there_is_one() -> None:
    assert work_text("Keep", 0, 2000, 0.0) == "Keep: 0 of 2,000 documents · Esc stops"
    assert work_text("Keep", 1450, 2000, 1.0) == "Keep: 1,450 of 2,000 documents · 1,450/s · Esc stops"


def test_what_was_left_is_told_with_its_reason() -> None:
    assert refused_text("kept: 3 documents", ["b.txt: broken"]) == "kept: 3 documents · one is left as before: b.txt: broken"
    assert refused_text("kept: 3 documents", ["b.txt: broken", "c"]) == "kept: 3 documents · 2 are left as before: b.txt: broken"
