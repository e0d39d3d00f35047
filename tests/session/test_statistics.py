"""The figures of a session: the pace is kept up, and rules are judged by what reviewers turned over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import pytest

from triage.model import Answer, Label, Method
from triage.session import Decide, Session

LINE = "The harbour authority said on {} that the pier would stay closed until the storm was over.\n\nMore is to come.\n"


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 1, 2, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def work(self) -> None:
        self.now += timedelta(seconds=60)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for n in range(9):
        (tmp_path / f"{n}.txt").write_text(LINE.format(f"day {n}"), "utf-8")
    return tmp_path


def test_the_pace_is_that_of_the_reviewer_and_kept_up(root: Path) -> None:
    clock = Clock()
    with Session.open(root, reviewer="al", now=clock) as session:
        session.corpus.scan()
        session.statistics.begin()
        for n in range(7):
            session.apply(Decide((f"{n}.txt",), Answer.KEEP))
            clock.work()
        session.undo()
        kept_up = session.statistics.pace
        assert kept_up.per_hour == pytest.approx(60 * 5 / 7)
        figures = session.statistics.figures()
        assert figures.hours_left is not None
        assert (figures.counts.keep, figures.counts.undecided) == (6, 3)
        assert sum(count for _, _, count in figures.tallies.over_time) == 6
    with Session.open(root, reviewer="al") as again:
        assert again.statistics.pace == kept_up, "the journal tells the same"
    with Session.open(root, reviewer="bo") as other:
        assert other.statistics.pace.per_hour is None


def test_a_label_that_was_turned_over_counts_against_its_rule(root: Path) -> None:
    with Session.open(root, reviewer="al", now=Clock()) as session:
        session.corpus.scan()
        opened = session.open_document("0.txt")
        session.toggle_blocks(opened, [1])
        session.apply(Decide(("0.txt", "1.txt"), Answer.KEEP))
        session.tag(["0.txt", "2.txt"], add=["sea"])
        found = list(session.statistics.rules())[-1]
        assert found.done == found.total == 9
        label, rule = opened.cleaned.blocks[0].label, opened.cleaned.blocks[0].rule
        counted = found.rules[rule, label]
        assert counted.overturned == 1
        assert counted.precision == pytest.approx(1 - 1 / counted.reviewed)
        tallies = session.statistics.figures().tallies
        assert [(one.name, one.keep, one.undecided) for one in tallies.tags] == [("sea", 1, 1)]
        assert sum(tallies.shares.values()) == pytest.approx(1)
        assert set(tallies.shares) == set(Label)


def test_a_command_over_many_documents_is_no_pace(root: Path) -> None:
    clock = Clock()
    with Session.open(root, reviewer="al", now=clock) as session, patch("triage.session.statistics.READ", 2):
        session.corpus.scan()
        session.statistics.begin()
        for ids in (["0.txt"], ["1.txt"], [f"{n}.txt" for n in range(2, 9)]):
            session.apply(Decide(tuple(ids), Answer.KEEP))
            clock.work()
        assert session.statistics.pace.decided == 1
        session.flush()
        with Session.open(root, reviewer="al") as again:
            assert again.statistics.pace == session.statistics.pace
        with patch("triage.save.journal.LARGE_ENTRY", 0), Session.open(root, reviewer="al") as large:
            assert large.statistics.pace.decided == 0
            assert large.statistics.pace.worked == session.statistics.pace.worked


def test_a_few_documents_decided_in_bulk_are_no_pace(root: Path) -> None:
    clock = Clock()
    with Session.open(root, reviewer="al", now=clock) as session:
        session.corpus.scan()
        session.statistics.begin()
        for n in range(6):
            session.apply(Decide((f"{n}.txt",), Answer.KEEP))
            clock.work()
        before = session.statistics.pace.decided
        session.apply(Decide(("6.txt", "7.txt", "8.txt"), Answer.REJECT))
        clock.work()
        assert session.statistics.pace.decided == before
        session.undo()
        assert session.statistics.pace.decided == before
        clock.work()
        session.apply(Decide(("6.txt", "7.txt"), Answer.REJECT, method=Method.CLUSTER))
        assert session.statistics.pace.decided == before + 2, "a cluster is looked at, each member beside the best"
        with Session.open(root, reviewer="al") as again:
            assert again.statistics.pace == session.statistics.pace, "the journal tells the same"


def test_what_is_undone_and_done_again_is_not_decided_anew(root: Path) -> None:
    clock = Clock()
    with Session.open(root, reviewer="al", now=clock) as session:
        session.corpus.scan()
        session.statistics.begin()
        for ids in (["0.txt"], ["1.txt", "2.txt", "3.txt"]):
            session.apply(Decide(tuple(ids), Answer.REJECT, method=Method.CLUSTER))
            clock.work()
        for _ in range(3):
            session.undo()
            clock.work()
            session.redo()
            clock.work()
        pace = session.statistics.pace
        assert (pace.decided, pace.per_hour) == (3, None), "one decision says nothing yet"
        for n in range(4, 8):
            session.apply(Decide((f"{n}.txt",), Answer.KEEP))
            clock.work()
        assert session.statistics.pace.per_hour == pytest.approx(60 * 7 / 11)
        with Session.open(root, reviewer="al") as again:
            assert again.statistics.pace == session.statistics.pace, "the journal tells the same"


def test_a_journal_that_was_changed_by_hand_stops_nothing(root: Path) -> None:
    with Session.open(root, reviewer="al") as session:
        session.corpus.scan()
        session.apply(Decide(("0.txt",), Answer.KEEP))
        session.flush()
    with (root / ".triage" / "journal" / "journal-0001.jsonl").open("a") as journal:
        journal.write('{"seq":2,"at":5}\n{"seq":3,"at":"2026-01-02T03:04:05+00:00","reviewer":"al"}\n')
    with Session.open(root, reviewer="al") as again:
        again.statistics.begin()
        assert again.statistics.figures().counts.keep == 1
