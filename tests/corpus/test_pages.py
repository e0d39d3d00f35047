"""Members kept in pages are those of the index, whatever came and went since."""

from __future__ import annotations

import json
import random
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from triage.corpus.index.schema import open_index, to_sql
from triage.corpus.matching import pages
from triage.corpus.matching.clusters import cluster_of
from triage.model import LITTLE

SHARES = [0.0, 0.1, 1 / 3, 0.9834, 1.0]
NAMES = ["a b.txt", 'quo"te\\.txt', "new\nline\t.txt", "\x1b[2J.txt", "é中.txt", "\u202ertl.txt", "\udcff.txt", "crawl.jsonl#7"]


def add_document(db: sqlite3.Connection, doc: int, pick: random.Random) -> None:
    db.execute(
        "INSERT INTO documents (doc, id, size, sha256, encoding, title, folded, date, source, language, problem, problem_message)"
        " VALUES (?, ?, 0, x'', '', '', '', '', '', '', '', '')",
        (doc, to_sql(f"{doc:03}/{pick.choice(NAMES)}")),
    )


def put_cluster(db: sqlite3.Connection, docs: list[int], pick: random.Random) -> None:
    """These documents become a cluster, and leave those that they are in."""
    db.executemany("DELETE FROM members WHERE doc = ?", ((doc,) for doc in docs))
    name = f"c{pick.randrange(16**4):04x}"
    for place, doc in enumerate(docs):
        shares = [pick.choice(SHARES) for _ in range(4)]
        row = (doc, name, place, shares[0], "copy", "same-story", pick.choice(docs), *shares[1:])
        db.execute("INSERT INTO members VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)


def plainly(db: sqlite3.Connection) -> list[dict[str, Any]]:
    """Each cluster as it is found by its name, in the words that are printed."""
    found = []
    for (name,) in db.execute("SELECT DISTINCT cluster FROM members ORDER BY cluster").fetchall():
        cluster = cluster_of(db, name)
        assert cluster is not None
        members = []
        for one in cluster.members:
            why = one.why
            there, here = f"{why.of_member:.0%} of what it tells", f"{why.of_representative:.0%} of what that tells"
            shown = f", as {why.via} shows" if why.via not in ("", cluster.representative) else ""
            copy = "a copy" if max(why.of_member, why.of_representative) >= 0.5 else "has passages"
            words = f"{copy} of {cluster.representative}: {there} stands there, {here} here{shown}"
            if shown and max(why.of_member, why.of_representative) < LITTLE:
                words = f"tells the story of {cluster.representative}{shown}"
            members.append({"id": one.id, "similarity": round(one.similarity, 4), "role": one.role, "why": words})
        found.append({"id": cluster.id, "representative": cluster.representative, "members": members})
    return found


def check(db: sqlite3.Connection) -> None:
    wanted = plainly(db)
    assert [json.loads(line) for page in pages.lines(db) for line in page] == wanted
    members = [(one["id"], member) for one in wanted for member in one["members"]]
    rows = [(cluster, one["role"], f"{one['similarity']:.2f}", one["why"], one["id"]) for cluster, one in members]
    assert [row for page in pages.cells(db) for row in page] == rows


@pytest.mark.parametrize("seed", range(4))
def test_pages_are_the_members(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    monkeypatch.setattr(pages, "_LEAST", 20)
    monkeypatch.setattr(pages, "_CLUSTERS", 3)
    monkeypatch.setattr(pages, "_FEW", 3)
    pick = random.Random(seed)
    db = open_index(tmp_path / "index.sqlite")
    check(db)
    docs = list(range(1, 200))
    for doc in docs:
        add_document(db, doc, pick)
    kept = 0
    for step in range(60):
        if pick.random() < 0.7 or step < 5:
            put_cluster(db, pick.sample(docs, pick.randrange(2, 6)), pick)
        else:
            db.execute("DELETE FROM members WHERE doc IN (SELECT doc FROM members ORDER BY random() LIMIT 3)")
        if pick.random() < 0.5:
            pages.keep(db)
        kept += db.execute("SELECT count(*) FROM pages").fetchone()[0]
        check(db)
    assert kept, "no page was kept, so nothing was tried"
    gone = db.execute("SELECT min(via) FROM members").fetchone()[0]
    db.execute("DELETE FROM members WHERE doc = ?", (gone,))
    check(db)
    db.execute("DELETE FROM members")
    check(db)
    db.close()


def test_a_few_changes_leave_most_pages_as_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "_LEAST", 20)
    monkeypatch.setattr(pages, "_CLUSTERS", 3)
    pick = random.Random(1)
    db = open_index(tmp_path / "index.sqlite")
    for doc in range(1, 200):
        add_document(db, doc, pick)
    for first in range(1, 199, 2):
        put_cluster(db, [first, first + 1], pick)
    pages.keep(db)
    before = dict(db.execute("SELECT first, lines FROM pages"))
    assert len(before) > 20
    for docs in ([1, 2], [3, 4, 5]):
        put_cluster(db, docs, pick)
    check(db)
    monkeypatch.setattr(pages, "_FEW", 1)
    pages.keep(db)
    after = dict(db.execute("SELECT first, lines FROM pages"))
    assert after.keys() == before.keys()
    assert 1 <= sum(after[first] != before[first] for first in before) <= 5
    assert db.execute("SELECT count(*) FROM outdated").fetchone() == (0,)
    check(db)
    db.close()
