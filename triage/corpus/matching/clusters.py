"""Clusters in the index: written by documents, read by clusters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from triage.corpus.index.meta import Db, chunks
from triage.corpus.index.schema import from_sql, to_sql
from triage.match import Cluster, Kind, Member, Standing, Why
from triage.model import Answer


class Holders:
    """The documents that hold some texts: `of` (sorted ids) by text, `standings` by id, `docs` (row numbers) by id."""

    def __init__(self, db: Db, texts: Sequence[int]) -> None:
        self.of: dict[int, list[str]] = {text: [] for text in texts}
        self.standings: dict[str, Standing] = {}
        self.docs: dict[str, int] = {}
        self._clusters: dict[int, tuple[str, int]] = {}
        columns = "doc, id, text, chars * (1 - boiler - dup), boiler, date, source, cluster, cluster_size"
        for marks, part in chunks(texts):
            found = db.execute(f"SELECT {columns} FROM documents WHERE text IN ({marks}) ORDER BY id", part)
            for doc, packed, text, length, boiler, day, source, cluster, size in found:
                name = from_sql(packed)
                self.of[text].append(name)
                self.standings[name] = Standing(
                    name, round(length), boiler, date.fromisoformat(day) if day else None, from_sql(source)
                )
                self.docs[name] = doc
                self._clusters[doc] = cluster, size
        for names in self.of.values():
            names.sort()

    def put(self, db: Db, clusters: Iterable[Cluster]) -> None:
        """Writes the clusters of these documents in place of what was known of them. Members that are as they were stay: what is
        kept of their clusters needn't be made anew."""
        rows: list[tuple[object, ...]] = []
        sized = dict.fromkeys(self._clusters, ("", 0))
        for cluster in clusters:
            for place, one in enumerate(cluster.members):
                doc, why = self.docs[one.id], one.why
                sized[doc] = cluster.id, len(cluster.members)
                shares = why.of_member, why.of_representative
                rows.append(
                    (doc, cluster.id, place, one.similarity, one.role, why.kind.value, self.docs[why.via], *shares, one.shared)
                )
        changed = [(*now, doc) for doc, now in sized.items() if now != self._clusters[doc]]
        db.executemany("UPDATE documents SET cluster = ?, cluster_size = ? WHERE doc = ?", changed)
        known: set[tuple[object, ...]] = set()
        for marks, part in chunks([doc for doc, (was, _) in self._clusters.items() if was]):
            known.update(db.execute(f"SELECT * FROM members WHERE doc IN ({marks})", part))
        db.executemany("DELETE FROM members WHERE doc = ?", [row[:1] for row in known.difference(rows)])
        db.executemany("INSERT INTO members VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [row for row in rows if row not in known])

    def cannot_link(self, db: Db) -> list[tuple[str, str]]:
        """Those of these documents that a reviewer told apart, as pairs of ids."""
        if not db.execute("SELECT 1 FROM apart LIMIT 1").fetchone():
            return []
        told = []
        for name in self.docs:
            for (other,) in db.execute("SELECT other FROM apart WHERE id = ?", (to_sql(name),)):
                told.append((name, from_sql(other)))
        return told


def cluster_of(db: Db, name: str) -> Cluster | None:
    """The cluster that document `name` is in, or that is called so."""
    found = db.execute(
        "SELECT m.cluster, d.id, m.similarity, m.role, m.kind, coalesce(v.id, ''), m.of_member, m.of_representative, m.shared"
        " FROM members m JOIN documents d USING (doc) LEFT JOIN documents v ON v.doc = m.via"
        " WHERE m.cluster = coalesce((SELECT nullif(cluster, '') FROM documents WHERE id = ?1), ?1) ORDER BY m.place",
        (to_sql(name),),
    ).fetchall()
    members = tuple(
        Member(from_sql(id), similarity, role, Why(Kind(kind), from_sql(via), of_member, of_representative), shared)
        for _, id, similarity, role, kind, via, of_member, of_representative, shared in found
    )
    return Cluster(found[0][0], members[0].id, members) if members else None


def cannot_link(db: Db, cluster: str) -> dict[str, list[str]]:
    """What members of a cluster were said to be no copies of, for those of which it was said."""
    told: dict[str, list[str]] = {}
    if db.execute("SELECT 1 FROM apart LIMIT 1").fetchone():
        select = (
            "SELECT a.id, a.other FROM members m JOIN documents d USING (doc) JOIN apart a ON a.id = d.id WHERE m.cluster = ?"
        )
        for name, other in db.execute(select, (cluster,)):
            told.setdefault(from_sql(name), []).append(from_sql(other))
    return told


def undecided(db: Db, most: int) -> int | None:
    """How many clusters have undecided members that nobody has set apart; None where more than `most` members had to be looked
    at."""
    if len(db.execute("SELECT 1 FROM members LIMIT ?", (most + 1,)).fetchall()) > most:
        return None
    select = (
        "SELECT count(DISTINCT m.cluster) FROM members m JOIN documents d USING (doc)"
        " WHERE d.answer = '' AND d.id NOT IN (SELECT id FROM apart)"
    )
    count: int = db.execute(select).fetchone()[0]
    return count


def with_answer(db: Db, cluster: str, answer: Answer) -> dict[str, float]:
    """The members of a cluster that have an answer, each with what the others have in common with it."""
    select = (
        "SELECT d.id, m.shared FROM members m JOIN documents d USING (doc) WHERE m.cluster = ? AND d.answer = ? ORDER BY m.place"
    )
    return {from_sql(name): shared for name, shared in db.execute(select, (cluster, answer.value))}
