"""Orders of all documents, kept as arrays of row numbers, so that a list of a million is sorted at once.

A scan makes them anew when much has changed. A few documents that came or changed since are in `moved`, and are put where they
belong when an order is asked for; those of which only the cluster changed, as of all documents beside a new copy, only in the
order of clusters. What is decided is in no order that is kept: it is asked for.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import chain, filterfalse
from typing import TYPE_CHECKING, Any

from triage.corpus.index.meta import Db, count_documents, snapshot, transaction
from triage.corpus.index.ranks import both_ways, both_ways_in, sqlite_key
from triage.corpus.index.schema import BY_ID, index_file
from triage.corpus.pool import Pool
from triage.errors import UsageError

if TYPE_CHECKING:
    from triage.arrays import I32

_LEAST = 5000  # documents; fewer are sorted faster than this pays
_FEW = 2000  # documents that are sorted at once
_FOUND = 50  # documents that are put where they belong whenever an order is asked for
_SEARCHED = 16  # documents that are looked for in an order, which takes a millisecond or two each in a million
_MOVED = 500  # documents that are put there one by one, once, by a scan
_REGROUPED = 4  # so many documents of which only the cluster changed count as one: they move in two orders of sixteen

# What to sort by, and whether backwards. Unknown dates, sources and documents without a cluster come last either way.
Column = tuple[str, bool]
_KEPT = {
    "id": ("", BY_ID),
    "title": ("folded = ''", "folded"),
    "date": ("date = ''", "date"),
    "source": ("source = ''", "fold(source)"),
    "words": ("", "words"),
    "dup": ("", "dup"),
    "boiler": ("", "boiler"),
    "cluster": ("cluster = ''", "cluster"),
}
_ANSWERS = ("", "defer", "keep", "reject")
_SYNONYMS = {"duplicate": "dup", "repeats": "dup", "boilerplate": "boiler", "name": "id", "copies": "cluster"}
SORT_KEYS = ("id", "title", "date", "source", "words", "dup", "boiler", "answer", "cluster", "undecided")


def sort_key(sort: str) -> str:
    """The sort as it is kept: without synonyms. Raises UsageError."""
    key = sort.removeprefix("-")
    key = _SYNONYMS.get(key, key)
    if key not in SORT_KEYS:
        raise UsageError(f"unknown sort key {key!r}; there are: {', '.join(SORT_KEYS)}, with - before it for descending")
    return f"-{key}" if sort.startswith("-") else key


def columns(sort: str) -> list[Column]:
    """What a sort (from `sort_key`) of those that are kept goes by, the most important first."""
    key, back = sort.removeprefix("-"), sort.startswith("-")
    first, column = _KEPT[key]
    own = [(first, False)] if first else []
    return [*own, (column, back), *([(BY_ID, False)] if key != "id" else [])]


def _order_by(sort: str) -> str:
    return ", ".join(f"{column} DESC" if back else column for column, back in columns(sort))


def keep(db: Db, pool: Pool) -> None:
    """Brings the orders up to date if there are many documents of which some have changed; in the processes of `pool`, if it has
    started any."""
    count = count_documents(db)
    moved = _count_moved(db, _MOVED + 1)
    has = db.execute("SELECT 1 FROM orders LIMIT 1").fetchone() is not None
    if moved <= _FOUND if has else count < _LEAST:
        return
    with transaction(db):
        if has and moved <= _MOVED and count >= _LEAST:
            for sort, blob in db.execute("SELECT sort, docs FROM orders").fetchall():
                docs = array("i")
                docs.frombytes(blob)
                db.execute("UPDATE orders SET docs = ? WHERE sort = ?", (_with_moved(db, sort, docs).tobytes(), sort))
            db.execute("DELETE FROM moved")
            return
        db.execute("DELETE FROM orders")
        if count >= _LEAST:
            for key, onwards, backwards in _all_both_ways(db, pool):
                kept = (key, onwards.tobytes()), (f"-{key}", backwards.tobytes())
                db.executemany("INSERT INTO orders VALUES (?, ?)", kept)
        db.execute("DELETE FROM moved")


def _all_both_ways(db: Db, pool: Pool) -> Iterator[tuple[str, I32, I32]]:
    wanted = [(key, column) for key, (_, column) in _KEPT.items()]
    if not pool.started:
        return both_ways(db, dict(wanted))
    calls = ((index_file(db), dict(wanted[first :: pool.jobs])) for first in range(pool.jobs))
    return chain.from_iterable(pool.map(both_ways_in, calls, many=True))


def _count_moved(db: Db, most: int) -> int:
    """How many documents moved, counted up to so many."""
    select = "SELECT count(*), coalesce(sum(whole), 0) FROM (SELECT whole FROM moved LIMIT ?)"
    every, whole = db.execute(select, (_REGROUPED * most,)).fetchone()
    return int(max(whole, every // _REGROUPED))


def ordered(db: Db, sort: str, condition: str, values: Sequence[object]) -> array[int]:
    """The documents that a condition over table `documents` holds for, sorted (by a key from `sort_key`)."""
    with snapshot(db):  # a scan that ends in between would empty `moved` into the orders
        return _ordered(db, sort, condition, values)


def _ordered(db: Db, sort: str, condition: str, values: Sequence[object]) -> array[int]:
    if sort.removeprefix("-") not in _KEPT:
        return _by_answer(db, sort, _ordered(db, "id", condition, values))
    wanted: list[int] | None = None
    if condition != "1":
        # As one value: a hundred thousand rows are made into objects in twice the time that finding them takes.
        which = f"SELECT count(*), json_group_array(doc) FROM documents WHERE {condition}"
        count, found = db.execute(which, values).fetchone()
        if count <= _FEW:
            return _sorted(db, sort, "doc IN (SELECT value FROM json_each(?))", (found,))
        wanted = json.loads(found)
    kept = db.execute("SELECT docs FROM orders WHERE sort = ?", (sort,)).fetchone()
    if kept is None:
        return _sorted(db, sort, condition, values)
    docs = array("i")
    docs.frombytes(kept[0])
    docs = _with_moved(db, sort, docs)
    return docs if wanted is None else _among(docs, wanted)


def _sorted(db: Db, sort: str, condition: str, values: Sequence[object]) -> array[int]:
    found = db.execute(f"SELECT doc FROM documents WHERE {condition} ORDER BY {_order_by(sort)}", values)
    return array("i", chain.from_iterable(found))


def _flags(docs: array[int], marked: Sequence[int]) -> bytearray:
    """A 1 at the place of each marked document, a 0 at those of the others."""
    marks = bytearray(max(max(docs, default=0), max(marked, default=0)) + 1)
    for doc in marked:
        marks[doc] = 1
    return marks


def _among(docs: array[int], wanted: Sequence[int]) -> array[int]:
    """Those of the documents that are wanted, in their order."""
    marks = _flags(docs, wanted)
    return array("i", filter(marks.__getitem__, docs))


def _by_answer(db: Db, sort: str, docs: array[int]) -> array[int]:
    """Documents by what is decided about them; among equals in the order in which they are."""
    groups = [_ANSWERS[:1], _ANSWERS[1:]] if sort.endswith("undecided") else [(answer,) for answer in _ANSWERS]
    decided = db.execute("SELECT doc, answer FROM documents WHERE answer <> ''").fetchall()
    if not decided:
        return docs
    places = {answer: place for place, group in enumerate(groups) for answer in group}
    place_of = bytearray(max(docs, default=0) + 1)
    for doc, answer in decided:
        if doc < len(place_of):
            place_of[doc] = places[answer]
    found = array("i")
    for place in range(len(groups)) if not sort.startswith("-") else reversed(range(len(groups))):
        table = bytes(own == place for own in range(256))
        marks = place_of.translate(table)
        found.extend(filter(marks.__getitem__, docs))
    return found


def _with_moved(db: Db, sort: str, docs: array[int]) -> array[int]:
    """The order with the documents that came or changed where they belong, and without those that went."""
    which = "SELECT doc FROM moved" if sort.endswith("cluster") else "SELECT doc FROM moved WHERE whole"
    moved = [doc for (doc,) in db.execute(which)]
    if not moved:
        return docs
    stayed = _without(docs, moved)
    coming = _sorted(db, sort, f"doc IN ({which})", ())
    before = _before(db, sort)
    found = array("i")
    done = 0
    for doc in coming:
        low, high = done, len(stayed)
        while low < high:
            middle = (low + high) // 2
            if before(stayed[middle], doc):
                low = middle + 1
            else:
                high = middle
        found.extend(stayed[done:low])
        found.append(doc)
        done = low
    found.extend(stayed[done:])
    return found


def _without(docs: array[int], gone: Sequence[int]) -> array[int]:
    """The documents without some, each of which may be among them or not."""
    if len(gone) > _SEARCHED:
        return array("i", filterfalse(frozenset(gone).__contains__, docs))
    packed = docs.tobytes()
    places = sorted(place for doc in gone if (place := _place(packed, docs.itemsize, array("i", [doc]).tobytes())) is not None)
    stayed = array("i")
    done = 0
    for place in places:
        stayed.extend(docs[done:place])
        done = place + 1
    stayed.extend(docs[done:])
    return stayed


def _place(packed: bytes, size: int, wanted: bytes) -> int | None:
    """Where a number of so many bytes stands among others."""
    at = packed.find(wanted)
    while at > 0 and at % size:
        at = packed.find(wanted, at + 1)
    return at // size if at >= 0 else None


def _before(db: Db, sort: str) -> Callable[[int, int], bool]:
    """Tells whether the first of two documents comes before the second. Their keys are compared here: a statement for each pair
    takes ten times as long."""
    own = columns(sort)
    select = f"SELECT {', '.join(column for column, _ in own)} FROM documents WHERE doc = ?"

    @cache
    def keys(doc: int) -> list[tuple[int, Any]]:
        return [sqlite_key(key) for key in db.execute(select, (doc,)).fetchone()]

    def before(one: int, other: int) -> bool:
        for (_, back), left, right in zip(own, keys(one), keys(other), strict=True):
            if left != right:
                return left > right if back else left < right
        return False

    return before
