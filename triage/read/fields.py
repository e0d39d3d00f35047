"""What fields that tell of a document are called, in JSON records and in headers of texts. The first that is found counts."""

from __future__ import annotations

from urllib.parse import urlsplit

TITLES = (
    "title",
    "headline",
    "heading",
    "subject",
    "titel",
    "titre",
    "título",
    "titulo",
    "titolo",
    "tytuł",
    "заголовок",
    "标题",
    "標題",
    "タイトル",
)
DATES = (
    "date",
    "published",
    "date_published",
    "datePublished",
    "publish_date",
    "published_at",
    "publishedAt",
    "pub_date",
    "pubDate",
    "publication_date",
    "published_on",
    "datetime",
    "timestamp",
    "created_at",
    "created",
    "posted",
    "datum",
    "fecha",
    "дата",
    "日期",
    "发布时间",
)
SOURCE_ELSEWHERE = ("quelle", "fuente", "źródło", "источник", "来源", "來源")
"""“Source” in other languages, in lines of texts too."""
SOURCES = (
    "source",
    "publisher",
    "site_name",
    "sitename",
    "site",
    "source_name",
    "outlet",
    "newspaper",
    "publication",
    "domain",
    *SOURCE_ELSEWHERE,
)
AUTHORS = ("author", "authors", "byline", "creator", "by", "autor", "auteur", "autore", "автор", "作者")
LANGUAGES = ("language", "lang", "sprache", "langue", "idioma", "lingua", "язык")
ADDRESSES = ("url", "link", "source_url", "canonical_url", "canonical", "permalink", "uri")


def host_of(address: str) -> str:
    """The site of an address."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
