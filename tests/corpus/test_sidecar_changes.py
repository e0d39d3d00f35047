"""Sidecars that others changed, noticed by a scan in the walk that finds the documents."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from triage.corpus import Corpus
from triage.corpus.decisions.sidecar_changes import Noticed
from triage.corpus.index.schema import open_index
from triage.errors import TriageError
from triage.model import Answer, Decision, Sidecar, Source
from triage.read import folders
from triage.save import dump_sidecar, iter_sidecars, sidecar_path, sidecars_at

NAMES = [
    "a.txt",
    "a.txt.triage.toml",
    ".hidden.txt.triage.toml",
    "gone.txt.triage.toml",
    "B.TXT.TRIAGE.TOML",
    "c.jsonl",
    "c.jsonl.triage/1.toml",
    "c.jsonl.triage/10.toml",
    "c.jsonl.triage/x.toml",
    "C.NDJSON.GZ.triage/2.toml",
    "press.triage/a.txt.triage.toml",
    "folder.triage.toml/inside.txt.triage.toml",
    ".triage/a.txt.triage.toml",
    ".git/a.txt.triage.toml",
    "x~0123456789abcdef.triage/1.toml",
    "sub/deep/er/d.txt.triage.toml",
    "sub/e.jsonl.gz.triage/3.toml",
]


def sidecar(id: str, answer: Answer) -> Sidecar:
    return Sidecar(Source(id), decision=Decision(answer))


def put(root: Path, id: str, answer: Answer) -> None:
    sidecar_path(root, id).write_bytes(dump_sidecar(sidecar(id, answer)))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Two documents, of which the first one is kept."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"The harbour authority of {name} said that the pier would stay closed.\n", "utf-8")
    put(tmp_path, "a.txt", Answer.KEEP)
    with Corpus.open(tmp_path) as opened:
        opened.scan()
    return tmp_path


def test_the_walk_for_documents_finds_the_sidecars_that_a_walk_for_sidecars_finds(tmp_path: Path) -> None:
    for name in NAMES:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Some text.\n", "utf-8")
    (tmp_path / "link.txt.triage.toml").symlink_to("nowhere")
    (tmp_path / "way.jsonl.triage").symlink_to("sub", target_is_directory=True)
    beside = [
        found
        for folder in folders(tmp_path)
        for name, is_folder in folder.beside
        for found in sidecars_at(tmp_path / folder.path / name, folder.path, tmp_path, is_folder=is_folder)
    ]
    expected = sorted(iter_sidecars(tmp_path))
    assert sorted(beside) == expected
    assert [id for id, _ in expected][:3] == ["C.NDJSON.GZ#2", "a.txt", "c.jsonl#1"]


def answers(root: Path, meanwhile: Callable[[Corpus], None], coming: Callable[[], set[str]] = set) -> dict[str, Answer | None]:
    """What the index has after what happens between a look at the sidecars and the time when they are taken over."""
    with Corpus.open(root) as opened, closing(open_index(opened.index)) as db:
        noticed = Noticed(db, root, None)
        noticed.look_through()
        meanwhile(opened)
        noticed.take_over(coming)
        return {id: opened.row(id).answer for id in ("a.txt", "b.txt")}


def test_a_decision_made_while_a_scan_goes_on_is_not_taken_for_gone(corpus: Path) -> None:
    (corpus / "a.txt.triage.toml").unlink()

    def decide(opened: Corpus) -> None:
        for id in ("a.txt", "b.txt"):
            opened.index_sidecars([(id, sidecar(id, Answer.REJECT))])

    def decide_and_save(opened: Corpus) -> None:
        decide(opened)
        for id in ("a.txt", "b.txt"):
            put(corpus, id, Answer.REJECT)

    def unknown() -> set[str]:
        raise TriageError("the journal can't be read")

    both = {"a.txt": Answer.REJECT, "b.txt": Answer.REJECT}
    assert answers(corpus, decide, lambda: {"a.txt", "b.txt"}) == both
    assert answers(corpus, decide, unknown) == both
    assert answers(corpus, decide_and_save) == both


def test_a_sidecar_removed_before_a_scan_is_gone(corpus: Path) -> None:
    (corpus / "a.txt.triage.toml").unlink()
    assert answers(corpus, lambda _: None) == {"a.txt": None, "b.txt": None}


def test_a_sidecar_that_came_while_a_scan_went_on_is_read_by_the_next(corpus: Path) -> None:
    assert answers(corpus, lambda _: put(corpus, "b.txt", Answer.DEFER)) == {"a.txt": Answer.KEEP, "b.txt": None}
    with Corpus.open(corpus) as opened:
        opened.scan()
        assert opened.row("b.txt").answer is Answer.DEFER


def test_one_that_changed_again_while_a_scan_went_on_is_read_as_it_is(corpus: Path) -> None:
    put(corpus, "a.txt", Answer.DEFER)
    assert answers(corpus, lambda _: put(corpus, "a.txt", Answer.REJECT))["a.txt"] is Answer.REJECT
    with Corpus.open(corpus) as opened:
        opened.scan()
        assert opened.row("a.txt").answer is Answer.REJECT


def test_sidecars_in_a_state_folder_are_noticed_by_a_scan(corpus: Path, tmp_path: Path) -> None:
    state = tmp_path / "state"
    path = sidecar_path(corpus, "b.txt", state)
    path.parent.mkdir(parents=True)
    path.write_bytes(dump_sidecar(sidecar("b.txt", Answer.KEEP)))
    with Corpus.open(corpus, state) as opened:
        opened.scan()
        assert [opened.row(id).answer for id in ("a.txt", "b.txt")] == [None, Answer.KEEP]
