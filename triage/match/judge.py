"""From evidence to a decision about a pair, with its reason."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from triage.match.evidence import Evidence


class Kind(StrEnum):
    """What was decided about a pair of texts."""

    EXACT = "exact"  # the same words in the same order
    SAME_STORY = "same-story"
    CONTAINED_IN = "contained-in"  # the shorter stands in the longer, which tells much else
    TEMPLATE = "template"  # one frame, other facts
    DATE = "date"  # a recurring report of another day
    COVERAGE = "coverage"  # too little in common


class Rules(NamedTuple):
    """The thresholds of a decision. Shares are 0 to 1, lengths are in tokens, facts are numbers and names.

    A pair is looked at from `candidate` of weighted containment. Below `little` it is laid side by side only if a quick look
    leaves hope that it joins. From `sure` on, shared fingerprints are enough unless
    facts differ, and from `strong` on they join stories without further support. Below `sure`, the alignment must cover
    `coverage` of the shorter text, and a text of at most `short` tokens must pass the stricter `weak_*` as well, because
    a frame with its facts swapped covers as much. Of a longer one `weak_other` may be news of other facts: what a firm says of
    itself below all its news covers as much, too.

    `commonplace`: words that stand in both texts by more than the weight of their story explains are the words of many
    stories, a frame or boilerplate. (A scanner's slips lower both; a frame lowers the weight alone.) `replaced`: the share of the
    shorter text that may stand in such a frame and be another text in the longer; `opened`: the same, with what opens it, which
    whoever copies a report writes anew more freely; `unrelated`: the same, with other facts, as a paper that prints an agency's
    report puts a paragraph about its own town above.

    `resent`: a report of another day that agrees in every fact, in so much of the shorter text and so many numbers, is one report
    that was sent again. `agree_*`: from where on two texts are copies however common their words are.

    Two texts are one story if they share `mutual` of the heavier and the alignment covers `coverage` of the longer too. Where it
    covers less, the longer has room for another story, and is taken to hold the shorter.
    """

    candidate: float = 0.1
    little: float = 0.3
    sure: float = 0.5
    strong: float = 0.65
    coverage: float = 0.55
    reordered: float = 0.25
    commonplace: float = 0.5
    replaced: float = 0.15
    opened: float = 0.25
    unrelated: float = 0.175
    short: int = 160
    weak_share: float = 0.33
    weak_mutual: float = 0.1
    weak_coverage: float = 0.7
    weak_facts: int = 14
    weak_swapped: float = 0.11
    weak_numbers: float = 0.2
    weak_other: float = 0.08
    brief: int = 80
    numbers_brief: float = 0.15
    numbers_long: float = 0.5
    many_numbers: int = 4
    numbers_many: float = 0.2
    corrected: float = 0.018
    peculiar: float = 0.45
    facts_brief: float = 0.4
    facts_long: float = 0.6
    many_facts: int = 6
    facts_many: float = 0.25
    days: int = 3
    dated: int = 120
    resent: float = 0.9
    resent_numbers: int = 8
    agree_coverage: float = 0.8
    agree_facts: int = 8
    agree_numbers: float = 0.1
    agree_swapped: float = 0.08
    agree_replaced: float = 0.08
    mutual: float = 0.12


RULES = Rules()


def _share(part: int, rest: int) -> float:
    return part / max(1, part + rest)


def other_facts(evidence: Evidence, of_heavier: float) -> bool:
    """Whether the facts inside what the texts share are mostly other facts: two reports from one template.

    A correction changes a figure or two in a long text whose peculiar wording both have; a template is full of figures, and in
    the reports of one firm a good part of them stays (its people, its year, the firms that it names).
    """
    (numbers, names), (other_numbers, other_names) = evidence.same_facts, evidence.other_facts
    swapped = other_numbers + other_names
    numbers_share = _share(other_numbers, numbers)
    share = _share(swapped, numbers + names)
    if evidence.words <= RULES.brief:
        if (other_numbers >= 2 and numbers_share > RULES.numbers_brief) or (swapped >= 2 and share > RULES.facts_brief):
            return True
    else:
        several = other_numbers > RULES.corrected * evidence.words
        if other_numbers >= 2 and numbers_share > RULES.numbers_long and (several or of_heavier < RULES.peculiar):
            return True
        if other_numbers >= RULES.many_numbers and numbers_share > RULES.numbers_many and several:
            return True
    return (swapped >= 4 and share > RULES.facts_long) or (swapped >= RULES.many_facts and share > RULES.facts_many)


def _other_text(evidence: Evidence) -> bool:
    """Whether too much of the shorter text is another text in the longer, inside of what both have."""
    anywhere = evidence.opening + evidence.replaced
    shares = (evidence.replaced, RULES.replaced), (evidence.unrelated, RULES.unrelated), (anywhere, RULES.opened)
    return any(tokens > most * evidence.shorter for tokens, most in shares)


def _other_day(evidence: Evidence) -> bool:
    """Whether the texts are a recurring report of two days. One report sent again agrees in every fact but the date."""
    if evidence.days_apart is None or evidence.days_apart <= RULES.days or evidence.shorter > RULES.dated:
        return False
    resent = evidence.covered >= RULES.resent * evidence.shorter and evidence.same_facts[0] >= RULES.resent_numbers
    return not resent or sum(evidence.other_facts) > 0


def _weakly_the_same(evidence: Evidence, of_lighter: float, of_heavier: float) -> bool:
    """Whether two texts below `sure` agree well enough word by word."""
    covered = max(evidence.covered, evidence.verbatim) if of_heavier >= RULES.reordered else evidence.covered
    if not evidence.aligned or covered < RULES.coverage * evidence.shorter:
        return False
    if evidence.shorter > RULES.short:
        return evidence.unrelated <= RULES.weak_other * evidence.shorter
    (numbers, names), (other_numbers, other_names) = evidence.same_facts, evidence.other_facts
    return (
        of_lighter >= RULES.weak_share
        and of_heavier >= RULES.weak_mutual
        and evidence.covered >= RULES.weak_coverage * evidence.shorter
        and numbers + names >= RULES.weak_facts
        and _share(other_numbers + other_names, numbers + names) <= RULES.weak_swapped
        and _share(other_numbers, numbers) <= RULES.weak_numbers
    )


def is_commonplace(verbatim: int, shorter: int, of_lighter: float) -> bool:
    """Whether more of the shorter text stands in the longer, word by word, than the weight of what they share explains."""
    return verbatim > (of_lighter + RULES.commonplace) * shorter


def facts_agree(evidence: Evidence) -> bool:
    """Whether two texts agree so well, in words and in facts, that they are copies however common their words are."""
    (numbers, names), (other_numbers, other_names) = evidence.same_facts, evidence.other_facts
    return (
        evidence.aligned
        and evidence.shorter > RULES.brief
        and evidence.covered + evidence.retold >= RULES.agree_coverage * evidence.shorter
        and numbers + names >= RULES.agree_facts
        and other_numbers <= RULES.agree_numbers * (numbers + other_numbers)
        and other_numbers + other_names <= RULES.agree_swapped * (numbers + names)
        and evidence.opening + evidence.replaced <= RULES.agree_replaced * evidence.shorter
    )


def is_sure(evidence: Evidence, of_lighter: float) -> bool:
    """Whether a pair of one story is so by itself, whatever else is known of the two texts."""
    return of_lighter >= RULES.strong or facts_agree(evidence)


def decide(evidence: Evidence, of_lighter: float, of_heavier: float) -> Kind:
    """The decision about a pair, from its alignment and its weighted containment (share of the lighter, of the heavier)."""
    covers = max(evidence.covered, evidence.verbatim) >= RULES.coverage * evidence.longer
    if covers and facts_agree(evidence):
        return Kind.SAME_STORY
    if of_lighter < RULES.sure and not _weakly_the_same(evidence, of_lighter, of_heavier):
        return Kind.COVERAGE
    if is_commonplace(evidence.verbatim, evidence.shorter, of_lighter):
        return Kind.TEMPLATE
    if _other_text(evidence):
        return Kind.TEMPLATE
    if _other_day(evidence):
        return Kind.DATE
    if other_facts(evidence, of_heavier):
        return Kind.TEMPLATE
    if covers and of_heavier >= RULES.mutual:
        return Kind.SAME_STORY
    return Kind.CONTAINED_IN
