"""`triage paragraphs`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from triage.cli import main

Capture = pytest.CaptureFixture[str]
FERRY = "The last ferry leaves the eastern quay at half past nine, the harbour office said on Tuesday."
FERRY_AGAIN = "The last ferry leaves the eastern quay at half past nine, the harbour office told us on Tuesday."
NOTICE = "This newsroom accepts corrections by letter only, and answers each of them within a week of its arrival."


def story(n: int) -> str:
    words = ("orchard", "granary", "lantern", "tannery", "quarry", "foundry")
    return " ".join(
        f"Keepers of the {word} number {n * 7 + at} counted their {words[(n + at) % 6]}s." for at, word in enumerate(words)
    )


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    texts = {
        "a.txt": [FERRY, story(1), NOTICE],
        "b.txt": [story(2), FERRY_AGAIN],
        "c.txt": [story(3), NOTICE],
        "d.txt": [f"{story(4)} {NOTICE}"],
    }
    for name, paragraphs in texts.items():
        (tmp_path / name).write_text("\n\n".join(paragraphs) + "\n", "utf-8")
    return tmp_path


def found(capsys: Capture, *argv: object) -> list[dict[str, object]]:
    capsys.readouterr()
    assert main(["paragraphs", *map(str, argv), "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_the_same_words_nearly_the_same_and_inside_another(corpus: Path, capsys: Capture) -> None:
    notice, ferry = found(capsys, corpus)
    assert (notice["text"], notice["documents"], notice["wordings"]) == (NOTICE, 3, 1)
    assert notice["places"] == [{"id": "a.txt", "paragraph": 3}, {"id": "c.txt", "paragraph": 2}]
    assert notice["within"] == [{"id": "d.txt", "paragraph": 1}]
    assert (ferry["documents"], ferry["wordings"], ferry["within"]) == (2, 2, [])
    assert ferry["places"] == [{"id": "a.txt", "paragraph": 1}, {"id": "b.txt", "paragraph": 2}]


def test_only_of_those_that_fit_and_in_so_many(corpus: Path, capsys: Capture) -> None:
    assert [one["text"] for one in found(capsys, corpus, "--least", 3)] == [NOTICE]
    assert found(capsys, corpus, "--least", 4) == []
    assert [one["places"] for one in found(capsys, corpus, "--where", '"eastern quay"')] == [
        [{"id": "a.txt", "paragraph": 1}, {"id": "b.txt", "paragraph": 2}]
    ]
    assert main(["paragraphs", str(corpus), "--where", "tag>"]) == 2
    assert "column" in capsys.readouterr().err


def test_the_table_is_safe_and_starts_with_most(corpus: Path, capsys: Capture) -> None:
    (corpus / "e.txt").write_text(f"{story(5)}\n\n\x1b[31m{FERRY}\n", "utf-8")
    assert main(["paragraphs", str(corpus)]) == 0
    head, *rows = capsys.readouterr().out.splitlines()
    assert head.split() == ["documents", "wordings", "within", "first", "in", "text"]
    assert [row.split()[0] for row in rows] == ["3", "3"]
    assert "\x1b" not in "".join(rows)


def test_what_cannot_be_read_has_none(corpus: Path, capsys: Capture) -> None:
    (corpus / "empty.txt").write_text("")
    (corpus / "gone.txt").symlink_to("nowhere")
    (corpus / "wrong.jsonl").write_text('{"text": 3}\n{"text": "')
    assert [one["documents"] for one in found(capsys, corpus)] == [3, 2]


def test_an_empty_folder_has_none(tmp_path: Path, capsys: Capture) -> None:
    assert found(capsys, tmp_path) == []
