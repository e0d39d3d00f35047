"""Journals that version control merged: the lines of two copies, one after the other, as `merge=union` leaves them."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage.model import Answer, Method
from triage.save import Entry, Journal
from triage.save.entry import dump_entry
from triage.save.journal import FILE
from triage.session import Decide, Session

MOMENTS = (datetime(2026, 1, 2, tzinfo=UTC) + timedelta(microseconds=number) for number in count())
WHO = ("ann", "ben", "cleo")
WHAT = st.sampled_from(["give", "give", "give in parts", "undo", "redo"])
STEPS = st.lists(st.tuples(WHAT, st.sampled_from(WHO[:2])), max_size=8)
Done = tuple[str, str, str]


class Copy:
    """A journal somewhere, and what was done in it, by the names of commands."""

    def __init__(self, folder: Path, name: str, data: bytes = b"", done: Sequence[Done] = ()) -> None:
        folder.mkdir()
        (folder / FILE).write_bytes(data)
        self.journal = Journal(folder)
        self.name, self.done = name, list(done)

    @property
    def data(self) -> bytes:
        return (self.journal.folder / FILE).read_bytes()

    def take(self, what: str, who: str) -> None:
        if what.startswith("give"):
            first = None
            for part in range(2 if what == "give in parts" else 1):
                command = f"{self.name}{len(self.done)}"
                part_of = (first or 0) if what == "give in parts" else None
                seq = self.journal.append(Entry(0, next(MOMENTS), who, command, Method.SINGLE, (), part_of=part_of))
                first = first or seq
                self.done.append(("give" if part == 0 else "part", who, command))
            return
        for seq in self.journal.to_undo(who) if what == "undo" else self.journal.to_redo(who):
            command = self.journal.entry(seq).command
            undoes, redoes = (seq, None) if what == "undo" else (None, seq)
            self.journal.append(Entry(0, next(MOMENTS), who, f"{what} of {command}", Method.SINGLE, (), undoes, redoes))
            self.done.append((what, who, command))

    def stacks(self) -> dict[str, list[str]]:
        """What of each reviewer's can be taken back, and given again."""
        history = self.journal._history
        named = {who: [self.journal.entry(seq).command for seq in history.in_force(who)] for who in WHO}
        return named | {f"again {who}": [self.journal.entry(seq).command for seq in history.undone(who)] for who in WHO}


