"""What is known about two texts, as a row of plain numbers: how a corpus keeps it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from triage.arrays import I32, I64, boundaries, distinct
from triage.match.evidence import Evidence
from triage.match.judge import Kind
from triage.match.verify import Verdict
from triage.match.weigh import Weighed

LINKED, TOP, TOPPED, PAIRED, ASKED, AGREED, EXAMINED, JUDGED = (1 << bit for bit in range(8))
"""One provisional story; among the first few of this text, of the other; worth a look; asked whether they agree, and they do;
aligned; judged, this one being the shorter."""

NEAR = np.dtype(
    [
        ("other", "<i4"),
        ("flags", "<u1"),
        ("kind", "<u1"),
        ("sure", "<u1"),
        ("aligned", "<u1"),
        ("mutual", "<f8"),
        ("mine", "<f8"),
        ("theirs", "<f8"),
        ("counts", "<i4", (13,)),
        ("days", "<i2"),
    ]
)
"""A row about a text and another: `mutual` is what suspects share, `mine` and `theirs` are the weighted shares of both."""

Near = NDArray[np.void]
_KINDS = tuple(Kind)
_UNKNOWN_DAYS = -1


def put_evidence(row: Any, evidence: Evidence) -> None:
    """Writes evidence into a row."""
    row["counts"] = _counts(evidence)
    row["days"] = _UNKNOWN_DAYS if evidence.days_apart is None else evidence.days_apart
    row["aligned"] = evidence.aligned


def _counts(found: Evidence) -> tuple[int, ...]:
    whole = found.shorter, found.longer, found.words, found.covered, found.verbatim
    return *whole, found.opening, found.replaced, found.unrelated, found.retold, *found.same_facts, *found.other_facts


def evidence_of(row: Any) -> Evidence:
    """The evidence in a row."""
    shorter, longer, words, covered, verbatim, opening, replaced, unrelated, retold, *facts = row["counts"].tolist()
    days = int(row["days"])
    known = None if days == _UNKNOWN_DAYS else days
    other_text = opening, replaced, unrelated, retold
    same, other = (facts[0], facts[1]), (facts[2], facts[3])
    return Evidence(shorter, longer, words, covered, verbatim, *other_text, same, other, known, bool(row["aligned"]))


def put_verdict(row: Any, verdict: Verdict) -> None:
    """Writes a verdict into the row of its shorter text, whose shares are in it."""
    row["kind"], row["sure"] = _KINDS.index(verdict.kind), verdict.sure


def verdict_of(row: Any, shorter: int, evidence: Evidence) -> Verdict:
    """The verdict in a row."""
    mine, theirs = float(row["mine"]), float(row["theirs"])
    kind = _KINDS[int(row["kind"])]
    return Verdict(shorter, int(row["other"]), kind, bool(row["sure"]), max(mine, theirs), min(mine, theirs), evidence)


def rows_of_run(
    count: int,
    links: I32,
    suspects: tuple[I32, NDArray[np.float64]],
    agreed: Mapping[tuple[int, int], bool],
    pairs: Weighed,
    verdicts: Sequence[Verdict],
) -> tuple[I64, Near]:
    """What a run over `count` texts found: `rows[begins[t]:begins[t + 1]]` are those of text t. Returns (begins, rows).

    `links`: (pairs, 2) of one provisional story; `suspects`: (owner, partner) and what they share.
    """
    owned, shares = suspects
    low, high = owned.min(axis=1, initial=count), owned.max(axis=1, initial=0)
    codes = [_codes(links[:, 0], links[:, 1]), _codes(low, high), _codes(pairs.left, pairs.right)]
    known = distinct(np.concatenate(codes))
    linked, suspected, paired = (np.searchsorted(known, some) for some in codes)
    left, right = known >> 32, known & 0xFFFFFFFF
    one, other = np.zeros(len(known), NEAR), np.zeros(len(known), NEAR)
    one["other"], other["other"] = right, left
    for rows in (one, other):
        rows["flags"][linked] |= LINKED
        rows["flags"][paired] |= PAIRED
        rows["mutual"][suspected] = shares
    owns = owned[:, 0] == low
    for rows, mine in ((one, owns), (other, ~owns)):
        rows["flags"][suspected[mine]] |= TOP
        rows["flags"][suspected[~mine]] |= TOPPED
    one["mine"][paired] = other["theirs"][paired] = pairs.of_left
    one["theirs"][paired] = other["mine"][paired] = pairs.of_right
    _put_answers(known, one, other, agreed)
    _put_verdicts(known, one, other, verdicts)
    owners = np.concatenate((left, right))
    both = np.concatenate((one, other))
    order = np.lexsort((both["other"], owners))
    return boundaries(np.bincount(owners, minlength=count)), both[order]


def _codes(left: NDArray[np.integer], right: NDArray[np.integer]) -> I64:
    """Pairs as single numbers."""
    return left.astype(np.int64) << 32 | right.astype(np.int64)


def _put_answers(known: I64, one: Near, other: Near, agreed: Mapping[tuple[int, int], bool]) -> None:
    asked = np.array(list(agreed), np.int64).reshape(-1, 2)
    codes = _codes(asked[:, 0], asked[:, 1])
    at = np.minimum(np.searchsorted(known, codes), max(0, len(known) - 1))
    kept = known[at] == codes if len(known) else np.zeros(0, np.bool_)
    answers = np.array(list(agreed.values()), np.bool_)[kept]
    for rows in (one, other):
        rows["flags"][at[kept]] |= np.where(answers, ASKED | AGREED, ASKED).astype(np.uint8)


def _put_verdicts(known: I64, one: Near, other: Near, verdicts: Sequence[Verdict]) -> None:
    if not verdicts:
        return
    shorter, longer = (np.array([getattr(v, side) for v in verdicts], np.int64) for side in ("shorter", "longer"))
    at = np.searchsorted(known, _codes(np.minimum(shorter, longer), np.maximum(shorter, longer)))
    found = [v.evidence for v in verdicts]
    counts = [_counts(evidence) for evidence in found]
    days = [_UNKNOWN_DAYS if e.days_apart is None else e.days_apart for e in found]
    for rows, judged in ((one, shorter < longer), (other, shorter > longer)):
        rows["flags"][at] |= np.where(judged, EXAMINED | JUDGED, EXAMINED).astype(np.uint8)
        rows["counts"][at] = counts
        rows["days"][at] = days
        rows["aligned"][at] = [e.aligned for e in found]
        rows["kind"][at[judged]] = np.array([_KINDS.index(v.kind) for v in verdicts], np.uint8)[judged]
        rows["sure"][at[judged]] = np.array([v.sure for v in verdicts], np.uint8)[judged]
