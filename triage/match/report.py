"""Stories to clusters of documents: members in order, each with what it has in common with the representative and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import xxhash
from numpy.typing import NDArray

from triage.arrays import I64, distinct, ranges
from triage.match.candidates import Postings
from triage.match.cannot_link import NONE, Apart, Named, divide
from triage.match.judge import Kind
from triage.match.representative import ORDER, Order, ranked
from triage.match.sketch import Fingerprints
from triage.match.types import Cluster, Member, Standing, Why
from triage.match.verify import Verdict
from triage.match.weigh import weigh_pairs
from triage.model import SHARE_DIGITS

MUCH_LONGER = 2.0
Links = Mapping[int, Mapping[int, Verdict]]
Shares = Mapping[tuple[int, int], tuple[float, float]]
"""The weighted shares that a text and its representative have in common."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Distinct texts with the documents that hold each (`holders`, sorted ids) and what these are ranked by. Of texts that
    aren't asked about, `holders` and `standings` may be lacking."""

    prints: Fingerprints
    holders: Mapping[int, Sequence[str]]
    standings: Mapping[str, Standing]


def cluster_id(keys: Iterable[int], name: str = "") -> str:
    """An id that depends on the words of the cluster's texts alone, and on `name` where these aren't enough."""
    joined = b"".join(key.to_bytes(8, "little") for key in sorted(keys)) + name.encode("utf-8", "surrogatepass")
    return f"c{xxhash.xxh3_64_intdigest(joined):016x}"


def nearest(verdicts: Iterable[Verdict], story: NDArray[np.integer]) -> Links:
    """For each text the verdicts that join it to others of its story."""
    links: dict[int, dict[int, Verdict]] = {}
    for verdict in verdicts:
        if verdict.kind in (Kind.SAME_STORY, Kind.CONTAINED_IN) and story[verdict.shorter] == story[verdict.longer]:
            links.setdefault(verdict.shorter, {})[verdict.longer] = verdict
            links.setdefault(verdict.longer, {})[verdict.shorter] = verdict
    return links


def _role(length: int, representative_length: int) -> str:
    if length * MUCH_LONGER <= representative_length:
        return "part"
    return "host" if length >= MUCH_LONGER * representative_length else "copy"


def _members(
    texts: Texts, order: Sequence[Named], shares: Shares, with_others: Mapping[int, float], links: Links
) -> tuple[Member, ...]:
    """The members of one cluster; `order` has (id, text), the representative first."""
    best, best_text = order[0]
    first = {text: name for name, text in reversed(order)}
    members = []
    for name, text in order:
        if text == best_text:
            role = "representative" if name == best else "exact"
            members.append(Member(name, 1.0, role, Why(Kind.EXACT, best, 1.0, 1.0), with_others[text]))
            continue
        of_text, of_best = shares[text, best_text]
        kind, via = _via(best_text, {other: verdict for other, verdict in links.get(text, {}).items() if other in first})
        why = Why(kind, first[via], round(of_text, SHARE_DIGITS), round(of_best, SHARE_DIGITS))
        role = _role(int(texts.prints.lengths[text]), int(texts.prints.lengths[best_text]))
        similarity = round(max(of_text, of_best), SHARE_DIGITS)
        members.append(Member(name, similarity, role, why, with_others[text]))
    return tuple(members)


def _via(representative: int, own: Mapping[int, Verdict]) -> tuple[Kind, int]:
    """Of the verdicts that join a text to others of its cluster that with the representative, otherwise the surest."""
    if representative in own:
        return own[representative].kind, representative
    if not own:
        return Kind.SAME_STORY, representative
    surest = max(own, key=lambda other: (own[other].of_lighter, own[other].of_heavier, -other))
    return own[surest].kind, surest


def shared_with_others(texts: Texts, postings: Postings, groups: Sequence[Sequence[int]]) -> dict[int, float]:
    """For each text of some stories: of its hashes the share that another document of the story holds, on average over these.

    A scanner's slips are in no other document. At the level that all sketches of the story have.
    """
    listed = np.array([text for group in groups for text in group], np.int64)
    story = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
    documents = np.array([len(texts.holders[text]) for text in listed.tolist()], np.int64)
    levels = np.zeros(len(groups), np.uint8)
    np.maximum.at(levels, story, texts.prints.levels[listed])
    counts = postings.texts_at[listed + 1] - postings.texts_at[listed]
    owner = np.repeat(np.arange(len(listed)), counts)
    hashes = postings.group_of[postings.of_text[ranges(postings.texts_at[listed], counts)]]
    common = postings.group_levels[hashes] >= levels[story[owner]]
    owner, keys = owner[common], (story[owner] << 32 | hashes)[common]
    which = np.searchsorted(distinct(keys), keys)
    held = np.bincount(which, documents[owner])[which] - 1
    own = postings.alone[listed]
    alone = np.where(np.arange(own.shape[1]) >= levels[story][:, None], own, 0).sum(axis=1)
    total = np.bincount(owner, held, minlength=len(listed)) + alone * (documents - 1)
    most = (np.bincount(owner, minlength=len(listed)) + alone) * (np.bincount(story, documents)[story] - 1)
    return dict(zip(listed.tolist(), np.round(total / np.maximum(most, 1), SHARE_DIGITS).tolist(), strict=True))


def report(
    texts: Texts,
    postings: Postings,
    weights: I64,
    links: Links,
    groups: Iterable[Sequence[int]],
    order: Order = ORDER,
    told: Apart = NONE,
) -> list[Cluster]:
    """The clusters of documents, by id, that the texts of some stories make. `groups`: the texts of each story; `links`: see
    `nearest`; `told`: documents that are not to be together."""
    parts: list[list[Named]] = []
    worded = [[text for text in group if texts.prints.lengths[text]] for group in groups]
    several = [group for group in worded if sum(len(texts.holders[text]) for text in group) > 1]
    shared = shared_with_others(texts, postings, several)
    for group in several:
        text_of = {name: text for text in group for name in texts.holders[text]}
        best_first = ranked((texts.standings[name]._replace(shared=shared[text_of[name]]) for name in text_of), order)
        named = [(standing.id, text_of[standing.id]) for standing in best_first]
        parts.extend(part for part in divide(named, told, partial(_closeness, links)) if len(part) > 1)
    pairs = [(text, part[0][1]) for part in parts for text in sorted({text for _, text in part} - {part[0][1]})]
    left, right = np.array(pairs, np.int32).reshape(-1, 2).T
    weighed = weigh_pairs(postings, texts.prints.levels, weights, left, right)
    shares = dict(zip(pairs, zip(weighed.of_left.tolist(), weighed.of_right.tolist(), strict=True), strict=True))
    clusters: dict[str, Cluster] = {}
    for documents in parts:
        best = documents[0][0]
        keys = {int(texts.prints.keys[text]) for _, text in documents}
        # Documents of the same words, told apart: their clusters' words don't differ.
        name = cluster_id(keys)
        if name in clusters:
            name = cluster_id(keys, best)
        clusters[name] = Cluster(name, best, _members(texts, documents, shares, shared, links))
    return [clusters[name] for name in sorted(clusters)]


def _closeness(links: Links, one: int, other: int) -> float:
    """How much two texts of a story share, as far as they were compared."""
    found = links.get(one, {}).get(other)
    return found.of_lighter if found else 0.0
