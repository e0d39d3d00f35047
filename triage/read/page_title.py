"""The `<title>` of a page, with which its plain-text dump begins where it was taken along: “Headline | Section - Site”."""

from __future__ import annotations

import re
from itertools import combinations_with_replacement
from typing import NamedTuple

PARTS = re.compile(r"\s+[-–—:/·]\s+|:\s+|\s*(?:[|_•»]|::)\s*")  # what stands between headline, section and site
MOST_PARTS = 8  # more are a menu
SITE = 40  # characters that the name of a site has at most
WITH_SITE = re.compile(r"(?P<own>[^|»>]+?)(?:\s+[-–—|•·]\s+|\s*[|_]\s*)[^|_»>:/]{2,40}$")
GLUED = re.compile(r"(?P<own>[^|»>]+?)\s+[-–—|•·]\s")


def glued_title(line: str) -> str:
    """The headline with which a whole page that was glued to one line begins, up to what parts it from the site; else empty."""
    found = GLUED.match(line)
    return found["own"] if found is not None else ""


class PageTitle(NamedTuple):
    """Line number `at` and text of what may be one."""

    at: int
    line: str

    def _spans(self) -> list[tuple[int, int]]:
        """Where its parts begin and end."""
        borders = [found.span() for found in PARTS.finditer(self.line) if found.start() and found.end() < len(self.line)]
        begins, ends = [0, *(after for _, after in borders)], [*(first for first, _ in borders), len(self.line)]
        return list(zip(begins, ends, strict=True)) if len(borders) < MOST_PARTS else []

    def parts(self) -> set[str]:
        """Headline, section, site …"""
        return {self.line[begin:end] for begin, end in self._spans()}

    def runs(self) -> set[str]:
        """Its parts, and those that follow one another."""
        return {self.line[first[0] : last[1]] for first, last in combinations_with_replacement(self._spans(), 2)}

    def headlines(self) -> set[str]:
        """What of it may be the headline: runs that are two fifths of all at least."""
        if PARTS.search(self.line) is None:
            return {self.line}
        return {text for text in self.runs() if 5 * len(text) >= 2 * len(self.line)}

    def site(self, headline: str) -> str:
        """The name of the site, where it is all that stands after the headline; else empty."""
        _, found, after = self.line.partition(headline)
        border = PARTS.match(after) if found else None
        name = after[border.end() :].strip() if border is not None else ""
        return name if 1 < len(name) <= SITE and not PARTS.search(name) and not any(map(str.isdigit, name)) else ""

    def without_site(self) -> str:
        """The headline, where the line looks as if a site's name ended it; else empty."""
        found = WITH_SITE.match(self.line)
        return found["own"] if found is not None else ""
