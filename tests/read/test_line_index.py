"""Lines of containers, opened one by one in any order."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage.read import ReadOptions, line_index, read_document, read_documents
from triage.read.line_index import Places

CONTENTS = st.lists(st.binary(max_size=30).map(lambda data: data.replace(b"\n", b"")), max_size=30)


@settings(max_examples=60, deadline=None)
@given(CONTENTS, st.booleans(), st.booleans(), st.lists(st.integers(1, 32), min_size=1, max_size=8), st.integers(1, 40))
def test_any_line_in_any_order(contents: list[bytes], ended: bool, zipped: bool, asked: list[int], chunk: int) -> None:
    data = b"\n".join(contents) + (b"\n" if ended and contents else b"")
    half = len(data) // 2
    file = io.BytesIO(gzip.compress(data[:half]) + gzip.compress(data[half:]) + b"\0" * 9 if zipped else data)
    lines = data.split(b"\n")
    whole = [line + b"\n" for line in lines[:-1]] + lines[-1:]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(line_index, "_CHUNK", 8 * chunk if zipped else chunk)
        patch.setattr(line_index, "_ZIPPED_STEP", chunk)
        found = Places(zipped)
        for number in asked:
            line = found.line(file, number, 20)
            assert line == ((whole[number - 1][:21] or None) if number <= len(whole) else None)


@pytest.mark.parametrize("name", ["c.jsonl", "c.jsonl.gz"])
def test_neighbours_are_opened_without_what_lies_above(tmp_path: Path, name: str) -> None:
    lines = [
        json.dumps({"text": f"Report {n} of the harbour, {n * 7919 % 104729}. " * 40, "n": n}).encode() for n in range(1, 6000)
    ]
    data = b"\n".join(lines)
    (tmp_path / name).write_bytes(gzip.compress(data, 1) if name.endswith(".gz") else data)
    assert read_document(tmp_path, f"{name}#5900", ReadOptions()).raw.startswith("Report 5900 ")
    read: list[int] = []
    with pytest.MonkeyPatch.context() as patch:
        for stream in (line_index._Plain, line_index._Zipped):
            chunk = stream.chunk

            def counted(self, chunk=chunk) -> bytes:
                read.append(1)
                return chunk(self)

            patch.setattr(stream, "chunk", counted)
        for number in (5899, 5898, 5901):
            assert read_document(tmp_path, f"{name}#{number}", ReadOptions()).metadata.extra["n"] == number
    assert len(read) < 25
    assert read_document(tmp_path, f"{name}#6000", ReadOptions()).problem is not None


def test_a_container_that_was_written_anew_is_gone_through_anew(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    path.write_bytes(b'{"text": "one"}\n{"text": "two"}\n' + b"\n" * 3_000_000 + b'{"text": "far"}\n')
    assert read_document(tmp_path, "c.jsonl#3000003", ReadOptions()).raw == "far"
    path.write_bytes(b'\xef\xbb\xbf{"text": "new"}\n{"text": ')
    assert read_document(tmp_path, "c.jsonl#1", ReadOptions()).raw == "new"
    broken = read_document(tmp_path, "c.jsonl#2", ReadOptions()).problem
    assert broken is not None
    assert (broken.code, broken.line) == ("malformed-record", 2)
    assert [document.id for document in read_documents(tmp_path, "c.jsonl", ReadOptions())] == ["c.jsonl#1", "c.jsonl#2"]
