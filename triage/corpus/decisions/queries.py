"""What was decided, as it is asked for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from triage.corpus.decisions import sidecar_index
from triage.corpus.index.errors import guarded
from triage.corpus.index.schema import from_sql, to_sql
from triage.model import Problem

if TYPE_CHECKING:
    from triage.corpus.decisions.relinking import Astray
    from triage.model.figures import RuleCounts, Tallies


@guarded
class Decided:
    """Decisions as the index has them from the sidecars."""

    def __init__(self, db: sqlite3.Connection, index: Path) -> None:
        self._db, self.index = db, index

    def tallies(self) -> Tallies:
        """What was decided, counted."""
        from triage.corpus.decisions.figures import tallies

        return tallies(self._db)

    def rule_counts(self) -> Iterator[RuleCounts]:
        """Blocks by rule: the same object after each document. What reviewers turned over isn't in the index."""
        from triage.corpus.decisions.figures import rule_counts

        yield from rule_counts(self._db)

    def overridden(self) -> list[str]:
        """Decided documents in which a reviewer changed labels."""
        from triage.corpus.decisions.figures import overridden

        return overridden(self._db)

    def tags(self) -> dict[str, int]:
        """Tags in use, with how many documents have each."""
        counted = "SELECT tag, count(*) FROM tags WHERE id IN (SELECT id FROM documents) GROUP BY tag ORDER BY tag"
        return {from_sql(tag): count for tag, count in self._db.execute(counted)}

    def tagged(self, tag: str) -> list[str]:
        """The ids of all that have exactly this tag, those whose document is gone too."""
        return [from_sql(id) for (id,) in self._db.execute("SELECT id FROM tags WHERE tag = ? ORDER BY id", (to_sql(tag),))]

    def repeats(self) -> dict[str, str]:
        """What documents were rejected as duplicates of, by id; those that are gone, too."""
        return sidecar_index.repeats(self._db)

    def problems(self) -> list[tuple[str, Problem]]:
        """Documents whose sidecars can't be used, or only be read, with why."""
        return list(sidecar_index.problems(self._db))

    def orphans(self) -> list[str]:
        """Sidecars whose documents are gone, by their ids."""
        return sidecar_index.orphans(self._db)

    def elsewhere(self) -> dict[str, tuple[str, ...]]:
        """As `relinking.elsewhere`."""
        from triage.corpus.decisions.relinking import elsewhere

        return elsewhere(self._db)

    def astray(self) -> Astray:
        """As `relinking.astray`."""
        from triage.corpus.decisions.relinking import astray

        return astray(self._db)

    def naming(self, ids: Iterable[str]) -> list[str]:
        """The documents whose decisions name one of these: as what they repeat, or don't."""
        from triage.corpus.decisions.relinking import naming

        return naming(self._db, ids)
