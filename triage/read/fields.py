"""What fields that tell of a document are called, in JSON records and in headers of texts. The first that is found counts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlsplit


def _names(*rows: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(rows).split()))


TITLES = _names(
    "title headline heading subject titel titre título titulo titolo tytuł заголовок 标题 標題 タイトル otsikko rubrik",
    "tittel overskrift titlu naslov nadpis başlık judul tiêu_đề τίτλος заглавие العنوان عنوان כותרת शीर्षक 제목 見出し",
)
DATES = _names(
    "date published date_published datePublished publish_date published_at publishedAt pub_date pubDate publication_date",
    "published_on datetime timestamp created_at created posted datum fecha дата 日期 发布时间 published_time",
    "first_published issued post_date päivämäärä pvm julkaistu dato publicerad publicerat publisert udgivet",
    "fecha_publicación fecha_de_publicación data_publicação data_de_publicação data_pubblicazione data_publikacji",
    "date_publication date_de_publication erscheinungsdatum veröffentlicht veröffentlicht_am tarih tanggal ngày ngày_đăng",
    "дата_публикации опубликовано дата_публікації ημερομηνία التاريخ تاريخ تاریخ תאריך दिनांक 날짜 작성일 등록일 日付",
    "掲載日 公開日 时间 時間 发布日期 發布時間 發布日期 发表时间",
)
SOURCE_ELSEWHERE = ("quelle", "fuente", "źródło", "источник", "来源", "來源")
"""“Source” in other languages, in lines of texts too."""
SOURCES = _names(
    "source publisher site_name sitename site source_name outlet newspaper publication domain",
    *SOURCE_ELSEWHERE,
    "fonte lähde kilde källa bron kaynak sumber nguồn zdroj джерело πηγή المصدر منبع מקור स्रोत 출처 언론사 媒体 媒體 出处",
    "出典",
)
AUTHORS = _names(
    "author authors byline creator by autor auteur autore автор 作者 kirjoittaja forfatter författare skribent verfasser",
    "verfasserin yazar penulis tác_giả συγγραφέας الكاتب المؤلف نویسنده लेखक 저자 기자 작성자 著者 筆者 記者 记者",
)
LANGUAGES = _names(
    "language lang sprache langue idioma lingua язык kieli språk sprog język dil bahasa мова 语言 語言 言語 언어 اللغة",
)
ADDRESSES = _names(
    "url link source_url canonical_url canonical permalink uri web_url article_url page_url lien enlace ссылка 链接 網址",
    "网址",
)

# What only records call so: above a text these words have other meanings.
RECORD_TITLES = _names(
    *TITLES,
    "dc:title og:title post_title article_title news_title web_title",
)
RECORD_DATES = _names(
    *DATES,
    "dc:date dcterms:issued article:published_time date_time date_gmt iso_date time data date_publish published_date",
    "web_publication_date publish_time publication_time date_posted posted_at date_created create_time created_utc",
    "created_at_i release_date",
)
CHANGES = ("updated", "updated_at", "modified", "last_modified", "date_modified", "date_modify")
"""The only date that an item of a feed must have; the one that its text tells is better."""
RECORD_SOURCES = _names(
    *SOURCES,
    "dc:source dc:publisher og:site_name publisher_name provider feed_title source_domain",
)
RECORD_AUTHORS = _names(
    *AUTHORS,
    "dc:creator author_name post_author writer reporter",
)
RECORD_LANGUAGES = _names(
    *LANGUAGES,
    "dc:language in_language warc_identified_content_language",
)
RECORD_ADDRESSES = _names(
    *ADDRESSES,
    "og:url orig_link feedburner:orig_link warc_target_uri guid",
)
TEXTS = _names(
    "text content:encoded content body article raw raw_text raw_content full_text fulltext article_text article_body",
    "body_text maintext main_text plain_text plaintext content_text content_html post_content body_html story",
    "markdown texto contenido cuerpo texte contenu corps inhalt volltext testo contenuto corpo conteúdo tekst treść текст",
    "содержание зміст 正文 内容 內容 全文 文章 本文 記事 本文 teksti leipäteksti sisältö brödtext innehåll brødtekst",
    "innhold indhold metin içerik isi konten nội_dung obsah szöveg tartalom sadržaj vsebina besedilo conținut κείμενο النص",
    "المحتوى نص متن טקסט תוכן पाठ सामग्री 본문 내용 paragraphs sentences sections contents page_content text_content",
    "article_content news_text news_content clean_text cleaned_text selftext story_text html raw_html document",
)
SUMMARIES = _names(
    "lead_paragraph message",
    "description summary abstract excerpt teaser standfirst lead beschreibung zusammenfassung descripción resumen",
    "description_html résumé chapô descrição resumo descrizione riassunto samenvatting tiivistelmä ingress opis özet",
    "описание 摘要 描述 概要 요약 short_description snippet",
)
"""The text of a record that has no other, such as an item of a feed. What answers a question has a message around its data."""
AROUND = ("_source", "data", "item", "fields", "doc", "record", "attributes", "node", "result")
"""What databases and interfaces call the object that holds all of a document, exactly."""
BESIDE = ("meta", "metadata", "warc_headers")
"""What corpora call the object that tells of the text beside it."""
IN_OBJECTS = ("rendered", "value", "#text", "_", "$t")
"""What programs call the text of a field that has attributes as well."""
IN_PARTS = (*IN_OBJECTS, "text", "content", "body", "paragraph", "paragraphs", "html")
"""The text of a paragraph or a section in a list of them."""
ABOVE_PARTS = ("heading", "headline", "title")
OF_DAYS = ("$date", "$numberLong", *IN_OBJECTS)
"""What databases call a day, or the number that stands for it."""
NAMED = (*IN_OBJECTS, "name", "main")
"""What in an object tells of a document, be it a headline or an author."""
ADDRESSED = (*IN_OBJECTS, "href")
"""What in an object is an address."""


@lru_cache(maxsize=8192)
def plain(name: str) -> str:
    """A field's name as names are compared: `pubDate`, `pub_date` and `Pub-Date` are one, with or without accents."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", name).casefold()))


def plainly(names: Iterable[str]) -> tuple[str, ...]:
    """The names as `plain` makes them, in order."""
    return tuple(dict.fromkeys(map(plain, names)))


def host_of(address: str) -> str:
    """The site of an address."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
