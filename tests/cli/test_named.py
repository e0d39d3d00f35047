"""The documents that a command is for: by id, by path, or on standard input."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from tests.cli.commands import STORY, Capture, run
from triage.cli import main


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("a.txt\r\n\n  \nnews/b.txt\na.txt\n", {"a.txt", "news/b.txt"}),
        ('{"id": "a.txt", "title": "x"}\n{"kind": "undecided", "id": "page.html"}', {"a.txt", "page.html"}),
        ("\ufeffa.txt\r\nnews/b.txt\r\n", {"a.txt", "news/b.txt"}),
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


def test_what_lies_outside_the_folder_is_no_document_of_it(corpus: Path, capsys: Capture) -> None:
    for word in ("../other/a.txt", "/other/a.txt", "no.txt"):
        for command, *does in (["decide", "--keep"], ["show"], ["mend", "--title", "T"]):
            assert main([command, str(corpus), word, *does]) == 3, command
            assert capsys.readouterr().err == f"triage: {word}: no such document in {corpus}; triage list prints them\n"


def test_a_name_that_begins_with_a_dash_is_told_how_to_be_typed(
    corpus: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    (corpus / "-dash.txt").write_text(STORY.format("odd"))
    assert main(["decide", str(corpus), "-dash.txt", "--keep"]) == 2
    assert "-dash.txt begins with a dash: write ./-dash.txt, or put it last, behind --" in capsys.readouterr().err
    assert main(["decide", str(corpus), "-none.txt", "--keep"]) == 2
    assert "unrecognized arguments: -none.txt" in capsys.readouterr().err
    assert run(capsys, "decide", corpus, "./-dash.txt", "--keep", "--json")[0]["id"] == "-dash.txt"
    assert run(capsys, "decide", corpus, "--defer", "--json", "--", "-dash.txt")[0]["answer"] == "defer"


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
