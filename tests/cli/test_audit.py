"""`check` and `stats`: findings, and figures."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.cli.commands import Capture, lines, run
from triage.cli import main
from triage.session import Session


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


def test_a_folder_in_a_sidecars_place_is_a_finding(corpus: Path, capsys: Capture) -> None:
    (corpus / "a.txt.triage.toml").mkdir()
    assert main(["check", str(corpus), "--json"]) == 1
    found = {(row["kind"], row["id"]): row["detail"] for row in lines(capsys)}
    assert "not a regular file; move it away" in found["broken", "a.txt"]
