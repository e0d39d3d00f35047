"""The catalogue of phrases that pages put around articles, matched fuzzily.

A rule says how its phrases stand in a block: as the whole of it, at its start, or within it; patterns match the whole of a
block. Blocks are looked up by words, so that the number of phrases doesn't matter, and only up to a length, so that time
stays proportional to the text.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Any, NamedTuple

from rapidfuzz import fuzz

from triage.clean.catalogue.patterns import SHOWN, Limited, Pattern, Patterns
from triage.clean.catalogue.rows_and_quotes import is_quoted, is_row
from triage.clean.catalogue.rule import KINDS, LONGEST, Rule, rule_from
from triage.clean.catalogue.whole import EXACT, FOLDED, Wholes
from triage.clean.lines.word_hashes import HashedWords, KnownWords
from triage.clean.lines.words import plain, words_of
from triage.paragraphs import flat
from triage.phrases import phrases
from triage.repair import legible
from triage.widths import shortened

_PATTERN_LENGTH = 240
_KEY_WORDS = 2
_ALIKE = 100.0
_ROUNDING = 1e-6
_REMEMBERED = 20_000
# What a block reports it isn't: “contains forward-looking statements, the court heard”.
_SAID = """
said says say told tells ruled warned warns argued argues asked asks begged explained explains announced admitted wrote claimed
claims heard sagte sagt erklärte schrieb warnte déclaré expliqué dijo dice explicó disse spiega afirmou zei powiedział сказал
заявил говорит dedi söyledi disait decía dizia diceva mówił mówiła stand lautete
"""
_REPORTS = frozenset(_SAID.split())
# A line that goes on about what it cites: “All rights reserved” has had no force since then.
_QUOTES = ('"', "“", "«", "„")
_CITES = re.compile(r"[\"“«„][^\"”»“]{3,120}[\"”»“],? \w")


@dataclass(frozen=True, slots=True)
class Match:
    """Why a rule holds for a block. The score is how often the rule is right, not how alike the block is to its phrase."""

    rule: Rule
    score: float
    reason: str


class RuleSet:
    """Rules in the order in which they are asked; the first `own` of them are rules of the corpus, the others of the package.
    What they say of a text is remembered, since pages of a site have many in common."""

    def __init__(self, rules: tuple[Rule, ...], own: int = 0) -> None:
        self.rules, self.own = rules, own
        self._memo: dict[str, tuple[Match, ...]] = {}

    @cached_property
    def own_names(self) -> frozenset[str]:
        """The names of the rules of the corpus."""
        return frozenset(rule.name for rule in self.rules[: self.own])

    @cached_property
    def sha256(self) -> str:
        """A hash of all that the rules say."""
        plain = [[getattr(rule, name) for name in Rule.__slots__] for rule in self.rules]
        return hashlib.sha256(json.dumps(plain, ensure_ascii=True).encode()).hexdigest()

    def extended(self, tables: Sequence[Mapping[str, Any]]) -> RuleSet:
        """With the rules in tables, as `[[rules]]` of a `triage.toml` has them. A rule of a known name replaces it only where it
        says `replace = true`. Raises ConfigError."""
        added = tuple(rule_from(table, number) for number, table in enumerate(tables, 1))
        for number, rule in enumerate(added, 1):
            for pattern in rule.patterns:
                Limited(pattern, f"rules[{number}] ({rule.name})")
        gone = {rule.name for rule, table in zip(added, tables, strict=True) if table.get("replace")}
        kept = [(rule, number < self.own) for number, rule in enumerate(self.rules) if rule.name not in gone]
        return RuleSet((*added, *(rule for rule, _ in kept)), len(added) + sum(is_own for _, is_own in kept))

    def match(self, text: str, place: int) -> Match | None:
        """The first rule that holds for the block `text` by itself, at `place` (from 0) in its document: blocks beside it, by
        which a rule with `first` or `menu` may hold or not, aren't known here."""
        found = self._memo.get(text)
        if found is None:
            words, line = words_of(text), legible(flat(text))
            formed = self._formed([line]).get(0, ()) if len(text) <= _PATTERN_LENGTH else ()
            found = self._found(text, line, words, self._keys.intersection(words.split()), formed)
        return next((one for one in found if not one.rule.first or place < one.rule.first), None)

    def match_all(
        self,
        texts: Sequence[str],
        lines: Sequence[str],
        words: Sequence[str],
        keys: Sequence[Sequence[str]],
        formed: Mapping[str, Sequence[int]],
    ) -> dict[int, Match]:
        """As `match`, for all blocks of a document, in order: by place. `lines` are the blocks on one line each, their letters as
        they were meant, `words` their words; `keys` is what `keys_of` says of these, and `formed` what `formed_by` does."""
        held: dict[int, tuple[Match, ...]] = {}
        known, asks_all = self._memo, bool(self._wholes)
        for place, text in enumerate(texts):
            found = known.get(text)
            if found is None:
                if asks_all or keys[place] or text in formed:
                    found = self._found(text, lines[place], words[place], keys[place], formed.get(text, ()))
                elif len(text) <= _PATTERN_LENGTH and len(known) < _REMEMBERED:
                    known[text] = ()
            if found:
                held[place] = found
        first = {place: next((one for one in found if _stands(one, place, held, texts)), None) for place, found in held.items()}
        standing = {place: match for place, match in first.items() if match is not None}
        return standing | _numbers_above(standing, texts)

    def formed_by(self, texts: Sequence[str], lines: Sequence[str]) -> dict[str, list[int]]:
        """Of many blocks at once those for which patterns hold, with the numbers of the rules; `lines` as in `match_all`. Blocks
        of which all is known aren't among them."""
        known = self._memo
        asked = {text: at for at, text in enumerate(texts) if len(text) <= _PATTERN_LENGTH and text not in known}
        unknown = [*asked]
        return {unknown[at]: numbers for at, numbers in self._formed([lines[at] for at in asked.values()]).items()}

    def keys_of(self, words: Sequence[str], hashed: HashedWords) -> list[Sequence[str]]:
        """Of many blocks at once, the words of each by which phrases are looked up; none where no phrase of such a length may be
        like the block."""
        held = self._known.held_by(words, hashed)
        return [held.get(at, ()) for at in range(len(words))]

    @cached_property
    def _keys(self) -> frozenset[str]:
        return frozenset(self._index)

    @cached_property
    def _known(self) -> KnownWords:
        return KnownWords({key: entries[0].longest for key, entries in self._index.items()})

    def _formed(self, lines: Sequence[str]) -> dict[int, list[int]]:
        """By the place of a line the rules that have a pattern for it."""
        written = [" ".join(line.split()) for line in lines]
        lowered = [line.lower() if line.isascii() else " ".join(plain(line).split()) for line in written]
        found = self._patterns.holding(lowered)
        for at, numbers in self._cased_patterns.holding(written).items():
            found[at] = found.get(at, []) + numbers
        return found

    def _found(self, text: str, line: str, words: str, keys: Iterable[str], formed: Iterable[int]) -> tuple[Match, ...]:
        """The rules that hold for a block wherever it stands; `formed`: those by their patterns."""
        best: dict[int, tuple[float, str]] = {}
        if self._wholes:
            best = {number: (_ALIKE, reason) for number, reason in self._wholes.holding(text).items()}
        if keys and len(text) <= LONGEST:
            for number, (alike, phrase) in self._look_up(words, keys, cites=_cites(line)).items():
                best.setdefault(number, (alike, f"like “{shortened(phrase, SHOWN)}” ({alike:.0f} %)"))
        for number in formed:
            best.setdefault(number, (_ALIKE, "has the form of such a line"))
        found: tuple[Match, ...] = ()
        if best:
            found = tuple([Match(rule := self.rules[number], rule.precision, best[number][1]) for number in sorted(best)])
        if len(self._memo) < _REMEMBERED and len(text) <= LONGEST:
            self._memo[text] = found
        return found

    def _look_up(self, words: str, keys: Iterable[str], *, cites: bool) -> dict[int, tuple[float, str]]:
        """The rules that have phrases like a block, each with how alike the likest is."""
        best: dict[int, tuple[float, str]] = {}
        size = len(words)
        for key in sorted(set(keys)):
            for number, kind, phrase, longest in self._index[key]:
                if size > longest:
                    break
                rule = self.rules[number]
                alike = _similarity(kind, words, phrase, rule.threshold)
                if not alike or (number in best and alike <= best[number][0]) or not _has_also(words, rule):
                    continue
                if kind == "phrases" or number < self.own or not (cites or _REPORTS.intersection(words.split())):
                    best[number] = alike, phrase
        return best

    @cached_property
    def _wholes(self) -> Wholes:
        kinds = (EXACT, FOLDED)
        return Wholes((n, kind, text) for n, rule in enumerate(self.rules) for kind in kinds for text in getattr(rule, kind))

    @cached_property
    def _index(self) -> dict[str, list[_Phrase]]:
        """Phrases by their longest words: a block that has none of these words can't be like the phrase. Those that longer blocks
        may be like stand first."""
        index: dict[str, list[_Phrase]] = {}
        for number, rule in enumerate(self.rules):
            for kind in KINDS:
                for phrase in map(words_of, getattr(rule, kind)):
                    for word in sorted(set(phrase.split()), key=lambda word: (-len(word), word))[:_KEY_WORDS]:
                        index.setdefault(word, []).append(_Phrase(number, kind, phrase, _longest_like(phrase, kind, rule)))
        for entries in index.values():
            entries.sort(key=lambda entry: -entry.longest)
        return index

    @cached_property
    def _patterns(self) -> Patterns:
        return self._patterns_of(cased=False)

    @cached_property
    def _cased_patterns(self) -> Patterns:
        return self._patterns_of(cased=True)

    def _patterns_of(self, cased: bool) -> Patterns:
        rules = ((number, rule) for number, rule in enumerate(self.rules) if rule.cased is cased)
        return Patterns([Pattern(number, rule.name, pattern) for number, rule in rules for pattern in rule.patterns], self.own)


