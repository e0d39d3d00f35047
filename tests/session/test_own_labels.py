"""Labels that a reviewer gave: lists, filters, copies and exports tell of the text that they make."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from triage.model import Answer
from triage.session import Decide, Session

PARAGRAPHS = [
    "The ferry between the two banks goes again since Monday, the harbour office said.",
    "Its engine had been repaired in eleven months at the yard of the neighbouring town.",
    "The fare stays what it was, and bicycles travel free of charge until the end of May.",
    "The mayor crossed with the first boat and praised the patience of the commuters.",
]


def story(source: str) -> str:
    return "\n\n".join([f"Ferry goes again, {source} reports", *PARAGRAPHS]) + "\n"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    (tmp_path / "a.txt").write_text(story("the Lowland Post"))
    (tmp_path / "b.txt").write_text(story("the Upland Echo"))
    with Session.open(tmp_path, reviewer="ann") as session:
        session.corpus.scan()
        yield session


def drop(session: Session, id: str, numbers: list[int]) -> None:
    session.toggle_blocks(session.open_document(id), numbers)


def words(session: Session, id: str) -> int:
    row = session.corpus.row(id)
    assert row is not None
    return row.words


def test_lists_and_filters_go_by_the_text_that_is_left(session: Session) -> None:
    before = words(session, "b.txt")
    drop(session, "b.txt", [3])
    assert words(session, "b.txt") == len(session.open_document("b.txt").cleaned.text.split())
    assert words(session, "b.txt") < before
    assert session.corpus.listing('"eleven months"').ids() == ["a.txt"]
    assert session.corpus.listing("boiler>0").ids() == ["b.txt"]
    session.undo()
    assert words(session, "b.txt") == before
    assert session.corpus.listing('"eleven months"').ids() == ["a.txt", "b.txt"]
    assert session.corpus.listing("boiler>0").ids() == []


def test_what_is_exported_is_what_the_filter_chose(session: Session) -> None:
    drop(session, "b.txt", [3])
    assert [row["id"] for row in session.export_rows("eleven")] == ["a.txt"]
    assert "eleven" not in next(row["text"] for row in session.export_rows("id=b.txt"))


def test_the_best_copy_is_not_the_one_that_was_emptied(session: Session) -> None:
    drop(session, "b.txt", [3, 4, 5])
    session.corpus.scan()
    cluster = session.corpus.matched.cluster_of("a.txt")
    assert cluster is None or cluster.representative == "a.txt"
    drop(session, "a.txt", [2])
    session.undo()
    session.undo()
    session.corpus.scan()
    cluster = session.corpus.matched.cluster_of("a.txt")
    assert cluster is not None
    assert {member.id for member in cluster.members} == {"a.txt", "b.txt"}


def test_texts_may_apply_labels_once_these_are_shown(session: Session) -> None:
    left = words(session, "b.txt")
    session.corpus.labels_wait = True
    drop(session, "b.txt", [3])
    session.apply(Decide(("a.txt",), Answer.KEEP))
    assert words(session, "b.txt") == left
    assert session.corpus.apply_waiting() == ["b.txt"]
    assert words(session, "b.txt") < left
    assert session.corpus.apply_waiting() == []
    session.undo()
    session.undo()
    assert words(session, "b.txt") < left
    session.flush()
    assert words(session, "b.txt") == left


def test_where_no_label_waits_the_index_is_not_asked(session: Session) -> None:
    """Of thousands that were decided as one, the next key would wait for each; and of clusters, for a scan that is under way."""
    session.corpus.labels_wait = True
    session.apply(Decide(("a.txt", "b.txt"), Answer.KEEP))
    asked: list[str] = []
    session.corpus._db.set_trace_callback(asked.append)
    assert session.corpus.apply_waiting() == []
    assert asked == []


def test_copies_are_looked_for_by_the_next_scan(session: Session) -> None:
    """To lay a text beside all that are like it may take seconds, which no key may."""
    drop(session, "b.txt", [3, 4, 5])
    session.corpus.apply_sidecars()
    cluster = session.corpus.matched.cluster_of("a.txt")
    assert cluster is not None
    assert len(cluster.members) == 2
    assert session.corpus.scan().matched
    assert not session.corpus.scan().matched


def test_a_sidecar_that_another_hand_wrote_is_heeded_by_the_next_scan(session: Session, tmp_path: Path) -> None:
    drop(session, "b.txt", [3])
    session.flush()
    sidecar = tmp_path / "b.txt.triage.toml"
    written = sidecar.read_text()
    left = words(session, "b.txt")
    sidecar.unlink()
    session.corpus.scan()
    assert words(session, "b.txt") > left
    sidecar.write_text(written)
    session.corpus.scan()
    assert words(session, "b.txt") == left


def test_a_decision_on_ones_own_labels_is_current_until_the_text_changes(session: Session, tmp_path: Path) -> None:
    drop(session, "b.txt", [3])
    session.apply(Decide(("b.txt",), Answer.KEEP))
    session.flush()
    session.corpus.scan()
    assert session.corpus.listing("stale:yes").ids() == []
    drop(session, "b.txt", [4])
    session.flush()
    session.corpus.scan()
    assert session.corpus.listing("stale:yes").ids() == []
    (tmp_path / "b.txt").write_text(story("another paper"))
    session.corpus.scan()
    assert session.corpus.listing("stale:yes").ids() == ["b.txt"]


def test_a_copy_that_reads_the_same_is_heeded_too(session: Session, tmp_path: Path) -> None:
    drop(session, "b.txt", [3])
    (tmp_path / "c.txt").write_text(story("the Upland Echo"))
    session.corpus.scan()
    assert session.corpus.listing('"eleven months"').ids() == ["a.txt", "c.txt"]
    assert words(session, "c.txt") > words(session, "b.txt")
