"""Keys that come faster than they are heard: each does what it would have done, had the one before been waited for."""

from __future__ import annotations

from time import monotonic

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui.desk import answers, desk, shown, until
from triage.config import Config
from triage.model import Answer
from triage.tui import key_queue
from triage.tui.terminal.input_parser import InputParser

NAMED = {"\r": "enter", "\t": "tab", "\x13": "ctrl+s", "\x1b": "escape", "\x15": "ctrl+u"}


def type_ahead(pilot: Pilot[None], keys: str) -> None:
    """All of it at once, as a terminal hands on what was typed while the program was at something else."""
    for character in keys:
        pilot.app.post_message(events.Key(NAMED.get(character) or _character_to_key(character), character))


async def test_what_follows_a_filter_is_typed_into_it() -> None:
    async with desk() as (session, review, pilot):
        type_ahead(pilot, "/axd")
        await until(pilot, lambda: review.query("#filter") and review.query_one(Input).value == "axd")
        assert answers(session) == [None] * 5
        type_ahead(pilot, "\x15delta\rG")
        await until(pilot, lambda: not review.has_class("-finding"))
        await until(pilot, lambda: review.where == "delta")
        assert shown(review) == "004.txt"


async def test_a_reason_and_a_note_are_there_before_enter() -> None:
    async with desk() as (session, _, pilot):
        type_ahead(pilot, "Xe\tno text\r")
        await until(pilot, lambda: answers(session)[0] is Answer.REJECT)
        assert session.corpus.all["001.txt"].reasons == ("error-page",)
        assert session.notes == {"001.txt": "no text"}


async def test_tags_notes_and_places_are_typed_before_they_are_taken() -> None:
    async with desk() as (session, review, pilot):
        type_ahead(pilot, "tsea\r\x13mseen\x13:004\rmlate\x13")
        await until(pilot, lambda: len(session.notes) == 2)
        assert session.corpus.all["001.txt"].tags == ("sea",)
        assert session.notes == {"001.txt": "seen", "004.txt": "late"}
        assert shown(review) == "004.txt"


def held_with_alt(pilot: Pilot[None], key: events.Key, known_as: str = "") -> None:
    pilot.app.post_message(key_queue.EscapedKey(key, known_as))


async def test_alt_and_a_key_that_is_bound_to_nothing_is_escape_and_the_key() -> None:
    async with desk() as (session, review, pilot):
        enter, j = events.Key("enter", "\r"), events.Key("j", "j")
        type_ahead(pilot, "/delta")
        held_with_alt(pilot, j)
        await until(pilot, lambda: review.documents.cursor == 1)
        assert not review.where
        type_ahead(pilot, "Xe")
        held_with_alt(pilot, enter)
        await until(pilot, lambda: review.context == "text")
        assert answers(session) == [None] * 5
        type_ahead(pilot, "?")
        held_with_alt(pilot, events.Key("d", "d"))
        await until(pilot, lambda: answers(session)[1] is Answer.DEFER)


async def test_alt_and_a_key_that_is_bound_is_that() -> None:
    async with desk(config=Config(keys={"list.down": "alt+j j"})) as (_, review, pilot):
        held_with_alt(pilot, events.Key("j", "j"))
        await until(pilot, lambda: review.documents.cursor == 1)
        type_ahead(pilot, "/two words")
        held_with_alt(pilot, events.Key("j", "j"))
        held_with_alt(pilot, events.Key("b", "b"), "ctrl+left")
        type_ahead(pilot, "x")
        await until(pilot, lambda: review.query("#filter") and review.query_one(Input).value == "two xwords")


async def test_a_key_that_nobody_answers_for_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(key_queue, "PATIENCE", 0.2)
    async with desk() as (_, review, pilot):
        app = pilot.app
        assert isinstance(app, key_queue.KeyQueueApp)
        app._under_way, app._since = key_queue.KeyHandled(), monotonic()  # never sent
        await pilot.press("j")
        assert review.documents.cursor == 0
        await pilot.pause(0.3)
        await pilot.press("j")
        await until(pilot, lambda: review.documents.cursor == 2)


async def test_alt_and_d_deletes_a_word_where_text_is_typed_and_decides_nothing() -> None:
    alt_d = next(InputParser().feed("\x1bd"))
    assert isinstance(alt_d, key_queue.EscapedKey)
    async with desk() as (session, review, pilot):
        type_ahead(pilot, "/one two")
        await until(pilot, lambda: review.query("#filter") and review.query_one(Input).value == "one two")
        review.query_one(Input).cursor_position = 4
        pilot.app.post_message(alt_d)
        await until(pilot, lambda: review.query_one(Input).value == "one ")
        assert review.has_class("-finding")
        assert answers(session) == [None] * 5
