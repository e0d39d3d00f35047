"""The folder that a command opens: its configuration, its state, the scan, and progress."""

from __future__ import annotations

import errno
import io
import json
from itertools import count
from pathlib import Path
from typing import NoReturn

import pytest

from tests.cli.commands import Capture, run
from triage.cli import main, opening


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["decide", "--where", "words>0", "--defer"], "decide 3 of 3"),
        (["undo"], "undo 3 of 3"),
        (["tags", "--rename", "sea", "town"], "tag 3 of 3"),
        (["mend", "--where", "words>0", "--author", "A"], "mend 3 of 3"),
        (["export", "--out", "../kept.csv"], "export 4 of 4"),
    ],
)
def test_what_takes_long_tells_a_terminal_how_far_it_is(
    words: list[str], told: str, corpus: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(capsys, "decide", corpus, "--where", "words>0", "--tag", "sea", "--json")
    monkeypatch.chdir(corpus)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setattr(opening.time, "monotonic", count(1, 9).__next__)
    monkeypatch.setenv("COLUMNS", "80")
    assert main([words[0], ".", *words[1:]]) == 0
    out, err = capsys.readouterr()
    assert f"[{'#' * 20}] {told} " in err
    assert "\r" not in out
    assert f"{'':<79}\r" in err


def test_a_folder_that_cant_be_looked_at_is_told_as_such(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "shut" / "in").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("os.access", lambda path, mode: False)
    assert main(["list", "shut"]) == 3
    assert capsys.readouterr().err == "triage: shut: the folder can't be read; `chmod u+rx` it\n"

    def shut(path: object) -> NoReturn:
        raise PermissionError(errno.EACCES, "Permission denied", path)

    monkeypatch.setattr("triage.cli.opening.os.stat", shut)
    assert main(["list", "shut/in"]) == 3
    told = "can't be looked at (Permission denied); see that the folders it is in may be entered"
    assert capsys.readouterr().err == f"triage: shut/in: {told}\n"


@pytest.mark.parametrize("words", [["list"], ["scan", "--json"], ["check"], ["open", "--plain"], ["export", "--out", "-"]])
def test_a_folder_without_documents_is_told_what_is_read(
    words: list[str], tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.json").write_text('{"title": "The ferry", "text": "It was late."}')
    monkeypatch.setattr("sys.stdin", io.StringIO())
    for _ in range(2):
        assert main([words[0], str(tmp_path), *words[1:]]) == 0
        out, err = capsys.readouterr()
        assert err.startswith(f"triage: {tmp_path}: no documents here. Triage reads text (.txt), ")
        assert "`jq -c . *.json > all.jsonl`" in err
        assert "Triage reads" not in out
    assert main(["scan", str(tmp_path), "--progress-json"]) == 0
    assert all(json.loads(line) for line in capsys.readouterr().err.splitlines())
    (tmp_path / "a.txt").write_text("The ferry was late.")
    assert main([words[0], str(tmp_path), *words[1:]]) in (0, 1)
    assert "Triage reads" not in capsys.readouterr().err


def test_what_found_no_room_and_is_edited_otherwise_by_now_is_told(corpus: Path, capsys: Capture) -> None:
    run(capsys, "decide", corpus, "a.txt", "--keep", "--json")
    sidecar = corpus / "a.txt.triage.toml"
    before = sidecar.read_text("utf-8")
    run(capsys, "decide", corpus, "a.txt", "--reject", "--json")
    # As on a disk that is full, and with an editor's change since.
    sidecar.write_text(before.replace('"keep"', '"defer"'), "utf-8")
    (corpus / ".triage" / "journal" / "saved.json").write_text('{"through": 1, "also": []}')
    assert main(["list", str(corpus), "--where", "answer:any", "--json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["answer"] == "defer"
    told = "answer changed on disk since it was loaded; reload to see it, then decide again; left as it is"
    assert err == f"triage: {sidecar}: {told}\n"
    assert main(["list", str(corpus), "--json"]) == 0
    assert capsys.readouterr().err == ""


def test_scan_progress(corpus: Path, capsys: Capture) -> None:
    assert main(["scan", str(corpus), "--json", "--progress-json"]) == 0
    out, err = capsys.readouterr()
    report = json.loads(out)
    assert report["documents"] == 4
    steps = [json.loads(line) for line in err.splitlines()]
    assert all(set(step) == {"done", "total", "bytes", "seconds", "phase", "rate", "left"} for step in steps)
    matched = [(step["done"], step["total"]) for step in steps if step["phase"] == "match"]
    assert (matched[0], matched[-1]) == ((0, 4), (4, 4))
    assert max(step["bytes"] for step in steps if step["phase"] == "read") == report["bytes"]
    assert main(["scan", str(corpus)]) == 0
    assert "matched     nothing is new or changed" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[[rules]]\nname = "x"\n', "rules[1] (x): give phrases"),
        ('sort = "size"\n', "sort: unknown sort key 'size'"),
        ('[[rules]]\nname = "x"\npatterns = ["("]\n', "no regular expression"),
    ],
)
def test_what_is_wrong_with_the_configuration_names_its_file(corpus: Path, capsys: Capture, text: str, says: str) -> None:
    (corpus / "triage.toml").write_text(text)
    assert main(["list", str(corpus)]) == 4
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"triage: {corpus / 'triage.toml'}: ")
    assert says in line


def test_the_screen_needs_a_terminal(corpus: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["open", str(corpus)]) == 2
    assert "needs a terminal" in capsys.readouterr().err
    for stream in ("stdin", "stdout"):
        monkeypatch.setattr(f"sys.{stream}.isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "dumb")
    assert main(["open", str(corpus)]) == 2


def test_no_name_is_no_folder(corpus: Path, capsys: Capture) -> None:
    for command in (["export", str(corpus)], ["clean", str(corpus)]):
        assert main([*command, "--out", ""]) == 2
        assert "--out" in capsys.readouterr().err


def test_decisions_in_the_folder_that_are_not_read_are_told(corpus: Path, tmp_path: Path, capsys: Capture) -> None:
    elsewhere = str(tmp_path / "elsewhere")
    assert main(["count", str(corpus), "--state", elsewhere]) == 0
    assert "--state" not in capsys.readouterr().err
    assert main(["decide", str(corpus), "a.txt", "--keep"]) == 0
    capsys.readouterr()
    assert main(["count", str(corpus), "--state", elsewhere]) == 0
    assert "decisions made without --state" in capsys.readouterr().err


def test_what_is_made_anew_is_left_out_of_version_control(corpus: Path) -> None:
    main(["list", str(corpus)])
    assert {"index.*", "scan.lock", "spool/"} <= set((corpus / ".triage" / ".gitignore").read_text().splitlines())
    assert "journal/*.jsonl merge=union" in (corpus / ".triage" / ".gitattributes").read_text()
    (corpus / ".triage" / ".gitignore").write_text("mine\n")
    (corpus / ".triage" / ".gitattributes").unlink()
    (corpus / ".triage" / "index.sqlite").unlink()
    main(["list", str(corpus)])
    assert (corpus / ".triage" / ".gitignore").read_text() == "mine\n"
    assert not (corpus / ".triage" / ".gitattributes").exists()


def test_where_nothing_can_be_kept_another_folder_is_asked_for(corpus: Path, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "file").touch()
    for elsewhere in (tmp_path / "file", tmp_path / "file" / "state"):
        assert main(["count", str(corpus), "--state", str(elsewhere)]) == 3
        assert "keep it elsewhere with --state DIR" in capsys.readouterr().err
