"""One query language: the same documents in the list, the count and what is exported."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from triage.model import Answer
from triage.session import Session

TERMS = ["answer:none", "answer:keep", "words<30", "cluster:yes", "tag:sea", "problem:no", "harbour", '"the council"', "id:sub/"]
QUERIES = st.recursive(
    st.sampled_from(TERMS),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda two: f"({two[0]} or {two[1]})"),
        st.tuples(inner, inner).map(lambda two: f"({two[0]} {two[1]})"),
        inner.map(lambda one: f"not {one}"),
    ),
    max_leaves=5,
)


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    root = tmp_path_factory.mktemp("queries")
    (root / "sub").mkdir()
    for number in range(8):
        place = root / ("sub" if number % 3 else ".") / f"{number}.txt"
        more = "again and again " * (number // 2 * 6)
        place.write_text(f"Title {number}\n\nThe council met at the harbour {more}on day {number}.\n")
    (root / "empty.txt").write_bytes(b"")
    with Session.open(root) as opened:
        opened.corpus.scan()
        opened.decide(["0.txt"], Answer.KEEP)
        opened.tag(["sub/1.txt", "3.txt"], ["sea"])
        yield opened


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(QUERIES)
def test_list_is_count_is_export(session: Session, query: str) -> None:
    listed = session.corpus.listing(query).ids()
    assert len(listed) == session.corpus.count(query)
    assert [row["id"] for row in session.export_rows(query)] == listed
