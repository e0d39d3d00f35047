"""The text of a page as lines, one for each block-level element, with what its tags tell. Iterative, so depth is no matter."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from importlib import import_module
from typing import Any, NamedTuple

from triage.model import Hint
from triage.paragraphs import LINE_END

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "br",
    ]
)
# What parts lines and no paragraphs: items of a list and cells of a table follow each other.
TOGETHER = frozenset(["br", "li", "dt", "dd", "option", "td", "th", "tr", "tbody", "thead", "tfoot"])
SHARED = "//meta[@property='og:title' or @name='og:title']/@content"
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?=[-_]|\Z)")
TAG = re.compile("<[^<>]*>")
SILENT = [
    (re.compile(opening, re.IGNORECASE), re.compile(closing, re.IGNORECASE))
    # The end of a head needs no tag.
    for opening, closing in (("<script", "</script"), ("<style", "</style"), ("<head>", "</head|<(?:body|div|p)"), ("<!--", "--"))
]
UNSEEN = frozenset(
    [
        "script",
        "style",
        "template",
        "head",
        "svg",
        "iframe",
        "object",
        "audio",
        "video",
        "canvas",
        "textarea",
        "map",
        "datalist",
    ]
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
NOT_DISPLAYED = re.compile(r"(?:^|;)\s*display\s*:\s*none\b", re.IGNORECASE)
WITHOUT_SCRIPTS = "noscript"
LEAST_WITHOUT = 200  # characters: what is shorter asks for scripts
MOST_HIDDEN = 0.5  # of a page; where more is, its scripts show it


@dataclass(slots=True)
class _Lines:
    """Collects text into lines, with an empty one between paragraphs; a hint for each line that holds something."""

    texts: list[str] = field(default_factory=list)
    hints: list[Hint] = field(default_factory=list)
    at: int = 0
    parts: list[str] = field(default_factory=list)
    linked: int = 0
    # open tags that matter, innermost last
    tags: list[str] = field(default_factory=list)
    links: int = 0
    items: int = 0
    pre: int = 0
    is_apart: bool = False  # the next line begins a paragraph

    def add(self, text: str | None) -> None:
        """More text of the line at hand."""
        if not text:
            return
        if self.pre:
            first, *rest = LINE_END.split(text)
            self._part(first)
            for line in rest:
                self.end()
                self._part(line)
        else:
            self._part(text)

    def _part(self, text: str) -> None:
        self.parts.append(text)
        if self.links:
            self.linked += len("".join(text.split()))

    def end(self) -> None:
        """The line ends here; one without text leaves no trace."""
        joined = "".join(self.parts)
        text = joined.rstrip() if self.pre and joined.strip() else " ".join(joined.split())
        if text:
            if self.is_apart and self.texts:
                self.texts.append("")
                self.at += 1
            self.is_apart = False
            tag = self.tags[-1] if self.tags else "body"
            heading = next((HEADINGS[name] for name in reversed(self.tags[-4:]) if name in HEADINGS), 0)
            share = min(1.0, self.linked / max(1, len("".join(text.split()))))
            self.hints.append(Hint(self.at, self.at + len(text), tag, heading, self.items > 0, share))
            self.texts.append(text)
            self.at += len(text) + 1
        self.parts.clear()
        self.linked = 0

    def open(self, tag: str) -> None:
        """A tag opens."""
        if tag in BLOCKS:
            self.end()
            self.is_apart |= tag not in TOGETHER
            if tag != "br":
                self.tags.append(tag)
        self.links += tag == "a"
        self.items += tag == "li"
        self.pre += tag == "pre"

    def close(self, tag: str) -> None:
        """A tag closes."""
        if tag in BLOCKS and tag != "br":
            self.end()
            self.is_apart |= tag not in TOGETHER
            self.tags.pop()
        self.links -= tag == "a"
        self.items -= tag == "li"
        self.pre -= tag == "pre"


class PageText(NamedTuple):
    """The text of a page, a hint for each of its lines, the title that stands in its head, the language that it names, and the
    title that it has for those who share it."""

    raw: str
    hints: tuple[Hint, ...] = ()
    title: str = ""
    language: str = ""
    shared: str = ""

    def headings(self) -> list[str]:
        """The lines that are headings of the first rank."""
        return [self.raw[hint.start : hint.end] for hint in self.hints if hint.heading == 1]


def page_blocks(html: str) -> PageText:
    """What a reader of the page sees."""
    etree: Any = import_module("lxml.etree")
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        tree = etree.fromstring(html.encode("utf-8", "replace"), parser)
    except etree.LxmlError:
        tree = None
    lines, some_hidden = _lines_of(etree, tree, hidden=False)
    if some_hidden:
        every, _ = _lines_of(etree, tree, hidden=True)
        lines = lines if lines.at >= (1 - MOST_HIDDEN) * every.at else every
    if not lines.texts:
        return PageText(_stripped(html))
    shared = " ".join(next(iter(tree.xpath(SHARED)), "").split())
    title = " ".join((tree.findtext(".//head/title") or shared).split())
    return PageText("\n".join(lines.texts), tuple(lines.hints), title, _language(tree), shared)


def _language(tree: Any) -> str:
    """As `de`, whatever the country."""
    found = LANGUAGE.match(tree.get("lang") or tree.get("xml:lang") or "")
    return found[0].lower() if found else ""


def _stripped(html: str) -> str:
    """The text of a page that the parser gives up on, such as one nested 100,000 deep: nothing of it may be lost."""
    for opening, closing in SILENT:
        html = _without(html, opening, closing)
    kept = (" ".join(line.split()) for line in TAG.sub("\n", html).split("\n"))
    return "\n".join(unescape(line) for line in kept if line)


def _without(html: str, opening: re.Pattern[str], closing: re.Pattern[str]) -> str:
    """The page without what stands between two marks; what isn't closed goes on to the end."""
    kept, at = [], 0
    while found := opening.search(html, at):
        kept.append(html[at : found.start()])
        end = closing.search(html, found.end())
        at = html.find(">", end.end()) + 1 if end else 0
        if not at:
            return "".join(kept)
    return "".join([*kept, html[at:]])


def _lines_of(etree: Any, tree: Any, hidden: bool) -> tuple[_Lines, bool]:
    """The lines of a page, with what is `hidden` or without; and whether that left anything out."""
    lines = _Lines()
    left_out = tree is not None and _collect(etree.iterwalk(tree, events=("start", "end")), lines, hidden)
    lines.end()
    return lines, left_out


def _collect(walk: Any, lines: _Lines, hidden: bool) -> bool:
    """Go through the page once, leaving out what a reader of it doesn't see."""
    left_out = False
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        is_text = bool(tag) and tag not in UNSEEN and not (tag == WITHOUT_SCRIPTS and _is_short(element))
        is_hidden = is_text and not hidden and (tag == WITHOUT_SCRIPTS or _is_hidden(element))
        is_read = is_text and not is_hidden
        left_out = left_out or is_hidden
        if event == "start":
            if is_read:
                lines.open(tag)
                lines.add(element.text)
            else:
                walk.skip_subtree()
        else:
            if is_read:
                lines.close(tag)
            lines.add(element.tail)
    return left_out


def _is_short(element: Any) -> bool:
    size = 0
    for text in element.itertext():
        size += len(text)
        if size > LEAST_WITHOUT:
            return False
    return True


def _is_hidden(element: Any) -> bool:
    # What a search on the page unfolds is text that is folded up.
    if element.get("hidden", "until-found") != "until-found":
        return True
    style = element.get("style")
    return style is not None and NOT_DISPLAYED.search(style) is not None
