"""Tables and lines of JSON are what one would print cell by cell, however hostile the texts are."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stdout
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from triage.cli import output
from triage.cli.opening import ProgressLine
from triage.cli.output import emit_json_lines, emit_jsons, emit_table
from triage.model.scan import Phase, Progress
from triage.printable import one_line
from triage.session.exporting import json_text
from triage.widths import cells

TEXTS = st.text(st.characters(codec=None), max_size=12) | st.sampled_from(
    ["a.txt", "\x1b[2J.txt", "\x7f\x9b", "\u202ea", "\udcff", 'a"b\\c', "a\nb\tc", "é中", "100%s", "a ", ""]
)
ROWS = st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=9)
HEAD = ("cluster", "share", "id")


def printed(write: Any, *arguments: Any) -> str:
    stream = io.StringIO()
    with redirect_stdout(stream):
        write(*arguments)
    return stream.getvalue()


def padded(rows: list[tuple[str, ...]], measured: int) -> str:
    shown = [HEAD, *([one_line(cell) for cell in row] for row in rows)]
    widths = [max(cells(row[at]) for row in shown[: measured + 1]) for at in range(3)]
    found = ""
    for row in shown if rows else ():
        blanks = [" " * (width - cells(cell)) for cell, width in zip(row, widths, strict=True)]
        found += "  ".join([row[0] + blanks[0], blanks[1] + row[1], row[2]]).rstrip(" ") + "\n"
    return found


@settings(deadline=None)
@given(ROWS, st.sampled_from([1, 3, 200]))
@example([("", "", ""), ("", "", "\n")], 1)
def test_a_table_is_what_padding_each_cell_makes(rows: list[tuple[str, ...]], at_once: int) -> None:
    before, output._AT_ONCE = output._AT_ONCE, at_once
    try:
        assert printed(emit_table, HEAD, rows, frozenset(["share"])) == padded(rows, at_once)
    finally:
        output._AT_ONCE = before


def test_one_name_out_of_all_measure_does_not_part_the_others() -> None:
    rows = [("a.txt", "1", "x"), ("n" * 200, "2", "y")]
    table = printed(emit_table, HEAD, rows, frozenset(["share"])).split("\n")
    assert table[1:3] == ["a.txt        1  x", f"{'n' * 200}      2  y"]


@settings(deadline=None)
@given(ROWS)
def test_lines_of_json_are_what_the_encoder_makes_of_each(rows: list[tuple[str, ...]]) -> None:
    found = printed(emit_json_lines, (json.dumps(row, ensure_ascii=False) for row in rows))
    assert found == "".join(f"{json_text(row)}\n" for row in rows) == printed(emit_jsons, rows)
    assert [tuple(json.loads(line)) for line in found.split("\n")[:-1]] == rows
    assert found.isascii() or not set(found) & {"\x1b", "\x7f", "\x9b", "\u202e", "\udcff"}


def test_a_bar_is_taken_away_before_an_error_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setattr("time.monotonic", iter([0.0, 9.0]).__next__)
    monkeypatch.setenv("COLUMNS", "60")
    line = ProgressLine()

    def interrupted() -> None:
        with line:
            line.show("look", 1, 2)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    shown = f"[{'#' * 10}{' ' * 10}] look 1 of 2"
    assert capsys.readouterr().err == f"\r{shown:<59}\r{'':<59}\r"


@pytest.mark.parametrize(
    ("columns", "shown"),
    [
        ("80", "[##########          ] cleaning 50,000 of 100,000 · 2.9 MB/s · 17 s left"),
        ("40", "[##########          ] cleaning 50,000 "),
    ],
)
def test_the_progress_of_a_scan_fits_the_terminal(
    columns: str, shown: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setattr("time.monotonic", iter([0.0, 9.0]).__next__)
    with ProgressLine() as line:
        line(Progress(50_000, 100_000, 140_000_000, 71.0, Phase.CLEAN, 2_912_345.0, 16.8))
    first, *_ = capsys.readouterr().err.split("\r")[1:]
    assert (first.rstrip(" ") or first, len(first)) == (shown.rstrip(" "), int(columns) - 1)
