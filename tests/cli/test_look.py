"""`list`, `count`, `show`, `clusters` and `views`: shapes of JSON, tables, exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.commands import STORY, Capture, lines, run
from triage.cli import main


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
