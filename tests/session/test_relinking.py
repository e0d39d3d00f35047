"""Files that are renamed and records that move take what was decided about them along."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from triage.decide import new_places
from triage.model import Answer, Sidecar
from triage.save import iter_sidecars, load_sidecar, sidecar_path
from triage.session import Decide, Session, SetApart, bulk, relinking


def words(name: str) -> str:
    return f"The {name} pier stays closed, the harbour authority said on Monday, and asked all captains to wait.\n"


def answers(session: Session) -> dict[str, Answer | None]:
    return {row.id: row.answer for row in session.corpus.listing().rows()}


def on_disk(root: Path, id: str) -> Sidecar | None:
    return load_sidecar(sidecar_path(root, id))


def carried(root: Path) -> str:
    with Session.open(root, reviewer="ann") as session:
        session.corpus.scan()
        session.refresh()
        bulk = session.relinking()
        applied = bulk.run() if bulk.total else None
        session.flush()
        assert not session.relinking().total
        return applied.receipt if applied is not None else ""


def test_a_renamed_file_keeps_its_decision_and_is_named_by_its_new_name(tmp_path: Path) -> None:
    for name in "abcd":
        (tmp_path / f"{name}.txt").write_text(words(name), "utf-8")
    with Session.open(tmp_path, reviewer="ann") as session:
        session.corpus.scan()
        session.apply(Decide(("a.txt",), Answer.KEEP))
        session.tag(["a.txt"], ["sea"])
        session.apply(Decide(("b.txt",), Answer.REJECT, ("duplicate",), "a.txt"))
        session.apply(SetApart(("c.txt",), ("a.txt",)))
        session.apply(Decide(("d.txt",), Answer.KEEP))
    assert carried(tmp_path) == ""
    (tmp_path / "old").mkdir()
    (tmp_path / "a.txt").rename(tmp_path / "old" / "first.txt")
    (tmp_path / "d.txt").write_text(words("other"), "utf-8")  # edited: its decision stays
    assert carried(tmp_path) == "1 decision taken to where the document went"
    assert on_disk(tmp_path, "a.txt") is None
    kept, copy, apart = (on_disk(tmp_path, id) for id in ("old/first.txt", "b.txt", "c.txt"))
    assert kept is not None
    assert copy is not None
    assert apart is not None
    assert (kept.decision.answer, kept.decision.tags, kept.source.path) == (Answer.KEEP, ("sea",), "old/first.txt")
    assert copy.decision.duplicate_of == "old/first.txt"
    assert apart.decision.not_duplicate_of == ("old/first.txt",)
    with Session.open(tmp_path, reviewer="ann") as session:
        assert answers(session) == {"b.txt": Answer.REJECT, "c.txt": None, "d.txt": Answer.KEEP, "old/first.txt": Answer.KEEP}
        undone = session.undo()
        assert undone is not None
        assert undone.receipt == "undone: decisions taken along, 4 sidecars"
        session.flush()
    assert on_disk(tmp_path, "old/first.txt") is None
    assert on_disk(tmp_path, "a.txt") is not None


@pytest.mark.parametrize("part", [2, 128])
def test_records_that_move_up_take_their_decisions_along(tmp_path: Path, part: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (bulk, relinking):
        monkeypatch.setattr(module, "PART", part)
    lines = [json.dumps({"title": name, "text": words(name)}) for name in ("first", "second", "third", "fourth", "fifth")]
    container = tmp_path / "crawl.jsonl"
    container.write_text("\n".join(lines) + "\n", "utf-8")
    with Session.open(tmp_path, reviewer="ann") as session:
        session.corpus.scan()
        session.apply(Decide(("crawl.jsonl#2", "crawl.jsonl#5"), Answer.KEEP))
        session.apply(Decide(("crawl.jsonl#3",), Answer.REJECT, ("low-quality",)))
    before = {n: on_disk(tmp_path, f"crawl.jsonl#{n}") for n in range(1, 6)}
    container.write_text("\n".join(lines[1:]) + "\n", "utf-8")
    assert carried(tmp_path) == "3 decisions taken to where the documents went"
    with Session.open(tmp_path, reviewer="ann") as session:
        told = [Answer.KEEP, Answer.REJECT, None, Answer.KEEP]
        assert answers(session) == {f"crawl.jsonl#{n}": answer for n, answer in enumerate(told, 1)}
        assert session.corpus.count("stale:yes") == 0
        session.undo()
        session.flush()
    assert {n: on_disk(tmp_path, f"crawl.jsonl#{n}") for n in range(1, 6)} == before


def test_nothing_takes_the_place_of_what_cannot_be_moved(tmp_path: Path) -> None:
    container = tmp_path / "crawl.jsonl"
    lines = [json.dumps({"text": words(name)}) for name in ("first", "second", "third")]
    container.write_text("\n".join(lines) + "\n", "utf-8")
    with Session.open(tmp_path, reviewer="ann") as session:
        session.corpus.scan()
        session.apply(Decide(("crawl.jsonl#2", "crawl.jsonl#3"), Answer.KEEP))
    broken = sidecar_path(tmp_path, "crawl.jsonl#2")
    broken.write_text("<<<<<<< mine\n", "utf-8")
    container.write_text("\n".join(lines[1:]) + "\n", "utf-8")
    assert carried(tmp_path) == ""
    with Session.open(tmp_path, reviewer="ann") as session:
        assert session.relinking().left == {"crawl.jsonl#3": "crawl.jsonl#2"}
        assert "a sidecar in the way can't be changed" in session.relinking().nothing
    assert broken.read_text("utf-8") == "<<<<<<< mine\n"
    assert on_disk(tmp_path, "crawl.jsonl#3") is not None


def container_of(names: str) -> str:
    return "".join(json.dumps({"title": name, "text": words(f"{name}th")}) + "\n" for name in names)


def test_the_decision_on_a_record_that_is_gone_makes_room_for_those_below_it(tmp_path: Path) -> None:
    container = tmp_path / "c.jsonl"
    container.write_text(container_of("abcdefgh"), "utf-8")
    with Session.open(tmp_path, reviewer="ann") as session:
        session.corpus.scan()
        for n in (2, 3, 4, 6, 7, 8):
            session.note([f"c.jsonl#{n}"], "abcdefgh"[n - 1])
        session.apply(Decide(("c.jsonl#8",), Answer.REJECT, ("duplicate",), "c.jsonl#2"))
    before = all_notes(tmp_path)
    container.write_text(container_of("acdegh"), "utf-8")
    assert carried(tmp_path) == "4 decisions taken to where the documents went · 2 put aside for them, of what is gone"
    after = all_notes(tmp_path)
    aside = {id: note for id, note in after.items() if ".gone-" in id}
    assert {id: note for id, note in after.items() if id not in aside} == {
        "c.jsonl#2": "c", "c.jsonl#3": "d", "c.jsonl#5": "g", "c.jsonl#6": "h",
    }  # fmt: skip
    assert {id.partition(".gone-")[0]: note for id, note in aside.items()} == {"c.jsonl#2": "b", "c.jsonl#6": "f"}
    copy = on_disk(tmp_path, "c.jsonl#6")
    assert copy is not None
    assert copy.decision.duplicate_of == next(id for id, note in aside.items() if note == "b")
    with Session.open(tmp_path, reviewer="ann") as session:
        assert set(session.corpus.decided.orphans()) == set(aside)
        assert session.relinking().nothing.startswith("Nothing to take along; the text of 2 decisions is gone")
        session.undo()
        session.flush()
    assert all_notes(tmp_path) == before
    assert carried(tmp_path).startswith("4 decisions")
    container.write_text(container_of("abcdefgh"), "utf-8")
    assert carried(tmp_path) == "6 decisions taken to where the documents went"
    assert all_notes(tmp_path) == before


def files(root: Path, **named: str) -> None:
    for name, text in named.items():
        (root / f"{name}.txt").write_text(words(text), "utf-8")


def test_a_file_renamed_over_another_takes_its_decision_there(tmp_path: Path) -> None:
    files(tmp_path, a="first", b="second", c="third")
    with Session.open(tmp_path, reviewer="ann") as session:
        session.corpus.scan()
        session.apply(Decide(("a.txt",), Answer.REJECT))
        session.apply(Decide(("b.txt", "c.txt"), Answer.KEEP))
    (tmp_path / "b.txt").rename(tmp_path / "a.txt")
    files(tmp_path, c="edited")
    assert carried(tmp_path) == "1 decision taken to where the document went · 1 put aside for it, of what is gone"
    kept = on_disk(tmp_path, "a.txt")
    assert kept is not None
    assert kept.decision.answer is Answer.KEEP
    assert on_disk(tmp_path, "c.txt") is not None
    (orphan,) = [id for id, _ in iter_sidecars(tmp_path) if ".gone-" in id]
    assert orphan.startswith("a.txt.gone-")


def noted(root: Path) -> None:
    files(root, a="first", b="second")
    with Session.open(root, reviewer="ann") as session:
        session.corpus.scan()
        session.note(["a.txt"], "first")
        session.note(["b.txt"], "second")


def test_files_that_have_each_others_names_have_their_decisions_changed(tmp_path: Path) -> None:
    noted(tmp_path)
    files(tmp_path, a="second", b="first")
    assert carried(tmp_path) == "2 decisions taken to where the documents went"
    assert all_notes(tmp_path) == {"a.txt": "second", "b.txt": "first"}


def test_a_file_that_was_edited_to_what_another_was_keeps_its_decision(tmp_path: Path) -> None:
    noted(tmp_path)
    files(tmp_path, a="second", b="third")
    assert carried(tmp_path) == ""
    assert all_notes(tmp_path) == {"a.txt": "first", "b.txt": "second"}


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_who_stops_in_the_midst_loses_nothing(tmp_path: Path, steps: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (bulk, relinking):
        monkeypatch.setattr(module, "PART", 2)
    container, names = tmp_path / "crawl.jsonl", [f"n{at}" for at in range(8)]
    lines = [json.dumps({"text": words(name)}) for name in names]
    container.write_text("\n".join(lines) + "\n", "utf-8")
    (tmp_path / "a").mkdir()
    for name in names:
        (tmp_path / "a" / f"{name}.txt").write_text(words(f"{name} old"), "utf-8")
    with Session.open(tmp_path, reviewer="ann") as session:
        session.corpus.scan()
        for n, id in enumerate(session.corpus.listing().ids()):
            session.note([id], f"note {n}")
    notes = all_notes(tmp_path)
    (tmp_path / "a").rename(tmp_path / "z")
    container.write_text("\n".join([*lines[1:4], lines[0], *reversed(lines[4:])]) + "\n", "utf-8")
    with Session.open(tmp_path, reviewer="ann") as session:
        session.corpus.scan()
        taking = session.relinking()
        done = iter(taking)
        for _ in range(steps):
            next(done)
        done.close()
        session.flush()
        assert set(all_notes(tmp_path).values()) == set(notes.values())
        told = taking.applied
        assert told is not None
        assert told.receipt.startswith(f"{len([id for id in taking.went if id in told.ids])} decision")
    carried(tmp_path)
    assert sorted(note for id, note in all_notes(tmp_path).items() if (tmp_path / id.partition("#")[0]).exists()) == sorted(
        notes.values()
    )


def all_notes(root: Path) -> dict[str, str]:
    return {id: load.decision.note for id, path in iter_sidecars(root) if (load := load_sidecar(path)) is not None}


def test_what_stays_is_told_beside_what_went(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(words(name), "utf-8")
    with Session.open(tmp_path, reviewer="ann") as session:
        session.corpus.scan()
        session.apply(Decide(("one.txt", "two.txt"), Answer.KEEP))
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").rename(tmp_path / f"new-{name}.txt")
    sidecar_path(tmp_path, "new-one.txt").write_text("<<<<<<< mine\n", "utf-8")
    told = carried(tmp_path)
    assert "1 decision taken" in told
    assert "1 left: a sidecar in the way can't be changed" in told


def test_the_copy_that_is_left_is_no_duplicate_of_itself(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(words("same"), "utf-8")
    with Session.open(tmp_path, reviewer="ann") as session:
        session.corpus.scan()
        session.apply(Decide(("a.txt",), Answer.REJECT, ("duplicate",), "b.txt"))
    (tmp_path / "a.txt").unlink()
    assert carried(tmp_path) == ""
    assert on_disk(tmp_path, "b.txt") is None


def test_many_alike_are_told_apart_in_no_time() -> None:
    judged = {f"a/{n}.txt": "1" for n in range(20_000)}
    assert len(new_places(judged, {"1": [f"b/{n}.txt" for n in range(20_000)]})) == 20_000
