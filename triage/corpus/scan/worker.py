"""What worker processes do: read files, and clean documents. Results are plain tuples, small enough to be sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import lru_cache
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from triage.corpus.gc_pause import uncollected
from triage.corpus.index.packing import bucket, pack_blocks, pack_prints, pack_text
from triage.corpus.index.schema import connect
from triage.corpus.index.words import spread, word_counts
from triage.corpus.scan import spool
from triage.corpus.scan.evidence import held_by
from triage.language import language_of
from triage.model import Block, Cleaned, Document, Label, Problem, Seen

if TYPE_CHECKING:
    from triage.clean import Cleaner

Due = tuple[int, str, str, int]
"""A document to be cleaned: row number, id, hash and size."""


class Task(NamedTuple):
    """What all work of a scan has in common. `rules` are the raw tables of `triage.toml`, which can't be hashed. With
    `texts_only` nothing is made of a document but its cleaned text."""

    root: Path
    database: Path
    spool: Path
    text_field: str | None
    rules: tuple[dict[str, Any], ...]
    texts_only: bool = False

    def __hash__(self) -> int:
        return hash((self.root, self.database, self.spool, self.text_field))


class ReadRow(NamedTuple):
    """A document as phase 1 stores it."""

    id: str
    path: str
    size: int
    sha256: str
    encoding: str
    title: str
    date: str
    source: str
    author: str
    language: str
    problem: Problem | None
    prints: bytes


class TextRow(NamedTuple):
    """The labels and the cleaned text of a document, made from the bytes of `sha256`."""

    doc: int
    sha256: str
    labels: bytes
    text: bytes
    cleaned_sha256: str
    rules_sha256: str


class CleanRow(NamedTuple):
    """A document as phase 2 stores it, made from the bytes of `sha256`. `searched` is the text as full-text search takes it.
    `hashes` is the sketch, of `key`, `length` and `level`; `matched` is the text that it was made of, where that isn't the
    cleaned text, and `body` a hash of that text."""

    doc: int
    sha256: str
    labels: bytes
    text: bytes
    searched: str
    detected: str
    words: int
    blocks: int
    chars: int
    boiler: float
    dup: float
    cleaned_sha256: str
    rules_sha256: str
    key: int
    length: int
    level: int
    hashes: bytes
    body: int
    matched: bytes | None


@lru_cache(maxsize=1)
def cleaner_of(task: Task) -> Cleaner:
    """The cleaner of a scan, made once a process."""
    from triage.clean import Cleaner, default_rules

    return Cleaner(default_rules().extended(task.rules))


@lru_cache(maxsize=1)
def plain_cleaner() -> Cleaner:
    """The cleaner without the folder's own rules."""
    from triage.clean import Cleaner

    return Cleaner()


@uncollected()
def read_batch(task: Task, batch: int, paths: Sequence[str]) -> list[tuple[str, list[ReadRow]]]:
    """Phase 1: the documents of each file, with the fingerprints of their blocks; they are kept for phase 2."""
    from triage.read import ReadOptions, read_documents

    options = ReadOptions(text_field=task.text_field)
    found = [(path, list(read_documents(task.root, path, options))) for path in paths]
    kept = _cut([one for _, documents in found for one in documents])
    spool.put(task.spool, batch, kept.values())
    return [(path, [_row(one, path, kept) for one in documents]) for path, documents in found]


def read_parts(task: Task, path: str, first_batch: int, size: int) -> Iterator[tuple[int, list[ReadRow]]]:
    """As `read_batch` for a container, in parts of `size` records: each with its batch number."""
    from triage.read import ReadOptions, read_documents

    documents = read_documents(task.root, path, ReadOptions(text_field=task.text_field))
    for batch in count(first_batch):
        some = list(islice(documents, size))
        if not some:
            return
        kept = _cut(some)
        spool.put(task.spool, batch, kept.values())
        yield batch, [_row(one, path, kept) for one in some]


def _cut(documents: Iterable[Document]) -> dict[str, spool.Waiting]:
    """The documents without a problem, cut into blocks, by id."""
    from triage.clean import Page, find_fingerprints

    pages = [Page(document) for document in documents if not document.problem]
    find_fingerprints(pages)
    return {page.document.id: spool.waiting(page.document, page.spans, page.fingerprints) for page in pages}


def read_row(document: Document, path: str) -> ReadRow:
    """A document of the file `path`, that was read by itself, as phase 1 stores it."""
    return _row(document, path, _cut([document]))


def _row(document: Document, path: str, kept: Mapping[str, spool.Waiting]) -> ReadRow:
    found, source = document.metadata, document.source
    waiting = kept.get(document.id)
    return ReadRow(
        document.id,
        path,
        source.size,
        source.sha256,
        source.encoding,
        found.title,
        found.date.isoformat() if found.date else "",
        found.source,
        found.author,
        found.language,
        document.problem,
        pack_prints(waiting.prints if waiting else ()),
    )


