"""A state folder is of one corpus: the decisions of two would be mixed under the same ids."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from triage.cli import main
from triage.corpus import Corpus
from triage.errors import ConfigError, FileError, UsageError
from triage.model import Answer
from triage.save import Journal, Saver
from triage.session import Decide, Session


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    made = tmp_path / "one", tmp_path / "other"
    for folder in made:
        folder.mkdir()
        (folder / "a.txt").write_text(f"The pier of {folder.name} stays closed.\n", "utf-8")
    return made


def keep(root: Path, state: Path) -> None:
    with Session.open(root, state=state, reviewer="t") as session:
        session.corpus.scan()
        session.apply(Decide(("a.txt",), Answer.KEEP))


def test_another_folder_is_refused_and_both_are_named(folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    one, other = folders
    state = one.parent / "state"
    keep(one, state)
    with pytest.raises(ConfigError) as caught:
        Session.open(other, state=state)
    for part in (str(one), str(other), "choose another folder", f"delete {state / 'corpus'}"):
        assert part in str(caught.value)
    assert main(["list", str(other), "--state", str(state)]) == 4
    assert capsys.readouterr().err.count("\n") == 1


def test_the_same_folder_by_another_name_is_the_same(folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    one, state = folders[0], folders[0].parent / "state"
    keep(one, state)
    (one.parent / "link").symlink_to(one)
    monkeypatch.chdir(one.parent)
    for name in (Path("one"), Path("link"), Path("other/../one")):
        with Session.open(name, state=Path("state")) as session:
            assert session.sidecar("a.txt") is not None


def test_a_folder_that_was_moved_has_a_way_on(folders: tuple[Path, Path]) -> None:
    one, state = folders[0], folders[0].parent / "state"
    keep(one, state)
    moved = one.rename(one.with_name("moved"))
    with pytest.raises(ConfigError):
        Session.open(moved, state=state)
    (state / "corpus").unlink()
    with Session.open(moved, state=state) as session:
        assert session.sidecar("a.txt") is not None


def test_a_state_folder_from_before_becomes_the_first_comers(folders: tuple[Path, Path]) -> None:
    one, other = folders
    state = one.parent / "state"
    keep(one, state)
    (state / "corpus").unlink()
    keep(one, state)
    with pytest.raises(ConfigError):
        Session.open(other, state=state)


def test_a_name_that_is_no_text_is_a_name_like_any_other(tmp_path: Path) -> None:
    one, other = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\n")), tmp_path / "other"
    one.mkdir()
    other.mkdir()
    (one / "a.txt").write_text("The pier stays closed.\n", "utf-8")
    for _ in range(2):
        keep(one, tmp_path / "state")
    with pytest.raises(ConfigError, match=r"\\xdcff\\x0a, not in"):
        Session.open(other, state=tmp_path / "state")


@pytest.mark.parametrize("name", ["state", "deep/state", "."])
def test_among_the_documents_it_would_be_taken_for_some(folders: tuple[Path, Path], name: str) -> None:
    with pytest.raises(UsageError, match="would be taken for documents"):
        Session.open(folders[0], state=folders[0] / name)
    assert [path.name for path in folders[0].iterdir()] == ["a.txt"]


def test_hidden_it_is_passed_by(folders: tuple[Path, Path]) -> None:
    keep(folders[0], folders[0] / ".mine" / "state")
    with Session.open(folders[0]) as session:
        session.corpus.scan()
        assert [row.id for row in session.corpus.listing().rows()] == ["a.txt"]
        assert session.corpus.decided.orphans() == []


def somebodys(folder: Path) -> dict[Path, bytes]:
    """A folder with names that Triage uses itself, all of them somebody else's."""
    (folder / "spool").mkdir(parents=True)
    (folder / "spool" / "0").write_bytes(b"a letter to be printed")
    with closing(sqlite3.connect(folder / "index.sqlite")) as db:
        db.execute("CREATE TABLE meta (id INTEGER, photo TEXT)")
        db.commit()
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_folder_of_somebody_elses_is_refused_and_left_as_it_is(
    folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    state = folders[0].parent / "photos"
    before = somebodys(state)
    assert main(["count", str(folders[0]), "--state", str(state)]) == 2
    assert "holds files that aren't Triage's; choose an empty folder" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in state.rglob("*") if path.is_file()} == before


def test_a_link_that_leads_out_of_the_corpus_is_refused(folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    before = somebodys(folders[0].parent / "photos")
    (folders[0] / ".triage").symlink_to("../photos")
    assert main(["count", str(folders[0])]) == 4
    assert f"{folders[0] / '.triage'}: leads out of the corpus" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in before} == before
    assert main(["count", str(folders[0]), "--state", str(folders[0].parent / "state")]) == 0


@pytest.mark.parametrize("name", ["journal", "index.sqlite", "index.sqlite-wal"])
@pytest.mark.parametrize("target", ["photos", "one"])
def test_a_link_to_what_would_be_written_into_is_refused(
    folders: tuple[Path, Path], name: str, target: str, capsys: pytest.CaptureFixture[str]
) -> None:
    somebodys(folders[0].parent / "photos")
    link = folders[0] / ".triage" / name
    link.parent.mkdir()
    link.symlink_to(f"../../{target}" if name == "journal" else f"../../{target}/index.sqlite")
    before = sorted(folders[0].parent.rglob("*"))
    assert main(["count", str(folders[0])]) == 4
    told = capsys.readouterr().err
    assert f"{link}: is a link" in told
    assert told.count("\n") == 1
    assert sorted(folders[0].parent.rglob("*")) == before


def test_what_is_hidden_is_in_nobodys_way(folders: tuple[Path, Path]) -> None:
    state = folders[0].parent / "state"
    state.mkdir()
    (state / ".gitignore").write_text("*\n")
    keep(folders[0], state)


@pytest.mark.parametrize("left", ["index.sqlite", "journal", "sidecars"])
def test_each_mark_of_an_earlier_version_is_enough(folders: tuple[Path, Path], left: str) -> None:
    state = folders[0].parent / "state"
    keep(folders[0], state)
    for path in state.iterdir():
        if path.name != left:
            path.rename(folders[1] / path.name)
    keep(folders[0], state)


def test_a_database_of_somebody_elses_is_not_replaced(folders: tuple[Path, Path]) -> None:
    before = somebodys(folders[0] / ".triage")
    with pytest.raises(FileError, match=r"index.sqlite: is another program's database; move it away"):
        Session.open(folders[0])
    assert {path: path.read_bytes() for path in before} == before


def test_of_a_spool_only_batches_are_removed(folders: tuple[Path, Path]) -> None:
    spool = folders[0] / ".triage" / "spool"
    (spool / "letters").mkdir(parents=True)
    (spool / "7").write_bytes(b"left by a scan that was killed")
    (spool / "letters" / "7").write_bytes(b"Dear Ann")
    with Session.open(folders[0]) as session, pytest.raises(FileError, match="spool: is in the way"):
        session.corpus.scan()
    assert [path.name for path in spool.rglob("*")] == ["letters", "7"]


def test_what_was_opened_is_closed_where_a_session_cannot_be_made(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = []
    for owner in (Corpus, Journal, Saver):
        monkeypatch.setattr(owner, "close", lambda self, close=owner.close: (closed.append(type(self)), close(self)))

    def full(*_: object) -> None:
        raise FileError("the disk is full")

    monkeypatch.setattr(Corpus, "index_sidecars", full)
    with pytest.raises(FileError):
        Session.open(folders[0])
    assert closed == [Saver, Journal, Corpus]
