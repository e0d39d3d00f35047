"""The scan: brings the index up to date with the folder. Each batch is committed, so that an interrupted scan goes on.

1. Files that are new or changed (size, time) are read; which blocks they hold is noted.
2. Documents that are new, or about whose blocks the evidence moved, are labelled with the counts of the whole folder: the
   outcome depends on the folder alone, not on the order or the number of the scans or processes.
3. Clusters are brought up to date.
"""

from __future__ import annotations

import sqlite3
import time
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from triage.corpus import orders, pages, spool
from triage.corpus.changes import changes
from triage.corpus.clusters import chunks
from triage.corpus.learned import Table
from triage.corpus.meta import count_documents, get_meta, transaction
from triage.corpus.mirror import refresh, settle, settle_docs
from triage.corpus.overridden import settle_overridden
from triage.corpus.pool import Pool
from triage.corpus.relabel import mark
from triage.corpus.schema import CACHE, set_cache, take
from triage.corpus.store import Reading, Stat, look_again, put_cleaned
from triage.corpus.types import Phase, Progress, ScanReport
from triage.corpus.work import CleanRow, Task, clean_batch, holding_documents, read_batch, read_parts

if TYPE_CHECKING:
    from triage.match import Order

_FILES_PER_BATCH = 256
_BYTES_PER_BATCH = 4 << 20
_CLEANED_AT_ONCE = 4096
_LONGEST_UNSTORED = 2.0  # seconds
_CACHE = 128_000  # KB: what a batch writes shouldn't have to be read again to be changed
_QUIET = 0.1  # seconds between two reports of progress
Due = tuple[int, str, str]


