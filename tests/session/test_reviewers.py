"""Two reviewers on one folder: each takes back what they did themselves, and nothing of the other's."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from threading import Thread

import pytest

from triage.corpus import Corpus
from triage.decide import Mend
from triage.errors import FileError, NotSaved, SidecarError
from triage.model import Answer, Label, RuleChange
from triage.session import Decide, Session
from triage.session import bulk as bulk_module


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in "abcdef":
        (tmp_path / f"{name}.txt").write_text(f"The {name} pier stays closed, the harbour authority said.\n", "utf-8")
    with Session.open(tmp_path, reviewer="ann") as session:
        session.corpus.scan()
    return tmp_path


@pytest.fixture
def ann(folder: Path) -> Iterator[Session]:
    with Session.open(folder, reviewer="ann") as session:
        yield session


@pytest.fixture
def ben(folder: Path) -> Iterator[Session]:
    with Session.open(folder, reviewer="ben é") as session:
        yield session


def answers(session: Session) -> str:
    """A letter a document, `-` where it is undecided, as the files have it."""
    session.flush()
    session.refresh()
    found = [session.sidecar(f"{name}.txt") for name in "abcdef"]
    return "".join(str(sidecar.decision.answer or "-")[0] if sidecar else "-" for sidecar in found)


def test_undo_and_redo_pass_over_what_the_other_did(ann: Session, ben: Session) -> None:
    ann.apply(Decide(("a.txt",), Answer.KEEP))
    ben.apply(Decide(("c.txt",), Answer.REJECT))
    ben.flush()
    undone = ann.undo()
    assert undone is not None
    assert (undone.receipt, answers(ann)) == ("undone: decision of a.txt", "--r---")
    ben.apply(Decide(("d.txt",), Answer.REJECT))
    ben.flush()
    assert ann.redo() is not None
    assert answers(ann) == "k-rr--"
    assert ann.undo() is not None
    assert ann.undo() is None
    assert ann.nothing_to("undo") == (
        "Nothing to undo. The last command is ben é's: triage undo --reviewer 'ben é' takes it back."
    )
    assert ben.redo() is None
    assert ben.nothing_to("redo") == "Nothing to redo. The last undo is ann's: triage redo --reviewer ann does it again."
    assert answers(ann) == "--rr--"


def test_after_a_restart_too_and_a_bulk_command_is_one(
    folder: Path, ann: Session, ben: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk_module, "PART", 2)
    ann.apply(Decide(("a.txt", "b.txt", "c.txt"), Answer.KEEP))
    ann.flush()
    ben.apply(Decide(("d.txt", "e.txt", "f.txt"), Answer.REJECT))
    ben.flush()
    with Session.open(folder, reviewer="ann") as again:
        assert again.undo() is not None
        assert answers(again) == "---rrr"
        assert again.undo() is None
        assert again.redo() is not None
    assert answers(ben) == "kkkrrr"
    assert ben.undo() is not None
    assert answers(ben) == "kkk---"


def test_what_was_overruled_since_stays_as_the_other_decided(ann: Session, ben: Session) -> None:
    ann.apply(Decide(("a.txt",), Answer.KEEP))
    ann.apply(Decide(("b.txt",), Answer.KEEP))
    ann.flush()
    ben.refresh()
    ben.apply(Decide(("b.txt",), Answer.REJECT))
    ben.tag(["a.txt"], add=["sea"])
    ben.flush()
    with pytest.raises(SidecarError, match="another hand"):
        ann.undo()
    assert answers(ann) == "kr----"
    assert ann.undo() is not None
    sidecar = ann.sidecar("a.txt")
    assert sidecar is not None
    assert (answers(ann), sidecar.decision.tags) == ("-r----", ("sea",))


def test_of_rules_too(ann: Session, ben: Session) -> None:
    rule = ann.rules.draft("The a pier stays closed, the harbour authority said.", Label.BOILERPLATE)
    assert ann.rules.change(RuleChange(rule.id, None, rule)) is not None
    assert ben.undo() is None
    assert ann.undo() is not None
    assert ann.rules.all() == []


def test_a_decision_that_is_being_entered_while_another_program_looks_through_the_folder_stays(
    ann: Session, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look_through() -> None:
        with Session.open(folder, reviewer="ben") as other:
            other.corpus.refresh_sidecars()

    apply_sidecars = Corpus.apply_sidecars
    others: list[Thread] = []

    def heed_slowly(corpus: Corpus, ids: Sequence[str] | None = None) -> None:
        if not others:
            # The index tells of the decision, the journal doesn't yet.
            others.append(Thread(target=look_through))
            others[0].start()
            others[0].join(0.5)
        apply_sidecars(corpus, ids)

    monkeypatch.setattr(Corpus, "apply_sidecars", heed_slowly)
    ann.apply(Decide(("a.txt",), Answer.KEEP))
    others[0].join()
    row = ann.corpus.row("a.txt")
    assert row is not None
    assert row.answer is Answer.KEEP


@pytest.mark.parametrize("mends", [False, True])
@pytest.mark.parametrize("again", ["ann", "ben"])
@pytest.mark.parametrize("first", ["ann", "ben"])
def test_nothing_is_left_where_both_took_back_what_they_did_to_one_document(
    ann: Session, ben: Session, folder: Path, first: str, again: str, mends: bool
) -> None:
    if mends:
        ann.apply(Mend(("a.txt",), title="Of the pier"))
    else:
        ann.apply(Decide(("a.txt",), Answer.KEEP))
    ann.flush()
    ben.tag(["a.txt"], ["sea"])
    ben.flush()
    for session in (ann, ben) if first == "ann" else (ben, ann):
        assert session.undo() is not None
        session.flush()
    assert not (folder / "a.txt.triage.toml").exists()
    for session in (ann, ben) if again == "ann" else (ben, ann):
        assert session.redo() is not None
        session.flush()
    sidecar = ann.sidecar("a.txt")
    assert sidecar is not None
    assert sidecar.decision.tags == ("sea",)
    assert sidecar.decision.answer is (None if mends else Answer.KEEP)
    assert (sidecar.metadata.title == "Of the pier") is mends


def test_looking_at_a_document_forgets_no_decision_whose_sidecar_is_on_its_way(
    ann: Session, ben: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise FileError("the disk is full")

    monkeypatch.setattr("triage.save.saver.prepare", full)
    ben.apply(Decide(("a.txt",), Answer.KEEP))
    with pytest.raises(NotSaved):
        ben.flush()
    ann.open_document("a.txt")
    for one in (ann, ben):
        row = one.corpus.row("a.txt")
        assert row is not None
        assert row.answer is Answer.KEEP


def test_nothing_is_suggested_for_a_copy_that_the_other_rejected_since(tmp_path: Path) -> None:
    text = "".join(f"The harbour board said on Monday that quay number {n} will be mended by spring.\n\n" for n in range(8))
    for n in range(3):
        (tmp_path / f"copy{n}.txt").write_text(text)
    with Session.open(tmp_path, reviewer="ann") as ann, Session.open(tmp_path, reviewer="ben") as ben:
        ann.corpus.scan()
        ann.apply(Decide(("copy0.txt",), Answer.KEEP))
        ann.flush()
        found = ann.suggestions.of(ann.open_document("copy1.txt"))
        assert found is not None
        assert found.duplicate_of == "copy0.txt"
        ben.open_document("copy0.txt")
        ben.apply(Decide(("copy0.txt",), Answer.REJECT))
        ben.flush()
        assert ann.suggestions.of(ann.open_document("copy2.txt")) is None


def test_who_only_looks_waits_for_nobody_who_writes_the_index(ann: Session) -> None:
    (ann.root / "a.txt").write_text("Another text by now.\n")
    with closing(sqlite3.connect(ann.corpus.index, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        assert ann.open_document("a.txt").document.raw == "Another text by now.\n"
        assert time.monotonic() - began < 10
        other.execute("ROLLBACK")
    ann.apply(Decide(("b.txt",), Answer.KEEP))
    assert ann.corpus.count("answer:keep") == 1


def test_who_reviews_is_named_else_configured_else_whoever_is_logged_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "cleo")
    with Session.open(folder) as session:
        assert session.reviewer == "cleo"
    (folder / "triage.toml").write_text('reviewer = "dora"\n', "utf-8")
    with Session.open(folder) as session:
        assert session.reviewer == "dora"
    with Session.open(folder, reviewer="ann") as session:
        assert session.reviewer == "ann"
    (folder / "triage.toml").unlink()
    monkeypatch.setattr("getpass.getuser", lambda: {}["nobody has this number"])
    with Session.open(folder) as session:
        assert session.reviewer == "unknown"
