"""What was shown is what is judged: of what changed since, in the document or by another hand, nobody decides unseen."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from triage.decide import SetBlocks
from triage.errors import FileError, Outdated, SidecarError, UsageError
from triage.lock import locked
from triage.model import Answer
from triage.save import load_sidecar, sidecar_path
from triage.session import Decide, EditTags, Opened, Session, SetNote
from triage.session.sidecars import Sidecars

TEXT = "Share this\n\nThe harbour authority said that the pier would stay closed until it is mended.\n"
OTHER = "Quite another article than the one that was shown, which nobody has read as yet.\n"
NAMES = ("a.txt", "b.txt")
RECORD = "crawl.jsonl#2"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    for name in NAMES:
        (tmp_path / name).write_text(f"{name}\n\n{TEXT}", "utf-8")
    (tmp_path / "crawl.jsonl").write_text('{"text": "One record."}\n{"text": "Another record."}\n', "utf-8")
    with Session.open(tmp_path, reviewer="alice") as session:
        session.corpus.scan()
        yield session


def decide(session: Session, opened: Opened, answer: Answer | None, *ids: str) -> object:
    return session.apply(Decide(ids or (opened.document.id,), answer), opened=opened)


def by_bob(session: Session, *commands: Decide | SetNote | EditTags) -> None:
    """What another program decides meanwhile."""
    with Session.open(session.root, reviewer="bob") as other:
        other.apply(*commands)


def on_disk(session: Session, id: str = "a.txt") -> tuple[Answer | None, str, tuple[str, ...], str]:
    session.flush()
    sidecar = load_sidecar(sidecar_path(session.root, id))
    assert sidecar is not None
    made = sidecar.decision
    return made.answer, made.note, made.tags, made.reviewer


def row(session: Session, id: str = "a.txt") -> Answer | None:
    found = session.corpus.row(id)
    assert found is not None
    return found.answer


# The document


def test_a_document_that_changed_since_is_shown_before_it_is_decided(session: Session) -> None:
    shown = session.open_document("a.txt")
    (session.root / "a.txt").write_text(OTHER, "utf-8")
    with pytest.raises(Outdated, match=r"a\.txt: changed on disk since it was shown; here it is anew"):
        decide(session, shown, Answer.KEEP)
    assert session.sidecar("a.txt") is None
    anew = session.open_document("a.txt")
    assert anew.document.raw == OTHER
    decide(session, anew, Answer.KEEP)
    sidecar = session.sidecar("a.txt")
    assert sidecar is not None
    assert (sidecar.source, sidecar.clean.sha256) == (anew.document.source, anew.cleaned.sha256)


def test_a_block_of_a_text_that_changed_since_is_not_turned_over(session: Session) -> None:
    shown = session.open_document("a.txt")
    (session.root / "a.txt").write_text(OTHER, "utf-8")
    with pytest.raises(Outdated):
        session.toggle_blocks(shown, [1])
    assert session.sidecar("a.txt") is None


def test_the_same_bytes_written_again_are_what_was_shown(session: Session) -> None:
    shown = session.open_document("a.txt")
    path = session.root / "a.txt"
    path.write_bytes(path.read_bytes())
    os.utime(path, (1, 1))
    assert decide(session, shown, Answer.KEEP) is not None


def test_one_that_is_gone_is_told_so(session: Session) -> None:
    shown = session.open_document("a.txt")
    (session.root / "a.txt").unlink()
    for opened in (shown, session.open_document("a.txt")):
        with pytest.raises(UsageError, match="no such document"):
            decide(session, opened, Answer.KEEP)


def test_of_a_container_the_record_counts(session: Session) -> None:
    path = session.root / "crawl.jsonl"
    shown = session.open_document(RECORD)
    path.write_text(path.read_text("utf-8") + '{"text": "A third record."}\n', "utf-8")
    assert decide(session, shown, Answer.KEEP) is not None
    shown = session.open_document(RECORD)
    path.write_text(path.read_text("utf-8").replace("Another", "Quite another"), "utf-8")
    with pytest.raises(Outdated):
        decide(session, shown, Answer.REJECT)


def test_of_many_the_one_that_was_shown_is_refused_and_the_rest_is_read_as_it_is(session: Session) -> None:
    shown = session.open_document("a.txt")
    for name in NAMES:
        (session.root / name).write_text(name + OTHER, "utf-8")
    applied = session.apply(Decide(NAMES, Answer.KEEP), opened=shown)
    assert applied is not None
    assert (applied.ids, list(applied.refused)) == (("b.txt",), ["a.txt"])


def test_labels_are_written_with_their_places_in_the_text_that_was_judged(session: Session) -> None:
    path = session.root / "a.txt"
    session.toggle_blocks(session.open_document("a.txt"), [3])
    session.apply(Decide(("a.txt",), Answer.KEEP))
    session.flush()
    path.write_text("A new first paragraph, before all others.\n\n" + path.read_text("utf-8"), "utf-8")
    shown = session.open_document("a.txt")
    session.toggle_blocks(shown, [3])
    again = session.open_document("a.txt")
    decide(session, again, Answer.KEEP)
    session.flush()
    sidecar = load_sidecar(sidecar_path(session.root, "a.txt"))
    assert sidecar is not None
    assert sidecar.source.sha256 == again.document.source.sha256
    assert list(sidecar.blocks) == ["b0003", "b0003-2"]
    raw = again.document.raw
    assert [raw[one.start : one.end] for one in sidecar.blocks.values()] == [one.exact for one in sidecar.blocks.values()]
    assert {block.n for block in session.open_document("a.txt").cleaned.blocks if block.was is not None} == {3, 4}
    for n in (3, 4):
        session.toggle_blocks(session.open_document("a.txt"), [n])
    left = session.sidecar("a.txt")
    assert left is not None
    assert not left.blocks


# Another hand


def test_a_decision_that_came_since_is_shown_before_it_is_overruled(session: Session) -> None:
    shown = session.open_document("a.txt")
    by_bob(session, Decide(("a.txt",), Answer.KEEP), SetNote(("a.txt",), "bob says keep"))
    with pytest.raises(Outdated, match=r"a\.txt: .*changed by another hand since it was shown; here it is anew"):
        decide(session, shown, Answer.REJECT)
    assert on_disk(session) == (Answer.KEEP, "bob says keep", (), "bob")
    assert (row(session), session.corpus.counts().keep) == (Answer.KEEP, 1)
    decide(session, session.open_document("a.txt"), Answer.REJECT)
    assert on_disk(session) == (Answer.REJECT, "bob says keep", (), "alice")
    session.undo()
    assert on_disk(session) == (Answer.KEEP, "bob says keep", (), "bob")


def test_what_another_hand_added_since_stays_and_is_known_at_once(session: Session) -> None:
    shown = session.open_document("a.txt")
    by_bob(session, EditTags(("a.txt",), ("sea",)), SetNote(("a.txt",), "by bob"))
    decide(session, shown, Answer.KEEP)
    sidecar = session.sidecar("a.txt")
    assert sidecar is not None
    assert (sidecar.decision.note, sidecar.decision.tags) == ("by bob", ("sea",))
    assert session.corpus.decided.tags() == {"sea": 1}
    assert on_disk(session) == (Answer.KEEP, "by bob", ("sea",), "alice")
    session.undo()
    assert on_disk(session)[:3] == (None, "by bob", ("sea",))


def test_an_answer_of_ours_that_another_hand_changed_is_not_ours_any_more(session: Session) -> None:
    decide(session, session.open_document("a.txt"), Answer.KEEP)
    session.flush()
    shown = session.open_document("a.txt")
    path = sidecar_path(session.root, "a.txt")
    path.write_text(path.read_text("utf-8").replace('"keep"', '"reject"').replace("alice", "bob"), "utf-8")
    with pytest.raises(Outdated):
        decide(session, shown, Answer.DEFER)
    assert (row(session), on_disk(session)[0]) == (Answer.REJECT, Answer.REJECT)
    session.apply(EditTags(("a.txt",), ("sea",)), opened=shown)
    assert (row(session), on_disk(session)) == (Answer.REJECT, (Answer.REJECT, "", ("sea",), "bob"))


def test_one_that_was_removed_since_is_shown_first(session: Session) -> None:
    decide(session, session.open_document("a.txt"), Answer.KEEP)
    session.flush()
    shown = session.open_document("a.txt")
    sidecar_path(session.root, "a.txt").unlink()
    with pytest.raises(Outdated):
        decide(session, shown, Answer.REJECT)
    assert row(session) is None


def test_what_this_session_did_since_is_no_other_hand(session: Session) -> None:
    shown = session.open_document("a.txt")
    session.apply(Decide(NAMES, Answer.KEEP))
    decide(session, shown, Answer.REJECT)
    session.flush()
    decide(session, shown, Answer.DEFER)
    session.undo()
    session.undo()
    decide(session, shown, Answer.REJECT)
    assert on_disk(session)[0] is Answer.REJECT


def test_without_anything_shown_commands_are_about_what_is_there(session: Session) -> None:
    by_bob(session, Decide(("a.txt",), Answer.KEEP))
    (session.root / "a.txt").write_text(OTHER, "utf-8")
    session.apply(Decide(("a.txt",), Answer.REJECT))
    assert on_disk(session)[0] is Answer.REJECT


def test_nothing_is_decided_by_what_was_only_opened_ahead(session: Session) -> None:
    session.prepare("a.txt")
    by_bob(session, Decide(("a.txt",), Answer.KEEP))
    decide(session, session.open_document("a.txt"), Answer.REJECT)
    assert on_disk(session)[0] is Answer.REJECT


def test_labels_of_both_hands_stay(session: Session) -> None:
    shown = session.open_document("a.txt")
    with Session.open(session.root, reviewer="bob", now=lambda: datetime(2031, 1, 1, tzinfo=UTC)) as other:
        other.toggle_blocks(other.open_document("a.txt"), [1])
    key, override = shown.toggled(2)
    session.apply(SetBlocks("a.txt", {key: override}), opened=shown)
    sidecar = session.sidecar("a.txt")
    assert sidecar is not None
    assert sorted(sidecar.blocks) == ["b0001", "b0002"]


def test_a_sidecar_that_broke_since_is_told_by_the_list_too(session: Session) -> None:
    decide(session, session.open_document("a.txt"), Answer.KEEP)
    session.flush()
    shown = session.open_document("a.txt")
    sidecar_path(session.root, "a.txt").write_text("<<<<<<< broken\n", "utf-8")
    with pytest.raises(SidecarError, match=r"triage\.toml:1: "):
        decide(session, shown, Answer.REJECT)
    assert row(session) is None
    assert [id for id, _ in session.corpus.decided.problems()] == ["a.txt"]


def test_of_many_nothing_is_decided_where_another_hand_decided_one_since(session: Session) -> None:
    shown = {id: row(session, id) for id in NAMES}
    by_bob(session, Decide(("b.txt",), Answer.KEEP))
    with pytest.raises(Outdated, match=r"b\.txt: decided by another hand since it was shown; here it is anew"):
        session.bulk(Decide(NAMES, Answer.REJECT), answers=shown).run()
    assert (session.sidecar("a.txt"), row(session, "b.txt")) == (None, Answer.KEEP)
    session.bulk(Decide(NAMES, Answer.REJECT), answers={id: row(session, id) for id in NAMES}).run()
    assert (row(session), row(session, "b.txt")) == (Answer.REJECT, Answer.REJECT)


# What was merged on its way to the disk


def meanwhile(session: Session, command: Decide | EditTags, edit: str, id: str = "a.txt") -> None:
    """Carry it out, while another hand writes this behind the sidecar's `answer` before the saver comes to it."""
    path = sidecar_path(session.root, id)
    with locked(session.journal.folder / "sidecars.lock"):
        session.apply(command)
        path.write_text(path.read_text("utf-8").replace('answer = "keep"\n', edit), "utf-8")
    session.flush()


