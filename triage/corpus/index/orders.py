"""Orders of all documents, kept as arrays of row numbers, so that a list of a million is sorted at once.

A scan makes them anew when much has changed. A few documents that came or changed since are in `moved`, and are put where they
belong when an order is asked for; those of which only the cluster changed, as of all documents beside a new copy, only in the
order of clusters. What is decided is in no order that is kept: it is asked for. Of the order of ids, which the screen begins
with, it is kept as well where each document stands there: what moved or is decided is taken out without a look at the others.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from triage.corpus.index.meta import Db, count_documents, snapshot, transaction
from triage.corpus.index.moved import before, count_moved, merged, taken_out, which_moved, with_moved
from triage.corpus.index.places import keep_places, kept_places
from triage.corpus.index.ranks import both_ways, both_ways_in
from triage.corpus.index.schema import index_file
from triage.corpus.index.sorts import COLUMNS, sorted_docs
from triage.corpus.pool import Pool

if TYPE_CHECKING:
    from triage.arrays import I32

_LEAST = 5000  # documents; fewer are sorted faster than this pays
_FEW = 2000  # documents that are sorted at once
_FOUND = 50  # documents that are put where they belong whenever an order is asked for
_MOVED = 500  # documents that are put there one by one, once, by a scan
_TAKEN_OUT = 8  # one of so many documents is taken out of an order faster than it is gone through

_ANSWERS = ("", "defer", "keep", "reject")


def keep(db: Db, pool: Pool) -> None:
    """Brings the orders up to date if there are many documents of which some have changed; in the processes of `pool`, if it has
    started any."""
    count = count_documents(db)
    moved = count_moved(db, _MOVED + 1)
    has = db.execute("SELECT 1 FROM orders LIMIT 1").fetchone() is not None
    if moved <= _FOUND if has else count < _LEAST:
        return
    with transaction(db):
        if has and moved <= _MOVED and count >= _LEAST:
            for (sort,) in db.execute("SELECT sort FROM orders").fetchall():
                docs = _kept(db, sort) or array("i")
                db.execute("UPDATE orders SET docs = ? WHERE sort = ?", (docs.tobytes(), sort))
                if sort == "id":
                    keep_places(db, docs)
        else:
            db.execute("DELETE FROM orders")
            db.execute("DELETE FROM places")
            if count >= _LEAST:
                _make(db, pool)
        db.execute("DELETE FROM moved")


def _make(db: Db, pool: Pool) -> None:
    for key, onwards, backwards in _all_both_ways(db, pool):
        kept = (key, onwards.tobytes()), (f"-{key}", backwards.tobytes())
        db.executemany("INSERT INTO orders VALUES (?, ?)", kept)
        if key == "id":
            keep_places(db, onwards)


def _all_both_ways(db: Db, pool: Pool) -> Iterator[tuple[str, I32, I32]]:
    wanted = [(key, column) for key, (_, column) in COLUMNS.items()]
    if not pool.started:
        return both_ways(db, dict(wanted))
    calls = ((index_file(db), dict(wanted[first :: pool.jobs])) for first in range(pool.jobs))
    return chain.from_iterable(pool.map(both_ways_in, calls, many=True))


def ordered(db: Db, sort: str, condition: str, values: Sequence[object]) -> array[int]:
    """The documents that a condition over table `documents` holds for, sorted (by a key from `sort_key`)."""
    with snapshot(db):  # a scan that ends in between would empty `moved` into the orders
        if sort.removeprefix("-") in COLUMNS:
            return _ordered(db, sort, condition, values)
        return _by_answer(db, sort, condition, values)


def _ordered(db: Db, sort: str, condition: str, values: Sequence[object]) -> array[int]:
    wanted: list[int] | None = None
    if condition != "1":
        # As one value: a hundred thousand rows are made into objects in twice the time that finding them takes.
        which = f"SELECT count(*), json_group_array(doc) FROM documents WHERE {condition}"
        count, found = db.execute(which, values).fetchone()
        if count <= _FEW:
            return sorted_docs(db, sort, "doc IN (SELECT value FROM json_each(?))", (found,))
        wanted = json.loads(found)
    docs = _kept(db, sort)
    if docs is None:
        return sorted_docs(db, sort, condition, values)
    return docs if wanted is None else _among(docs, wanted)


def _kept(db: Db, sort: str) -> array[int] | None:
    """An order as it is now; None where it isn't kept."""
    docs = _made(db, sort)
    return with_moved(db, sort, docs) if docs is not None else None


def _made(db: Db, sort: str) -> array[int] | None:
    """An order as it was when it was made."""
    found = db.execute("SELECT docs FROM orders WHERE sort = ?", (sort,)).fetchone()
    return array("i", found[0]) if found else None


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


def _by_answer(db: Db, sort: str, condition: str, values: Sequence[object]) -> array[int]:
    """The documents by what is decided about them; among equals in the order of ids."""
    decided: dict[str, list[int]] = {
        answer: json.loads(docs)
        for answer, docs in db.execute("SELECT answer, json_group_array(doc) FROM documents WHERE answer <> '' GROUP BY answer")
    }
    if not decided:
        return _ordered(db, "id", condition, values)
    groups = [_ANSWERS[:1], _ANSWERS[1:]] if sort.endswith("undecided") else [(answer,) for answer in _ANSWERS]
    if sort.startswith("-"):
        groups.reverse()
    docs = _made(db, "id") if condition == "1" else None
    if docs is not None and sum(map(len, decided.values())) <= len(docs) // _TAKEN_OUT:
        return _taken_out(db, docs, decided, groups)
    return _parted(_ordered(db, "id", condition, values), decided, groups)


def _taken_out(db: Db, docs: array[int], decided: Mapping[str, list[int]], groups: Iterable[Sequence[str]]) -> array[int]:
    """All documents by groups of answers, where most have none. `docs` are in the order of ids as it was made."""
    moved = {doc for (doc,) in db.execute(which_moved("id"))}
    coming, comes_before = sorted_docs(db, "id", f"doc IN ({which_moved('id')})"), before(db, "id")
    answers = {doc: answer for answer, found in decided.items() for doc in found}
    places = kept_places(db, answers.keys() | moved)
    parted = array("i")
    for group in groups:
        if "" in group:
            stayed = taken_out(docs, places.values())
        else:
            of_group = chain.from_iterable(decided.get(answer, ()) for answer in group)
            stayed = array("i", sorted((doc for doc in of_group if doc not in moved), key=places.__getitem__))
        parted.extend(merged(stayed, [doc for doc in coming if answers.get(doc, "") in group], comes_before))
    return parted


def _parted(docs: array[int], decided: Mapping[str, list[int]], groups: Sequence[Sequence[str]]) -> array[int]:
    """The documents by groups of answers, among equals as they are."""
    of_answer = {answer: place for place, group in enumerate(groups) for answer in group}
    group_of = bytearray([of_answer[""]]) * (max(docs, default=0) + 1)
    for answer, found in decided.items():
        for doc in found:
            if doc < len(group_of):
                group_of[doc] = of_answer[answer]
    parted = array("i")
    for place in range(len(groups)):
        marks = group_of.translate(bytes(own == place for own in range(256)))
        parted.extend(filter(marks.__getitem__, docs))
    return parted
