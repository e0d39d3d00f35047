"""Files that are there whole or not at all."""

from __future__ import annotations

import itertools
import os
from pathlib import Path

import pytest

from triage import atomic
from triage.atomic import HOST, TEMPORARY, clean_folder, discard, replacing, write_beside


def test_what_breaks_off_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("before")
    path.chmod(0o640)
    with pytest.raises(TypeError), replacing(path) as stream:
        stream.writelines([b"half", None])  # type: ignore[list-item]
    assert {one.name: one.read_text() for one in tmp_path.iterdir()} == {"out.csv": "before"}
    with replacing(path) as stream:
        stream.write(b"after")
    assert {one.name: one.read_text() for one in tmp_path.iterdir()} == {"out.csv": "after"}
    assert path.stat().st_mode & 0o777 == 0o640


def test_what_a_killed_process_of_this_number_left_is_in_nobodys_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic, "_numbers", itertools.count(1))
    left = tmp_path / f".triage-{HOST}-{os.getpid()}-1.tmp"
    left.write_text("left")
    with replacing(tmp_path / "out.csv") as stream:
        stream.write(b"whole")
    assert left.read_text() == "left"
    clean_folder(tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == ["out.csv"]


def test_what_another_machine_may_be_writing_is_cleared_away_the_day_after(tmp_path: Path) -> None:
    other = tmp_path / f".triage-{int(HOST, 16) ^ 1:08x}-999999999-1.tmp"
    other.write_text("half of it")
    clean_folder(tmp_path)
    assert other.exists()
    yesterday = other.stat().st_mtime - 25 * 3600
    os.utime(other, (yesterday, yesterday))
    clean_folder(tmp_path)
    assert not other.exists()


def test_what_is_being_written_is_not_cleared_away(tmp_path: Path) -> None:
    own = write_beside(tmp_path / "a.txt", b"new", sync=False)
    assert TEMPORARY.match(own.name)
    clean_folder(tmp_path)
    assert own.read_bytes() == b"new"
    discard(own)
    assert list(tmp_path.iterdir()) == []
