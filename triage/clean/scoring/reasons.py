"""The model's reasons in an editor's words.

Each group of features moved a line's score by some amount. The groups that moved it most towards its label are named, each
by the fact of the line that describes it best.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from triage.model import COARSE_FROM
from triage.plural import counted

_SHORT_WORDS = 8
_LONG_WORDS = 20
_MOST = 3
_NO_LONG_LINE = 99


class LineFacts:
    """The features of one line, as a mapping: row `place` of columns that many lines share."""

    def __init__(self, columns: Mapping[str, npt.NDArray[Any]], place: int) -> None:
        self._columns, self._place = columns, place

    def __getitem__(self, name: str) -> float:
        return float(self._columns[name][self._place])


Facts: TypeAlias = Mapping[str, float] | LineFacts


def other_documents(count: int) -> str:
    """How many other documents a count of `Seen` stands for, as far as it is known; at least one."""
    least = "at least " if count >= COARSE_FROM else ""
    return least + counted(count, "other document")


def _words(facts: Facts) -> int:
    return round(float(np.expm1(facts["shape.words"])))


def _shape(facts: Facts, content: bool) -> str:
    words, ends = _words(facts), facts["shape.ends_sentence"] > 0
    if content:
        return (
            "whole sentences"
            if ends and words >= _SHORT_WORDS
            else "long line"
            if words >= _LONG_WORDS
            else "line built like text"
        )
    if words < _SHORT_WORDS:
        return "short line" if ends else "short line without a full stop"
    return "line built like a caption, teaser or notice" if ends else "ends without a full stop"


def _vocabulary(facts: Facts, content: bool) -> str:
    return "words of running text" if content else "words of menus, sharing or notices"


def _folder(facts: Facts, content: bool) -> str:
    seen = facts["seen"]
    if seen < 0:
        return "nothing known of other documents"
    if seen == 0:
        return "stands in no other document" if content else "the documents around share other lines"
    return f"stands in {other_documents(round(seen))}"


def _around(facts: Facts, content: bool) -> str:
    above, below = facts["around.words_10_above"], facts["around.words_10_below"]
    if content:
        return "among sentences" if max(above, below) > np.log1p(_SHORT_WORDS) else "the lines around look like text"
    short = _words(facts) < _SHORT_WORDS
    if min(above, below) < np.log1p(_SHORT_WORDS):
        return "short line among short lines" if short else "among short lines"
    return "the lines around look like page furniture"


def _place(facts: Facts, content: bool) -> str:
    if content:
        return "where articles stand on a page"
    if 0 < facts["place.from_last_long"] < _NO_LONG_LINE:
        return "after the last long line"
    if facts["place.from_first_long"] < 0:
        return "before the first long line"
    return "where menus and footers stand on a page"


def _run(facts: Facts, content: bool) -> str:
    inside = facts["run.12"] > 0
    if content:
        return "inside the page's main run of text" if inside else "near the page's main run of text"
    if inside:
        return "a break in the main run of text"
    return "after the main run of text" if facts["run.below"] > 0 else "before the main run of text"


def _core(facts: Facts, content: bool) -> str:
    below = facts["core.distance"] > 0
    if content:
        return "no break between it and the middle of the article"
    return f"{'after' if below else 'before'} a gap of short lines or words that {'end' if below else 'open'} an article"


def _topic(facts: Facts, content: bool) -> str:
    return "shares its words with the main text" if content else "shares few words with the main text"


def _page(facts: Facts, content: bool) -> str:
    return "a page made of text" if content else "a page with little text"


def _second(facts: Facts, content: bool) -> str:
    return "its neighbours were judged to be article" if content else "its neighbours were judged not to be article"


_PHRASES: dict[str, Callable[[Facts, bool], str]] = {
    "shape": _shape,
    "words": _vocabulary,
    "folder": _folder,
    "around": _around,
    "near": _around,
    "place": _place,
    "run": _run,
    "stretch": _run,
    "core": _core,
    "topic": _topic,
    "page": _page,
    "second": _second,
}


def strongest(names: Sequence[str], moved: npt.NDArray[Any], content: Sequence[bool]) -> Iterator[list[str]]:
    """For each line (row of `moved`) the groups of features (`names`, columns) that moved its score towards its label, by how
    much; as many as are needed to find three reasons, since two pairs of groups have a phrase in common."""
    towards = moved * np.where(content, 1.0, -1.0)[:, None]
    order = np.argsort(-towards, axis=1, kind="stable")[:, : _MOST + 2]
    sizes = np.minimum((towards > 0).sum(axis=1), order.shape[1])
    for row, size in zip(order.tolist(), sizes.tolist(), strict=True):
        yield [names[place] for place in row[:size]]


def phrases(groups: Sequence[str], facts: Facts, *, content: bool) -> tuple[str, ...]:
    """Up to three reasons for the label, from the groups of features that speak for it, strongest first."""
    reasons = tuple(dict.fromkeys(_PHRASES[group](facts, content) for group in groups))[:_MOST]
    return reasons or (("slightly more like text than not",) if content else ("slightly less like text than not",))
