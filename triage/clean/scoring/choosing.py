"""Which lines of a page are content, given the score of each."""

from __future__ import annotations

import math
from collections.abc import Container, Sequence

import numpy as np

from triage.arrays import Array
from triage.clean.copies.natural import has_prose, in_latin, is_song
from triage.clean.scoring.features import PageLines
from triage.paragraphs import CLOSERS, is_sentence

# Scores are of single precision, and so is what they are compared with.
CONTENT_FROM = 0.5
"""From this score on a line is content on any page, and where tags were read no line is below it."""
LEAST_CONTENT = float(np.float32(0.35))
"""Below this score a line of a whole page is no content, where the model is sure of what it keeps."""
LEAST_UNSURE = float(np.float32(0.2))
"""The same where it isn't: on a page of a kind that it hardly knows, all scores are low."""
SURE = 0.6
"""It is where what is kept has this score on the average."""
SHORT_PAGE = 40
"""Pages of up to so many lines are short: what stands there is an article with some dirt, not a site with an article."""
PROSE_ON_SHORT = float(np.float32(0.2))
"""From this score on a paragraph of a short page is content: it costs more to lose one than a line to leave."""
SENTENCE_ON_SHORT = float(np.float32(0.12))
"""From this score on a sentence of a short page is content where it goes on below another: an article ends with a short
paragraph, right above the links, of which the model has learned on whole pages that most are the site's."""
INNER_ON_SHORT = float(np.float32(0.2))
"""From this score on a line of a short page is content where it stands between sentences that are, and a sentence below one."""
CONTENT_AT_EDGE = float(np.float32(0.65))
"""From this score on a short line at the edge of the article is content."""
_LINE_WEIGHT = 3.0
_PARAGRAPH, _SHORT = 100, 60
_LEAST_PARAGRAPHS = 3
_EDGE_LINES = 10
_PASSAGE = 200  # characters from which a line is never held to have strayed
_BESIDE = 2  # lines
_ASKS = ("?", "？", "؟", "…", "...")
_LEAST_SENTENCE = 20  # Latin letters
_CHANGE = 1.5  # nats
_LEAST_ODDS = 1e-4


def content_lines(scores: Array, page: PageLines) -> list[bool]:
    """Which lines of `page` are content by the line model's scores. Of a song nearly all, which looks like a menu in places."""
    kept = _likely_lines(scores, page)
    if is_song(page.texts, kept):
        return [score >= LEAST_UNSURE for score in scores.tolist()]
    return kept


def _likely_lines(scores: Array, page: PageLines) -> list[bool]:
    """Which lines of any page are content.

    Of a short page the likely ones. Of a whole page as many of the best as make its expected F1 largest: with a fixed threshold a
    page of doubtful lines would lose most of them; so it keeps the best of what it has.
    """
    listed: list[float] = scores.tolist()
    if len(listed) <= SHORT_PAGE:
        likely = [
            score >= CONTENT_FROM or (score >= PROSE_ON_SHORT and _is_prose(text))
            for score, text in zip(listed, page.texts, strict=True)
        ]
        return _with_sentences(likely, listed, page)
    lengths = [len(text) for text in page.texts]
    sizes = np.array(lengths, np.float64) + _LINE_WEIGHT
    best = min(_last_of_best(scores, sizes), CONTENT_FROM)
    kept = scores >= max(best, LEAST_CONTENT)
    is_sure = not kept.any() or np.average(scores[kept], weights=sizes[kept]) >= SURE
    if not is_sure:
        return _sure_at_edges(listed, lengths, max(best, LEAST_UNSURE))
    threshold, known = max(best, LEAST_CONTENT), frozenset(page.paragraphs)
    firm = [lies or at in known for at, lies in enumerate(_in_stretches(scores, threshold))]
    staying = _without_strays(_sure_at_edges(listed, lengths, threshold), lengths, firm)
    return _with_passages(staying, listed, page.texts)


def content_by_tags(scores: Array, page: PageLines) -> list[bool]:
    """The same where tags were read as well: nothing is in doubt that would need the rest of the page."""
    return _sure_at_edges(scores.tolist(), [len(text) for text in page.texts], CONTENT_FROM)


def with_inner(kept: list[bool], scores: Array, page: PageLines, doubted: Container[int]) -> list[bool]:
    """With the likely lines between the sentences of a short page: headings of parts, results, lists. What a rule says something
    against, or other documents have as well, may be the site's."""
    if len(kept) > SHORT_PAGE:
        return kept
    sentences = [at for at, text in enumerate(page.texts) if kept[at] and is_sentence(text.rstrip())]
    staying = list(kept)
    for at in range(min(sentences, default=0), max(sentences, default=0)):
        staying[at] = kept[at] or (scores[at] >= INNER_ON_SHORT and at not in doubted and not (page.seen and page.seen[at]))
    return staying


