"""Lines that sites put around articles, in many languages, and lines of articles that look like them. All texts are invented."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from triage.clean import Cleaner, Page, default_rules
from triage.model import Document, Label
from triage.read.text import read_text

CLEANER = Cleaner()
PAGES = {
    language: {name: text.split("\n") for name, text in entry.items()}
    for language, entry in tomllib.loads(Path(__file__).with_name("furniture.toml").read_text(encoding="utf-8")).items()
}


def with_line(article: list[str], line: str, place: int) -> Document:
    return read_text("a.txt", "\n\n".join([*article[:place], line, *article[place:]]).encode())


def labels(language: str, kind: str, place: int) -> dict[str, Label]:
    """What becomes of each line of a kind, put by itself into the article."""
    lines = PAGES[language][kind]
    found = CLEANER.clean_pages([Page(with_line(PAGES[language]["article"], line, place)) for line in lines])
    return {line: cleaned.blocks[place].label for line, cleaned in zip(lines, found, strict=True)}


@pytest.mark.parametrize("language", PAGES)
def test_what_sites_put_into_articles_goes(language: str) -> None:
    for place in (3, len(PAGES[language]["article"])):
        assert [line for line, label in labels(language, "furniture", place).items() if label is Label.CONTENT] == []


@pytest.mark.parametrize("language", [language for language in PAGES if "text" in PAGES[language]])
def test_what_only_looks_like_it_stays(language: str) -> None:
    for place in (1, 3):
        assert [line for line, label in labels(language, "text", place).items() if label is not Label.CONTENT] == []


@pytest.mark.parametrize(
    "line",
    [
        "当サイトではクッキーを使用しています。",
        "เว็บไซต์นี้ใช้คุกกี้เพื่อประสบการณ์ที่ดี",
        "이 웹사이트는 쿠키를 사용합니다.",
        "Ez a weboldal sütiket használ.",
        "Bu site çerez kullanmaktadır.",
        "Käytämme evästeitä sivustolla.",
        "Vi använder cookies på vår webbplats.",
        "Tato stránka používá soubory cookie.",
        "На сайте используются куки.",
        "يستخدم هذا الموقع ملفات تعريف الارتباط",
        "यह वेबसाइट कुकीज़ का उपयोग करती है",
        "Deze site maakt gebruik van cookies.",
        "Acest site folosește cookie-uri.",
        "Тази страница използва бисквитки",
        "Svetainėje naudojami slapukai, slapukus galite išjungti",
        "Šī vietne izmanto sīkdatnes.",
        "Situs ini menggunakan cookie.",
        "Χρησιμοποιούμε cookies για την καλύτερη εμπειρία σας.",
        "Cookies help us deliver our services.",
        "We use cookies.",
    ],
)
def test_consent_is_asked_for_in_many_languages(line: str) -> None:
    match = default_rules().match(line, 9)
    assert match is not None
    assert match.rule.name in ("consent", "cookie", "cookie-use")


def test_a_legal_paragraph_goes_with_its_heading() -> None:
    legal = (
        "Words such as “expects” and “plans” point to risks and uncertainties that may make what happens differ from what "
        "is said here. The company will not correct any forward-looking statement."
    )
    text = "\n\n".join([*PAGES["en"]["article"], "Forward-Looking Statements", legal])
    assert [block.rule for block in CLEANER.clean(read_text("a.txt", text.encode())).blocks[-2:]] == ["forward-looking"] * 2


def rules_of(*lines: str) -> list[str]:
    """The rules that gave the labels of lines put below the article."""
    article = PAGES["en"]["article"]
    return [
        block.rule for block in CLEANER.clean(read_text("a.txt", "\n\n".join([*article, *lines]).encode())).blocks[len(article) :]
    ]


def test_errors_that_stand_together_go_wherever_they_stand() -> None:
    article = PAGES["en"]["article"]
    sorry = "Error! We're sorry, but the page was not found."
    text = "\n\n".join([*article, *article[1:], "Sorry!!", sorry, " date 2031-05-10 403"])
    assert [block.label for block in CLEANER.clean(read_text("a.txt", text.encode())).blocks[-3:]] == [Label.BOILERPLATE] * 3


def test_rows_of_a_table_are_no_menu() -> None:
    table = [
        "Ward | Winner | Votes | Majority",
        "Quay | Green | 1,204 | 310",
        "Mill | Labour | 902 | 11",
        "Castle | Other | 611 | 95",
    ]
    assert "navigation" not in rules_of(*table)
    assert "navigation" in rules_of("Home | News | Sport | Weather")


def test_the_numbers_of_subtitles_go_with_their_times() -> None:
    film = ["7", "00:01:04,100 --> 00:01:07,000", "The crane is back.", "8", "00:01:07,300 --> 00:01:09,000", "1911"]
    assert [rule == "time-code" for rule in rules_of(*film)] == [True, True, False, True, True, False]


@pytest.mark.parametrize("mark", [">>", ">> ", ">>>", "> > "])
def test_lines_that_a_mail_quotes_are_no_links(mark: str) -> None:
    quoted = [
        "Has anybody here ever tried to move a crane that has stood in",
        "the rain for eleven years, and on",
        "Rails of 1911",
    ]
    for lines in (quoted, quoted[::-1], [*quoted, "Ours won't even turn."]):
        assert "arrow-link" not in rules_of(*(mark + line for line in lines))
    assert "arrow-link" not in rules_of("Moira Tallis wrote:", f"{mark}Has anybody moved a crane")


def test_lines_that_begin_with_arrows_lead_elsewhere() -> None:
    links = [">> Ferry timetable cut", ">> The lock that nobody opens", "» What the lock costs"]
    assert rules_of(*links) == ["arrow-link"] * 3


@pytest.mark.parametrize(
    "heading", ["Recommended for you", "Leggi anche", "Das könnte Sie auch interessieren", "Διαβάστε επίσης"]
)
def test_links_below_their_heading_go_and_the_article_goes_on(heading: str) -> None:
    article = PAGES["en"]["article"]
    text = "\n\n".join([*article[:3], heading, "Ten walks along the quay", *article[3:]])
    labels_found = [block.label is Label.CONTENT for block in CLEANER.clean(read_text("a.txt", text.encode())).blocks]
    assert labels_found == [True] * 3 + [False] * 2 + [True] * 2


def test_where_no_sign_ends_a_sentence_the_line_below_a_heading_may_be_one() -> None:
    article = ["ตลาดเก่าเปิดอีกครั้ง", *["เทศบาลกล่าวว่าตลาดเก่าริมคลองจะเปิดอีกครั้งในเดือนหน้าหลังจากปิดซ่อมแซมมานานกว่าสองปีเพราะน้ำท่วมใหญ่"] * 2]
    last = "ทางเทศบาลงดเก็บค่าแผงจนถึงสิ้นปีเพื่อช่วยเหลือพ่อค้าแม่ค้าที่กลับมาขายของในตลาดแห่งนี้อีกครั้งหนึ่ง"
    found = CLEANER.clean(read_text("a.txt", "\n\n".join([*article, "ข่าวที่เกี่ยวข้อง", last]).encode())).blocks
    assert [block.rule for block in found[-2:]] == ["related-heading", "line-model"]


@pytest.mark.parametrize(
    "line", ["14 mei 2031 om 06:30", "14. května 2031 9:30", "14/05/2031 09:30 GMT+7", "2031年5月14日 5時00分", "14 Maggio 2031"]
)
def test_a_line_that_is_a_date_is_known_in_many_languages(line: str) -> None:
    match = default_rules().match(line, 20)
    assert match is not None
    assert match.rule.name == "dated"
