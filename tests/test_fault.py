"""What happened stands in a file, however often it happens, and wherever that can't be written."""

from __future__ import annotations

from pathlib import Path

import pytest

from triage.fault import logged


def said_of(word: str, *, elsewhere: bool = False) -> str:
    try:
        if elsewhere:
            raise ValueError(word)
        raise ValueError(word)
    except ValueError as error:
        return logged(error)


def test_what_fails_at_one_place_is_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("triage.paths.log_dir", lambda: tmp_path / "logs")
    told = {said_of(word) for word in ("one", "two \udcff")}
    (log,) = (tmp_path / "logs").iterdir()
    assert told == {f"Please report it with {log}"}
    assert "ValueError: one" in log.read_text("utf-8")
    assert said_of("three", elsewhere=True) not in told


def test_where_nothing_can_be_written_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "logs").write_text("no folder")
    monkeypatch.setattr("triage.paths.log_dir", lambda: tmp_path / "logs")
    assert said_of("one").startswith(f"What happened (ValueError) couldn't be written to {tmp_path / 'logs'}")
