"""Copies that aren't block by block: several blocks as one, a block that was cut, a list of the headings below.

All are told by the characters of words alone, without what stands between: blocks are glued with and without a space.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import compress, islice

from triage.clean.copies.natural import in_latin
from triage.clean.copies.repeats import Copy

_CUT = re.compile(r"(?:…|\.{3,})[\s\])}»›>→\"”’']*$")
_END = 20
_LEAST_CUT = 40
_LEAST_KEY = 12
_FEW = 24  # blocks, of which it is told at once that none is a part of another
_JOINED = 8  # blocks of a page may be made of others
_FIRST = 4  # blocks are tried as the beginning, so that time stays proportional to the text
_LEAST_JOINED = 200
_HEADING = 120
_TEXT = 90
_BESIDE = 2
_REACH = 3
_MOST_TIMES = 3  # what comes more often is a field of records
_LEAST_ENTRIES = 3


def part_copies(texts: Sequence[str], content: Sequence[bool], words: Sequence[str]) -> dict[int, Copy]:
    """Blocks that were cut from other content blocks, made of them, or are parts of them, all of which stay."""
    if len(texts) <= _FEW and not any(map(_is_dotted, texts)) and _is_without([*compress(words, content)]):
        return {}
    glued = [one.replace(" ", "") if keeps else "" for one, keeps in zip(words, content, strict=True)]
    found = _cut_copies(texts, content, glued)
    for copies in _joined_copies(texts, content, glued):
        stay = {copy.of for copy in (*found.values(), *copies.values())}
        if stay.isdisjoint(copies) and stay.isdisjoint(found):
            found = copies | found
    return found


def _is_dotted(text: str) -> bool:
    end = text[-_END:]
    return "…" in end or "..." in end


def _is_without(words: Sequence[str]) -> bool:
    """Whether surely no block is a part of another, told by the beginnings of all."""
    whole = "\n".join(words)
    return {*map(whole.count, [one[:_LEAST_KEY] for one in words if len(one) >= _LEAST_KEY])} <= {1}


def listed_headings(texts: Sequence[str], content: Sequence[bool], words: Sequence[str]) -> dict[int, int]:
    """The content lines of lists of contents, each with its place below, where it stands alone as the heading of its text."""
    kept = [*compress(words, content)]
    if len(set(kept)) == len(kept):
        return {}
    places: dict[str, list[int]] = {}
    for i, said in enumerate(words):
        places.setdefault(said, []).append(i)
    few = (same for said, same in places.items() if 1 < len(same) <= _MOST_TIMES and said)
    again = sorted(i for same in few if in_latin(texts[same[0]]) < _HEADING for i in same[:-1])
    found: dict[int, int] = {}
    for listed in _lists(texts, again):
        headings: dict[int, int] = {}
        least = listed[-1]
        for i in listed:
            heading = next((j for j in places[words[i]] if j > least and _has_text(j, texts, content)), None)
            if heading is not None:
                headings[i], least = heading, heading + 1
        if len(headings) >= _LEAST_ENTRIES:
            found |= headings
    return {i: heading for i, heading in found.items() if content[i] and content[heading]}


def _lists(texts: Sequence[str], lines: Sequence[int]) -> list[list[int]]:
    """`lines` in lists. A paragraph ends a list, and so does a number, which is in a row of a table."""
    lists: list[list[int]] = []
    for i in lines:
        between = texts[lists[-1][-1] : i] if lists else ()
        goes_on = all(in_latin(text) < _TEXT and any(map(str.isalpha, text)) for text in between[: _BESIDE + 1])
        if 0 < len(between) <= _BESIDE and goes_on:
            lists[-1].append(i)
        else:
            lists.append([i])
    return lists


def _has_text(heading: int, texts: Sequence[str], content: Sequence[bool]) -> bool:
    below = range(heading + 1, min(len(texts), heading + 1 + _REACH))
    return any(content[i] and in_latin(texts[i]) >= _TEXT for i in below)


def _cut_copies(texts: Sequence[str], content: Sequence[bool], glued: Sequence[str]) -> dict[int, Copy]:
    """Teasers: what ends in an ellipsis is the beginning of a block that goes on."""
    dotted = [i for i, text in enumerate(texts) if content[i] and _is_dotted(text)]
    long = (i for i in dotted if in_latin(texts[i]) >= _LEAST_CUT and len(glued[i]) >= _LEAST_KEY)
    cut = {i for i in long if _CUT.search(texts[i][-_END:])}
    if not cut:
        return {}
    whole: dict[str, list[int]] = {}
    for i, letters in enumerate(glued):
        if content[i] and i not in cut:
            whole.setdefault(letters[:_LEAST_KEY], []).append(i)
    found = {}
    for i in sorted(cut):
        candidates = whole.get(glued[i][:_LEAST_KEY], [])[:_FIRST]
        of = next((j for j in candidates if len(glued[j]) > len(glued[i]) and glued[j].startswith(glued[i])), None)
        if of is not None:
            found[i] = Copy(of, 1.0)
    return found


def _joined_copies(texts: Sequence[str], content: Sequence[bool], glued: Sequence[str]) -> list[dict[int, Copy]]:
    """For each of the longest blocks that is made of others: itself where these stand above, else these."""
    long = [i for i, text in enumerate(texts) if content[i] and in_latin(text) >= _LEAST_JOINED]
    found = []
    for whole in sorted(long, key=lambda i: -len(glued[i]))[:_JOINED]:
        above = _run(whole, range(whole), content, glued)
        if above and sum(len(glued[i]) for i in above) == len(glued[whole]):
            found.append({whole: Copy(above[0], 1.0, len(above))})
            continue
        below = _run(whole, range(whole + 1, len(texts)), content, glued)
        if sum(in_latin(texts[i]) for i in below) >= _LEAST_JOINED:
            found.append({i: Copy(whole, 1.0, len(below)) for i in below})
    return found


def _run(whole: int, places: range, content: Sequence[bool], glued: Sequence[str]) -> list[int]:
    """The blocks among `places` that stand one after the other in the block `whole`; empty if there aren't at least two."""
    letters = glued[whole]
    for one in islice((i for i in places if content[i] and len(glued[i]) >= _LEAST_KEY), _FIRST):
        begin = letters.find(glued[one])
        if begin < 0:
            continue
        run, end = [one], begin + len(glued[one])
        for i in (i for i in range(one + 1, places.stop) if content[i]):
            if not letters.startswith(glued[i], end):
                break
            run.append(i)
            end += len(glued[i])
        for i in (i for i in range(one - 1, places.start - 1, -1) if content[i]):
            if not letters.endswith(glued[i], 0, begin):
                break
            run.append(i)
            begin -= len(glued[i])
        if len(run) > 1:
            return sorted(run)
    return []
