"""Thousands of documents are changed between the keys: how far it is, what is refused meanwhile, and how it is stopped."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.tui.desk import answers, desk, until
from tests.tui.fakes import FakeBulk
from triage.errors import FileError
from triage.model import Answer
from triage.session import Session
from triage.session import bulk as bulk_module
from triage.tui import bulk_runner, time_slices
from triage.tui.app import TriageApp
from triage.tui.screens.dialogs.tag_list import TagListScreen
from triage.tui.screens.review import ReviewScreen

KEEP = Answer.KEEP
MANY = [f"Title {n}" for n in range(3 * bulk_module.AT_ONCE)]


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """One document, then a long rest: there is time for keys, until this is called."""
    monkeypatch.setattr(time_slices, "WORK", 0.0)
    monkeypatch.setattr(time_slices, "REST", 0.2)
    monkeypatch.setattr(bulk_runner, "REPORT_EVERY", 0.0)
    return lambda: monkeypatch.setattr(time_slices, "REST", 0.0)


def echo(review: ReviewScreen) -> str:
    return review.line("echo").plain


async def begin(review: ReviewScreen, pilot: Pilot[None], *keys: str) -> None:
    """Press these and say yes, and wait until the first documents are done."""
    await pilot.press(*keys, "enter")
    await until(pilot, lambda: review.bulk_runner.is_busy)


async def test_it_tells_how_far_it_is_and_the_screen_lives(hurry: Callable[[], None]) -> None:
    async with desk(MANY) as (session, review, pilot):
        await begin(review, pilot, "ctrl+a", "x")
        await until(pilot, lambda: f"of {len(MANY)} documents" in echo(review))
        assert echo(review).startswith("Reject: ")
        assert "Esc stops" in echo(review)
        await pilot.press("j", "j")
        assert review.documents.cursor == 2
        assert review.opened is not None
        assert review.opened.document.id == "003.txt"
        hurry()
        await until(pilot, lambda: not review.bulk_runner.is_busy)
        assert set(answers(session)) == {Answer.REJECT}
        assert f"{len(MANY)} documents" in echo(review)
        assert review.documents.cursor == 2, "who has moved on meanwhile stays there"


async def test_what_would_change_something_is_refused_with_a_word() -> None:
    async with desk(MANY) as (session, review, pilot):
        await begin(review, pilot, "ctrl+a", "a")
        for key in ("x", "u", "ctrl+r", "t", "w", "space", "D", "A", "T", "m"):
            await pilot.press(key)
            assert review.bulk_runner.is_busy
            assert pilot.app.screen is review, key
            assert echo(review).startswith("Not now: Keep: "), key
        review.bulk_runner.stop()
        await until(pilot, lambda: not review.bulk_runner.is_busy)
        assert set(answers(session)) == {KEEP, None}


async def test_escape_stops_it_and_one_undo_takes_back_what_was_done(hurry: Callable[[], None]) -> None:
    async with desk(MANY) as (session, review, pilot):
        await begin(review, pilot, "ctrl+a", "a")
        await pilot.press("escape")
        await until(pilot, lambda: not review.bulk_runner.is_busy)
        done = answers(session).count(KEEP)
        assert 0 < done < len(MANY)
        assert "keep: " in echo(review)
        hurry()
        await pilot.press("u")
        await until(pilot, lambda: not review.bulk_runner.is_busy and KEEP not in answers(session))


async def test_escape_in_a_field_leaves_the_field() -> None:
    async with desk(MANY) as (_, review, pilot):
        await begin(review, pilot, "ctrl+a", "a")
        await pilot.press("/", "escape")
        assert review.bulk_runner.is_busy
        await pilot.press("escape")
        await until(pilot, lambda: not review.bulk_runner.is_busy)


async def test_undo_of_many_tells_how_far_it_is(hurry: Callable[[], None]) -> None:
    async with desk(MANY) as (session, review, pilot):
        await pilot.press("ctrl+a", "a")
        hurry()
        await pilot.press("enter")
        await until(pilot, lambda: set(answers(session)) == {KEEP})
        told: list[str] = []
        say = review.say
        review.say = lambda text, style="": (told.append(text), say(text, style))[1]  # type: ignore[method-assign]
        await pilot.press("u")
        await until(pilot, lambda: any(text.startswith("Undo: ") for text in told))
        await until(pilot, lambda: not review.bulk_runner.is_busy)
        assert set(answers(session)) == {None}
        await pilot.press("U")
        await until(pilot, lambda: set(answers(session)) == {KEEP})


async def test_leaving_meanwhile_stops_it_and_says_what_was_done() -> None:
    async with desk(MANY) as (session, review, pilot):
        await begin(review, pilot, "ctrl+a", "a")
        await pilot.press("q")
        app: TriageApp = review.app  # type: ignore[assignment]
        assert app.farewell.startswith("keep: ")
        assert 0 < answers(session).count(KEEP) < len(MANY)
        assert session.flushed == 1
        assert not app.bulk_runner.is_busy


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(bulk_module, "PART", 2)
    for n in range(bulk_module.AT_ONCE + 12):
        (tmp_path / f"{n:03d}.txt").write_text(f"The pier number {n} stays closed, the authority said.\n", "utf-8")
    return tmp_path


async def test_a_tag_of_many_is_renamed_under_its_dialog(folder: Path, hurry: Callable[[], None]) -> None:
    with Session.open(folder, reviewer="t") as session:
        session.corpus.scan()
        session.tag([row.id for row in session.corpus.listing().rows()], add=["sea"])
        app = TriageApp(session, scan=False)
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.press("T", "enter", *(["backspace"] * 3), *"see", "enter")
            screen = app.screen
            assert isinstance(screen, TagListScreen)
            assert app.bulk_runner.is_busy
            said: list[str] = []
            tell = screen._say
            screen._say = lambda text, style="strong": (said.append(text), tell(text, style))[1]  # type: ignore[method-assign]
            await pilot.press("delete", "enter")
            await until(pilot, lambda: any("Not now" in text for text in said))
            await until(pilot, lambda: "see" in session.corpus.decided.tags())
            await pilot.press("escape")
            await until(pilot, lambda: not app.bulk_runner.is_busy)
            assert app.screen is screen, "the first Escape stops what is at work"
            assert set(session.corpus.decided.tags()) == {"sea", "see"}
            hurry()
            await pilot.press("escape", "u")
            await until(pilot, lambda: not app.bulk_runner.is_busy)
            assert set(session.corpus.decided.tags()) == {"sea"}


async def test_what_cannot_be_written_is_told_with_the_rest(folder: Path, hurry: Callable[[], None]) -> None:
    with Session.open(folder, reviewer="t") as session:
        session.corpus.scan()
        (folder / "007.txt.triage.toml").write_text("<<<<<<< mine\n", "utf-8")
        app = TriageApp(session, scan=False)
        async with app.run_test(size=(100, 30)) as pilot:
            await begin(app.review, pilot, "ctrl+a", "a")
            hurry()
            await until(pilot, lambda: not app.bulk_runner.is_busy)
            assert "kept: 59 documents · one is left as before: " in echo(app.review)
            assert "007.txt.triage.toml:1: a merge conflict" in echo(app.review)


async def test_a_fault_between_the_keys_ends_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(self: FakeBulk) -> Generator[None]:
        yield
        raise ZeroDivisionError

    async def keep_all() -> None:
        async with desk(MANY) as (_, review, pilot):
            await begin(review, pilot, "ctrl+a", "a")
            await until(pilot, lambda: pilot.app._exit)

    monkeypatch.setattr(FakeBulk, "__iter__", fault)
    with pytest.raises(ZeroDivisionError):
        await keep_all()


async def test_an_error_between_the_keys_is_told() -> None:
    async def work() -> None:
        raise FileError("a.txt: can't be read")

    async with desk() as (_, review, pilot):
        review._triage.spawn(work())
        await until(pilot, lambda: echo(review) == "a.txt: can't be read")
        assert pilot.app._exception is None
