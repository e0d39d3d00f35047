"""All stages of matching in a row, in memory: documents to clusters. What the incremental form of `corpus` must equal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from triage.arrays import I64, groups_of
from triage.match import Cluster, Order, Standing, fingerprint
from triage.match.body import Body, prepare
from triage.match.candidates import Postings, build_postings, partition
from triage.match.cannot_link import apart
from triage.match.cluster import stories
from triage.match.engine import verify, weigh
from triage.match.report import Texts, nearest, report
from triage.match.representative import ORDER
from triage.match.sketch import Fingerprints
from triage.match.verify import BodyOf

_HASHES_PER_PART = 1 << 22


def distinct(fingerprints: Fingerprints) -> tuple[Fingerprints, I64]:
    """One fingerprint for each sequence of words, by ascending key, and for each document the number of its text."""
    _, first, text_of = np.unique(fingerprints.keys, return_index=True, return_inverse=True)
    return fingerprints.take(first), text_of.astype(np.int64)


def index(texts: Fingerprints) -> Postings:
    """The inverted index over texts that are numbered by ascending key."""
    owners = np.repeat(np.arange(len(texts), dtype=np.int32), np.diff(texts.offsets))
    parts = max(1, -(-len(texts.hashes) // _HASHES_PER_PART))  # sorted one by one, so that memory is bounded
    return build_postings(partition(texts.hashes, owners, parts), len(texts))


def _remembering(texts: Sequence[str], size: int = 2048) -> BodyOf:
    """Texts made ready, by number, the last `size` kept: pairs of one component follow each other."""
    kept: dict[int, Body] = {}

    def body_of(number: int) -> Body:
        found = kept.pop(number, None)
        if found is None:
            found = prepare(texts[number])
            if len(kept) >= size:
                del kept[next(iter(kept))]
        kept[number] = found
        return found

    return body_of


def find_clusters(
    documents: Iterable[tuple[str, str]],
    *,
    standings: Mapping[str, Standing] | None = None,
    order: Order = ORDER,
    told_apart: Iterable[tuple[str, str]] = (),
) -> tuple[Cluster, ...]:
    """Near-duplicate clusters of (id, cleaned text), all in memory: what the incremental form of `corpus.matching` must equal.

    `standings` says what representatives are chosen by; without it length alone, then ids. `told_apart`: pairs of ids that are
    never to be in one cluster, whatever their texts say. The result is the same for any order of the documents. A text
    without words is in no cluster. Raises ValueError when an id occurs twice.
    """
    by_key: dict[int, str] = {}
    ids: defaultdict[int, list[str]] = defaultdict(list)
    lengths: dict[str, int] = {}
    listed = list(documents)
    prints = fingerprint([text for _, text in listed])
    for (name, text), key in zip(listed, prints.keys.tolist(), strict=True):
        if name in lengths:
            raise ValueError(f"two documents are called {name!r}")
        lengths[name] = len(text)
        ids[key].append(name)
        if key not in by_key or text < by_key[key]:
            by_key[key] = text
    texts, _ = distinct(prints)
    body_of = _remembering([by_key[key] for key in texts.keys.tolist()])
    weighing = weigh(texts, body_of, index(texts))
    verdicts = verify(weighing.pairs, texts, body_of)
    story = stories(len(texts), verdicts)
    given = standings or {}
    chosen_by = {name: given.get(name, Standing(name, length)) for name, length in lengths.items()}
    holders = {at: sorted(ids[key]) for at, key in enumerate(texts.keys.tolist())}
    documents_of = Texts(texts, holders, chosen_by)
    links, told = nearest(verdicts, story), apart(told_apart)
    return tuple(report(documents_of, weighing.postings, weighing.weights, links, groups_of(story), order, told))
