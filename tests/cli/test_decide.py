"""`decide`, `undo`, `redo` and `blocks`: what is decided, told, and left on disk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.commands import Capture, run
from triage.cli import main
from triage.errors import FileError


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


def test_no_duplicate_is_one_of_a_document_that_there_is_not(corpus: Path, capsys: Capture) -> None:
    for chosen in (["--where", "id:news"], ["--cluster", "a.txt"], ["page.html"]):
        assert main(["decide", str(corpus), *chosen, "--reject", "--duplicate-of", "nope.txt"]) == 3
        assert "nope.txt: no such document" in capsys.readouterr().err
    assert main(["decide", str(corpus), "page.html", "--reject", "--duplicate-of", str(corpus / "a.txt")]) == 0
    capsys.readouterr()
    assert run(capsys, "show", corpus, "page.html", "--json")[0]["decision"]["duplicate_of"] == "a.txt"


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


def test_a_blank_expression_chooses_nothing_to_decide_on(corpus: Path, capsys: Capture) -> None:
    assert main(["decide", str(corpus), "--where", " ", "--keep"]) == 2
    assert "name the documents" in capsys.readouterr().err
