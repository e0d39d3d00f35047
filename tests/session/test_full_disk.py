"""A full disk: what can't be written is not done, and what the session tells is what the disk holds."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from triage.corpus.decisions import sidecar_index
from triage.corpus.index import errors, schema
from triage.errors import FileError
from triage.model import Answer
from triage.save import files, journal
from triage.session import Decide, Session
from triage.session import bulk as bulk_module

NAMES = ("a.txt", "b.txt", "c.txt", "d.txt")
WAYS = ("the index", "the journal")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    for name in NAMES:
        (tmp_path / name).write_text(f"The {name} pier stays closed, the harbour authority said.\n", "utf-8")
    with Session.open(tmp_path, reviewer="ann") as opened:
        opened.corpus.scan()
        yield opened


@contextmanager
def full(*places: str) -> Iterator[None]:
    """No room in these places."""

    def no_index(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    def no_file(*_: object, **__: object) -> Path:
        raise FileError("no room for a file")

    def no_line(handle: int, data: bytes, at: int) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.MonkeyPatch.context() as patch:
        if "the index" in places:
            patch.setattr(sidecar_index, "copy_decisions", no_index)
        if "the journal" in places:
            patch.setattr(journal.os, "pwrite", no_line)
        if "sidecars" in places:
            patch.setattr(files, "_write_temporary", no_file)
        yield


class Room(NamedTuple):
    f_bavail: int
    f_frsize: int = 4096


@pytest.mark.parametrize(("blocks", "says"), [(3, "the disk is full.; make room"), (300, "disk I/O error.; check the disk")])
def test_where_sqlite_takes_a_full_disk_for_a_broken_one(tmp_path: Path, blocks: int, says: str) -> None:
    """It writes its notes on what is locked through memory, where no room is a fault of the device."""

    def broken(*_: object) -> None:
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE
        raise error

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(errors.os, "statvfs", lambda _: Room(blocks))
        patch.setattr(schema, "_made", broken)
        with pytest.raises(FileError, match=says):
            Session.open(tmp_path)


def held(session: Session) -> list[Answer | None]:
    """What the disk holds, which is what the index says, and both what another session would read."""
    session.flush_problems()
    files = [session.sidecar(name) for name in NAMES]
    answers = [sidecar.decision.answer if sidecar else None for sidecar in files]
    assert [row.answer for row in session.corpus.listing().rows()] == answers
    with Session.open(session.root, reviewer="ann") as other:
        read = [other.sidecar(name) for name in NAMES]
        assert [sidecar.decision.answer if sidecar else None for sidecar in read] == answers
    return answers


@pytest.mark.parametrize("place", WAYS)
def test_what_there_is_no_room_for_is_not_done(session: Session, place: str) -> None:
    session.apply(Decide(("a.txt",), Answer.KEEP))
    session.apply(Decide(("b.txt",), Answer.REJECT))
    before = held(session)
    for change in (session.undo, lambda: session.apply(Decide(("c.txt",), Answer.KEEP)), lambda: session.tag(["a.txt"], ["sea"])):
        with full(place), pytest.raises(FileError, match=r"full|No space"):
            change()
        assert held(session) == before
    undone = session.undo()
    assert undone is not None
    assert undone.ids == ("b.txt",)
    with full(place), pytest.raises(FileError, match=r"full|No space"):
        session.redo()
    assert held(session) == [Answer.KEEP, None, None, None]
    session.redo()
    assert held(session) == before


def test_of_a_command_in_parts_those_stay_for_which_there_was_room(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk_module, "PART", 2)
    bulk = session.bulk(Decide(NAMES, Answer.KEEP))
    steps = iter(bulk)
    while session.journal.last == 0:
        next(steps)
    with full("the index"), pytest.raises(FileError, match="full"):
        for _ in steps:
            pass
    assert held(session) == [Answer.KEEP, Answer.KEEP, None, None]
    session.undo()
    assert held(session) == [None] * 4


def test_a_sidecar_that_finds_no_room_is_told_and_nothing_ends(session: Session) -> None:
    with full("sidecars"):
        session.apply(Decide(("a.txt",), Answer.KEEP))
        session._saver.flush()
        with full("the index"):
            assert list(session.problems()) == ["a.txt"]
        assert session.problems() == {}
        assert session.lacking == 1
        row = session.corpus.row("a.txt")
        assert row is not None
        assert row.answer is Answer.KEEP  # the journal has it
    session.apply(Decide(("b.txt",), Answer.KEEP))
    session.flush_problems()
    assert session.lacking == 1  # what is saved since doesn't save that
    with Session.open(session.root, reviewer="ann") as again:
        assert again.lacking == 0
        sidecar = again.sidecar("a.txt")
        assert sidecar is not None
        assert sidecar.decision.answer is Answer.KEEP


def answer_and_tags(session: Session, name: str) -> tuple[Answer | None, tuple[str, ...]]:
    """What is decided about a document, of which index and session tell the same."""
    sidecar, row = session.sidecar(name), session.corpus.row(name)
    assert row is not None
    assert row.answer is (sidecar.decision.answer if sidecar else None)
    return (sidecar.decision.answer, sidecar.decision.tags) if sidecar else (None, ())


@pytest.mark.parametrize("again", [False, True])
def test_what_found_no_room_holds_and_is_what_later_changes_go_on_from(session: Session, again: bool) -> None:
    root = session.root

    def opened() -> Session:
        return Session.open(root, reviewer="ann") if again else session

    session.tag(["b.txt"], ["tide"])
    session.flush_problems()
    with full("sidecars"):
        session.apply(Decide(("a.txt", "b.txt"), Answer.KEEP))
        assert set(session.flush_problems()) == {"a.txt", "b.txt"}
        later = opened()
        assert later.lacking == 2
        assert answer_and_tags(later, "a.txt") == (Answer.KEEP, ())
        assert answer_and_tags(later, "b.txt") == (Answer.KEEP, ("tide",))
        later.tag(["a.txt", "b.txt"], ["sea"])
        later.flush_problems()
        later.apply(Decide(("c.txt",), Answer.REJECT))
        later.undo()
        later.flush_problems()
        later.corpus.scan()
        later.refresh()
        assert answer_and_tags(later, "a.txt") == (Answer.KEEP, ("sea",))
        assert answer_and_tags(later, "c.txt") == (None, ())
    last = opened()
    last.note(["a.txt"], "asked twice")
    last.flush_problems()
    with Session.open(root, reviewer="ann") as fresh:
        assert fresh.lacking == 0
        assert answer_and_tags(fresh, "a.txt") == (Answer.KEEP, ("sea",))
        assert answer_and_tags(fresh, "b.txt") == (Answer.KEEP, ("sea", "tide"))
        assert answer_and_tags(fresh, "c.txt") == (None, ())
        for _ in range(3):
            fresh.undo()
        fresh.flush_problems()
        assert answer_and_tags(fresh, "a.txt") == (None, ())
        assert answer_and_tags(fresh, "b.txt") == (None, ("tide",))
