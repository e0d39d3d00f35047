"""What a document looks like that is not worth keeping, with the evidence. Suggested, and never applied by itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from triage.language_names import language_name
from triage.model import Block, By, Label
from triage.model.suggestion import Kind, Suggestion
from triage.plural import counted
from triage.widths import shortened

SHORT = 40  # words of cleaned text
STUB = 150  # words of cleaned text; a text behind a paywall ends before
ERROR = 80  # words of cleaned text; an article with an error line above it has more
LINES = 6  # content blocks, from which on a page can be a list of links
LINE_SHOWN = 47  # characters
LINE = 12  # words of a line that is no sentence
LIST = 0.8  # the share of such lines that makes a list
TOLD = 0.25  # of its characters in sentences, from which on it is an article with a list, such as the table of a match
PARAGRAPH = 400  # characters, from which on a block that was left out may have been the article's after all
DOUBT = 0.75  # a score; below it the model wasn't sure that a block is no part of the article

_SENTENCE_END = re.compile(r"[.!?…。！？।؟][\"'»”’)\]]*\s*$")
_PAYWALL = re.compile(
    r"subscribe (now )?to (continue|read|keep|unlock)|to (continue|keep) reading|already a (subscriber|member)"
    r"|(article|story|content|page) is (only |exclusively )?(available |reserved |exclusive )?(to|for) (our )?(paid |paying )?"
    r"(subscribers|members)|(log|sign) in to (continue|read)|account to (continue|read)"
    r"|(you have|you've) (reached|used) .{0,30}(free )?articles?|unlock (this|the) (article|story)"
    # Of a game or a shop more is for members alone than its texts.
    r"|\b(subscribers?|members?)[- ]only(?=[^\w\n]*(\n|$)|[ -]+(article|story|content|post|text|access|feature)s?\b)"
    r"|nur für abonnenten|jetzt weiterlesen|mit .{0,20}abo weiterlesen"
    r"|réservé (à nos|aux) abonnés"
    r"|(la suite|l'article) est réservée?|solo para suscriptores|exclusivo para suscriptores|suscríbete para"
    r"|riservato agli abbonati|exclusivo para assinantes"
    r"|alleen voor abonnees|för prenumeranter|tylko dla subskrybentów|только для подписчиков",
    re.IGNORECASE,
)


# The reasons that fit a kind, best first: a corpus may have a list of its own.
_REASONS = {
    Kind.DUPLICATE: ("duplicate",),
    Kind.ERROR_PAGE: ("error-page", "not-an-article"),
    Kind.PAYWALL: ("paywall",),
    Kind.NOT_AN_ARTICLE: ("not-an-article",),
    Kind.TOO_SHORT: ("too-short", "low-quality"),
    Kind.OTHER_LANGUAGE: ("other-language", "off-topic"),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an undecided document. `words` counts those of its cleaned text, `all_words` those of the raw one;
    `kept_copy` is a document of its cluster that is kept, `folder_language` what most of the folder is in."""

    raw: str
    blocks: Sequence[Block]
    words: int
    all_words: int
    language: str = ""
    folder_language: str = ""
    kept_copy: str = ""


def suggest(facts: Facts, reasons: Collection[str]) -> Suggestion | None:
    """The first kind that the document looks like. `reasons`: the codes of the corpus's own list."""
    for kind in Kind:
        evidence = _EVIDENCE[kind](facts)
        if evidence:
            fitting = [reason for reason in _REASONS[kind] if reason in reasons]
            reason = fitting[0] if fitting else _REASONS[kind][-1]
            return Suggestion(kind, reason, evidence, facts.kept_copy if kind is Kind.DUPLICATE else "")
    return None


def _duplicate(facts: Facts) -> str:
    return facts.kept_copy


def _error_page(facts: Facts) -> str:
    if facts.words >= ERROR:
        return ""
    block = next((block for block in facts.blocks if "error-page" in (block.rule, block.was_rule)), None)
    return f"line “{_line(facts, block)}”, {counted(facts.all_words, 'word')}" if block else ""


def _paywall(facts: Facts) -> str:
    if facts.words >= STUB:
        return ""
    found = next(
        (block for block in facts.blocks if _PAYWALL.search(facts.raw, block.start, min(block.end, block.start + 400))), None
    )
    return f"line “{_line(facts, found)}”, {counted(facts.words, 'word')} before it" if found else ""


def _not_an_article(facts: Facts) -> str:
    content = [facts.raw[block.start : block.end].strip() for block in facts.blocks if block.label is Label.CONTENT]
    if facts.blocks and not content and not _may_have_text(facts):
        return f"nothing of its {counted(len(facts.blocks), 'block')} is article text"
    if len(content) < LINES:
        return ""
    short = [len(text) for text in content if len(text.split()) <= LINE and not _SENTENCE_END.search(text)]
    if len(short) < LIST * len(content) or sum(short) <= (1 - TOLD) * sum(map(len, content)):
        return ""
    return f"{len(short)} of {len(content)} lines are no sentences"


def _may_have_text(facts: Facts) -> bool:
    """Whether a paragraph was left out that may be the article's: to look at it comes before to reject it."""
    doubtful = (one for one in facts.blocks if one.by is By.MODEL and one.label is Label.BOILERPLATE and one.score < DOUBT)
    return any(block.end - block.start >= PARAGRAPH for block in doubtful)


def _too_short(facts: Facts) -> str:
    return counted(facts.words, "word") if facts.words < SHORT and not _may_have_text(facts) else ""


def _other_language(facts: Facts) -> str:
    if not facts.language or not facts.folder_language or facts.language == facts.folder_language:
        return ""
    return f"{language_name(facts.language)}; the folder is in {language_name(facts.folder_language)}"


_EVIDENCE = {
    Kind.DUPLICATE: _duplicate,
    Kind.ERROR_PAGE: _error_page,
    Kind.PAYWALL: _paywall,
    Kind.NOT_AN_ARTICLE: _not_an_article,
    Kind.TOO_SHORT: _too_short,
    Kind.OTHER_LANGUAGE: _other_language,
}


def _line(facts: Facts, block: Block) -> str:
    return shortened(" ".join(facts.raw[block.start : block.end].split()), LINE_SHOWN)
