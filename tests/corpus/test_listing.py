"""A listing that is asked again while the folder is read: what has come is in its place, what was decided stays in its."""

from __future__ import annotations

from pathlib import Path

import pytest

from triage.corpus import Corpus
from triage.model import Answer, Decision, Sidecar, Source


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
        corpus.mirror(f"{name}.txt", Sidecar(Source(f"{name}.txt"), decision=Decision(Answer.KEEP)))


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


def test_what_is_gone_goes(corpus):
    listing = corpus.listing("", "undecided")
    decide(corpus, "d")
    (corpus.root / "b.txt").unlink()
    corpus.scan()
    assert names(listing.renewed({"d.txt"})) == "df"
