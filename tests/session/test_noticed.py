"""What somebody else changed, in a text or in a sidecar, is in the index as soon as the document is opened."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from triage.model import Answer, Row, Staleness
from triage.save import sidecar_path
from triage.session import Decide, Session

ID, OTHER = "a.txt", "b.txt"
TEXT = "The harbour authority said on Monday that the pier would stay closed until the ice has gone.\n"
LATER = "\nAnother paragraph came later, of a ferry that had waited for nine days in a row.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in (ID, OTHER):
        (tmp_path / name).write_text(f"Title of {name}\n\n{TEXT}", "utf-8")
    return tmp_path


@pytest.fixture
def session(root: Path) -> Iterator[Session]:
    with Session.open(root, reviewer="t") as opened:
        opened.corpus.scan()
        yield opened


def row(session: Session, id: str = ID) -> Row:
    found = session.corpus.row(id)
    assert found is not None
    return found


def add(root: Path) -> None:
    with (root / ID).open("a", encoding="utf-8") as file:
        file.write(LATER)


def test_a_decision_on_a_text_that_was_opened_is_not_stale(session: Session, root: Path) -> None:
    before = row(session)
    add(root)
    opened = session.open_document(ID)
    assert row(session).words > before.words
    assert session.corpus.count("ferry") == 1
    session.apply(Decide((ID,), Answer.KEEP))
    assert (row(session).answer, row(session).stale) == (Answer.KEEP, Staleness.CURRENT)
    assert session.open_document(ID).found.sha256 == opened.found.sha256
    assert session.corpus.scan().changed == 1
    assert (row(session).answer, row(session).stale) == (Answer.KEEP, Staleness.CURRENT)


def test_an_older_decision_is_stale_once_the_new_text_was_opened(session: Session, root: Path) -> None:
    session.apply(Decide((ID,), Answer.KEEP))
    add(root)
    session.open_document(ID)
    assert row(session).stale is Staleness.SOURCE_CHANGED
    session.open_document(OTHER)
    assert row(session, OTHER).stale is Staleness.CURRENT


def test_a_large_text_is_left_to_the_scan_and_its_decision_is_current(session: Session, root: Path) -> None:
    (root / ID).write_text(TEXT * 1500, "utf-8")
    session.open_document(ID)
    session.apply(Decide((ID,), Answer.KEEP))
    assert row(session).stale is Staleness.CURRENT
    assert session.corpus.scan().changed == 1
    assert row(session).stale is Staleness.CURRENT
    assert row(session).words


def test_what_can_be_read_no_more_is_told_and_one_that_has_gone_is_left_to_the_scan(session: Session, root: Path) -> None:
    (root / ID).write_bytes(bytes(range(256)) * 20)
    assert session.open_document(ID).problem is not None
    assert row(session).problem == "binary"
    (root / ID).write_text(TEXT, "utf-8")
    assert session.open_document(ID).problem is None
    assert row(session).problem == ""
    (root / ID).unlink()
    session.open_document(ID)
    assert row(session).problem == ""


def test_a_record_is_taken_in_without_those_beside_it(session: Session, root: Path) -> None:
    path = root / "c.jsonl"
    path.write_text("".join(f'{{"title": "T{n}", "text": "{TEXT.strip()} {n}"}}\n' for n in range(2)), "utf-8")
    session.corpus.scan()
    path.write_text(path.read_text("utf-8").replace("pier", "quay"), "utf-8")
    session.open_document("c.jsonl#2")
    assert [row.id for row in session.corpus.listing("quay").rows()] == ["c.jsonl#2"]
    session.corpus.scan()
    assert session.corpus.count("quay") == 2


def test_what_another_hand_decided_is_counted_once_it_is_shown(session: Session, root: Path) -> None:
    session.apply(Decide((ID,), Answer.KEEP))
    session.flush()
    path = sidecar_path(root, ID, None)
    path.write_text(path.read_text("utf-8").replace('"keep"', '"reject"').replace('"t"', '"bob"'), "utf-8")
    assert session.open_document(ID).answer is Answer.REJECT
    assert row(session).answer is Answer.REJECT
    assert (session.corpus.counts().keep, session.corpus.counts().reject) == (0, 1)
    path.unlink()
    session.open_document(ID)
    assert row(session).answer is None


def test_what_was_decided_here_and_what_did_not_change_is_not_looked_at_again(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[object] = []
    session.apply(Decide((ID,), Answer.KEEP))
    monkeypatch.setattr(type(session.corpus), "refresh_sidecars", lambda self, ids=None: looked.append(ids))
    for id in (ID, OTHER):
        session.open_document(id)
    session.flush()
    session.open_document(ID)
    assert looked == []
