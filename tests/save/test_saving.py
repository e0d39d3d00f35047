"""Files, journal, saver."""

from __future__ import annotations

import itertools
import os
import subprocess
import time
from contextlib import closing
from datetime import UTC, datetime

import pytest

from tests.save.writing import write_sidecar
from triage.atomic import HOST
from triage.errors import FileError, SidecarError, UsageError
from triage.model import Answer, Change, Decision, Label, Method, Override, Sidecar, Source
from triage.save import (
    Entry,
    Journal,
    RuleFile,
    Saver,
    ViewFile,
    dump_sidecar,
    iter_sidecars,
    load_sidecar,
    recover,
    sidecar_path,
)
from triage.save.files import replace_bytes

NOW = datetime(2026, 1, 2, tzinfo=UTC)


def card(id="a.txt", answer=Answer.KEEP, unknown=None, **decision):
    return Sidecar(Source(id, "sha"), decision=Decision(answer, revision=1, **decision), unknown=unknown or {})


def entry(*changes, **more):
    return Entry(0, NOW, "al", "decide", Method.SINGLE, tuple(changes), **more)


@pytest.fixture
def journal(tmp_path):
    opened = Journal(tmp_path / ".triage" / "journal")
    yield opened
    opened.close()


@pytest.fixture
def saver(tmp_path, journal):
    opened = Saver(tmp_path, journal)
    yield opened
    opened.close()


def temporaries(folder):
    return list(folder.rglob(".*.tmp"))


def test_undo_of_a_write_gives_the_bytes_back_and_no_temporary_stays(tmp_path):
    path = tmp_path / "a.txt.triage.toml"
    first, second = card(unknown={"x": [1.5]}), card(answer=Answer.REJECT, note="n")
    write_sidecar(path, first, None)
    data = path.read_bytes()
    write_sidecar(path, second, first)
    write_sidecar(path, first, second)
    assert path.read_bytes() == data
    write_sidecar(path, None, first)
    assert list(tmp_path.iterdir()) == []


def test_the_mode_is_a_new_files_and_nothing_is_written_without_change(tmp_path):
    path = tmp_path / "a"
    old = os.umask(0o027)
    try:
        write_sidecar(path, card(), None)
    finally:
        os.umask(old)
    assert path.stat().st_mode & 0o777 == 0o640
    inode = path.stat().st_ino
    write_sidecar(path, card(), card())
    assert path.stat().st_ino == inode


@pytest.mark.parametrize("data", [b"", b"x = 1\n", b"<<<<<<< HEAD\n", b'schema = "triage/sidecar"\nschema_version = 2\n'])
def test_what_isnt_ours_is_never_overwritten(tmp_path, data):
    path = tmp_path / "a"
    path.write_bytes(data)
    for after, before in ((card(), None), (None, card()), (card(), card(note="x"))):
        with pytest.raises(SidecarError):
            write_sidecar(path, after, before)
    assert path.read_bytes() == data
    assert temporaries(tmp_path) == []


def test_hand_edits_are_merged_where_both_can_stand(tmp_path):
    path = tmp_path / "a"
    base = card(tags=("a", "b"))
    theirs = base._replace(decision=base.decision._replace(tags=("b", "c"), note="hand"), unknown={"mine": 1})
    path.write_bytes(dump_sidecar(theirs) + b"# a comment\n")
    mine = base._replace(decision=base.decision._replace(answer=Answer.DEFER, tags=("a", "b", "d"), revision=2))
    merged = write_sidecar(path, mine, base)
    assert merged == load_sidecar(path)
    assert merged.decision == Decision(Answer.DEFER, (), ("b", "c", "d"), "hand", revision=2)
    assert merged.unknown == {"mine": 1}


def test_what_is_taken_back_leaves_what_another_hand_added(tmp_path):
    path = tmp_path / "a"
    base = card(tags=("a",))
    path.write_bytes(dump_sidecar(base._replace(decision=base.decision._replace(tags=("a", "b"), note="hand", reviewer="bob"))))
    left = write_sidecar(path, None, base)
    assert left.decision == Decision(None, (), ("b",), "hand", reviewer="bob")
    assert left == load_sidecar(path)
    assert write_sidecar(path, None, left) is None
    assert not path.exists()


