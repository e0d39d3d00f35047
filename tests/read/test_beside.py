"""Titles and authors of texts below a site's menu, in many languages. All texts are invented."""

from __future__ import annotations

import pytest

from triage.phrases import phrases
from triage.read.beside import is_beside
from triage.read.bylines import named_by
from triage.read.metadata import text_metadata
from triage.read.title_text import plain_title

PAGES = {
    "el": (
        ["Αρχική", "Πολιτική", "Τοπικά", "Καιρός", "Σύνδεση"],
        "Η παλιά γέφυρα του Τάρνοφ κλείνει για δύο μήνες.",
        "Της Ελένης Δημητρίου",
        "Δημοσίευση: 9 Μαΐου 2031, 16:15",
        (
            "Η γέφυρα του Τάρνοφ θα κλείσει τη Δευτέρα, ανακοίνωσε ο δήμος,"
            " επειδή οι μηχανικοί βρήκαν ρωγμές στα θεμέλια και το νερό ανεβαίνει."
        ),
        "Ελένης Δημητρίου",
    ),
    "hi": (
        ["होम", "शहर", "मौसम", "खेल", "लॉग इन"],
        "तारनोव का पुराना पुल दो महीने के लिए बंद होगा।",
        "लेखक: अनिता शर्मा",
        "प्रकाशित: 9 मई 2031, 4:15 PM",
        "नगर परिषद ने बताया कि तारनोव का पुराना पुल सोमवार से बंद रहेगा क्योंकि इंजीनियरों को उसकी नींव में दरारें मिली हैं और पानी बढ़ रहा है।",
        "अनिता शर्मा",
    ),
    "tr": (
        ["Ana Sayfa", "Gündem", "Hava", "Spor", "Giriş Yap"],
        "Tarnow'un eski köprüsü iki ay kapalı kalacak.",
        "Elif Demir / İZMİR",
        "Yayınlanma: 09.05.2031 - 16:15 Güncelleme: 09.05.2031 - 17:05",
        (
            "Belediye, mühendislerin temelde çatlaklar bulması ve suyun yükselmesi"
            " nedeniyle eski köprünün pazartesi günü kapanacağını açıkladı."
        ),
        "Elif Demir",
    ),
    "vi": (
        ["Trang chủ", "Thành phố", "Thời tiết", "Thể thao", "Đăng nhập"],
        "Cầu cũ Tarnow sẽ đóng cửa trong hai tháng.",
        "Tác giả: Trần Thị Hoa",
        "Thứ sáu, 9/5/2031, 16:15 (GMT+7)",
        (
            "Hội đồng thành phố cho biết cầu cũ sẽ đóng cửa từ thứ hai"
            " vì các kỹ sư tìm thấy vết nứt ở móng cầu và nước đang dâng cao."
        ),
        "Trần Thị Hoa",
    ),
    "fi": (
        ["Etusivu", "Kaupunki", "Sää", "Urheilu", "Kirjaudu sisään"],
        "Silta kiinni",
        "Kirjoittaja: Aino Hämäläinen",
        "Julkaistu 9.5.2031 klo 16.15",
        (
            "Kaupunki sulkee vanhan sillan maanantaina kahdeksi kuukaudeksi,"
            " koska insinöörit löysivät halkeamia perustuksista ja vesi nousee."
        ),
        "Aino Hämäläinen",
    ),
    "ja": (
        ["ホーム", "市政", "天気", "スポーツ", "ログイン"],
        "古い橋は二か月にわたって閉鎖される。",
        "取材・文：佐藤花子",
        "2031年5月9日 16時15分",
        "市は月曜日から古い橋を閉鎖すると発表した。技術者が橋の基礎にひび割れを見つけ、川の水位も上がっているためで、工事は二か月かかる。",
        "佐藤花子",
    ),
    "ar": (
        ["الرئيسية", "مدينتنا", "الطقس", "رياضة", "تسجيل الدخول"],
        "إغلاق جسر تارنوف القديم لمدة شهرين كاملين",
        "كتب: سامي الحداد",
        "نشر في: 9 مايو 2031 - 16:15",
        "أعلنت البلدية أن الجسر القديم سيغلق يوم الاثنين بعد أن وجد المهندسون شقوقا في أساساته وارتفع منسوب المياه في النهر.",
        "سامي الحداد",
    ),
}


@pytest.mark.parametrize("language", PAGES)
@pytest.mark.parametrize("is_dated_first", [False, True])
def test_title_and_author_below_a_menu(language: str, is_dated_first: bool) -> None:
    menu, headline, byline, dated, body, author = PAGES[language]
    if is_dated_first and author == byline:
        return  # only the date below tells that the line is a name
    below = [dated, byline] if is_dated_first else [byline, dated]
    found = text_metadata("\n".join([*menu, headline, *below, body, body[::-1]]))
    assert (found.title, found.author) == (headline, author)


