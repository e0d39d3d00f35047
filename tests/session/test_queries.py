"""One query language: the same documents in the list, the count and what is exported."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from triage.corpus import SORT_KEYS, orders
from triage.model import Answer
from triage.session import Session

TERMS = ["answer:none", "answer:keep", "words<30", "words>=20", "cluster:yes", "tag:sea", "problem:no", "harbour", "id:sub/"]
TERMS += ['"the council"', "dup>0", "boiler<0.5", "date:none", "date>=2025-05-01", "source:reuters", "title~harbor", "title:7"]
QUERIES = st.recursive(
    st.sampled_from(TERMS),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda two: f"({two[0]} or {two[1]})"),
        st.tuples(inner, inner).map(lambda two: f"({two[0]} {two[1]})"),
        inner.map(lambda one: f"not {one}"),
    ),
    max_leaves=5,
)


@pytest.fixture(scope="module", params=["sorted as asked", "orders kept"])
def session(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Session]:
    root = tmp_path_factory.mktemp("queries")
    (root / "sub").mkdir()
    for number in range(8):
        place = root / ("sub" if number % 3 else ".") / f"{number}.txt"
        more = "again and again " * (number // 2 * 6)
        when = f"2025-0{number}-11\n\n(Reuters) - " if number in (3, 5, 6) else ""
        title = f"The harbor of day {number}" if number in (2, 4) else f"Title {number}"
        twice = "The bridge will be closed to all traffic until the end of the next winter, says the council.\n\n" * (number % 3)
        place.write_text(f"{title}\n\n{when}The council met at the harbour {more}on day {number}.\n\n{twice}")
        if number == 6:
            (root / "copy.txt").write_text(place.read_text())
    (root / "empty.txt").write_bytes(b"")
    with Session.open(root) as opened, pytest.MonkeyPatch.context() as patch:
        if request.param == "orders kept":  # as in folders of many thousand
            patch.setattr(orders, "_LEAST", 1)
            patch.setattr(orders, "_FEW", 0)
        opened.corpus.scan()
        opened.decide(["0.txt"], Answer.KEEP)
        opened.tag(["sub/1.txt", "3.txt"], ["sea"])
        found = {term: opened.corpus.count(term) for term in TERMS}
        assert sum(0 < count < 10 for count in found.values()) > 14, f"too many terms tell nothing: {found}"
        yield opened


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(QUERIES, st.sampled_from(SORT_KEYS), st.booleans())
def test_list_is_count_is_export(session: Session, query: str, key: str, back: bool) -> None:
    sort = f"-{key}" if back else key
    listed = session.corpus.listing(query, sort).ids()
    assert len(listed) == len(set(listed)) == session.corpus.count(query)
    assert [row["id"] for row in session.export_rows(query, sort)] == listed