def test_what_cant_be_both_is_refused_and_names_the_key(tmp_path):
    path = tmp_path / "a"
    base = card()
    path.write_bytes(dump_sidecar(card(note="theirs")))
    with pytest.raises(SidecarError, match=r"decision.note changed on disk"):
        write_sidecar(path, card(note="mine"), base)
    path.write_bytes(dump_sidecar(card(answer=Answer.REJECT, reasons=("paywall",))))
    with pytest.raises(SidecarError, match="answer changed on disk"):
        write_sidecar(path, card(answer=Answer.DEFER), base)
    with pytest.raises(SidecarError, match="answer changed on disk"):
        write_sidecar(path, None, base)
    block = Override(1, 2, "x", Label.CONTENT, Label.DUPLICATE, "r")
    path.write_bytes(dump_sidecar(base._replace(blocks={"b1": block})))
    with pytest.raises(SidecarError, match=r"block.b1 changed"):
        write_sidecar(path, base._replace(blocks={"b1": block._replace(end=3)}), base)
    path.unlink()
    with pytest.raises(SidecarError, match="was removed"):
        write_sidecar(path, card(note="mine"), base)


def test_failure_leaves_the_old_file_and_no_temporary(tmp_path, monkeypatch):
    path = tmp_path / "a"
    write_sidecar(path, card(), None)
    for name in ("fsync", "replace"):
        with monkeypatch.context() as patch:
            patch.setattr(os, name, lambda *_: (_ for _ in ()).throw(OSError(28, "No space left")))
            with pytest.raises(FileError, match="No space left"):
                write_sidecar(path, card(note="x"), card())
    assert load_sidecar(path) == card()
    assert temporaries(tmp_path) == []


def test_bytes_are_in_place_once_their_folder_is_synced_too(tmp_path, monkeypatch):
    path = tmp_path / "rules.toml"
    synced = []
    monkeypatch.setattr("triage.save.files.sync_folder", lambda folder: synced.append((folder, path.read_bytes())))
    for data in (b"one", b"two"):
        replace_bytes(path, data)
    assert synced == [(tmp_path, b"one"), (tmp_path, b"two")]
    assert temporaries(tmp_path) == []


def test_a_pipe_or_folder_in_its_place_is_a_problem(tmp_path):
    os.mkfifo(tmp_path / "p")
    (tmp_path / "d").mkdir()
    for name in "pd":
        with pytest.raises(SidecarError, match="move it away"):
            load_sidecar(tmp_path / name)
    assert load_sidecar(tmp_path / "none") is None


def test_places(tmp_path):
    ids = [
        "a.txt",
        "mine.triage/c.txt",
        "deep/b.html",
        "crawl.jsonl#2",
        "crawl.jsonl#17",
        "x/" + "é" * 120 + ".txt",
        "n" * 250 + ".jsonl#3"[-8:],
    ]
    for id in ids:
        for state in (None, tmp_path / "state"):
            path = sidecar_path(tmp_path, id, state)
            assert len(os.fsencode(path.name)) <= 255
            write_sidecar(path, Sidecar(Source(id.split("#")[0]), decision=Decision(Answer.KEEP)), None)
    assert sidecar_path(tmp_path, "a.txt").name == "a.txt.triage.toml"
    assert sidecar_path(tmp_path, "crawl.jsonl#2") == tmp_path / "crawl.jsonl.triage" / "2.toml"
    found = dict(iter_sidecars(tmp_path, tmp_path / "state"))
    assert sorted(found) == sorted(ids)
    assert all(sidecar_path(tmp_path, id, tmp_path / "state") == path for id, path in found.items())
    for bad in ("../a", "/a", "a//b", "", "a\0b", "a/./b"):
        with pytest.raises(UsageError):
            sidecar_path(tmp_path, bad)


