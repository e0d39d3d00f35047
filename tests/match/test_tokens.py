"""Tokens and fingerprints: the same for a text however it is spelt, and however texts are put into batches."""

from __future__ import annotations

import random
from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.match.stories import invent, truncated
from triage.match import fingerprint
from triage.match.body import Body, prepare, prepare_many
from triage.match.normalise import normalise, origins
from triage.match.sketch import join
from triage.match.tokens import token_hashes, tokenise

any_text = st.text(st.characters(exclude_categories=()), max_size=60)


def words(text: str) -> list[str]:
    tokens = tokenise(normalise(text))
    return [tokens.word(at) for at in range(len(tokens))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Don't stop", ["Don't", "stop"]),
        ("a_b-c", ["a", "b", "c"]),
        ("1,250.5", ["1", "250", "5"]),
        ("北京 2008", ["北", "京", "2008"]),
        ("हिन्दी", ["हिन्दी"]),
        ("ខ្មែរ", list("ខ្មែរ")),
        ("မြန်မာ", list("မြန်မာ")),
        ("caf&eacute; cafe\u0301", ["café", "café"]),
        ("itâ€™s", ["it’s"]),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Don't", "dont"),
        ("it’s", "itâ€™s"),
        ("ﬁnance", "finance"),
        ("CAFÉ", "cafe\u0301"),
        ("AT&amp;T", "AT&T"),
        ("no\u00a0break", "no break"),
        ("soft\u00adhyphen", "softhyphen"),
    ],
)
def test_spellings_of_one_text_have_one_key(one: str, other: str) -> None:
    assert fingerprint([one]).keys == fingerprint([other]).keys


@given(st.lists(any_text, max_size=12))
def test_batches_are_the_texts_one_by_one(texts: list[str]) -> None:
    hashes, offsets = token_hashes(texts)
    for at, text in enumerate(texts):
        assert np.array_equal(hashes[offsets[at] : offsets[at + 1]], tokenise(normalise(text)).hashes)


@given(st.lists(any_text, max_size=8), st.integers(0, 8))
def test_fingerprints_are_the_same_in_any_split(texts: list[str], at: int) -> None:
    whole, parts = fingerprint(texts), join([fingerprint(texts[:at]), fingerprint(texts[at:])])
    for name in ("keys", "lengths", "levels", "hashes", "offsets"):
        assert np.array_equal(getattr(whole, name), getattr(parts, name))


@given(any_text)
def test_origins_lie_in_the_text_and_go_forward(text: str) -> None:
    normal, firsts, lasts = origins(text)
    assert len(normal) == len(firsts) == len(lasts)
    assert all(0 <= first < last <= len(text) for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True))
    assert np.all(np.diff(firsts) >= 0)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("cafe\u0301 b", [("c", "c"), ("a", "a"), ("f", "f"), ("é", "e\u0301"), (" ", " "), ("b", "b")]),
        ("a\ufb01&amp;b", [("a", "a"), ("f", "\ufb01"), ("i", "\ufb01"), ("&", "&amp;"), ("b", "b")]),
    ],
)
def test_every_normalised_character_has_its_origin(text: str, pieces: list[tuple[str, str]]) -> None:
    normal, firsts, lasts = origins(text)
    assert normal == normalise(text)
    assert [(sign, text[first:last]) for sign, first, last in zip(normal, firsts, lasts, strict=True)] == pieces


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Rev 12 v9 x64 4l2 B2B", ["12", "v9", "x64", "4l2"]),
        ("١٢ درجة", ["١٢"]),
        ("२० अंश", ["२०"]),
        ("共三百五十人", ["三", "百", "五", "十"]),
    ],
)
def test_numbers_are_told_in_every_script(text: str, numbers: list[str]) -> None:
    tokens = tokenise(normalise(text))
    assert [tokens.word(at) for at in np.flatnonzero(tokens.numbers).tolist()] == numbers


def test_words_count_where_no_capital_shows_a_name() -> None:
    assert tokenise("Ana went home").words.tolist() == [0, 0, 0]
    assert tokenise(normalise("ذهبت أنا")).words.tolist() == [2, 2]
    assert tokenise(normalise("他回家3次")).words.tolist() == [1, 1, 1, 0, 1]


def test_hashes_never_change() -> None:
    """What an index keeps must mean the same tomorrow, in another process and on another machine."""
    found = fingerprint(["The quick brown fox jumps", "北京"])
    assert found.keys.tolist() == [1507610038423349318, 13620528346888825204]
    assert found.hashes.tolist() == [
        n >> 16 << 16 for n in (6795939299927716305, 10299798079264556884, 14994116481356034478, 18217901238406058065)
    ]


def test_the_sketch_of_a_part_is_part_of_the_sketch() -> None:
    text = invent(random.Random(1), 900)
    prints = fingerprint([text, truncated(text, 0.5)])
    shared = np.intersect1d(prints.sketch(0), prints.sketch(1))
    assert len(shared) >= len(prints.sketch(1)) - 2


@pytest.mark.parametrize(("count", "least", "most"), [(40, 30, 40), (200, 30, 70), (5000, 1100, 1400), (100_000, 2500, 5000)])
def test_sketches_are_bounded(count: int, least: int, most: int) -> None:
    rng = random.Random(2)
    text = " ".join(str(rng.randrange(10**6)) for _ in range(count))
    assert least <= len(fingerprint([text]).hashes) <= most


@given(st.lists(st.text(max_size=40) | st.text("Don't 12 May,\n", max_size=60), max_size=6))
def test_many_texts_are_made_ready_as_each_is(texts: list[str]) -> None:
    for together, alone in zip(prepare_many(texts), map(prepare, texts), strict=True):
        for one in fields(Body):
            assert np.array_equal(getattr(together, one.name), getattr(alone, one.name)), one.name
