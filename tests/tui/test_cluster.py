"""The cluster screen over a scanned folder, pressed as a reviewer presses it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.scanned import desk
from triage.model import Answer
from triage.session import Decide, Session
from triage.tui.app import TriageApp
from triage.tui.screens.cluster import ClusterScreen
from triage.tui.screens.dialogs.confirm import ConfirmScreen
from triage.tui.widgets.report import Report


def answers(session: Session) -> dict[str, Answer]:
    return {row.id.removesuffix(".txt"): row.answer for row in session.corpus.listing().rows() if row.answer}


def shown(app: TriageApp) -> ClusterScreen:
    assert isinstance(app.screen, ClusterScreen)
    return app.screen


@pytest.mark.parametrize("size", [(200, 60), (120, 40), (80, 24), (60, 20)])
async def test_one_key_decides_a_cluster_and_goes_on(scanned: Path, tmp_path: Path, size: tuple[int, int]) -> None:
    async with desk(scanned, tmp_path, size) as (session, app, pilot):
        await pilot.press("C")
        assert "no copies" in app.review.line("echo").plain
        await pilot.press("j", "C")
        screen = shown(app)
        assert screen.review.copies is not None
        assert screen.review.copies.ids == ("bread-0.txt", "bread-1.txt")
        assert "2 copies of one text · 2 clusters left" in screen.line("cluster-header").plain
        assert "beside" in screen.line("diff-title").plain
        assert "shorter" in screen.line("why").plain or size[0] < 100
        await pilot.press("a")
        assert answers(session) == {"bread-0": Answer.KEEP, "bread-1": Answer.REJECT}
        assert shown(app).review.copies.ids == ("ships-0.txt", "ships-1.txt", "ships-2.txt")  # type: ignore[union-attr]
        assert "bread-0.txt" in screen.line("cluster-echo").plain
        assert "3 copies of one text · 1 cluster left" in screen.line("cluster-header").plain
        await pilot.press("a")
        assert app.screen is app.review
        assert len(answers(session)) == 5
        assert "no undecided cluster left" in app.review.line("echo").plain
        assert app.review.row is not None
        assert app.review.row.id == "alone.txt"
        await pilot.press("u", "u")
        assert answers(session) == {}


async def test_another_survivor_two_kept_and_one_set_apart(scanned: Path, tmp_path: Path) -> None:
    async with desk(scanned, tmp_path) as (session, app, pilot):
        await pilot.press("G", "C")
        assert shown(app).review.here == "ships-2.txt"
        await pilot.press("q", "k", "C", "s")
        screen = shown(app)
        assert screen.review.keeps == ["ships-1.txt"]
        assert answers(session) == {}
        await pilot.press("space")
        assert "has to be kept" in screen.line("cluster-echo").plain
        await pilot.press("k", "space")
        assert screen.review.keeps == ["ships-1.txt", "ships-0.txt"]
        await pilot.press("G", "j", "j", "minus")
        assert screen.review.copies is not None
        assert screen.review.copies.ids == ("ships-0.txt", "ships-1.txt")
        assert screen.review.keeps == ["ships-1.txt", "ships-0.txt"], "what was marked stays so"
        await pilot.press("s", "a")
        assert answers(session) == {"ships-0": Answer.REJECT, "ships-1": Answer.KEEP}
        await pilot.press("u")
        assert answers(session) == {}
        assert shown(app).review.copies is not None
        await pilot.press("u")
        assert shown(app).review.copies.ids == ("ships-0.txt", "ships-1.txt", "ships-2.txt")  # type: ignore[union-attr]
        await pilot.press("U", "escape")
        assert app.screen is app.review


async def test_answers_given_before_are_asked_about_and_another_key_confirms(scanned: Path, tmp_path: Path) -> None:
    async with desk(scanned, tmp_path) as (session, app, pilot):
        session.apply(Decide(("ships-2.txt",), Answer.KEEP))
        await pilot.press("G", "C")
        screen = shown(app)
        assert "1 of 3 decided already: 1 keep" in screen.line("members-title").plain
        assert screen.review.keeps == ["ships-2.txt"]
        await pilot.press("k", "k", "s", "a")
        assert isinstance(app.screen, ConfirmScreen)
        await pilot.press("a", "s", "space")
        assert answers(session) == {"ships-2": Answer.KEEP}
        await pilot.press("escape", "a", "enter")
        assert answers(session) == {"ships-0": Answer.KEEP, "ships-1": Answer.REJECT, "ships-2": Answer.REJECT}


async def test_the_palette_has_the_commands_of_copies_here(scanned: Path, tmp_path: Path) -> None:
    async with desk(scanned, tmp_path) as (session, _, pilot):
        await pilot.press("j", "C", "ctrl+p", *"keep best", "enter")
        assert answers(session) == {"bread-0": Answer.KEEP, "bread-1": Answer.REJECT}


async def test_nobody_survives_only_when_it_is_said_so(scanned: Path, tmp_path: Path) -> None:
    async with desk(scanned, tmp_path) as (session, _, pilot):
        await pilot.press("G", "C", "X", "X", "escape")
        assert answers(session) == {}
        await pilot.press("X", "enter")
        assert answers(session) == dict.fromkeys(("ships-0", "ships-1", "ships-2"), Answer.REJECT)


async def test_rejecting_the_last_that_is_kept_is_told(scanned: Path, tmp_path: Path) -> None:
    async with desk(scanned, tmp_path) as (_, app, pilot):
        await pilot.press("j", "C", "a", "escape", "g", "j")
        assert app.review.row is not None
        assert app.review.row.id == "bread-0.txt"
        await pilot.press("x")
        assert "none of its 2 copies is kept now" in app.review.line("echo").plain


async def test_reading_moving_and_help(scanned: Path, tmp_path: Path) -> None:
    async with desk(scanned, tmp_path, (80, 12)) as (session, app, pilot):
        await pilot.press("G", "C")
        screen = shown(app)
        assert screen.diff.virtual_size.height > 3
        await pilot.press("v", "]", "[", "J", "K", "ctrl+f", "ctrl+b", "N")
        assert "bread-0.txt" in screen.review.copies.ids  # type: ignore[union-attr]
        await pilot.press("n", "n", "?")
        assert app.screen is not screen
        await pilot.press("escape")
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        await pilot.press("d")
        assert Answer.DEFER in answers(session).values()


async def test_copies_that_another_hand_decided_since_are_shown_anew_first(scanned: Path, tmp_path: Path) -> None:
    async with desk(scanned, tmp_path) as (session, app, pilot):
        await pilot.press("G", "C")
        screen = shown(app)
        for key in ("a", "X"):
            with Session.open(scanned, state=tmp_path / "state", reviewer="bob") as bob:
                bob.apply(Decide((f"ships-{0 if key == 'X' else 2}.txt",), Answer.KEEP))
            await pilot.press(key, *(["enter"] if key == "X" else []))
            assert "decided by another hand" in screen.line("cluster-echo").plain
            assert shown(app) is screen
        assert answers(session) == {"ships-0": Answer.KEEP, "ships-2": Answer.KEEP}
        assert "2 of 3 decided already: 2 keep" in screen.line("members-title").plain


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
async def test_the_order_of_the_copies_is_told_whole_and_at_length_in_the_help(
    scanned: Path, tmp_path: Path, size: tuple[int, int]
) -> None:
    async with desk(scanned, tmp_path, size) as (session, app, pilot):
        await pilot.press("G", "C")
        assert shown(app).line("members-title").plain.strip() == "Best copy first: the longest · ? tells what else counts"
        await pilot.press("?")
        assert app.screen.query_one(Report).plain.startswith("Which copy stands first")
        await pilot.press("escape")
        session.apply(Decide(("ships-0.txt", "ships-1.txt"), Answer.REJECT))
        await pilot.press("q", "C")
        title = shown(app).line("members-title").plain
        assert "2 of 3 decided already: 2 reject" in title
        assert "Best copy first: the longest" in title
        assert len(title) <= size[0] - 2


async def test_what_is_decided_already_stays_where_it_is_told(scanned: Path, tmp_path: Path) -> None:
    async with desk(scanned, tmp_path) as (_, app, pilot):
        await pilot.press("j", "C", "a", "q", "g", "j", "C")
        screen = shown(app)
        assert screen.review.copies is not None
        for key in ("a", "d"):
            await pilot.press(key)
            assert screen.review.copies.ids == ("bread-0.txt", "bread-1.txt")
            assert screen.line("cluster-echo").plain.strip() == "Nothing to change here; n goes to the next cluster."


async def test_back_from_where_the_copies_led(scanned: Path, tmp_path: Path) -> None:
    async with desk(scanned, tmp_path) as (_, app, pilot):
        await pilot.press("j", "j", "C", "a", "q")
        assert app.review.place.id == "ships-0.txt"
        await pilot.press("ctrl+o")
        assert app.review.place.id == "bread-1.txt"
