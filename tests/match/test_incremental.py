"""Texts that come and go: the stories are those of a full run over what is there."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.match.in_memory import distinct, find_clusters, index
from tests.match.stories import invent, ocr, padded, reordered, template, truncated
from triage.arrays import I32, U64, boundaries
from triage.match import engine, fingerprint
from triage.match.body import prepare
from triage.match.cluster import stories
from triage.match.incremental import IncrementalMatching
from triage.match.incremental_stages import Lists
from triage.match.incremental_state import Columns, IncrementalState, no_texts
from triage.match.pair_rows import NEAR, Near
from triage.match.weigh import SUSPECTS


def corpus(seed: int) -> list[str]:
    """Stories with copies of all kinds, reports from a template, briefs in a frame, digests, a story with many copies."""
    rng = random.Random(seed)
    legal = invent(random.Random(9), 60)
    texts = [invent(rng, rng.randrange(90, 260)) for _ in range(14)]
    copies = [
        *(padded(text, legal) for text in texts[:6]),
        *(ocr(text, rng, 0.02) for text in texts[2:8]),
        *(truncated(text, 0.6) for text in texts[4:9]),
        *(reordered(text, rng) for text in texts[5:8]),
        *(template(random.Random(n)) for n in range(8)),
        *(ocr(texts[0], rng, 0.01) for _ in range(12)),
        padded(texts[1], texts[2]),
        "\n\n".join(truncated(text, 0.5) for text in texts[9:13]),
        "\n\n".join(truncated(text, 0.5) for text in texts[9:13]) + "\n\nxi",
        *(f"{frame}\n\n{invent(random.Random(n), 25)}\n\n{legal}" for frame in (legal[:90], legal[90:180]) for n in range(4)),
        "word",
        "",
    ]
    return list(dict.fromkeys([*texts, *copies]))


class Store:
    """What a corpus keeps, in memory: an index as a set of pairs, and what memories gave to keep."""

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts
        self.postings: dict[int, set[int]] = {}
        self.rows: dict[int, Near] = {}
        self.columns = no_texts()

    @property
    def index(self) -> Store:
        return self

    def lists(self, hashes: U64) -> Lists:
        held = [self.postings.get(one, set()) for one in hashes.tolist()]
        texts = [text for own in held for text in own]
        return Lists(hashes, boundaries(np.array([len(own) for own in held], np.int64)), np.array(texts, np.int32))

    def add(self, hashes: U64, texts: I32) -> None:
        for one, text in zip(hashes.tolist(), texts.tolist(), strict=True):
            self.postings.setdefault(one, set()).add(text)

    def remove(self, hashes: U64, texts: I32) -> None:
        for one, text in zip(hashes.tolist(), texts.tolist(), strict=True):
            self.postings[one].discard(text)

    def sketches(self, texts: Sequence[int]) -> list[U64]:
        return [fingerprint([self.texts[text]]).sketch(0) for text in texts]

    def near(self, text: int) -> Near:
        return self.rows.get(text, np.zeros(0, NEAR))

    def live(self) -> IncrementalMatching:
        return IncrementalMatching(lambda number: prepare(self.texts[number]), IncrementalState(self, self.columns))

    def keep(self, live: IncrementalMatching) -> None:
        self.rows.update((text, np.frombuffer(packed, NEAR)) for text, packed in live.memory.changed())
        self.columns = live.memory.columns()


def partition_of(live: IncrementalMatching, texts: list[str], present: set[int]) -> set[frozenset[str]]:
    groups: dict[int, set[str]] = {}
    for number in present:
        groups.setdefault(int(live.memory.story[number]), set()).add(texts[number])
    return {frozenset(group) for group in groups.values() if len(group) > 1}


def full(texts: list[str]) -> set[frozenset[str]]:
    clusters = find_clusters((text, text) for text in texts)
    return {frozenset(member.id for member in cluster.members) for cluster in clusters}


def add(live: IncrementalMatching, texts: list[str], first: int, removed: Iterable[int] = ()) -> set[int]:
    return live.update(fingerprint(texts), np.arange(first, first + len(texts)), removed)


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 5), st.randoms(use_true_random=False))
def test_adding_and_removing_in_any_steps_equals_a_full_run(seed: int, rng: random.Random) -> None:
    texts = corpus(seed)
    rng.shuffle(texts)
    store = Store(texts)
    live = store.live()
    present: set[int] = set()
    first = 0
    while first < len(texts):
        after = min(len(texts), first + rng.choice((1, 1, 2, 7, 20)))
        leaving = {number for number in present if rng.random() < 0.05}
        add(live, texts[first:after], first, leaving)
        present = (present - leaving) | set(range(first, after))
        first = after
        if rng.random() < 0.5:
            store.keep(live)
            live = store.live()
    assert partition_of(live, texts, present) == full([texts[number] for number in present])


def test_lists_that_grow_past_the_cap_equal_a_full_run() -> None:
    rng = random.Random(3)
    story = invent(random.Random(1), 150)
    legal = invent(random.Random(2), 80)
    texts = [ocr(story, rng, 0.004) for _ in range(70)] + [padded(invent(rng, 100), legal) for _ in range(70)]
    texts = list(dict.fromkeys(texts))
    rng.shuffle(texts)
    live = Store(texts).live()
    for number in range(len(texts)):
        add(live, [texts[number]], number)
    assert partition_of(live, texts, set(range(len(texts)))) == full(texts)


def test_all_at_once_equals_a_full_run() -> None:
    texts = corpus(0)
    live = Store(texts).live()
    changed = add(live, texts, 0)
    assert changed == set(range(len(texts)))
    assert partition_of(live, texts, changed) == full(texts)


def test_removing_all_leaves_nothing() -> None:
    texts = corpus(1)
    store = Store(texts)
    live = store.live()
    add(live, texts, 0)
    store.keep(live)
    live = store.live()
    assert add(live, [], len(texts), range(len(texts))) == set()
    assert all(packed == b"" for _, packed in live.memory.changed())
    assert not any(store.postings.values())


def test_who_counted_a_text_that_is_gone_among_its_first_few_has_another_there() -> None:
    rng = random.Random(1)
    frame = invent(rng, 100)
    # Of nine that share a frame one may go without any weight being another.
    texts = [f"{frame}\n\n{invent(rng, 60)}" for _ in range(9)]
    live = Store(texts).live()
    present = add(live, texts, 0)
    gone = max(present, key=lambda text: len(live.memory.topped.of(text)))
    counted = set(live.memory.topped.of(gone))
    assert counted
    add(live, [], len(texts), [gone])
    assert all(len(live.memory.top.of(text)) == SUSPECTS and gone not in live.memory.top.of(text) for text in counted)


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 3))
def test_a_run_taken_up_again_equals_a_full_run(seed: int) -> None:
    texts = corpus(seed)
    half = fingerprint(texts[: len(texts) // 2])
    prints, text_of = distinct(half)
    texts[: len(texts) // 2] = [texts[at] for at in np.argsort(text_of)]
    weighing = engine.weigh(prints, lambda at: prepare(texts[at]), index(prints))
    verdicts = engine.verify(weighing.pairs, prints, lambda at: prepare(texts[at]))
    begins, rows = engine.rows_to_keep(len(prints), weighing, verdicts)
    store = Store(texts)
    store.add(prints.hashes, np.repeat(np.arange(len(prints), dtype=np.int32), np.diff(prints.offsets)))
    story = stories(len(prints), verdicts).astype(np.int32)
    provisional = weighing.story.astype(np.int32)
    store.columns = Columns(prints.keys, prints.lengths, prints.levels, provisional, story)
    store.rows = {text: rows[begins[text] : begins[text + 1]] for text in range(len(prints))}
    live = store.live()
    packed = [live.memory.packed(text).tobytes() for text in range(len(prints))]
    assert packed == [store.near(text).tobytes() for text in range(len(prints))]
    for number in range(len(half), len(texts)):
        add(live, [texts[number]], number, [3] if number == len(texts) - 4 else [])
    assert partition_of(live, texts, set(range(len(texts))) - {3}) == full(texts[:3] + texts[4:])