def expected(done: Sequence[Done]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {key: [] for who in WHO for key in (who, f"again {who}")}
    for what, who, command in done:
        if what in ("give", "part"):
            found[who].append(command)
            found[f"again {who}"].clear()
            continue
        source, target = (who, f"again {who}") if what == "undo" else (f"again {who}", who)
        if command in found[source]:
            found[source].remove(command)
            found[target].append(command)
    return found


@settings(max_examples=60, deadline=None)
@given(STEPS, STEPS, STEPS, st.lists(WHAT, max_size=8), STEPS)
def test_no_command_of_either_copy_is_lost(
    before: list[tuple[str, str]],
    one: list[tuple[str, str]],
    other: list[tuple[str, str]],
    more: list[str],
    after: list[tuple[str, str]],
) -> None:
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        base = Copy(root / "base", "base")
        for step in before:
            base.take(*step)
        left, right = (Copy(root / name, name, base.data, base.done) for name in ("left", "right"))
        for copy, steps in ((left, one), (right, other)):
            for step in steps:
                copy.take(*step)
        own, theirs = (copy.data[len(base.data) :] for copy in (left, right))
        merged = Copy(root / "merged", "merged", left.data + theirs, left.done + right.done[len(base.done) :])
        check(merged)
        for step in after:
            merged.take(*step)
            check(merged)
        # The other one went on meanwhile, and is merged once more: its lines come before what was done since.
        known = len(right.done), len(right.data)
        for what in more:
            right.take(what, "cleo")
        done = [*left.done, *right.done[len(base.done) :], *merged.done[len(left.done) + known[0] - len(base.done) :]]
        data = left.data + theirs + right.data[known[1] :] + merged.data[len(left.data) + len(theirs) :]
        check(Copy(root / "again", "again", data, done))
        check(Copy(root / "twice", "twice", data + own + theirs, done))


def check(copy: Copy) -> None:
    numbers = [seq for seq, _ in copy.journal.lines()]
    assert len(numbers) == len(copy.done)
    assert copy.stacks() == expected(copy.done)
    assert [copy.journal.entry(seq).seq for seq in numbers] == numbers == sorted(set(numbers))


def test_what_was_done_in_one_copy_means_the_same_where_the_other_ones_lines_come_first(tmp_path: Path) -> None:
    left, right = Copy(tmp_path / "left", "left"), Copy(tmp_path / "right", "right")
    left.take("give", "ann")
    right.take("give", "ben")
    merged = Copy(tmp_path / "merged", "merged", left.data + right.data, left.done + right.done)
    before = len(merged.data)
    for who in ("ben", "ann"):
        merged.take("undo", who)
        merged.take("redo", who)
    data, done = right.data + left.data + merged.data[before:], right.done + left.done + merged.done[2:]
    check(Copy(tmp_path / "other", "other", data, done))


def test_a_journal_that_is_replaced_while_it_is_open_is_read_anew(tmp_path: Path) -> None:
    one = Copy(tmp_path / "one", "one")
    one.take("give", "ann")
    other = Copy(tmp_path / "other", "other", one.data)
    for _ in range(2):
        other.take("give", "ben")
    (tmp_path / "pulled").write_bytes(other.data)
    (tmp_path / "pulled").replace(one.journal.folder / FILE)
    assert len(one.journal.to_undo("ben")) == 1
    one.take("give", "ann")
    again = Journal(one.journal.folder)
    assert [again.entry(seq).command for seq, _ in again.lines()] == ["one0", "other0", "other1", "one1"]


@pytest.mark.skipif(shutil.which("git") is None, reason="git isn't here")
def test_two_reviewers_merge_their_folders(tmp_path: Path) -> None:
    def git(place: Path, *words: str) -> None:
        own = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
        subprocess.run(["git", *own, *words], cwd=place, check=True, capture_output=True)

    shared, clone = tmp_path / "shared", tmp_path / "clone"
    shared.mkdir()
    for name in ("a.txt", "b.txt", "c.txt"):
        (shared / name).write_text(f"The {name} pier stays closed, the harbour authority said.\n")
    decide(shared, "ann", "c.txt")
    git(shared, "init", "-q", "-b", "main")
    git(shared, "add", "-A")
    git(shared, "commit", "-q", "-m", "begun")
    git(tmp_path, "clone", "-q", str(shared), str(clone))
    for place, who, name in ((shared, "ann", "a.txt"), (clone, "ben", "b.txt")):
        decide(place, who, name)
        git(place, "add", "-A")
        git(place, "commit", "-q", "-m", who)
    git(clone, "pull", "-q", "--no-rebase", "--no-edit")
    with Session.open(clone, reviewer="ben") as session:
        session.corpus.scan()
        assert session.corpus.counts().keep == 3
        assert [session.journal.entry(seq).reviewer for seq, _ in session.journal.lines()] == ["ann", "ben", "ann"]
        undone = session.undo()
        assert undone is not None
        assert undone.ids == ("b.txt",)
    with Session.open(clone, reviewer="ann") as session:
        undone = session.undo()
        assert undone is not None
        assert undone.ids == ("a.txt",)


def decide(place: Path, who: str, name: str) -> None:
    with Session.open(place, reviewer=who) as session:
        session.corpus.scan()
        session.apply(Decide((name,), Answer.KEEP))


def lines(*heads: tuple[int, str]) -> bytes:
    """Entries with these numbers and commands, as they stand in a file."""
    whole = (
        dump_entry(Entry(0, datetime(2026, 1, 2, tzinfo=UTC), "ann", command, Method.SINGLE, ()), seq) for seq, command in heads
    )
    return b"".join(whole)


def test_lines_of_one_number_are_not_compared_each_with_each(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read, line = list[int](), Journal._line_if_any
    monkeypatch.setattr(Journal, "_line_if_any", lambda self, seq: read.append(seq) or line(self, seq))
    many = [(1, f"{number:04}") for number in range(300)]
    copy = Copy(tmp_path / "one", "one", lines(*many, *many))
    assert len(list(copy.journal.lines())) == 300
    assert len(read) < 10


@pytest.mark.parametrize("far", [10**18 - 1, 10**17, 0])
def test_a_number_that_no_journal_gets_to_is_another_one_in_memory(tmp_path: Path, far: int) -> None:
    given = [("give", "ann", name) for name in ("a", "b", "c")]
    data = lines((1, "a"), (far, "b"), (far, "b"), (far, "c"))
    copy = Copy(tmp_path / "one", "one", data, given)
    check(copy)
    assert [seq for seq, _ in copy.journal.lines()] == [1, 2, 3]
    for what in ("give", "undo", "undo", "redo", "undo", "undo"):
        copy.take(what, "ann")
        check(copy)
        check(Copy(tmp_path / f"again{len(copy.done)}", "again", copy.data, copy.done))
