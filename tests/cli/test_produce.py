"""`export` and `clean`: what goes where, and what is told of it."""

from __future__ import annotations

import csv
import io
import os
import re
from pathlib import Path

import pytest

from tests.cli.commands import STORY, Capture, run, run_text
from triage.cli import main


def test_export(corpus: Path, tmp_path: Path, capsys: Capture) -> None:
    run(capsys, "decide", corpus, "a.txt", "--keep", "--json")
    [row] = run(capsys, "export", corpus, "--out", "-", "--where", "answer:keep")
    assert (row["id"], row["answer"]) == ("a.txt", "keep")
    assert main(["export", str(corpus), "--out", str(tmp_path / "o.csv")]) == 0
    assert len(list(csv.DictReader(io.StringIO((tmp_path / "o.csv").read_text())))) == 4
    capsys.readouterr()
    assert main(["export", str(corpus), "--out", "-", "--where", "sea answer:"]) == 2
    assert capsys.readouterr().err.startswith("triage: --where, column 12: answer: needs a value")


def test_an_expression_that_is_wrong_leaves_nothing(corpus: Path, tmp_path: Path, capsys: Capture) -> None:
    for out in ("kept/", "kept.jsonl"):
        assert main(["export", str(corpus), "--out", f"{tmp_path}/{out}", "--where", "foo:bar"]) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["corpus"]


