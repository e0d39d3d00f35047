"""Lines of a site's menu: the names of its sections, one a line or in a row."""

from __future__ import annotations

_WORDS = """
about advertise advice agendas archive archives arts authors books business calendar careers cinema classifieds columnists
columns community companies contact contacts councillors cricket crime culture departments directory donate economy editorials
education employers entertainment episodes events faq fashion features film finance fixtures food football forum forums games
gardening golf health home horoscopes issues jobs letters life lifestyle local login magazine markets membership minutes money
more music news newsletter newsletters obits obituaries opinion people photos planning podcast podcasts poems poets politics
pre-planning products programmes programs property puzzles quizzes recipes register residents rugby schedule science search
services shop sport sports store style tables tech technology tennis theatre transfers travel tv video videos visitors weather
world

aktuelles amateure autoren bürgerservice community e-paper freizeit fußball gedichte gesellschaft gesundheit handball immobilien
karriere kultur lokales magazin meinung nachrichten panorama politik ratgeber rathaus region reise rezepte sport startseite
stellenmarkt technik termine tourismus trauer veranstaltungen verkehr wetter wirtschaft wissen wissenschaft

accueil actualité actualités boutique cinéma contact économie emploi immobilier livres monde musique politique recettes régions
santé sciences société sports vidéos

actualidad cine ciencia contacto cultura deportes economía gente inicio internacional mundo opinión política portada recetas salud
sociedad sucesos tecnología tienda

cronaca cultura economia esteri home mondo politica ricette salute scienza spettacoli sport tecnologia

brasil cidades contato cultura economia esportes início mundo notícias política receitas saúde tecnologia

binnenland buitenland cultuur economie nieuws opinie regio wetenschap

ekonomi forside indland inrikes kultur nyheder nyheter politik sport udland utrikes økonomi

etusivu kotimaa kulttuuri politiikka talous uutiset ulkomaat urheilu

gospodarka kraj kultura polityka sport świat wiadomości zdrowie

domácí domov domů ekonomika kultura politika sport svět zahraničí zprávy

belföld gazdaság kezdőlap kultúra külföld sport acasă actualitate cultură economie externe politică sănătate social

anasayfa dünya ekonomi gündem kültür sağlık siyaset spor teknoloji

beranda ekonomi hiburan internasional nasional olahraga teknologi

авто афиша бизнес главная здоровье кино культура литература мир музыка наука недвижимость новости общество персоны погода политика
происшествия происшествие россия спорт театр технологии экономика
головна економіка здоров'я культура наука новини погода політика світ спорт суспільство україна

αθλητικά αθλητισμός αρχική διεθνή ελλάδα κόσμος κοινωνία οικονομία πολιτική πολιτισμός υγεία

أخبار اقتصاد الرئيسية ثقافة رياضة سياسة صحة عاجل فنون محليات منوعات
חדשות כלכלה תרבות ספורט פוליטיקה בריאות
اخبار اقتصاد اقتصادی جامعه سیاسی فرهنگ فرهنگی ورزش ورزشی
खेल देश दुनिया मनोरंजन राजनीति राज्य व्यापार होम

インタビュー エンタメ スポーツ トップ ニュース 国際 地域 政治 文化 暮らし 社会 経済
경제 국제 문화 사회 스포츠 연예 정치 홈
人物 体育 健康 军事 国内 国际 图片 娱乐 房产 教育 文化 新闻 旅游 时事 汽车 社会 科技 视频 財經 财经 首页 首頁
"""
_SECTIONS = frozenset(_WORDS.split())
_MARKS = str.maketrans("|·•/", "    ")
_LEAST_ROW = 3
_MOST_OTHERS = 1  # words of a row of four or more that a menu has besides


def is_menu(line: str) -> bool:
    """Whether the line is a site's menu: a row of three of its words or more, and one of its own."""
    words = _words(line)
    return len(words) >= _LEAST_ROW and (_SECTIONS.issuperset(words) or _is_row(line, words))


def is_section(line: str) -> bool:
    """Whether the line is one word of a menu, or a row of them."""
    words = _words(line)
    if not words or len(words) == _LEAST_ROW - 1:
        return False
    return _SECTIONS.issuperset(words) or _is_row(line, words)


def _is_row(line: str, words: list[str]) -> bool:
    """Whether all but one of four words or more are a menu's, all of which are written alike: no sentence or headline."""
    if len(words) <= _LEAST_ROW or sum(word not in _SECTIONS for word in words) > _MOST_OTHERS:
        return False
    return all(word == word.capitalize() for word in line.translate(_MARKS).split())


def _words(line: str) -> list[str]:
    """The words of a line that begins with one of a menu's; none of others."""
    first = line.partition(" ")[0].lower()
    return line.translate(_MARKS).lower().split() if first in _SECTIONS else []
