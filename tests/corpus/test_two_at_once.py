"""Two programs on one folder: neither stores what the other made out of date."""

from __future__ import annotations

import errno
import fcntl
import gzip
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.corpus.dumping import dump
from triage.corpus import Corpus
from triage.corpus.index.errors import as_file_error
from triage.corpus.scan import run as scan
from triage.corpus.scan.cleaning import Cleaning
from triage.corpus.scan.run import Scan
from triage.model.scan import Phase, Progress

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
        Scan(other._db, other._task(), other.order, state, frozenset, jobs=1, progress=None).run()


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


def unlocked(root: Path, state: Path) -> None:
    """A scan as where there are no locks."""
    with Corpus.open(root, state) as other:
        Scan(other._db, other._task(), other.order, state, frozenset, jobs=1, progress=None).run()


def test_a_container_that_another_program_read_meanwhile(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with gzip.open(root / "crawl.jsonl.gz", "wt") as file:
        file.writelines(f'{{"text": "Record number {n} says that nothing much happened."}}\n' for n in range(300))
    parts = scan.read_parts

    def late(*given: Any) -> Iterator[Any]:
        monkeypatch.setattr(scan, "read_parts", parts)
        unlocked(root, tmp_path / "a")
        yield from parts(*given)

    with Corpus.open(root, tmp_path / "a") as corpus, Corpus.open(root, tmp_path / "b") as fresh:
        monkeypatch.setattr(scan, "read_parts", late)
        corpus.scan()
        fresh.scan()
        assert dump(corpus) == dump(fresh)


def start(root: Path, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "triage", *arguments, str(root)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_first_scans_at_once_wait_for_each_other(root: Path) -> None:
    with gzip.open(root / "crawl.jsonl.gz", "wt") as file:
        file.writelines(f'{{"text": "Record number {n} says that nothing much happened."}}\n' for n in range(600))
    found = [(process.communicate()[0], process.returncode) for process in [start(root, "count") for _ in range(3)]]
    assert found == [("603\n", 0)] * 3


def test_who_waits_says_so_once_while_others_read_and_can_be_ended(root: Path) -> None:
    with Corpus.open(root) as corpus, scan.alone(corpus.index, None):
        first, second = start(root, "count"), start(root, "scan")
        for process in (first, second):
            assert process.stderr is not None
            assert "another triage is scanning this corpus" in process.stderr.readline()
        time.sleep(1.5)
        assert corpus.count() == 0
        second.terminate()
        assert second.communicate()[1] == ""
    assert first.communicate() == ("3\n", "")


def test_a_scan_that_is_killed_holds_nobody_up(root: Path) -> None:
    with Corpus.open(root) as corpus:
        held = "import pathlib, sys, time\nfrom triage.corpus.scan.run import alone\n"
        held += "with alone(pathlib.Path(sys.argv[1]), None):\n    print('held', flush=True)\n    time.sleep(99)\n"
        with subprocess.Popen([sys.executable, "-c", held, str(corpus.index)], stdout=subprocess.PIPE) as other:
            assert other.stdout is not None
            assert other.stdout.readline() == b"held\n"
            steps: list[Progress] = []

            def kill(progress: Progress) -> None:
                steps.append(progress)
                other.kill()

            assert corpus.scan(progress=kill).documents == 3
            assert steps[0].phase is Phase.WAIT


def test_where_there_are_no_locks_a_scan_goes_on_without(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> None:
        raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))

    monkeypatch.setattr(fcntl, "flock", none)
    with Corpus.open(root, tmp_path / "a") as corpus:
        assert corpus.scan().documents == 3


@pytest.mark.parametrize("statement", ["INSERT INTO meta VALUES ('version', '0')", "BEGIN IMMEDIATE"])
def test_nobody_is_told_to_delete_an_index_that_another_program_uses(root: Path, statement: str) -> None:
    with Corpus.open(root) as corpus, Corpus.open(root) as other:
        other._db.execute("BEGIN IMMEDIATE")
        corpus._db.execute("PRAGMA busy_timeout = 10")
        with pytest.raises(sqlite3.Error) as caught:
            (other if statement.startswith("INSERT") else corpus)._db.execute(statement)
    assert "delete it" not in str(as_file_error(caught.value, corpus.index))
    assert "try again" in str(as_file_error(caught.value, corpus.index))
