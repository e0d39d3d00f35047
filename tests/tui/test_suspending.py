"""Going back to the shell, from wherever one is."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input, TextArea

from tests.tui.desk import desk
from tests.tui.scanned import desk as real_desk
from triage.config import Config
from triage.tui.app import TriageApp


@pytest.fixture(autouse=True)
def suspended(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that were typed by the times at which the program was suspended."""
    found: list[str] = []

    def suspend(app: TriageApp) -> None:
        fields = [*app.screen.query(Input), *app.screen.query(TextArea)]
        found.append(next((field.value if isinstance(field, Input) else field.text for field in fields), ""))

    monkeypatch.setattr(TriageApp, "action_suspend_process", suspend)
    return found


@pytest.mark.parametrize("key", ["/", "f", "t", "m", "M", ":", "ctrl+p", "'", "?", "%", "X", "T", "r"])
async def test_every_prompt_and_dialog_is_suspended_and_keeps_what_is_typed(
    scanned: Path, tmp_path: Path, suspended: list[str], key: str
) -> None:
    async with real_desk(scanned, tmp_path, (120, 40)) as (_, app, pilot):
        await pilot.press(key)
        typed = ["o"] if key in ["/", "f", "t", "m", ":", "ctrl+p"] else []
        await pilot.press(*typed)
        screen = app.screen
        await pilot.press("ctrl+z")
        assert len(suspended) == 1
        assert app.screen is screen
        await pilot.press(*typed, "ctrl+z")
        if typed:
            assert suspended == ["o", "oo"]


async def test_typing_in_a_note_is_undone_by_another_key() -> None:
    async with desk() as (_, _review, pilot):
        await pilot.press("m", *"half", "ctrl+underscore")
        assert pilot.app.screen.query_one(TextArea).text == ""


async def test_a_key_that_is_text_suspends_nothing_where_one_types(suspended: list[str]) -> None:
    async with desk(config=Config(keys={"app.suspend": "Z ! alt+z"})) as (_, review, pilot):
        for key in ("/", "t"):
            await pilot.press(key, "Z", "!")
            assert pilot.app.screen.query_one(Input).value == "Z!"
            assert not suspended
            await pilot.press("alt+z")
            assert suspended == ["Z!"]
            suspended.clear()
            await pilot.press("escape")
        await pilot.press("Z")
        assert len(suspended) == 1
        assert review.is_current
