"""A listing that is asked again while the folder is read: what has come is in its place, what was decided stays in its."""

from __future__ import annotations

from array import array
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.save.writing import write_sidecar
from triage.corpus import Corpus
from triage.corpus.query.listing import _with_held
from triage.model import Answer, Decision, Sidecar, Source
from triage.save import sidecar_path


@pytest.fixture
def corpus(tmp_path: Path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    write(folder, "b", "d", "f")
    with Corpus.open(folder, tmp_path / "state") as corpus:
        corpus.scan()
        yield corpus


def write(folder: Path, *names: str) -> None:
    for name in names:
        (folder / f"{name}.txt").write_text(f"The story of {name}.\n", encoding="utf-8")


def decide(corpus: Corpus, *names: str) -> None:
    for name in names:
        sidecar = Sidecar(Source(f"{name}.txt"), decision=Decision(Answer.KEEP))
        write_sidecar(sidecar_path(corpus.root, f"{name}.txt", corpus.state), sidecar, None)
        corpus.index_sidecars([(f"{name}.txt", sidecar)])


def names(listing) -> str:
    return "".join(id.removesuffix(".txt") for id in listing.ids())


@pytest.mark.parametrize("where", ["", "answer:none"])
def test_rows_come_in_their_order_and_decided_ones_stay(corpus, where):
    listing = corpus.listing(where, "undecided")
    assert names(listing) == "bdf"
    decide(corpus, "b", "d")
    held = {"b.txt", "d.txt"}
    assert names(listing.renewed(held)) == "bdf"
    write(corpus.root, "a", "e", "g")
    corpus.scan()
    again = listing.renewed(held)
    assert names(again) == "bdaefg"
    assert names(again.renewed(held)) == "bdaefg"
    assert names(again.renewed()) == ("aefgbd" if not where else "aefg")


@given(
    st.permutations(range(1, 13)),
    st.permutations(range(1, 13)),
    st.integers(0, 12),
    st.integers(0, 12),
    st.sets(st.integers(1, 14)),
)
def test_held_rows_stand_behind_what_they_stood_behind(one, other, listed, stays, held):
    old, fresh = array("i", one[:listed]), array("i", other[:stays])
    found = _with_held(fresh, old, held).tolist()
    ours = [doc for doc in old if doc in held]
    assert sorted(found) == sorted({*fresh} | {*ours})
    assert [doc for doc in found if doc not in ours] == [doc for doc in fresh if doc not in ours]
    there = [doc for doc in old if doc in ours or doc in fresh]
    for at, doc in enumerate(there):
        if doc in ours:
            before = there[at - 1] if at else None
            assert found[found.index(doc) - 1 : found.index(doc)] == ([before] if before is not None else [])


def test_what_is_gone_goes(corpus):
    listing = corpus.listing("", "undecided")
    decide(corpus, "d")
    (corpus.root / "b.txt").unlink()
    corpus.scan()
    assert names(listing.renewed({"d.txt"})) == "df"


def test_some_texts_come_from_all_over_the_folder(corpus):
    long = "The harbour authority of the town said that the pier stays closed until its foundations are looked at again. " * 2
    for number in range(20):
        (corpus.root / f"{number:02}.txt").write_text(f"Story {number}.\n\n{long}\n", encoding="utf-8")
    corpus.scan()
    found = [int(text.split(".")[0].removeprefix("Story ")) for text in corpus.some_texts(4)]
    assert 3 <= len(found) <= 4
    assert max(found) - min(found) >= 10
    assert len(corpus.some_texts(100)) == 20, "the short ones tell nothing"


def test_a_document_that_is_gone_is_passed_over_where_all_are_asked_for(corpus):
    listing = corpus.listing()
    (corpus.root / "d.txt").unlink()
    corpus.scan()
    assert listing.ids() == ["b.txt", "", "f.txt"]
    assert [row.id for row in listing.every()] == list(listing.every_id()) == ["b.txt", "f.txt"]


def test_what_fits_within_a_run_is_told_in_its_order(corpus):
    decide(corpus, "b", "d")
    listing = corpus.listing("", "-id")
    assert names(listing) == "fdb"
    assert names(listing.within(0, 3, "answer:keep")) == "db"
    assert names(listing.within(0, 2, "answer:keep")) == "d"
    assert names(listing.within(0, 3, "answer:reject")) == ""


def test_of_several_documents_the_first_is_found_in_the_order_of_the_list(corpus):
    (corpus.root / b"\xff.txt".decode("utf-8", "surrogateescape")).write_text("A name that is no UTF-8.\n", encoding="utf-8")
    corpus.scan()
    listing, odd = corpus.listing("", "-id"), b"\xff.txt".decode("utf-8", "surrogateescape")
    assert listing.first_of(["b.txt", "x.txt", "d.txt"]) == "d.txt"
    assert listing.first_of([odd, "x.txt"]) == odd
    assert corpus.listing("story", "id").first_of([odd, "f.txt"]) == "f.txt"
    assert listing.first_of(["x.txt"]) == listing.first_of([]) == ""


def test_a_document_is_found_wherever_the_list_was_read(corpus, monkeypatch):
    monkeypatch.setattr("triage.corpus.query.listing._CHUNK", 1)
    listing = corpus.listing("", "-id")
    corpus.scan()
    for read in range(3):
        assert listing.ids(read, read + 1) == [f"{'fdb'[read]}.txt"]
        assert [listing.position(f"{name}.txt") for name in "fdbx"] == [0, 1, 2, None]
