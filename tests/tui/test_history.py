"""Undo and redo bring the cursor back to where the command was given, its block too, after a restart as well."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.tui.scanned import desk
from triage.corpus.decisions import sidecar_index
from triage.model import Answer
from triage.session import Decide, Session


async def test_the_cursor_comes_back_document_and_block(scanned: Path, tmp_path: Path) -> None:
    async with desk(scanned, tmp_path) as (session, app, pilot):
        review = app.review
        await pilot.press("G", "J", "J", "space", "g")
        assert review.raw.focused_block == 1
        await pilot.press("u")
        assert review.row is not None
        assert (review.row.id, review.raw.focused_block, review.cleaned.focused_block) == ("ships-2.txt", 3, 3)
        await pilot.press("g", "J", "a", "G", "u")
        assert (review.row.id, review.raw.focused_block) == ("alone.txt", 2)
        await pilot.press("G", "ctrl+r")
        session.flush()
    async with desk(scanned, tmp_path) as (session, app, pilot):
        review = app.review
        await pilot.press("G", "u")
        assert review.row is not None
        assert (review.row.id, review.raw.focused_block) == ("alone.txt", 2)
        await pilot.press("G", "U")
        found = session.corpus.row("alone.txt")
        assert found is not None
        assert found.answer is Answer.KEEP
        assert (review.row.id, review.raw.focused_block) == ("alone.txt", 2)


async def test_another_reviewers_command_is_passed_over(scanned: Path, tmp_path: Path) -> None:
    async with desk(scanned, tmp_path) as (session, app, pilot):
        await pilot.press("a")
        mine = app.review.review.touched.copy()
        with Session.open(scanned, state=tmp_path / "state", reviewer="ben") as ben:
            ben.apply(Decide(("ships-2.txt",), Answer.REJECT))
        await pilot.press("u")
        session.flush()
        echo = app.review.line("echo")
        assert echo.plain == f"undone: decision of {mine.pop()}"
        assert session.sidecar("ships-2.txt") is not None
        await pilot.press("u")
        assert echo.plain == "Nothing to undo. The last command is ben's: triage undo --reviewer ben takes it back."
        assert session.sidecar("ships-2.txt") is not None


async def test_on_a_full_disk_undo_changes_nothing_and_ends_nothing(
    scanned: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    async with desk(scanned, tmp_path) as (session, app, pilot):
        review = app.review
        await pilot.press("a", "x", "d")
        session.flush()
        header, rows = review.line("header").plain, session.corpus.listing().rows()
        with monkeypatch.context() as patch:
            patch.setattr(sidecar_index, "copy_decisions", full)
            await pilot.press("u")
            assert "disk is full" in review.line("echo").plain
            await pilot.press("j", "k", "x", "1")
            patch.setattr(session, "problems", lambda: session.corpus.index_sidecars([("alone.txt", None)]))
            review.post_message(review.Saved())
            await pilot.pause()
            assert review.line("header").plain == header
            assert session.corpus.listing().rows() == rows
        await pilot.press("u")
        assert "0 defer" in review.line("header").plain
        assert app.fault is None
