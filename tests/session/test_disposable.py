"""The index is disposable: whatever was decided, a folder without it is after the next scan as it was, undo included."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.corpus.dumping import dump
from triage.corpus.index.schema import remove
from triage.model import Answer
from triage.paths import StatePlaces
from triage.session import Decide, Session

IDS = ["a.txt", "b.txt", "sub/c.txt", "crawl.jsonl#2"]
SOME = st.lists(st.sampled_from(IDS), min_size=1, max_size=3, unique=True)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("decide"), SOME, st.sampled_from([*Answer, None])),
        st.tuples(st.just("tag"), SOME, st.sampled_from(["sea", "a, b", "çedilla"])),
        st.tuples(st.just("note"), SOME, st.text(max_size=9)),
        st.tuples(st.just("toggle"), SOME, st.just(1)),
        st.tuples(st.just("undo"), SOME, st.none()),
    ),
    min_size=1,
    max_size=6,
)


def folder(root: Path) -> None:
    (root / "sub").mkdir()
    for at, id in enumerate(IDS[:3]):
        (root / id).write_text(f"Story {at}\n\nThe council met at the harbour on day {at}, and it said what it would do next.\n")
    (root / "crawl.jsonl").write_text('{"text": "One record of the harbour."}\n{"text": "Another record of the council."}\n')


def carry_out(session: Session, what: str, ids: list[str], given: object) -> None:
    match what:
        case "decide":
            session.apply(Decide(tuple(ids), given if isinstance(given, Answer) else None))
        case "tag":
            session.tag(ids, [str(given)])
        case "note":
            session.note(ids, str(given))
        case "toggle":
            session.toggle_blocks(session.open_document(ids[0]), [1])
        case _:
            session.undo()


def known(session: Session) -> tuple[object, ...]:
    session.flush()
    rows = session.corpus.listing().rows()
    return rows, session.corpus.decided.tags(), session.corpus.counts(), list(session.export_rows()), dump(session.corpus)


@settings(max_examples=8, deadline=None)
@given(STEPS)
def test_without_the_index_nothing_is_lost(steps: list[tuple[str, list[str], object]]) -> None:
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        folder(root)
        with Session.open(root) as session:
            session.corpus.scan()
            for what, ids, given in steps:
                carry_out(session, what, ids, given)
            session.corpus.scan()
            before = known(session)
        remove(StatePlaces(root).index)
        with Session.open(root) as session:
            session.corpus.scan()
            assert known(session) == before
            if session.undo() is not None:
                assert known(session) != before
                session.redo()
                assert known(session)[:3] == before[:3]
