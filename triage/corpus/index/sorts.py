"""What documents can be sorted by, and sorting some of them by it."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import chain

from triage.corpus.index.meta import Db
from triage.corpus.index.schema import BY_ID
from triage.errors import UsageError

# What to sort by, and whether backwards. Unknown dates, sources and documents without a cluster come last either way.
Column = tuple[str, bool]
COLUMNS = {
    "id": ("", BY_ID),
    "title": ("folded = ''", "folded"),
    "date": ("date = ''", "date"),
    "source": ("source = ''", "fold(source)"),
    "words": ("", "words"),
    "dup": ("", "dup"),
    "boiler": ("", "boiler"),
    "cluster": ("cluster = ''", "cluster"),
}
"""The keys that go by a column; the others go by what is decided."""
SORT_KEYS = ("id", "title", "date", "source", "words", "dup", "boiler", "answer", "cluster", "undecided")
_SYNONYMS = {"duplicate": "dup", "repeats": "dup", "boilerplate": "boiler", "name": "id", "copies": "cluster"}


def sort_key(sort: str) -> str:
    """The sort as it is kept: without synonyms. Raises UsageError."""
    key = sort.removeprefix("-")
    key = _SYNONYMS.get(key, key)
    if key not in SORT_KEYS:
        raise UsageError(f"unknown sort key {key!r}; there are: {', '.join(SORT_KEYS)}, with - before it for descending")
    return f"-{key}" if sort.startswith("-") else key


def columns(sort: str) -> list[Column]:
    """What a sort (from `sort_key`) by one of `COLUMNS` goes by, the most important first."""
    key, back = sort.removeprefix("-"), sort.startswith("-")
    first, column = COLUMNS[key]
    own = [(first, False)] if first else []
    return [*own, (column, back), *([(BY_ID, False)] if key != "id" else [])]


def sorted_docs(db: Db, sort: str, condition: str, values: Sequence[object] = ()) -> array[int]:
    """The documents that a condition over table `documents` holds for, sorted by one of `COLUMNS`."""
    order = ", ".join(f"{column} DESC" if back else column for column, back in columns(sort))
    return array("i", chain.from_iterable(db.execute(f"SELECT doc FROM documents WHERE {condition} ORDER BY {order}", values)))
