"""What documents look like, and by which evidence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.config import REASONS
from triage.decide import Facts, Kind, common_language, language_of, suggest
from triage.model import Block, Label

STORY = (
    "The harbour board said on Monday that the old quay will be mended before the winter, and that the ferry has to leave from "
    "the northern pier until then. The captain was not pleased, but he had been told of it by his brother in the spring.\n"
)
LANGUAGES = {
    "fa": "شورای شهر گفت که اسکله‌ی قدیمی پیش از زمستان تعمیر می‌شود "
    "و کشتی باید تا آن زمان از بندر شمالی حرکت کند. ناخدا خوشحال نبود.",
    "ur": "شہر کی کونسل نے کہا کہ پرانی بندرگاہ سردیوں سے پہلے ٹھیک کی "
    "جائے گی اور کشتی تب تک شمالی گھاٹ سے چلے گی۔ کپتان خوش نہیں تھا۔",
    "ar": "قال مجلس المدينة إن الرصيف القديم سيتم إصلاحه قبل الشتاء "
    "وإن العبارة ستغادر من الرصيف الشمالي حتى ذلك الحين. لم يكن القبطان سعيدا.",
    "en": STORY,
    "de": "Der Hafen wird im nächsten Jahr für die Fähre gebaut, und das ist auch nicht die erste Baustelle, die von der Stadt "
    "mit Geld aus dem Fonds bezahlt werden soll. Es hat sich ein Verein gegründet.",
    "fr": "Le conseil de la ville a dit que les travaux du port ne sont pas finis, et qu'il faut plus de temps pour la jetée "
    "dans une zone qui est fermée au public. Ce sont les pêcheurs qui se plaignent.",
    "es": "El puerto de la ciudad estará cerrado por las obras hasta el fin del año, y los pescadores se quejan de que no hay "
    "más espacio para los barcos en la parte que queda abierta.",
    "ru": "Порт города будет закрыт до конца года, и рыбаки говорят, что для лодок не хватает места на той части причала, "
    "которая открыта. Работы идут с весны, но они не закончены, как было обещано.",
    "ja": "港の工事は来年の春まで続く予定で、漁師たちは船をとめる場所が足りないと話している。",
    "zh": "港口的施工将持续到明年春天，渔民们抱怨没有足够的地方停船，市政府表示会尽快解决这个问题。",
    "el": "Το λιμάνι θα μείνει κλειστό μέχρι το τέλος του χρόνου και οι ψαράδες διαμαρτύρονται.",
}


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
        (facts("Fähre", STORY[:120], "Dieser Text ist nur für Abonnenten"), Kind.PAYWALL, "nur für Abonnenten"),
        (facts(("Share", "share"), ("Tweet", "share")), Kind.NOT_AN_ARTICLE, "nothing of its 2 blocks"),
        (facts(*[f"Ten quiet walks, part {n}" for n in range(12)]), Kind.NOT_AN_ARTICLE, "12 of 12 lines"),
        (facts("Ferry", "It leaves at nine."), Kind.TOO_SHORT, "5 words"),
        (facts(STORY * 2, language="de", folder_language="en"), Kind.OTHER_LANGUAGE, "de; the folder is in en"),
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
        facts(STORY * 2, language="en", folder_language="en"),
        facts(STORY * 2, language="", folder_language="en"),
    ],
)
def test_an_article_looks_like_nothing_else(article: Facts) -> None:
    assert suggest(article) is None


def test_the_reason_is_one_of_the_corpus() -> None:
    short = facts("Ferry", "It leaves at nine.")
    assert suggest(short, ["too-short", "low-quality"]).reason == "too-short"  # type: ignore[union-attr]
    assert suggest(short, ["mine"]).reason == "low-quality"  # type: ignore[union-attr]


@pytest.mark.parametrize("code", LANGUAGES)
def test_languages_are_told_apart(code: str) -> None:
    assert language_of(LANGUAGES[code]) == code


def test_what_is_mixed_or_too_short_is_nothing() -> None:
    assert language_of("Ferry 640 Sund") == ""
    assert language_of("") == ""
    assert common_language([STORY] * 8 + [LANGUAGES["de"]]) == "en"
    assert common_language([STORY, LANGUAGES["de"]]) == ""
    unknown = (
        "Mae'r hen gei yn cael ei drwsio cyn y gaeaf, ac mae'n rhaid i'r fferi adael o'r pier gogleddol tan hynny, medd y bwrdd."
    )
    assert common_language([STORY, unknown, unknown]) == ""
    assert common_language([]) == ""


@given(st.text(max_size=300))
def test_any_text_has_a_language_or_none(text: str) -> None:
    assert isinstance(language_of(text), str)
