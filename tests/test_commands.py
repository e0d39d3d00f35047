"""The registry: whole, without clashes, and strict about the keys of a config."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from triage.commands import COMMANDS, GROUPS, SORTS, as_markdown, as_toml, by_id, fitting, in_context, keymap
from triage.commands.registry import PLACES
from triage.corpus.index.sorts import sort_key
from triage.errors import ConfigError


def test_every_command_is_whole_and_the_table_has_no_clash() -> None:
    assert len(by_id) == len(COMMANDS)
    for command in COMMANDS:
        assert command.keys, command.id
        assert command.label, command.id
        assert command.help, command.id
        assert command.context in {"global", *PLACES}
        assert command.group in GROUPS
    assert keymap() == {command.id: command.keys for command in COMMANDS}


@pytest.mark.parametrize(
    ("overrides", "message"),
    [
        ({"decide.kep": "k"}, "no command is named 'decide.kep'"),
        ({"edit.tags": "a"}, "a already belongs to decide.keep"),
        ({"decide.keep": "j"}, "decide.keep: j already belongs to text.next"),
        ({"edit.tags": ()}, "left without a key"),
        ({"edit.tags": " "}, "left without a key"),
        ({"edit.tags": "ctrl+foo"}, "no key is named 'ctrl+foo'"),
        ({"edit.tags": ("", "t")}, "no key is named ''"),
        ({"edit.tags": "ctrl+i"}, "edit.tags: most terminals send tab for ctrl+i"),
        ({"edit.tags": "ctrl+q"}, "edit.tags: ctrl+q always leaves"),
        ({"app.quit": "Q", "edit.tags": "ctrl+c"}, "edit.tags: ctrl+c always leaves"),
        ({"decide.keep": "shift+a"}, "decide.keep: A already belongs to suggest.accept"),
        ({"edit.tags": "shift+1"}, "edit.tags: most terminals send the sign on the upper half of the key for shift+1"),
        ({"edit.tags": "shift+]"}, "edit.tags: most terminals send the sign on the upper half of the key for shift+]"),
        ({"edit.tags": "ctrl+shift+w"}, "edit.tags: most terminals send ctrl+w for ctrl+shift+w"),
        ({"edit.tags": "ctrl+W"}, "edit.tags: most terminals send ctrl+w for ctrl+W"),
        ({"edit.tags": "shift+enter"}, "edit.tags: most terminals send enter for shift+enter"),
        ({"edit.tags": "ctrl+1"}, "edit.tags: most terminals send 1 for ctrl+1"),
    ],
)
def test_keys_that_cannot_be_are_refused_by_name(overrides: dict[str, str], message: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(message)):
        keymap(overrides)


@pytest.mark.parametrize(
    ("given", "heard"),
    [
        ("shift+b", "B"),
        ("shift+B", "B"),
        ("B shift+b", "B"),
        ("alt+B", "alt+shift+b"),
        ("ctrl+alt+b", "alt+ctrl+b"),
        ("shift+tab", "shift+tab"),
        ("shift+f5", "shift+f5"),
        ("shift+up", "shift+up"),
        ("alt+enter", "alt+enter"),
    ],
)
def test_a_key_is_heard_however_it_is_spelled(given: str, heard: str) -> None:
    assert keymap({"decide.keep": given})["decide.keep"] == (heard,)


def test_the_key_of_a_tag_belongs_to_no_command() -> None:
    with pytest.raises(ConfigError, match=re.escape("triage.toml: [[tags]] war: ] already belongs to block.next-flagged")):
        keymap(place=lambda id: "triage.toml: ", tags={"]": "war"})
    moved = {"block.next-flagged": ("f6",)}
    assert keymap(moved, tags={"]": "war", "a": "arts", "1": "town"})["block.next-flagged"] == ("f6",)


def test_keys_are_swapped_together() -> None:
    keys = keymap({"decide.keep": "x", "decide.reject": ("a", "ctrl+x")})
    assert keys["decide.keep"] == ("x",)
    assert keys["decide.reject"] == ("a", "ctrl+x")


def test_list_and_text_may_share_a_key() -> None:
    assert "j" in by_id["list.down"].keys
    assert "j" in by_id["text.next"].keys
    heard = [command.id for command in in_context("text")]
    assert heard.index("text.next") < heard.index("decide.keep")
    assert "list.down" not in heard
    assert [command.context for command in in_context("global")].count("global") == len(in_context("global"))


def test_the_tables_are_read_back() -> None:
    found = tomllib.loads(as_toml())["keys"]
    assert {id: tuple(keys) for id, keys in found.items()} == keymap()
    odd = {**keymap(), "decide.keep": ('"', "\\")}
    assert tomllib.loads(as_toml(odd))["keys"]["decide.keep"] == ['"', "\\"]
    assert as_markdown().count("\n") == len(COMMANDS) + 2


def test_every_command_is_carried_out_by_the_screen() -> None:
    # Read, not imported: Textual is not needed to know the names.
    package = Path(__file__).parent.parent / "triage"
    paths = [*(package / "tui" / "screens").rglob("*.py"), *(package / "review").rglob("*.py")]
    source = "".join(path.read_text(encoding="utf-8") for path in paths)
    for command in COMMANDS:
        assert re.search(rf"\bdef {command.method}\(", source), command.id


def test_keys_of_one_place_belong_to_one_command() -> None:
    """A configuration may bind them by ids of their own; what they do, and whether it is guarded, is that command's."""
    for keys in (command for command in COMMANDS if command.same_as):
        command = by_id[keys.same_as]
        assert not command.same_as
        assert keys.method == command.method
        assert command.applies_in(keys.context)
        assert (keys.changes, keys.decides, keys.footer) == (command.changes, command.decides, False)
    methods = [command.method for command in COMMANDS if not command.same_as]
    assert len(methods) == len({*methods})


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("reject", "decide.reject"),
        ("Reject bec", "decide.reject-because"),
        ("rejct", "decide.reject"),
        ("flagged", "block.next-flagged"),
        ("clipboard path", "copy.path"),
        ("quit", "app.quit"),
    ],
)
def test_commands_are_found_by_their_words(typed: str, first: str) -> None:
    assert fitting(typed, COMMANDS)[0].id == first


def test_nothing_typed_finds_all_and_nonsense_nothing() -> None:
    assert fitting("  ", COMMANDS) == list(COMMANDS)
    assert fitting("qqqzzz", COMMANDS) == []


def test_each_order_that_sort_goes_through_is_one() -> None:
    assert [sort_key(sort) for sort in SORTS] == list(SORTS)
