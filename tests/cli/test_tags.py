"""`triage tags` and `triage keys CORPUS`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from triage.cli import main

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(f"The {name} pier stays closed, the harbour authority said.\n", "utf-8")
    (tmp_path / "triage.toml").write_text('[[tags]]\ntag = "see"\nkey = "1"\n[keys]\n"decide.keep" = "f6"\n', "utf-8")
    return tmp_path


def run(capsys: Capture, *argv: object, code: int = 0) -> str:
    capsys.readouterr()
    assert main([str(word) for word in argv]) == code
    return capsys.readouterr().out


def listed(capsys: Capture, corpus: Path) -> dict[str, int]:
    return {row["tag"]: row["documents"] for row in map(json.loads, run(capsys, "tags", corpus, "--json").splitlines())}


def test_rename_merge_and_undo(corpus: Path, capsys: Capture) -> None:
    run(capsys, "decide", corpus, "a.txt", "--tag", "sea", "--tag", "news")
    run(capsys, "decide", corpus, "b.txt", "--tag", "see")
    assert listed(capsys, corpus) == {"news": 1, "sea": 1, "see": 1}
    assert "would be tagged -see +sea: b.txt" in run(capsys, "tags", corpus, "--rename", "see", "sea", "--dry-run")
    assert listed(capsys, corpus) == {"news": 1, "sea": 1, "see": 1}
    assert "tag see merged into sea in 1 document" in run(capsys, "tags", corpus, "--rename", "see", "sea")
    assert "still offers see" not in capsys.readouterr().err
    assert listed(capsys, corpus) == {"sea": 2, "news": 1, "see": 0}
    assert "tag sea renamed to ocean in 2 documents" in run(capsys, "tags", corpus, "--rename", "sea", "ocean")
    assert listed(capsys, corpus) == {"ocean": 2, "news": 1, "see": 0}
    assert "2 documents" in run(capsys, "undo", corpus)
    run(capsys, "undo", corpus)
    assert listed(capsys, corpus) == {"news": 1, "sea": 1, "see": 1}


def test_what_a_rename_left_as_it_is_is_told(corpus: Path, capsys: Capture) -> None:
    run(capsys, "decide", corpus, "a.txt", "b.txt", "--tag", "sea")
    sidecar = corpus / "b.txt.triage.toml"
    sidecar.write_text(sidecar.read_text("utf-8").replace("schema_version = 1", "schema_version = 9"), "utf-8")
    assert main(["tags", str(corpus), "--rename", "sea", "ocean", "--dry-run"]) == 4
    out, err = capsys.readouterr()
    assert out == "would be tagged -sea +ocean: a.txt\n"
    assert "b.txt: its sidecar is of the newer schema 9; update triage to change it; left as it is" in err
    assert main(["tags", str(corpus), "--rename", "sea", "ocean", "--json"]) == 4
    out, err = capsys.readouterr()
    assert json.loads(out) == {"dry_run": False, "old": "sea", "new": "ocean", "ids": ["a.txt"]}
    assert "left as it is" in err
    assert listed(capsys, corpus) == {"ocean": 1, "sea": 1, "see": 0}


def test_what_cannot_be_renamed(corpus: Path, capsys: Capture) -> None:
    for words in (["--rename", "x", "y"], ["--rename", "see", " "], ["--dry-run"]):
        assert main(["tags", str(corpus), *words]) == 2


def test_keys_of_a_corpus(corpus: Path, capsys: Capture) -> None:
    assert '"decide.keep" = ["a"]' in run(capsys, "keys")
    assert '"decide.keep" = ["f6"]' in run(capsys, "keys", corpus)
    (corpus / "triage.toml").write_text('[keys]\n"decide.kep" = "k"\n', "utf-8")
    assert main(["keys", str(corpus)]) == 4
    error = capsys.readouterr().err
    assert f"{corpus / 'triage.toml'}, line 2: [keys]: no command is named 'decide.kep'; did you mean decide.keep?" in error


def test_another_reviewers_command_is_taken_back_in_their_name_alone(corpus: Path, capsys: Capture) -> None:
    run(capsys, "decide", corpus, "a.txt", "--tag", "sea", "--reviewer", "ben")
    run(capsys, "undo", corpus, "--reviewer", "ann")
    assert listed(capsys, corpus)["sea"] == 1
    run(capsys, "undo", corpus, "--reviewer", "ann")
    run(capsys, "undo", corpus, "--reviewer", "ben")
    assert "sea" not in listed(capsys, corpus)
