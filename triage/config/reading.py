"""From the bytes of a `triage.toml` to its settings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from triage.config.checking import Checker
from triage.config.settings import REASONS, SORT, ClusterSettings, Config, PaletteTag, ReadSettings, Reason, WordList
from triage.errors import ConfigError, shown
from triage.model import Criterion
from triage.naming import CORPUS_CONFIG
from triage.regular import NotRegular, read_regular

_TABLES = {"tags": ("tag", "key", "colour"), "reasons": ("code", "key", "label")}
_TOP = ("reviewer", "sort", "highlights", "read", "clusters", "keys", "tags", "reasons", "rules")
_DIALOG_KEYS = ("j", "k")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}|#[0-9A-Fa-f]{3}|[A-Za-z][A-Za-z0-9_]*")


def load_config(root: Path, path: Path | None = None) -> Config:
    """The settings of the corpus `root`: from `path` where given, else from its `triage.toml`, else the defaults.

    Raises `ConfigError`. A missing `triage.toml` is no error, a missing `path` is.
    """
    file = path if path is not None else root / CORPUS_CONFIG
    try:
        raw = read_regular(file)
    except FileNotFoundError:
        if file.is_symlink():
            raise ConfigError(f"{shown(file)}: is a link to nothing; remove it, or restore what it points to") from None
        if path is None:
            return Config()
        raise ConfigError(f"{shown(file)}: there is no such file; name an existing one") from None
    except NotRegular as error:
        raise ConfigError(f"{shown(file)}: is not a regular file; move it away") from error
    except OSError as error:
        raise ConfigError(f"{shown(file)}: can't be read ({error.strerror}); make it a readable file or move it away") from error
    return _Reader(file, raw).config()


class _Reader(Checker):
    """Turns one file into a `Config`."""

    def config(self) -> Config:
        """All settings, checked."""
        self.known(self.data, _TOP, "")
        read = self.table("read")
        self.known(read, ("text_field",), "read")
        return Config(
            reviewer=self.string(self.data, "reviewer", ""),
            sort=self.string(self.data, "sort", SORT) or SORT,
            highlights=tuple(self.highlights()),
            palette=tuple(self.palette()),
            reasons=tuple(self.reasons()) if "reasons" in self.data else REASONS,
            rules=tuple(MappingProxyType(rule) for rule in self.rows("rules")),
            keys=(keys := self.keys()),
            key_lines=MappingProxyType({id: line for id in keys if (line := self.line_of(id)) is not None}),
            read=ReadSettings(self.string(read, "text_field", "") or None),
            clusters=self.clusters(),
            path=self.file,
        )

    def clusters(self) -> ClusterSettings:
        """`[clusters]`: the criteria, and the sources that are preferred."""
        table = self.table("clusters")
        self.known(table, ("criteria", "preferred_sources"), "clusters")
        criteria = tuple(map(self.criterion, self.strings(table, "criteria")))
        return ClusterSettings(criteria or tuple(Criterion), self.strings(table, "preferred_sources"))

    def criterion(self, name: str) -> Criterion:
        """A criterion by its name, checked."""
        try:
            return Criterion(name)
        except ValueError:
            import difflib

            near = difflib.get_close_matches(name, Criterion, 1)
            advice = f"did you mean {near[0]}?" if near else f"there are {', '.join(Criterion)}"
            self.fail(f'clusters.criteria: "{name}" is no criterion; {advice}', self.line_of("criteria"))

    def palette(self) -> Iterator[PaletteTag]:
        """The `[[tags]]` tables."""
        for row in self.entries("tags", "tag"):
            if row["tag"].lstrip().startswith("-"):
                self.fail(
                    f'tag = "{row["tag"]}" begins with a -, which takes a tag off; leave it out', self.line_of("tag", row["tag"])
                )
            yield PaletteTag(row["tag"], row["key"], self.colour(row["colour"]))

    def colour(self, colour: str) -> str:
        """A colour's name or number, checked."""
        if colour and not _COLOUR.fullmatch(colour):
            self.fail(f'colour = "{colour}" is no colour; write a name or "#rrggbb"', self.line_of("colour", colour))
        return colour

    def highlights(self) -> Iterator[WordList]:
        """`highlights`: one list of words, or `[[highlights]]` tables with names and colours."""
        given = self.data.get("highlights", [])
        if not (isinstance(given, list) and given and all(isinstance(table, dict) for table in given)):
            words = self.strings(self.data, "highlights")
            if words:
                yield WordList(words)
            return
        for table in given:
            self.known(table, ("name", "colour", "words"), "highlights")
            words = self.strings(table, "words")
            if not any(word.strip() for word in words):
                self.fail('[[highlights]] lacks words; add words = ["…"]', self.line_of("highlights"))
            yield WordList(words, self.string(table, "name", ""), self.colour(self.string(table, "colour", "")))

    def reasons(self) -> Iterator[Reason]:
        """The `[[reasons]]` tables."""
        for row in self.entries("reasons", "code"):
            yield Reason(row["code"], row["key"], row["label"] or row["code"])

    def entries(self, name: str, first: str) -> Iterator[dict[str, str]]:
        """The rows of a table of names and keys; neither may come twice."""
        used: dict[str, set[str]] = {first: set(), "key": set()}
        for table in self.rows(name):
            self.known(table, _TABLES[name], name)
            row = {key: self.string(table, key, "") for key in _TABLES[name]}
            if not row[first].strip():
                self.fail(f'[[{name}]] lacks {first}; add {first} = "…"', self.line_of(name))
            for key, seen in used.items():
                if row[key] and row[key] in seen:
                    self.fail(f'[[{name}]] has {key} = "{row[key]}" twice; keep one', self.line_of(key, row[key], last=True))
                seen.add(row[key])
            self.check_hot_key(name, row["key"])
            yield row

    def check_hot_key(self, name: str, key: str) -> None:
        """A hot key is one character that a dialog doesn't need itself: it would never be heard."""
        if key and (len(key) != 1 or key.isspace()):
            self.fail(
                f'[[{name}]] has key = "{key}", which is not one character; write a letter, digit or sign',
                self.line_of("key", key),
            )
        if name == "reasons" and key in _DIALOG_KEYS:
            self.fail(
                f'[[reasons]] has key = "{key}", which moves in the list of reasons; choose another', self.line_of("key", key)
            )

    def keys(self) -> Mapping[str, tuple[str, ...]]:
        """`[keys]`: command -> keys; whether the commands exist, the registry says."""
        table = self.table("keys")
        flat: dict[str, Any] = {}
        for name, value in table.items():
            # Without quotes, TOML takes the dot of `decide.keep = "k"` for a table.
            flat |= {f"{name}.{key}": keys for key, keys in value.items()} if isinstance(value, dict) else {name: value}
        return MappingProxyType({name: self.keys_of(flat, name) for name in flat})

    def keys_of(self, flat: dict[str, Any], name: str) -> tuple[str, ...]:
        """The keys of one command: a text with blanks between them, or a list."""
        return tuple(self.string(flat, name, "").split()) if isinstance(flat[name], str) else self.strings(flat, name)
