"""Lines that pages put around articles, word for word: the reader takes none of them for a title, and the cleaner has rules of
them. The two rooms don't know each other, so the list belongs to neither."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("phrases.txt")
_AROUND = " \t\xa0.:：…!|<>«»‹›←→▸►·•"
_READ_ALSO = "related-heading"
_BESIDE_TITLES = ("share", "player", "page-tools", "rating", "recipe-tools", "job-tools", "comment-widget")


@cache
def phrases() -> dict[str, tuple[str, ...]]:
    """The lines by the name of the rule that they belong to."""
    found: dict[str, list[str]] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            under = found.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            under.append(line)
    return {name: tuple(lines) for name, lines in found.items()}


def contents() -> bytes:
    """The whole list, for what depends on it."""
    return _FILE.read_bytes()


def is_phrase_of_pages(line: str) -> bool:
    """Whether a line is one of them, whatever its case and the marks around it, or begins as one that leads to another text:
    “Read also: …”."""
    if _form(line) in _all():
        return True
    if ":" not in line and "：" not in line:
        return False
    label = line.replace("：", ":").partition(":")[0]
    return _form(label) in _leading()


def is_tool(line: str) -> bool:
    """Whether a line is one of them that stand beside a headline as well as at the top of a page: “Share”, “Print recipe”."""
    return _form(line) in _tools()


def _form(line: str) -> str:
    return line.strip(_AROUND).casefold()


@cache
def _all() -> frozenset[str]:
    return frozenset(_form(line) for lines in phrases().values() for line in lines)


@cache
def _leading() -> frozenset[str]:
    return frozenset(map(_form, phrases()[_READ_ALSO]))


@cache
def _tools() -> frozenset[str]:
    found = phrases()
    return frozenset(_form(line) for name in _BESIDE_TITLES for line in found[name])