def test_undo_and_redo_are_derived_and_survive_a_restart(tmp_path, journal):
    change = Change("a.txt", None, card(unknown={"x": "\udc80"}))
    assert [journal.append(entry(change)) for _ in range(3)] == [1, 2, 3]
    journal.append(entry(change, undoes=3, where="a\udc80"))
    for seen in (journal, Journal(journal.folder)):
        assert (seen.to_undo("al"), seen.to_redo("al")) == ([2], [3])
        assert [seq for seq, _ in seen.lines()] == [1, 2, 3, 4]
        assert seen.entry(4).where == "a\udc80"
        assert seen.entry(1).changes == (change,)
    journal.append(entry(change, redoes=3))
    assert (journal.to_undo("al"), journal.to_redo("al")) == ([3], [])
    journal.append(entry(change, undoes=3))
    journal.append(entry(change))
    assert (journal.to_undo("al"), journal.to_redo("al")) == ([7], [])
    with pytest.raises(FileError, match="no entry 99"):
        journal.entry(99)


def test_a_torn_line_is_put_aside_and_two_programs_share_the_numbers(journal):
    other = Journal(journal.folder)
    journal.append(entry())
    path = journal.folder / "journal-0001.jsonl"
    with path.open("ab") as file:
        file.write(b'{"seq":2,"at":"20')
    assert Journal(journal.folder).last == 1
    assert (other.append(entry()), journal.append(entry())) == (2, 3)
    assert path.read_bytes().count(b"\n") == 3
    assert (journal.folder / "journal-0001.torn").read_bytes() == b'{"seq":2,"at":"20\n'
    other.refresh()
    assert other.last == 3
    other.close()


def test_a_journal_that_is_cut_short_while_it_is_open_is_read_anew(journal):
    for _ in range(3):
        journal.append(entry())
    path = journal.folder / "journal-0001.jsonl"
    with path.open("r+b") as file:
        file.truncate(len(file.readline()))
    journal.refresh()
    assert (journal.last, journal.to_undo("al")) == (1, [1])
    assert journal.append(entry()) == 2


def test_an_entry_holds_once_what_goes_with_it_is_done(journal):
    def refused():
        raise FileError("no room")

    seen = []
    assert journal.append(entry(), lambda: seen.append(Journal(journal.folder).last)) == 1
    assert seen == [0]
    before = (journal.folder / "journal-0001.jsonl").read_bytes()
    with pytest.raises(FileError, match="no room"):
        journal.append(entry(), refused)
    assert (journal.folder / "journal-0001.jsonl").read_bytes() == before
    assert (journal.append(entry()), Journal(journal.folder).last) == (2, 2)


def test_a_journal_of_100_000_entries_loads_within_a_second(tmp_path):
    line = '{"seq":%d,"at":"x","reviewer":"al","changes":"' + "x" * 900 + '"}\n'
    (tmp_path / "journal-0001.jsonl").write_text("".join(line % n for n in range(1, 100_001)))
    start = time.process_time()
    assert Journal(tmp_path).last == 100_000
    assert time.process_time() - start < 1


def test_saving_reports_and_outlives_errors(tmp_path, journal, saver, monkeypatch):
    monkeypatch.setattr("triage.paths.log_dir", lambda: tmp_path / "logs")
    (tmp_path / "bad.txt.triage.toml").write_text("<<<")
    seen = []
    saver.on_written = seen.append
    saver.save((Change("bad.txt", None, card()), Change("a.txt", None, card())), 1)
    saver.flush()
    assert saver.saved
    saver.on_written = lambda saved: 1 / 0
    saver.save((Change("a.txt", card(), card(note="x")), Change("../x", None, card())), 2)
    saver.save((Change("b.txt", None, card("b.txt")),), 3)
    saver.close()
    assert [(c.id, c.after) for c in seen[0].changes] == [("a.txt", card())]
    assert [type(error) for _, error in saver.take_errors()] == [SidecarError, UsageError, FileError, FileError]
    assert saver.take_errors() == []
    assert load_sidecar(tmp_path / "a.txt.triage.toml").decision.note == "x"
    assert journal.checkpoints.read() == (3, set())


