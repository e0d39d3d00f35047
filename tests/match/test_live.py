"""Texts that come and go: the stories are those of a full run over what is there."""

from __future__ import annotations

import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.match.stories import invent, ocr, padded, reordered, template, truncated
from triage.match import engine, find_clusters, fingerprint
from triage.match.body import prepare
from triage.match.cluster import stories
from triage.match.live import Live
from triage.match.memory import remembered


def corpus(seed: int) -> list[str]:
    """Stories with copies of all kinds, reports from a template, boilerplate, a story with many copies."""
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
        "word",
        "",
    ]
    return list(dict.fromkeys([*texts, *copies]))


def partition_of(live: Live, texts: list[str], present: set[int]) -> set[frozenset[str]]:
    groups: dict[int, set[str]] = {}
    for number in present:
        groups.setdefault(int(live.story[number]), set()).add(texts[number])
    return {frozenset(group) for group in groups.values() if len(group) > 1}


def full(texts: list[str]) -> set[frozenset[str]]:
    clustering = find_clusters((text, text) for text in texts)
    return {frozenset(member.id for member in cluster.members) for cluster in clustering.clusters}


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 5), st.randoms(use_true_random=False))
def test_adding_and_removing_in_any_steps_equals_a_full_run(seed: int, rng: random.Random) -> None:
    texts = corpus(seed)
    rng.shuffle(texts)
    live = Live(lambda number: prepare(texts[number]))
    present: set[int] = set()
    while len(live.memory.keys) < len(texts):
        first = len(live.memory.keys)
        after = min(len(texts), first + rng.choice((1, 1, 2, 7, 20)))
        leaving = {number for number in present if rng.random() < 0.05}
        live.update(fingerprint(texts[first:after]), leaving)
        present = (present - leaving) | set(range(first, after))
    assert partition_of(live, texts, present) == full([texts[number] for number in present])


def test_lists_that_grow_past_the_cap_equal_a_full_run() -> None:
    rng = random.Random(3)
    story = invent(random.Random(1), 150)
    legal = invent(random.Random(2), 80)
    texts = [ocr(story, rng, 0.004) for _ in range(70)] + [padded(invent(rng, 100), legal) for _ in range(70)]
    texts = list(dict.fromkeys(texts))
    rng.shuffle(texts)
    live = Live(lambda number: prepare(texts[number]))
    for number in range(len(texts)):
        live.update(fingerprint([texts[number]]))
    assert partition_of(live, texts, set(range(len(texts)))) == full(texts)


def test_all_at_once_equals_a_full_run() -> None:
    texts = corpus(0)
    live = Live(lambda number: prepare(texts[number]))
    changed = live.update(fingerprint(texts))
    assert changed == set(range(len(texts)))
    assert partition_of(live, texts, changed) == full(texts)


def test_removing_all_leaves_nothing() -> None:
    texts = corpus(1)
    live = Live(lambda number: prepare(texts[number]))
    live.update(fingerprint(texts))
    assert live.update(fingerprint([]), range(len(texts))) == set()
    assert not any(live.memory.paired.values())


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 3), st.booleans())
def test_a_run_taken_up_again_equals_a_full_run(seed: int, stepwise: bool) -> None:
    texts = corpus(seed)
    half = fingerprint(texts[: len(texts) // 2])
    if stepwise:
        live = Live(lambda number: prepare(texts[number]))
        live.update(half)
        taken = live.memory.snapshot()
    else:
        distinct, text_of = engine.distinct(half)
        texts[: len(texts) // 2] = [texts[at] for at in np.argsort(text_of)]
        weighing = engine.weigh(distinct, lambda at: prepare(texts[at]))
        verdicts = engine.verify(weighing.pairs, distinct, lambda at: prepare(texts[at]))
        taken = engine.snapshot(distinct, weighing, verdicts, stories(len(distinct), verdicts))
    live = Live(lambda at: prepare(texts[at]), remembered(taken))
    for number in range(len(half), len(texts)):
        live.update(fingerprint([texts[number]]), [3] if number == len(texts) - 4 else [])
    assert partition_of(live, texts, set(range(len(texts))) - {3}) == full(texts[:3] + texts[4:])
