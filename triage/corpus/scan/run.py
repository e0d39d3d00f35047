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
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from triage.corpus.decisions.sidecar_changes import Noticed, Unsaved
from triage.corpus.decisions.sidecar_index import awaiting_overrides, copy_decisions, copy_decisions_to_rows, is_due
from triage.corpus.index import orders
from triage.corpus.index.meta import count_documents, get_meta, transaction
from triage.corpus.index.schema import CACHE, set_cache
from triage.corpus.matching import pages
from triage.corpus.pool import Pool
from triage.corpus.scan import spool
from triage.corpus.scan.batches import FILES_PER_BATCH, batches, is_large
from triage.corpus.scan.changes import changes
from triage.corpus.scan.cleaning import Cleaning
from triage.corpus.scan.overrides import apply_overrides
from triage.corpus.scan.progress import Meter
from triage.corpus.scan.store import Reading, Stat
from triage.corpus.scan.worker import Task, read_batch, read_parts
from triage.lock import exclusive
from triage.model.scan import Phase, Progress, ScanReport

if TYPE_CHECKING:
    from triage.match import Order

_CACHE = 128_000  # KB: what a batch writes shouldn't have to be read again to be changed
LOCK = "scan.lock"


def alone(index: Path, progress: Callable[[Progress], None] | None) -> AbstractContextManager[None]:
    """In it no other program scans into the index; `progress` is told while this one waits for it."""
    begun = time.monotonic()

    def waiting() -> None:
        if progress is not None:
            progress(Progress(0, 0, 0, time.monotonic() - begun, Phase.WAIT))

    return exclusive(index.with_name(LOCK), waiting)


class Scan:
    """One scan over an open index, made `alone`."""

    def __init__(
        self,
        db: sqlite3.Connection,
        task: Task,
        order: Order,
        state: Path | None,
        unsaved: Unsaved,
        *,
        jobs: int,
        progress: Callable[[Progress], None] | None,
    ) -> None:
        self._db = db
        self._task = task
        self._order = order
        self._state = state
        self._unsaved = unsaved
        self._pool = Pool(jobs)
        self._tell = Meter(progress)
        self._bytes = 0
        self._added = self._changed = self._removed = 0
        self._spooled: list[array[int]] = []
        self._cleaning = Cleaning(db, task, self._pool, self._tell)

    def run(self) -> ScanReport:
        """All phases."""
        set_cache(self._db, _CACHE)
        try:
            sidecars = Noticed(self._db, self._task.root, self._state)
            found = changes(self._db, self._task, self._state, sidecars)
            self._remove(found.gone)
            spool.end(self._task.spool)  # what a scan that was killed left
            if found.new:
                spool.begin(self._task.spool)
            self._read(found.new)
            found.note(self._db)
            del found  # the names of a million files are a fifth of a gigabyte
            marked = self._cleaning.mark()
            self._cleaning.clean(self._spooled)
            if self._task.texts_only:
                return self._report(matched=False)
            # What was corrected in sidecars, or isn't a copy, matching goes by.
            sidecars.take_over(self._unsaved)
            apply_overrides(self._db, self._task, awaiting_overrides(self._db))
            matched = self._match()
            if marked:
                with transaction(self._db):
                    copy_decisions(self._db)
            orders.keep(self._db, self._pool)
            pages.keep(self._db)
        finally:
            set_cache(self._db, CACHE)
            self._pool.close()
            if self._spooled:
                spool.end(self._task.spool)
        return self._report(matched)

    def _report(self, matched: bool) -> ScanReport:
        def one(sql: str) -> int:
            return int(self._db.execute(sql).fetchone()[0])

        return ScanReport(
            documents=count_documents(self._db),
            added=self._added,
            changed=self._changed,
            removed=self._removed,
            cleaned=self._cleaning.cleaned,
            relabelled=self._cleaning.relabelled,
            problems=one("SELECT count(*) FROM documents WHERE problem <> '' OR sidecar_problem <> ''"),
            clusters=one("SELECT count(*) FROM members WHERE place = 0"),
            matched=matched,
            bytes=self._bytes,
            seconds=self._tell.seconds,
        )

    def _remove(self, gone: Sequence[str]) -> None:
        for first in range(0, len(gone), FILES_PER_BATCH):
            with self._reading() as reading:
                for path in gone[first : first + FILES_PER_BATCH]:
                    reading.drop_file(path)

    @contextmanager
    def _reading(self) -> Iterator[Reading]:
        """A transaction in which documents are read or dropped."""
        reading = Reading(self._db)
        with transaction(self._db):
            yield reading
            reading.finish()
            copy_decisions_to_rows(self._db, reading.docs)
        self._added += reading.added
        self._changed += reading.changed
        self._removed += reading.removed

    def _read(self, new: list[Stat]) -> None:
        from triage.read.kinds import is_container, is_zipped

        large = [one for one in new if is_container(one[0]) and (is_large(one[1]) or is_zipped(one[0]))]
        apart = {one[0] for one in large}
        small = list(batches(one for one in new if one[0] not in apart))
        calls = ((self._task, number, [path for path, _, _ in batch]) for number, batch in enumerate(small))
        done = 0
        for batch, results in zip(small, self._pool.map(read_batch, calls, many=len(small) > 1), strict=True):
            with self._reading() as reading:
                reading.put_files([(stat, rows) for stat, (_, rows) in zip(batch, results, strict=True)])
            self._spooled.append(array("q", reading.docs))
            done += len(batch)
            self._bytes += sum(max(0, size) for _, size, _ in batch)
            self._tell(Phase.READ, done, len(new), self._bytes)
        for stat in large:
            self._read_large(stat)
            done += 1
            self._bytes += stat[1]
            self._tell(Phase.READ, done, len(new), self._bytes)

    def _read_large(self, stat: Stat) -> None:
        """A container in parts, so that memory is bounded. Interrupted, it is read again from its beginning."""
        left = set(Reading(self._db).known([stat[0]]).get(stat[0], {}).values())
        for _, rows in read_parts(self._task, stat[0], len(self._spooled), FILES_PER_BATCH):
            with self._reading() as reading:
                known = reading.numbers([row.id for row in rows])
                for row in rows:
                    reading.put(row, known.get(row.id))
            self._spooled.append(array("q", reading.docs))
            left.difference_update(reading.docs)
        with self._reading() as reading:
            reading.end_file(stat, left)

    def _match(self) -> bool:
        if not is_due(self._db) and not self._reordered():
            return False
        from triage.corpus.matching.update import bring_up_to_date

        documents = count_documents(self._db)

        def tell(share: float) -> None:
            self._tell(Phase.MATCH, int(share * documents), documents)

        self._tell(Phase.MATCH, 0, documents, force=True)
        matched = bring_up_to_date(self._db, self._order, self._pool, tell=tell)
        tell(1)
        return matched

    def _reordered(self) -> bool:
        return get_meta(self._db, "matched by") not in ("", self._order.stamp)
