"""Orders that are kept give the same lists as sorting anew, also when documents came, went and changed since."""

from __future__ import annotations

import random
import sqlite3
from array import array
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.save.writing import write_sidecar
from triage.corpus import Corpus
from triage.corpus.index import moved, orders
from triage.corpus.index.places import found_places, keep_places, kept_places
from triage.corpus.index.ranks import both_ways
from triage.corpus.index.schema import fold, statements
from triage.corpus.index.sorts import SORT_KEYS, sort_key
from triage.corpus.pool import Pool
from triage.errors import UsageError
from triage.model import Answer, Decision, Sidecar, Source
from triage.save import load_sidecar, sidecar_path

WORDS = ["Harbour", "council", "vote", "storm", "Bridge", "river", "market", "price", "minister", "school", "train", "winter"]
PROSE = (
    "The council of {0} said in {1} that the bridge over the river would be closed for the winter, since its piers had been "
    "found to be weaker than the engineers had thought at first, and asked the people of {0} to take the train."
)


def write(root: Path, number: int, rng: random.Random) -> None:
    """An article with a title, a date and a source of its own, or without."""
    title = " ".join(rng.choice(WORDS) for _ in range(2)).capitalize()
    date = f"2025-0{rng.randrange(1, 9)}-11" if rng.random() < 0.7 else ""
    source = f"({rng.choice(['Reuters', 'AP', 'afp'])}) - " if rng.random() < 0.7 else ""
    body = "\n\n".join(" ".join(rng.choice(WORDS) for _ in range(rng.randrange(20, 40))) + "." for _ in range(3))
    (root / f"{number:03}.txt").write_text(f"{title}\n\n{date}\n\n{source}{body}\n")


def decide(corpus: Corpus, name: str, answer: Answer | None) -> None:
    said = Decision(answer, reviewer="al", decided_at=datetime(2026, 1, 2, tzinfo=UTC))
    sidecar = Sidecar(Source(name), decision=said) if answer else None
    path = sidecar_path(corpus.root, name)
    write_sidecar(path, sidecar, load_sidecar(path))
    corpus.index_sidecars([(name, sidecar)])


def lists(corpus: Corpus, where: str) -> dict[str, list[str]]:
    return {sort: corpus.listing(where, sort).ids() for key in SORT_KEYS for sort in (key, f"-{key}")}


@pytest.mark.parametrize("seed", range(3))
def test_kept_orders_are_those_of_sorting_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    rng = random.Random(seed)
    for number in range(40):
        write(tmp_path, number, rng)
    for number, town in ((10, "Tarnow"), (11, "Elmsee")):  # prose alone: no line of it is judged otherwise for having a copy
        (tmp_path / f"{number:03}.txt").write_text(
            "\n\n".join(PROSE.format(town, when) for when in ("Monday", "Friday", "March"))
        )
    monkeypatch.setattr(orders, "_LEAST", 10)
    monkeypatch.setattr(orders, "_FEW", 3)
    monkeypatch.setattr("triage.corpus.index.places._MANY", (250, 250, 2)[seed])
    monkeypatch.setattr(orders, "_TAKEN_OUT", (1, 40, 1)[seed])  # those that are decided are looked for, or all gone through
    monkeypatch.setattr(orders, "_FOUND", (0, 4, 50)[seed])  # the scan does it, or in part, or none of it
    with Corpus.open(tmp_path) as corpus:
        corpus.scan()
        for number in (3, 17, 44):
            write(tmp_path, number, rng)
        (tmp_path / "005.txt").unlink()
        for number in (10, 11):
            (tmp_path / f"{60 - number}.txt").write_text((tmp_path / f"{number:03}.txt").read_text())
        corpus.scan()
        for name in ("000.txt", "007.txt", "021.txt"):
            decide(corpus, name, rng.choice([*Answer]))
        decide(corpus, "007.txt", None)
        whole, regrouped = corpus._db.execute("SELECT coalesce(sum(whole), 0), coalesce(sum(NOT whole), 0) FROM moved").fetchone()
        assert (whole == 0, whole <= 4, whole >= 4)[seed]
        assert regrouped == (0, 0, 2)[seed], "what was only beside a copy isn't told from what changed"
        assert corpus._db.execute("SELECT count(*) FROM orders").fetchone()[0] == 16
        for where in ("", "words>60", "answer:none", "not answer:none"):
            kept = lists(corpus, where)
            corpus._db.execute("ALTER TABLE orders RENAME TO away")
            corpus._db.execute("CREATE TABLE orders (sort TEXT, docs BLOB)")
            anew = lists(corpus, where)
            corpus._db.execute("DROP TABLE orders")
            corpus._db.execute("ALTER TABLE away RENAME TO orders")
            assert kept == anew
            assert len(kept["id"]) == corpus.count(where)


