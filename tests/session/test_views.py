"""Saved views: written and read back, and told apart from what is broken."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.errors import ConfigError, UsageError
from triage.session.views import FILE, View, Views

NAMES = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12)


def test_views_are_saved_replaced_and_removed(tmp_path: Path):
    views = Views(tmp_path / "state")
    assert views.all() == {}
    assert not views.save(" to  check ", "answer:none dup>0.3", "-dup")
    assert not views.save("a", "", "id")
    assert views.save("a", '"quoted \\\\ words"', "id")
    assert Views(tmp_path / "state").all() == {
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


def test_none_is_lost_between_two_programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    ours, theirs = Views(tmp_path), Views(tmp_path)
    write, started = ours._write, []

    def late(views):
        started.append(Thread(target=theirs.save, args=("theirs", "", "id")))
        started[0].start()
        started[0].join(0.2)
        write(views)

    monkeypatch.setattr(ours, "_write", late)
    ours.save("ours", "", "id")
    started[0].join()
    assert list(ours.all()) == ["ours", "theirs"]


@given(name=NAMES)
def test_any_name_comes_back(tmp_path_factory, name):
    views = Views(tmp_path_factory.mktemp("views"))
    views.save(name, "", "id")
    assert list(views.all()) == [name]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("view = ", "line 1"),
        ("view = " + "[" * 2000, "line 1: broken TOML"),
        ('schema = "other"', "lacks schema"),
        ('schema = "triage/views"\nschema_version = 1\nview = 3', "must be tables"),
        ('schema = "triage/views"\nschema_version = 1\n[view.a]\nwhere = 3', "must have where"),
    ],
)
def test_a_broken_file_is_named_and_left_alone(tmp_path: Path, text: str, message: str):
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=message):
        Views(tmp_path).save("a", "", "id")
    assert (tmp_path / FILE).read_text(encoding="utf-8") == text
