"""The README says what the program does."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import triage
from tests.render_screens import PICTURE, picture, words
from triage.cli import main
from triage.cli.arguments import COMMANDS
from triage.cli.parser import parser_of
from triage.commands import as_markdown, as_toml, keymap
from triage.config import Config, load_config

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def test_key_table() -> None:
    shown = README.split("<!-- keys -->\n")[1].split("<!-- end keys -->")[0]
    assert shown == as_markdown(), "put the output of triage.commands.as_markdown() between the marks"


def test_picture() -> None:
    """Words, not pixels: what a release of Textual may move about is not what the picture tells."""
    assert words(picture()) == words(PICTURE.read_text(encoding="utf-8")), "run python tests/render_screens.py"


def test_every_command_is_shown() -> None:
    table = README.split("## The command line")[1]
    for name in COMMANDS:
        assert re.search(rf"`triage {name}\b", table), f"README doesn't show `triage {name}`"


def test_what_it_says_of_the_configuration_holds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (text,) = re.findall(r"```toml\n(reviewer.*?)```", README, re.DOTALL)
    (tmp_path / "triage.toml").write_text(text, "utf-8")
    (tmp_path / "a.txt").write_text("The ferry\n\nIt was late.\n\nThe Courier is printed on paper from the Sund mill.\n")
    config = load_config(tmp_path)
    assert {name for name in config._fields if getattr(config, name) == getattr(Config(), name)} == {"read", "clusters"}
    assert '"decide.keep" = ["a", "f2"]' in as_toml(keymap(config.keys, config.place_of_key, config.hot_keys))
    assert main(["show", str(tmp_path), "a.txt"]) == 0
    assert "boilerplate  courier-footer" in capsys.readouterr().out


def test_what_it_says_of_python_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    (tmp_path / "long.txt").write_text("The ferry\n\n" + "The ferry to the islands was late again on Monday morning. " * 4)
    (tmp_path / "short.txt").write_text("A few words.\n")
    for _ in range(2):
        exec(code.replace('"articles"', repr(str(tmp_path))), {})
        out = capsys.readouterr().out
        assert "long.txt The ferry " in out
    assert "rejected" not in out, "nothing is decided twice"
    with triage.open_corpus(str(tmp_path)) as session:
        assert session.corpus.listing("answer:reject reason:low-quality").ids() == ["short.txt"]


def test_keys_of_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = "The ferry to the islands was late again on Monday morning, and nobody said why it had been.\n\n"
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"The ferry\n\n{story * 2}Nobody could say when it would be mended either.\n{name[0]}.\n")
    words = {
        "views": ["--save", "v"],
        "rules": ["add", "--exact", "The ferry", "--label", "content"],
        "decide": ["b.txt", "--keep", "--tag", "t"],
        "decide --dry-run": ["a.txt", "--keep"],
        "mend": ["b.txt", "--author", "A"],
        "blocks": ["b.txt", "--drop", "2"],
        "show": ["b.txt"],
        "tags --rename": ["t", "town"],
        "rules add": ["--exact", "Nobody knew.", "--label", "content"],
    }
    assert main(["rules", str(tmp_path), *words.pop("rules")]) == 0
    table = README.split("<!-- json -->\n")[1].split("<!-- end json -->")[0].splitlines()[2:]
    rows = [[re.findall(r"`(.*?)`", cell) for cell in row.split("|")[1:3]] for row in table]
    # What is shown is last what is looked at: by then there is something.
    for (name, *within), keys in sorted(rows, key=lambda row: row[0][0] not in words or row[0][0] == "show"):
        if name == "relink":
            (tmp_path / "b.txt").rename(tmp_path / "c.txt")
        capsys.readouterr()
        command, *options = name.split()
        form = ["--out", "-"] if name == "export" else ["--json"]
        assert main([command, str(tmp_path), *options, *words.get(name, []), *form]) in (0, 1)
        printed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert name == "views" or '": ""' not in json.dumps(printed), f"{name}: what isn't known is null"
        for part in within:
            printed = [one for row in printed for one in (row[part] if isinstance(row[part], list) else [row[part]])]
        assert printed, name
        assert {tuple(row) for row in printed} == {tuple(keys)}, name


def test_every_option_is_shown() -> None:
    table = README.split("## The command line")[1].split("Expressions:")[0]
    everywhere = {"--help", "--json", "--state", "--reviewer"}
    for name in COMMANDS:
        rows = "\n".join(row for row in table.splitlines() if re.search(rf"`triage {name}\b", row))
        for option in {text for action in parser_of(name)._actions for text in action.option_strings} - everywhere:
            if option.startswith("--"):
                assert re.search(rf"{option}\b", rows), f"README doesn't show {option} with `triage {name}`"
    for option in everywhere - {"--help"}:
        assert re.search(rf"`{option}\b", README), f"README doesn't tell of {option}"
