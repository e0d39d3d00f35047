"""A text made ready to be laid beside others: its tokens, runs, facts and date, computed once however often it is compared."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from triage.arrays import I64, U64, boundaries
from triage.match.normalise import normalise
from triage.match.sketch import WORDS, runs_of
from triage.match.tokens import Tokens, tokenise, tokenise_many
from triage.scripts import UNPARTED, as_set

YEAR = 12 * 31
_DATELINE_WORDS = 40
_MONTHS = "january february march april may june july august september october november december"
_MONTH_OF = {name: number for number, month in enumerate(_MONTHS.split(), 1) for name in (month, month[:3])}
_MONTH_OF["sept"] = 9
LETTERS = 5  # of a word, about, where words stand without a space between
_UNPARTED = re.compile(f"{as_set(UNPARTED)}+")
_LIKE_A_MONTH = re.compile("|".join(name[:3] for name in _MONTHS.split()))


_FACT_BITS = 20


def counts(sums: I64) -> tuple[I64, I64, I64]:
    """Numbers, names and half words, from sums of `facts` over stretches of less than a million tokens."""
    mask = (1 << _FACT_BITS) - 1
    return sums & mask, sums >> _FACT_BITS & mask, sums >> 2 * _FACT_BITS


@dataclass(frozen=True, slots=True)
class Body(Tokens):
    """Tokens with what verification needs of them.

    `runs`: the hash of the three tokens that begin at each token but the last two; `sorted_runs`: the same, ascending.
    `names` are those that aren't numbers. `facts` has numbers, names and half words of each token in one number (see `counts`),
    and `fact_sums` their sums before each token, and last of all. `day`: of the year, with months of 31 days, from the dateline;
    None where there is none. `size`: how many words there are; of Thai and its like, whose tokens are letters, about.
    """

    runs: U64
    sorted_runs: U64
    facts: I64
    fact_sums: I64
    day: int | None
    size: int

    def folded_spans(self, starts: I64, ends: I64) -> list[str]:
        """The text of each span of tokens, which may not be empty, in lower case."""
        spans = zip(self.starts[starts].tolist(), self.ends[ends - 1].tolist(), strict=True)
        return [self.text[first:last].casefold() for first, last in spans]


def _size(tokens: Tokens) -> int:
    """How many words a text has."""
    letters = sum(map(len, _UNPARTED.findall(tokens.text)))
    return len(tokens) - letters + letters // LETTERS


def dateline(tokens: Tokens) -> int | None:
    """The day of the year (months of 31 days) of the first "March 2" or "2 March" near the beginning, or None."""
    ends = tokens.ends[: _DATELINE_WORDS + 1].tolist()
    if not ends or not _LIKE_A_MONTH.search(tokens.text[: ends[-1]].casefold()):
        return None
    spans = zip(tokens.starts[: _DATELINE_WORDS + 1].tolist(), ends, strict=True)
    words = [tokens.text[first:last].casefold() for first, last in spans]
    for at, word in enumerate(words[:_DATELINE_WORDS]):
        month = _MONTH_OF.get(word)
        if month is None:
            continue
        for beside in (at + 1, at - 1):
            day = words[beside] if 0 <= beside < len(words) else ""
            if day.isascii() and day.isdigit() and len(day) <= 2 and 1 <= int(day) <= 31:
                return month * 31 + int(day)
    return None


def prepare(text: str) -> Body:
    """A cleaned text made ready."""
    return prepared(tokenise(normalise(text)))


def prepare_many(texts: Sequence[str]) -> list[Body]:
    """As `prepare`, for many texts, and quicker."""
    return _prepared(tokenise_many([normalise(text) for text in texts]))


def prepared(tokens: Tokens) -> Body:
    """Tokens made ready."""
    return _prepared([tokens])[0]


def _prepared(listed: Sequence[Tokens]) -> list[Body]:
    """The tokens of many texts made ready: what can be is computed of all of them end to end."""
    if not listed:
        return []
    hashes, numbers, names, words = (
        np.concatenate(column) for column in zip(*((t.hashes, t.numbers, t.names, t.words) for t in listed), strict=True)
    )
    names &= ~numbers
    facts = numbers | names.astype(np.int64) << _FACT_BITS | words.astype(np.int64) << 2 * _FACT_BITS
    runs, sums = runs_of(hashes), boundaries(facts)
    bodies: list[Body] = []
    first = 0
    for tokens in listed:
        after = first + len(tokens)
        own = runs[first : max(first, after - WORDS + 1)]
        bodies.append(
            Body(
                tokens.text,
                tokens.hashes,
                tokens.starts,
                tokens.ends,
                tokens.numbers,
                names[first:after],
                tokens.words,
                own,
                np.sort(own),
                facts[first:after],
                sums[first : after + 1] - sums[first],
                dateline(tokens),
                len(tokens) if tokens.text.isascii() else _size(tokens),
            )
        )
        first = after
    return bodies
