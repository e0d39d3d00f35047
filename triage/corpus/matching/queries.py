"""What matching found, as it is asked for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from triage.corpus.index.errors import guarded
from triage.corpus.matching import clusters, pages
from triage.corpus.matching.cluster_text import Cells
from triage.corpus.matching.ranking import standings
from triage.match import Cluster, Standing
from triage.model import Answer, Row


@guarded
class Matched:
    """Clusters of the index, and what their members are ranked by."""

    def __init__(self, db: sqlite3.Connection, index: Path) -> None:
        self._db, self.index = db, index

    def lines(self) -> Iterator[list[str]]:
        """All clusters as JSON, some hundred at a time; not guarded against characters that act."""
        yield from pages.lines(self._db)

    def members(self) -> Iterator[list[Cells]]:
        """The members of all clusters as text, some hundred at a time: cluster, role, similarity, why and id."""
        yield from pages.cells(self._db)

    def cluster_of(self, id: str) -> Cluster | None:
        """The cluster that a document is in, or that has this id."""
        return clusters.cluster_of(self._db, id)

    def cannot_link(self, cluster: str) -> dict[str, list[str]]:
        """What members of a cluster were said to be no copies of, for those of which it was said."""
        return clusters.cannot_link(self._db, cluster)

    def undecided(self, most: int) -> int | None:
        """How many clusters have undecided members that nobody has set apart; None where more than `most` members had to be
        looked at."""
        return clusters.undecided(self._db, most)

    def kept_members(self, cluster: str) -> dict[str, float]:
        """The members of a cluster that are kept, each with what the others have in common with it."""
        return clusters.with_answer(self._db, cluster, Answer.KEEP)

    def standings(self, ids: Iterable[str]) -> dict[str, tuple[Row, Standing]]:
        """Each document's row, and what a representative is chosen by; without those that are gone."""
        return standings(self._db, ids)
