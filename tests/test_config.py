"""`triage.toml`: what it may say, and that every mistake is named with file, line and remedy."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.commands import keymap
from triage.config import REASONS, Config, Reason, load_config
from triage.config.settings import PaletteTag, WordList
from triage.errors import ConfigError, ExitCode

FULL = """\
reviewer = "alice"
sort = "words"
highlights = ["election", "press release"]
[read]
text_field = "body"
[keys]
keep = "k"
reject = ["x", "delete"]
[[tags]]
tag = "politics"
key = "p"
colour = "#00ff00"
[[tags]]
tag = "asia"
[[reasons]]
code = "spam"
key = "s"
[[rules]]
id = "house-ad"
lines = ["Subscribe to us"]
"""


def load(tmp_path: Path, text: str | bytes) -> Config:
    (tmp_path / "triage.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_config(tmp_path)


def test_everything_is_read(tmp_path: Path) -> None:
    config = load(tmp_path, FULL)
    assert config.reviewer == "alice"
    assert config.sort == "words"
    assert config.highlights == (WordList(("election", "press release")),)
    assert config.read.text_field == "body"
    assert config.keys == {"keep": ("k",), "reject": ("x", "delete")}
    assert config.palette == (PaletteTag("politics", "p", "#00ff00"), PaletteTag("asia"))
    assert config.reasons == (Reason("spam", "s", "spam"),)
    assert [dict(rule) for rule in config.rules] == [{"id": "house-ad", "lines": ["Subscribe to us"]}]
    assert config.path == tmp_path / "triage.toml"


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert load_config(tmp_path) == Config()
    assert [r.code for r in REASONS][:2] == ["duplicate", "error-page"]
    assert len({r.key for r in REASONS}) == len(REASONS)


def test_a_link_to_nothing_is_no_missing_file(tmp_path: Path) -> None:
    (tmp_path / "triage.toml").symlink_to("nowhere.toml")
    with pytest.raises(ConfigError, match="is a link to nothing; remove it, or restore what it points to"):
        load_config(tmp_path)


def test_a_named_file_must_exist(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such file"):
        load_config(tmp_path, tmp_path / "other.toml")
    (tmp_path / "other.toml").write_text('reviewer = "bob"')
    assert load_config(tmp_path, tmp_path / "other.toml").reviewer == "bob"


def test_a_bom_and_crlf_are_fine(tmp_path: Path) -> None:
    assert load(tmp_path, b'\xef\xbb\xbfreviewer = "a"\r\nsort = "id"\r\n').reviewer == "a"


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ('reviewer = "a"\nreviewr = "b"', 2, 'unknown key "reviewr"; did you mean reviewer?'),
        ("zzz = 1", 1, "known are reviewer"),
        ("\n[read]\ntextfield = 'x'", 3, 'unknown key "read.textfield"; did you mean text_field?'),
        ("sort = 3", 1, "sort must be one line of text"),
        ('sort = "a\\nb"', 1, "sort must be one line"),
        ('highlights = "x"', 1, "highlights must be a list"),
        ("highlights = [1]", 1, "highlights must be a list"),
        ("\nkeys = 1", 2, "write [keys]"),
        ("[keys]\nkeep = 1", 2, "keep must be a list"),
        ('[keys]\n"decide.keep" = "\\u001b"', 2, "must be one line of text"),
        ("\n[thresholds]\nx = 1", 2, 'unknown key "thresholds"'),
        ("[tags]\ntag = 'x'", 1, "write [[tags]]"),
        ("[[tags]]\nkey = 'x'", 1, "[[tags]] lacks tag"),
        ("[[tags]]\ntag = 'x'\n[[tags]]\ntag = 'x'", 4, '"x" twice'),
        ("[[tags]]\ntag='a'\nkey='x'\n[[tags]]\ntag='b'\nkey='x'", 6, 'key = "x" twice'),
        ("[[tags]]\ntag = '-x'", 2, "begins with a -"),
        ("[[tags]]\ntag = 'x'\ncolour = 'no colour'", 3, "is no colour"),
        ("[[reasons]]\ncode = 'x'\nfoo = 1", 3, 'unknown key "reasons.foo"'),
        ("rules = [1]", 1, "write [[rules]]"),
        ("a = \n", 1, "broken TOML (Invalid value); mend this line"),
        ("a = 1\n<<<<<<< HEAD\n", 2, "a merge conflict; keep the lines of one version"),
        (b"\n\xff", 2, "save it as UTF-8"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, text: str | bytes, line: int, says: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, text)
    assert caught.value.line == line
    assert caught.value.exit_code == ExitCode.CONFIG
    message = str(caught.value)
    assert message.startswith(f"{tmp_path / 'triage.toml'}, line {line}: ")
    assert says in message
    assert "\n" not in message


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "triage.toml").mkdir()
    with pytest.raises(ConfigError, match="not a regular file"):
        load_config(tmp_path)


@pytest.mark.skipif(os.name != "posix", reason="names of bytes")
def test_a_hostile_folder_name_stays_one_line(tmp_path: Path) -> None:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\n\x1b\xff"))
    folder.mkdir()
    (folder / "triage.toml").write_text("=")
    with pytest.raises(ConfigError) as caught:
        load_config(folder)
    assert str(caught.value).isprintable()


@given(st.binary(max_size=200))
def test_any_bytes_give_settings_or_a_named_mistake(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    folder = tmp_path_factory.mktemp("c")
    try:
        load(folder, raw)
    except ConfigError as error:
        message = str(error)
    else:
        message = ""
    assert not message or message.isprintable()


def test_word_lists_with_names_and_colours(tmp_path: Path) -> None:
    text = '[[highlights]]\nname = "places"\ncolour = "cyan"\nwords = ["Sund", "Strand"]\n[[highlights]]\nwords = ["storm"]\n'
    assert load(tmp_path, text).highlights == (WordList(("Sund", "Strand"), "places", "cyan"), WordList(("storm",)))


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ('[[highlights]]\nname = "x"\n', 1, "lacks words"),
        ('[[highlights]]\nword = ["x"]\n', 2, 'unknown key "highlights.word"; did you mean words?'),
        ('[[highlights]]\nwords = ["x"]\ncolour = "no colour"\n', 3, "is no colour"),
        ('[[tags]]\ntag = "a"\nkey = "ab"\n', 3, "not one character"),
        ('[[tags]]\ntag = "a"\nkey = "1"\n[[tags]]\ntag = "b"\nkey = "1"\n', 6, 'key = "1" twice'),
        ('[[reasons]]\ncode = "a"\nkey = "j"\n', 3, "moves in the list"),
    ],
)
def test_lists_and_hot_keys_that_cannot_be(tmp_path: Path, text: str, line: int, what: str) -> None:
    with pytest.raises(ConfigError, match=f", line {line}: .*{re.escape(what)}"):
        load(tmp_path, text)


def test_the_place_of_a_key_is_known(tmp_path: Path) -> None:
    config = load(tmp_path, 'sort = "id"\n[keys]\n"decide.keep" = "k"\n')
    assert config.place_of_key("decide.keep") == f"{tmp_path / 'triage.toml'}, line 3: "
    with pytest.raises(ConfigError, match=r"line 3: \[keys\] decide.keep: q already belongs to app.quit"):
        keymap({"decide.keep": "q"}, config.place_of_key)
    with pytest.raises(ConfigError, match=r"did you mean decide.keep\?"):
        keymap({"keep": "k"})


def test_a_number_too_long_to_be_read(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="write a smaller number"):
        load(tmp_path, "reviewer = " + "9" * 5000)


def test_a_pipe_in_its_place_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "triage.toml")
    with pytest.raises(ConfigError, match="not a regular file"):
        load_config(tmp_path)
