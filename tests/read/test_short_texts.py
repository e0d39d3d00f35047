"""The title of a text of few lines: whatever is short and stands above the article. All texts are invented."""

from __future__ import annotations

import textwrap

import pytest

from triage.paragraphs import is_sentence
from triage.read.metadata import text_metadata

SENTENCE = "Councillors want to pay for a new sluice gate and a lamp."
PARAGRAPHS = [
    "The harbour council voted on Monday to repair the old tide mill at the mouth of the river, which has stood still since the "
    "storm of the winter before last, and to let the miller move in.",
    "Work on the wheel begins in June and is to last until the leaves fall, the council's engineer told the meeting on Monday, "
    "provided that the oak for the paddles comes in time.",
    "Residents of the quay had asked for it in a petition that more than four hundred of them signed.",
]
SHORT = ["Homecoming", "Storm", "Gone", "Why?", "Fog", "A letter", "Ducks don't vote", "Mill"]


@pytest.mark.parametrize("headline", SHORT)
@pytest.mark.parametrize("apart", ["\n", "\n\n"])
@pytest.mark.parametrize("above", [[], ["14 May 2025"], ["By Ann Lee"]])
def test_a_headline_of_a_word(headline: str, apart: str, above: list[str]) -> None:
    for body in (PARAGRAPHS, [SENTENCE, *PARAGRAPHS], [*PARAGRAPHS, SENTENCE], [SENTENCE, "It opens in May."]):
        assert text_metadata(apart.join([headline, *above, *body])).title == headline


FURNITURE = [
    ["Jump to Recipe", "Pin Recipe", "This post may contain affiliate links."],
    ["« Previous Story", "Next Story »"],
    ["Skip to content", "Startseite Region Sport Kultur"],
    ["Главная Новости Общество Спорт"],
    ["Opinion"],
    ["THE QUAY POST", "Home | News | Sport | Opinion", "Breaking: storm warning for the whole coast"],
    ["Menu", "The Quay - your harbour, faster", "World Money Tech Life Video", "Advertisement"],
    ["LIVE"],
    ["Vai al contenuto principale", "Hai già un abbonamento? Accedi"],
    ["Article réservé aux abonnés", "Accueil > Culture > Musiques"],
    ["News provided by", "Tarnow Harbour Works plc", "May 14, 2025, 08:00 ET"],
    ["Regulatory Story", "Go to market news section", "Company TIDM"],
    ["Pular para o conteúdo"],
    ["Co-authored by our staff"],
    ["The Quay Courier", "Sport Culture Business Wharf"],
    ["The Quay Courier", "Home / Local / Quay", "Thursday, March 12"],
    ["Strona główna > Region > Nabrzeże", "Czwartek, 12 marca", "E-wydanie"],
    ["首页 > 本地 > 码头", "3月12日 星期四"],
    ["Início > Cais", "Quinta-feira, 12 de março"],
]


@pytest.mark.parametrize("above", FURNITURE, ids=lambda lines: lines[0])
@pytest.mark.parametrize(
    "headline", ["Tide mill to turn again", "Home at last, the miller says", "A mill for Tarnow Harbour Works"]
)
def test_what_pages_put_above_a_headline_is_none(above: list[str], headline: str) -> None:
    assert text_metadata("\n".join([*above, headline, "By Ann Lee", *PARAGRAPHS])).title == headline


@pytest.mark.parametrize("tabs", [["Read", "View history", "Tools"], ["Talk", "View source"], ["Stampa questa pagina"]])
def test_what_a_page_can_be_done_with_stands_below_its_headline(tabs: list[str]) -> None:
    assert text_metadata("\n".join(["Jump to navigation", "Tide mill", *tabs, *PARAGRAPHS])).title == "Tide mill"


@pytest.mark.parametrize("headline", ["Sport Culture Business alike", "On 12 March the mill stops", "4 May"])
def test_a_headline_with_words_of_a_menu_or_a_day(headline: str) -> None:
    assert text_metadata("\n".join([headline, *PARAGRAPHS])).title == headline


