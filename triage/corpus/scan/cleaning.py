"""The second phase of a scan: documents that are due are cleaned, perhaps in processes, and stored in the order of reading."""

from __future__ import annotations

import sqlite3
import time
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from triage.corpus.decisions.sidecar_index import awaiting_overrides, copy_decisions, copy_decisions_to_rows
from triage.corpus.index.meta import chunks, count_documents, get_meta, transaction
from triage.corpus.index.schema import from_sql
from triage.corpus.pool import Pool
from triage.corpus.scan.batches import FILES_PER_BATCH, batches
from triage.corpus.scan.overrides import apply_overrides
from triage.corpus.scan.rule_changes import mark
from triage.corpus.scan.rule_tables import Table
from triage.corpus.scan.store import look_again, put_cleaned, put_texts
from triage.corpus.scan.worker import CleanRow, Due, Task, TextRow, clean_batch, holding_documents
from triage.model.scan import Phase

_CLEANED_AT_ONCE = 4096
_LONGEST_UNSTORED = 2.0  # seconds


class Tell(Protocol):
    """Is told how far a phase has come."""

    def __call__(self, phase: Phase, done: int, total: int, bytes: int = 0) -> None: ...


def silent(phase: Phase, done: int, total: int, bytes: int = 0) -> None:
    """A listener that does nothing."""


class Cleaning:
    """Cleans documents of an open index. `cleaned` and `relabelled` count them."""

    def __init__(self, db: sqlite3.Connection, task: Task, pool: Pool | None = None, tell: Tell = silent) -> None:
        self._db = db
        self._task = task
        self._pool = pool or Pool(1)
        self._tell = tell
        self._stored = time.monotonic()
        self.cleaned = self.relabelled = self._bytes = 0

    def mark(self) -> bool:
        """Notes which documents another cleaner or other rules concern; whether either is another one."""
        before = get_meta(self._db, "cleaner"), get_meta(self._db, "rules")
        mark(self._db, self._task, self._ask)
        return before != (get_meta(self._db, "cleaner"), get_meta(self._db, "rules"))

    def clean(self, spooled: Sequence[array[int]] = ()) -> None:
        """Cleans all documents that are due; `spooled` are those of each batch that was read just now, by its number."""
        documents = count_documents(self._db)
        total = self._count_due()
        one_batch = 0 if spooled else None
        if total > FILES_PER_BATCH or len(spooled) > 1:
            due_of_each = ((number, self._due_of(docs)) for number, docs in enumerate(spooled))
            self._clean_batches(((number, due) for number, due in due_of_each if due), documents, total)
            one_batch = None
        # A few are cleaned together, whether they were read just now or not: a batch has costs whatever its size.
        self._clean_batches(((one_batch, due) for due in self._other_due()), documents, total)

    def relabel(self, at_most: int) -> bool:
        """Labels what changed rules concern; False where that is more than `at_most` documents, or can't be told so quickly."""
        if not mark(self._db, self._task, None):
            return False
        due = self._count_due()
        if due <= at_most:
            self.clean()
        with transaction(self._db):
            copy_decisions(self._db)
        apply_overrides(self._db, self._task, awaiting_overrides(self._db))
        return due <= at_most

    def _count_due(self) -> int:
        return int(self._db.execute("SELECT count(*) FROM documents WHERE due").fetchone()[0])

    def _clean_batches(self, given: Iterable[tuple[int | None, list[Due]]], documents: int, total: int) -> None:
        under_way: list[list[Due]] = []

        def calls() -> Iterator[tuple[Task, int | None, list[Due], int]]:
            for number, due in given:
                under_way.append(due)
                yield self._task, number, due, documents

        cleaned: list[CleanRow | TextRow] = []
        asked: list[int] = []
        for rows in self._pool.map(clean_batch, calls(), many=total > FILES_PER_BATCH):
            due = under_way.pop(0)
            cleaned += rows
            asked += [doc for doc, *_ in due]
            if len(asked) >= _CLEANED_AT_ONCE or time.monotonic() - self._stored > _LONGEST_UNSTORED:
                self._store(cleaned, asked)
            self.cleaned += len(due)
            self._bytes += sum(size for *_, size in due)
            self._tell(Phase.CLEAN, self.cleaned, total, self._bytes)
        self._store(cleaned, asked)

    def _store(self, cleaned: list[CleanRow | TextRow], asked: list[int]) -> None:
        """Stores what was cleaned of the documents `asked`, and empties both. Full-text search is much the faster the more it
        is given at once."""
        if asked:
            with transaction(self._db):
                # Rules that came in meanwhile have marked what they concern: such rows would be out of date already.
                stamp = get_meta(self._db, "cleaned by")
                current = [row for row in cleaned if row.rules_sha256 == stamp]
                self.relabelled += put_cleaned(self._db, [row for row in current if isinstance(row, CleanRow)])
                put_texts(self._db, [row for row in current if isinstance(row, TextRow)])
                self._read_again(set(asked) - {row.doc for row in cleaned})
                copy_decisions_to_rows(self._db, asked)
        cleaned.clear()
        asked.clear()
        self._stored = time.monotonic()

    def _ask(self, docs: list[int], rules: list[Table]) -> set[int]:
        """Of these documents, those with a block for which one of the rules holds."""
        asked = set(docs)
        named = ((doc, from_sql(name)) for doc, name in self._db.execute("SELECT doc, id FROM documents ORDER BY doc").fetchall())
        listed = [one for one in named if one[0] in asked]
        parts = [listed[first : first + FILES_PER_BATCH] for first in range(0, len(listed), FILES_PER_BATCH)]
        calls = ((self._task, part, rules) for part in parts)
        found: set[int] = set()
        for at, held in enumerate(self._pool.map(holding_documents, calls, many=len(parts) > 1), 1):
            found.update(held)
            self._tell(Phase.READ, min(at * FILES_PER_BATCH, len(listed)), len(listed))
        return found

    def _due_of(self, docs: array[int]) -> list[Due]:
        """The documents of a batch that are to be cleaned."""
        found: list[Due] = []
        for marks, part in chunks(docs):
            rows = self._db.execute(f"SELECT doc, id, sha256, size FROM documents WHERE due AND doc IN ({marks})", part)
            found += [(doc, from_sql(name), sha256.hex(), size) for doc, name, sha256, size in rows]
        return found

    def _other_due(self) -> Iterator[list[Due]]:
        """The documents that are to be cleaned and aren't in a batch of this scan, in the order of their rows."""
        last = -1
        while True:
            select = "SELECT doc, id, sha256, size FROM documents WHERE due AND doc > ? ORDER BY doc LIMIT ?"
            rows = self._db.execute(select, (last, FILES_PER_BATCH)).fetchall()
            if not rows:
                return
            last = rows[-1][0]
            yield from batches(((doc, from_sql(name), sha256.hex(), size) for doc, name, sha256, size in rows), size_at=3)

    def _read_again(self, docs: Iterable[int]) -> None:
        """Documents that changed between being read and being cleaned: the next scan takes them."""
        select = "SELECT coalesce(path, id) FROM documents WHERE doc = ?"
        look_again(self._db, [from_sql(path) for doc in docs for (path,) in self._db.execute(select, (doc,))])