def test_what_found_no_room_twice_is_written_when_there_is_some(tmp_path, saver, monkeypatch):
    def full(path, data, sync):
        raise FileError(f"{path}: no room")

    cards = [None, card(), card(note="two"), card(note="three")]
    with monkeypatch.context() as while_full:
        while_full.setattr("triage.save.files._write_temporary", full)
        for before, after in itertools.pairwise(cards[:3]):
            saver.save([Change("a.txt", before, after)])
            saver.flush()
    assert ([id for id, _ in saver.take_errors()], saver.lacking) == (["a.txt", "a.txt"], 1)
    saver.save([Change("a.txt", cards[2], cards[3])])
    saver.flush()
    assert (saver.take_errors(), saver.lacking) == ([], 0)
    assert load_sidecar(tmp_path / "a.txt.triage.toml") == cards[3]


def test_a_fault_in_saving_is_told_with_where_it_stands(tmp_path, journal, saver, monkeypatch):
    def fails(*args):
        raise KeyError(7)

    monkeypatch.setattr("triage.paths.log_dir", lambda: tmp_path / "logs")
    monkeypatch.setattr("triage.save.saver.prepare", fails)
    saver.save([Change("a.txt", None, card())])
    saver.flush()
    ((_, error),) = saver.take_errors()
    (log,) = (tmp_path / "logs").iterdir()
    assert str(error).startswith("saving failed (KeyError(7)); restart triage")
    assert str(error).endswith(f"Please report it with {log}")
    assert "in fails" in log.read_text()


def test_a_link_out_of_the_corpus_is_refused(tmp_path, journal):
    (tmp_path / "in").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "in" / "link").symlink_to(tmp_path / "out")
    saver = Saver(tmp_path / "in", journal)
    saver.save((Change("link/a", None, card()),))
    saver.close()
    assert "outside the corpus" in str(saver.take_errors()[0][1])
    assert list((tmp_path / "out").iterdir()) == []


def test_a_large_batch_is_written_whole(tmp_path, saver):
    saver.save(tuple(Change(f"d/{n}", None, card(f"d/{n}")) for n in range(100)), 1)
    saver.save(tuple(Change(f"d/{n}", card(f"d/{n}"), None) for n in range(50)), 2)
    saver.close()
    assert sorted(int(id[2:]) for id, _ in iter_sidecars(tmp_path)) == list(range(50, 100))
    assert temporaries(tmp_path) == []


def test_recovery_brings_back_nothing_that_was_taken_back_since(journal, saver):
    one, two = card(), card(note="two")
    journal.append(entry(Change("a.txt", None, one), Change("b.txt", None, one)))
    journal.append(entry(Change("a.txt", one, None), undoes=1))
    journal.append(entry(Change("b.txt", None, two)))
    journal.checkpoints.add({2})
    assert [(c.id, c.after) for c in saver.recover().changes] == [("b.txt", two)]


def test_recovery_brings_back_no_sidecar_that_was_saved_and_then_deleted_by_hand(journal, saver):
    journal.append(entry(Change("a.txt", None, card())))
    journal.append(entry(Change("b.txt", None, card())))
    journal.checkpoints.add({2})
    assert [change.id for change in saver.recover().changes] == ["a.txt"]


def test_recovery_writes_what_is_missing_and_only_that(tmp_path, journal, saver):
    one, two = card(), card(note="two")
    journal.append(entry(Change("a.txt", None, one), Change("b.txt", None, one), Change("c.txt", None, one)))
    journal.append(entry(Change("a.txt", one, two), Change("c.txt", one, None)))
    (tmp_path / "b.txt.triage.toml").write_bytes(dump_sidecar(card(note="hand")))
    (tmp_path / f".triage-{HOST}-999999999-1.tmp").write_text("left")
    (tmp_path / f".triage-{HOST}-1-1.tmp").write_text("of a running process")
    (journal.folder / f".triage-{HOST}-999999999-2.tmp").write_text("left by who noted what is saved")
    saved = saver.recover()
    assert [c.id for c in saved.changes] == ["a.txt"]
    assert load_sidecar(tmp_path / "a.txt.triage.toml") == two
    assert load_sidecar(tmp_path / "b.txt.triage.toml").decision.note == "hand"
    assert [path.name for path in temporaries(tmp_path)] == [f".triage-{HOST}-1-1.tmp"]
    assert saver.recover().changes == ()
    assert journal.checkpoints.read() == (2, set())


