"""What is told of many pages at once is what is told of each."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from triage.clean.repeats import near_buckets
from triage.clean.word_hashes import LONGEST, KnownWords, hash_words

WORDS = st.text(st.characters(exclude_characters=" ", exclude_categories=["Cs", "Z"]), min_size=1, max_size=70)
BLOCKS = st.lists(st.lists(WORDS, max_size=6).map(" ".join), max_size=8)


@given(BLOCKS)
def test_a_word_has_one_hash_wherever_it_stands(blocks: list[str]) -> None:
    hashed = hash_words(blocks)
    alone = {word: int(hash_words([word]).hashes[0]) for block in blocks for word in block.split(" ")}
    for at, block in enumerate(blocks):
        own = hashed.hashes[hashed.starts[at] : hashed.starts[at + 1]].tolist()
        assert own == [alone[word] for word in block.split(" ")]
    assert len(set(alone.values())) == len(alone)


@given(BLOCKS, st.lists(st.lists(WORDS, max_size=4), max_size=3))
def test_known_words_are_found(blocks: list[str], lists: list[list[str]]) -> None:
    held = KnownWords(*lists).held_by(hash_words(blocks))
    assert held == [[not set(wanted).isdisjoint(block.split(" ")) for block in blocks] for wanted in lists]


def test_of_blocks_too_long_to_be_looked_at_nothing_is_said() -> None:
    assert KnownWords(["legal"]).held_by(hash_words(["word " * LONGEST + "legal", "word"])) == [[True, False]]


PARAGRAPH = st.sampled_from([" ".join(f"{word}{turn}" for turn in range(14)) for word in ("sea", "harbour", "pier")])
EDITED = st.builds(
    lambda text, at, new: text[:at] + new + text[at:], PARAGRAPH, st.integers(0, 60), st.sampled_from(["", "x", " y "])
)


@given(st.lists(st.lists(EDITED.map(lambda text: " ".join(text.split())), max_size=5), max_size=5))
def test_near_blocks_of_many_pages_are_those_of_each(pages: list[list[str]]) -> None:
    together = near_buckets(pages, hash_words([key for page in pages for key in page]))
    assert together == [near_buckets([page], hash_words(page))[0] for page in pages]
