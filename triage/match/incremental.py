"""Clusters that are kept up to date: texts come and go, and what they touch is computed again, and nothing else.

The outcome is that of a full run over the same texts, exactly, because every stage is a function of the set of texts and
`IncrementalMatching` computes again all that its inputs touch:

- a hash's weight depends on how many texts, then on how many stories hold it, in steps: mostly, nothing changes;
- where it does, the texts that hold the hash are matched again, by the same functions over an index of these texts and
  their partners alone;
- provisional stories and stories are computed again for the connected components touched;
- what was aligned once is remembered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

import numpy as np

from triage.arrays import I32, I64, U64, components, distinct
from triage.match.body import Body
from triage.match.candidates import CHAIN, LIST_CAP
from triage.match.cluster import stories
from triage.match.evidence import Evidence
from triage.match.incremental_stages import (
    Lists,
    candidates_of,
    distinct_stories,
    in_order_of_keys,
    merged,
    numbers,
    pair,
    reached,
    small_index,
)
from triage.match.incremental_state import IncrementalState
from triage.match.judge import RULES
from triage.match.sketch import Fingerprints
from triage.match.verify import Examiner, Verdict, agreeing, by_component, verify_component
from triage.match.weigh import SUSPECTS, Weighed, first_few, first_pass, stepped, weigh_columns, weights_of


class IncrementalMatching:
    """Keeps a `IncrementalState` of distinct texts up to date. `body_of` reads a text by its number and makes it ready
    (`triage.match.body.prepare`). Documents with the same words are one text.
    """

    def __init__(self, body_of: Callable[[int], Body], memory: IncrementalState) -> None:
        self.memory = memory
        self._examiner = Examiner(body_of, self.memory.agreed)

    def update(self, added: Fingerprints, new: I64, removed: Iterable[int] = ()) -> set[int]:
        """Adds texts under numbers `new` that aren't in use, forgets others; returns the texts whose story was computed again,
        those added included."""
        gone = set(removed)
        touched = merged([*(added.sketch(at) for at in range(len(added))), *self.memory.sketches(gone)])
        before = self.memory.index.lists(touched)
        self._enter(added, new, gone)
        told = self.memory.provisional.copy()
        after = in_order_of_keys(self.memory.index.lists(touched), self.memory.keys)
        moved = self._moved(before, after, set(new.tolist()) | gone)
        changed = self._retell(moved - gone, gone)
        heavier = self._reweighed(touched, before, changed, told)
        settled = self._settle((moved | heavier) - gone, gone)
        self.memory.leave(gone)
        return settled

    def _enter(self, added: Fingerprints, new: I64, gone: set[int]) -> None:
        """Makes room for texts, puts their postings into the index, and takes out those of `gone`."""
        self.memory.enter(added, new)
        if len(added):
            self.memory.index.add(added.hashes, np.repeat(new, np.diff(added.offsets)).astype(np.int32))
        if gone:
            leaving = sorted(gone)
            sketches = self.memory.sketches(leaving)
            owners = np.repeat(leaving, [len(sketch) for sketch in sketches])
            self.memory.index.remove(np.concatenate(sketches), owners.astype(np.int32))

    def _moved(self, before: Lists, after: Lists, came_or_went: set[int]) -> set[int]:
        """The texts whose candidates or first weights may have changed."""
        moved = set(came_or_went)
        one, other = before.counts, after.counts
        changed = (stepped(np.maximum(one, 1)) != stepped(np.maximum(other, 1))) | ((one > LIST_CAP) != (other > LIST_CAP))
        for lists in (before, after):
            moved.update(lists.texts[np.repeat(changed, lists.counts)].tolist())
        for lists in (in_order_of_keys(before, self.memory.keys), after):
            for at in np.flatnonzero(~changed & (lists.counts > LIST_CAP)).tolist():
                holders = lists.texts[lists.offsets[at] : lists.offsets[at + 1]].tolist()
                for place, text in enumerate(holders):
                    if text in came_or_went:
                        moved.update(holders[max(0, place - CHAIN) : place + CHAIN + 1])
        return moved

    def _neighbourhood(self, texts: set[int]) -> tuple[list[int], I64, I64]:
        """Texts with all their partners, in the order of keys, and the candidate pairs as places therein, left < right."""
        ordered = sorted(texts)
        sketches = self.memory.sketches(ordered)
        lists = in_order_of_keys(self.memory.index.lists(merged(sketches)), self.memory.keys)
        one, other = candidates_of(np.array(ordered, np.int64), sketches, lists)
        everyone = distinct(np.concatenate((np.array(ordered, np.int64), other)))
        everyone = everyone[np.argsort(self.memory.keys[everyone])]
        place = np.empty(len(self.memory.keys), np.int64)
        place[everyone] = np.arange(len(everyone))
        left, right = np.minimum(place[one], place[other]), np.maximum(place[one], place[other])
        pairs = distinct(left << 32 | right)
        return everyone.tolist(), pairs >> 32, pairs & 0xFFFFFFFF

    def _forget(self, text: int) -> set[int]:
        """Drops what the first pass knew of a text; returns the texts that were tied to it."""
        tied = self.memory.linked.disconnect(text)
        return tied | self._untop(text) | self.memory.topped.of(text)

    def _untop(self, text: int) -> set[int]:
        """Drops a text's list of first few; returns who stood there."""
        listed = set(self.memory.top.of(text))
        self.memory.top.of(text).clear()
        for partner in listed:
            self.memory.topped.of(partner).discard(text)
        return listed

    def _retell(self, moved: set[int], gone: set[int]) -> set[int]:
        """Computes the provisional stories again that `moved` texts touch; returns the texts whose story has changed."""
        starts, anew = set(moved), set(moved)
        for text in moved | gone:
            anew |= self.memory.topped.of(text)  # who counted it among their first few
            starts |= self._forget(text)
        anew -= gone
        for text in anew:
            starts |= self._untop(text)
        if anew:
            starts |= anew | self._relink(anew, moved)
        members = reached(starts - gone, (self.memory.linked, self.memory.top, self.memory.topped))
        return self._tell(sorted(members, key=lambda text: int(self.memory.keys[text])), gone)

    def _relink(self, anew: set[int], moved: set[int]) -> set[int]:
        """Enters the links of `moved` texts, finds the first few suspects of those of `anew`, and puts `moved` texts among the
        first few of others; returns who no longer stands there."""
        everyone, left, right = self._neighbourhood(anew)
        hashes, postings = small_index(self.memory.sketches(everyone))
        holders = self.memory.index.lists(hashes).counts
        left32, right32 = left.astype(np.int32), right.astype(np.int32)
        linked, similar = first_pass(
            postings, holders, self.memory.levels[everyone], self.memory.lengths[everyone], left32, right32
        )
        for one, other in zip(left[linked].tolist(), right[linked].tolist(), strict=True):
            if everyone[one] in moved or everyone[other] in moved:
                self.memory.linked.connect(everyone[one], everyone[other])
        rivals: defaultdict[int, dict[int, float]] = defaultdict(dict)
        sides = (similar.left, similar.right), (similar.right, similar.left)
        for among, (owners, partners) in zip(first_few(similar, len(everyone)), sides, strict=True):
            columns = owners[among].tolist(), partners[among].tolist(), similar.of_heavier[among].tolist()
            for one, other, share in zip(*columns, strict=True):
                owner, partner = everyone[one], everyone[other]
                if owner in anew:
                    self.memory.suspect(owner, partner, share)
                elif partner in moved:
                    rivals[owner][partner] = share
        return {text for owner, shares in rivals.items() for text in self._rank(owner, shares)}

    def _rank(self, owner: int, rivals: dict[int, float]) -> list[int]:
        """Puts `rivals`, with what they share, among the first few of a text; returns who has to leave."""
        shares = {text: self.memory.mutual[pair(owner, text)] for text in self.memory.top.of(owner)} | rivals
        ranked = sorted(shares, key=lambda text: (-shares[text], int(self.memory.keys[text])))
        self._untop(owner)
        for text in ranked[:SUSPECTS]:
            self.memory.suspect(owner, text, shares[text])
        return ranked[SUSPECTS:]

    def _tell(self, members: list[int], gone: set[int]) -> set[int]:
        """Computes the provisional stories of `members` (whole components, by key); returns those whose story has changed."""
        place = {text: at for at, text in enumerate(members)}
        links = [
            (place[one], place[other]) for one in members for other in self.memory.linked.of(one) if place[one] < place[other]
        ]
        suspects = {
            (min(place[one], place[other]), max(place[one], place[other])) for one in members for other in self.memory.top.of(one)
        }
        pairs = sorted(suspects)
        shares = np.array([self.memory.mutual[pair(members[one], members[other])] for one, other in pairs], np.float64)
        linked, suspected = numbers(links).reshape(-1, 2), numbers(pairs).reshape(-1, 2)
        weighed = Weighed(suspected[:, 0], suspected[:, 1], shares, shares)
        joined = agreeing(
            (linked[:, 0], linked[:, 1]), weighed, lambda one, other: self._examiner.agree(members[one], members[other])
        )
        labels = components(len(members), *joined).tolist()
        old, new = defaultdict(set), defaultdict(set)
        for text in [*members, *gone]:
            old[int(self.memory.provisional[text])].add(text)
        for text, label in zip(members, labels, strict=True):
            new[label].add(text)
        changed: set[int] = set()
        for story in new.values():
            if old[int(self.memory.provisional[next(iter(story))])] != story:
                changed |= story
        for label, story in new.items():
            self.memory.provisional[list(story)] = members[label]
        return changed

    def _examine(self, one: int, other: int) -> Evidence:
        both = pair(one, other)
        if both not in self.memory.evidence:
            self.memory.evidence[both] = self._examiner.evidence(*both)
        return self.memory.evidence[both]

    def _reweighed(self, touched: U64, before: Lists, changed: set[int], told: I32) -> set[int]:
        """The texts that hold a hash whose weight by stories has changed. `told`: the provisional stories as they were."""
        hashes = merged([touched, *self.memory.sketches(changed)])
        lists = self.memory.index.lists(hashes)
        old, new = distinct_stories(lists, told), distinct_stories(lists, self.memory.provisional)
        old[lists.place(touched)] = distinct_stories(before, told)
        differ = stepped(np.maximum(old, 1)) != stepped(np.maximum(new, 1))
        return set(lists.texts[np.repeat(differ, lists.counts)].tolist())

    def _settle(self, texts: set[int], gone: set[int]) -> set[int]:
        """Weighs the pairs of `texts` again, and computes the stories again that these touch."""
        starts = set(texts)
        for text in texts | gone:
            starts |= self.memory.paired.disconnect(text)
        starts -= gone
        if texts:
            starts.update(self._pair_up(texts))
        members = sorted(reached(starts, (self.memory.paired,)), key=lambda text: int(self.memory.keys[text]))
        place = {text: at for at, text in enumerate(members)}
        rows = [
            (place[one], place[other]) for one in members for other in self.memory.paired.of(one) if place[one] < place[other]
        ]
        shares = [self.memory.shares[pair(members[one], members[other])] for one, other in rows]
        of_left = [share[members[one] > members[other]] for (one, other), share in zip(rows, shares, strict=True)]
        of_right = [share[members[one] < members[other]] for (one, other), share in zip(rows, shares, strict=True)]
        sides = numbers(rows).reshape(-1, 2)
        pairs = Weighed(sides[:, 0], sides[:, 1], np.array(of_left, np.float64), np.array(of_right, np.float64))
        lengths = self.memory.lengths[members]
        verdicts: list[Verdict] = []
        examine, hopeless = partial(self._examine_placed, members), partial(self._hopeless_placed, members)
        for order in by_component(pairs, len(members)):
            verdicts.extend(verify_component(pairs, order, examine, hopeless, lengths))
        labels = stories(len(members), verdicts)
        self.memory.story[members] = np.array(members, np.int64)[labels] if members else labels
        self._remember(members, verdicts)
        return set(members)

    def _examine_placed(self, members: list[int], one: int, other: int) -> Evidence:
        return self._examine(members[one], members[other])

    def _hopeless_placed(self, members: list[int], one: int, other: int, of_lighter: float) -> bool:
        return self._examiner.hopeless(members[one], members[other], of_lighter)

    def _remember(self, members: list[int], verdicts: list[Verdict]) -> None:
        """Keeps the verdicts, each by the number of its shorter text."""
        for text in members:
            self.memory.forget_verdicts(text)
        self.memory.judged(replace(v, shorter=members[v.shorter], longer=members[v.longer]) for v in verdicts)

    def _pair_up(self, texts: set[int]) -> list[int]:
        """Weighs the candidate pairs of `texts` by stories and enters those worth a look; returns their partners."""
        everyone, left, right = self._neighbourhood(texts)
        hashes, postings = small_index(self.memory.sketches(everyone))
        weights = weights_of(distinct_stories(self.memory.index.lists(hashes), self.memory.provisional))
        left32, right32 = left.astype(np.int32), right.astype(np.int32)
        pairs = weigh_columns(postings, self.memory.levels[everyone], [weights], left32, right32)[0]
        pairs = pairs.where(pairs.of_lighter >= RULES.candidate)
        partners = []
        columns = (pairs.left, pairs.right, pairs.of_left, pairs.of_right)
        for one, other, of_one, of_other in zip(*(column.tolist() for column in columns), strict=True):
            here, there = everyone[one], everyone[other]
            self.memory.weighed(here, there, of_one, of_other)
            partners += [here, there]
        return partners
