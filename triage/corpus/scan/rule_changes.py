"""Which documents other rules concern, so that one new rule doesn't clean a whole folder anew.

Most rules act on the blocks that they hold for and on nothing else. So where one comes in or goes, only documents with such a
block can get other labels: for a text looked up whole these are told by the blocks' fingerprints, for a rule that goes by the
labels that it gave, and for other new rules by asking them about each block. All the rest keep their labels.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence

from triage.clean import identity
from triage.corpus.index.meta import count_documents, get_meta, set_meta, transaction
from triage.corpus.index.packing import bucket, unpack_json
from triage.corpus.index.schema import from_sql
from triage.corpus.scan.evidence import holding
from triage.corpus.scan.rule_tables import Table, as_text
from triage.corpus.scan.store import rules_number
from triage.corpus.scan.worker import Task, cleaner_of, plain_cleaner

Ask = Callable[[list[int], list[Table]], set[int]]

# What a rule with other keys changes reaches beyond the blocks that it holds for, or goes by what stands beside them.
_LOCAL = {"name", "label", "exact", "folded", "phrases", "starts", "contains", "patterns", "threshold", "max_length", "precision"}


def difference(before: str, rules: Sequence[Table]) -> tuple[list[Table], list[Table]] | None:
    """The rules that came in, and those that went, compared with the noted ones; None where more than that changed."""
    try:
        old: list[Table] = json.loads(before)
    except ValueError:
        return None
    new: list[Table] = json.loads(as_text(rules))
    came = [rule for rule in new if rule not in old]
    went = [rule for rule in old if rule not in new]
    # Rules in another order may decide otherwise between two that hold.
    if [rule for rule in new if rule in old] != [rule for rule in old if rule in new]:
        return None
    return (came, went) if all(set(rule) <= _LOCAL for rule in (*came, *went)) else None


def needs_reading(came: Iterable[Table]) -> bool:
    """Whether a rule that came in must be asked about the blocks themselves."""
    return any(not _is_whole(rule) for rule in came)


def known_to_hold(db: sqlite3.Connection, came: Iterable[Table], went: Iterable[Table]) -> set[int]:
    """The documents that the index itself tells are concerned; rules that need reading are left out."""
    whole = [rule for rule in (*came, *went) if _is_whole(rule)]
    return holding(db, _prints(whole)) | _labelled_by(db, [rule["name"] for rule in went if not _is_whole(rule)])


def concerned(db: sqlite3.Connection, before: str, after: Sequence[Table]) -> tuple[list[str], tuple[Table, ...]]:
    """The documents, by id, that could get other labels by rules other than the noted ones, and the rules to ask about each
    block of them first; without such rules, they hold a block that is concerned."""
    changed = difference(before, after)
    if changed is not None and not needs_reading(changed[0]):
        ids = (db.execute("SELECT id FROM documents WHERE doc = ?", (doc,)).fetchone() for doc in known_to_hold(db, *changed))
        return sorted(from_sql(found[0]) for found in ids if found), ()
    every = [from_sql(id) for (id,) in db.execute("SELECT id FROM documents WHERE problem = '' ORDER BY id")]
    # A rule that goes leaves blocks that no rule may hold for.
    return every, tuple(changed[0]) if changed is not None and not changed[1] else ()


def _is_whole(rule: Table) -> bool:
    return not any(rule.get(key) for key in ("phrases", "starts", "contains", "patterns"))


def _prints(rules: Iterable[Table]) -> set[int]:
    texts = [text for rule in rules for key in ("exact", "folded") for text in rule.get(key, ())]
    if not texts:
        return set()
    from triage.clean import block_fingerprints

    return set(block_fingerprints(texts))


def _labelled_by(db: sqlite3.Connection, names: Sequence[str]) -> set[int]:
    if not names:
        return set()
    marks = [json.dumps(name).encode() for name in names]
    found = set()
    for doc, labels in db.execute("SELECT doc, labels FROM details"):
        plain = unpack_json(labels)
        if any(mark in plain for mark in marks):
            found.add(doc)
    return found


def mark(db: sqlite3.Connection, task: Task, ask: Ask | None) -> bool:
    """Counts blocks, and marks what must be cleaned again: in one transaction, so that no change is missed.

    `ask` gives, of the documents that it is handed, those for which new rules hold, by reading them. False where nothing is
    to be marked, or where that would need `ask` and there is none.
    """
    known = get_meta(db, "rules") == as_text(task.rules) and get_meta(db, "judged by") == identity()
    judged = get_meta(db, "cleaner")
    # Of documents that can't be read no block comes or goes, and they count all the same for how rare others' blocks are.
    known = known and (not judged or judged.rpartition(" ")[2] == str(bucket(count_documents(db))))
    if known and not db.execute("SELECT 1 FROM pending LIMIT 1").fetchone():
        return False
    from triage.corpus.scan.block_counts import count

    documents = count_documents(db)
    changed = difference(get_meta(db, "rules"), task.rules)
    # The hashes need the line model, which takes a while to load: asked for only where something is to do.
    base = f"{plain_cleaner().rules_sha256} {bucket(documents)}"
    if judged != base:
        changed = None
    read: dict[int, str] = {}
    holders: set[int] = set()
    if changed is not None and needs_reading(changed[0]):
        if ask is None:
            return False
        read = dict(db.execute("SELECT doc, sha256 FROM documents WHERE NOT due AND problem = ''"))
        holders = ask(list(read), changed[0])
    with transaction(db):
        if changed is None:
            count(db)
            db.execute("UPDATE documents SET due = 1 WHERE problem = '' AND NOT due")
        else:
            holders |= known_to_hold(db, *changed)
            if read:  # what another process labelled meanwhile wasn't asked
                now = db.execute("SELECT doc, sha256 FROM documents WHERE NOT due AND problem = ''")
                holders |= {doc for doc, sha256 in now if read.get(doc) != sha256}
            db.executemany("UPDATE documents SET due = 1 WHERE doc = ? AND problem = ''", ((doc,) for doc in holders))
            count(db)
            if any(changed):
                _keep_the_rest(db, cleaner_of(task).rules_sha256)
        set_meta(db, "cleaner", base)
        set_meta(db, "cleaned by", cleaner_of(task).rules_sha256)
        set_meta(db, "rules", as_text(task.rules))
        set_meta(db, "judged by", identity())
    return True


def _keep_the_rest(db: sqlite3.Connection, rules_sha256: str) -> None:
    """Other rules would label the rest no otherwise: they count as labelled by these, and what was decided on them as current."""
    now = rules_number(db, rules_sha256)
    if not db.execute("SELECT 1 FROM documents WHERE NOT due AND rules NOT IN (0, ?) LIMIT 1", (now,)).fetchone():
        return
    db.execute("UPDATE documents SET rules = ?1 WHERE NOT due AND rules NOT IN (0, ?1)", (now,))