class _Phrase(NamedTuple):
    """A phrase of the rule `number`. No block of more than `longest` characters is like it."""

    number: int
    kind: str
    phrase: str
    longest: int


def _longest_like(phrase: str, kind: str, rule: Rule) -> int:
    longest = max(rule.max_length, 2 * len(phrase))
    if kind == "phrases":  # of texts so unlike in length no ratio reaches the threshold
        longest = min(longest, int(len(phrase) * (200 / rule.threshold - 1) + _ROUNDING))
    return longest


def _stands(match: Match, place: int, held: Mapping[int, Sequence[Match]], texts: Sequence[str]) -> bool:
    """Whether a match holds where its block stands."""
    if match.rule.menu and (is_row(texts, place) or is_quoted(texts, place)):
        return False
    return not match.rule.first or place < match.rule.first or _beside(held, place)


def _numbers_above(standing: Mapping[int, Match], texts: Sequence[str]) -> dict[int, Match]:
    """The numbers of lines that a rule knows as numbered, each alone right above its line."""
    numbered = [(place - 1, match) for place, match in standing.items() if match.rule.numbered]
    return {
        at: Match(match.rule, match.score, "the number of the line below")
        for at, match in numbered
        if at >= 0 and at not in standing and texts[at].strip().isdecimal()
    }