@pytest.mark.parametrize("language", PAGES)
def test_without_a_headline_none_of_that_is_one(language: str) -> None:
    menu, _, byline, dated, body, author = PAGES[language]
    assert byline == author or text_metadata("\n".join([*menu, byline, dated, body, body[::-1]])).title not in [
        *menu,
        byline,
        dated,
    ]


def test_no_phrase_of_pages_is_a_title() -> None:
    body = "The council closes the bridge for two months, because engineers found cracks in its piers."
    for line in (line for lines in phrases().values() for line in lines):
        assert text_metadata(f"{line}\n\n{body}\n\n{body.replace('bridge', 'mill')}").title != line


@pytest.mark.parametrize(
    "line",
    [
        "(Applause from the left)",
        "[Laughter.]",
        "Jens Holt (Greens and",
        "[[Category:Bridges of Varde]]",
        "Lue myös: Silta kiinni",
        "Xem thêm: Cầu cũ đóng cửa",
        "Posted: 9.5.2031",
        "Fri, 9 May 2031, 16:15 CET",
    ],
)
def test_lines_that_are_no_headline(line: str) -> None:
    assert is_beside(line)


@pytest.mark.parametrize(
    "line",
    [
        "Bridge closed (for now)",
        "9 May 2031: the day that the bridge stood still",
        "What was said at 16:15 on 9 May 2031, and what the council made of it later",
        "Read also the small print: a bridge and its contract",
        "Of Haus and Hof",
        "Why we lost :(",
    ],
)
def test_headlines_that_look_like_such_lines(line: str) -> None:
    assert not is_beside(line)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Lee, 9 May 2031", "Ann Lee"),
        ("By Ann Lee | May 9, 2031 16:15", "Ann Lee"),
        ("Kirjoittaja: Aino Laine", "Aino Laine"),
        ("Yazan: Elif Demir", "Elif Demir"),
        ("Автор: Анна Ли", "Анна Ли"),
        ("بقلم سامي الحداد", "سامي الحداد"),
        ("文＝佐藤花子", "佐藤花子"),
        ("김하늘 기자", "김하늘"),
        ("Ada Lind / REUTERS", ""),
        ("NEW YORK / LONDON", ""),
        ("Von Haus zu Haus", ""),
        ("Της πόλης οι γέφυρες", ""),
        ("记者：桥什么时候开？", ""),
    ],
)
def test_bylines(line: str, names: str) -> None:
    assert named_by(line) == names


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("The week in bridges <BR> May 9, 2031", "The week in bridges May 9, 2031"),
        ("Now <b>closed</b>: the bridge", "Now closed: the bridge"),
        ("'''Varde''' and its bridge", "Varde and its bridge"),
        ("[[Varde|The town]] and its bridge", "The town and its bridge"),
        ("What the <br> tag is for", "What the <br> tag is for"),
        ("A box for what: Box<T>", "A box for what: Box<T>"),
        ("They said 'no', didn't they", "They said 'no', didn't they"),
        ("<br>", "<br>"),
    ],
)
def test_titles_have_no_markup(title: str, plain: str) -> None:
    assert plain_title(title) == plain


@pytest.mark.parametrize(
    "headline",
    [
        "Door County Cherry Harvest Begins",
        "Von Trapp Family Lodge Reopens",
        "Ferries (and piers: what to know",
        "Harbour boss :( as northern pier stays closed",
        "[Opinion: northern pier should stay closed]",
    ],
)
def test_a_headline_may_begin_as_such_lines_do(headline: str) -> None:
    body = "The council closed the northern pier on Tuesday, and said that it would stay closed until the wall is mended."
    assert text_metadata(f"{headline}\n\n{body}\n\n{body[::-1]}").title == headline


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Мария Иванова", "Мария Иванова"),
        ("Ελένη Παπαδοπούλου", "Ελένη Παπαδοπούλου"),
        ("РИА Новости", ""),
        ("Комсомольская правда", ""),
        ("Süddeutsche Zeitung", ""),
        ("El País", ""),
        ("北碼頭繼續關閉", ""),
        ("إغلاق الرصيف الشمالي", ""),
    ],
)
def test_a_bare_name_is_told_by_its_capitals(line: str, author: str) -> None:
    title = "Северный причал в порту закрыли до конца проверки"
    body = "Порт закрыл причал на время проверки стены, сказали в порту. " * 4
    assert text_metadata(f"{title}\n{line}\n12 мая 2024\n\n{body}").author == author
