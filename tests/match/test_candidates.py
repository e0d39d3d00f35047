"""The inverted index against a plain one."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from triage.match.candidates import build_postings, highest_level, partition
from triage.match.sketch import LEVELS

HASHES = st.one_of(st.integers(0, 40).map(lambda high: high << 57), st.integers(0, (1 << 64) - 1))
HELD = st.lists(st.tuples(HASHES, st.integers(0, 11)), max_size=60, unique=True)


@given(HELD, st.integers(1, 5))
def test_postings_are_those_of_a_plain_index(held: list[tuple[int, int]], parts: int) -> None:
    hashes = np.array([one for one, _ in held], np.uint64)
    texts = np.array([text for _, text in held], np.int32)
    found = build_postings(partition(hashes, texts, parts), 12)
    plain: dict[int, list[int]] = defaultdict(list)
    for one, text in sorted(held):
        plain[one].append(text)
    shared = [texts for _, texts in sorted(plain.items()) if len(texts) > 1]
    assert [group.tolist() for group in np.split(found.texts, found.groups[1:-1]) if len(group)] == shared
    for text in range(12):
        own = found.of_text[found.texts_at[text] : found.texts_at[text + 1]]
        assert found.texts[own].tolist() == [text] * len(own)
        assert own.tolist() == sorted(own.tolist())
        alone = np.array([one for one, holders in plain.items() if holders == [text]], np.uint64)
        assert found.alone[text].tolist() == np.bincount(highest_level(alone), minlength=LEVELS).tolist()
