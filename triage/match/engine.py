"""All stages in a row, in memory: documents to clusters. The same functions, cut up, make the incremental form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from triage.match.apart import apart
from triage.match.arrays import I32, I64, components, groups_of
from triage.match.body import Body, prepare
from triage.match.candidates import Postings, build_postings, pair_blocks, partition
from triage.match.cluster import stories
from triage.match.near import Near, rows_of_run
from triage.match.report import Texts, nearest, relations, report
from triage.match.representative import ORDER, Order
from triage.match.sketch import Fingerprints, fingerprint
from triage.match.types import Clustering, Standing
from triage.match.verdict import RULES, Rules
from triage.match.verify import BodyOf, Examiner, Verdict, agreeing, by_component, verify_component
from triage.match.weigh import Weighed, first_few, first_pass, story_counts, weigh_pairs, weights_of

_HASHES_PER_PART = 1 << 22
_PAIRS_AHEAD = 200


def distinct(fingerprints: Fingerprints) -> tuple[Fingerprints, I64]:
    """One fingerprint for each sequence of words, by ascending key, and for each document the number of its text."""
    _, first, text_of = np.unique(fingerprints.keys, return_index=True, return_inverse=True)
    return fingerprints.take(first), text_of.astype(np.int64)


def index(texts: Fingerprints) -> Postings:
    """The inverted index over texts that are numbered by ascending key."""
    owners = np.repeat(np.arange(len(texts), dtype=np.int32), np.diff(texts.offsets))
    parts = max(1, -(-len(texts.hashes) // _HASHES_PER_PART))  # sorted one by one, so that memory is bounded
    return build_postings(partition(texts.hashes, owners, parts), len(texts))


@dataclass(frozen=True, slots=True)
class Weighing:
    """The index, the weight of each shared hash in the end, and the pairs that are worth a look.

    `story` (n): provisional stories; `links` (pairs, 2), `suspects` (owner, partner) with `shares`, and `agreed`: what they
    came from.
    """

    postings: Postings
    weights: I64
    pairs: Weighed
    story: I64
    links: I32
    suspects: I32
    shares: NDArray[np.float64]
    agreed: dict[tuple[int, int], bool]


def weigh(texts: Fingerprints, body_of: BodyOf, rules: Rules = RULES, postings: Postings | None = None) -> Weighing:
    """Candidate pairs of distinct texts, weighted by stories, from `rules.candidate` on. `postings`: their `index`, if it is
    made already; then the texts' hashes aren't looked at."""
    if postings is None:
        postings = index(texts)
    blocks = list(pair_blocks(postings))
    none: list[I32] = [np.zeros(0, np.int32)]
    left = np.concatenate([block[0] for block in blocks] or none)
    right = np.concatenate([block[1] for block in blocks] or none)
    linked, similar = first_pass(postings, postings.holders, texts.levels, texts.lengths, left, right)
    among = first_few(similar, len(texts))
    suspects = similar.where(among[0] | among[1])
    examiner = Examiner(body_of)
    story = components(len(texts), *agreeing((left[linked], right[linked]), suspects, examiner.agree))
    weights = weights_of(story_counts(postings, story))
    pairs = weigh_pairs(postings, texts.levels, weights, left, right)
    owned = np.column_stack((similar.left, similar.right))
    return Weighing(
        postings,
        weights,
        pairs.where(pairs.of_lighter >= rules.candidate),
        story,
        np.column_stack((left[linked], right[linked])),
        np.concatenate((owned[among[0]], owned[among[1]][:, ::-1])),
        np.concatenate((similar.of_heavier[among[0]], similar.of_heavier[among[1]])),
        examiner.agreed,
    )


def rows_to_keep(count: int, weighing: Weighing, verdicts: Sequence[Verdict]) -> tuple[I64, Near]:
    """What was found about pairs of `count` texts, as `Live` takes it up: (begins, rows), those of text t from `begins[t]` to
    `begins[t + 1]`."""
    suspects = weighing.suspects, weighing.shares
    return rows_of_run(count, weighing.links, suspects, weighing.agreed, weighing.pairs, verdicts)


def verify(
    pairs: Weighed,
    texts: Fingerprints,
    body_of: BodyOf,
    rules: Rules = RULES,
    ahead: Callable[[Iterable[int]], None] | None = None,
) -> list[Verdict]:
    """Verdicts on all pairs, component by component. `ahead` is told which texts `body_of` will be asked for next."""
    evidence_of = Examiner(body_of).evidence
    verdicts: list[Verdict] = []
    told = 0
    orders = by_component(pairs, len(texts))
    for at, order in enumerate(orders):
        if ahead is not None and at >= told:
            some, told = _next_texts(pairs, orders, at)
            ahead(some)
        verdicts.extend(verify_component(pairs, order, evidence_of, texts.lengths, rules))
    return verdicts


def _next_texts(pairs: Weighed, orders: Sequence[I64], first: int) -> tuple[Iterable[int], int]:
    """The texts of some components from the one numbered `first` on, and the number of the component after these."""
    size, after = 0, first
    while after < len(orders) and size < _PAIRS_AHEAD:
        size += len(orders[after])
        after += 1
    own = np.concatenate(orders[first:after])
    return dict.fromkeys(np.concatenate((pairs.left[own], pairs.right[own])).tolist()), after


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
    rules: Rules = RULES,
) -> Clustering:
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
    weighing = weigh(texts, body_of, rules)
    verdicts = verify(weighing.pairs, texts, body_of, rules)
    story = stories(len(texts), verdicts)
    given = standings or {}
    chosen_by = {name: given.get(name, Standing(name, length)) for name, length in lengths.items()}
    holders = {at: sorted(ids[key]) for at, key in enumerate(texts.keys.tolist())}
    documents_of = Texts(texts, holders, chosen_by)
    links, told = nearest(verdicts, story), apart(told_apart)
    clusters = report(documents_of, weighing.postings, weighing.weights, links, groups_of(story), order, told)
    return Clustering(tuple(clusters), relations(documents_of, verdicts, story))