def test_what_the_saver_merged_is_known_and_undone_in_part(session: Session) -> None:
    decide(session, session.open_document("a.txt"), Answer.KEEP)
    session.flush()
    meanwhile(session, EditTags(("a.txt",), ("sea",)), 'answer = "reject"\nnote = "by bob"\nstrange = 1\n')
    assert session.merged() == ["a.txt"]
    assert session.merged() == []
    found = session.corpus.row("a.txt")
    assert found is not None
    assert (found.answer, found.tags, session.corpus.counts().reject) == (Answer.REJECT, ("sea",), 1)
    undone = session.undo()
    assert undone is not None
    assert undone.receipt == "undone: tags of a.txt"
    assert on_disk(session)[:3] == (Answer.REJECT, "by bob", ())
    assert "strange = 1" in sidecar_path(session.root, "a.txt").read_text("utf-8")
    session.redo()
    assert on_disk(session)[:3] == (Answer.REJECT, "by bob", ("sea",))


def edited(session: Session, before: str, after: str, id: str = "a.txt") -> None:
    session.flush()
    path = sidecar_path(session.root, id)
    path.write_text(path.read_text("utf-8").replace(before, after), "utf-8")


def test_undo_takes_back_its_own_part_of_a_first_decision(session: Session) -> None:
    session.apply(Decide(("a.txt",), Answer.REJECT, ("paywall",)))
    edited(session, "[decision]\n", '[decision]\nnote = "by bob"\n')
    session.undo()
    assert on_disk(session)[:3] == (None, "by bob", ())
    edited(session, 'note = "by bob"\n', "")
    session.redo()
    assert on_disk(session)[0] is Answer.REJECT
    session.undo()
    session.flush()
    assert not sidecar_path(session.root, "a.txt").exists()


