"""What is packed is what comes out, whatever its size."""

from __future__ import annotations

import random

import pytest

from triage.corpus.packing import pack_blocks, pack_text, unpack_blocks, unpack_text
from triage.model import Block, By, Label


@pytest.mark.parametrize("size", [0, 1, 4095, 4096, 4097, 100_000])
def test_texts(size: int) -> None:
    text = "".join(random.Random(size).choices("abc é\n", k=size))
    assert unpack_text(pack_text(text)) == text


def test_blocks() -> None:
    blocks = tuple(
        Block(n, 9 * n, 9 * n + 8, label, "repeat", 0.97, by, ("the same words",), n - 1 or None)
        for n, (label, by) in enumerate(((label, by) for label in Label for by in By), 1)
    )
    assert unpack_blocks(pack_blocks(blocks)) == blocks