def _beside(held: Mapping[int, Sequence[Match]], place: int) -> bool:
    """Whether a block next to it is one of those that stand at the beginning: two of them belong together anywhere."""
    return any(match.rule.first for at in (place - 1, place + 1) for match in held.get(at, ()))


def _cites(line: str) -> bool:
    return line.startswith(_QUOTES) and _CITES.match(line) is not None


def _has_also(words: str, rule: Rule) -> bool:
    return not rule.also or any(word.startswith(rule.also) for word in words.split())


def _similarity(kind: str, words: str, phrase: str, least: float) -> float:
    """How alike, up to 100; 0 where it is less than `least`."""
    if kind == "phrases":
        return fuzz.ratio(words, phrase, score_cutoff=least)
    if kind == "starts":
        return fuzz.ratio(words[: len(phrase)], phrase, score_cutoff=least)
    return fuzz.partial_ratio(phrase, words, score_cutoff=least) if len(phrase) <= len(words) else 0.0


@cache
def default_rules() -> RuleSet:
    """The rules of the package, with the phrases that the reader knows as well."""
    raw = tomllib.loads(resources.files("triage.clean.catalogue").joinpath("catalogue.toml").read_text(encoding="utf-8"))
    shared = phrases()
    tables = ({**table, "phrases": [*table.get("phrases", ()), *shared.get(table["name"], ())]} for table in raw["rules"])
    return RuleSet(tuple(rule_from(table, number) for number, table in enumerate(tables, 1)))
