"""What documents look like, and by which evidence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from triage.config import REASONS
from triage.decide import Facts, suggest
from triage.model import Block, By, Label
from triage.model.suggestion import Kind

STORY = (
    "The harbour board said on Monday that the old quay will be mended before the winter, and that the ferry has to leave from "
    "the northern pier until then. The captain was not pleased, but he had been told of it by his brother in the spring.\n"
)


def facts(*lines: tuple[str, str] | str, **others: object) -> Facts:
    """Blocks of `(text, rule)`, or of content."""
    raw, blocks = "", []
    for n, line in enumerate(lines, 1):
        text, rule = line if isinstance(line, tuple) else (line, "")
        label = Label.BOILERPLATE if rule else Label.CONTENT
        blocks.append(Block(n, len(raw), len(raw) + len(text), label, rule))
        raw += text + "\n"
    content = [raw[b.start : b.end] for b in blocks if b.label is Label.CONTENT]
    known = {"words": len(" ".join(content).split()), "all_words": len(raw.split())}
    return Facts(raw, blocks, **{**known, **others})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given_facts", "kind", "evidence"),
    [
        (facts(("Sorry!!", "error-page"), "The page has moved to another place."), Kind.ERROR_PAGE, "line “Sorry!!”, 8 words"),
        (facts("Ferry", STORY[:120], "Subscribe to continue reading."), Kind.PAYWALL, "Subscribe to continue"),
        (facts("Ferry", STORY[:120], "Members only"), Kind.PAYWALL, "Members only"),
        (facts("Ferry", STORY[:120], "This is a subscriber-only story"), Kind.PAYWALL, "subscriber-only"),
        (facts("Fähre", STORY[:120], "Dieser Text ist nur für Abonnenten"), Kind.PAYWALL, "nur für Abonnenten"),
        (facts(("Share", "share"), ("Tweet", "share")), Kind.NOT_AN_ARTICLE, "nothing of its 2 blocks"),
        (facts(*[f"Ten quiet walks, part {n}" for n in range(12)]), Kind.NOT_AN_ARTICLE, "12 of 12 lines"),
        (facts("Ferry", "It leaves at nine."), Kind.TOO_SHORT, "5 words"),
        (facts(STORY * 2, language="de", folder_language="en"), Kind.OTHER_LANGUAGE, "German; the folder is in English"),
        (facts(STORY * 2, kept_copy="b.txt"), Kind.DUPLICATE, "b.txt"),
    ],
)
def test_each_kind_has_its_evidence(given_facts: Facts, kind: Kind, evidence: str) -> None:
    found = suggest(given_facts, [reason.code for reason in REASONS])
    assert found is not None
    assert found.kind is kind
    assert evidence in found.evidence
    assert found.reason in {reason.code for reason in REASONS}
    assert bool(found.duplicate_of) is (kind is Kind.DUPLICATE)


@pytest.mark.parametrize(
    "article",
    [
        facts("Ferry moves", STORY * 2),
        facts(("Sorry!!", "error-page"), ("Error 404", "error-page"), "Ferry moves", STORY * 3),
        facts("Ferry moves", *[STORY] * 6, ("Subscribe to continue reading.", "subscribe")),
        facts("Ten walks", *[STORY] * 5, *["A short line"] * 4),
        facts("Ferry league, round 9", STORY[:120], "Quay is on top.", *[f"Quay - Mill\t{n}-1" for n in range(9)]),
        facts("Deck hand wanted", "Your tasks", *["- Keep the ropes dry"] * 5, "What we offer", STORY[:90] + ".", "- Soup"),
        facts("Ferry moves", STORY, "New members only ropes are on sale at the quay!"),
        facts(STORY * 2, language="en", folder_language="en"),
        facts(STORY * 2, language="", folder_language="en"),
    ],
)
def test_an_article_looks_like_nothing_else(article: Facts) -> None:
    assert suggest(article, ()) is None


def test_the_reason_is_one_of_the_corpus() -> None:
    short = facts("Ferry", "It leaves at nine.")
    assert suggest(short, ["too-short", "low-quality"]).reason == "too-short"  # type: ignore[union-attr]
    assert suggest(short, ["mine"]).reason == "low-quality"  # type: ignore[union-attr]


@pytest.mark.parametrize(("score", "by", "kind"), [(0.68, By.MODEL, None), (0.9, By.MODEL, 0), (0.68, By.RULE, 0)])
@pytest.mark.parametrize(("above", "usual"), [((), Kind.NOT_AN_ARTICLE), (("Ferry", "It leaves at nine."), Kind.TOO_SHORT)])
def test_a_long_paragraph_that_was_doubtful_is_looked_at_first(
    score: float, by: By, kind: int | None, above: tuple[str, ...], usual: Kind
) -> None:
    known = facts(*above, (STORY * 3, "line-model"))
    blocks = [*known.blocks[:-1], known.blocks[-1]._replace(score=score, by=by)]
    found = suggest(replace(known, blocks=blocks), ())
    assert (found.kind if found else None) is (None if kind is None else usual)
