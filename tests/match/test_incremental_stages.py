"""A few texts among many: posting lists that are long are looked at in part, for the same weights."""

from __future__ import annotations

import numpy as np
import pytest

from triage.arrays import boundaries
from triage.match.candidates import LIST_CAP
from triage.match.incremental_stages import Lists, distinct_stories, in_order_of_keys
from triage.match.weigh import stepped

SIZES = [0, 1, 7, LIST_CAP, LIST_CAP + 1, 511, 512, 513, 3000]


def lists(seed: int) -> Lists:
    rng = np.random.default_rng(seed)
    texts = np.concatenate([np.sort(rng.choice(4000, size, replace=False)) for size in SIZES]).astype(np.int32)
    return Lists(np.arange(len(SIZES), dtype=np.uint64), boundaries(np.array(SIZES)), texts)


@pytest.mark.parametrize("stories", [1, 30, 255, 256, 257, 4000])
def test_stories_of_long_lists(stories: int) -> None:
    given = lists(stories)
    story = np.random.default_rng(1).integers(0, stories, 4000).astype(np.int32)
    story[:1500] = 0  # the first texts of a list may all be of one story
    told = [len(set(story[given.texts[a:b]].tolist())) for a, b in zip(given.offsets[:-1], given.offsets[1:], strict=True)]
    assert stepped(distinct_stories(given, story)).tolist() == stepped(np.array(told)).tolist()


def test_long_lists_are_in_the_order_of_keys() -> None:
    given = lists(2)
    keys = np.random.default_rng(3).integers(0, 1 << 63, 4000).astype(np.uint64)
    found = in_order_of_keys(given, keys)
    for first, after in zip(given.offsets[:-1].tolist(), given.offsets[1:].tolist(), strict=True):
        own, was = found.texts[first:after], given.texts[first:after]
        assert own.tolist() == (was[np.argsort(keys[was])] if after - first > LIST_CAP else was).tolist()
