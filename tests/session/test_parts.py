"""A command on very many documents is made in parts: each is safe by itself, and all are one step for undo."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from triage.errors import SidecarError
from triage.model import Answer
from triage.save import Journal, iter_sidecars, sidecar_path
from triage.save.history import History
from triage.session import Decide, EditTags, Place, Session, SetNote
from triage.session import bulk as bulk_module
from triage.session import statistics as figures_module

ROOT = Path(__file__).parents[2]
NAMES = tuple(f"{letter}.txt" for letter in "abcdefghij")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(bulk_module, "PART", 4)
    return filled(tmp_path)


@pytest.fixture
def session(folder: Path):
    with Session.open(folder, reviewer="t") as session:
        session.corpus.scan()
        yield session


def filled(folder: Path) -> Path:
    for name in NAMES:
        (folder / name).write_text(f"The {name[0]} pier stays closed, the harbour authority said.\n", "utf-8")
    return folder


def answered(session: Session) -> str:
    """The letters of the documents that have an answer, by the index; the files must say the same."""
    session.flush()
    found = "".join(row.id[0] for row in session.corpus.listing("-answer:none").rows())
    files = sorted(id for id, path in iter_sidecars(session.root) if "\nanswer = " in path.read_text("utf-8"))
    assert found == "".join(id[0] for id in files)
    return found


def stopped_at(session: Session, done: int, *commands: Decide) -> str:
    """Carry out until so many were looked at; the receipt."""
    bulk = session.bulk(*commands)
    steps = iter(bulk)
    for _ in steps:
        if bulk.done == done:
            steps.close()
    applied = bulk.applied
    return applied.receipt if applied else ""


KEEP = Decide(NAMES, Answer.KEEP)


def test_parts_are_one_command_for_undo_and_redo_after_a_restart_too(folder: Path) -> None:
    with Session.open(folder, reviewer="t") as session:
        session.corpus.scan()
        session.at = Place("f.txt", 1)
        applied = session.apply(KEEP)
        assert applied is not None
        assert (applied.ids, applied.receipt, applied.where) == (NAMES, "kept: 10 documents", "f.txt")
        assert len(list(session.journal.lines())) == 3
        assert answered(session) == "abcdefghij"
    with Session.open(folder, reviewer="t") as session:
        undone = session.undo()
        assert undone is not None
        assert (sorted(undone.ids), undone.where) == (list(NAMES), "f.txt")
        assert undone.receipt == "undone: decision of 10 documents"
        assert answered(session) == ""
        assert session.undo() is None
        again = session.redo()
        assert again is not None
        assert again.receipt == "done again: decision of 10 documents"
        assert answered(session) == "abcdefghij"
        assert session.redo() is None


def test_each_sidecar_is_as_a_command_on_few_writes_it(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    commands = (Decide(NAMES, Answer.REJECT, ("paywall",)), SetNote(NAMES, "why"))
    session.apply(*commands)
    session.flush()
    found = [path.read_text("utf-8").split("decided_at")[0] for _, path in iter_sidecars(session.root)]
    session.undo()
    monkeypatch.setattr(bulk_module, "PART", 100)
    session.apply(*commands)
    session.flush()
    assert found == [path.read_text("utf-8").split("decided_at")[0] for _, path in iter_sidecars(session.root)]
    assert all('method = "bulk"' in path.read_text("utf-8") for _, path in iter_sidecars(session.root))


def test_one_moment_is_the_whole_commands(session: Session) -> None:
    session.apply(KEEP)
    session.flush()
    moments = {str(session.sidecar(name).decision.decided_at) for name in NAMES}  # type: ignore[union-attr]
    assert len(moments) == 1


def test_what_was_made_before_it_was_stopped_stays_and_is_one_step(session: Session) -> None:
    session.apply(Decide(("a.txt",), Answer.REJECT))
    told = stopped_at(session, 9, KEEP)
    assert told == "kept: 8 documents · stopped; the rest of 10 is as it was"
    assert answered(session) == "abcdefgh"
    undone = session.undo()
    assert undone is not None
    assert len(undone.ids) == 8
    assert answered(session) == "a"
    assert session.sidecar("a.txt").decision.answer is Answer.REJECT  # type: ignore[union-attr]
    session.redo()
    assert answered(session) == "abcdefgh"


def test_stopped_in_the_first_part_nothing_was_changed(session: Session) -> None:
    assert stopped_at(session, 3, KEEP) == ""
    assert answered(session) == ""
    assert session.undo() is None


def test_an_undo_that_was_stopped_goes_on_with_the_next_or_is_taken_back(session: Session) -> None:
    session.apply(KEEP)
    for go_on, left in ((session.undo, ""), (session.redo, "abcdefghij")):
        undoing = session.undoing()
        assert undoing is not None
        steps = iter(undoing)
        for _ in steps:
            if undoing.done == 3:
                steps.close()
        assert undoing.applied is not None
        assert answered(session) == "abcdefgh"
        go_on()
        assert answered(session) == left
        if not left:
            session.redo()


def test_every_step_is_mirrored_however_early_it_is_stopped(session: Session) -> None:
    for stop in range(1, 20):
        steps = iter(session.bulk(KEEP))
        for _ in range(stop):
            next(steps, None)
        steps.close()
        answered(session)
        session.undo()
        assert answered(session) == ""


def test_another_hands_change_is_left_alone_and_told(session: Session) -> None:
    session.apply(KEEP)
    session.flush()
    for name, edit in (("c.txt", '"reject"'), ("d.txt", '"keep"\nstrange = "mine"')):
        path = sidecar_path(session.root, name)
        path.write_text(path.read_text("utf-8").replace('"keep"', edit), "utf-8")
    session.refresh()
    undone = session.undo()
    assert undone is not None
    assert list(undone.refused) == ["c.txt"]
    assert "another hand" in str(undone.refused["c.txt"])
    assert answered(session) == "c"
    assert 'strange = "mine"' in path.read_text("utf-8")
    assert session.undo() is None


def test_what_cannot_be_saved_is_in_the_receipt(session: Session) -> None:
    bulk = session.bulk(KEEP)
    for _ in bulk:
        if bulk.done == 6:
            unusable = sidecar_path(session.root, "f.txt")
            unusable.write_text("<<<<<<< mine\n", "utf-8")
    applied = bulk.applied
    assert applied is not None
    assert list(applied.refused) == ["f.txt"]
    assert session.problems() == {}
    assert unusable.read_text("utf-8") == "<<<<<<< mine\n"


def test_one_that_is_gone_does_not_stop_the_rest(session: Session) -> None:
    (session.root / "c.txt").unlink()
    applied = session.apply(EditTags(NAMES, ("sea",)))
    assert applied is not None
    assert (len(applied.ids), list(applied.refused)) == (9, ["c.txt"])


def test_an_undo_in_which_nothing_can_be_changed_is_refused(session: Session) -> None:
    session.apply(Decide(("a.txt",), Answer.KEEP))
    session.flush()
    path = sidecar_path(session.root, "a.txt")
    path.write_text(path.read_text("utf-8").replace("keep", "defer"), "utf-8")
    session.refresh()
    with pytest.raises(SidecarError, match="another hand"):
        session.undo()


def test_parts_that_cannot_be_undone_are_passed_over_as_one(session: Session) -> None:
    session.apply(Decide(("a.txt",), Answer.DEFER))
    session.apply(KEEP)
    session.flush()
    for name in NAMES:
        path = sidecar_path(session.root, name)
        path.write_text(path.read_text("utf-8").replace('"keep"', '"reject"'), "utf-8")
    session.refresh()
    with pytest.raises(SidecarError) as caught:
        session.undo()
    assert str(caught.value).count("passed over") == 1
    with pytest.raises(SidecarError, match=r"a\.txt"):
        session.undo()
    assert session.undo() is None
    assert answered(session) == "abcdefghij"


def test_a_bulk_command_says_nothing_about_the_pace(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures_module, "REMEMBERED", 6)
    session.statistics.begin()
    for name in NAMES[:6]:
        session.apply(Decide((name,), Answer.KEEP))
    decided = session.statistics.pace.decided
    assert decided
    session.apply(Decide(NAMES, Answer.REJECT))
    session.undo()
    assert session.statistics.pace.decided == decided
    with Session.open(session.root, reviewer="t") as other:
        assert other.statistics.pace.decided == decided


def test_parts_stay_one_where_another_program_decides_in_between() -> None:
    history = History()
    for seq, part in ((1, None), (2, (0, 4)), (3, None), (4, (2, 4)), (5, (2, 1))):
        history.add(seq, "al", part)
    assert history.undoable("al") == [5, 4, 2]
    for seq in history.undoable("al"):
        assert history.undo(seq)
    assert (history.undoable("al"), history.redoable("al")) == ([3], [2, 4, 5])
    assert history.documents(4) == 4
    assert not history.undo(99)


PROGRAM = """
import os, sys
from pathlib import Path
from triage.model import Answer
from triage.session import Decide, Session, bulk as bulk_module
bulk_module.PART = 4
session = Session.open(Path(sys.argv[1]), reviewer="t")
bulk = session.bulk(Decide(tuple(f"{letter}.txt" for letter in "abcdefghij"), Answer.KEEP))
steps = 0
for _ in bulk:
    steps += 1
    if steps == int(sys.argv[2]):
        os.kill(os.getpid(), 9)
"""


@pytest.mark.parametrize("step", [3, 5, 9, 11])
def test_killed_at_any_step_whole_parts_are_there_and_are_one_step(folder: Path, step: int) -> None:
    child = subprocess.run([sys.executable, "-c", PROGRAM, str(folder), str(step)], cwd=ROOT, check=False)
    assert child.returncode == -signal.SIGKILL
    with Session.open(folder, reviewer="t") as session:
        session.refresh()
        session.corpus.scan()
        there = answered(session)
        assert len(there) in (0, 4, 8)
        assert len(there) == 4 * len(list(session.journal.lines()))
        session.undo()
        assert answered(session) == ""


def test_journals_without_parts_are_read_as_before(tmp_path: Path) -> None:
    folder = tmp_path / "journal"
    folder.mkdir()
    line = (
        '{"seq":1,"at":"2026-01-02T00:00:00+00:00","reviewer":"al","command":"Decide","method":"bulk","where":"","changes":[]}\n'
    )
    (folder / "journal-0001.jsonl").write_text(line, "utf-8")
    journal = Journal(folder)
    assert (journal.to_undo("al"), journal.documents(1), journal.entry(1).part_of) == ([1], None, None)
