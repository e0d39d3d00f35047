"""The scan: brings the index up to date with the folder. Each batch is committed, so that an interrupted scan goes on.

1. Files that are new or changed (size, time) are read; their blocks' fingerprints are counted.
2. Documents that are new, or about whose blocks the evidence moved, are labelled with the counts of the whole folder: the
   outcome depends on the folder alone, not on the order or the number of the scans or processes.
3. Clusters are made anew if anything changed.
"""

from __future__ import annotations

import sqlite3
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from triage.corpus.mirror import refresh, settle
from triage.corpus.packing import bucket, unpack_prints
from triage.corpus.schema import take
from triage.corpus.store import drop_file, get_meta, put_cleaned, put_file, set_meta, transaction
from triage.corpus.types import Phase, Progress, ScanReport
from triage.corpus.work import Task, clean_documents, cleaner_of, read_files

if TYPE_CHECKING:
    from triage.match import Order

_FILES_PER_BATCH = 64
_BYTES_PER_BATCH = 4 << 20
_QUIET = 0.1  # seconds between two reports of progress
_T = TypeVar("_T")
Stat = tuple[str, int, int]


class Pool:
    """Runs batches in order, in this process or in several; few are under way at a time, so that memory is bounded."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._executor: ProcessPoolExecutor | None = None

    def map(self, function: Callable[..., _T], calls: Iterable[tuple[Any, ...]], many: bool) -> Iterator[_T]:
        """The results in the order of `calls`. `many` tells whether it is worth it to start processes."""
        if self._jobs <= 1 or not many:
            yield from (function(*call) for call in calls)
            return
        if self._executor is None:
            import multiprocessing

            # spawn: a fork would take the screen's threads and the database connection with it.
            self._executor = ProcessPoolExecutor(self._jobs, multiprocessing.get_context("spawn"))
        running: deque[Future[_T]] = deque()
        for call in calls:
            running.append(self._executor.submit(function, *call))
            if len(running) > 2 * self._jobs:
                yield running.popleft().result()
        while running:
            yield running.popleft().result()

    def close(self) -> None:
        """Ends the processes."""
        if self._executor is not None:
            self._executor.shutdown(cancel_futures=True)


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
        self._jobs = jobs
        self._progress = progress
        self._started = time.monotonic()
        self._told = 0.0
        self._bytes = 0

    def run(self) -> ScanReport:
        """All phases."""
        pool = Pool(self._jobs)
        try:
            new, gone = self._changes()
            removed = self._remove(gone)
            added, changed = self._read(pool, new)
            cleaned, relabelled = self._clean(pool)
        finally:
            pool.close()
        from triage.corpus.matching import bring_up_to_date

        if self._db.execute("SELECT 1 FROM dirty LIMIT 1").fetchone():
            self._tell(Phase.MATCH, 0, 1, force=True)
        matched = bring_up_to_date(self._db, self._order)
        if added or changed or cleaned or removed:
            with transaction(self._db):
                settle(self._db)
        refresh(self._db, self._task.root, self._state)
        return self._report(added, changed, removed, cleaned, relabelled, matched=matched)

    def _report(self, added: int, changed: int, removed: int, cleaned: int, relabelled: int, *, matched: bool) -> ScanReport:
        def one(sql: str) -> int:
            return int(self._db.execute(sql).fetchone()[0])

        documents = one("SELECT count(*) FROM documents")
        problems = one("SELECT count(*) FROM documents WHERE problem <> '' OR sidecar_problem <> ''")
        clusters = one("SELECT count(DISTINCT cluster) FROM members")
        seconds = time.monotonic() - self._started
        return ScanReport(
            documents, added, changed, removed, cleaned, relabelled, problems, clusters, matched, self._bytes, seconds
        )

    def _tell(self, phase: Phase, done: int, total: int, force: bool = False) -> None:
        now = time.monotonic()
        if self._progress is not None and (force or done == total or now - self._told >= _QUIET):
            self._told = now
            self._progress(Progress(done, total, self._bytes, now - self._started, phase))

    def _changes(self) -> tuple[list[Stat], list[str]]:
        """Files that are new or changed, and those that are gone."""
        from triage.read import walk

        known = {take(path): (size, mtime) for path, size, mtime in self._db.execute("SELECT path, size, mtime_ns FROM files")}
        new: list[Stat] = []
        for found in walk(self._task.root, self._state):
            # A problem (a lacking right) may come and go without a trace in size or time, so it is part of what is compared.
            size = -2 - found.size if found.problem else found.size
            if known.pop(found.path, None) != (size, found.mtime_ns):
                new.append((found.path, size, found.mtime_ns))
        return new, list(known)

    def _remove(self, gone: Sequence[str]) -> int:
        if not gone:
            return 0
        with transaction(self._db):
            return sum(drop_file(self._db, path) for path in gone)

    def _read(self, pool: Pool, new: list[Stat]) -> tuple[int, int]:
        added = changed = done = 0
        batches = list(_batches(new))
        calls = ((self._task, [path for path, _, _ in batch]) for batch in batches)
        for batch, results in zip(batches, pool.map(read_files, calls, len(batches) > 1), strict=True):
            with transaction(self._db):
                for stat, (_, rows) in zip(batch, results, strict=True):
                    one_added, one_changed = put_file(self._db, stat, rows)
                    added += one_added
                    changed += one_changed
            done += len(batch)
            self._bytes += sum(max(0, size) for _, size, _ in batch)
            self._tell(Phase.READ, done, len(new))
        return added, changed

    def _clean(self, pool: Pool) -> tuple[int, int]:
        documents = int(self._db.execute("SELECT count(*) FROM documents").fetchone()[0])
        self._mark(documents)
        due = self._db.execute("SELECT doc, id, sha256, size FROM documents WHERE due ORDER BY id").fetchall()
        listed = [(doc, take(name), sha256, size) for doc, name, sha256, size in due]
        batches = list(_batches(listed, size_at=3))
        calls = ((self._task, [one[:3] for one in batch], documents) for batch in batches)
        done = relabelled = 0
        for batch, rows in zip(batches, pool.map(clean_documents, calls, len(batches) > 1), strict=True):
            with transaction(self._db):
                relabelled += sum(put_cleaned(self._db, row) for row in rows)
                left = {one[0] for one in batch} - {row.doc for row in rows}
                self._read_again(left)
            done += len(batch)
            self._tell(Phase.CLEAN, done, len(listed))
        return len(listed), relabelled

    def _read_again(self, docs: Iterable[int]) -> None:
        """Documents that changed between being read and being cleaned: the next scan takes them."""
        sql = "UPDATE files SET size = -1 WHERE path = (SELECT path FROM documents WHERE doc = ?)"
        self._db.executemany(sql, ((doc,) for doc in docs))

    def _mark(self, documents: int) -> None:
        """Marks what must be cleaned again, and starts counting anew: in one transaction, so that no change is missed."""
        db = self._db
        if not db.execute("SELECT 1 FROM touched LIMIT 1").fetchone() and not self._rules_may_differ():
            return
        # The rules' hash needs the line model, which takes a while to load: asked for only where something is to do.
        stamp = f"{cleaner_of(self._task).rules_sha256} {bucket(documents)}"
        with transaction(db):
            if get_meta(db, "cleaned by") != stamp:
                db.execute("UPDATE documents SET due = 1 WHERE problem = ''")
            else:
                self._mark_moved()
            db.execute("DELETE FROM touched")
            set_meta(db, "cleaned by", stamp)
            set_meta(db, "rules", repr(self._task.rules))

    def _rules_may_differ(self) -> bool:
        return get_meta(self._db, "rules") != repr(self._task.rules)

    def _mark_moved(self) -> None:
        """Documents that hold a block whose count, the document itself left out, went to another step."""
        pairs = self._db.execute("SELECT print, touched.n, coalesce(held.n, 0) FROM touched LEFT JOIN held USING (print)")
        moved = {one for one, old, new in pairs if bucket(max(0, old - 1)) != bucket(max(0, new - 1))}
        if not moved:
            return
        holders = [
            (doc,)
            for doc, packed in self._db.execute("SELECT doc, prints.blocks FROM prints JOIN documents USING (doc) WHERE NOT due")
            if not moved.isdisjoint(unpack_prints(packed))
        ]
        self._db.executemany("UPDATE documents SET due = 1 WHERE doc = ?", holders)


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
