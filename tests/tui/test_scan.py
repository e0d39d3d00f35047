"""The scan behind the screen: its lines of progress, and what is shown until it has found something."""

from __future__ import annotations

import pytest

from tests.tui.desk import desk
from triage.model.scan import Phase, Progress
from triage.tui.scan_process import parse_step


def progress(phase: str, done: int, total: int, rate: float = 0.0, left: float | None = None) -> Progress:
    return Progress(done, total, 0, 0.0, Phase(phase), rate, left)


@pytest.mark.parametrize(
    ("line", "step"),
    [
        (b'{"done": 3, "total": 9, "phase": "read"}\n', progress("read", 3, 9)),
        (b'{"done": 3, "total": 9, "phase": "read", "rate": 2e6, "left": 40.5}\n', progress("read", 3, 9, 2e6, 40.5)),
        (b'{"done": 3, "total": 9, "phase": "read", "rate": 0.0, "left": null}\n', progress("read", 3, 9)),
        (b'{"done": 3, "total": 9, "phase": "read", "left": []}\n', None),
        (b'{"done": 3, "total": 9, "phase": "rest"}\n', None),
        (b'{"done": 3}\n', None),
        (b"Traceback (most recent call last):\n", None),
        (b"[1]\n", None),
        (b"\xff\xfe\n", None),
    ],
)
def test_a_line_is_a_step_or_it_is_not(line: bytes, step: Progress | None) -> None:
    assert parse_step(line) == step


async def test_an_empty_list_says_whether_anything_may_still_come() -> None:
    async with desk(()) as (_, review, pilot):
        assert "No documents here." in review.raw.pane.text
        review.review.scans = True
        review.show_current(again=True)
        await pilot.pause()
        assert "The folder is being read" in review.raw.pane.text
        assert "scanning" in review.line("header").plain
        assert review.line("documents-title").plain.startswith("Documents none yet")
        review.step = progress("read", 120, 20_000)
        review.refresh_lines_around()
        assert "░░░░░░░░░░ reading 120 of 20,000" in review.line("header").plain
        review.step = progress("clean", 10_000, 20_000, 2_100_000, 40)
        review.refresh_lines_around()
        assert "█████░░░░░ cleaning 10,000 of 20,000 · 2.1 MB/s · 40 s left" in review.line("header").plain
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "  cleaning 10,000 of 20,000 · 40 s left" in review.line("header").plain


async def test_the_progress_is_drawn_with_the_keys_and_else_twice_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    async with desk() as (_, review, pilot):
        now, drawn = 100.0, []
        review.app.clock = lambda: now
        monkeypatch.setattr(review, "_relisted", float("inf"))
        monkeypatch.setattr("triage.tui.screens.review.monotonic", lambda: now)
        monkeypatch.setattr(review, "refresh_lines_around", lambda: drawn.append(now))
        for step in range(20):
            now += 0.1
            review._stepped(progress("read", step, 20))
        assert len(drawn) == 4, "two seconds without a key"
        await pilot.press("Z")
        for step in range(9):
            now += 0.1
            review._stepped(progress("read", step, 20))
        assert len(drawn) == 4, "a key was pressed less than a second ago"
        assert review.step == progress("read", 8, 20), "the next key's frame has it"
