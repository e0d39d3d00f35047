"""What is told of many pages at once is what is told of each."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from triage.clean.copies.repeats import near_buckets
from triage.clean.lines.word_hashes import LONGEST, KnownWords, hash_words

WORDS = st.text(st.characters(exclude_characters=" \n", exclude_categories=["Cs", "Z"]), min_size=1, max_size=70)
BLOCKS = st.lists(st.lists(WORDS, max_size=6).map(" ".join), max_size=8)


@given(BLOCKS)
def test_a_word_has_one_hash_wherever_it_stands(blocks: list[str]) -> None:
    hashed = hash_words(blocks)
    alone = {word: int(hash_words([word]).hashes[0]) for block in blocks for word in block.split(" ")}
    for at, block in enumerate(blocks):
        own = hashed.hashes[hashed.starts[at] : hashed.starts[at + 1]].tolist()
        assert own == [alone[word] for word in block.split(" ")]
    assert len(set(alone.values())) == len(alone)


@given(BLOCKS, st.dictionaries(WORDS, st.integers(1, 200), max_size=6))
def test_known_words_are_found_in_blocks_that_are_not_too_long(blocks: list[str], known: dict[str, int]) -> None:
    held = KnownWords(known).held_by(blocks, hash_words(blocks))
    for at, block in enumerate(blocks):
        asked = [word for word in block.split(" ") if word in known and known[word] >= len(block)]
        assert held.get(at, []) == asked


def test_known_words_are_found_in_blocks_of_which_only_the_beginning_is_hashed() -> None:
    blocks = ["word " * LONGEST + "legal", "word"]
    assert KnownWords({"legal": 10 * LONGEST}).held_by(blocks, hash_words(blocks)) == {0: ["legal"]}


PARAGRAPH = st.sampled_from([" ".join(f"{word}{turn}" for turn in range(14)) for word in ("sea", "harbour", "pier")])
EDITED = st.builds(
    lambda text, at, new: text[:at] + new + text[at:], PARAGRAPH, st.integers(0, 60), st.sampled_from(["", "x", " y "])
)


@given(st.lists(st.lists(EDITED.map(lambda text: " ".join(text.split())), max_size=5), max_size=5))
def test_near_blocks_of_many_pages_are_those_of_each(pages: list[list[str]]) -> None:
    together = near_buckets(pages, hash_words([key for page in pages for key in page]))
    assert together == [near_buckets([page], hash_words(page))[0] for page in pages]
