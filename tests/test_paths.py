"""Where files live: named after the program, absolute, and created by nobody who only asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from triage import paths


@pytest.mark.parametrize("place", [paths.config_dir, paths.state_dir, paths.log_dir])
def test_places_are_ours_and_not_created(place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    found = place()
    assert found.is_absolute()
    assert "triage" in found.parts
    assert not list(tmp_path.iterdir())