def _is_prose(text: str) -> bool:
    return len(text) >= _SHORT and has_prose(text)


def _with_sentences(kept: Sequence[bool], scores: Sequence[float], page: PageLines) -> list[bool]:
    """With the sentences that stand right below a line that is kept, and in no other document: below another sentence less likely
    ones, too. A question asks for readers'."""
    staying = list(kept)
    ends = [text.rstrip() for text in page.texts]
    for at in range(1, len(ends)):
        if staying[at] or not staying[at - 1] or scores[at] < SENTENCE_ON_SHORT or (page.seen is not None and page.seen[at]):
            continue
        above, text = ends[at - 1], ends[at]
        goes_on = is_sentence(above) or scores[at] >= INNER_ON_SHORT
        staying[at] = goes_on and _is_statement(text) and in_latin(text) >= _LEAST_SENTENCE
    return staying


def _is_statement(text: str) -> bool:
    return is_sentence(text) and not text.rstrip(CLOSERS).endswith(_ASKS)


def _sure_at_edges(scores: Sequence[float], lengths: Sequence[int], threshold: float) -> list[bool]:
    """The lines from `threshold` on. Short lines just above the first paragraph or below the last (names, dates, credits, links)
    cost little F1 either way, but a page that keeps one isn't exactly right: they must be surer."""
    kept = [score >= threshold for score in scores]
    paragraphs = [at for at, keeps in enumerate(kept) if keeps and lengths[at] >= _PARAGRAPH]
    if len(paragraphs) >= _LEAST_PARAGRAPHS:
        first, last = paragraphs[0], paragraphs[-1]
        for edge in (range(max(0, first - _EDGE_LINES), first), range(last + 1, min(len(kept), last + 1 + _EDGE_LINES))):
            for at in edge:
                kept[at] = kept[at] and (lengths[at] >= _SHORT or scores[at] >= CONTENT_AT_EDGE)
    return kept


def _without_strays(kept: Sequence[bool], lengths: Sequence[int], in_stretches: Sequence[bool]) -> list[bool]:
    """The kept lines without those that stand alone among others, unless nothing would be left. A long line may do so."""
    staying = [keeps and (lies or size >= _PASSAGE) for keeps, size, lies in zip(kept, lengths, in_stretches, strict=True)]
    return staying if any(staying) else list(kept)


def _with_passages(kept: Sequence[bool], scores: Sequence[float], texts: Sequence[str]) -> list[bool]:
    """With the long paragraphs among kept lines: one that is lost from the midst of an article costs more than one that stays."""
    return [
        keeps
        or (
            len(texts[at]) >= _PASSAGE
            and scores[at] >= PROSE_ON_SHORT
            and any(kept[max(0, at - _BESIDE) : at])
            and any(kept[at + 1 : at + 1 + _BESIDE])
            and has_prose(texts[at])
        )
        for at, keeps in enumerate(kept)
    ]


def _in_stretches(scores: Array, threshold: float) -> list[bool]:
    """Which lines belong to content by the likeliest course of the page: a chain of two states, in which each change between
    content and the rest costs `_CHANGE` nats (Viterbi, 1967). A line between others must have more for it than itself."""
    sure = np.clip(scores, _LEAST_ODDS, 1 - _LEAST_ODDS, dtype=np.float64)
    gains = np.log(sure / (1 - sure)) - math.log(threshold / (1 - threshold))
    likelier = gains >= 0
    begins = [0, *(np.flatnonzero(likelier[1:] != likelier[:-1]) + 1).tolist()]
    # Within a run of lines that speak for the same state nothing changes: the chain is one of runs.
    outside, inside = 0.0, -_CHANGE
    came_from: list[tuple[bool, bool]] = []
    for gain in np.add.reduceat(gains, begins).tolist():
        came_from.append((inside - _CHANGE > outside, inside >= outside - _CHANGE))
        outside, inside = max(outside, inside - _CHANGE), max(inside, outside - _CHANGE) + gain
    states = [inside > outside]
    for left, stayed in reversed(came_from):
        states.append(stayed if states[-1] else left)
    stretches: list[bool] = []
    for state, begin, end in zip(reversed(states[:-1]), begins, [*begins[1:], len(scores)], strict=True):
        stretches += [state] * (end - begin)
    return stretches


def _last_of_best(scores: Array, sizes: Array) -> float:
    """The lowest score among as many of the best lines as make the expected F1 largest."""
    order = np.argsort(-scores, kind="stable")
    expected = np.cumsum((scores * sizes)[order])
    gain = expected / (np.cumsum(sizes[order]) + expected[-1])
    return float(scores[order[np.argmax(gain)]])
