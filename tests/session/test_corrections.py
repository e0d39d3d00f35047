"""Titles that somebody mended, and what others did to the same sidecar: nothing of it is lost, and undo takes its own back."""

from __future__ import annotations

from pathlib import Path

import pytest

from triage.session import Mend, Session


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("Pier stays closed\n\nThe harbour authority said that it would stay closed.\n", "utf-8")
    with opened(tmp_path, "ann") as ann:
        ann.corpus.scan()
    return tmp_path


def opened(root: Path, reviewer: str) -> Session:
    return Session.open(root, reviewer=reviewer)


def title(session: Session) -> str:
    row = session.corpus.row("a.txt")
    assert row is not None
    return row.title


def test_undo_of_a_tag_leaves_the_title_that_another_mended(root: Path) -> None:
    with opened(root, "ann") as ann:
        ann.tag(["a.txt"], ["sea"])
    with opened(root, "bob") as bob:
        bob.apply(Mend(("a.txt",), title="Mended"))
    with opened(root, "ann") as ann:
        ann.undo()
        ann.flush()
        assert title(ann) == "Mended"
        sidecar = ann.sidecar("a.txt")
        assert sidecar is not None
        assert sidecar.decision.tags == ()
    with opened(root, "bob") as bob:
        bob.undo()
        bob.flush()
        assert title(bob) == "Pier stays closed"


def test_undo_of_a_tag_leaves_what_the_sidecar_says_of_the_document(root: Path) -> None:
    with opened(root, "ann") as ann:
        ann.tag(["a.txt"], ["sea"])
    with opened(root, "bob") as bob:
        bob.note(["a.txt"], "asked twice")
    with opened(root, "ann") as ann:
        ann.undo()
        ann.flush()
        sidecar = ann.sidecar("a.txt")
        assert sidecar is not None
        assert (sidecar.decision.tags, sidecar.decision.note) == ((), "asked twice")
        assert sidecar.metadata.title == "Pier stays closed"


def test_undo_of_a_mended_title_leaves_what_another_decided(root: Path) -> None:
    with opened(root, "ann") as ann:
        ann.apply(Mend(("a.txt",), title="Mended"))
    with opened(root, "bob") as bob:
        bob.tag(["a.txt"], ["sea"])
    with opened(root, "ann") as ann:
        ann.undo()
        ann.flush()
        assert title(ann) == "Pier stays closed"
        assert ann.open_document("a.txt").metadata.title == "Pier stays closed"
        sidecar = ann.sidecar("a.txt")
        assert sidecar is not None
        assert sidecar.decision.tags == ("sea",)
