"""`triage rules`, and that what was learned holds for `show`, `clean` and `export`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from triage.cli import main

Capture = pytest.CaptureFixture[str]
FOOT = "The islands get the evening edition of this paper by post"
STORY = "The council voted on Tuesday to mend the {} bridge, which has stood for ninety years.\n\nWork starts in May.\n\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    root = tmp_path / "corpus"
    root.mkdir()
    for name in ("old", "new", "stone"):
        (root / f"{name}.txt").write_text(STORY.format(name) + (FOOT + "\n" if name != "stone" else ""))
    return root


def run(capsys: Capture, *argv: object, code: int = 0) -> str:
    capsys.readouterr()
    assert main([str(word) for word in argv]) == code
    return capsys.readouterr().out


def objects(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_a_rule_from_first_try_to_removal(corpus: Path, tmp_path: Path, capsys: Capture) -> None:
    add = ("rules", corpus, "add", "--folded", FOOT.upper(), "--label", "boilerplate")
    *effects, numbers = objects(run(capsys, *add, "--dry-run", "--json"))
    assert numbers == {"dry_run": True, "rule": "yours-1", "blocks": 2, "documents": 2, "decided": 0, "matched": 2}
    assert [(effect["id"], effect["before"], effect["after"]) for effect in effects] == [
        ("new.txt", "content", "boilerplate"),
        ("old.txt", "content", "boilerplate"),
    ]
    assert run(capsys, "rules", corpus, "--json") == ""

    assert "yours-1" in run(capsys, *add, "--reviewer", "al")
    [rule] = objects(run(capsys, "rules", corpus, "--json"))
    assert rule | {"made_at": 0} == {
        "id": "yours-1",
        "enabled": True,
        "label": "boilerplate",
        "like": "folded",
        "threshold": None,
        "text": FOOT.upper(),
        "author": "al",
        "made_at": 0,
    }
    assert "evening" not in run(capsys, "show", corpus, "old.txt", "--cleaned")
    assert "evening" not in run(capsys, "clean", corpus / "old.txt")
    assert "evening" not in run(capsys, "export", corpus, "--out", "-", "--format", "jsonl")
    run(capsys, "clean", corpus, "--out", tmp_path / "out")
    assert "evening" not in (tmp_path / "out" / "new.txt").read_text()

    run(capsys, "rules", corpus, "disable", "yours-1")
    assert "evening" in run(capsys, "show", corpus, "old.txt", "--cleaned")
    run(capsys, "undo", corpus)
    assert "evening" not in run(capsys, "show", corpus, "old.txt", "--cleaned")
    run(capsys, "rules", corpus, "edit", "yours-1", "--fuzzy", FOOT.replace("paper", "journal"), "--threshold", "80")
    assert "evening" not in run(capsys, "show", corpus, "old.txt", "--cleaned")
    run(capsys, "rules", corpus, "remove", "yours-1")
    assert "evening" in run(capsys, "show", corpus, "old.txt", "--cleaned")


def test_a_rule_that_is_there_already_is_made_but_once(corpus: Path, capsys: Capture) -> None:
    add = ("rules", corpus, "add", "--folded", FOOT, "--label", "boilerplate", "--json")
    assert json.loads(run(capsys, *add))["changed"] is True
    assert main([str(word) for word in add]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out) == {"rule": "yours-1", "changed": False, "blocks": 0, "documents": 0, "decided": 0, "matched": 0}
    assert err == "triage: rule yours-1 says that already\n"
    assert main([str(word) for word in add[:-1]]) == 0
    assert capsys.readouterr().out == ""
    assert len(objects(run(capsys, "rules", corpus, "--json"))) == 1


def test_with_a_state_folder(corpus: Path, tmp_path: Path, capsys: Capture) -> None:
    state = ("--state", tmp_path / "state")
    run(capsys, "rules", corpus, "add", "--exact", FOOT, "--label", "boilerplate", *state)
    assert (tmp_path / "state" / "rules.toml").exists()
    assert not (corpus / ".triage").exists()
    assert "evening" not in run(capsys, "clean", corpus / "old.txt", *state)
    assert "evening" in run(capsys, "clean", corpus / "old.txt")


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (["add"], "--exact, --folded and --fuzzy"),
        (["add", "--exact", "x", "--folded", "x", "--label", "content"], "one of"),
        (["add", "yours-9", "--exact", "x", "--label", "content"], "by itself"),
        (["disable"], "which rule"),
        (["disable", "yours-7"], "no rule is named 'yours-7'"),
        (["edit", "yours-1"], "what to change"),
        (["--exact", "x"], "to make a rule"),
        (["add", "--folded", "***", "--label", "content"], "no words"),
        (["add", "--fuzzy", "x", "--threshold", "20", "--label", "content"], "50 to 100"),
    ],
)
def test_wrong_usage_is_said(corpus: Path, capsys: Capture, words: list[str], what: str) -> None:
    assert main(["rules", str(corpus), *words]) == 2
    error = capsys.readouterr().err
    assert what in error
    assert error.count("\n") == 1


def test_a_threshold_is_none_of_a_rule_that_is_not_fuzzy(corpus: Path, capsys: Capture) -> None:
    run(capsys, "rules", corpus, "add", "--folded", FOOT, "--label", "boilerplate")
    assert main(["rules", str(corpus), "edit", "yours-1", "--threshold", "80"]) == 2
    assert "yours-1 is folded, and --threshold goes with --fuzzy TEXT" in capsys.readouterr().err


def test_a_broken_file_is_named_with_its_line(corpus: Path, capsys: Capture) -> None:
    run(capsys, "rules", corpus, "add", "--exact", FOOT, "--label", "boilerplate")
    path = corpus / ".triage" / "rules.toml"
    path.write_text(path.read_text() + "<<<<<<< mine\n")
    line = path.read_text().count("\n")
    for command in (["rules", corpus], ["list", corpus], ["clean", corpus / "old.txt"]):
        assert main([str(word) for word in command]) == 4
        assert f"{path}:{line}: a merge conflict" in capsys.readouterr().err


def test_what_a_change_did_is_told_in_numbers(corpus: Path, capsys: Capture) -> None:
    add = ("rules", corpus, "add", "--exact", FOOT, "--label", "boilerplate", "--json")
    made = {"rule": "yours-1", "changed": True, "blocks": 2, "documents": 2, "decided": 0, "matched": 2}
    assert objects(run(capsys, *add)) == [made]
    [disabled] = objects(run(capsys, "rules", corpus, "disable", "yours-1", "--json"))
    assert (disabled["changed"], disabled["blocks"]) == (True, 2)


def test_a_rule_that_says_the_opposite_of_another_says_so(corpus: Path, capsys: Capture) -> None:
    assert "contradicts" not in run(capsys, "rules", corpus, "add", "--folded", FOOT, "--label", "boilerplate")
    assert "contradicts yours-1, boilerplate" in run(capsys, "rules", corpus, "add", "--exact", FOOT, "--label", "content")
    run(capsys, "rules", corpus, "disable", "yours-1")
    assert "contradicts yours-2, content" in run(capsys, "rules", corpus, "enable", "yours-1")
    run(capsys, "rules", corpus, "remove", "yours-2")
    assert "contradicts" not in run(capsys, "rules", corpus, "edit", "yours-1", "--label", "content")
