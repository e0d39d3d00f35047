"""What the command line answers before a corpus is touched: usage, exit codes, one line of error."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from triage import __version__
from triage.cli import main
from triage.cli.parser import parse
from triage.corpus.index.sorts import SORT_KEYS

_NAMES = "open list show scan clean clusters decide undo redo export check stats keys paths"

Capture = pytest.CaptureFixture[str]


def test_version(capsys: Capture) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"triage {__version__}\n"


def test_help_names_every_command(capsys: Capture) -> None:
    assert main(["--help"]) == 0
    out = capsys.readouterr().out
    for name in _NAMES.split():
        assert f"\n    {name} " in out


def test_help_says_what_each_answer_does(capsys: Capture) -> None:
    assert main(["decide", "--help"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    for words in ("keep them", "reject them", "leave them for later", "take their answers back"):
        assert words in said


def test_help_names_every_order(capsys: Capture) -> None:
    assert main(["list", "--help"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert f"the order: {', '.join(SORT_KEYS[:-1])} or {SORT_KEYS[-1]}" in said


def test_a_folder_alone_opens_it() -> None:
    assert parse(["folder"]).run == parse(["open", "folder"]).run
    assert parse(["folder", "--state", "s"]).state == "s"


def test_values_may_start_with_a_dash() -> None:
    assert parse(["list", "c", "--where", "-tag:sport", "--sort", "-words"]).where == "-tag:sport"
    assert parse(["decide", "c", "--keep", "--note", "-a"]).note == "-a"
    decided = parse(
        ["decide", "c", "--reject", "--duplicate-of", "-a", "--survivor", "-b", "--cluster", "-c", "--reviewer", "-d"]
    )
    assert (decided.duplicate_of, decided.survivors, decided.cluster, decided.reviewer) == ("-a", ["-b"], "-c", "-d")
    assert parse(["decide", "c", "--keep", "--", "-a"]).ids == ["-a"]
    assert parse(["decide", "c", "--keep", "a", "--tag", "t", "b"]).ids == ["a", "b"]


@pytest.mark.parametrize(
    ("argv", "code", "says"),
    [
        ([], 2, "which folder?"),
        (["lst", "x"], 2, "did you mean triage list?"),
        (["list"], 2, "CORPUS"),
        (["list", "nowhere"], 3, "nowhere: there is no such folder"),
        (["list", "x", "--nope"], 2, "--nope"),
        (["scan", "x", "--jobs", "0"], 2, "'0' is no number"),
        (["show", "x", "a", "--raw", "--cleaned"], 2, "not allowed with"),
        (["list", "x", "--where", "--"], 2, "--where needs a value"),
        (["decide", "x", "a", "--note=--"], 2, "--note needs a value"),
        (["decide", "x", "a"], 2, "what to do?"),
        (["frobnicate", "x"], 2, "frobnicate: no command of triage, and no folder; triage --help lists the commands"),
        (["decide", "x", "--keep"], 2, "name the documents"),
        (["decide", "x", "a", "--where", "b", "--keep"], 2, "not both"),
        (["decide", "x", "a", "--keep", "--reason", "r"], 2, "leave it out with --keep"),
        (["decide", "x", "a", "--keep", "--duplicate-of", "r"], 2, "goes with --reject"),
        (["decide", "x", "a", "--tag", " "], 2, "can't be empty"),
        (["list", "x", "--state", ""], 2, "--state: is empty"),
        (["scan", ""], 2, "CORPUS: is empty; name a file or a folder"),
        (["decide", "", "--where", "words<9", "--reject"], 2, "CORPUS: is empty"),
        ([""], 2, "CORPUS: is empty"),
        (["keys", ""], 2, "CORPUS: is empty"),
        (["paths", ""], 2, "CORPUS: is empty"),
        (["clean", "", "--out", "x"], 2, "PATH: is empty"),
        (["decide", "x", "a", "--keep", "--reject"], 2, "not allowed with"),
        (["export", "x", "--out", "o.doc"], 2, "names no format"),
        (["clean", "nowhere"], 3, "nowhere: there is no such file or folder"),
        (["clean", "."], 2, "--out DIR"),
        (["clean", ".", "--out", "./x"], 2, "would become a document"),
        (["export", ".", "--out", "./x.jsonl"], 2, "would become a document"),
        (["export", ".", "--out", "./.triage/x.jsonl"], 2, ".triage/x.jsonl lies in Triage's own folder; choose another place"),
        (["export", ".", "--out", "./.triage/x.csv"], 2, "lies in Triage's own folder"),
        (["--ascii", "nowhere"], 3, "nowhere: there is no such folder"),
        (["--theme", "ansi", "nowhere"], 3, "nowhere: there is no such folder"),
        (["--theme", "high-contrast", "nowhere"], 3, "nowhere: there is no such folder"),
        (["--theme", "blue", "nowhere"], 2, "--theme"),
        (["--json", "list", "nowhere"], 2, "the command comes first: triage list"),
        (["--nope", "nowhere"], 2, "--nope; see triage open --help"),
        (["rules", "x", "add", "--exact", "y", "--threshold", "80", "--label", "content"], 2, "--threshold goes with --fuzzy"),
        (["rules", "x", "edit", "yours-1", "--folded", "y", "--threshold", "80"], 2, "--threshold goes with --fuzzy"),
        (["rules", "x", "--threshold", "80"], 2, "to make a rule"),
        (["open", "nowhere\x1b[2J"], 3, "nowhere␛[2J"),
        (["."], 2, "needs a terminal"),
    ],
)
def test_errors_are_one_line(
    argv: list[str], code: int, says: str, capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(argv) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("triage: ")
    assert err.count("\n") == 1
    assert says in err
    assert not list(tmp_path.iterdir())


def test_a_file_for_a_folder(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "a.txt").write_text("x")
    assert main(["list", str(tmp_path / "a.txt")]) == 3
    assert "name the folder that holds it" in capsys.readouterr().err


def test_keys_are_toml(capsys: Capture) -> None:
    assert main(["keys"]) == 0
    assert tomllib.loads(capsys.readouterr().out)["keys"]["decide.keep"]


def test_paths(tmp_path: Path, capsys: Capture) -> None:
    assert main(["paths", str(tmp_path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["index"] == str(tmp_path / ".triage" / "index.sqlite")
    assert main(["paths"]) == 0
    assert "config" in capsys.readouterr().out
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (KeyboardInterrupt(), 130),
        (OSError(28, "No space left on device", "f"), 3),
        (MemoryError(), 3),
        (BrokenPipeError(), 0),
        (KeyError(7), 70),
    ],
)
def test_what_a_command_raises(
    error: BaseException, code: int, monkeypatch: pytest.MonkeyPatch, capsys: Capture, tmp_path: Path
) -> None:
    def fail(args: object) -> int:
        raise error

    monkeypatch.setattr("triage.cli.runner", lambda args: fail)
    monkeypatch.setattr("triage.cli._drop_stdout", lambda: None)
    monkeypatch.setattr("triage.paths.log_dir", lambda: tmp_path)
    assert main(["keys"]) == code
    assert "Traceback" not in capsys.readouterr().err
    assert ["KeyError" in path.read_text() for path in tmp_path.iterdir()] == [True] * (code == 70)


def test_sigterm(tmp_path: Path) -> None:
    script = (
        "import os, signal, sys, triage.cli as c\n"
        "c.runner = lambda args: lambda args: os.kill(os.getpid(), signal.SIGTERM) or signal.pause()\n"
        "sys.exit(c.main(['keys']))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 143


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("command", [["list"], ["show", "a.txt", "--raw"], ["export", "--out", "-"], ["keys"]])
def test_a_full_disk_behind_standard_output_is_told_by_its_name(command: list[str], unbuffered: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The pier stays closed.\n")
    where = [] if command == ["keys"] else [str(tmp_path)]
    with open("/dev/full", "wb") as full:
        call = [sys.executable, "-m", "triage", command[0], *where, *command[1:]]
        environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
        done = subprocess.run(call, stdout=full, stderr=subprocess.PIPE, env=environment, check=False)
    assert done.returncode == 3
    said = "triage: standard output: No space left on device; see that it exists, has room, and may be read and written\n"
    assert done.stderr.decode() == said


def test_a_closed_pipe_is_quiet() -> None:
    line = f"{sys.executable} -m triage keys | true; {sys.executable} -m triage --help | head -1 >/dev/null"
    found = subprocess.run(line, shell=True, capture_output=True, text=True, check=False)
    assert found.stderr == ""


@pytest.mark.parametrize(("command", "code"), [("count .", 0), ("open .", 2), ("open --plain .", 0), ("count no", 3)])
def test_a_closed_stream_is_an_empty_one(command: str, code: int, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The ferry was late.")
    line = f"{sys.executable} -m triage {command} <&- >&- {'2>&-' if code else ''}"
    found = subprocess.run(line, shell=True, cwd=tmp_path, stderr=subprocess.PIPE, text=True, check=False)
    assert (found.returncode, found.stderr) == (code, "")


def test_version_loads_nothing_heavy() -> None:
    code = (
        "import sys; from triage.cli import main; main(['--version']); "
        "sys.exit(bool({'numpy', 'textual', 'rich', 'sqlite3', 'rapidfuzz'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode == 0
