"""A bulk command over documents of which some can't be changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from triage.errors import FileError, SidecarError
from triage.model import Answer
from triage.save import files, sidecar_path
from triage.session import Decide, EditTags, Session, SetNote

NEWER = 'schema = "triage/sidecar"\nschema_version = 2\n'


@pytest.fixture
def session(tmp_path: Path):
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(f"The {name} pier stays closed, the harbour authority said.\n", "utf-8")
    with Session.open(tmp_path, reviewer="t") as session:
        yield session


@pytest.mark.parametrize("content", ["<<<<<<< mine\n", NEWER], ids=["broken", "newer"])
def test_one_that_cannot_be_written_does_not_stop_the_rest(session: Session, content: str) -> None:
    unusable = sidecar_path(session.root, "b.txt")
    unusable.write_text(content, "utf-8")
    applied = session.apply(Decide(("a.txt", "b.txt", "c.txt"), Answer.KEEP))
    assert applied is not None
    assert applied.ids == ("a.txt", "c.txt")
    assert list(applied.refused) == ["b.txt"]
    session.flush()
    assert unusable.read_text("utf-8") == content
    undone = session.undo()
    assert undone is not None
    assert undone.ids == ("a.txt", "c.txt")


def test_tags_of_decided_documents_are_changed_without_reading_them(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    session.apply(Decide(("a.txt", "b.txt"), Answer.KEEP))
    opened: list[str] = []
    reading = session.reader.open
    monkeypatch.setattr(session.reader, "open", lambda id: (opened.append(id), reading(id))[1])
    applied = session.apply(EditTags(("a.txt", "b.txt", "c.txt"), ("sea",)))
    assert applied is not None
    assert applied.ids == ("a.txt", "b.txt", "c.txt")
    assert opened == ["c.txt"]
    session.apply(EditTags(("a.txt",), ("town",)), Decide(("a.txt",), Answer.REJECT))
    assert opened == ["c.txt", "a.txt"]


def test_commands_that_are_given_as_one_are_one_revision(session: Session) -> None:
    for revision, answer in enumerate((Answer.REJECT, Answer.KEEP), 1):
        session.apply(EditTags(("a.txt",), (f"tag {revision}",)), SetNote(("a.txt",), answer), Decide(("a.txt",), answer))
        decided = session.sidecar("a.txt")
        assert decided is not None
        assert (decided.decision.revision, decided.decision.answer) == (revision, answer)


def test_the_only_one_is_refused_aloud(session: Session) -> None:
    sidecar_path(session.root, "b.txt").write_text(NEWER, "utf-8")
    with pytest.raises(SidecarError, match="newer"):
        session.note(["b.txt"], "x")
    with pytest.raises(SidecarError, match="newer"):
        session.apply(Decide(("b.txt",), Answer.KEEP), SetNote(("b.txt",), "x"))
    assert session.undo() is None


def test_what_cannot_be_written_yet_is_decided_and_stays_undone(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(path: Path, data: bytes, sync: bool) -> Path:
        if path.name.startswith("b.txt"):
            raise FileError(f"{path}: can't be written")
        return write(path, data, sync)

    write = files._write_temporary
    monkeypatch.setattr(files, "_write_temporary", refusing)
    session.corpus.scan()
    session.apply(Decide(("a.txt", "b.txt", "c.txt"), Answer.KEEP))
    assert list(session.flush_problems()) == ["b.txt"]
    assert (session.corpus.counts().keep, session.corpus.row("b.txt").answer) == (3, Answer.KEEP)
    undone = session.undo()
    assert undone is not None
    assert not undone.refused
    assert session.flush_problems() == {}
    monkeypatch.undo()
    with Session.open(session.root, reviewer="t") as again:
        assert again.corpus.count("answer:any") == 0
        assert [id for id in ("a.txt", "b.txt", "c.txt") if again.sidecar(id) is not None] == []


def test_one_that_cannot_be_read_is_a_problem_of_its_document_alone(session: Session) -> None:
    unreadable = session.root / "b.txt.triage.toml"
    unreadable.symlink_to(unreadable.name)
    opened = session.open_document("b.txt")
    assert opened.problem is not None
    assert "b.txt.triage.toml: can't be read" in opened.problem.message
    applied = session.apply(Decide(("a.txt", "b.txt", "c.txt"), Answer.KEEP))
    assert applied is not None
    assert (applied.ids, list(applied.refused)) == (("a.txt", "c.txt"), ["b.txt"])
    with pytest.raises(FileError, match="can't be read"):
        session.apply(Decide(("b.txt",), Answer.KEEP))
