"""The corpus: one folder, its index, and all that is asked of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from triage.config import Config
from triage.corpus.decisions import sidecar_changes, sidecar_index
from triage.corpus.index.errors import broken_mark, guarded, is_broken
from triage.corpus.index.schema import WAITS, open_index, remove
from triage.corpus.query import sampling, stored_cleaning
from triage.corpus.query.listing import Listing, condition_of, row_of, unusable
from triage.corpus.scan.rule_tables import Table, as_text, rule_tables
from triage.errors import FileError
from triage.model import Cleaned, Counts, Document, LearnedRule, Problem, Row, Seen, Sidecar
from triage.paths import StatePlaces
from triage.save import RuleFile

if TYPE_CHECKING:
    from triage.corpus.decisions.queries import Decided
    from triage.corpus.matching.queries import Matched
    from triage.corpus.scan.worker import Task
    from triage.match import Order
    from triage.model.scan import Progress, ScanReport


_APPLIED_AT_ONCE = 100_000  # bytes: of a larger text an editor would wait for it


@guarded
class Corpus:
    """An open folder. Belongs to the thread that opened it; several may be open on one folder, in other processes too."""

    labels_wait = False
    """Whether texts follow labels that were given only with `apply_waiting`, so that an editor needn't wait for that."""

    def __init__(
        self, places: StatePlaces, config: Config, db: sqlite3.Connection, rules_file: Path, unsaved: sidecar_changes.Unsaved
    ) -> None:
        self.places = places
        self.root = places.root
        self.state = places.state
        self.config = config
        self.rules_file = rules_file
        self._db = db
        self._unsaved = unsaved
        self._waiting: dict[str, None] = {}
        self._learned: dict[str, LearnedRule] = {}
        self.load_rules()

    @property
    def order(self) -> Order:
        """What representatives of clusters are chosen by."""
        from triage.match import Order

        return Order(self.config.clusters.criteria, self.config.clusters.preferred_sources)

    @classmethod
    def open(
        cls,
        root: Path,
        state: Path | None = None,
        config: Config | None = None,
        rules_file: Path | None = None,
        unsaved: sidecar_changes.Unsaved = frozenset,
    ) -> Corpus:
        """Opens the index of `root`, or makes it: in `state`, else in `root/.triage`. The learned rules are in `rules_file`,
        else beside the index; `unsaved` gives the documents whose sidecars are on their way to the disk. Raises FileError, and
        ConfigError where the rules are broken."""
        if not root.is_dir():
            raise FileError(f"{root}: not a folder; name the folder that holds the documents")
        places = StatePlaces(root, state)
        db = open_index(places.index)
        try:
            return cls(places, config or Config(), db, rules_file or places.rules, unsaved)
        except BaseException:
            db.close()
            raise

    @property
    def index(self) -> Path:
        """The file of the index."""
        return self.places.index

    def close(self) -> None:
        """Lets go of the index."""
        self._db.close()

    def __enter__(self) -> Corpus:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def scan(self, jobs: int = 1, progress: Callable[[Progress], None] | None = None) -> ScanReport:
        """Reads, cleans and matches what is new or changed. Interrupted, the next scan goes on where it stopped. A broken
        index is made anew. Waits while another program scans the folder, of which `progress` is told each second."""
        return self._scanned(self._task(), jobs, progress)

    def scan_texts(self, jobs: int = 1, progress: Callable[[Progress], None] | None = None) -> ScanReport:
        """As `scan`, for the sake of `text` alone, as the cleaner makes it: of an index that is new, and thrown away afterwards.
        Nothing can be searched in it, and it tells of no copies."""
        return self._scanned(self._task()._replace(texts_only=True), jobs, progress)

    def _scanned(self, task: Task, jobs: int, progress: Callable[[Progress], None] | None) -> ScanReport:
        from triage.corpus.scan.run import Scan, alone

        def run() -> ScanReport:
            return Scan(self._db, task, self.order, self.state, self._unsaved, jobs=jobs, progress=progress).run()

        with alone(self.index, progress):
            if not broken_mark(self.index).exists():
                try:
                    return run()
                except sqlite3.Error as error:
                    if not is_broken(error):
                        raise
            self._db.close()
            remove(self.index)
            self._db = open_index(self.index)
            return run()

    def is_current(self) -> bool:
        """Whether the times of folders and containers show no change since the last scan. Files written in place aren't noticed.
        Always false for a small folder, a scan of which takes no longer."""
        from triage.clean import identity
        from triage.corpus.scan import quick_check

        notes = {
            "rules": self._rules_noted,
            "judged by": identity(),
            "text field": self.config.read.text_field or "",
            "matched by": self.order.stamp,
        }
        return quick_check.is_current(self._db, self.root, notes)

    def _task(self) -> Task:
        from triage.corpus.scan.spool import SPOOL
        from triage.corpus.scan.worker import Task

        return Task(self.root, self.index, self.index.with_name(SPOOL), self.config.read.text_field, self.rules)

    @property
    def learned(self) -> Mapping[str, LearnedRule]:
        """The learned rules by id, those that are disabled too."""
        return self._learned

    @property
    def rules(self) -> tuple[Table, ...]:
        """The rules of this folder as the cleaner takes them: learned ones, then those of the configuration."""
        return self.rules_with(self._learned)

    def rules_with(self, learned: Mapping[str, LearnedRule]) -> tuple[Table, ...]:
        """As `rules`, if these were the learned ones."""
        return rule_tables(learned.values()) + tuple(dict(rule) for rule in self.config.rules)

    def load_rules(self) -> None:
        """Reads the learned rules again. Raises ConfigError where their file is broken."""
        self._learned = RuleFile(self.rules_file).load()
        self._rules_noted = as_text(self.rules)

    def relabel(self, at_most: int) -> bool:
        """Labels now what changed rules concern, where finding it needs no document but these, and they are not more than
        `at_most`. False where the next scan has to; clusters are that one's in any case."""
        from triage.corpus.scan.cleaning import Cleaning

        return Cleaning(self._db, self._task()).relabel(at_most)

    def concerned(self, learned: Mapping[str, LearnedRule]) -> tuple[list[str], tuple[Table, ...]]:
        """The documents that could get other labels if these were the learned rules, by id, and the rules to ask about each
        block of them first; without such rules, they hold a block that is concerned."""
        from triage.corpus.scan.rule_changes import concerned

        return concerned(self._db, self._rules_noted, self.rules_with(learned))

    def listing(self, where: str = "", sort: str = "id") -> Listing:
        """The documents that fit, sorted. Raises UsageError."""
        return Listing(self._db, where, sort)

    def row(self, id: str) -> Row | None:
        """One document's row."""
        return row_of(self._db, id)

    def find(self, query: str, limit: int) -> list[tuple[str, str]]:
        """Ids and titles that fit a part of a name or title, best first."""
        from triage.corpus.query import by_name

        return by_name.find(self._db, query, limit)

    def count(self, where: str = "") -> int:
        """How many documents fit. Raises UsageError."""
        condition, values = condition_of(where)
        if condition == "1":
            return self.counts().total
        return int(self._db.execute(f"SELECT count(*) FROM documents WHERE {condition}", values).fetchone()[0])

    def counts(self) -> Counts:
        """Documents by answer, and those with a problem."""
        found = dict(self._db.execute("SELECT name, n FROM counters").fetchall())
        problems, undecided = found.pop("problems"), found.pop("")
        return Counts(total=undecided + sum(found.values()), undecided=undecided, problems=problems, **found)

    def labelled(self, id: str) -> stored_cleaning.Labelled | None:
        """What the last scan labelled, without the reviewer's changes. None where that is out of date."""
        return stored_cleaning.labelled(self._db, id, self._rules_noted)

    def text(self, id: str) -> str | None:
        """The cleaned text as the last scan made it, with the reviewer's changes."""
        return stored_cleaning.text(self._db, id)

    def texts(self, where: str = "") -> Iterator[tuple[str, str]]:
        """Ids and cleaned texts, as `text` gives them, of the documents that fit, by id. Raises UsageError."""
        yield from stored_cleaning.texts(self._db, where)

    def some_texts(self, count: int) -> list[str]:
        """Cleaned texts from all over the folder, about so many of those that have words enough to tell something by."""
        return sampling.some_texts(self._db, count)

    def seen(self, document: Document, spans: Sequence[tuple[int, int]]) -> Seen:
        """What the folder tells about a document's blocks, which start and end as `spans` say."""
        from triage.corpus.scan.evidence import evidence

        return evidence(self._db, document, spans, self.counts().total)

    def index_sidecars(self, changes: Iterable[tuple[str, Sidecar | None]]) -> None:
        """Takes over sidecars as they were saved, all or none; None where one was removed. Texts follow at once which blocks a
        reviewer labelled, but for `labels_wait`, and clusters what documents aren't duplicates of; where they can't, the next
        change or scan has them do so."""
        listed = list(changes)
        sidecar_index.index_sidecars(self._db, listed)
        ids = [id for id, _ in listed]
        with suppress(FileError):
            if self.labels_wait:
                self._waiting.update(dict.fromkeys(self.awaiting_labels(ids)))
                ids = []
            self.apply_sidecars(ids)

    def apply_waiting(self) -> list[str]:
        """Has texts follow the labels that `labels_wait` has left; of which documents the index tells otherwise by now."""
        if not self._waiting:  # it is asked with each key, and a scan may hold the index
            return []
        ids, self._waiting = [*self._waiting], {}
        with suppress(FileError):
            ids = self.awaiting_labels(ids)
            self.apply_sidecars(ids)
            return ids
        return []

    def awaiting_labels(self, ids: Iterable[str]) -> list[str]:
        """Those of the documents whose texts have yet to follow labels that were given; large ones are left to the next scan."""
        return [id for id in ids if sidecar_index.awaiting_overrides(self._db, [id], _APPLIED_AT_ONCE)]

    def refresh_sidecars(self, ids: Sequence[str] | None = None) -> int:
        """Notices sidecars that others changed, added or removed, or reads those of `ids` again; how many."""
        changed = sidecar_changes.refresh(self._db, self.root, self.state, self._unsaved, ids)
        self.apply_sidecars(ids)
        return changed

    def is_indexed(self, id: str) -> bool:
        """As `sidecar_changes.is_indexed`."""
        return sidecar_changes.is_indexed(self._db, self.root, self.state, id)

    def take_in(self, document: Document, cleaned: Cleaned) -> bool:
        """Has the index tell of a document as it was read and cleaned just now, without the reviewer's labels; whether it knew
        other bytes of it. One that it doesn't know, or that has gone, is left to the next scan. Waits for nobody."""
        from triage.corpus.scan.opened_document import is_other, take_in

        if (document.problem is not None and document.problem.code == "missing") or not is_other(self._db, document):
            return False
        with self.without_waiting():
            take_in(self._db, document, cleaned, _APPLIED_AT_ONCE)
            self.apply_sidecars([document.id])
        return True

    @contextmanager
    def without_waiting(self) -> Iterator[None]:
        """Inside, what another program keeps the index from is a `FileError` at once: nobody waits for a mere look."""
        self._db.execute("PRAGMA busy_timeout = 0")
        try:
            yield
        finally:
            self._db.execute(f"PRAGMA busy_timeout = {WAITS * 1000}")

    def apply_sidecars(self, ids: Sequence[str] | None = None) -> None:
        """Applies what sidecars say by now to the indexed texts and the clusters of some documents, or of all. A large text is
        left to the next scan, and so are clusters where texts are new or a scan hasn't finished."""
        if docs := sidecar_index.awaiting_overrides(self._db, ids, _APPLIED_AT_ONCE):
            from triage.corpus.scan.overrides import apply_overrides

            apply_overrides(self._db, self._task(), docs)
        if sidecar_index.is_due(self._db):
            from triage.corpus.matching.update import bring_up_to_date

            bring_up_to_date(self._db, self.order, everything=False)

    @staticmethod
    def preload() -> None:
        """Load what `apply_sidecars` cleans a text again with, and asks of clusters; safe to call from another thread."""
        import triage.clean.assembly
        import triage.corpus.matching.update
        import triage.corpus.scan.overrides  # noqa: F401

    def unusable(self) -> dict[str, Problem]:
        """The documents that can't be read, with why, by id. One in which there is nothing can be."""
        return unusable(self._db)

    @property
    def decided(self) -> Decided:
        """What was decided, as the sidecars have it."""
        from triage.corpus.decisions.queries import Decided

        return Decided(self._db, self.index)

    @property
    def matched(self) -> Matched:
        """What matching found: clusters, and who is in which."""
        from triage.corpus.matching.queries import Matched

        return Matched(self._db, self.index)
