"""Documents that came, went or changed since the orders were made: they are taken out, and put where they belong."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from triage.corpus.index.meta import Db
from triage.corpus.index.places import found_places, kept_places
from triage.corpus.index.ranks import sqlite_key
from triage.corpus.index.sorts import columns, sorted_docs

_REGROUPED = 4  # so many documents of which only the cluster changed count as one: they move in two orders of sixteen

Before = Callable[[int, int], bool]


def count_moved(db: Db, most: int) -> int:
    """How many documents moved, counted up to so many."""
    select = "SELECT count(*), coalesce(sum(whole), 0) FROM (SELECT whole FROM moved LIMIT ?)"
    every, whole = db.execute(select, (_REGROUPED * most,)).fetchone()
    return int(max(whole, every // _REGROUPED))


def which_moved(sort: str) -> str:
    """The documents that moved in an order, as SQL."""
    return "SELECT doc FROM moved" if sort.endswith("cluster") else "SELECT doc FROM moved WHERE whole"


def with_moved(db: Db, sort: str, docs: array[int]) -> array[int]:
    """The order, as it was made, with the documents that came or changed since where they belong, and without those that went."""
    moved = frozenset(doc for (doc,) in db.execute(which_moved(sort)))
    if not moved:
        return docs
    places = kept_places(db, moved).values() if sort == "id" else found_places(docs, moved)
    return merged(taken_out(docs, places), sorted_docs(db, sort, f"doc IN ({which_moved(sort)})"), before(db, sort))


def taken_out(docs: array[int], places: Iterable[int]) -> array[int]:
    """The documents without those at some places."""
    stayed = array("i")
    done = 0
    for place in sorted(places):
        stayed.extend(docs[done:place])
        done = place + 1
    stayed.extend(docs[done:])
    return stayed


def merged(docs: array[int], coming: Iterable[int], before: Before) -> array[int]:
    """Two orders as one; `coming` is the shorter one by far."""
    found = array("i")
    done = 0
    for doc in coming:
        low, high = done, len(docs)
        while low < high:
            middle = (low + high) // 2
            if before(docs[middle], doc):
                low = middle + 1
            else:
                high = middle
        found.extend(docs[done:low])
        found.append(doc)
        done = low
    if not found:
        return docs
    found.extend(docs[done:])
    return found


def before(db: Db, sort: str) -> Before:
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
