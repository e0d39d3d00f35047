"""What the session does for a text that is too large to be worked through at every key, and for completing tags."""

from __future__ import annotations

import json
from pathlib import Path
from unittest.mock import patch

import triage.read.metadata
from triage.corpus import Corpus
from triage.decide import Mend
from triage.model import Answer
from triage.read import ReadOptions, read_document
from triage.session import Decide, Session
from triage.session.reader import LARGE, Reader

LINE = "The harbour authority said that the pier would stay closed. "


def test_a_large_text_is_cleaned_once_and_its_model_is_not_asked_why(tmp_path: Path) -> None:
    (tmp_path / "large.txt").write_text(LINE * (LARGE // len(LINE) + 2), "utf-8")
    with Session.open(tmp_path, reviewer="t") as session:
        opened = session.open_document("large.txt")
        session.reader.preload()
        with patch.object(Reader, "_cleaned_anew", side_effect=AssertionError):
            assert session.open_document("large.txt").cleaned is opened.cleaned
            assert session.apply(Decide(("large.txt",), Answer.KEEP)) is not None
        with patch.object(type(session.reader.cleaner), "explain_many", side_effect=AssertionError):
            assert session.reader.explain(opened, 1) == opened.cleaned.blocks[0].reasons
        (tmp_path / "large.txt").write_text("x" + LINE * (LARGE // len(LINE) + 2), "utf-8")
        assert session.open_document("large.txt").cleaned.sha256 != opened.cleaned.sha256


def test_each_block_is_told_its_own_reasons(tmp_path: Path) -> None:
    lines = ["Storm Hits Coast", LINE * 3, "Share", LINE.replace("pier", "quay") * 3, "Contact us | About us"]
    (tmp_path / "a.txt").write_text("\n\n".join(lines), "utf-8")
    with Session.open(tmp_path, reviewer="t") as session:
        opened = session.open_document("a.txt")
        session.reader.preload()
        told = [session.reader.explain(opened, block.n) for block in opened.cleaned.blocks]
        assert told == session.reader.reasons(opened)
        assert len(set(told)) > 2


def test_tags_are_completed_from_the_palette_and_those_in_use(tmp_path: Path) -> None:
    (tmp_path / "triage.toml").write_text('[[tags]]\ntag = "harbour"\n', "utf-8")
    (tmp_path / "a.txt").write_text(LINE, "utf-8")
    with Session.open(tmp_path, reviewer="t") as session:
        session.corpus.scan()
        session.tag(["a.txt"], add=["harvest"])
        assert session.complete_tags("har") == ["harbour", "harvest"]
        assert session.complete_tags("hravest")[0] == "harvest"


def test_sidecars_are_not_looked_through_once_more_after_a_scan(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LINE, "utf-8")
    with Session.open(tmp_path, reviewer="t") as session:
        session.corpus.scan()
        assert session.sidecar("a.txt") is None
        with Session.open(tmp_path, reviewer="other") as other:
            other.apply(Decide(("a.txt",), Answer.KEEP))
            other.corpus.scan()
        with patch.object(Corpus, "refresh_sidecars", side_effect=AssertionError):
            session.refresh(scanned=True)
        sidecar = session.sidecar("a.txt")
        assert sidecar is not None
        assert (sidecar.decision.answer, session.corpus.counts().keep) == (Answer.KEEP, 1)


def test_a_record_may_bring_along_what_a_sidecar_cannot_hold(tmp_path: Path) -> None:
    record = {"text": "The pier stays closed.", "html": "<p>" * 9999, "rating": None, "deep": [{"x": [None, 1]}], "id": 7}
    (tmp_path / "a.jsonl").write_text(json.dumps(record), "utf-8")
    with Session.open(tmp_path, reviewer="al") as session:
        session.corpus.scan()
        session.apply(Decide(("a.jsonl#1",), Answer.KEEP))
        session.flush()
        assert len((tmp_path / "a.jsonl.triage" / "1.toml").read_bytes()) < 1000
        (row,) = session.export_rows("answer:keep")
        assert {name: row[name] for name in record if name not in ("text", "id")} == {
            "html": record["html"],
            "rating": None,
            "deep": [{"x": [None, 1]}],
        }
        assert row["original_id"] == 7


def test_an_opened_document_says_what_its_file_does_whether_it_was_scanned_or_mended_or_edited(tmp_path: Path) -> None:
    page = "<html lang=en><title>Pier | Echo</title><h1>Pier</h1><p>" + LINE * 5 + "</p>"
    texts = {
        "plain.txt": f"Pier stays closed\n\nBy Anna Holm\n\nPublished 3 May 2024\n\n{LINE * 5}\n\nSource: The Harbour Echo\n",
        "bare.txt": LINE,
        "crawled.txt": f"Title: A pier\nDate: 2024-05-03\nLanguage: en\n\n{LINE * 5}",
        "bytes.txt": f"Pier \udcff closed\n\n{LINE * 5}",
        "page.html": page,
        "notes.md": f"# Pier\n\n{LINE * 5}",
        "records.jsonl": json.dumps({"text": LINE * 3, "title": "Pier", "rating": 3}) + "\n" + json.dumps({"text": LINE}),
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, "utf-8", "surrogateescape")
    with Session.open(tmp_path, reviewer="t") as session:
        session.corpus.scan()
        ids = [row.id for row in session.corpus.listing("").rows()]
        assert len(ids) == 8
        for id in ids:
            assert session.reader.open(id).document == read_document(tmp_path, id, ReadOptions())
        with patch.object(triage.read.metadata, "text_metadata", side_effect=AssertionError):
            assert session.reader.open("plain.txt").document.metadata.title == "Pier stays closed"
        session.apply(Mend(("plain.txt", "bare.txt"), title="Of the pier", source="The Gull"))
        for id in ids:
            assert session.reader.open(id).document == read_document(tmp_path, id, ReadOptions())
        assert session.reader.open("plain.txt").metadata.title == "Of the pier"
        for name, text in texts.items():
            (tmp_path / name).write_text(text.replace("closed", "open"), "utf-8", "surrogateescape")
        for id in ids:
            assert session.reader.open(id).document == read_document(tmp_path, id, ReadOptions())
