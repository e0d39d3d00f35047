"""Two programs on one folder: neither stores what the other made out of date."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.corpus.dumping import dump
from triage.corpus import Corpus
from triage.corpus.cleaning import Cleaning
from triage.corpus.scan import Scan

OTHER = "Another headline altogether\n\nNothing of what stood here is left: the ferry was late, and nobody was told in time.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = tmp_path / "corpus"
    made.mkdir()
    for number in range(3):
        (made / f"{number}.txt").write_text(f"Story {number} of the harbour\n\nThe council met on day {number} and spoke.\n")
    return made


def read_only(root: Path, state: Path) -> None:
    """Another program's scan that ends once all is read, whatever the lock says."""
    with Corpus.open(root, state) as other, pytest.MonkeyPatch.context() as patch:
        patch.setattr(Cleaning, "clean", lambda *_: None)
        Scan(other._db, other._task(), other.order, state=state, jobs=1, progress=None).run()


def change(root: Path) -> None:
    (root / "1.txt").write_text(OTHER)


def remove(root: Path) -> None:
    (root / "2.txt").unlink()


def replace(root: Path) -> None:
    """The new document gets the number of the old one, the last."""
    remove(root)
    (root / "9.txt").write_text(OTHER)


@pytest.mark.parametrize("does", [change, remove, replace])
def test_what_another_read_meanwhile_is_cleaned_as_it_is_now(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: Callable[[Path], None]
) -> None:
    store = Cleaning._store

    def late(*given: object) -> None:
        monkeypatch.setattr(Cleaning, "_store", store)
        does(root)
        read_only(root, tmp_path / "a")
        store(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(Cleaning, "_store", late)
    with Corpus.open(root, tmp_path / "a") as corpus, Corpus.open(root, tmp_path / "b") as fresh:
        corpus.scan()
        corpus.scan()
        fresh.scan()
        assert dump(corpus) == dump(fresh)
