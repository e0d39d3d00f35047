"""What the screen's tests run on is called as the real session is: nothing passes on it that would fail on that."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from inspect import Parameter, signature
from pathlib import Path

import pytest

from tests.tui.fakes import FakeSession
from triage.model import Answer
from triage.session import Decide, Session

OF_THE_TESTS = {
    *("FakeSession.texts", "FakeSession.notes", "FakeSession.dropped", "FakeSession.past", "FakeSession.future"),
    *("FakeSession.prepared", "FakeSession.flushed", "FakeSession.callback", "FakeCorpus.all"),
}
"""What tests look at, and the screen doesn't."""
ANY = (Parameter.VAR_POSITIONAL, Parameter.VAR_KEYWORD)


@pytest.fixture
def pairs(tmp_path: Path) -> Iterator[list[tuple[object, object]]]:
    """What stands in for what."""
    (tmp_path / "001.txt").write_text("The pier stays closed, the harbour authority said.\n", "utf-8")
    fake, keep = FakeSession(["Pier"]), Decide(("001.txt",), Answer.KEEP)
    with Session.open(tmp_path, reviewer="ann") as real:
        real.corpus.scan()
        parts = [(getattr(fake, name), getattr(real, name)) for name in ("corpus", "clusters", "suggestions", "statistics")]
        listings, counts = (fake.corpus.listing(), real.corpus.listing()), (fake.corpus.counts(), real.corpus.counts())
        decided = (fake.corpus.decided, real.corpus.decided)
        yield [(fake, real), *parts, listings, counts, (fake.bulk(keep), real.bulk(keep)), decided]


def test_the_stand_in_is_called_as_the_session_is(pairs: list[tuple[object, object]]) -> None:
    found = [one for fake, real in pairs for one in sorted(_unlike(fake, real) - OF_THE_TESTS)]
    assert not found


def _unlike(fake: object, real: object) -> set[str]:
    """The public attributes that only the stand-in has, or that can't be called in all the ways in which its own can."""
    names = [name for name in dir(fake) if not name.startswith("_")]
    lacking = {name for name in names if name not in dir(real)}
    methods = [name for name in names if name not in lacking and callable(getattr(fake, name))]
    other = {name for name in methods if not _takes(getattr(real, name), getattr(fake, name))}
    return {f"{type(fake).__name__}.{name}" for name in lacking | other}


def _takes(real: Callable[..., object], fake: Callable[..., object]) -> bool:
    """Whether all calls that `fake` takes are calls that `real` takes, but for what a stand-in takes in any number."""
    wanted = [one for one in _parameters(fake) if one.kind not in ANY]
    known = {one.name: one for one in _parameters(real)}
    in_order = [one.name for one in wanted if one.kind is Parameter.POSITIONAL_OR_KEYWORD]
    of_real = [one.name for one in known.values() if one.kind is Parameter.POSITIONAL_OR_KEYWORD]
    needed = {one.name for one in known.values() if one.default is Parameter.empty and one.kind not in ANY}
    given = {one.name for one in wanted if one.default is Parameter.empty}
    return in_order == of_real[: len(in_order)] and {one.name for one in wanted} <= set(known) and needed <= given


def _parameters(method: Callable[..., object]) -> list[Parameter]:
    return [*signature(method).parameters.values()]
