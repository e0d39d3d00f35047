"""What is packed is what comes out, whatever its size; words are counted as they are searched."""

from __future__ import annotations

import random
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.corpus.index.packing import pack_blocks, pack_text, unpack_blocks, unpack_text
from triage.corpus.index.words import spread, word_count, word_counts
from triage.model import Block, By, Label


@pytest.mark.parametrize("size", [0, 1, 4096, 100_000])
def test_texts(size: int) -> None:
    text = "".join(random.Random(size).choices("abc é\n", k=size))
    assert unpack_text(pack_text(text)) == text


def test_threads_pack_at_once() -> None:
    texts = ["".join(random.Random(seed).choices("abc é\n", k=20_000)) for seed in range(40)]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda text: unpack_text(pack_text(text)), texts)) == texts


def test_blocks() -> None:
    blocks = tuple(
        Block(n, 9 * n, 9 * n + 8, label, "repeat", 0.97, by, ("the same words",), n - 1 or None)
        for n, (label, by) in enumerate(((label, by) for label in Label for by in By), 1)
    )
    assert unpack_blocks(pack_blocks(blocks)) == blocks


@given(st.lists(st.text("ab_ 9.\n\x0b-é中")))
def test_words_are_counted_together_as_one_by_one(texts: list[str]) -> None:
    assert word_counts(texts) == [word_count(text) for text in texts]
    assert word_counts(texts) == [len(re.findall(r"\w+", spread(text))) for text in texts]