def test_what_cannot_be_undone_is_passed_over(session: Session) -> None:
    session.apply(Decide(("b.txt",), Answer.KEEP))
    session.apply(Decide(("a.txt",), Answer.KEEP))
    edited(session, '"keep"', '"defer"')
    with pytest.raises(SidecarError, match=r"a\.txt: .*another hand.*can't be undone.*passed over: undo again"):
        session.undo()
    assert (row(session), on_disk(session)[0]) == (Answer.DEFER, Answer.DEFER)
    undone = session.undo()
    assert undone is not None
    assert undone.ids == ("b.txt",)
    assert session.undo() is None
    session.redo()
    with pytest.raises(SidecarError, match=r"can't be done again.*passed over: redo again"):
        session.redo()
    assert session.redo() is None
    assert on_disk(session)[0] is Answer.DEFER


def test_what_cannot_be_read_just_now_is_not_passed_over(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    session.apply(Decide(("a.txt",), Answer.KEEP))
    session.flush()
    with monkeypatch.context() as patch:
        patch.setattr(Sidecars, "get", lambda *_: (_ for _ in ()).throw(FileError("a.txt: can't be read")))
        with pytest.raises(FileError):
            session.undo()
    assert session.undo() is not None


def test_a_broken_sidecar_does_not_bar_the_way_back(session: Session) -> None:
    session.apply(Decide(("b.txt",), Answer.KEEP))
    session.apply(Decide(("a.txt",), Answer.KEEP))
    edited(session, "[decision]", "<<<<<<< mine")
    with pytest.raises(SidecarError, match="passed over"):
        session.undo()
    undone = session.undo()
    assert undone is not None
    assert undone.ids == ("b.txt",)