def test_a_disclaimer_longer_than_any_paragraph_is_no_article() -> None:
    disclaimer = "Neither this site nor its owners answer for what stands here, which is given as it was received. " * 3
    links = ["Related", "A headline of another story about the mill", "Edited by hand"]
    text = "\n".join(["Tide mill to turn again", SENTENCE, PARAGRAPHS[0], SENTENCE, *links, disclaimer])
    assert text_metadata(text).title == "Tide mill to turn again"


def test_a_headline_of_four_signs() -> None:
    body = "港务局周二表示，北码头将继续关闭，直到地基检查完成为止，渡轮暂时使用旧码头，旅客不必另行购票。"
    assert text_metadata(f"桥修好了\n\n{body}\n\n议员赞成修建新水闸。\n\n{body}").title == "桥修好了"


def test_without_a_headline_no_later_sentence_is_one() -> None:
    assert text_metadata("\n\n".join([PARAGRAPHS[0], SENTENCE, *PARAGRAPHS[1:]])).title == ""
    assert text_metadata("\n\n".join([SENTENCE, *PARAGRAPHS])).title == SENTENCE


@pytest.mark.parametrize("headline", ["Tide mill to grind again", "TIDE MILL TO GRIND AGAIN", "Mill"])
@pytest.mark.parametrize("apart", ["\n", "\n\n"])
@pytest.mark.parametrize("width", [60, 68, 72, 78])
def test_a_line_that_goes_on_is_no_headline(headline: str, apart: str, width: int) -> None:
    wrapped = [textwrap.fill(text, width) for text in (f"BRACKWATER (AP) — {PARAGRAPHS[0]}", *PARAGRAPHS[1:])]
    for body in (wrapped, wrapped[:1]):
        found = text_metadata("\n\n".join([headline + apart + body[0], *body[1:]]))
        assert (found.title, found.source) == (headline, "AP")


def test_a_hard_wrapped_sentence_is_one() -> None:
    told = f"{PARAGRAPHS[0]} The mill was built by an abbot and monks on 4 March 1811 and stopped on 2 April 1954 for good."
    assert text_metadata("\n\n".join(["Mill", *(textwrap.fill(text, 68) for text in (told, *PARAGRAPHS))])).date is None


@pytest.mark.parametrize("line", ["« Il est venu. »", "“He came.”", "He came (at last.)", "彼は来た。」", "He came."])
def test_a_sentence_ends_inside_its_quotes(line: str) -> None:
    assert is_sentence(line)
    assert not is_sentence(line.translate(dict.fromkeys(map(ord, ".。"))))


def test_the_title_of_minutes_stands_above_them_however_long_they_are() -> None:
    minutes = [f"{n}. Mrs Chen welcomed the new roof, and said that {n} of {900 - n} members had called." for n in range(1, 151)]
    minutes[110] = f"{minutes[110][:-1]}, which nobody had foreseen when the roof was ordered in the spring of the year before."
    assert text_metadata("\n\n".join(["Minutes of the twelfth ordinary meeting", *minutes])).title.startswith("Minutes of")


MENUS = [
    (["The Long Table", "Recipes", "About", "Newsletter", "Jump to Recipe"], "Onion tart with thyme", ["Print", "Pin"]),
    (["Oberauer Bote", "Abo", "E-Paper", "Anmelden", "Lokales", "Sport"], "Freibad öffnet früher", ["3. Mai 2023", "Teilen"]),
    (["Gale Funeral Home", "Home", "Obituaries", "Services", "Contact", "Send Flowers"], "Edwin Foss", ["1931 - 2022"]),
    (["Obituaries", "Send Flowers", "Plant a tree", "Share"], "Ruth Ellen Foss", ["October 2, 1931 - January 17, 2022"]),
    (["Ashby Council", "Your council", "Bins", "Planning", "Pay", "Report it"], "Temporary closure of Mill Lane", []),
    (["Fußball", "Handball", "Amateure"], "Liveticker: Auental – Bruchberg 3:2", []),
    (["Inicio", "Recetas", "Contacto"], "Tortilla de la abuela Tomasa", []),
    (["Culture", "Film", "Music", "Books", "Interview"], "“I never wanted to be the one who stays”", []),
    (["首页", "人物", "图片"], "专访：一个人的邮局", []),
    (["トップ", "暮らし", "インタビュー"], "最後の銭湯を守る人", []),
    (["Search jobs", "Jobs", "Sign in"], "Night baker (m/f/d)", ["Apply now", "Save job"]),
]
ANSWERS = ["Why now?", "Because it is done.", "Is that so?", "It is a relief."]