class Scan:
    """One scan over an open index."""

    def __init__(
        self,
        db: sqlite3.Connection,
        task: Task,
        order: Order,
        *,
        state: Path | None,
        jobs: int,
        progress: Callable[[Progress], None] | None,
    ) -> None:
        self._db = db
        self._task = task
        self._order = order
        self._state = state
        self._pool = Pool(jobs)
        self._progress = progress
        self._started = time.monotonic()
        self._told = 0.0
        self._stored = self._started
        self._bytes = 0
        self._added = self._changed = self._removed = self._cleaned = self._relabelled = 0
        self._marked = False
        self._spooled: list[array[int]] = []

    def run(self) -> ScanReport:
        """All phases."""
        set_cache(self._db, _CACHE)
        try:
            found = changes(self._db, self._task, self._state)
            self._remove(found.gone)
            spool.end(self._task.spool)  # what a scan that was killed left
            if found.new:
                spool.begin(self._task.spool)
            self._read(found.new)
            found.note(self._db)
            del found  # the names of a million files are a fifth of a gigabyte
            self._clean()
            matched = self._match()
        finally:
            set_cache(self._db, CACHE)
            self._pool.close()
            if self._spooled:
                spool.end(self._task.spool)
        if self._marked:
            with transaction(self._db):
                settle(self._db)
        refresh(self._db, self._task.root, self._state)
        settle_overridden(self._db, self._task, self._state)
        orders.keep(self._db)
        pages.keep(self._db)
        return self._report(matched)

    def relabel(self, at_most: int) -> bool:
        """Labels what changed rules concern; False where that is more than `at_most` documents, or can't be told so quickly."""
        if not mark(self._db, self._task, None):
            return False
        due = int(self._db.execute("SELECT count(*) FROM documents WHERE due").fetchone()[0])
        if due <= at_most:
            self._clean_due()
        with transaction(self._db):
            settle(self._db)
        settle_overridden(self._db, self._task, self._state)
        return due <= at_most

    def _report(self, matched: bool) -> ScanReport:
        def one(sql: str) -> int:
            return int(self._db.execute(sql).fetchone()[0])

        return ScanReport(
            documents=count_documents(self._db),
            added=self._added,
            changed=self._changed,
            removed=self._removed,
            cleaned=self._cleaned,
            relabelled=self._relabelled,
            problems=one("SELECT count(*) FROM documents WHERE problem <> '' OR sidecar_problem <> ''"),
            clusters=one("SELECT count(*) FROM members WHERE place = 0"),
            matched=matched,
            bytes=self._bytes,
            seconds=time.monotonic() - self._started,
        )

    def _tell(self, phase: Phase, done: int, total: int, force: bool = False) -> None:
        now = time.monotonic()
        if self._progress is not None and (force or done == total or now - self._told >= _QUIET):
            self._told = now
            self._progress(Progress(done, total, self._bytes, now - self._started, phase))

    def _remove(self, gone: Sequence[str]) -> None:
        for first in range(0, len(gone), _FILES_PER_BATCH):
            with self._reading() as reading:
                for path in gone[first : first + _FILES_PER_BATCH]:
                    reading.drop_file(path)

    @contextmanager
    def _reading(self) -> Iterator[Reading]:
        """A transaction in which documents are read or dropped."""
        reading = Reading(self._db)
        with transaction(self._db):
            yield reading
            reading.finish()
            settle_docs(self._db, reading.docs)
        self._added += reading.added
        self._changed += reading.changed
        self._removed += reading.removed

    def _read(self, new: list[Stat]) -> None:
        from triage.read.kinds import is_container

        large = [one for one in new if one[1] > _BYTES_PER_BATCH and is_container(one[0])]
        apart = {one[0] for one in large}
        batches = list(_batches(one for one in new if one[0] not in apart))
        calls = ((self._task, number, [path for path, _, _ in batch]) for number, batch in enumerate(batches))
        done = 0
        for batch, results in zip(batches, self._pool.map(read_batch, calls, many=len(batches) > 1), strict=True):
            with self._reading() as reading:
                reading.put_files([(stat, rows) for stat, (_, rows) in zip(batch, results, strict=True)])
            self._spooled.append(array("q", reading.docs))
            done += len(batch)
            self._bytes += sum(max(0, size) for _, size, _ in batch)
            self._tell(Phase.READ, done, len(new))
        for stat in large:
            self._read_large(stat)
            done += 1
            self._bytes += stat[1]
            self._tell(Phase.READ, done, len(new))

    def _read_large(self, stat: Stat) -> None:
        """A container in parts, so that memory is bounded. Interrupted, it is read again from its beginning."""
        known = Reading(self._db).known([stat[0]]).get(stat[0], {})
        for _, rows in read_parts(self._task, stat[0], len(self._spooled), _FILES_PER_BATCH):
            with self._reading() as reading:
                for row in rows:
                    reading.put(row, known.pop(row.id, None))
            self._spooled.append(array("q", reading.docs))
        with self._reading() as reading:
            reading.end_file(stat, known.values())

    def _clean(self) -> None:
        before = get_meta(self._db, "cleaner"), get_meta(self._db, "rules")
        mark(self._db, self._task, self._ask)
        self._marked = before != (get_meta(self._db, "cleaner"), get_meta(self._db, "rules"))
        self._clean_due()

    def _clean_due(self) -> None:
        documents = count_documents(self._db)
        total = int(self._db.execute("SELECT count(*) FROM documents WHERE due").fetchone()[0])
        spooled = 0 if self._spooled else None
        if total > _FILES_PER_BATCH or len(self._spooled) > 1:
            batches = ((number, self._due_of(docs)) for number, docs in enumerate(self._spooled))
            self._clean_batches(((number, due) for number, due in batches if due), documents, total)
            spooled = None
        # A few are cleaned together, whether they were read just now or not: a batch has costs whatever its size.
        self._clean_batches(((spooled, due) for due in self._other_due()), documents, total)

    def _clean_batches(self, batches: Iterable[tuple[int | None, list[Due]]], documents: int, total: int) -> None:
        under_way: list[list[Due]] = []

        def calls() -> Iterator[tuple[Task, int | None, list[Due], int]]:
            for number, due in batches:
                under_way.append(due)
                yield self._task, number, due, documents

        cleaned: list[CleanRow] = []
        asked: list[int] = []
        for rows in self._pool.map(clean_batch, calls(), many=total > _FILES_PER_BATCH):
            due = under_way.pop(0)
            cleaned += rows
            asked += [doc for doc, _, _ in due]
            if len(asked) >= _CLEANED_AT_ONCE or time.monotonic() - self._stored > _LONGEST_UNSTORED:
                self._store(cleaned, asked)
            self._cleaned += len(due)
            self._tell(Phase.CLEAN, self._cleaned, total)
        self._store(cleaned, asked)

    def _store(self, cleaned: list[CleanRow], asked: list[int]) -> None:
        """Stores what was cleaned of the documents `asked`, and empties both. Full-text search is much the faster the more it
        is given at once."""
        if asked:
            with transaction(self._db):
                # Rules that came in meanwhile have marked what they concern: such rows would be out of date already.
                stamp = get_meta(self._db, "cleaned by")
                self._relabelled += put_cleaned(self._db, [row for row in cleaned if row.rules_sha256 == stamp])
                self._read_again(set(asked) - {row.doc for row in cleaned})
                settle_docs(self._db, asked)
        cleaned.clear()
        asked.clear()
        self._stored = time.monotonic()

    def _ask(self, docs: list[int], rules: list[Table]) -> set[int]:
        """Of these documents, those with a block for which one of the rules holds."""
        asked = set(docs)
        named = ((doc, take(name)) for doc, name in self._db.execute("SELECT doc, id FROM documents ORDER BY doc").fetchall())
        listed = [one for one in named if one[0] in asked]
        parts = [listed[first : first + _FILES_PER_BATCH] for first in range(0, len(listed), _FILES_PER_BATCH)]
        calls = ((self._task, part, rules) for part in parts)
        found: set[int] = set()
        for at, held in enumerate(self._pool.map(holding_documents, calls, many=len(parts) > 1), 1):
            found.update(held)
            self._tell(Phase.READ, min(at * _FILES_PER_BATCH, len(listed)), len(listed))
        return found

    def _due_of(self, docs: array[int]) -> list[Due]:
        """The documents of a batch that are to be cleaned."""
        found: list[Due] = []
        for marks, part in chunks(docs):
            rows = self._db.execute(f"SELECT doc, id, sha256 FROM documents WHERE due AND doc IN ({marks})", part)
            found += [(doc, take(name), sha256.hex()) for doc, name, sha256 in rows]
        return found

    def _other_due(self) -> Iterator[list[Due]]:
        """The documents that are to be cleaned and aren't in a batch of this scan, in the order of their rows."""
        last = -1
        while True:
            select = "SELECT doc, id, sha256, size FROM documents WHERE due AND doc > ? ORDER BY doc LIMIT ?"
            rows = self._db.execute(select, (last, _FILES_PER_BATCH)).fetchall()
            if not rows:
                return
            last = rows[-1][0]
            listed = [(doc, take(name), sha256.hex(), size) for doc, name, sha256, size in rows]
            yield from ([one[:3] for one in batch] for batch in _batches(listed, size_at=3))

    def _read_again(self, docs: Iterable[int]) -> None:
        """Documents that changed between being read and being cleaned: the next scan takes them."""
        select = "SELECT coalesce(path, id) FROM documents WHERE doc = ?"
        look_again(self._db, [take(path) for doc in docs for (path,) in self._db.execute(select, (doc,))])

    def _match(self) -> bool:
        if not self._db.execute("SELECT 1 FROM dirty LIMIT 1").fetchone() and not self._reordered():
            return False
        from triage.corpus.matching import bring_up_to_date

        self._tell(Phase.MATCH, 0, 1, force=True)
        return bring_up_to_date(self._db, self._order, self._pool)

    def _reordered(self) -> bool:
        return get_meta(self._db, "matched by") not in ("", repr((self._order.criteria, self._order.preferred)))


_Item = TypeVar("_Item", bound=tuple[Any, ...])


def _batches(items: Iterable[_Item], size_at: int = 1) -> Iterator[list[_Item]]:
    """Runs of at most so many items and, but for single large ones, so many bytes."""
    batch: list[_Item] = []
    size = 0
    for item in items:
        if batch and (len(batch) >= _FILES_PER_BATCH or size + max(0, item[size_at]) > _BYTES_PER_BATCH):
            yield batch
            batch, size = [], 0
        batch.append(item)
        size += max(0, item[size_at])
    if batch:
        yield batch
