"""The copy of the sidecars in the index: taken over all or none."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from triage.corpus import Corpus
from triage.corpus.decisions import sidecar_index
from triage.errors import FileError
from triage.model import Answer, Decision, Sidecar, Source, Staleness
from triage.save import dump_sidecar
from triage.session import Decide, Session

KEPT = Sidecar(Source("a.txt"), decision=Decision(Answer.KEEP))


def test_what_fails_half_way_leaves_nothing_and_stops_no_later_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("The harbour authority said that the pier would stay closed.\n", "utf-8")

    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with Corpus.open(tmp_path) as corpus:
        corpus.scan()
        with monkeypatch.context() as patch:
            patch.setattr(sidecar_index, "copy_decisions", full)
            with pytest.raises(FileError, match="disk is full"):
                corpus.index_sidecars([("a.txt", KEPT)])
        assert corpus.decided.tallies().reviewers == ()
        corpus.index_sidecars([("a.txt", KEPT)])
        assert corpus.counts().keep == 1


def test_a_sidecar_without_a_file_is_gone_unless_it_is_on_its_way(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The harbour authority said that the pier would stay closed.\n", "utf-8")
    coming = {"a.txt"}
    with Corpus.open(tmp_path, unsaved=lambda: coming) as corpus:
        corpus.scan()
        corpus.index_sidecars([("a.txt", KEPT)])
        assert (corpus.refresh_sidecars(), corpus.counts().keep) == (0, 1)
        coming.clear()
        assert (corpus.refresh_sidecars(), corpus.counts().keep) == (1, 0)


def test_a_file_whose_removal_is_on_its_way_brings_nothing_back(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The harbour authority said that the pier would stay closed.\n", "utf-8")
    path = tmp_path / "a.txt.triage.toml"
    path.write_bytes(dump_sidecar(KEPT))
    coming: set[str] = set()
    with Corpus.open(tmp_path, unsaved=lambda: coming) as corpus:
        corpus.scan()
        assert corpus.counts().keep == 1
        corpus.index_sidecars([("a.txt", None)])
        coming.add("a.txt")
        assert (corpus.refresh_sidecars(), corpus.counts().keep) == (0, 0)
        coming.clear()
        assert (corpus.refresh_sidecars(), corpus.counts().keep) == (1, 1)


@pytest.mark.parametrize(
    "said",
    [
        *(
            f"[{table}]\n{key} = {{}}"
            for table, keys in (
                ("source", ("path", "sha256", "encoding")),
                ("clean", ("sha256", "rules_sha256", "version", "metadata_sha256")),
                ("document", ("title", "source", "author", "language")),
                ("decision", ("note", "duplicate_of", "reviewer")),
            )
            for key in keys
        ),
        *(f"[decision]\n{key} = [{{}}]" for key in ("reasons", "tags", "not_duplicate_of")),
        "[block.{}]",
        "[block.b1]\nstart = 0\nend = 3\nexact = {0}\nlabel = 'content'\nwas = 'boilerplate'\nrule = {0}",
        "[document.extra]\n{0} = {0}",
    ],
)
def test_what_utf_8_has_not_hides_no_other_sidecar(tmp_path: Path, said: str) -> None:
    head = 'schema = "triage/sidecar"\nschema_version = 1\n'
    for name, text in (("a.txt", said.format(r"'\udc80'")), ("b.txt", "[decision]\nanswer = 'keep'")):
        (tmp_path / name).write_text("The harbour authority said that the pier would stay closed.\n", "utf-8")
        (tmp_path / f"{name}.triage.toml").write_text(f"{head}{text}\n")
    with Session.open(tmp_path, reviewer="t") as session:
        session.corpus.scan()
        assert session.corpus.counts().keep == 1
        assert {row["id"] for row in session.export_rows()} == {"a.txt", "b.txt"}
        assert session.corpus.decided.elsewhere().keys() <= {"a.txt"}
        if "block.{}" not in said:
            session.apply(Decide(("a.txt",), Answer.KEEP))
            session.flush()
            session.refresh()
            assert session.corpus.counts().keep == 2


@pytest.mark.parametrize("by_hand", [False, True])
def test_a_decision_on_what_could_not_be_read_is_stale_once_it_can(tmp_path: Path, by_hand: bool) -> None:
    path = tmp_path / "a.txt"
    path.symlink_to("nowhere")
    with Session.open(tmp_path, reviewer="t") as session:
        session.corpus.scan()
        if by_hand:
            said = 'schema = "triage/sidecar"\nschema_version = 1\n[decision]\nanswer = "keep"\n'
            (tmp_path / "a.txt.triage.toml").write_text(said)
        else:
            session.apply(Decide(("a.txt",), Answer.KEEP))
        session.corpus.scan()
        assert session.corpus.row("a.txt").stale is Staleness.CURRENT
        path.unlink()
        path.write_text("The harbour authority said that the pier would stay closed.\n", "utf-8")
        session.corpus.scan()
        assert session.corpus.row("a.txt").stale is (Staleness.CURRENT if by_hand else Staleness.SOURCE_CHANGED)
        session.apply(Decide(("a.txt",), Answer.KEEP))
        session.flush()
        assert session.corpus.row("a.txt").stale is Staleness.CURRENT
