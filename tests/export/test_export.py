"""Export: fields in order, harmless cells, files that are whole, and nothing that acts on a terminal."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage import export
from triage.atomic import HOST
from triage.corrections import fingerprint
from triage.errors import FileError, UsageError
from triage.export.encode import harmless, joined, plain
from triage.export.formats import Row, escape_markdown, write_csv, write_jsonl, write_markdown
from triage.export.rows import FIELDS as EXPORTED
from triage.model import Answer, Cleaned, CleanStamp, Decision, Document, Metadata, Sidecar, Source

KILLED = f".triage-{HOST}-999999999-1.tmp"
"""What a killed process leaves."""
FIELDS = [
    "id",
    "title",
    "date",
    "source",
    "author",
    "language",
    "text",
    "raw_sha256",
    "cleaned_sha256",
    "answer",
    "reasons",
    "tags",
    "note",
    "duplicate_of",
    "reviewer",
    "decided_at",
    "cluster",
    "version",
]

WHEN = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def row(**changes: Any) -> dict[str, Any]:
    metadata = Metadata("T", date(2025, 5, 10), "MENAFN", "Ann Berg", "en", {"url": "http://x", "text": "theirs"})
    document = Document("news/a.txt", "raw", Source("news/a.txt", "raw-hash", 3, "utf-8"), metadata)
    decision = Decision(
        Answer.REJECT,
        ("duplicate",),
        ("asia", "a;b"),
        "n",
        "b.txt",
        reviewer="alice",
        decided_at=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
    )
    cleaned = Cleaned((), "Körper\nzwei", (), "clean-hash", "r")
    return export.export_row(document, cleaned, Sidecar(document.source, decision=decision), "c1", "0.1.0") | changes


def written(tmp_path: Path, name: str, *rows: dict[str, Any]) -> bytes:
    export.write_export(rows, str(tmp_path / name), export.format_of(name, None))
    return (tmp_path / name).read_bytes()


def test_a_row_has_all_fields_in_order() -> None:
    assert list(row())[: len(FIELDS)] == FIELDS == list(EXPORTED)
    assert row() == {
        "id": "news/a.txt",
        "title": "T",
        "date": "2025-05-10",
        "source": "MENAFN",
        "author": "Ann Berg",
        "language": "en",
        "text": "Körper\nzwei",
        "raw_sha256": "raw-hash",
        "cleaned_sha256": "clean-hash",
        "answer": "reject",
        "reasons": ["duplicate"],
        "tags": ["asia", "a;b"],
        "note": "n",
        "duplicate_of": "b.txt",
        "reviewer": "alice",
        "decided_at": "2026-01-02T03:04:05Z",
        "cluster": "c1",
        "version": "0.1.0",
        "url": "http://x",
        "original_text": "theirs",
    }


@pytest.mark.parametrize("mended", [False, True])
def test_what_the_document_says_by_now_is_exported_unless_somebody_mended_it(mended: bool) -> None:
    seen, now = Metadata("Old title", date(2025, 1, 1), author="Ann Berg"), Metadata("New title", date(2025, 2, 2), "MENAFN")
    clean = CleanStamp(metadata_sha256=fingerprint(seen))
    decided = Sidecar(Source("a"), seen._replace(title="By hand") if mended else seen, clean)
    found = export.export_row(Document("a", "", Source("a"), now), Cleaned((), "", (), "", ""), decided, "", "1")
    told = ("By hand", "2025-01-01", "MENAFN", "Ann Berg") if mended else ("New title", "2025-02-02", "MENAFN", None)
    assert tuple(found[name] for name in ("title", "date", "source", "author")) == told


def test_what_the_document_brought_along_is_there_whatever_its_names() -> None:
    document = Document("a", "", Source("a"), Metadata(extra={"text": 1, "original_text": 2, "original_original_text": 3}))
    found = export.export_row(document, Cleaned((), "", (), "", ""), None, "", "1")
    assert sorted(value for name, value in found.items() if name not in FIELDS) == [1, 2, 3]


def test_undecided_is_null() -> None:
    document = Document("a", "", Source("a"))
    found = export.export_row(document, Cleaned((), "", (), "", ""), None, "", "1")
    assert {key for key, value in found.items() if value is None} == set(FIELDS) - {"id", "text", "reasons", "tags", "version"}


def test_jsonl(tmp_path: Path) -> None:
    lines = written(tmp_path, "o.jsonl", row(), row(id="b\udc80", text="\x1b[2J\x9b1m\u2028\u202e\n")).split(b"\n")
    assert json.loads(lines[0]) == row()
    assert json.loads(lines[1])["id"] == "b\udc80"
    assert json.loads(lines[1])["text"] == "\x1b[2J\x9b1m\u2028\u202e\n"
    assert lines[1].isascii()
    assert b"\x1b" not in lines[1]
    assert len(lines) == 3


@pytest.mark.parametrize("sign", "\x1b\x7f\x80\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a\u202e\u2060\u2069\ufeff\ud800\udfff")
def test_json_holds_no_character_that_acts(sign: str) -> None:
    assert export.json_text(f"é{sign}") == f'"é\\u{ord(sign):04x}"'


@given(st.lists(st.text(st.sampled_from("a;\\")), min_size=1))
def test_a_list_in_one_cell_can_be_taken_apart(values: list[str]) -> None:
    found = [re.sub(r"\\(.)", r"\1", part) for part in re.findall(r"((?:[^;\\]|\\.)*)(?:;|$)", joined(values))]
    assert found[: len(values)] == values


def test_csv(tmp_path: Path) -> None:
    found = written(tmp_path, "o.csv", row(title="=cmd|' /C calc'!A0", note='a "b",\nc'), row(text="\x1b[2J"))
    rows = list(csv.DictReader(io.StringIO(found.decode())))
    assert list(rows[0]) == [*FIELDS, "extra"]
    assert rows[0]["title"] == "'=cmd|' /C calc'!A0"
    assert rows[0]["note"] == 'a "b",\nc'
    assert rows[0]["tags"] == "asia;a\\;b"
    assert json.loads(rows[0]["extra"]) == {"url": "http://x", "original_text": "theirs"}
    assert rows[1]["text"] == "␛[2J"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n=", " =", "＝", "\u200b=", "'=", "''=", "\x00="])
def test_dangerous_cells_get_an_apostrophe(start: str) -> None:
    assert harmless(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("cell", ["", "a=b", "'quoted'", "1-2", " a", "’="])
def test_other_cells_stay(cell: str) -> None:
    assert harmless(cell) == cell


HIDDEN = ["\u202a", "\u202e", "\u2066", "\u2069", "\u200b", "\u2060", "\ufeff", "\u2028"]
WORDS = ["می\u200cخواهم", "क्\u200dष", "👩\u200d🚀", "\u200fשלום\u200e", "ភាសា\u200bខ្មែរ"]


@pytest.mark.parametrize("sign", HIDDEN)
def test_what_reorders_or_hides_is_spelt_out_but_in_the_text(tmp_path: Path, sign: str) -> None:
    told, spelt = f"a{sign}gpj.txt", f"a\\u{ord(sign):04x}gpj.txt"
    one = row(id=told, title=told, source=told, note=told, tags=[told], text=told) | {told: told}
    cells = next(csv.DictReader(io.StringIO(written(tmp_path, "o.csv", one).decode(), newline="")))
    assert {cells[name] for name in ("id", "title", "source", "note", "tags")} == {spelt}
    assert cells["text"] == told
    head = written(tmp_path, "o.md", one).decode().rpartition("\n\na")[0]
    assert sign not in head
    shown = "a gpj.txt" if sign.isspace() else escape_markdown(spelt)
    assert f"# {shown}\n" in head
    assert f"- {shown}: {shown}" in head


@pytest.mark.parametrize("word", WORDS)
def test_what_is_a_part_of_words_stays(tmp_path: Path, word: str) -> None:
    cells = next(csv.DictReader(io.StringIO(written(tmp_path, "o.csv", row(title=word)).decode(), newline="")))
    assert cells["title"] == word
    assert f"# {word}\n" in written(tmp_path, "o.md", row(title=word)).decode()


cells = st.text(st.sampled_from("=+-@'\t\r\n ,;\"a＝\u200b1") | st.characters(), max_size=12)


def original(cell: str) -> str:
    """What a reader makes of a cell."""
    return cell[1:] if cell.startswith("'") and harmless(cell[1:]) == cell else cell


@given(cells)
def test_cells_come_back(cell: str) -> None:
    safe = harmless(cell)
    assert original(safe) == cell
    assert safe.lstrip(" \t\r\n")[:1] not in ("=", "+", "-", "@")


@given(st.lists(cells.filter(lambda c: plain(c) == c), min_size=1, max_size=4))
def test_csv_round_trip(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    raw = written(tmp_path_factory.mktemp("x"), "o.csv", *(row(text=text) for text in texts))
    found = list(csv.DictReader(io.StringIO(raw.decode(), newline="")))
    assert [original(r["text"]) for r in found] == texts


@pytest.mark.parametrize("write", [write_jsonl, write_csv, write_markdown])
def test_rows_go_to_the_file_as_they_come(write: Callable[[Iterable[Row], BinaryIO], int]) -> None:
    stream, behind = io.BytesIO(), list[int]()

    def rows() -> Iterator[Row]:
        for number in range(1, 4):
            yield row(text="x" * 70_000)
            behind.append(number * 70_000 - stream.tell())

    assert write(rows(), stream) == 3
    assert max(behind) < 70_000


def test_csv_of_many_rows_holds_each_once(tmp_path: Path) -> None:
    texts = [f"{n} " + "x" * length for n, length in enumerate([40_000, 40_000, 10, 70_000, 3, 3])]
    raw = written(tmp_path, "o.csv", *(row(text=text) for text in texts))
    assert [found["text"] for found in csv.DictReader(io.StringIO(raw.decode(), newline=""))] == texts


def test_markdown(tmp_path: Path) -> None:
    found = written(tmp_path, "o.md", row(title="[x](y) <b>", text="# no heading\n1. one\n- a & b"), row()).decode()
    assert "# \\[x\\](y) \\<b\\>\n" in found
    assert "\\# no heading\n\n1\\. one\n\n\\- a &amp; b\n" in found
    assert found.startswith("# ")
    assert found.count("\n---\n") == 1
    assert escape_markdown("a_b") == "a\\_b"


def test_markdown_tells_what_is_known_a_line_each(tmp_path: Path) -> None:
    one = row(title="Pier closed", tags=["asia", "war;sea"], reasons=[], note=None, text="It closed.", paid=True, pages=[3, 4])
    head = written(tmp_path, "o.md", one).decode().removesuffix("\n\nIt closed.\n\n")
    facts = dict(line.removeprefix("- ").split(": ", 1) for line in head.splitlines() if line.startswith("- "))
    assert (facts["tags"], facts["paid"], facts["pages"]) == ("asia;war\\\\;sea", "true", "\\[3, 4\\]")
    assert not {"title", "text", "reasons", "note"} & set(facts)


def test_folder_of_texts(tmp_path: Path) -> None:
    out = tmp_path / "out"
    ids = ["a.txt", "x/b.html", "x/b.html.txt", "c.jsonl#1", "../../evil", "n" * 250 + ".html", "k.md"]
    assert export.write_export((row(id=id, text=id) for id in ids), f"{out}/", "txt") == len(ids)
    names = {str(path.relative_to(out)) for path in out.rglob("*") if path.is_file()}
    assert {"a.txt", "x/b.html.txt", "x/b.html.txt.txt", "c.jsonl#1.txt", "evil", "k.md"} < names
    assert len(names) == len(ids)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert (out / "a.txt").read_text() == "a.txt\n"


def test_a_text_of_its_own_holds_no_character_that_acts(tmp_path: Path) -> None:
    export.write_export([row(id="a.txt", text="\x1b[2J\ud800")], str(tmp_path), "txt")
    assert (tmp_path / "a.txt").read_text() == "␛[2J\\ud800\n"


def test_formats_by_ending(tmp_path: Path) -> None:
    assert export.format_of("A.JSONL", None) == "jsonl"
    assert export.format_of("-", None) == "jsonl"
    assert export.format_of("-", "csv") == "csv"
    assert export.format_of(str(tmp_path), None) == "txt"
    assert export.format_of("x/", None) == "txt"
    with pytest.raises(UsageError, match="--format"):
        export.format_of("x.doc", None)
    with pytest.raises(UsageError):
        export.write_export([], "-", "txt")


def test_parquet_without_pyarrow_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(FileError, match=r"triage\[parquet\]"):
        written(tmp_path, "o.parquet", row())
    assert not list(tmp_path.iterdir())


def test_parquet(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    written(tmp_path, "o.parquet", row(), row(id="\udc80", answer=None))
    found = parquet.read_table(tmp_path / "o.parquet").to_pylist()
    assert found[0]["tags"] == ["asia", "a;b"]
    assert found[1]["id"] == "\\udc80"
    assert found[1]["answer"] is None


def test_a_failure_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    def failing() -> Iterator[dict[str, Any]]:
        yield row()
        raise KeyboardInterrupt

    out = tmp_path / "o.jsonl"
    out.write_text("old")
    with pytest.raises(KeyboardInterrupt):
        export.write_export(failing(), str(out), "jsonl")
    assert out.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["o.jsonl"]


@pytest.mark.parametrize(
    ("out", "refused"),
    [
        ("kept.jsonl", "would become a document there"),
        ("sub/kept.txt", "would become a document there"),
        ("link/kept.md", "would become a document there"),
        (".triage/kept.csv", "lies in Triage's own folder"),
        ("kept.csv", None),
        ("sub/kept.parquet", None),
        (".kept/kept.jsonl", None),
        ("sub/.kept.jsonl", None),
        ("../kept.jsonl", None),
        ("../documents-kept/kept.jsonl", None),
    ],
)
def test_where_an_export_may_go(tmp_path: Path, out: str, refused: str | None) -> None:
    documents = tmp_path / "documents"
    (documents / "sub").mkdir(parents=True)
    (documents / "link").symlink_to("sub")
    with pytest.raises(UsageError, match=refused) if refused else nullcontext():
        export.check_place(documents / out, documents)


def test_a_text_that_is_there_already_is_not_written_again(tmp_path: Path) -> None:
    (tmp_path / "b.txt").mkdir()
    same = export.write_text(tmp_path, "a.txt", "a text", set())
    os.utime(same, (1, 1))
    export.write_text(tmp_path, "a.txt", "a text", set())
    assert same.stat().st_mtime == 1
    export.write_text(tmp_path, "a.txt", "a tale", set())
    assert same.read_text() == "a tale\n"
    assert same.stat().st_mtime != 1
    with pytest.raises(FileError, match="can't be written"):
        export.write_text(tmp_path, "b.txt", "", set())


def test_what_a_killed_export_left_among_texts_is_cleared_away(tmp_path: Path) -> None:
    running = tmp_path / f".triage-{HOST}-{os.getppid()}-1.tmp"
    for left in (tmp_path / KILLED, tmp_path / "news" / KILLED, running):
        left.parent.mkdir(exist_ok=True)
        left.write_text("half of it")
    export.write_export([row()], str(tmp_path), "txt")
    assert export.files_in(tmp_path) == 2
    assert sorted(one.name for one in tmp_path.rglob("*") if one.is_file()) == [running.name, "a.txt"]


def test_what_a_killed_export_left_is_cleared_away(tmp_path: Path) -> None:
    (tmp_path / KILLED).write_text("half of it")
    written(tmp_path, "o.jsonl", row())
    assert [path.name for path in tmp_path.iterdir()] == ["o.jsonl"]


def test_what_lies_beside_a_pipe_or_a_device_is_nothing_of_an_export(tmp_path: Path) -> None:
    (tmp_path / KILLED).write_text("of another program")
    os.mkfifo(tmp_path / "pipe")
    reading = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    assert export.write_export([row()], str(tmp_path / "pipe"), "jsonl") == 1
    os.close(reading)
    assert (tmp_path / KILLED).exists()


@pytest.mark.skipif(os.name != "posix", reason="modes and links")
def test_links_modes_and_devices(tmp_path: Path) -> None:
    (tmp_path / "real.jsonl").write_text("old")
    (tmp_path / "real.jsonl").chmod(0o640)
    (tmp_path / "o.jsonl").symlink_to("real.jsonl")
    written(tmp_path, "o.jsonl", row())
    assert (tmp_path / "o.jsonl").is_symlink()
    assert stat.S_IMODE((tmp_path / "real.jsonl").stat().st_mode) == 0o640
    assert export.write_export([row()], "/dev/null", "jsonl") == 1
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


@pytest.mark.skipif(not os.path.isdir("/dev/fd"), reason="streams have no names")
def test_a_stream_that_is_named_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    assert export.write_export([row()], f"/dev/fd/{writing}", "jsonl") == 1  # as of >(gzip)
    os.close(writing)
    with open(reading, "rb") as stream:
        assert json.loads(stream.read()) == row()
    out = tmp_path / "all.jsonl"
    out.write_text("of before\n")
    with out.open("ab") as stream:
        assert export.write_export([row()], f"/proc/self/fd/{stream.fileno()}", "jsonl") == 1
        stream.write(b"after\n")
    lines = out.read_text().splitlines()
    assert (lines[0], json.loads(lines[1]), lines[2:]) == ("of before", row(), ["after"])
    for number in ("987", "99999999999999999999"):
        with pytest.raises(FileError, match=rf"/dev/fd/{number}: can't be written"):
            export.write_export([row()], f"/dev/fd/{number}", "jsonl")


def test_a_missing_folder_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"can't be written \(No such file or directory\); choose another"):
        export.write_export([], str(tmp_path / "no" / "o.jsonl"), "jsonl")
    (tmp_path / "f").write_text("")
    with pytest.raises(FileError, match="no folder"):
        export.write_export([], str(tmp_path / "f"), "txt")
    with pytest.raises(FileError, match="can't be made"):
        export.write_text(tmp_path / "f", "a.txt", "x", set())


def test_stdout(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    export.write_export([row()], "-", "jsonl")
    assert json.loads(capsysbinary.readouterr().out) == row()


def test_rows_stream(tmp_path: Path) -> None:
    class Counted(str):
        """A text that is counted while it is held."""

        alive = peak = 0

        def __init__(self, _: str) -> None:
            Counted.alive += 1
            Counted.peak = max(Counted.peak, Counted.alive)

        def __del__(self) -> None:
            Counted.alive -= 1

    def rows() -> Iterator[dict[str, Any]]:
        for _ in range(3000):
            yield row(text=Counted("x" * 100))

    for name in ("o.csv", "o.jsonl", "o.md"):
        assert export.write_export(rows(), str(tmp_path / name), export.format_of(name, None)) == 3000
    assert Counted.peak < 10
