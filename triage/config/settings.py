"""What a `triage.toml` can say, as types."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from triage.model import Criterion

SORT = "undecided"
_EMPTY: Mapping[str, Any] = MappingProxyType({})


class PaletteTag(NamedTuple):
    """A tag that is offered first; `key` adds it with one key in the tag dialog."""

    tag: str
    key: str = ""
    colour: str = ""


class WordList(NamedTuple):
    """Words and phrases that are coloured in the texts; without a colour, the theme's."""

    words: tuple[str, ...]
    name: str = ""
    colour: str = ""


class Reason(NamedTuple):
    """Why a document can be rejected; `key` is the second key after Reject."""

    code: str
    key: str = ""
    label: str = ""


REASONS = (
    Reason("duplicate", "d", "Duplicate of another document"),
    Reason("error-page", "e", "Error page"),
    Reason("paywall", "p", "Behind a paywall"),
    Reason("not-an-article", "n", "Not an article"),
    Reason("off-topic", "o", "Off topic"),
    Reason("low-quality", "l", "Low quality"),
)


class ReadSettings(NamedTuple):
    """How documents are read; None leaves it to the reader."""

    text_field: str | None = None


class ClusterSettings(NamedTuple):
    """What decides which member of a cluster is suggested to keep: the first criterion in which members differ."""

    criteria: tuple[Criterion, ...] = tuple(Criterion)
    preferred_sources: tuple[str, ...] = ()


class Config(NamedTuple):
    """All settings of a corpus. `rules` are the raw tables, which the cleaner checks; `keys` go to the command registry."""

    reviewer: str = ""
    sort: str = SORT
    highlights: tuple[WordList, ...] = ()
    palette: tuple[PaletteTag, ...] = ()
    reasons: tuple[Reason, ...] = REASONS
    rules: tuple[Mapping[str, Any], ...] = ()
    keys: Mapping[str, tuple[str, ...]] = _EMPTY
    read: ReadSettings = ReadSettings()
    clusters: ClusterSettings = ClusterSettings()
    path: Path | None = None
    key_lines: Mapping[str, int] = _EMPTY

    @property
    def hot_keys(self) -> dict[str, str]:
        """The tags that have a key, by it."""
        return {entry.key: entry.tag for entry in self.palette if entry.key}

    def place_of_key(self, id: str) -> str:
        """File and line of a command's keys, to stand before an error; empty where there is no file."""
        line = self.key_lines.get(id)
        return "" if self.path is None else f"{self.path}{f', line {line}' if line else ''}: "