def stamped(revision, answer=Answer.KEEP, **decision):
    """A sidecar at a revision, as a reviewer leaves it."""
    decided = Decision(answer, reviewer="al", decided_at=NOW.replace(minute=revision), revision=revision, **decision)
    return Sidecar(Source("a.txt", "sha"), decision=decided)


def test_recovery_merges_what_found_no_room_with_what_was_edited_by_hand_meanwhile(tmp_path, journal, saver):
    one, two, three = stamped(1), stamped(2, tags=("town",)), stamped(3, tags=("sea", "town"))
    for before, after in itertools.pairwise([None, one, two, three]):
        journal.append(entry(Change("a.txt", before, after)))
    journal.checkpoints.add({1})
    path = tmp_path / "a.txt.triage.toml"
    path.write_bytes(dump_sidecar(stamped(1, note="by hand")))
    saved = saver.recover()
    assert saved.errors == ()
    assert load_sidecar(path) == stamped(3, tags=("sea", "town"), note="by hand")
    (journal.folder / "saved.json").unlink()
    path.write_bytes(edited := dump_sidecar(stamped(3, tags=("town",))))
    assert (saver.recover().changes, path.read_bytes()) == ((), edited), "what was saved, and then edited, stays as it is"


def test_recovery_tells_of_what_found_no_room_and_cant_be_had_beside_what_was_edited_meanwhile(tmp_path, journal, saver):
    journal.append(entry(Change("a.txt", None, stamped(1))))
    journal.append(entry(Change("a.txt", stamped(1), stamped(2, Answer.REJECT))))
    journal.checkpoints.add({1})
    path = tmp_path / "a.txt.triage.toml"
    path.write_bytes(dump_sidecar(stamped(1, Answer.DEFER)))
    ((id, error),) = saver.recover().errors
    assert saver.take_errors() == [(id, error)]
    assert (id, load_sidecar(path)) == ("a.txt", stamped(1, Answer.DEFER))
    assert "answer changed on disk" in str(error)
    assert saver.recover().errors == (), "it is told once"
    journal.append(entry(Change("b.txt", None, stamped(1))))
    (tmp_path / "b.txt.triage.toml").write_bytes(b"x = ")
    assert len(saver.recover().errors) == 1
    assert saver.take_errors() == [], "what is wrong with a file is told where it is listed"


def test_where_the_note_of_what_is_saved_is_lost_and_all_is_no_sidecar_is_parsed(tmp_path, journal, saver, monkeypatch):
    cards = [None, card(), card(note="two"), card(), card(note="four"), None]
    for name, last in (("a.txt", 4), ("b.txt", 5)):
        for before, after in itertools.pairwise(cards[: last + 1]):
            journal.append(entry(Change(name, before, after)))
    write_sidecar(tmp_path / "a.txt.triage.toml", cards[4], None)
    monkeypatch.setattr("triage.save.entry.parse_dumped", None)
    monkeypatch.setattr("triage.save.recovery.parse_sidecar", None)
    recover(RuleFile(tmp_path / "rules.toml"), journal, lambda entry: entry.rules)
    recover(ViewFile(tmp_path / "views.toml"), journal, lambda entry: entry.views)
    found = saver.recover()
    assert (found.changes, found.errors) == ((), ())
    assert journal.checkpoints.read() == (9, set())