@pytest.mark.parametrize(("menu", "headline", "below"), MENUS, ids=lambda part: part[0] if part else "")
@pytest.mark.parametrize("body", [ANSWERS, [SENTENCE, *ANSWERS], ["• 6 eggs", "Beat the eggs, and salt them.", *ANSWERS]])
def test_the_headline_below_a_menu_of_a_word_a_line(menu: list[str], headline: str, below: list[str], body: list[str]) -> None:
    """Also where no line of the text is a long one, as in interviews and recipes."""
    assert text_metadata("\n".join([*menu, headline, *below, *body])).title == headline


@pytest.mark.parametrize("times", [1, 12])
@pytest.mark.parametrize("above", [[], ["Home", "Poems", "About"]])
@pytest.mark.parametrize(
    ("headline", "text"),
    [
        ("Harbour song", ["The boat went out at break of day,", "the wind was in the west.", "Haul away, my lads, haul away!"]),
        ("Harbour song", ["The boat went out at break of day.", "Who will row the boat ashore?", "Nobody was there."]),
        ("A harbour play", ["ANNA: When does the evening boat come?", "OLE: When it comes.", "ANNA: And when is that?"]),
        ("Dear readers", ["We are closing.", "Thank you for these ten good years!", "The shop stays open until May."]),
        ("Who was the boatman?", ["We do not know.", "Who will row the boat ashore?", "Nobody was there."]),
    ],
)
def test_no_refrain_or_question_is_the_headline_of_a_text_in_short_lines(
    headline: str, text: list[str], above: list[str], times: int
) -> None:
    assert text_metadata("\n".join([*above, headline, *text * times])).title == headline


@pytest.mark.parametrize("of", ["Transcript", "TRANSCRIPT:"])
def test_the_heading_of_a_transcript_is_no_title(of: str) -> None:
    said = [
        "OLE: You boil it for a day.",
        "BAKKE: Why so long?",
        "OLE: So that it stays on the boat.",
        "BAKKE: Thank you.",
        "Transcript by Quill.",
    ]
    told = "Every month on this program we visit a trade that is about to go. Today it is Ole."
    above = ["Dale Radio", "Donate", "Programs", "Schedule", "Tar", "March 3, 2021", "Listen • 4:05", of, "ANNE BAKKE, HOST:"]
    assert text_metadata("\n".join([*above, told, *said])).title == "Tar"


BANNERS = [
    "Çerezleri size en iyi deneyimi sunabilmek için kullanıyoruz. Siteyi kullanmaya devam ederseniz kabul etmiş sayılırsınız.",
    "Käytämme evästeitä parantaaksemme käyttökokemustasi. Jatkamalla sivuston käyttöä hyväksyt evästeiden käytön.",
    "אתר זה משתמש בעוגיות כדי לשפר את חוויית הגלישה שלך. המשך הגלישה באתר מהווה הסכמה לשימוש בעוגיות.",
    "نستخدم ملفات تعريف الارتباط لتحسين تجربتك على موقعنا. بمتابعة التصفح فإنك توافق على استخدامنا لها.",
    "این سایت از کوکی‌ها برای بهبود تجربه شما استفاده می‌کند. با ادامه استفاده از سایت با این موضوع موافقت می‌کنید.",
    "हम आपके अनुभव को बेहतर बनाने के लिए कुकीज़ का उपयोग करते हैं। साइट का उपयोग जारी रखकर आप इससे सहमत होते हैं।",
    "当サイトではCookieを使用しています。サイトの閲覧を続けることで、Cookieの使用に同意したものとみなされます。",
    "본 사이트는 더 나은 서비스를 위해 쿠키를 사용합니다. 계속 이용하시면 쿠키 사용에 동의하는 것으로 간주됩니다.",
]