def test_clean(corpus: Path, tmp_path: Path, capsys: Capture) -> None:
    assert main(["clean", str(corpus / "a.txt")]) == 0
    assert "Sorry" not in capsys.readouterr().out
    before = sorted(corpus.rglob("*"))
    assert main(["clean", str(corpus), "--out", str(tmp_path / "out")]) == 0
    assert sorted(corpus.rglob("*")) == before
    names = {str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*.txt")}
    assert names == {"a.txt", "empty.txt", "news/b.txt", "page.html.txt"}
    (tmp_path / "nothing").mkdir()
    assert main(["clean", str(tmp_path / "nothing"), "--out", str(tmp_path / "none")]) == 0
    assert list((tmp_path / "none").iterdir()) == []
    (tmp_path / "file").write_text("")
    assert main(["clean", str(tmp_path / "nothing"), "--out", str(tmp_path / "file" / "below")]) == 3
    assert "below: can't be made (Not a directory); choose another --out" in capsys.readouterr().err


def test_export_tells_of_records_that_are_kept_and_hold_no_text(corpus: Path, capsys: Capture) -> None:
    (corpus / "b.jsonl").write_text('{"text": "One."}\n{broken\n{"text": ""}\n')
    for n in (1, 2, 3):
        run(capsys, "decide", corpus, f"b.jsonl#{n}", "--keep", "--json")
    assert main(["export", str(corpus), "--out", "-"]) == 3
    told = ["triage: b.jsonl#2: can't be read, so its row has no text; see triage show"]
    assert [line for line in capsys.readouterr().err.splitlines() if "can't be read" in line] == told
    run(capsys, "decide", corpus, "b.jsonl#2", "--clear", "--json")
    assert main(["export", str(corpus), "--out", "-"]) == 3
    assert told[0] in capsys.readouterr().err
    run(capsys, "decide", corpus, "b.jsonl#2", "--reject", "--json")
    assert main(["export", str(corpus), "--out", "-"]) == 0
    assert told[0] not in capsys.readouterr().err


@pytest.mark.parametrize("command", [["clean", "{c}/a.txt", "--out", "{c}"], ["clean", "{c}/a.txt", "--out", "{out}"]])
def test_a_single_document_is_never_written_over(command: list[str], corpus: Path, tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "a.txt").symlink_to(corpus / "a.txt")
    before = (corpus / "a.txt").read_bytes()
    assert main([word.format(c=corpus, out=out) for word in command]) == 2
    assert "--out" in capsys.readouterr().err
    assert (corpus / "a.txt").read_bytes() == before


@pytest.mark.parametrize("out", ["{c}", "{c}/news", "{c}/new", "{other}"])
def test_no_document_of_a_corpus_is_written_over_by_the_text_of_one(
    out: str, corpus: Path, tmp_path: Path, capsys: Capture
) -> None:
    other = tmp_path / "other"
    for root in (corpus, other):
        (root / "news").mkdir(parents=True, exist_ok=True)
        (root / "news" / "page.html").write_text(f"<html><body><p>{STORY.format('stone')}</p></body></html>")
        (root / "news" / "page.html.txt").write_text("Another\n\n" + STORY.format("third"))
        run(capsys, "list", root, "--json")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.txt")}
    place = out.format(c=corpus, other=other)
    assert main(["clean", str(corpus / "news" / "page.html"), "--out", place]) == 2
    assert re.search("choose (?:another|a place outside)", capsys.readouterr().err)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.txt")} == before


@pytest.mark.parametrize("command", [["clean"], ["export", "--format", "txt"]])
def test_a_folder_above_the_documents_is_no_place_for_what_would_hit_one(
    command: list[str], corpus: Path, tmp_path: Path, capsys: Capture
) -> None:
    inner = corpus / "corpus"
    inner.mkdir()
    (inner / "a.txt").write_text("Another\n\n" + STORY.format("third"))
    assert main(["decide", str(corpus), "--where", "id:corpus", "--keep"]) == 0
    before = {path: path.read_bytes() for path in corpus.rglob("*.txt")}
    assert main([*command, str(corpus), "--out", f"{tmp_path}/"]) == 2
    assert re.search("choose (?:another|a place outside)", capsys.readouterr().err)
    assert {path: path.read_bytes() for path in corpus.rglob("*.txt")} == before


def test_export_tells_what_may_make_it_other_than_it_was_meant(corpus: Path, capsys: Capture) -> None:
    run(capsys, "decide", corpus, "a.txt", "news/b.txt", "--keep", "--json")
    (corpus / "a.txt").write_text("Something else\n\n" + STORY.format("last"))
    (corpus / "news" / "b.txt.triage.toml").write_text("<<<<<<< mine\n")
    assert main(["export", str(corpus), "--where", "answer:keep", "--out", "-"]) == 4
    stale, broken = capsys.readouterr().err.splitlines()
    assert "1 document changed since the decision" in stale
    assert f"{corpus / 'news' / 'b.txt.triage.toml'}:1: " in broken
    assert broken.endswith("; what was decided there isn't known")
    (corpus / "news" / "b.txt").unlink()
    assert main(["export", str(corpus), "--where", "answer:keep", "--out", "-"]) == 0


def test_what_an_export_lacks_is_told_by_the_worst_exit_code(corpus: Path, capsys: Capture) -> None:
    (corpus / "b.jsonl").write_text("{broken\n")
    run(capsys, "decide", corpus, "b.jsonl#1", "a.txt", "--keep", "--json")
    (corpus / "page.html.triage.toml").write_text("answer = \n")
    assert main(["export", str(corpus), "--out", "-"]) == 4
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 5
    assert err.count("\n") == 2


@pytest.mark.parametrize("out", ["", "news", "a.txt", "crawl.jsonl"])
def test_another_folders_documents_are_not_written_over(out: str, corpus: Path, tmp_path: Path, capsys: Capture) -> None:
    other = tmp_path / "other"
    (other / "news").mkdir(parents=True)
    for name in ("a.txt", "news/b.txt", "crawl.jsonl"):
        (other / name).write_text('{"text": "The ferry was late."}')
    run(capsys, "list", other, "--json")
    before = {path: path.read_bytes() for path in other.rglob("*") if path.is_file() and ".triage" not in path.parts}
    form = ["--format", "txt"] if not out.endswith(".jsonl") else []
    assert main(["export", str(corpus), "--out", str(other / out), *form]) == 2
    assert f"lies in {other} and would become a document there" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in before} == before
    assert main(["export", str(corpus), "--out", str(other / "more.jsonl")]) == 0, "a new file may go there"
    assert main(["export", str(corpus), "--out", str(other / "figures.csv")]) == 0


