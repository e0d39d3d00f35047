"""The commands on a small corpus: shapes of JSON, exit codes, and what they leave on disk."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from triage.cli import main, opening
from triage.errors import FileError
from triage.session import Session

Capture = pytest.CaptureFixture[str]
STORY = "The council voted on Tuesday to mend the {} bridge, which has stood for ninety years.\n\nWork starts in May.\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    root = tmp_path / "corpus"
    (root / "news").mkdir(parents=True)
    (root / "a.txt").write_text(" date 2025-05-10 403\nSorry!!\nBridge to be mended\n\n" + STORY.format("old"))
    (root / "news" / "b.txt").write_text("A title with \x1b[2J in it\n\n" + STORY.format("new"))
    (root / "page.html").write_text(f"<html><body><h1>Heading</h1><p>{STORY.format('stone')}</p></body></html>")
    (root / "empty.txt").write_text("")
    return root


def lines(capsys: Capture) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def run(capsys: Capture, *argv: object) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert main([str(word) for word in argv]) == 0
    return lines(capsys)


def run_text(capsys: Capture, *argv: object) -> str:
    capsys.readouterr()
    assert main([str(word) for word in argv]) == 0
    return capsys.readouterr().out


def test_list(corpus: Path, capsys: Capture) -> None:
    rows = run(capsys, "list", corpus, "--json")
    assert [row["id"] for row in rows] == ["a.txt", "empty.txt", "news/b.txt", "page.html"]
    names = [
        "id",
        "title",
        "date",
        "source",
        "author",
        "language",
        "words",
        "blocks",
        "boilerplate",
        "duplicate",
        "answer",
        "tags",
        "reasons",
        "cluster",
        "stale",
        "problem",
    ]
    assert set(names) <= set(rows[0])
    assert rows[0]["date"] == "2025-05-10"
    assert rows[0]["answer"] is None
    assert rows[1]["problem"]
    for row in rows:  # what is printed can be asked for
        asked = [f"boiler={row['boilerplate']:f}", f"dup={row['duplicate']:f}", f"words={row['words']}"]
        asked += [f'{name}="{row[name]}"' for name in ("source", "author") if row[name]]
        found = run(capsys, "list", corpus, "--json", "--where", " ".join(asked))
        assert row["id"] in [one["id"] for one in found]
        if not row["problem"]:
            shown = run(capsys, "show", corpus, row["id"], "--json")[0]
            for name in ("title", "date", "source", "author", "language"):
                assert shown[name] == row[name]
    assert main(["list", str(corpus)]) == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert len(out.splitlines()) == 5


def test_show(corpus: Path, capsys: Capture) -> None:
    [found] = run(capsys, "show", corpus, "a.txt", "--json")
    raw = (corpus / "a.txt").read_text()
    assert {"id", "title", "date", "source", "author", "encoding", "sha256", "problem", "decision", "blocks", "cleaned"} <= set(
        found
    )
    for block in found["blocks"]:
        assert {"n", "start", "end", "text", "label", "rule", "score", "reasons", "duplicate_of", "by"} <= set(block)
        assert block["text"] == raw[block["start"] : block["end"]]
        assert block["rule"]
        assert block["score"] is not None
        assert all(block["reasons"])
        assert block["reasons"]
    assert "Sorry" not in found["cleaned"]
    assert main(["show", str(corpus), "a.txt", "--raw"]) == 0
    assert capsys.readouterr().out == raw
    assert main(["show", str(corpus), "news/b.txt"]) == 0
    assert "\x1b" not in capsys.readouterr().out
    assert main(["show", str(corpus), "none.txt"]) == 3


def test_decide_undo_redo(corpus: Path, capsys: Capture) -> None:
    [dry] = run(capsys, "decide", corpus, "a.txt", "--keep", "--tag", "x", "--dry-run", "--json")
    assert dry["changed"]
    assert not (corpus / "a.txt.triage.toml").exists()
    [done] = run(capsys, "decide", corpus, "a.txt", "--reject", "--reason", "paywall", "--reviewer", "eve", "--json")
    assert (done["answer"], done["reasons"]) == ("reject", ["paywall"])
    assert 'reviewer = "eve"' in (corpus / "a.txt.triage.toml").read_text()
    [again] = run(capsys, "decide", corpus, "a.txt", "--reject", "--reason", "paywall", "--reviewer", "eve", "--json")
    assert not again["changed"]
    assert main(["undo", str(corpus), "--reviewer", "al"]) == 0
    assert "The last command is eve's: triage undo --reviewer eve takes it back." in capsys.readouterr().err
    run(capsys, "undo", corpus, "--reviewer", "eve", "--json")
    assert not (corpus / "a.txt.triage.toml").exists()
    run(capsys, "redo", corpus, "--reviewer", "eve", "--json")
    assert (corpus / "a.txt.triage.toml").exists()
    assert main(["decide", str(corpus), "none.txt", "--keep"]) == 3


def test_decide_where_is_one_undo(corpus: Path, capsys: Capture) -> None:
    assert len(run(capsys, "decide", corpus, "--where", "answer:none", "--defer", "--json")) == 4
    run(capsys, "undo", corpus, "--json")
    assert {row["answer"] for row in run(capsys, "list", corpus, "--json")} == {None}


def test_export(corpus: Path, tmp_path: Path, capsys: Capture) -> None:
    run(capsys, "decide", corpus, "a.txt", "--keep", "--json")
    [row] = run(capsys, "export", corpus, "--out", "-", "--where", "answer:keep")
    assert (row["id"], row["answer"]) == ("a.txt", "keep")
    assert main(["export", str(corpus), "--out", str(tmp_path / "o.csv")]) == 0
    assert len(list(csv.DictReader(io.StringIO((tmp_path / "o.csv").read_text())))) == 4
    capsys.readouterr()
    assert main(["export", str(corpus), "--out", "-", "--where", "sea answer:"]) == 2
    assert capsys.readouterr().err.startswith("triage: --where, column 12: answer: needs a value")


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


def test_check_and_stats(corpus: Path, capsys: Capture) -> None:
    assert main(["check", str(corpus), "--json"]) == 1
    assert {found["kind"] for found in lines(capsys)} == {"undecided"}
    run(capsys, "decide", corpus, "--where", "answer:none", "--keep", "--json")
    assert main(["check", str(corpus)]) == 0
    os.remove(corpus / "a.txt")
    (corpus / "page.html.triage.toml").write_text("<<<<<<<")
    capsys.readouterr()
    assert main(["check", str(corpus), "--json"]) == 1
    assert {(found["kind"], found["id"]) for found in lines(capsys)} >= {("orphan", "a.txt"), ("broken", "page.html")}
    assert run(capsys, "stats", corpus, "--json")[0]["total"] == 3
    assert main(["check", str(corpus), "--json", "--where", "id:page.html"]) == 1
    assert {found["kind"] for found in lines(capsys)} == {"broken"}
    assert main(["check", str(corpus), "--json", "--where", "id:news/b.txt"]) == 0
    assert main(["check", str(corpus), "--where", "answer:"]) == 2


def test_check_tells_of_some_kinds_alone(corpus: Path, capsys: Capture) -> None:
    run(capsys, "decide", corpus, "a.txt", "--keep", "--json")
    (corpus / "page.html.triage.toml").write_text("<<<<<<< mine\n")
    assert main(["check", str(corpus), "--kind", "broken", "--kind", "stale", "--json"]) == 1
    assert [(one["kind"], one["id"]) for one in lines(capsys)] == [("broken", "page.html")]
    assert run(capsys, "check", corpus, "--kind", "stale", "--json") == []
    assert main(["check", str(corpus), "--kind", "old"]) == 2
    assert "'undecided'" in capsys.readouterr().err


def test_a_file_of_another_program_is_no_orphan(corpus: Path, capsys: Capture) -> None:
    (corpus / "look.triage.toml").write_text("answer = 1\n")
    assert main(["check", str(corpus), "--json", "--kind", "broken", "--kind", "orphan"]) == 1
    assert [(one["kind"], one["id"]) for one in lines(capsys)] == [("broken", "look")]


def test_keeping_what_cannot_be_read_is_told(corpus: Path, capsys: Capture) -> None:
    for name in ("x.txt", "y.txt"):
        (corpus / name).symlink_to("nowhere")
    for words, told in (
        (["x.txt", "--keep", "--dry-run"], "triage: x.txt can't be read, and is kept all the same; triage check says why\n"),
        (["--where", "id:t", "--keep"], "triage: 2 documents can't be read, and are kept all the same; triage check says why\n"),
        (["x.txt", "--reject"], ""),
        (["a.txt", "--keep"], ""),
    ):
        capsys.readouterr()
        assert main(["decide", str(corpus), *words]) == 0
        assert capsys.readouterr().err == told


def test_long_chains_of_duplicates_are_followed_once(tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    """To what is gone, in a circle, to what is kept, and to itself; no sidecar is read for it."""
    after = {f"{n:03}": f"{n + 1:03}" for n in range(200)} | {"c1": "c2", "c2": "c3", "c3": "c1", "k1": "k2", "s": "s", "t": "s"}
    for name in [*after, "k2"]:
        (tmp_path / f"{name}.txt").write_text(f"The story of {name}\n\nIt was told in the town.\n")
        said = f'answer = "reject"\nduplicate_of = "{after[name]}.txt"' if name in after else 'answer = "keep"'
        head = 'schema = "triage/sidecar"\nschema_version = 1\n[decision]\n'
        (tmp_path / f"{name}.txt.triage.toml").write_text(f"{head}{said}\n")
    assert main(["scan", str(tmp_path)]) == 0
    capsys.readouterr()
    monkeypatch.setattr(Session, "sidecar", None)
    assert main(["check", str(tmp_path), "--json"]) == 1
    told = {found["id"].removesuffix(".txt"): found["detail"] for found in lines(capsys) if found["kind"] == "conflicting"}
    assert told.keys() == after.keys() - {"k1"}
    assert told["s"] == "rejected as a duplicate of itself"
    assert told["t"] == "rejected as a duplicate of s.txt, which is rejected too"
    assert told["c2"] == "rejected as a duplicate of c3.txt, itself of c1.txt, which is rejected too"
    assert told["198"] == "rejected as a duplicate of 199.txt, itself of 200.txt, which is gone"
    assert told["000"] == (
        "rejected as a duplicate of 001.txt, itself of 002.txt, itself of 003.txt, and so on to 200.txt, which is gone"
    )
    assert told["197"].endswith("198.txt, itself of 199.txt, itself of 200.txt, which is gone")


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


def test_views(corpus: Path, capsys: Capture) -> None:
    assert run(capsys, "views", corpus, "--json") == []
    for _ in range(2):
        saved = run(capsys, "views", corpus, "--save", "todo", "--where", "answer:none", "--json")
        assert saved == [{"name": "todo", "where": "answer:none", "sort": saved[0]["sort"]}]
    assert main(["views", str(corpus)]) == 0
    assert "answer:none" in capsys.readouterr().out
    assert run(capsys, "views", corpus, "--remove", "todo", "--json") == []
    assert run(capsys, "undo", corpus, "--json") == [
        {"receipt": "undone: view todo, now answer:none, sorted by undecided", "ids": []}
    ]
    assert run(capsys, "views", corpus, "--json") == saved
    assert run(capsys, "redo", corpus, "--json") == [{"receipt": "done again: view todo, now gone", "ids": []}]
    for words in (["--where", "answer:none"], ["--sort", "words"], ["--remove", "todo", "--sort", "words"]):
        assert main(["views", str(corpus), *words]) == 2
        assert "goes with --save NAME" in capsys.readouterr().err
    assert main(["views", str(corpus), "--remove", "todo", "--where", "answer:none"]) == 2
    capsys.readouterr()
    for does in ("--save", "--remove"):
        assert main(["views", str(corpus), does, ""]) == 2
        assert "a view needs a name" in capsys.readouterr().err


def test_a_saved_view_is_listed_counted_and_exported(corpus: Path, capsys: Capture) -> None:
    run(capsys, "views", corpus, "--save", "long", "--where", "words>5 or tag:x", "--sort", "-id", "--json")
    run(capsys, "views", corpus, "--save", "all", "--sort", "-id", "--json")
    listed = ["page.html", "news/b.txt", "a.txt"]
    for command in (["list", corpus, "--json"], ["export", corpus, "--out", "-"]):
        assert [row["id"] for row in run(capsys, *command, "--view", "long")] == listed
        assert [row["id"] for row in run(capsys, *command, "--view", "long", "--sort", "id")] == listed[::-1]
        assert [row["id"] for row in run(capsys, *command, "--view", "long", "--where", "id:a or id:p")] == ["page.html", "a.txt"]
        assert [row["id"] for row in run(capsys, *command, "--view", "all", "--where", "id:a.txt")] == ["a.txt"]
    assert run(capsys, "count", corpus, "--view", "long", "--json") == [{"documents": 3}]
    assert main(["count", str(corpus), "--view", "long", "--where", "words>"]) == 2
    assert "--where, column 7" in capsys.readouterr().err
    assert main(["count", str(corpus), "--view", "short"]) == 2
    assert capsys.readouterr().err == "triage: there is no view 'short'; there are: all, long\n"


def test_show_tells_what_is_wrong_with_the_sidecar(corpus: Path, capsys: Capture) -> None:
    run(capsys, "decide", corpus, "a.txt", "--keep", "--json")
    sidecar = corpus / "a.txt.triage.toml"
    sidecar.write_text(sidecar.read_text() + "<<<<<<< mine\n")
    line = len(sidecar.read_text().splitlines())
    capsys.readouterr()
    assert main(["show", str(corpus), "a.txt", "--json"]) == 4
    (found,) = lines(capsys)
    assert found["decision"] is None
    assert found["blocks"]
    assert f"a.txt.triage.toml:{line}: a merge conflict" in found["problem"]
    for form in ([], ["--raw"], ["--cleaned"]):
        assert main(["show", str(corpus), "a.txt", *form]) == 4
        out, err = capsys.readouterr()
        assert "bridge" in out
        assert err == f"triage: {found['problem']}\n"


def test_an_empty_file_has_an_empty_text(corpus: Path, capsys: Capture) -> None:
    (corpus / "blank.txt").write_text(" \n")
    for name in ("empty.txt", "blank.txt"):
        for form in ("--raw", "--cleaned"):
            assert main(["show", str(corpus), name, form]) == 0
            out, err = capsys.readouterr()
            assert out == ""
            assert err == f"triage: {name}: nothing in it: fetch it again, or remove it\n"


def test_show_tells_what_is_wrong_with_a_record(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "a.jsonl").write_text('{"headline": "Pier"}\n{broken\n')
    for id, wrong, remedy in (
        ("a.jsonl#1", "no field that holds text", "`text_field`"),
        ("a.jsonl#2", "not JSON", "mend or remove"),
    ):
        assert main(["show", str(tmp_path), id]) == 3
        out, err = capsys.readouterr()
        (told,) = (line for line in out.splitlines() if line.startswith("problem "))
        assert wrong in told
        assert remedy in told
        assert not err


def test_show_prints_what_a_person_reads(corpus: Path, capsys: Capture) -> None:
    run(capsys, "decide", corpus, "news/b.txt", "--reject", "--reason", "paywall", "--note", "n", "--json")
    assert main(["show", str(corpus), "news/b.txt"]) == 0
    out = capsys.readouterr().out
    assert "paywall" in out
    assert "\x1b" not in out
    assert main(["show", str(corpus), "empty.txt"]) in (0, 3)
    assert main(["list", str(corpus)]) == 0
    assert "! empty" in capsys.readouterr().out


def test_check_names_what_is_lost_in_the_export(corpus: Path, capsys: Capture) -> None:
    for id, other in (("a.txt", "news/b.txt"), ("news/b.txt", "page.html")):
        run(capsys, "decide", corpus, id, "--reject", "--reason", "duplicate", "--duplicate-of", other, "--json")
    (corpus / "page.html").unlink()
    capsys.readouterr()
    assert main(["check", str(corpus), "--json"]) == 1
    told = capsys.readouterr().out
    assert "a duplicate of news/b.txt, itself of page.html, which is gone" in told
    run(capsys, "decide", corpus, "news/b.txt", "--reject", "--duplicate-of", "a.txt", "--json")
    capsys.readouterr()
    assert main(["check", str(corpus), "--json"]) == 1
    assert "which is rejected too" in capsys.readouterr().out
    sidecar = corpus / "news" / "b.txt.triage.toml"
    sidecar.write_text(sidecar.read_text("utf-8").replace('"a.txt"', '"../elsewhere"'), "utf-8")
    assert main(["check", str(corpus), "--json"]) == 1
    assert "../elsewhere, which is gone" in capsys.readouterr().out


def test_a_copy_of_a_copy_of_what_is_kept_conflicts_with_nothing(corpus: Path, capsys: Capture) -> None:
    run(capsys, "decide", corpus, "--where", "answer:none", "--keep", "--json")
    for id, other in (("a.txt", "news/b.txt"), ("news/b.txt", "page.html")):
        run(capsys, "decide", corpus, id, "--reject", "--reason", "duplicate", "--duplicate-of", other, "--json")
    capsys.readouterr()
    assert main(["check", str(corpus), "--json"]) == 0


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


def test_check_names_sidecars_of_a_newer_schema(corpus: Path, capsys: Capture) -> None:
    sidecar = '{}schema = "triage/sidecar"\nschema_version = {}\n[decision]\nanswer = "keep"\n'
    (corpus / "a.txt.triage.toml").write_text(sidecar.format("", 10**20))
    (corpus / "page.html.triage.toml").write_text(sidecar.format("\ufeff", 1))
    assert main(["check", str(corpus), "--json"]) == 1
    found = {finding["id"]: finding for finding in map(json.loads, capsys.readouterr().out.splitlines())}
    assert found["a.txt"]["kind"] == "newer"
    assert f"schema {10**20}; update triage" in found["a.txt"]["detail"]
    assert found["page.html"]["kind"] == "broken"


def test_check_names_documents_that_cannot_be_used_and_why(corpus: Path, capsys: Capture) -> None:
    (corpus / "b.jsonl").write_text('{"text": "One."}\n{broken\n')
    (corpus / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (corpus / "gone.txt").symlink_to("nowhere")
    assert main(["check", str(corpus), "--json"]) == 1
    found = {finding["id"]: finding for finding in lines(capsys)}
    unusable = {id: finding["detail"] for id, finding in found.items() if finding["kind"] == "unusable"}
    assert set(unusable) == {"b.jsonl#2", "binary.txt", "gone.txt"}
    assert "line 2 is not JSON" in unusable["b.jsonl#2"]
    assert "not text in spite of its name" in unusable["binary.txt"]
    assert "link to nothing" in unusable["gone.txt"]
    assert found["empty.txt"]["kind"] == "undecided"
    run(capsys, "decide", corpus, "--where", "problem:yes", "--defer", "--json")
    run(capsys, "decide", corpus, "b.jsonl#2", "--keep", "--json")
    run(capsys, "decide", corpus, "gone.txt", "--reject", "--json")
    assert main(["check", str(corpus), "--json", "--where", "answer:any"]) == 1
    assert {finding["id"]: finding["kind"] for finding in lines(capsys)} == dict.fromkeys(["b.jsonl#2", "binary.txt"], "unusable")


def test_stats_as_a_table_and_as_json(corpus: Path, capsys: Capture) -> None:
    run(capsys, "decide", corpus, "a.txt", "--keep", "--tag", "war", "--json")
    run(capsys, "decide", corpus, "news/b.txt", "--reject", "--reason", "paywall", "--json")
    assert main(["stats", str(corpus)]) == 0
    table = capsys.readouterr().out
    for word in ("decisions an hour", "war", "paywall", "(content)"):
        assert word in table
    (figures,) = run(capsys, "stats", corpus, "--json")
    assert (figures["keep"], figures["reject"], figures["tags"], figures["reasons"]) == (1, 1, {"war": 1}, {"paywall": 1})
    assert sum(figures["labels"].values()) == pytest.approx(1, abs=0.001)


def test_the_screen_needs_a_terminal(corpus: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["open", str(corpus)]) == 2
    assert "needs a terminal" in capsys.readouterr().err
    for stream in ("stdin", "stdout"):
        monkeypatch.setattr(f"sys.{stream}.isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "dumb")
    assert main(["open", str(corpus)]) == 2


def test_clusters_in_words(tmp_path: Path, capsys: Capture) -> None:
    body = " ".join(f"Paragraph {n} tells how the harbour wall was mended by hand in the year {1900 + n}." for n in range(30))
    (tmp_path / "a.txt").write_text(f"The wall\n\n{body}\n")
    (tmp_path / "b.txt").write_text(f"The wall\n\n{body} It holds.\n")
    assert main(["clusters", str(tmp_path)]) == 0
    out = capsys.readouterr().out
    assert "a.txt" in out
    assert "b.txt" in out
    assert main(["clusters", str(tmp_path), "--runs"]) == 2
    (tmp_path / "c.txt").write_text("Something else altogether, of which there is one alone.\n")
    (cluster,) = run(capsys, "clusters", tmp_path, "--json", "--where", "holds")
    assert [member["id"] for member in cluster["members"]] == ["a.txt", "b.txt"]
    assert run(capsys, "clusters", tmp_path, "--json", "--where", "altogether") == []
    assert main(["clusters", str(tmp_path), "--where", "holds"]) == 0
    assert capsys.readouterr().out == out
    assert main(["clusters", str(tmp_path), "--where", "altogether"]) == 0
    assert capsys.readouterr().out == ""


def test_clusters_say_what_is_shared_and_where(tmp_path: Path, capsys: Capture) -> None:
    body = " ".join(f"Paragraph {n} tells how the harbour wall was mended by hand in the year {1900 + n}." for n in range(30))
    (tmp_path / "a.txt").write_text(f"The wall\n\n{body}\n")
    (tmp_path / "b.txt").write_text(f"The wall\n\n{body.replace('1907', '1809')} It holds.\n")
    assert main(["clusters", str(tmp_path), "--json", "--runs"]) == 0
    (cluster,) = lines(capsys)
    (other,) = [one for one in cluster["members"] if one["id"] != cluster["representative"]]
    cleaned = {}
    for id in (other["id"], cluster["representative"]):
        assert main(["show", str(tmp_path), id, "--cleaned"]) == 0
        cleaned[id] = capsys.readouterr().out
    mine, best = cleaned[other["id"]], cleaned[cluster["representative"]]
    assert sum(end - start for (start, end), _ in other["shared"]) > 0.9 * len(mine)
    for (a, b), (c, d) in other["shared"]:
        assert mine[a:b] == best[c:d]
    changed = {kind: (mine[a:b], best[c:d]) for kind, (a, b), (c, d) in other["differences"]}
    assert set(changed["number"]) == {"1907", "1809"}
    assert 0.9 < other["in_representative"] < 1


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


def test_a_decision_goes_with_its_sidecar(corpus: Path, capsys: Capture) -> None:
    run(capsys, "decide", corpus, "a.txt", "news/b.txt", "--keep", "--json")
    (corpus / "a.txt.triage.toml").unlink()
    (corpus / "news").rename(corpus / "world")
    rows = {row["id"]: row["answer"] for row in run(capsys, "list", corpus, "--json")}
    assert (rows["a.txt"], rows["world/b.txt"]) == (None, "keep")
    assert main(["check", str(corpus), "--json"]) == 1
    assert "orphan" not in capsys.readouterr().out


def test_a_record_put_in_front_is_told_where_its_neighbour_was_judged(corpus: Path, capsys: Capture) -> None:
    records = corpus / "a.ndjson"
    records.write_text('{"text": "One of the towns."}\n{"text": "Another of the towns."}\n')
    run(capsys, "decide", corpus, "a.ndjson#2", "--keep", "--json")
    records.write_text('{"text": "A town that is new."}\n' + records.read_text())
    assert main(["check", str(corpus), "--json"]) == 1
    found = {row["id"]: row for row in lines(capsys)}
    assert found["a.ndjson#2"]["kind"] == "stale"
    assert "what was judged is a.ndjson#3 now" in found["a.ndjson#2"]["detail"]
    assert main(["list", str(corpus), "--where", "stale:yes"]) == 0
    assert "keep, stale" in capsys.readouterr().out


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


def test_no_name_is_no_folder(corpus: Path, capsys: Capture) -> None:
    for command in (["export", str(corpus)], ["clean", str(corpus)]):
        assert main([*command, "--out", ""]) == 2
        assert "--out" in capsys.readouterr().err


def test_no_duplicate_is_one_of_a_document_that_there_is_not(corpus: Path, capsys: Capture) -> None:
    for chosen in (["--where", "id:news"], ["--cluster", "a.txt"], ["page.html"]):
        assert main(["decide", str(corpus), *chosen, "--reject", "--duplicate-of", "nope.txt"]) == 3
        assert "nope.txt: no such document" in capsys.readouterr().err
    assert main(["decide", str(corpus), "page.html", "--reject", "--duplicate-of", str(corpus / "a.txt")]) == 0
    capsys.readouterr()
    assert run(capsys, "show", corpus, "page.html", "--json")[0]["decision"]["duplicate_of"] == "a.txt"


def test_ids_may_stand_behind_what_is_mended_and_a_value_may_begin_with_a_dash(corpus: Path, capsys: Capture) -> None:
    assert main(["mend", str(corpus), "--source", "-x", "a.txt", "page.html"]) == 0
    capsys.readouterr()
    assert {row["source"] for row in run(capsys, "list", corpus, "--where", "id=a.txt or id=page.html", "--json")} == {"-x"}


def test_decisions_in_the_folder_that_are_not_read_are_told(corpus: Path, tmp_path: Path, capsys: Capture) -> None:
    elsewhere = str(tmp_path / "elsewhere")
    assert main(["count", str(corpus), "--state", elsewhere]) == 0
    assert "--state" not in capsys.readouterr().err
    assert main(["decide", str(corpus), "a.txt", "--keep"]) == 0
    capsys.readouterr()
    assert main(["count", str(corpus), "--state", elsewhere]) == 0
    assert "decisions made without --state" in capsys.readouterr().err


def test_nothing_is_a_duplicate_of_itself(corpus: Path, capsys: Capture) -> None:
    reject = ["decide", str(corpus), "--reject", "--duplicate-of", "a.txt"]
    assert main([*reject, "a.txt"]) == 2
    assert "a.txt: is no duplicate of itself" in capsys.readouterr().err
    assert main([*reject, "a.txt", "page.html"]) == 2
    assert "a.txt: is no duplicate of itself" in capsys.readouterr().err
    assert {row["id"]: row["answer"] for row in run(capsys, "list", corpus, "--json")}["page.html"] == "reject"


def test_a_reason_or_tag_that_is_not_configured_is_taken_and_told(corpus: Path, capsys: Capture) -> None:
    decide = ["decide", str(corpus), "a.txt", "--reject", "--reason", "paywal", "--tag", "pollitics"]
    assert main(decide) == 0
    assert capsys.readouterr().err == ""
    (corpus / "triage.toml").write_text('[[tags]]\ntag = "politics"\n[[reasons]]\ncode = "paywall"\n[[reasons]]\ncode = "x"\n')
    assert main(decide) == 0
    assert capsys.readouterr().err.splitlines() == [
        "triage: reason 'paywal' is none of the [[reasons]] of triage.toml, and taken all the same; did you mean paywall?",
        "triage: tag 'pollitics' is none of the [[tags]] of triage.toml, and taken all the same; did you mean politics?",
    ]
    assert main(["decide", str(corpus), "a.txt", "--reject", "--reason", "paywall", "--tag", " politics "]) == 0
    assert capsys.readouterr().err == ""
    [row] = run(capsys, "list", corpus, "--where", "answer:reject", "--json")
    assert (row["tags"], row["reasons"]) == (["politics", "pollitics"], ["paywall"])


def test_a_comma_parts_tags_that_are_set_or_taken_off(corpus: Path, capsys: Capture) -> None:
    (corpus / "triage.toml").write_text('[[tags]]\ntag = "nature"\n[[tags]]\ntag = "town"\n')
    assert main(["decide", str(corpus), "a.txt", "--tag", "nature,town", "--tag", "sea"]) == 0
    assert [line for line in capsys.readouterr().err.splitlines() if "'sea'" not in line] == []
    assert run(capsys, "decide", corpus, "a.txt", "--untag", "town, nature", "--json")[0]["tags"] == ["sea"]
    for both in (["--tag", "a", "--untag", "a"], ["--tag", "b, a", "--untag", "a,c"]):
        assert main(["decide", str(corpus), "a.txt", *both]) == 2
        assert "tag 'a' is both set and taken off" in capsys.readouterr().err
    assert main(["decide", str(corpus), "a.txt", "--tag", " , "]) == 2
    capsys.readouterr()
    assert main(["decide", str(corpus), "a.txt", "--tag=-x"]) == 2
    assert "'-x': no tag can begin with a -" in capsys.readouterr().err.splitlines()[-1]
    sidecar = corpus / "a.txt.triage.toml"
    sidecar.write_text(sidecar.read_text().replace('"sea"', '"sea, and shore"'))
    assert run(capsys, "decide", corpus, "a.txt", "--untag", "sea, and shore", "--json")[0]["tags"] == []


def test_a_reason_without_an_answer_says_what_it_needs(corpus: Path, capsys: Capture) -> None:
    told = "triage: --reason alone changes why a rejected document is rejected, and {} isn't; add --reject to reject\n"
    for more in ([], ["--dry-run"]):
        assert main(["decide", str(corpus), "a.txt", "--reason", "paywall", *more]) == 0
        assert capsys.readouterr().err == told.format("a.txt")
    run(capsys, "decide", corpus, "a.txt", "--reject", "--json")
    assert main(["decide", str(corpus), "a.txt", "page.html", "--reason", "paywall"]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[0] == "reject because paywall: a.txt"
    assert err == told.format("1 of 2 documents")
    assert main(["decide", str(corpus), "a.txt", "--reason", "stub"]) == 0
    assert main(["decide", str(corpus), "page.html", "--reject", "--reason", "stub"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("numbers", ["", "3-1", "1 3-1"])
def test_numbers_of_blocks_that_are_none_are_refused(numbers: str, corpus: Path, capsys: Capture) -> None:
    for does in ("--drop", "--toggle", "--restore", "--rule-of"):
        assert main(["blocks", str(corpus), "a.txt", does, numbers]) == 2
        assert capsys.readouterr().err.count("\n") == 1


def test_a_folder_in_a_sidecars_place_is_a_finding(corpus: Path, capsys: Capture) -> None:
    (corpus / "a.txt.triage.toml").mkdir()
    assert main(["check", str(corpus), "--json"]) == 1
    found = {(row["kind"], row["id"]): row["detail"] for row in lines(capsys)}
    assert "not a regular file; move it away" in found["broken", "a.txt"]


def test_a_file_named_like_a_record_keeps_nobody_from_the_others(tmp_path: Path, capsys: Capture) -> None:
    root = tmp_path / "corpus"
    root.mkdir()
    (root / "crawl.jsonl").write_text("".join(json.dumps({"text": STORY.format(n)}) + "\n" for n in range(2)))
    (root / "crawl.jsonl#2").write_text(STORY.format("other"))
    rows = run(capsys, "list", root, "--json")
    assert {row["id"]: bool(row["problem"]) for row in rows} == {
        "./crawl.jsonl#2": True,
        "crawl.jsonl#1": False,
        "crawl.jsonl#2": False,
    }
    assert main(["show", str(root), "./crawl.jsonl#2"]) == 3
    assert "rename it" in capsys.readouterr().out
    assert main(["export", str(root), "--out", "-", "--format", "jsonl"]) == 3
    assert len(capsys.readouterr().out.splitlines()) == 3
    run(capsys, "decide", root, "--where", "answer:none", "--reject", "--json")
    assert [path.name for path in sorted(root.rglob("*.toml"))] == ["crawl.jsonl#2.triage.toml", "1.toml", "2.toml"]
    assert {row["answer"] for row in run(capsys, "list", root, "--json")} == {"reject"}
    assert main(["clean", str(root), "--out", str(tmp_path / "out")]) == 3
    assert main(["decide", str(root), "crawl.jsonl#02", "--keep"]) == 3
    assert "no such document" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("a.txt\r\n\n  \nnews/b.txt\na.txt\n", {"a.txt", "news/b.txt"}),
        ('{"id": "a.txt", "title": "x"}\n{"kind": "undecided", "id": "page.html"}', {"a.txt", "page.html"}),
        ("\n", set()),
    ],
)
def test_ids_come_on_standard_input(
    typed: str, ids: set[str], corpus: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(typed.encode())))
    assert {row["id"] for row in run(capsys, "decide", corpus, "--json", "--reject", "-")} == ids
    assert {row["id"] for row in run(capsys, "list", corpus, "--json", "--where", "answer:reject")} == ids
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"{no.txt\n")))
    assert main(["decide", str(corpus), "-", "--keep"]) == 3
    assert "{no.txt: no such document" in capsys.readouterr().err


ODD = ["a\rb.txt", "in two\nlines.txt", "line end\n", "latin-\udce9.txt", "{.txt", "-dash.txt", " lead.txt"]


@pytest.mark.parametrize("form", ["--ids", "--null", "--json"])
def test_ids_that_are_listed_come_back_on_standard_input(
    form: str, corpus: Path, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ODD:
        (corpus / name).write_text(STORY.format("odd"))
    assert main(["list", str(corpus), form, "--where", 'odd -id:"-dash.txt"']) == 0
    listed = capfdbinary.readouterr().out
    if form == "--null":
        assert set(listed.split(b"\0")) == {os.fsencode(name) for name in ODD if name != "-dash.txt"} | {b""}
    if form == "--ids":
        assert b"\n lead.txt\n" in b"\n" + listed
        assert b'{"id": "in two\\nlines.txt"}\n' in listed
        assert b"latin-\xe9.txt\n" in listed
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(listed)))
    null = ["--null"] if form == "--null" else []
    assert main(["decide", str(corpus), "-", "--keep", *null]) == 0
    capfdbinary.readouterr()
    assert main(["count", str(corpus), "--where", "answer:keep"]) == 0
    assert capfdbinary.readouterr().out == b"%d\n" % (len(ODD) - 1)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["list", "--ids", "--json"], "not allowed with"),
        (["list", "--null", "--ids"], "not allowed with"),
        (["decide", "a.txt", "--keep", "--null"], "--null goes with the ID -"),
        (["mend", "--where", "words>0", "--author", "A", "--null"], "--null goes with the ID -"),
    ],
)
def test_ids_alone_are_asked_for_in_one_way(words: list[str], says: str, corpus: Path, capsys: Capture) -> None:
    assert main([words[0], str(corpus), *words[1:]]) == 2
    assert says in capsys.readouterr().err


def test_what_cant_be_saved_yet_is_said_to_be_decided(corpus: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    main(["list", str(corpus)])
    id = next(path.name for path in sorted(corpus.glob("*.txt")))

    def full(*_: object, **__: object) -> None:
        raise FileError(f"{id}: can't be written (No space left on device); check permissions and space")

    with monkeypatch.context() as patch:
        patch.setattr("triage.save.saver.prepare", full)
        assert main(["decide", str(corpus), id, "--keep"]) == 3
        said = capsys.readouterr().err
        assert "it is decided, and is saved at the next start that can" in said
        assert "left as it is" not in said
        left = f"triage: {corpus}: 1 decision is in the journal, and not in its sidecar; make room "
        assert said.splitlines()[-1].startswith(left)
        assert main(["list", str(corpus), "--json"]) == 3
        listed, said = capsys.readouterr()
        assert len(listed.splitlines()) == 4
        assert said.startswith(left)
        assert main(["decide", str(corpus), "page.html", "--defer"]) == 3
        assert "2 decisions are in the journal, and not in their sidecars; " in capsys.readouterr().err
        assert main(["list", str(corpus), "--where", "answer:"]) == 2
        assert capsys.readouterr().err.startswith("triage: --where, column 8")
    assert main(["list", str(corpus), "--where", "answer:keep", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == id


def test_decisions_are_taken_to_where_their_documents_went(corpus: Path, capsys: Capture) -> None:
    run(capsys, "decide", corpus, "a.txt", "--keep", "--json")
    assert run(capsys, "relink", corpus, "--json") == []
    (corpus / "a.txt").rename(corpus / "news" / "a \x1b.txt")
    assert main(["check", str(corpus)]) == 1
    assert "moved: what was judged is news/a ␛.txt now; triage relink takes the decision there" in capsys.readouterr().out
    found = {"id": "news/a \x1b.txt", "was": "a.txt", "gone": False}
    assert run(capsys, "relink", corpus, "--dry-run", "--json") == [{"dry_run": True, **found}]
    assert main(["relink", str(corpus), "--dry-run"]) == 0
    assert capsys.readouterr().out == "would be taken from a.txt to news/a ␛.txt\n"
    assert run(capsys, "relink", corpus, "--json") == [{"dry_run": False, **found}]
    assert [row["id"] for row in run(capsys, "list", corpus, "--where", "answer:keep", "--json")] == [found["id"]]
    assert main(["undo", str(corpus)]) == 0
    assert main(["relink", str(corpus)]) == 0
    told = capsys.readouterr()
    assert "taken from a.txt to news/a ␛.txt" in told.out
    assert "1 decision taken to where the document went" in told.err


def test_check_names_relink_only_for_what_that_does(corpus: Path, capsys: Capture) -> None:
    container = corpus / "c.jsonl"
    records = [json.dumps({"title": name, "text": STORY.format(name)}) + "\n" for name in ("first", "second", "third")]
    container.write_text("".join(records))
    run(capsys, "decide", corpus, "c.jsonl#1", "c.jsonl#2", "--keep", "--json")
    container.write_text("".join(records[1:]))
    assert main(["check", str(corpus), "--json"]) == 1
    told = {found["id"]: found["detail"] for found in lines(capsys) if found["kind"] in ("stale", "orphan")}
    aside = told["c.jsonl#1"].partition(" as ")[2].partition(",")[0]
    assert aside.startswith("c.jsonl#1.gone-")
    assert told["c.jsonl#2"].endswith("what was judged is c.jsonl#1 now; triage relink takes the decision there")
    assert run(capsys, "relink", corpus, "--json") == [
        {"dry_run": False, "id": "c.jsonl#1", "was": "c.jsonl#2", "gone": False},
        {"dry_run": False, "id": aside, "was": "c.jsonl#1", "gone": True},
    ]
    assert main(["check", str(corpus), "--json"]) == 1
    told = {found["id"]: found["detail"] for found in lines(capsys) if found["kind"] in ("stale", "orphan")}
    assert told == {aside: "its document is gone"}
    assert main(["relink", str(corpus)]) == 0
    assert "Nothing to take along; the text of 1 decision is gone" in capsys.readouterr().err


def test_answers_are_confirmed_each_as_it_is(corpus: Path, capsys: Capture) -> None:
    run(capsys, "decide", corpus, "a.txt", "--keep", "--json")
    run(capsys, "decide", corpus, "page.html", "--reject", "--reason", "paywall", "--json")
    for id in ("a.txt", "page.html"):
        (corpus / id).write_text((corpus / id).read_text().replace("Tuesday", "Monday"))
    before = run(capsys, "list", corpus, "--where", "stale:yes", "--json")
    assert [row["id"] for row in before] == ["a.txt", "page.html"]
    found = run(capsys, "decide", corpus, "--where", "stale:yes", "--confirm", "--json")
    assert [(row["answer"], row["reasons"], row["changed"]) for row in found] == [
        ("keep", [], True),
        ("reject", ["paywall"], True),
    ]
    assert run(capsys, "list", corpus, "--where", "stale:yes", "--json") == []
    assert not any(row["changed"] for row in run(capsys, "decide", corpus, "a.txt", "empty.txt", "--confirm", "--json"))
    assert main(["undo", str(corpus)]) == 0
    assert capsys.readouterr().out == "undone: confirming of 2 documents\n"
    assert run(capsys, "list", corpus, "--where", "stale:yes", "--json") == before


def test_a_title_is_mended_everywhere_and_the_document_may_speak_for_itself_again(corpus: Path, capsys: Capture) -> None:
    before = run(capsys, "list", corpus, "--json", "--where", "id=a.txt")
    mended = {"title": "A \x1b bridge too old", "date": "2031-05-10", "source": "The Gull", "author": None}
    words = ["--title", mended["title"], "--date", mended["date"], "--source", mended["source"]]
    assert run(capsys, "mend", corpus, "a.txt", *words, "--json") == [{"id": "a.txt", "changed": True, **mended}]
    assert run(capsys, "mend", corpus, "a.txt", *words, "--json")[0]["changed"] is False
    for where in ('title:"too old"', "date=2031-05-10", "source:gull", '"too old"', "answer:none too"):
        (found,) = run(capsys, "list", corpus, "--json", "--where", where)
        assert [found[name] for name in ("id", "title", "date", "source")] == [
            "a.txt",
            *[mended[n] for n in ("title", "date", "source")],
        ]
    shown = run(capsys, "show", corpus, "a.txt", "--json")[0]
    assert [shown[name] for name in ("title", "date", "source")] == [mended[name] for name in ("title", "date", "source")]
    assert run(capsys, "list", corpus, "--json", "--sort", "-date")[0]["id"] == "a.txt"
    (corpus / "a.txt").write_text((corpus / "a.txt").read_text() + "\nIt took a year.\n")
    run(capsys, "decide", corpus, "a.txt", "--keep", "--json")
    assert main(["export", str(corpus), "--where", 'title:"too old"', "--out", "-", "--format", "jsonl"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert [row[name] for name in mended] == list(mended.values())
    assert "It took a year" in row["text"]
    again = run(capsys, "mend", corpus, "--where", "source:gull", "--source", "", "--date", "", "--json")
    assert [again[0][name] for name in ("title", "date", "source")] == [mended["title"], before[0]["date"], before[0]["source"]]
    assert main(["undo", str(corpus)]) == 0
    assert run(capsys, "count", corpus, "--where", "source:gull", "--json") == [{"documents": 1}]
    run(capsys, "mend", corpus, "a.txt", "--title", "", "--date", "", "--source", "", "--json")
    (now,) = run(capsys, "list", corpus, "--json", "--where", "id=a.txt")
    assert [now[name] for name in ("title", "date", "source")] == [before[0][name] for name in ("title", "date", "source")]
    assert run(capsys, "list", corpus, "--json", "--where", 'title:"too old"') == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["a.txt"], "mend what?"),
        (["--title", "T"], "which documents?"),
        (["a.txt", "--where", "words>0", "--title", "T"], "not both"),
        (["a.txt", "page.html", "--title", "T"], "--title goes with one document, and these are 2"),
        (["a.txt", "--date", "10.5.2031"], "no day; write one as 2031-05-10"),
    ],
)
def test_what_cannot_be_mended(words: list[str], told: str, corpus: Path, capsys: Capture) -> None:
    assert main(["mend", str(corpus), *words]) == 2
    assert told in capsys.readouterr().err


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


def test_documents_may_be_named_by_their_paths(corpus: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(corpus)
    named = ["./a.txt", str(corpus / "news" / "b.txt"), "news/../page.html"]
    assert [row["id"] for row in run(capsys, "decide", corpus, *named, "--keep", "--json")] == [
        "a.txt",
        "news/b.txt",
        "page.html",
    ]
    (corpus / "c.jsonl").write_text('{"text": "The ferry leaves at nine."}\n', "utf-8")
    assert main(["decide", str(corpus), "c.jsonl", "--keep"]) == 3
    assert "c.jsonl: holds records; name one, c.jsonl#1, or choose all with --where 'id:c.jsonl#*'" in capsys.readouterr().err
    assert [row["id"] for row in run(capsys, "decide", corpus, "--where", "id:c.jsonl#*", "--keep", "--json")] == ["c.jsonl#1"]


def test_every_command_takes_the_path_of_a_document(corpus: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(corpus.parent)
    path = f"{corpus.name}/a.txt"
    assert run(capsys, "show", corpus, path, "--json")[0]["id"] == "a.txt"
    assert run(capsys, "blocks", corpus, path, "--toggle", "1", "--json")[0]["id"] == "a.txt"
    assert run(capsys, "mend", corpus, path, "--source", "x", "--json")[0]["id"] == "a.txt"
    best = ["decide", corpus, "--cluster", path, "--keep-best", "--survivor", f"{corpus.name}/news/b.txt", "--json"]
    assert {row["id"]: row["answer"] for row in run(capsys, *best)} == {
        "news/b.txt": "keep",
        "a.txt": "reject",
        "page.html": "reject",
    }


@pytest.mark.parametrize(
    "words",
    [["show", "{}"], ["blocks", "{}", "--toggle", "1"], ["decide", "{}", "--keep"], ["mend", "{}", "--source", "x"]],
    ids=lambda words: words[0],
)
@pytest.mark.parametrize("name", ["nope.txt", ""])
def test_every_command_tells_that_there_is_no_such_document(words: list[str], name: str, corpus: Path, capsys: Capture) -> None:
    assert main([words[0], str(corpus), *(word.format(name) for word in words[1:])]) == 3
    assert f"{name}: no such document in {corpus}; triage list prints them" in capsys.readouterr().err


def test_a_blank_expression_chooses_nothing_to_decide_on(corpus: Path, capsys: Capture) -> None:
    assert main(["decide", str(corpus), "--where", " ", "--keep"]) == 2
    assert "name the documents" in capsys.readouterr().err


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
