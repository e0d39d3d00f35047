"""An unhurried editor: tests press keys faster than anybody reads, which the screen would take for slips."""

from __future__ import annotations

from itertools import count

import pytest


@pytest.fixture(autouse=True)
def unhurried(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each key comes a second after the one before; nothing is done where the test doesn't use the screen."""
    if {"tui", "story"} & set(request.path.parts):
        from triage.tui.app import TriageApp

        monkeypatch.setattr(TriageApp, "clock", count().__next__)
