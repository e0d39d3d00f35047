"""Which files are documents."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from triage.read import ReadOptions, folders, read_document, read_documents
from triage.read.walk import Row


def walk(root: Path, state: Path | None = None) -> list[Row]:
    return [row for folder in folders(root, state) for row in folder.documents]


def found(root: Path, state: Path | None = None) -> dict[str, str]:
    return {path: problem.code if problem else "" for path, _, _, problem in walk(root, state)}


def put(root: Path, *names: str, data: bytes = b"Some text.\n") -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def test_documents_and_others(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "b.TEXT", "c.md", "d.html", "e.jsonl", "f.jsonl.gz", "README", "g.news")
    put(tmp_path, "a.txt.triage.toml", ".hidden.txt", ".triage/x.txt", "triage.toml", "guideline.md", "p.png", "x.py", "old.txt~")
    put(tmp_path, "e.jsonl.triage/1.toml", "e.jsonl.triage/1.txt", "sub/guideline.md")
    put(tmp_path, "picture", data=b"\x89PNG\r\n\x1a\n")
    names = ["README", "a.txt", "b.TEXT", "c.md", "d.html", "e.jsonl", "f.jsonl.gz", "g.news", "sub/guideline.md"]
    assert found(tmp_path) == dict.fromkeys(names, "")


def test_only_the_sidecars_of_records_are_no_folder_of_documents(tmp_path: Path) -> None:
    put(tmp_path, "press.triage/x.txt", "c.jsonl.triage/1.txt", "D.NDJSON.gz.triage/1.txt", "x~0123456789abcdef.triage/1.txt")
    assert found(tmp_path) == {"press.triage/x.txt": ""}


def test_a_file_named_like_a_record_is_a_row_that_says_so(tmp_path: Path) -> None:
    put(tmp_path, "sub/crawl.jsonl", data=b'{"text": "One."}\n{"text": "Two."}\n')
    put(tmp_path, "sub/crawl.jsonl#2", "Other.NDJSON.gz#1")
    (tmp_path / "none.jsonl#3").symlink_to("nowhere")
    assert found(tmp_path) == {
        "Other.NDJSON.gz#1": "record-name",
        "none.jsonl#3": "dangling-link",
        "sub/crawl.jsonl": "",
        "sub/crawl.jsonl#2": "record-name",
    }
    read = [document for path in found(tmp_path) for document in read_documents(tmp_path, path, ReadOptions())]
    ids = ["./Other.NDJSON.gz#1", "./none.jsonl#3", "sub/crawl.jsonl#1", "sub/crawl.jsonl#2", "./sub/crawl.jsonl#2"]
    assert [document.id for document in read] == ids
    assert [read_document(tmp_path, id, ReadOptions()) for id in ids] == read
    assert [document.raw for document in read] == ["", "", "One.", "Two.", ""]


def test_sorted_by_folders(tmp_path: Path) -> None:
    put(tmp_path, "a/b.txt", "a.txt", "a-b.txt", "b.txt", "a/a/z.txt", "B/a.txt")
    paths = [(folder.path, [row[0] for row in folder.documents]) for folder in folders(tmp_path)]
    assert paths == [("", ["a-b.txt", "a.txt", "b.txt"]), ("B/", ["B/a.txt"]), ("a/", ["a/b.txt"]), ("a/a/", ["a/a/z.txt"])]


def test_size_and_time(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", data=b"12345")
    assert walk(tmp_path) == [("a.txt", 5, (tmp_path / "a.txt").stat().st_mtime_ns, None)]


def test_state_below_the_root_is_left_out(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "state/x.txt")
    assert list(found(tmp_path, tmp_path / "state")) == ["a.txt"]


def test_links(tmp_path: Path) -> None:
    root = tmp_path / "corpus"
    put(root, "a.txt", "sub/b.txt", "other/c.txt")
    put(tmp_path, "outside.txt", "away/d.txt")
    (root / "in.txt").symlink_to("a.txt")
    (root / "out.txt").symlink_to(tmp_path / "outside.txt")
    (root / "none.txt").symlink_to("nowhere")
    (root / "photo.jpg").symlink_to(tmp_path / "outside.txt")
    (root / "self.txt").symlink_to("self.txt")
    (root / "sub" / "loop").symlink_to("..", target_is_directory=True)
    (root / "sub" / "sibling").symlink_to("../other", target_is_directory=True)
    (root / "folder").symlink_to(tmp_path / "away", target_is_directory=True)
    assert found(root) == {
        "a.txt": "",
        "folder": "outside-link",
        "in.txt": "",
        "none.txt": "dangling-link",
        "other/c.txt": "",
        "out.txt": "outside-link",
        "self.txt": "link-loop",
        "sub/b.txt": "",
        "sub/loop": "link-loop",
    }
    for path, code in found(root).items():
        for document in read_documents(root, path, ReadOptions()):
            assert bool(document.problem) == bool(code)
            assert document.raw == ("" if code else "Some text.\n")
    assert read_document(root, "folder/d.txt", ReadOptions()).problem is not None


def test_pipes_and_sockets_are_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as server:
        here = os.getcwd()
        os.chdir(tmp_path)  # the path of a socket may be no longer than 108 bytes
        try:
            server.bind("sock.txt")
        finally:
            os.chdir(here)
        assert found(tmp_path) == dict.fromkeys(["pipe", "pipe.txt", "sock.txt"], "not-a-file")
        for name in ("pipe", "pipe.txt", "sock.txt"):
            problem = read_document(tmp_path, name, ReadOptions()).problem
            assert problem is not None
            assert problem.code == "not-a-file"


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a.txt")
    (tmp_path / "a.txt").chmod(0o200)
    monkeypatch.setattr("os.access", lambda *_: False)
    assert found(tmp_path) == {"a.txt": "unreadable"}

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.open", refuse)
    problem = read_document(tmp_path, "a.txt", ReadOptions()).problem
    assert problem is not None
    assert problem.code == "unreadable"


def test_folder_that_can_not_be_listed(tmp_path: Path) -> None:
    assert found(tmp_path / "missing") == {".": "unreadable"}


def test_odd_names(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"bad-\xff.txt")).write_text("text\n")
    put(tmp_path, "new\nline.txt", "a#3.txt", "x.jsonl#0", "-rf.txt")
    assert len(found(tmp_path)) == 5
    for path in found(tmp_path):
        assert read_document(tmp_path, path, ReadOptions()).raw


@pytest.mark.parametrize("id", ["../a.txt", "/etc/hostname", "", "a\0b", "missing.txt", "missing.jsonl#3", "sub/../a.txt"])
def test_ids_lead_nowhere_else(tmp_path: Path, id: str) -> None:
    put(tmp_path, "a.txt")
    problem = read_document(tmp_path, id, ReadOptions()).problem
    assert problem is not None
    assert problem.code == ("missing" if id.startswith("missing.") else "unreadable")


def test_many_files_are_quick(tmp_path: Path) -> None:
    for i in range(3000):
        (tmp_path / f"{i}.txt").touch()
    start = time.process_time()
    assert len(walk(tmp_path)) == 3000
    assert time.process_time() - start < 1.5


def test_a_listing_that_breaks_off_keeps_what_was_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("The pier stays closed.", "utf-8")
    listing = os.scandir

    class Broken:
        def __enter__(self) -> Broken:
            return self

        def __exit__(self, *_: object) -> None:
            """Nothing to close."""

        def __iter__(self) -> Iterator[os.DirEntry[str]]:
            yield sorted(listing(tmp_path), key=lambda entry: entry.name)[0]
            raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "scandir", lambda path: Broken())
    (folder, _, _, problem), (path, *_) = walk(tmp_path)
    assert (folder, path) == (".", "a.txt")
    assert problem is not None
    assert "Input/output error" in problem.message