@pytest.mark.parametrize("damage", ["\\ud800", "= ="])
def test_a_damaged_change_is_told_and_those_after_it_are_saved(tmp_path, journal, damage):
    one, two = card(), card(note="two")
    journal.append(entry(Change("a.txt", None, one)))
    journal.append(entry(Change("a.txt", one, two)))
    path = journal.folder / "journal-0001.jsonl"
    first, second = path.read_bytes().splitlines()
    path.write_bytes(first.replace(b'"after":"', b'"after":"' + damage.encode()) + b"\n" + second + b"\n")
    write_sidecar(tmp_path / "a.txt.triage.toml", one, None)
    with closing(Journal(journal.folder)) as again, closing(Saver(tmp_path, again)) as saver:
        saved = saver.recover()
    assert [change.after for change in saved.changes] == [two]
    assert [id for id, _ in saved.errors] == ["a.txt"]


def test_nothing_is_written_through_a_link_that_came_with_the_folder(tmp_path):
    precious = tmp_path / "notes.txt"
    precious.write_text("one\ntwo, without an end")
    folder = tmp_path / "journal"
    folder.mkdir()
    for name in ("journal-0001.jsonl", "journal-0001.torn", "sidecars.lock", "saved.lock"):
        (folder / name).symlink_to(precious)
    journal = Journal(folder)
    with pytest.raises(FileError, match="can't be written"):
        journal.append(entry(Change("a.txt", None, card())))
    journal.checkpoints.add({1})
    (folder / "journal-0001.jsonl").unlink()
    (folder / "journal-0001.jsonl").write_text("torn")
    with pytest.raises(FileError):
        Journal(folder).append(entry(Change("a.txt", None, card())))
    assert precious.read_text() == "one\ntwo, without an end"


def test_sidecars_are_found_in_folders_a_thousand_deep(tmp_path):
    at = os.open(tmp_path, os.O_RDONLY)
    for _ in range(1100):
        os.mkdir("d", dir_fd=at)
        below = os.open("d", os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = below
    os.close(os.open("a.txt.triage.toml", os.O_CREAT | os.O_WRONLY, dir_fd=at))
    os.close(at)
    (tmp_path / "d.triage.toml").write_text("")
    ids = [id for id, _ in iter_sidecars(tmp_path)]
    subprocess.run(["rm", "-rf", tmp_path / "d"], check=True)  # deeper than Python's own way of removing can go
    assert [id.count("/") for id in ids] == [1100, 0]


DEEP = b"[" * 200_000


@pytest.mark.parametrize("note", [DEEP, b'{"through": Infinity, "also": []}', b'{"through": 1}', b"[]", b"\xff"])
def test_a_broken_note_of_what_is_saved_costs_only_time(tmp_path, journal, note):
    journal.append(entry(Change("a.txt", None, card())))
    (journal.folder / "saved.json").write_bytes(note)
    saver = Saver(tmp_path, journal)
    assert [change.id for change in saver.recover().changes] == ["a.txt"]
    assert journal.checkpoints.read() == (1, set())
    saver.close()


HEAD = '{"seq":2,"at":"2026-01-02T00:00:00+00:00","reviewer":"al","command":"x","method":"single","where":"","changes":'


@pytest.mark.parametrize(
    "changes", [DEEP.decode(), "5}", "[5]}", '[{"id":"b.txt","before":null,"after":5}]}', '[],"rules":5}', '[],"part":[]}']
)
def test_a_line_that_is_damaged_is_told_and_stops_no_other(tmp_path, journal, changes):
    journal.append(entry(Change("a.txt", None, card())))
    with (journal.folder / "journal-0001.jsonl").open("a") as file:
        file.write(f"{HEAD}{changes}\n")
    saver = Saver(tmp_path, journal)
    saved = saver.recover()
    saver.close()
    assert [change.id for change in saved.changes] == ["a.txt"]
    assert [str(error) for _, error in saved.errors if "entry 2 can't be read" in str(error)]
    with pytest.raises(FileError, match="entry 2"):
        list(journal.stepwise(2)[1])
    assert [moment.seq for moment in journal.moments(9)][:1] == [1]
