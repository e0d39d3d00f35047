"""Copies among the blocks of a text that nothing else is known of."""

from __future__ import annotations

from collections.abc import Sequence

from triage.clean.copies.repeats import Copy, find_copies, near_buckets
from triage.clean.lines.word_hashes import hash_words
from triage.clean.lines.words import words_of


def copies_in(texts: Sequence[str], content: Sequence[bool]) -> dict[int, Copy]:
    keys = [words_of(text) for text in texts]
    (buckets,) = near_buckets([keys], hash_words(keys))
    return find_copies(texts, content, keys, buckets)
