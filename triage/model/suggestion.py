"""What a document looks like that is not worth keeping."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a document looks like."""

    DUPLICATE = "duplicate"
    ERROR_PAGE = "error-page"
    PAYWALL = "paywall"
    NOT_AN_ARTICLE = "not-an-article"
    TOO_SHORT = "too-short"
    OTHER_LANGUAGE = "other-language"


_LOOKS = {
    Kind.DUPLICATE: "a copy of one that is kept",
    Kind.ERROR_PAGE: "an error page",
    Kind.PAYWALL: "a stub before a paywall",
    Kind.NOT_AN_ARTICLE: "no article",
    Kind.TOO_SHORT: "too short",
    Kind.OTHER_LANGUAGE: "another language",
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """To reject a document for `reason`. `evidence` says in words what it was told by."""

    kind: Kind
    reason: str
    evidence: str
    duplicate_of: str = ""

    @property
    def looks_like(self) -> str:
        """The kind in words."""
        return _LOOKS[self.kind]
