"""The folder as it is by now: scanned again on demand, and what is gone from it is marked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.desk import until
from tests.tui.scanned import desk
from tests.two_clusters import make
from triage.errors import NoDocument, UsageError
from triage.model import Answer
from triage.session import Applied
from triage.tui.scan_process import ScanProcess


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "corpus").mkdir()
    make(tmp_path / "corpus")
    return tmp_path / "corpus"


async def test_what_came_and_went_is_found_and_the_place_is_kept(folder: Path, tmp_path: Path) -> None:
    async with desk(folder, tmp_path) as (_, app, pilot):
        review = app.review
        await pilot.press(":", *"ships-1", "enter", "J")
        before, block = len(review.listing), review.raw.focused_block
        (folder / "bread-1.txt").unlink()
        (folder / "new-1.txt").write_text("A kite was seen over the moor on Tuesday, the warden said.\n", "utf-8")
        (folder / "new-2.txt").write_text("The library will open on Sundays from May on, they said.\n", "utf-8")
        await pilot.press("f5")
        assert "scanned again" in review.line("echo").plain
        await pilot.press("f5")
        assert "already" in review.line("echo").plain
        await until(pilot, lambda: "Scanned again" in review.line("echo").plain, 60)
        assert f"Scanned again: 2 new, 1 gone · {before + 1} documents in the list." in review.line("echo").plain
        assert len(review.listing) == before + 1
        assert review.listing.position("bread-1.txt") is None
        assert review.row is not None
        assert (review.row.id, review.raw.focused_block) == ("ships-1.txt", block)


async def test_who_comes_back_is_told_what_is_new(folder: Path, tmp_path: Path) -> None:
    async with desk(folder, tmp_path, scan=True) as (_, app, pilot):
        await until(pilot, lambda: not app.review.review.scans, 60)
        assert "new" not in app.review.line("echo").plain, "all of it is"
    async with desk(folder, tmp_path, scan=True) as (_, app, pilot):
        await until(pilot, lambda: not app.review.review.scans, 60)
        assert "Since" not in app.review.line("echo").plain
    (folder / "new-1.txt").write_text("A kite was seen over the moor on Tuesday, the warden said.\n", "utf-8")
    async with desk(folder, tmp_path, scan=True) as (_, app, pilot):
        await until(pilot, lambda: not app.review.review.scans, 60)
        assert app.review.line("echo").plain.strip() == "Since the last scan: 1 new."
    (folder / "new-2.txt").write_text("The library will open on Sundays from May on, they said.\n", "utf-8")
    (folder / "triage.toml").write_text('[[highlights]]\nwords = ["moor"]\ncolour = "moss"\n', "utf-8")
    async with desk(folder, tmp_path, scan=True) as (_, app, pilot):
        await until(pilot, lambda: not app.review.review.scans, 60)
        assert 'no colour is named "moss"' in app.review.line("echo").plain, "what is wrong stays to be read"


@pytest.mark.parametrize("keys", [("x",), ("X", "enter"), ("ctrl+a", "x"), ("t", "n", "enter")], ids=str)
async def test_a_document_that_is_gone_is_marked_when_it_is_decided_on(
    folder: Path, tmp_path: Path, keys: tuple[str, ...]
) -> None:
    async with desk(folder, tmp_path) as (session, app, pilot):
        review = app.review
        await pilot.press(":", *"bread-1", "enter")
        at = review.documents.cursor
        (folder / "bread-1.txt").unlink()
        await pilot.press(*keys)
        await until(pilot, lambda: review.line("echo").has_style("error") or review.line("echo").has_style("warning"))
        assert "bread-1.txt: no such" in review.line("echo").plain
        if keys[0] != "ctrl+a":
            assert "scan the folder again (f5)" in review.line("echo").plain
        assert ("missing", "problem") in [(text.strip(" ·"), style) for text, style in review.documents.line_runs(at, 140)]
        row = session.corpus.row("bread-1.txt")
        assert row is not None
        assert row.answer is not Answer.REJECT


async def test_a_scan_that_cannot_be_started_is_told(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", str(tmp_path / "no-python"))
    async with desk(folder, tmp_path) as (_, app, pilot):
        await pilot.press("f5")
        await until(pilot, lambda: app.review.line("echo").has_style("error"))
        assert "The scan failed" in app.review.line("echo").plain
        assert "no-python" in app.review.line("echo").plain
        await pilot.press("a", "f5")
        assert app.review.is_current


async def test_a_scan_that_fails_on_the_way_is_told(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(self: ScanProcess) -> tuple[int, str]:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(ScanProcess, "_follow", fail)
    async with desk(folder, tmp_path) as (_, app, pilot):
        await pilot.press("f5")
        await until(pilot, lambda: "No space left" in app.review.line("echo").plain)
        assert not app.review.review.scans


async def test_what_is_refused_for_another_reason_than_that_it_is_gone_is_not_missing(folder: Path, tmp_path: Path) -> None:
    async with desk(folder, tmp_path) as (_, app, pilot):
        await pilot.pause()
        refused = {"ships-1.txt": UsageError("is no duplicate of itself"), "bread-1.txt": NoDocument("no such document")}
        app.review.show_outcome(app.review.review.changed(Applied(1, (), "nothing", "", refused)))
        assert app.review.documents.missing == {"bread-1.txt"}