def test_a_dash_is_standard_output_for_clean_too(
    corpus: Path, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = run_text(capsys, "clean", corpus / "a.txt", "--out", "-")
    assert told == run_text(capsys, "clean", corpus / "a.txt")
    assert main(["clean", str(corpus), "--out", "-"]) == 2
    assert "a folder needs --out DIR" in capsys.readouterr().err
    assert not (tmp_path / "-").exists()


def test_what_is_no_file_is_not_cleaned(tmp_path: Path, capsys: Capture) -> None:
    handle, other = os.pipe()
    assert main(["clean", f"/dev/fd/{handle}"]) == 3
    assert capsys.readouterr().err == f"triage: /dev/fd/{handle}: is no file; save its text as one\n"
    os.close(handle)
    os.close(other)
    assert main(["clean", str(tmp_path), "--out", str(tmp_path / ".out")]) == 0
    assert "no documents here. Triage reads text" in capsys.readouterr().err


def test_a_file_is_cleaned_by_the_rules_of_its_corpus(corpus: Path, capsys: Capture) -> None:
    (corpus / "news" / "c.txt").write_text("A title of it\n\n" + STORY.format("old") + "\nRead by Tallow FM\n")
    (corpus / "triage.toml").write_text('[[rules]]\nname = "read-by"\nphrases = ["Read by Tallow FM"]\n')
    assert main(["clean", str(corpus / "news" / "c.txt")]) == 0
    assert "Tallow" not in capsys.readouterr().out


def test_what_is_cleaned_has_the_blocks_that_a_reviewer_left(corpus: Path, tmp_path: Path, capsys: Capture) -> None:
    text = corpus / "news" / "b.txt"
    assert main(["clean", str(text)]) == 0
    assert "Work starts in May." in capsys.readouterr().out
    assert main(["blocks", str(corpus), "news/b.txt", "--drop", "3"]) == 0
    shown = run_text(capsys, "show", corpus, "news/b.txt", "--cleaned")
    assert "Work starts in May." not in shown
    assert run_text(capsys, "clean", text) == shown
    run_text(capsys, "clean", corpus, "--out", tmp_path / "out")
    assert (tmp_path / "out" / "news" / "b.txt").read_text() == shown
    assert main(["blocks", str(corpus), "news/b.txt", "--restore", "3", "--state", str(tmp_path / "state")]) == 0
    assert "Work starts in May." in run_text(capsys, "clean", text, "--state", tmp_path / "state")


def test_a_file_outside_of_any_corpus_is_cleaned_into_a_folder_below(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "dl").mkdir()
    text = tmp_path / "dl" / "a.txt"
    text.write_text("A title of it\n\n" + STORY.format("old"))
    run_text(capsys, "clean", text, "--out", tmp_path / "dl" / "out")
    assert (tmp_path / "dl" / "out" / "a.txt").read_text()
    assert main(["clean", str(text), "--out", str(tmp_path / "dl")]) == 2


def test_labels_that_cannot_be_read_are_told_by_clean(corpus: Path, tmp_path: Path, capsys: Capture) -> None:
    (corpus / "news" / "b.txt.triage.toml").write_text("answer = \n")
    for argv in (["clean", str(corpus / "news" / "b.txt")], ["clean", str(corpus), "--out", str(tmp_path / "out")]):
        if argv[1] == str(corpus / "news" / "b.txt"):
            (corpus / "triage.toml").write_text("")
        capsys.readouterr()
        assert main(argv) == 4
        assert "b.txt.triage.toml" in capsys.readouterr().err


def test_what_an_earlier_export_left_in_the_folder_is_told(corpus: Path, tmp_path: Path, capsys: Capture) -> None:
    run(capsys, "decide", corpus, "a.txt", "page.html", "--keep", "--json")
    export = ["export", str(corpus), "--where", "answer:keep", "--out", f"{tmp_path / 'out'}/"]
    assert main(export) == 0
    assert "more in" not in capsys.readouterr().err
    run(capsys, "decide", corpus, "page.html", "--clear", "--json")
    assert main(export) == 0
    assert "1 file more in" in capsys.readouterr().err


def test_what_an_earlier_cleaning_left_in_the_folder_is_told(corpus: Path, tmp_path: Path, capsys: Capture) -> None:
    assert main(["clean", str(corpus), "--out", str(tmp_path / "out")]) == 0
    (corpus / "page.html").unlink()
    capsys.readouterr()
    assert main(["clean", str(corpus), "--out", str(tmp_path / "out")]) == 0
    assert "1 file more in" in capsys.readouterr().err
