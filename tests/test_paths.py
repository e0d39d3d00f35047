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


def test_what_is_kept_of_a_corpus_lies_in_it_unless_another_folder_is_given(tmp_path: Path) -> None:
    own, elsewhere = paths.StatePlaces(tmp_path), paths.StatePlaces(tmp_path, tmp_path / "state")
    assert own.folder == tmp_path / ".triage"
    for places in (own, elsewhere):
        found = places.index, places.journal, places.rules
        assert found == tuple(places.folder / name for name in ("index.sqlite", "journal", "rules.toml"))
    assert elsewhere.folder == tmp_path / "state"
