"""A title as it is shown: without the name of its field, and without the marks of HTML, wikis and the like."""

from __future__ import annotations

import re

from triage.read.fields import TITLES

FIELD = re.compile(rf"^(?:{'|'.join(TITLES)})\s?[:：]\s*", re.IGNORECASE)
# A tag without its end is what a text about tags may name, but for one that never has an end.
BREAK = re.compile(r"\s*<(?:br|wbr)\s*/?>(?!\s*(?:tags?|elements?)\b)\s*", re.IGNORECASE)
PAIR = re.compile(
    r"<(?P<tag>b|i|u|em|strong|small|span|sup|sub|font|a|p|h[1-6])(?:\s[^<>]{0,200})?>(?P<said>[^<>]*)</(?P=tag)>", re.IGNORECASE
)
WIKI = re.compile(r"'''?(?P<said>[^']+(?:'[^']+)*)'''?")
WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?(?P<said>[^\[\]|]+)\]\]")


def without_field(text: str) -> str:
    """A title without the name of the field that it was: `Title: …`, alone above a text."""
    return FIELD.sub("", text, count=1) or text


def plain_title(title: str) -> str:
    """A title without markup; as it is where nothing else is in it."""
    text = title
    if "<" in text:
        text = PAIR.sub(r"\g<said>", BREAK.sub(" ", text))
    if "''" in text and "``" not in text:  # as TeX writes quotation marks
        text = WIKI.sub(r"\g<said>", text)
    if "[[" in text:
        text = WIKI_LINK.sub(r"\g<said>", text)
    return text.strip() or title
