"""Lines that stand beside headlines and are none: bylines, dates, applause in brackets, what pages say word for word."""

from __future__ import annotations

import re
from collections.abc import Sequence

from triage.dates import DATE, dates_in, has_year, is_only_a_date, may_hold_date
from triage.phrases import is_phrase_of_pages
from triage.read.bylines import named_by
from triage.read.line_patterns import weight

_LONGEST_DATED = 100  # characters
_MOST_LETTERS = 14  # beside a date behind a label
_MOST_OF_NAME = 3  # words: a headline may begin as a byline does
_MOST_WORDS = 5  # beside a date with its time: labels, a weekday, a time zone
_TIME = re.compile(r"\d{1,2} ?[:.h時시点] ?\d\d")
_WORD = re.compile(r"[^\W\d_]{2,}")
_LABEL = re.compile(r"[^\d\s:：]{2,20}(?: [^\d\s:：]{2,20})?\s?[:：]\s*(?=\d|\w+,?\s)")
_BRACKETS = re.compile(r"\([^()]*\)|（[^（）]*）|\[\S+(?: \S+){0,2}\]")
_BROKEN = re.compile(r"(?:[^\W\d_]\S* ){1,3}\([A-ZÀ-Þ]\S*(?: \S+){0,3}")
_PART_HEADING = "transcript"  # of what was said: content, but never the headline
_MARKUP = re.compile(
    r"\[\[(?:category|file|image|datei|kategorie|catégorie|fichier|categoría|archivo)\s?:|\{\{|<!--|</?[a-z]+>$", re.IGNORECASE
)
_PART = r"[^\W\d_a-zß-ÿ][^\W\d_]*"
_FULL_NAME = re.compile(
    rf"{_PART}(?: {_PART}){{1,2}}|(?=.*[^\x00-\xff]){_PART}(?: {_PART}){{3}}|"
    r"[\u3400-\u9fff々ヶ]{2,3}[ 　]?[\u3040-\u30ff\u3400-\u9fff々ヶ]{1,4}"
)


def is_beside(line: str) -> bool:
    """Whether a line is no headline by itself, wherever it stands."""
    if _BRACKETS.fullmatch(line) or (_BROKEN.fullmatch(line) and ")" not in line) or _MARKUP.match(line):
        return True
    if is_phrase_of_pages(line) or line.rstrip(":").lower() == _PART_HEADING or is_dated(line):
        return True
    return 0 < len(named_by(line).split()) <= _MOST_OF_NAME


def is_dated(line: str) -> bool:
    """Whether a line tells when the text appeared: a date behind a label, or with a time and hardly a word more."""
    if len(line) > _LONGEST_DATED or not (has_year(line) and may_hold_date(line)):
        return False
    rest = DATE.sub(" ", line)
    if rest == line:
        return False
    label = _LABEL.match(line)
    if label is not None and sum(map(str.isalpha, rest[label.end() :])) <= _MOST_LETTERS:
        return True
    return _TIME.search(rest) is not None and len(_WORD.findall(rest)) <= _MOST_WORDS


def signs_below(lines: Sequence[str], at: int, *, is_first: bool) -> bool:
    """Whether a line is the name of who wrote the text, between the headline, which is longer, and the date. `is_first`: the line
    above surely is no menu's."""
    if not 0 < at < len(lines) - 1 or _FULL_NAME.fullmatch(lines[at]) is None:
        return False
    if not is_first and weight(lines[at - 1]) <= weight(lines[at]):
        return False
    below = lines[at + 1]
    return is_dated(below) or (is_only_a_date(below) and len([*dates_in(below)]) == 1)  # two are those of a life
