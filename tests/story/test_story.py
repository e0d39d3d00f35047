"""One story, three ways to tell it: the screen, `--plain` and the command line leave the same bytes in the sidecars."""

from __future__ import annotations

import io
import shutil
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from tests.story.steps import STEPS, WAIT
from triage.cli import main
from triage.plain import run as run_plain
from triage.session import Session
from triage.tui.app import TriageApp

SEEDS = Path(__file__).parents[2] / "sample_seeds"
MOMENT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def corpus(tmp_path: Path, name: str) -> Path:
    folder = tmp_path / name
    shutil.copytree(SEEDS, folder)
    return folder


def session_of(folder: Path) -> Session:
    return Session.open(folder, reviewer="editor", now=lambda: MOMENT)


def sidecars(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.triage.toml"))}


async def on_the_screen(folder: Path) -> None:
    with session_of(folder) as session:
        session.corpus.scan()
        app = TriageApp(session, scan=False)
        app.clock = count().__next__  # an unhurried editor
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause(0.6)
            for step in STEPS:
                for key in step.screen:
                    await (pilot.pause(0.5) if key == WAIT else pilot.press(key))


def without_a_screen(folder: Path) -> str:
    out = io.StringIO()
    with session_of(folder) as session:
        session.corpus.scan()
        lines = [line + "\n" for step in STEPS for line in step.plain]
        assert run_plain(session, lines, out, interactive=False) == 0
    return out.getvalue()


def by_command_line(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opening = Session.open.__func__  # type: ignore[attr-defined]

    def at_the_moment(cls: type[Session], root: Path, state: Path | None, reviewer: str | None) -> Session:
        opened: Session = opening(cls, root, state=state, reviewer=reviewer, now=lambda: MOMENT)
        return opened

    monkeypatch.setattr(Session, "open", classmethod(at_the_moment))
    for step in STEPS:
        if step.line:
            words = [str(folder) if word == "CORPUS" else word for word in step.line]
            assert main([*words, "--reviewer", "editor"]) == 0, step


async def test_the_story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert sum(step.commands for step in STEPS) >= 60
    folders = [corpus(tmp_path, name) for name in ("screen", "plain", "line")]
    told = without_a_screen(folders[1])
    assert "\x1b" not in told
    by_command_line(folders[2], monkeypatch)
    monkeypatch.undo()
    plain, line = sidecars(folders[1]), sidecars(folders[2])
    assert plain == line
    await on_the_screen(folders[0])
    assert sidecars(folders[0]) == plain
    assert len(plain) >= 10
