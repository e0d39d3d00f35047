"""What all that use the index need: transactions, notes about the whole, how many rows there are, values by hundreds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

Db = sqlite3.Connection
_AT_ONCE = 500
_Value = TypeVar("_Value")


@contextmanager
def transaction(db: Db) -> Iterator[None]:
    """All of it or none."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:  # SQLite ends it itself on a full disk
            db.execute("ROLLBACK")
        raise


@contextmanager
def snapshot(db: Db) -> Iterator[None]:
    """All that is read is of one moment, whatever other programs write meanwhile; in a transaction, of that one's."""
    if db.in_transaction:
        yield
        return
    db.execute("BEGIN")
    try:
        yield
    finally:
        db.execute("COMMIT")


def get_meta(db: Db, key: str) -> str:
    """A note about the whole index; empty where there is none."""
    found = db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return str(found[0]) if found else ""


def set_meta(db: Db, key: str, value: str) -> None:
    """Sets such a note."""
    db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))


def count_documents(db: Db) -> int:
    """How many documents there are."""
    return int(db.execute("SELECT sum(n) FROM counters WHERE name <> 'problems'").fetchone()[0])


def count_to(db: Db, table: str, most: int) -> int:
    """How many rows a table has, counted up to so many: to count all of a large one takes milliseconds."""
    return int(db.execute(f"SELECT count(*) FROM (SELECT 1 FROM {table} LIMIT ?)", (most,)).fetchone()[0])


def chunks(items: Sequence[_Value]) -> Iterator[tuple[str, list[_Value]]]:
    """Values by hundreds, with the question marks for them."""
    for first in range(0, len(items), _AT_ONCE):
        part = list(items[first : first + _AT_ONCE])
        yield ",".join("?" * len(part)), part
