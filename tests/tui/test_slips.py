"""A held key, a burst, a paste: at most one decision, and the echo says what was not done."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input

from tests.tui.desk import TITLES, until
from tests.tui.fakes import FakeSession
from tests.tui.scanned import desk as scanned_desk
from tests.tui.test_review import answers, desk
from triage.model import Answer
from triage.session.deciding import FASTEST
from triage.tui.app import TriageApp


class Hands:
    """Gives keys the times at which they are said to be pressed."""

    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at


@pytest.mark.parametrize("pause", [0.03, 0.4])
async def test_a_held_key_decides_once_and_the_cursor_stands_on_the_next(pause: float) -> None:
    async with desk(["One", "Two", "Three", "Four"]) as (session, review, pilot):
        hands = pilot.app.clock = Hands()  # type: ignore[attr-defined]
        await pilot.press("a")
        hands.at += pause
        for _ in range(5):
            await pilot.press("a")
            hands.at += 0.03
        assert answers(session) == [Answer.KEEP, None, None, None]
        assert review.documents.cursor == 1
        assert "held down" in review.line("echo").plain
        hands.at += 1
        await pilot.press("a")
        assert answers(session) == [Answer.KEEP, Answer.KEEP, None, None]


async def test_a_burst_is_no_run_of_decisions_and_does_not_stop_other_keys() -> None:
    async with desk(["One", "Two", "Three", "Four"]) as (session, review, pilot):
        hands = pilot.app.clock = Hands()  # type: ignore[attr-defined]
        for key in "axdax":
            await pilot.press(key)
            hands.at += 0.01
        assert answers(session) == [Answer.KEEP, None, None, None]
        assert "faster than anybody reads" in review.line("echo").plain
        await pilot.press("u")
        assert answers(session) == [None] * 4
        for key in "aAxd":
            hands.at += 0.2
            await pilot.press(key)
        assert answers(session) == [Answer.KEEP, Answer.REJECT, Answer.DEFER, None]


async def test_a_paste_is_no_command() -> None:
    async with desk() as (session, review, pilot):
        pilot.app.post_message(events.Paste("axdq\nax"))
        await pilot.pause()
        assert answers(session) == [None] * 5
        assert review.is_current
        assert "Pasted text" in review.line("echo").plain


async def test_lines_that_are_pasted_into_a_field_are_one_line() -> None:
    async with desk() as (_, review, pilot):
        await pilot.press("/")
        pilot.app.post_message(events.Paste("quay\r\n\tof  Sund\n\nand more\n"))
        await until(pilot, lambda: review.query_one(Input).value == "quay of  Sund and more")
        await pilot.press("escape", "X", "tab")
        pilot.app.post_message(events.Paste("one\ttwo\nthree"))
        await until(pilot, lambda: pilot.app.screen.query_one(Input).value == "one two three")


async def test_a_key_held_through_the_cluster_screen_decides_one_cluster(scanned: Path, tmp_path: Path) -> None:
    async with scanned_desk(scanned, tmp_path) as (session, app, pilot):
        hands = app.clock = Hands()
        await pilot.press("j", "C", "a")
        for n in range(4):
            hands.at += 0.4 if not n else 0.03
            await pilot.press("a")
        decided = [row.id for row in session.corpus.listing("answer:any").rows()]
        assert decided == ["bread-0.txt", "bread-1.txt"]


async def test_what_is_pressed_with_the_question_does_not_answer_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("triage.review.decisions.ASKS", 0)
    async with desk() as (session, _, pilot):
        hands = pilot.app.clock = Hands()  # type: ignore[attr-defined]
        await pilot.press("a", "enter")
        assert answers(session) == [None] * 5
        hands.at += 2 * FASTEST
        await pilot.press("enter")
        assert answers(session)[0] is Answer.KEEP


async def test_what_is_typed_before_anything_is_on_the_screen_is_no_command() -> None:
    app = TriageApp(FakeSession(TITLES), scan=False)  # type: ignore[arg-type]
    heard = [id for id in ("decide.keep", "edit.redo", "app.quit") if app.review.check_action("command", (id,))]
    assert heard == ["app.quit"]
    async with app.run_test() as pilot:
        await pilot.pause()
        assert app.review.check_action("command", ("decide.keep",))
