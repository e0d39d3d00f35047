"""An unhurried editor: tests press keys faster than anybody reads, which the screen would take for slips. And unhurried tests:
none fails because the machine is busy."""

from __future__ import annotations

import os
from itertools import count

import pytest
from hypothesis import settings

os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}  # what is drawn isn't that of where tests are run

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def unhurried(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each key comes a second after the one before; nothing is done where the test doesn't use the screen."""
    if {"tui", "story"} & set(request.path.parts):
        from triage.tui.app import TriageApp

        monkeypatch.setattr(TriageApp, "clock", count().__next__)
