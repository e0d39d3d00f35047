"""Clusters brought up to date: after a few changes only what they touch is matched again, after many everything.

Both have the same outcome, which depends on the documents alone. `dirty` lists the texts whose documents have changed; a row
of it goes only together with its consequences.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from triage.arrays import I32, I64, U64, boundaries, distinct, groups_of
from triage.corpus.gc_pause import uncollected
from triage.corpus.index.meta import Db, count_to, get_meta, set_meta, transaction
from triage.corpus.index.schema import index_file
from triage.corpus.matching.clusters import Holders
from triage.corpus.matching.parallel_verify import verify_spread
from triage.corpus.matching.postings import BITS, bits_for, rows
from triage.corpus.matching.texts import Bodies, StoredTexts, all_postings, all_texts, fingerprints, load_columns, save_columns
from triage.corpus.pool import Pool
from triage.match import Order
from triage.match.candidates import Postings, build_postings, partition
from triage.match.cannot_link import apart
from triage.match.cluster import stories
from triage.match.engine import Weighing, rows_to_keep, verify, weigh
from triage.match.incremental import IncrementalMatching
from triage.match.incremental_stages import distinct_stories, small_index
from triage.match.incremental_state import UNUSED, Columns, IncrementalState, no_texts
from triage.match.report import Links, Texts, nearest, report
from triage.match.sketch import Fingerprints
from triage.match.weigh import weights_of

FEW = 50  # adding a text to those matched costs about as much as matching so many in one go
_AT_ONCE = 20_000
_HASHES_AT_ONCE = 1 << 20
_INDEXED, _WEIGHED, _VERIFIED = 0.35, 0.45, 0.8
"""About how much of the work of matching is done when all posting lists, weights, verdicts are there."""


def bring_up_to_date(
    db: Db, order: Order, pool: Pool | None = None, *, everything: bool = True, tell: Callable[[float], None] = lambda _: None
) -> bool:
    """Matches what is due; whether anything was. Without `everything` only which documents hold the texts, and belong together,
    is applied: to lay a new text beside those that are like it may take seconds, and is left to the next scan, as large changes
    are. With a `pool`, pairs are laid side by side in its processes. `tell` is told which share of the work is done."""
    stamp = order.stamp
    done = False
    while True:
        with transaction(db):
            if not everything and _are_new(db):
                return done
            due = [text for (text,) in db.execute("SELECT DISTINCT text FROM dirty")]
            known = get_meta(db, "matched by") == stamp
            if known and not due:
                return done
            costs = len(due) * FEW
            if known and costs <= max(count_to(db, "texts", costs), FEW):
                _match_some(db, due, order)
                for table in ("dirty", "fresh", "left_texts"):
                    db.execute(f"DELETE FROM {table}")
                return True
            if not everything:
                return done
            # Until all is written, nothing of it counts: killed in between, the next scan matches everything anew.
            whole = get_meta(db, "matched by") != ""
            set_meta(db, "matched by", "")
            last = db.execute("SELECT coalesce(max(stamp), 0) FROM dirty").fetchone()[0]
            _settle_bodies(db)
        _match_all(db, order, whole, pool or Pool(1), tell)
        with transaction(db):
            db.execute("DELETE FROM left_texts")
            set_meta(db, "matched by", stamp)
            db.execute("DELETE FROM dirty WHERE stamp <= ?", (last,))
        done = True


def _are_new(db: Db) -> bool:
    """Whether there are texts that matching hasn't seen, or that are gone."""
    return any(db.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() for table in ("fresh", "left_texts"))


def _match_some(db: Db, due: Sequence[int], order: Order) -> None:
    kept = StoredTexts(db)
    before = load_columns(db)
    memory = IncrementalState(kept, before)
    added, gone, same = _sort_out(db, memory, due)
    live = IncrementalMatching(Bodies(db), memory)
    touched = {*same, *added}
    if added or gone:
        touched |= live.update(fingerprints(db, added), np.array(added, np.int64), gone)
    for text, packed in memory.changed():
        if packed:
            db.execute("INSERT OR REPLACE INTO near VALUES (?, ?)", (text, packed))
        else:
            db.execute("DELETE FROM near WHERE text = ?", (text,))
    after = memory.columns()
    save_columns(db, before, after)
    told = distinct(after.story[sorted(touched)])
    _report_some(db, memory, np.flatnonzero(np.isin(after.story, told[told != UNUSED])), order)