@pytest.mark.parametrize("least", [5000, 5])
def test_records_stand_as_in_their_container(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, least: int) -> None:
    monkeypatch.setattr(orders, "_LEAST", least)
    record = '{"title": "Pier", "text": "The pier stays closed, the harbour authority said."}\n'
    for name, count in (("b.jsonl", 11), ("b-1.jsonl", 3), ("\udcff.jsonl", 2)):
        (tmp_path / name).write_text(record * count)
    (tmp_path / "b.jsonm.txt").write_text("Pier\n\nThe pier stays closed.\n")
    expected = [
        *(f"b-1.jsonl#{n}" for n in range(1, 4)),
        *(f"b.jsonl#{n}" for n in range(1, 12)),
        "b.jsonm.txt",
        *(f"\udcff.jsonl#{n}" for n in range(1, 3)),
    ]
    with Corpus.open(tmp_path, tmp_path.parent / "state") as corpus:
        corpus.scan()
        assert corpus.listing("", "id").ids() == expected
        assert corpus.listing("", "-id").ids() == expected[::-1]
        assert corpus.listing("title:pier", "title").ids() == expected
        (tmp_path / "b.jsonl").write_text(record * 12)
        corpus.scan()
        assert corpus.listing("id:b.jsonl*", "id").ids()[-2:] == ["b.jsonl#11", "b.jsonl#12"]


def test_counters_are_the_counts(tmp_path: Path) -> None:
    rng = random.Random(1)
    for number in range(12):
        write(tmp_path, number, rng)
    (tmp_path / "empty.txt").write_bytes(b"")
    with Corpus.open(tmp_path) as corpus:
        corpus.scan()
        decide(corpus, "000.txt", Answer.KEEP)
        decide(corpus, "001.txt", Answer.KEEP)
        decide(corpus, "001.txt", Answer.REJECT)
        decide(corpus, "002.txt", Answer.DEFER)
        decide(corpus, "002.txt", None)
        (tmp_path / "003.txt").write_bytes(b"")
        (tmp_path / "000.txt").unlink()
        corpus.scan()
        counts = corpus.counts()
        assert (counts.total, counts.keep, counts.reject, counts.defer, counts.undecided, counts.problems) == (12, 0, 1, 0, 11, 2)
        for answer in Answer:
            assert corpus.count(f"answer:{answer}") == getattr(counts, answer)
        assert corpus.count("problem:yes") == counts.problems


STEPS = st.sampled_from(["come", "go", "keep", "defer", "clear"])
DOCS = st.integers(1, 700) | st.integers(65_000, 67_000) | st.integers(2**24 - 300, 2**24 + 300)


@given(st.sets(DOCS, max_size=60), st.sets(DOCS, max_size=20), st.randoms(use_true_random=False))
def test_documents_are_found_and_taken_out_wherever_they_stand(docs: set[int], others: set[int], rng: random.Random) -> None:
    order = array("i", docs)
    rng.shuffle(order)
    wanted = others | {*order[: rng.randrange(30)]}
    places = found_places(order, wanted)
    assert places == [place for place, doc in enumerate(order) if doc in wanted]
    assert [*moved.taken_out(order, places)] == [doc for doc in order if doc not in wanted]


def test_places_are_those_that_were_kept() -> None:
    rng = random.Random(3)
    order = array("i", rng.sample(range(1, 70_001), 60_000))
    wanted = {*rng.sample(range(1, 80_001), 200), order.index(max(order)), 80_000_000}
    expected = {doc: place for place, doc in enumerate(order) if doc in wanted}
    assert found_places(order, wanted) == sorted(expected.values())
    with memory() as db:
        keep_places(db, order[:100])
        keep_places(db, order)
        assert kept_places(db, wanted) == expected
        keep_places(db, array("i"))
        assert kept_places(db, wanted) == {}


