"""What a glance at a large folder notices, so that looking into it doesn't walk it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from triage.config import Config
from triage.config.settings import ClusterSettings
from triage.corpus import Corpus
from triage.corpus.scan import quick_check
from triage.model import Criterion

OLD = 1_700_000_000


def write(path: Path, text: str) -> None:
    """A file of some age, in folders of some age."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    for own in (path, path.parent, path.parent.parent):
        os.utime(own, (OLD, OLD))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(quick_check, "LEAST", 3)
    root = tmp_path / "corpus"
    for number in range(4):
        write(root / "news" / f"{number}.txt", f"Article {number} tells what happened in the harbour town on that day.")
    write(root / "crawl.jsonl", '{"text": "A record of a day in the harbour town."}\n')
    return root


def test_all_as_it_was(folder: Path, tmp_path: Path) -> None:
    with Corpus.open(folder, tmp_path / "state") as corpus:
        assert not corpus.is_current()
        corpus.scan()
        assert corpus.is_current()


@pytest.mark.parametrize("change", ["come", "go", "replace", "folder", "append", "just now"])
def test_what_it_notices(folder: Path, tmp_path: Path, change: str) -> None:
    with Corpus.open(folder, tmp_path / "state") as corpus:
        if change == "just now":  # it may change again within what the clock of files tells apart
            os.utime(folder / "news")
        corpus.scan()
        if change == "come":
            (folder / "news" / "new.txt").write_text("A new article.")
        elif change == "go":
            (folder / "news" / "0.txt").unlink()
        elif change == "replace":
            (tmp_path / "other.txt").write_text("Another text.")
            (tmp_path / "other.txt").replace(folder / "news" / "1.txt")
        elif change == "folder":
            (folder / "more").mkdir()
        elif change == "append":
            with open(folder / "crawl.jsonl", "a") as file:
                file.write('{"text": "One more record of the town."}\n')
        assert not corpus.is_current()


def test_other_settings_ask_for_a_scan(folder: Path, tmp_path: Path) -> None:
    with Corpus.open(folder, tmp_path / "state") as corpus:
        corpus.scan()
    other = Config(clusters=ClusterSettings(criteria=(Criterion.EARLIEST,)))
    with Corpus.open(folder, tmp_path / "state", other) as corpus:
        assert not corpus.is_current()
        corpus.scan()
        assert corpus.is_current()


def test_a_small_folder_is_always_scanned(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quick_check, "LEAST", 100)
    with Corpus.open(folder, tmp_path / "state") as corpus:
        corpus.scan()
        assert not corpus.is_current()