@pytest.mark.parametrize("banner", BANNERS)
def test_a_banner_about_cookies_is_no_headline(banner: str) -> None:
    assert text_metadata("\n".join([banner, "Tide mill to turn again", *PARAGRAPHS])).title == "Tide mill to turn again"


def test_an_article_about_cookies_that_are_eaten_has_a_title() -> None:
    text = [
        "Recipes",
        "About",
        "Oatmeal raisin cookies",
        "These cookies are chewy, and keep for a week, if nobody finds the tin.",
        SENTENCE,
    ]
    assert text_metadata("\n".join([*text, "Bake the cookies for twelve minutes."])).title == "Oatmeal raisin cookies"


@pytest.mark.parametrize(
    "line",
    [
        "[00:00:13] Mira: The mill of Tarnow?",
        "00:00:13 Mira talks about the old tide mill",
        "— Why will the old tide mill turn again?",
        "ANITA ROSS, HOST OF THE TIDE MILL:",
        "TIDE MILL REVIEW                    Spring 2024",
        "J. Tidal Mills (2021) 14: 201–215",
        "Home // News // The old tide mill",
        "You are here: the old tide mill",
    ],
)
def test_what_no_headline_looks_like(line: str) -> None:
    for lines in ([line, "Tide mill to turn again"], ["Tide mill to turn again", line]):
        assert text_metadata("\n".join([*lines, *PARAGRAPHS])).title == "Tide mill to turn again"


STANDFIRST = "The harbour council repairs the tide mill at the mouth of the river and lets the miller move in"


@pytest.mark.parametrize(
    "above",
    [
        ["The Quay", "Opinion", "Columnists", "Letters", "Sign in"],
        ["The Quay", "News", "Letters", "Sign in", "Comment"],
        ["The Quay", "Stories", "Boats", "Home > Stories > Boats"],
        ["The Quay", "Startseite", "Orte", "Startseite » Orte » Tarnow"],
    ],
    ids=lambda lines: lines[-1],
)
def test_below_a_menu_or_a_path_the_headline_is_the_first_line_and_not_its_standfirst(above: list[str]) -> None:
    lines = [*above, "A mill that waits for water", STANDFIRST, "By Ann Lee", "14 May 2025", *PARAGRAPHS]
    assert text_metadata("\n".join(lines)).title == "A mill that waits for water"


@pytest.mark.parametrize("headline", ["Do swans break arms?", "Tables: Saturday's games", "Results of the league's games"])
def test_a_headline_below_a_menu_and_above_no_long_line(headline: str) -> None:
    menu = ["The Northern Quay", "Football", "Cricket", "About us", "Fixtures"]
    rows = ["18 October 2031", "Premier Division", "Quay Rovers 3-1 Asher Town", "Marsh End 0-0 Calder United", "Mill 1-1 Ferry"]
    assert text_metadata("\n".join([*menu, headline, *rows])).title == headline
    told = ["The claim", "It is said of every swan that it can.", "Our verdict", "False."]
    assert text_metadata("\n".join([*menu, headline, "18 October 2031", *told])).title == headline


def test_no_field_among_others_is_a_title() -> None:
    fields = [
        "Location: Tarnow",
        "Salary: 29,400 to 32,100 a year for the miller",
        "Hours: Full time, the mill turns with the tide",
        "Closing date: 30 June 2031",
    ]
    body = ["The council looks for a miller to mend the wheel, to grind for the town and to answer for the lamp."]
    above = ["JobsNorth", "Search jobs", "Upload CV", "Sign in", "Back to results", "Senior miller", "Tarnow Harbour Council"]
    assert text_metadata("\n".join([*above, *fields, "Apply now", *body])).title in above
    headline = "Storm: The tide mill of Tarnow turns again"
    assert text_metadata("\n".join([headline, "Text: Ann Lee", "Photos: Ole Bakke", *PARAGRAPHS])).title == headline


def test_a_heading_within_a_wiki_page_is_no_title() -> None:
    page = ["Old Tarnow", "Old Tarnow was a village at the mouth of the river."]
    assert text_metadata("\n".join([*page, "History of the village of Tarnow [edit]", *PARAGRAPHS])).title == "Old Tarnow"