@given(
    st.lists(st.sampled_from("abcdefghijkl"), unique=True, max_size=12),
    st.lists(
        st.tuples(st.sampled_from("abcdefghijklmnop"), st.sampled_from(["come", "go", "keep", "defer", "clear"])), max_size=12
    ),
    st.integers(0, 12),
)
def test_orders_by_answer_are_those_of_sorting_anew(names: list[str], steps: list[tuple[str, str]], taken_out: int) -> None:
    with memory() as db, pytest.MonkeyPatch.context() as patch:
        patch.setattr(orders, "_LEAST", 0)
        patch.setattr(orders, "_TAKEN_OUT", max(1, taken_out))
        insert = "INSERT OR IGNORE INTO documents (id, size, sha256, encoding, title, folded, date, source, language, problem, "
        insert += "problem_message) VALUES (?, 0, '', '', '', '', '', '', '', '', '')"
        db.executemany(insert, [(name,) for name in names])
        orders.keep(db, Pool(1))
        for name, step in steps:
            if step == "come":
                db.execute(insert, (name,))
            elif step == "go":
                db.execute("DELETE FROM documents WHERE id = ?", (name,))
            else:
                db.execute("UPDATE documents SET answer = ? WHERE id = ?", (step.replace("clear", ""), name))
        rows = db.execute("SELECT id, answer, doc FROM documents ORDER BY id").fetchall()
        for sort, key in {
            "undecided": lambda row: row[1] != "",
            "-undecided": lambda row: row[1] == "",
            "answer": lambda row: row[1],
            "-answer": lambda row: [-ord(letter) for letter in row[1] or "\0"],
        }.items():
            assert orders.ordered(db, sort, "1", ()).tolist() == [doc for _, _, doc in sorted(rows, key=key)]


@contextmanager
def memory() -> Iterator[sqlite3.Connection]:
    """An empty index."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        for statement in statements():
            db.execute(statement)
        db.create_function("fold", 1, fold, deterministic=True)
        yield db


VALUES = st.sampled_from(["", "a", "B", "é", "\U0001f600", "\uffff", b"", b"\xff", 0, 1, 0.5, -2])


@given(st.lists(VALUES, max_size=30), st.randoms(use_true_random=False))
def test_ranks_order_as_sqlite_does(values: list[str | bytes | float], rng: random.Random) -> None:
    names = [f"{number:02}" for number in range(len(values))]
    rng.shuffle(names)
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE documents (doc INTEGER PRIMARY KEY, path, id NOT NULL UNIQUE, value NOT NULL)")
    db.executemany("INSERT INTO documents (id, value) VALUES (?, ?)", zip(names, values, strict=True))
    for _, onwards, backwards in both_ways(db, {"value": "value"}):
        for found, way in ((onwards, ""), (backwards, "DESC")):
            select = f"SELECT doc FROM documents ORDER BY value = '', value {way}, id"
            assert found.tolist() == [doc for (doc,) in db.execute(select)]


def test_a_scan_that_ends_while_a_list_is_made_takes_nothing_from_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(0)
    monkeypatch.setattr(orders, "_LEAST", 5)
    monkeypatch.setattr(orders, "_FEW", 0)
    monkeypatch.setattr(orders, "_FOUND", 1)
    with_moved = orders.with_moved

    def late(db: sqlite3.Connection, sort: str, docs: array[int]) -> array[int]:
        monkeypatch.setattr(orders, "with_moved", with_moved)
        write(tmp_path, 12, rng)
        with Corpus.open(tmp_path) as other:
            other.scan()  # makes the orders anew, and `moved` empty
        return with_moved(db, sort, docs)

    for number in range(10):
        write(tmp_path, number, rng)
    with Corpus.open(tmp_path) as corpus:
        corpus.scan()
        write(tmp_path, 11, rng)
        corpus.scan()
        before = corpus.listing("answer:none", "words").ids()
        monkeypatch.setattr(orders, "with_moved", late)
        assert corpus.listing("answer:none", "words").ids() == before
        assert len(corpus.listing("answer:none", "words").ids()) == len(before) + 1


@pytest.mark.parametrize(
    ("said", "kept"), [("name", "id"), ("-repeats", "-dup"), ("boilerplate", "boiler"), ("copies", "cluster")]
)
def test_orders_have_the_names_too_that_the_screen_shows(said: str, kept: str) -> None:
    assert sort_key(said) == kept
    with pytest.raises(UsageError, match="unknown sort key"):
        sort_key(f"{said}s")
