"""Clusters of the whole folder, from the sketches that the index holds; texts are read only for pairs that are worth a look."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from triage.corpus.packing import unpack_text
from triage.corpus.schema import put, take
from triage.corpus.store import get_meta, set_meta
from triage.corpus.types import Cluster, Member, Why

if TYPE_CHECKING:
    from triage.match import Clustering, Fingerprints, Standing
    from triage.match.body import Body
    from triage.match.types import Why as MatchWhy
    from triage.match.verify import BodyOf

_BODIES = 2048


def match_all(db: sqlite3.Connection) -> bool:
    """Brings clusters up to date; False where nothing has changed since they were made."""
    if not get_meta(db, "match due"):
        return False
    clustering = _clustering(db)
    db.execute("BEGIN IMMEDIATE")
    db.execute("DELETE FROM members")
    for cluster in clustering.clusters:
        rows = [
            (cluster.id, place, put(one.id), one.similarity, one.role, one.why.kind.value, put(one.why.via), *shares_of(one.why))
            for place, one in enumerate(cluster.members)
        ]
        db.executemany("INSERT INTO members VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    db.execute("UPDATE documents SET cluster = '', cluster_size = 0 WHERE cluster <> ''")
    sized = [(cluster.id, len(cluster.members), put(one.id)) for cluster in clustering.clusters for one in cluster.members]
    db.executemany("UPDATE documents SET cluster = ?, cluster_size = ? WHERE id = ?", sized)
    set_meta(db, "match due", "")
    db.execute("COMMIT")
    return True


def shares_of(why: MatchWhy) -> tuple[float, float]:
    """The shares that member and representative have in common."""
    return why.of_member, why.of_representative


def _stored(db: sqlite3.Connection) -> tuple[Fingerprints, list[int]]:
    """All sketches, and the row number of the document of each, by document id."""
    import numpy as np

    from triage.match import Fingerprints
    from triage.match.arrays import boundaries

    docs, keys, lengths, levels, counts = [], [], [], [], []
    hashes = bytearray()
    found = db.execute(
        "SELECT doc, key, length, level, hashes FROM sketches JOIN documents USING (doc) WHERE NOT due ORDER BY id"
    )
    for doc, key, length, level, packed in found:
        docs.append(doc)
        keys.append(key)
        lengths.append(length)
        levels.append(level)
        counts.append(len(packed) // 8)
        hashes += packed
    prints = Fingerprints(
        np.array(keys, np.int64).view(np.uint64),
        np.array(lengths, np.int32),
        np.array(levels, np.uint8),
        np.frombuffer(bytes(hashes), np.uint64),
        boundaries(np.array(counts, np.int64)),
    )
    return prints, docs


def _bodies(db: sqlite3.Connection, docs: list[int]) -> BodyOf:
    """Texts made ready, by number, the latest kept: pairs of one component follow each other."""
    from triage.match.body import prepare

    kept: dict[int, Body] = {}

    def body_of(number: int) -> Body:
        found = kept.pop(number, None)
        if found is None:
            packed = db.execute("SELECT coalesce(matched, text) FROM details WHERE doc = ?", (docs[number],)).fetchone()[0]
            found = prepare(unpack_text(packed))
            if len(kept) >= _BODIES:
                del kept[next(iter(kept))]
        kept[number] = found
        return found

    return body_of


def _standings(db: sqlite3.Connection) -> dict[int, tuple[str, Standing]]:
    """What representatives are chosen by, and the hash of the cleaned text, by row number."""
    from triage.match import Standing

    found: dict[int, tuple[str, Standing]] = {}
    columns = "doc, id, cleaned_sha256, chars * (1 - boiler - dup), boiler, date, source"
    for doc, name, sha256, length, boiler, day, source in db.execute(f"SELECT {columns} FROM documents"):
        standing = Standing(take(name), round(length), boiler, date.fromisoformat(day) if day else None, take(source))
        found[doc] = sha256, standing
    return found


def _clustering(db: sqlite3.Connection) -> Clustering:
    """As `match.find_clusters`, of what is stored."""
    from triage.match.cluster import stories
    from triage.match.engine import distinct, verify, weigh
    from triage.match.report import Texts, report

    prints, docs = _stored(db)
    standings = _standings(db)
    texts, _ = distinct(prints)
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for doc, key in zip(docs, prints.keys.tolist(), strict=True):
        holders[key].append(doc)
    groups = [holders[key] for key in texts.keys.tolist()]
    # One text stands for all of the same words; which one depends on the texts alone, not on who was there first.
    body_of = _bodies(db, [min(group, key=lambda doc: standings[doc][0]) for group in groups])
    weighing = weigh(texts, body_of)
    verdicts = verify(weighing.pairs, texts, body_of)
    named = [sorted(standings[doc][1].id for doc in group) for group in groups]
    chosen_by = {standings[doc][1].id: standings[doc][1] for doc in docs}
    given = Texts(texts, named, chosen_by)
    return report(given, weighing.postings, weighing.weights, verdicts, stories(len(texts), verdicts))


def clusters(db: sqlite3.Connection, name: str | None = None) -> Iterator[Cluster]:
    """All clusters by id, or the one that document `name` is in."""
    which, values = ("", ()) if name is None else ("WHERE cluster IN (SELECT cluster FROM members WHERE id = ?)", (put(name),))
    found = db.execute(
        "SELECT cluster, id, similarity, role, kind, via, of_member, of_representative"
        f" FROM members {which} ORDER BY cluster, place",
        values,
    ).fetchall()
    groups: dict[str, list[Member]] = {}
    for cluster, member, similarity, role, kind, via, of_member, of_representative in found:
        why = Why(kind, take(via), of_member, of_representative)
        groups.setdefault(cluster, []).append(Member(take(member), similarity, role, why))
    for cluster, members in groups.items():
        yield Cluster(cluster, members[0].id, tuple(members))
