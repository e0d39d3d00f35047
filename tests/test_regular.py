"""Whatever bears a file's name, reading it ends."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from triage.regular import NotRegular, open_regular, read_regular


def test_a_regular_file_is_read_as_far_as_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"one two")
    assert read_regular(path) == b"one two"
    assert read_regular(str(path), 3) == b"one"
    with pytest.raises(FileNotFoundError):
        read_regular(tmp_path / "b")


def test_pipes_devices_and_folders_are_told_apart(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path, kind in ((tmp_path / "pipe", stat.S_ISFIFO), (Path(os.devnull), stat.S_ISCHR), (tmp_path, stat.S_ISDIR)):
        with pytest.raises(NotRegular) as caught:
            read_regular(path)
        assert kind(caught.value.mode)


def test_a_pipe_that_takes_the_place_of_a_file_hangs_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, pipe = tmp_path / "a", tmp_path / "pipe"
    path.write_bytes(b"")
    os.mkfifo(pipe)
    found = os.stat(path)
    monkeypatch.setattr(os, "stat", lambda _: found)
    with pytest.raises(NotRegular):
        open_regular(pipe)
