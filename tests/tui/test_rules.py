"""Corrections that teach, on the screen: a rule from a block, what it would change, the list of rules, undo."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.events import Key
from textual.pilot import Pilot

from tests.tui.desk import until
from triage.model import Answer, Label, Likeness
from triage.session import Decide, Session, learned_rules
from triage.tui import time_slices
from triage.tui.app import TriageApp
from triage.tui.run_line import RunLine
from triage.tui.screens.dialogs.rule import RuleScreen
from triage.tui.screens.dialogs.rules import RulesScreen
from triage.tui.widgets.line_list import LineList
from triage.tui.widgets.report import Report

FOOT = "The islands [/get] the evening edition of this paper by post"
STORY = "The council voted on Tuesday to mend the {} bridge, which has stood for ninety years.\n\nWork starts in May.\n\n"


@asynccontextmanager
async def desk(folder: Path, size: tuple[int, int] = (120, 40)) -> AsyncIterator[tuple[Session, TriageApp, Pilot[None]]]:
    for name in ("a", "b", "c"):
        (folder / f"{name}.txt").write_text(STORY.format(name) + (FOOT + "\n" if name != "c" else ""), "utf-8")
    with Session.open(folder, reviewer="t") as session:
        session.corpus.scan()
        session.apply(Decide(("b.txt",), Answer.KEEP))
        app = TriageApp(session, scan=False)
        async with app.run_test(size=size) as pilot:
            await pilot.pause(0.3)
            yield session, app, pilot


def line(app: TriageApp, id: str) -> str:
    return app.screen.query_one(f"#{id}", RunLine).plain


def counted(app: TriageApp) -> bool:
    return isinstance(app.screen, RuleScreen) and app.screen.reach is not None and app.screen.reach.complete


def text_of(report: Report) -> str:
    return "\n".join("".join(text for text, _ in report.line_runs(y, 100)) for y in range(report.virtual_size.height))


@pytest.mark.parametrize("size", [(120, 40), (60, 20)])
async def test_a_block_becomes_a_rule_and_undo_takes_it_back(tmp_path: Path, size: tuple[int, int]) -> None:
    async with desk(tmp_path, size) as (session, app, pilot):
        await pilot.press("enter")
        app.review.focus_block(3)
        await pilot.press("D")
        assert isinstance(app.screen, RuleScreen)
        await until(pilot, lambda: "2 blocks in 2 documents, 1 of them" in line(app, "reach"))
        assert app.screen.query_one(LineList).count == 2
        await pilot.press("D")
        assert session.rules.all() == [], "the key that asked confirms nothing"
        await pilot.press("j", "enter")
        [rule] = session.rules.all()
        assert (rule.label, rule.likeness, rule.author) == (Label.BOILERPLATE, Likeness.FOLDED, "t")
        assert app.review.opened is not None
        assert "evening" not in app.review.opened.cleaned.text
        assert app.review.pane.focused_block == 3
        await pilot.press("u")
        assert session.rules.all() == []
        assert "evening" in app.review.opened.cleaned.text


async def test_a_first_rule_keeps_the_block_where_the_cleaner_is_loaded_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learned_rules, "AT_ONCE", 0)  # as in a folder where the rule concerns many documents
    async with desk(tmp_path) as (session, app, pilot):
        app.review.focus_block(3)
        await pilot.press("D")
        await until(pilot, lambda: counted(app))
        await pilot.press("enter")
        await until(pilot, lambda: app.review.opened is not None)
        assert len(session.rules.all()) == 1
        assert app.review.pane.focused_block == 3


async def test_a_rule_that_is_as_it_was_is_not_said_to_hold_for_nothing(tmp_path: Path) -> None:
    async with desk(tmp_path) as (_, app, pilot):
        app.review.focus_block(3)
        await pilot.press("D")
        await until(pilot, lambda: counted(app))
        await pilot.press("enter", "r", "enter")
        await until(pilot, lambda: counted(app))
        assert line(app, "reach") == "Changes nothing · the rule is as it was"
        await pilot.press("1")
        await until(pilot, lambda: counted(app) and "as it was" not in line(app, "reach"))


async def test_kind_threshold_label_and_text_can_be_changed_before(tmp_path: Path) -> None:
    async with desk(tmp_path) as (session, app, pilot):
        app.review.focus_block(3)
        await pilot.press("R", "1")
        assert isinstance(app.screen, RuleScreen)
        assert app.screen.rule.likeness is Likeness.EXACT
        await pilot.press("minus", "minus", "D", "e")
        assert (app.screen.rule.likeness, app.screen.rule.threshold) == (Likeness.FUZZY, 88)
        assert app.screen.rule.label is Label.BOILERPLATE
        await pilot.press("end", "!", "enter", "escape")
        await pilot.pause()
        assert app.screen is app.review
        assert session.rules.all() == []


async def test_an_empty_text_is_refused_and_what_is_typed_next_is_the_text(tmp_path: Path) -> None:
    async with desk(tmp_path) as (session, app, pilot):
        app.review.focus_block(3)
        await pilot.press("D", "e", "ctrl+u", "enter")
        assert line(app, "dialog-keys") == "A rule needs a text; Esc leaves it as it was."
        assert isinstance(app.screen, RuleScreen)
        before = app.screen.rule
        await pilot.press("space", "enter", *"1R")
        assert app.screen.rule == before
        await pilot.press("enter")
        assert app.screen.rule == before._replace(text="1R")
        assert line(app, "dialog-keys").startswith("Enter saves")
        await pilot.press("e", "ctrl+u", "escape")
        assert app.screen.rule.text == "1R"
        assert line(app, "dialog-keys").startswith("Enter saves")
        assert session.rules.all() == []


async def test_the_list_of_rules(tmp_path: Path) -> None:
    async with desk(tmp_path) as (session, app, pilot):
        app.review.focus_block(3)
        await pilot.press("D")
        await until(pilot, lambda: counted(app))
        await pilot.press("enter", "r")
        assert isinstance(app.screen, RulesScreen)
        await pilot.press("space")
        assert not session.rules.get("yours-1").enabled
        assert "disabled" in line(app, "said")
        await pilot.press("space", "enter")
        assert isinstance(app.screen, RuleScreen)
        await pilot.press("3")
        await until(pilot, lambda: counted(app))
        await pilot.press("enter")
        assert session.rules.get("yours-1").likeness is Likeness.FUZZY
        await pilot.press("r", "delete", "escape", "u")
        assert session.rules.get("yours-1").likeness is Likeness.FUZZY


async def test_the_statistics_open_and_close(tmp_path: Path) -> None:
    async with desk(tmp_path) as (_, app, pilot):
        await pilot.press("percent_sign")
        report = app.screen.query_one("#report", Report)
        await until(pilot, lambda: "line-model" in text_of(report))
        assert "1 of 3 decided" in text_of(report)
        await pilot.press("q")
        assert app.screen is app.review


async def test_nothing_is_counted_for_a_rule_that_was_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time_slices, "WORK", 0)
    monkeypatch.setattr(time_slices, "REST", 10)
    async with desk(tmp_path) as (_, app, pilot):
        app.review.focus_block(3)
        await pilot.press("D")
        counting = [worker for worker in app.workers if worker.node is app.screen]
        assert [worker.is_finished for worker in counting] == [False]
        app.screen.dismiss(None)
        assert counting[0].is_cancelled, "it would show what it found on a screen that has no parts any more"
        await pilot.pause(0.2)
        assert app.screen is app.review


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ("J space", "There is no block to change."),
        ("J V space", "There is no block to change."),
        ("J D", "There is no block to learn from."),
        ("J R", "There is no block to learn from."),
        ("J o", "There is no block here."),
        ("J *", "There is no block to change."),
    ],
)
async def test_a_document_without_blocks_has_none_to_change(tmp_path: Path, keys: str, told: str) -> None:
    (tmp_path / "0.txt").write_text("")
    async with desk(tmp_path) as (_, app, pilot):
        await pilot.press(*("asterisk" if key == "*" else key for key in keys.split()))
        assert app.review.line("echo").plain == told


async def test_the_index_tells_of_a_label_once_that_is_shown_and_before_the_next_key(tmp_path: Path) -> None:
    async with desk(tmp_path) as (session, app, pilot):
        before = words(session, "a.txt")
        app.review.focus_block(3)
        await app.review.run_command("block.toggle")
        assert words(session, "a.txt") == before
        app.typed(Key("j", "j"))
        dropped = words(session, "a.txt")
        assert dropped != before
        await pilot.press("space")
        await until(pilot, lambda: words(session, "a.txt") == before)


def words(session: Session, id: str) -> int:
    row = session.corpus.row(id)
    assert row is not None
    return row.words