@uncollected()
def clean_batch(task: Task, batch: int | None, wanted: Sequence[Due], documents: int) -> Sequence[CleanRow | TextRow]:
    """Phase 2: labels, cleaned text and sketches of documents, as they were kept, else read again; one that changed since it was
    counted is left out, and is read by the next scan."""
    kept = {one.id: one for one in spool.take(task.spool, batch)} if batch is not None else {}
    docs: list[int] = []
    found: list[spool.Waiting] = []
    for doc, name, sha256, _ in wanted:
        one = kept.get(name) or _read_again(task, name)
        if one is not None and one.sha256 == sha256:
            docs.append(doc)
            found.append(one)
    if not docs:
        return []
    with closing(connect(task.database)) as db:
        held = held_by(db, (one for waiting in found for one in waiting.prints), least=2)  # the other one is the document itself
    from triage.clean import Page

    pages = [Page(one.document, one.spans) for one in found]
    steps = {one: bucket(n - 1) for one, n in held.items()}
    size = bucket(documents)
    evidence: list[Seen | None] = [Seen(tuple([steps.get(one, 0) for one in waiting.prints]), size) for waiting in found]
    cleaned = cleaner_of(task).clean_pages(pages, evidence)
    return (text_rows if task.texts_only else clean_rows)(docs, [page.document for page in pages], cleaned)


def holding_documents(task: Task, wanted: Sequence[tuple[int, str]], rules: Sequence[dict[str, Any]]) -> list[int]:
    """Which of the documents (row number, id) have a block for which one of the rules holds."""
    from triage.clean import RuleSet, split_blocks
    from triage.read import ReadOptions, read_document

    asked = RuleSet(()).extended(rules)
    options = ReadOptions(text_field=task.text_field, text_alone=True)
    found = []
    for doc, name in wanted:
        document = read_document(task.root, name, options)
        spans = split_blocks(document)
        if any(asked.match(document.raw[start:end], at) for at, (start, end) in enumerate(spans)):
            found.append(doc)
    return found


def _read_again(task: Task, name: str) -> spool.Waiting | None:
    from triage.read import ReadOptions, read_document

    document = read_document(task.root, name, ReadOptions(text_field=task.text_field))
    return _cut([document]).get(name)


def text_rows(docs: Sequence[int], documents: Sequence[Document], cleaned: Sequence[Cleaned]) -> list[TextRow]:
    """As `clean_rows`, of texts alone."""
    return [
        TextRow(doc, read.source.sha256, pack_blocks(one.blocks), pack_text(one.text), one.sha256, one.rules_sha256)
        for doc, read, one in zip(docs, documents, cleaned, strict=True)
    ]


def clean_rows(docs: Sequence[int], documents: Sequence[Document], cleaned: Sequence[Cleaned]) -> list[CleanRow]:
    """What is stored of documents, by row number, as they were cleaned."""
    import numpy as np
    import xxhash

    from triage.clean import matched_text
    from triage.corpus.matching.postings import HASH_BYTES, pack_hashes
    from triage.match import fingerprint

    matched = [matched_text(document, one) for document, one in zip(documents, cleaned, strict=True)]
    prints = fingerprint(matched)
    keys = prints.keys.astype(np.uint64).view(np.int64).tolist()
    lengths, levels = prints.lengths.tolist(), prints.levels.tolist()
    hashes, borders = pack_hashes(prints.hashes), (prints.offsets * HASH_BYTES).tolist()
    words = word_counts([one.text for one in cleaned])
    rows = []
    for at, (doc, one) in enumerate(zip(docs, cleaned, strict=True)):
        chars, boiler, dup = shares(one.blocks)
        rows.append(
            CleanRow(
                doc,
                documents[at].source.sha256,
                pack_blocks(one.blocks),
                pack_text(one.text),
                spread(one.text),
                language_of(one.text),
                words[at],
                len(one.blocks),
                chars,
                boiler,
                dup,
                one.sha256,
                one.rules_sha256,
                keys[at],
                lengths[at],
                levels[at],
                hashes[borders[at] : borders[at + 1]],
                signed(xxhash.xxh3_64_intdigest(matched[at].encode("utf-8", "surrogatepass"))),
                pack_text(matched[at]) if matched[at] != one.text else None,
            )
        )
    return rows


def signed(number: int) -> int:
    """64 bits as SQLite takes them."""
    return number - (1 << 64) if number >> 63 else number


def shares(blocks: Sequence[Block]) -> tuple[int, float, float]:
    """The characters of all blocks, and which share of them is boilerplate, and duplicate."""
    by_label = dict.fromkeys(Label, 0)
    for block in blocks:
        by_label[block.label] += block.end - block.start
    chars = sum(by_label.values())
    whole = chars or 1
    return chars, round(by_label[Label.BOILERPLATE] / whole, 6), round(by_label[Label.DUPLICATE] / whole, 6)
