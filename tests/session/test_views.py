"""Saved views: written and read back, and told apart from what is broken."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.errors import ConfigError, UsageError
from triage.model import Answer, View
from triage.save import ViewFile
from triage.session import Decide, Session
from triage.session.views import Views

NAMES = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12)


FILE = "views.toml"


def views_in(folder: Path) -> Views:
    file = ViewFile(folder / FILE)
    return Views(file, lambda change: file.write([change]))


def test_views_are_saved_replaced_and_removed(tmp_path: Path):
    views = views_in(tmp_path / "state")
    assert views.all() == {}
    assert not views.save(" to  check ", "answer:none dup>0.3", "-dup")
    assert not views.save("a", "", "id")
    assert views.save("a", '"quoted \\\\ words"', "id")
    assert views_in(tmp_path / "state").all() == {
        "a": View('"quoted \\\\ words"', "id"),
        "to check": View("answer:none dup>0.3", "-dup"),
    }
    views.remove("to check")
    assert list(views.all()) == ["a"]
    for wrong in (("a", "(", "id"), ("a", "", "nothing"), (" ", "", "id"), ("\x1b[2J", "", "id")):
        with pytest.raises(UsageError):
            views.save(*wrong)
    with pytest.raises(UsageError, match="no view"):
        views.remove("b")


def test_none_is_lost_between_two_programs(tmp_path: Path):
    theirs = views_in(tmp_path)

    def late(change):
        theirs.save("theirs", "", "id")
        file.write([change])

    file = ViewFile(tmp_path / FILE)
    ours = Views(file, late)
    ours.save("ours", "", "id")
    assert list(ours.all()) == ["ours", "theirs"]
    with pytest.raises(ConfigError, match="by another hand"):
        Views(file, lambda change: [theirs.remove("ours"), late(change)]).save("ours", "words<9", "id")
    assert list(ours.all()) == ["theirs"]


@pytest.fixture
def session(tmp_path: Path):
    (tmp_path / "a.txt").write_text("The council met by the harbour.\n", "utf-8")
    with Session.open(tmp_path, reviewer="ann") as session:
        session.corpus.scan()
        yield session


def test_views_are_undone_and_done_again(session: Session):
    session.apply(Decide(("a.txt",), Answer.KEEP))
    session.views.save("long", "words>800", "id")
    session.views.save("long", "words>900", "-dup")
    session.views.save("long", "words>900", "-dup")  # as it is: nothing to take back
    session.views.remove("long")
    told = [session.undo().receipt for _ in range(4)]
    assert told == [
        "undone: view long, now words>900, sorted by -dup",
        "undone: view long, now words>800, sorted by id",
        "undone: view long, now gone",
        "undone: decision of a.txt",
    ]
    assert session.views.all() == {}
    told = [session.redo().receipt for _ in range(4)]
    assert told[1:] == [
        "done again: view long, now words>800, sorted by id",
        "done again: view long, now words>900, sorted by -dup",
        "done again: view long, now gone",
    ]
    session.undo()
    assert session.views.all() == {"long": View("words>900", "-dup")}


def test_a_view_that_another_hand_changed_is_passed_over(session: Session):
    session.apply(Decide(("a.txt",), Answer.KEEP))
    session.views.save("long", "words>800", "id")
    path = session.corpus.places.views
    path.write_text(path.read_text("utf-8").replace("800", "700"), "utf-8")
    with pytest.raises(ConfigError, match="undo again for what was done before"):
        session.undo()
    assert session.views.all() == {"long": View("words>700", "id")}
    assert session.undo().receipt == "undone: decision of a.txt"


def test_a_view_that_the_journal_has_alone_is_saved_at_the_next_start(tmp_path: Path, session: Session):
    path = session.corpus.places.views
    session.views.save("one", "", "id")
    before = path.read_bytes()
    session.views.save("twoé", 'note:"x"', "id")
    session.flush()
    journal = session.journal
    path.write_bytes(before)
    journal.checkpoints._path.unlink()
    with Session.open(tmp_path, reviewer="ann") as again:
        assert list(again.views.all()) == ["one", "twoé"]
    path.write_text("broken = ", "utf-8")
    journal.checkpoints._path.unlink()
    with Session.open(tmp_path, reviewer="ann"):
        assert path.read_text("utf-8") == "broken = "


def test_a_view_that_was_deleted_by_hand_stays_so_where_the_note_of_what_is_saved_is_lost(tmp_path: Path, session: Session):
    session.views.save("one", "", "id")
    session.views.save("two", "", "id")
    session.flush()
    path = session.corpus.places.views
    kept = path.read_text("utf-8")
    path.write_text(kept[: kept.index("[view.one]")] + kept[kept.index("[view.two]") :], "utf-8")
    session.journal.checkpoints._path.unlink()
    with Session.open(tmp_path, reviewer="ann") as again:
        assert list(again.views.all()) == ["two"]


def test_an_entry_whose_view_has_no_name_is_damage_like_any_other(tmp_path: Path, session: Session):
    session.views.save("one", "", "id")
    session.flush()
    session.journal.checkpoints._path.unlink()
    (journal,) = session.corpus.places.journal.glob("*.jsonl")
    journal.write_bytes(journal.read_bytes().replace(b'"name":"one"', b'"name":null'))
    with Session.open(tmp_path, reviewer="ann") as again:
        assert list(again.views.all()) == ["one"]


@given(name=NAMES)
def test_any_name_comes_back(tmp_path_factory, name):
    views = views_in(tmp_path_factory.mktemp("views"))
    views.save(name, "", "id")
    assert list(views.all()) == [name]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("view = ", ":1: broken TOML"),
        ("view = " + "[" * 2000, ":1: broken TOML"),
        ('schema = "other"', ":1: not written by triage"),
        ('schema = "triage/views"\nschema_version = 1\nview = 3', ":3: view must be tables"),
        ('schema = "triage/views"\nschema_version = 1\n[view.a]\nwhere = 3', ":4: view a: where: must be a text"),
        ('schema = "triage/views"\nschema_version = 1\n[view.a]\nsort = 3', ":4: view a: sort: must be a text"),
    ],
)
def test_a_broken_file_is_named_and_left_alone(tmp_path: Path, text: str, message: str):
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=message):
        views_in(tmp_path).save("a", "", "id")
    assert (tmp_path / FILE).read_text(encoding="utf-8") == text
