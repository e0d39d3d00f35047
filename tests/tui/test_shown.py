"""A key is about what is on the screen: what changed since, in the text or by another hand, is shown before it is decided."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.tui.desk import until
from tests.tui.scanned import desk
from triage.lock import locked
from triage.model import Answer
from triage.save import load_sidecar, sidecar_path
from triage.session import Decide, Session
from triage.tui.app import TriageApp

ID = "alone.txt"


def copied(scanned: Path, tmp_path: Path) -> Path:
    """A folder of its own, since its documents are changed."""
    root = tmp_path / "folder"
    shutil.copytree(scanned, root)
    return root


def answer(session: Session) -> Answer | None:
    session.flush()
    sidecar = session.sidecar(ID)
    return sidecar.decision.answer if sidecar else None


def text(app: TriageApp) -> str:
    assert app.review.opened is not None
    assert app.review.row is not None
    assert app.review.opened.document.id == app.review.row.id == ID
    return app.review.opened.document.raw


def echo(app: TriageApp) -> str:
    return app.review.line("echo").plain


async def test_a_text_that_changed_since_is_shown_before_it_is_decided(scanned: Path, tmp_path: Path) -> None:
    root = copied(scanned, tmp_path)
    async with desk(root, tmp_path) as (session, app, pilot):
        for key in ("a", "space"):
            (root / ID).write_text(f"Another text, which nobody has read before {key} was pressed.\n", "utf-8")
            await pilot.press(key)
            assert "changed on disk since it was shown; here it is anew" in echo(app)
            assert text(app).endswith(f"{key} was pressed.\n")
            assert answer(session) is None
        await pilot.press("a")
        assert answer(session) is Answer.KEEP


async def test_a_decision_that_came_since_is_shown_before_it_is_overruled(scanned: Path, tmp_path: Path) -> None:
    root = copied(scanned, tmp_path)
    async with desk(root, tmp_path) as (session, app, pilot):
        with Session.open(root, state=tmp_path / "state", reviewer="bob") as bob:
            bob.apply(Decide((ID,), Answer.KEEP))
        await pilot.press("x")
        assert "changed by another hand" in echo(app)
        assert (text(app), app.review.row.answer) == ((root / ID).read_text("utf-8"), Answer.KEEP)  # type: ignore[union-attr]
        assert "1 keep" in app.review.line("header").plain
        assert answer(session) is Answer.KEEP
        await pilot.press("x")
        assert answer(session) is Answer.REJECT
        await pilot.press("u")
        assert answer(session) is Answer.KEEP


async def test_what_another_hand_added_is_kept_and_shown(scanned: Path, tmp_path: Path) -> None:
    root = copied(scanned, tmp_path)
    async with desk(root, tmp_path) as (session, app, pilot):
        await pilot.press("a", ":", *"alone", "enter")
        session.flush()
        path = sidecar_path(root, ID, tmp_path / "state")
        path.write_text(path.read_text("utf-8").replace('answer = "keep"', 'answer = "reject"\nnote = "by bob"'), "utf-8")
        await pilot.press("t", *"foo", "enter")
        assert app.review.row is not None
        assert (app.review.row.answer, app.review.row.tags) == (Answer.REJECT, ("foo",))
        assert "1 reject" in app.review.line("header").plain
        assert "by bob" in app.review.line("about").plain
        await pilot.press("u")
        assert app.review.row.tags == ()
        session.flush()
        sidecar = load_sidecar(path)
        assert sidecar is not None
        assert (sidecar.decision.answer, sidecar.decision.note) == (Answer.REJECT, "by bob")


async def test_what_the_saver_merged_is_shown(scanned: Path, tmp_path: Path) -> None:
    root = copied(scanned, tmp_path)
    async with desk(root, tmp_path) as (session, app, pilot):
        await pilot.press("a", ":", *"alone", "enter")
        session.flush()
        path = sidecar_path(root, ID, tmp_path / "state")
        with locked(session.journal.folder / "sidecars.lock"):
            await pilot.press("t", *"foo", "enter")
            path.write_text(path.read_text("utf-8").replace('answer = "keep"', 'answer = "reject"\nnote = "by bob"'), "utf-8")
        await until(pilot, lambda: "another hand" in echo(app))
        assert app.review.row is not None
        assert (app.review.row.answer, app.review.row.tags) == (Answer.REJECT, ("foo",))
        assert "1 reject" in app.review.line("header").plain
        assert "by bob" in app.review.line("about").plain


async def test_what_cannot_be_undone_is_told_and_does_not_bar_the_way(scanned: Path, tmp_path: Path) -> None:
    root = copied(scanned, tmp_path)
    async with desk(root, tmp_path) as (session, app, pilot):
        await pilot.press("a", ":", *"alone", "enter")
        session.flush()
        path = sidecar_path(root, ID, tmp_path / "state")
        path.write_text(path.read_text("utf-8").replace('"keep"', '"defer"'), "utf-8")
        await pilot.press("u")
        assert "can't be undone" in echo(app)
        assert "1 defer" in app.review.line("header").plain
        await pilot.press("u")
        assert echo(app) == "Nothing to undo."


def row_of(app: TriageApp) -> str:
    """The row of the list as it is drawn."""
    position = app.review.listing.position(ID)
    assert position is not None
    return "".join(text for text, _ in app.review.documents.line_runs(position, 40))


async def test_a_refused_key_draws_the_row_anew_and_what_it_says_goes_with_the_cursor(scanned: Path, tmp_path: Path) -> None:
    root = copied(scanned, tmp_path)
    async with desk(root, tmp_path) as (session, app, pilot):
        await pilot.press("a", ":", *"alone", "enter")
        session.flush()
        path, glyphs = sidecar_path(root, ID, tmp_path / "state"), app.review.glyphs
        assert glyphs.keep in row_of(app)
        path.write_text(path.read_text("utf-8").replace('"keep"', '"reject"'), "utf-8")
        await pilot.press("d")
        assert "here it is anew" in echo(app)
        assert glyphs.reject in row_of(app)
        await pilot.press("j")
        assert echo(app) == ""
        await pilot.press("k")
        path.write_text("answer = <<<<<<<\n", "utf-8")
        await pilot.press("a")
        assert str(path) in echo(app)
        assert "0 of 6 decided" in app.review.line("header").plain
        assert glyphs.reject not in row_of(app)
        await pilot.press("j")
        assert echo(app) == ""


@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=str)
async def test_a_broken_sidecar_is_explained_where_one_looks(scanned: Path, tmp_path: Path, size: tuple[int, int]) -> None:
    sidecar = sidecar_path(scanned, ID, tmp_path / "state")
    sidecar.parent.mkdir(parents=True)
    sidecar.write_text('schema = "triage/sidecar"\n<<<<<<< HEAD\n', "utf-8")
    async with desk(scanned, tmp_path, size) as (_, app, pilot):
        await pilot.press(":", *"alone", "enter")
        await pilot.pause(0.1)
        lines = [strip.text.rstrip() for strip in app.review._compositor.render_strips()]
        area = app.review.line("about").region
        told = "".join("".join(lines[area.y : area.bottom]).split())
        assert f"{ID}.triage.toml:2:" in told
        assert "keepthelinesofoneversion" in told
        await pilot.press("j")
        assert "mend" not in app.review.line("about").plain


async def test_row_header_and_line_tell_the_same_of_what_was_changed_elsewhere(scanned: Path, tmp_path: Path) -> None:
    root = copied(scanned, tmp_path)
    async with desk(root, tmp_path) as (session, app, pilot):
        await pilot.press("a", "k")
        session.flush()
        path, glyphs = sidecar_path(root, ID, tmp_path / "state"), app.review.glyphs
        await pilot.press("j")
        path.write_text(path.read_text("utf-8").replace('"keep"', '"reject"').replace('"t"', '"bob"'), "utf-8")
        await pilot.press("k")
        assert "reject · bob" in app.review.line("about").plain
        assert row_of(app).strip(glyphs.focus).startswith(glyphs.reject)
        header = app.review.line("header").plain
        assert "0 keep" in header
        assert "1 reject" in header


async def test_a_decision_on_a_text_that_is_shown_anew_is_not_told_to_be_stale(scanned: Path, tmp_path: Path) -> None:
    root = copied(scanned, tmp_path)
    async with desk(root, tmp_path) as (_, app, pilot):
        await pilot.press("j")
        with (root / ID).open("a", encoding="utf-8") as file:
            file.write("\nIt came back on the tenth day, and stayed until the ice had gone.\n")
        await pilot.press("k")
        assert "tenth day" in text(app)
        await pilot.press("a", "k")
        assert "keep" in app.review.line("about").plain
        assert "changed" not in app.review.line("about").plain
        assert app.review.glyphs.stale not in row_of(app)
        await pilot.press("/", *"stale:yes", "enter")
        assert len(app.review.listing) == 0
