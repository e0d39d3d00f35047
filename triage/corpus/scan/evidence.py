"""Which documents hold a block, and how many: the evidence that a folder gives about the blocks of one document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from triage.corpus.index.meta import Db, chunks
from triage.corpus.index.packing import bucket, pack_prints, unpack_prints
from triage.corpus.index.schema import to_sql
from triage.model import Document, Seen

_FEW = 8  # blocks that are looked for one by one


def holding(db: Db, blocks: set[int]) -> set[int]:
    """The documents that hold one of some blocks, given by fingerprint; found by looking at all."""
    if not blocks:
        return set()
    if len(blocks) <= _FEW:
        # Eight bytes that stand across two fingerprints only make a document be cleaned in vain.
        held = " OR ".join("instr(blocks, ?)" for _ in blocks)
        return {doc for (doc,) in db.execute(f"SELECT doc FROM prints WHERE {held}", [pack_prints([one]) for one in blocks])}
    return {doc for doc, packed in db.execute("SELECT doc, blocks FROM prints") if not blocks.isdisjoint(unpack_prints(packed))}


def held_by(db: Db, prints: Iterable[int], least: int = 1) -> dict[int, int]:
    """How many documents hold each of some blocks, without those that fewer than `least` do."""
    held: dict[int, int] = {}
    for marks, part in chunks(list(set(prints))):
        held.update(db.execute(f"SELECT print, n FROM held WHERE print IN ({marks}) AND n >= ?", (*part, least)))
    return held


def evidence(db: Db, document: Document, spans: Sequence[tuple[int, int]], documents: int) -> Seen:
    """What the folder tells about the blocks of any document, whether it is one of the `documents` in it or not."""
    from triage.clean import block_fingerprints

    known = db.execute("SELECT sha256 FROM documents WHERE id = ?", (to_sql(document.id),)).fetchone()
    own = known is not None and known[0].hex() == document.source.sha256
    prints = block_fingerprints([document.raw[start:end] for start, end in spans])
    held = held_by(db, prints)
    return Seen(tuple(bucket(max(0, held.get(one, 0) - own)) for one in prints), bucket(documents))
