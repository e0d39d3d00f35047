"""Live reports: entries below the time at which each was written, the latest or the first on top.

The time alone on a line, and the word or two that head an entry, look like the page's own to the line model: on other pages they
are of teasers, comments and programmes. What tells a report is that its times run in one direction, and that nearly each
stands above a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from triage.paragraphs import is_sentence

LEAST = 0.03
"""The score from which on a line between two times is content."""
_TIME = re.compile(
    r"(?P<hour>[01]?\d|2[0-3])[:.h](?P<minute>[0-5]\d)(?::[0-5]\d)?(?: ?(?P<half>[ap])\.?m\.?)?"
    r"(?: (?:uhr|gmt|bst|ist|utc|cet|cest|e[sd]?t|p[sd]?t|мск|wib)\b)?",
    re.IGNORECASE,
)
_LONGEST_TIME = 16  # characters
_LEAST_ENTRIES = 4
_LEAST_TOLD = 0.7  # of the entries: with a sentence
_LEAST_KEPT = 0.5  # of these sentences
_REACH = 3  # lines below a time in which it stands
_SENTENCE = 20  # characters


class Entries(NamedTuple):
    """The lines of a report that are the times of its entries, the first sentence below each, and the line behind the last
    entry."""

    times: tuple[int, ...] = ()
    told: tuple[int, ...] = ()
    stop: int = 0


def find_entries(texts: Sequence[str]) -> Entries:
    """The entries of a page that is a live report."""
    found = [(at, time) for at, text in enumerate(texts) if len(text) <= _LONGEST_TIME and (time := _minutes(text.strip())) >= 0]
    if len(found) < _LEAST_ENTRIES or not _run_on(found):
        return Entries()
    times = [at for at, _ in found]
    below = (range(at + 1, min(stop, at + 1 + _REACH)) for at, stop in zip(times, (*times[1:], len(texts)), strict=True))
    told = [next((line for line in lines if _is_told(texts[line])), -1) for lines in below]
    sentences = tuple(line for line in told if line >= 0)
    if len(sentences) < _LEAST_TOLD * len(times):
        return Entries()
    return Entries(tuple(times), sentences, max(times[-1], told[-1]) + 1)


def with_entries(kept: list[bool], scores: Sequence[float], entries: Entries) -> list[bool]:
    """Which lines are content, with the times and headings of a live report. Comments and teasers have times too, but what stands
    below theirs is no content."""
    if not entries.times or sum(kept[at] for at in entries.told) < _LEAST_KEPT * len(entries.told):
        return kept
    inside, times = range(entries.times[0], entries.stop), frozenset(entries.times)
    return [keeps or at in times or (at in inside and scores[at] >= LEAST) for at, keeps in enumerate(kept)]


def _minutes(text: str) -> int:
    """The minute of the day that a line tells and nothing more; -1 where it is no time."""
    if not text[:1].isdigit():
        return -1
    match = _TIME.fullmatch(text)
    if match is None:
        return -1
    hour, half = int(match["hour"]), (match["half"] or "").lower()
    return (hour % 12 + 12 * (half == "p") if half else hour) * 60 + int(match["minute"])


def _run_on(found: Sequence[tuple[int, int]]) -> bool:
    """Whether these times, each with its line, run in one direction."""
    steps = [after - before for (_, before), (_, after) in pairwise(found)]
    return (all(step <= 0 for step in steps) or all(step >= 0 for step in steps)) and any(steps)


def _is_told(text: str) -> bool:
    return len(text) >= _SENTENCE and is_sentence(text.rstrip())
