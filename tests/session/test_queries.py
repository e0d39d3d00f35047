"""One query language: the same documents in the list, the count and what is exported."""

from __future__ import annotations

import json
import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.test_language import LANGUAGES
from triage.corpus.index import orders
from triage.corpus.index.sorts import SORT_KEYS
from triage.model import Answer
from triage.session import Decide, Session

TERMS = ["answer:none", "answer:keep", "words<30", "words>=20", "cluster:yes", "tag:sea", "problem:no", "harbour", "id:sub/"]
TERMS += ['"the council"', "dup>0", "boiler<0.5", "date:none", "date>=2025-05-01", "source:reuters", "title~harbor", "title:7"]
TERMS += [
    "id:3",
    "id=3.txt",
    "id:*7.TXT",
    "copy",
    "sub",
    "source:none",
    "tag:none",
    "note:no",
    "reason:any",
    "decided:none",
    "date:any",
]
TERMS += ["language:en", "language:none", "author:none", "author:ann"]
TERMS += ["title:none", "source!=reuters", "reviewer:none", "cluster:none", "problem:any"]
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
        opened.apply(Decide(("0.txt",), Answer.KEEP))
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


def test_case_and_the_form_of_an_accent_make_no_difference(tmp_path: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "café")
    (tmp_path / "a.txt").write_text(f"The {decomposed} by the harbour\n\nThe council met there, as it does each week.\n")
    (tmp_path / "b.txt").write_text("The café by the harbour\n\nNobody met there, and it was closed for the winter.\n")
    with Session.open(tmp_path) as session:
        session.corpus.scan()
        session.apply(Decide(("a.txt",), Answer.REJECT, ("Bad Source", "Ärger")))
        session.tag(["a.txt"], [decomposed])
        session.tag(["b.txt"], ["café"])
        asked = ['reason:"Bad Source"', 'reason:"bad source"', "reason:Ärger", "reason:ärger"]
        asked += [f"reason:{unicodedata.normalize('NFD', 'Ärger')}"]
        assert [session.corpus.count(one) for one in asked] == [1] * 5
        assert session.corpus.decided.tags() == {"café": 2}
        for field in ("tag", "title"):
            assert [session.corpus.count(f"{field}:{one}") for one in (decomposed, "café", "CAFÉ")] == [2, 2, 2]
        assert [len(session.corpus.find(one, 9)) for one in (decomposed, "café")] == [2, 2]


def test_files_whose_name_is_not_utf_8_are_found_by_what_of_it_is(tmp_path: Path) -> None:
    """`not id:zebra` rejected such a file: to SQLite's LIKE a blob is like nothing."""
    one, other = (os.fsdecode(b"caf%c-zebra %b.txt" % (byte, "né".encode())) for byte in (0xE9, 0xEA))
    for name in (one, other, "plain.txt"):
        (tmp_path / name).write_text("The council met by the harbour, as it does each week.\n")
    with Session.open(tmp_path) as session:
        session.corpus.scan()
        session.note([one], f"as in {one}")

        def found(where: str) -> list[str]:
            return sorted(session.corpus.listing(where).ids())

        for where in ("id:zebra", "id:*ZEBRA*", "id:*", "zebra", '"f"', "id:né.txt", "id:*né*"):
            assert {one, other} <= set(found(where)), where
        assert found("not id:zebra") == found("-zebra") == ["plain.txt"]
        assert found("id:\udce9") == found("id:*\udce9*né.txt") == found(f'id="{one}"') == found("note:\udce9-ZEBRA") == [one]
        assert found("id:zebr note:any") == found("note:zebra") == [one]
        assert {id for id, _ in session.corpus.find("ZEBRA", 9)} == {one, other}


def test_what_goes_through_the_folder_goes_in_the_order_of_the_list(tmp_path: Path) -> None:
    paragraph = "The council met by the harbour, as it does each week, and spoke of the boats."
    (tmp_path / "c.jsonl").write_text("".join(json.dumps({"text": f"{paragraph}\n\nAnd {n}"}) + "\n" for n in range(1, 13)))
    with Session.open(tmp_path) as session:
        session.corpus.scan()
        ids = session.corpus.listing().ids()
        assert ids[1] == "c.jsonl#2"
        assert [id for id, _ in session.corpus.texts()] == [id for id, _ in session.corpus.find("", 99)] == ids
        assert [id for id, _ in session.corpus.find("c.jsonl", 99)] == ids
        assert [place.id for place in session.shared_paragraphs()[0].places] == ids


def test_the_language_is_what_a_document_says_else_what_its_text_is_in(tmp_path: Path) -> None:
    """The screen said “another language: ja” of documents that `language:ja` didn't find, and that were exported without one."""
    for code in ("en", "ja", "de", "fr"):
        (tmp_path / f"{code}.txt").write_text(LANGUAGES[code])
    (tmp_path / "unclear.txt").write_text("Ferry 640 Sund\n")
    (tmp_path / "empty.txt").write_text("")
    said = {"gb": "en_GB", "no": "no", "upper": "DE"}
    records = [{"text": LANGUAGES["fr"], "title": title, "language": code, "author": "Ann Lee"} for title, code in said.items()]
    (tmp_path / "r.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    with Session.open(tmp_path) as session:
        session.corpus.scan()
        codes = ("en", "EN", "en-gb", "en_GB", "gb", "ja", "de", "fr", "no")
        assert {code: session.corpus.listing(f"language:{code}").ids() for code in codes} == {
            "en": ["en.txt", "r.jsonl#1"],
            "EN": ["en.txt", "r.jsonl#1"],
            "en-gb": ["r.jsonl#1"],
            "en_GB": ["r.jsonl#1"],
            "gb": [],
            "ja": ["ja.txt"],
            "de": ["de.txt", "r.jsonl#3"],
            "fr": ["fr.txt"],
            "no": ["r.jsonl#2"],
        }
        assert session.corpus.listing("language:none").ids() == ["empty.txt", "unclear.txt"]
        assert session.corpus.listing("-language:any").ids() == ["empty.txt", "unclear.txt"]
        exported = {row["id"]: row["language"] for row in session.export_rows()}
        assert exported == {row.id: row.language or None for row in session.corpus.listing().every()}
        assert [exported[id] for id in ("ja.txt", "r.jsonl#2")] == ["ja", "no"]
        assert session.corpus.count("author:ann") == session.corpus.count('author="ann lee"') == 3
        assert session.corpus.count("author=ann") == 0
        (tmp_path / "ja.txt").write_text(LANGUAGES["de"])
        (tmp_path / "de.txt").write_text("Ferry 640 Sund\n")
        session.corpus.scan()
        assert session.corpus.listing("language:de").ids() == ["ja.txt", "r.jsonl#3"]


def test_a_language_that_was_mended_by_hand_is_exported(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LANGUAGES["ja"])
    with Session.open(tmp_path) as session:
        session.corpus.scan()
        session.tag(["a.txt"], ["sea"])
        session.flush()
        sidecar = tmp_path / "a.txt.triage.toml"
        assert "language" not in sidecar.read_text(), "a guess isn't written where it would stand for what somebody said"
        sidecar.write_text(sidecar.read_text().replace("[document]\n", '[document]\nlanguage = "zh"\n', 1))
        session.refresh()
        assert [row["language"] for row in session.export_rows()] == ["zh"]