def _sort_out(db: Db, memory: IncrementalState, due: Iterable[int]) -> tuple[list[int], list[int], list[int]]:
    """The texts that are new, those that are gone, and those that only other documents hold now.

    Several documents may have a text's words and differ in capitals or signs: the one of the smallest hash stands for them.
    If it is another one, the text is gone, and comes back under another number.
    """
    added, gone, same = [], [], []
    select = "SELECT body, (SELECT min(body) FROM documents d WHERE d.text = texts.text) FROM texts WHERE text = ?"
    for text in sorted(due):
        found = db.execute(select, (text,)).fetchone()
        if found is None:
            continue
        body, now = found
        number = text
        if body is not None and body != now:
            memory.sketch(text)
            gone.append(text)
            number = db.execute("SELECT max(text) + 1 FROM texts").fetchone()[0]
            db.execute("UPDATE texts SET text = ? WHERE text = ?", (number, text))
            db.execute("UPDATE documents SET text = ? WHERE text = ?", (number, text))
        if now is None:
            db.execute("DELETE FROM texts WHERE text = ?", (number,))
        elif body != now:
            db.execute("UPDATE texts SET body = ? WHERE text = ?", (now, number))
            added.append(number)
        else:
            same.append(text)
    return added, gone, same


def _settle_bodies(db: Db) -> None:
    """Drops texts that no document holds, and chooses for the others the document that stands for each."""
    db.execute("DELETE FROM texts WHERE text NOT IN (SELECT text FROM documents WHERE text IS NOT NULL)")
    db.execute("UPDATE texts SET body = (SELECT min(body) FROM documents d WHERE d.text = texts.text)")


