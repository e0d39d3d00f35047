"""`relink` and `mend`: decisions that follow their documents, and titles that are corrected."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.commands import STORY, Capture, lines, run
from triage.cli import main


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


def test_ids_may_stand_behind_what_is_mended_and_a_value_may_begin_with_a_dash(corpus: Path, capsys: Capture) -> None:
    assert main(["mend", str(corpus), "--source", "-x", "a.txt", "page.html"]) == 0
    capsys.readouterr()
    assert {row["source"] for row in run(capsys, "list", corpus, "--where", "id=a.txt or id=page.html", "--json")} == {"-x"}


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
