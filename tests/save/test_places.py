"""Where sidecars lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from triage.errors import UsageError
from triage.naming import file_of, id_of_file
from triage.save import iter_sidecars, sidecar_path

ROOT = Path("/corpus")


@pytest.mark.parametrize(
    ("id", "place", "file"),
    [
        ("a.txt", "a.txt.triage.toml", "a.txt"),
        ("news/crawl.jsonl#17", "news/crawl.jsonl.triage/17.toml", "news/crawl.jsonl"),
        ("Crawl.NDJSON.GZ#1", "Crawl.NDJSON.GZ.triage/1.toml", "Crawl.NDJSON.GZ"),
        ("./crawl.jsonl#17", "crawl.jsonl#17.triage.toml", "crawl.jsonl#17"),
        ("crawl.jsonl#017", "crawl.jsonl#017.triage.toml", "crawl.jsonl#017"),
        ("crawl.jsonl#٣", "crawl.jsonl#٣.triage.toml", "crawl.jsonl#٣"),
    ],
)
def test_each_document_has_a_place_of_its_own(id: str, place: str, file: str, tmp_path: Path) -> None:
    assert sidecar_path(ROOT, id) == ROOT / place
    assert file_of(id) == file
    path = sidecar_path(tmp_path, id)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    assert list(iter_sidecars(tmp_path)) == [(id, path)]


def test_a_file_has_its_path_for_an_id_unless_a_record_has_that() -> None:
    assert id_of_file("news/a.txt") == "news/a.txt"
    assert id_of_file("crawl.jsonl#17") == "./crawl.jsonl#17"
    assert id_of_file("./crawl.jsonl#17") == "./crawl.jsonl#17"


@pytest.mark.parametrize("id", ["../a.txt", "a\0.txt", "\ud800", "\ud800/a.txt", "news//a.txt"])
def test_what_no_file_can_be_called_is_no_document(id: str) -> None:
    with pytest.raises(UsageError, match="not a document"):
        sidecar_path(ROOT, id)
    assert sidecar_path(ROOT, "\udc80.txt")  # a byte of a name that isn't UTF-8