@uncollected()
def _match_all(db: Db, order: Order, whole: bool, pool: Pool, tell: Callable[[float], None]) -> None:
    def verified(share: float) -> None:
        tell(_WEIGHED + share * (_VERIFIED - _WEIGHED))

    prints, numbers = all_texts(db)
    body_of = Bodies(db, lambda place: int(numbers[place]))
    hashes, texts = all_postings(db, numbers, whole)
    db.execute("DELETE FROM fresh")  # its pages take the posting lists; killed in between, sketches are made again
    parts = max(1, -(-len(hashes) // _HASHES_AT_ONCE))  # sorted one by one, so that memory is bounded
    bits = bits_for(len(hashes))
    _clear(db, "postings")
    set_meta(db, BITS, str(bits))
    by_hash = pool.ahead(partition(hashes, texts, parts))
    postings = build_postings(_keeping(db, by_hash, numbers, bits, lambda at: tell(_INDEXED * at / parts)), len(prints))
    del hashes, texts
    tell(_INDEXED)
    weighing = weigh(prints, body_of, postings)
    tell(_WEIGHED)
    if pool.jobs > 1:
        verdicts = verify_spread(weighing.pairs, prints, numbers, pool, index_file(db), verified)
    else:
        verdicts = verify(weighing.pairs, prints, body_of, ahead=body_of.ahead, tell=verified)
    tell(_VERIFIED)
    story = stories(len(prints), verdicts)
    begins, near = rows_to_keep(len(prints), weighing, verdicts)
    near["other"] = numbers[near["other"]]
    own = np.flatnonzero(np.diff(begins)).tolist()
    _clear(db, "near")
    _keep(db, "near", ((int(numbers[at]), near[begins[at] : begins[at + 1]].tobytes()) for at in own))
    with transaction(db):
        db.execute("DELETE FROM columns")
        save_columns(db, no_texts(), _columns(prints, numbers, weighing.story, story))
    with transaction(db):
        for table in ("pages", "outdated", "members"):
            db.execute(f"DELETE FROM {table}")
        db.execute("UPDATE documents SET cluster = '', cluster_size = 0 WHERE cluster <> ''")
    _report_all(db, prints, numbers, weighing, nearest(verdicts, story), story, order)


def _keeping(
    db: Db, parts: Iterable[tuple[U64, I32]], numbers: I32, bits: int, tell: Callable[[int], None]
) -> Iterator[tuple[U64, I32]]:
    """Hands on the parts of all postings, and keeps the lists of each, which are sorted then. `tell` is told how many are
    through."""
    for at, (hashes, texts) in enumerate(parts):
        tell(at)
        _keep(db, "postings", rows(hashes, numbers[texts], bits))
        yield hashes, texts


def _clear(db: Db, table: str) -> None:
    with transaction(db):
        db.execute(f"DELETE FROM {table}")


def _keep(db: Db, table: str, found: Iterable[tuple[int, bytes]]) -> None:
    """Adds to what a table holds, some rows at a time, so that others may write in between."""
    part: list[tuple[int, bytes]] = []
    for row in found:
        part.append(row)
        if len(part) >= _AT_ONCE:
            _insert(db, table, part)
            part.clear()
    _insert(db, table, part)


def _insert(db: Db, table: str, part: Sequence[tuple[int, bytes]]) -> None:
    with transaction(db):
        db.executemany(f"INSERT OR REPLACE INTO {table} VALUES (?, ?)", part)


def _columns(prints: Fingerprints, numbers: I32, provisional: I64, story: I64) -> Columns:
    """What is known of texts at places, by their numbers."""
    size = int(numbers.max(initial=0)) + 1
    empty = no_texts()
    columns = Columns(
        np.zeros(size, empty.keys.dtype),
        np.zeros(size, empty.lengths.dtype),
        np.zeros(size, empty.levels.dtype),
        np.full(size, UNUSED, empty.provisional.dtype),
        np.full(size, UNUSED, empty.story.dtype),
    )
    columns.keys[numbers], columns.lengths[numbers], columns.levels[numbers] = prints.keys, prints.lengths, prints.levels
    columns.provisional[numbers], columns.story[numbers] = numbers[provisional], numbers[story]
    return columns


def _report_some(db: Db, memory: IncrementalState, texts: I64, order: Order) -> None:
    """Writes the clusters of whole stories."""
    texts = texts[np.argsort(memory.keys[texts])]
    listed = texts.tolist()
    sketches = memory.sketches(listed)
    hashes, postings = small_index(sketches)
    weights = weights_of(distinct_stories(memory.index.lists(hashes), memory.provisional))
    place = {text: at for at, text in enumerate(listed)}
    judged = (one for text in listed for one in memory.verdicts(text) if one.longer in place)
    verdicts = [replace(one, shorter=place[one.shorter], longer=place[one.longer]) for one in judged]
    borders = boundaries(np.array([len(sketch) for sketch in sketches], np.int64))
    prints = Fingerprints(memory.keys[texts], memory.lengths[texts], memory.levels[texts], hashes[:0], borders)
    story = memory.story[texts]
    _put(db, prints, texts, postings, weights, nearest(verdicts, story), groups_of(story), order)


def _report_all(db: Db, prints: Fingerprints, numbers: I32, weighing: Weighing, links: Links, story: I64, order: Order) -> None:
    """Writes all clusters, some thousand stories at a time."""
    several = "SELECT text FROM documents WHERE text IS NOT NULL GROUP BY text HAVING count(*) > 1"
    shared = np.isin(numbers, [text for (text,) in db.execute(several)])
    groups = [group for group in groups_of(story) if len(group) > 1 or shared[group[0]]]
    for first in range(0, len(groups), _AT_ONCE):
        part = groups[first : first + _AT_ONCE]
        with transaction(db):
            _put(db, prints, numbers, weighing.postings, weighing.weights, links, part, order)


def _put(
    db: Db,
    prints: Fingerprints,
    numbers: I32 | I64,
    postings: Postings,
    weights: I64,
    links: Links,
    groups: Sequence[Sequence[int]],
    order: Order,
) -> None:
    """Writes the clusters of some stories, whose texts are given as places among `numbers`."""
    places = [place for group in groups for place in group]
    holders = Holders(db, [int(numbers[place]) for place in places])
    texts = Texts(prints, {place: holders.of[int(numbers[place])] for place in places}, holders.standings)
    holders.put(db, report(texts, postings, weights, links, groups, order, apart(holders.cannot_link(db))))
