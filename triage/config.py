"""`triage.toml` as typed settings. Every error names the file, the line where it is known, the key, and the remedy.

reviewer = "alice"
sort = "undecided"
highlights = ["election", "press release"]

[read]
text_field = "body"            # which field of a JSONL record is the text

[clusters]
criteria = ["longest", "least-boilerplate", "earliest", "preferred-source"]   # what decides which copy is kept, first first
preferred_sources = ["Reuters"]

[thresholds]
near-repeat = 0.9              # names and meaning belong to the stage that uses them; all run from 0 to 1

[keys]
keep = "k"                     # a key or a list of keys for a command (`triage keys` prints all)

[[tags]]                       # the palette
tag = "politics"
key = "p"
colour = "green"

[[reasons]]                    # replaces the reasons that come with the program
code = "paywall"
key = "p"
label = "Behind a paywall"

[[rules]]                      # added to the cleaner's catalogue, which checks them
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, NoReturn, TypeVar, cast

from triage.errors import ConfigError

NAME = "triage.toml"
SORT = "undecided"
_T = TypeVar("_T")
_EMPTY: Mapping[str, Any] = MappingProxyType({})
_TABLES = {"tags": ("tag", "key", "colour"), "reasons": ("code", "key", "label")}
_TOP = ("reviewer", "sort", "highlights", "read", "clusters", "thresholds", "keys", "tags", "reasons", "rules")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}|#[0-9A-Fa-f]{3}|[A-Za-z][A-Za-z0-9_]*")
_AT_LINE = re.compile(r"\s*\(at line (\d+), column \d+\)$")

CRITERIA = ("longest", "least-boilerplate", "earliest", "preferred-source")


@dataclass(frozen=True, slots=True)
class PaletteTag:
    """A tag that is offered first; `key` adds it with one key in the tag dialog."""

    tag: str
    key: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
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


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """How documents are read; None leaves it to the reader."""

    text_field: str | None = None


@dataclass(frozen=True, slots=True)
class ClusterSettings:
    """What decides which member of a cluster is suggested to keep: the first criterion in which members differ."""

    criteria: tuple[str, ...] = CRITERIA
    preferred_sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Config:
    """All settings of a corpus. `rules` are the raw tables, which the cleaner checks; `keys` go to the command registry."""

    reviewer: str = ""
    sort: str = SORT
    highlights: tuple[str, ...] = ()
    palette: tuple[PaletteTag, ...] = ()
    reasons: tuple[Reason, ...] = REASONS
    rules: tuple[Mapping[str, Any], ...] = ()
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _EMPTY)
    thresholds: Mapping[str, float] = field(default_factory=lambda: _EMPTY)
    read: ReadSettings = field(default_factory=ReadSettings)
    clusters: ClusterSettings = field(default_factory=ClusterSettings)
    path: Path | None = None


def load_config(root: Path, path: Path | None = None) -> Config:
    """The settings of the corpus `root`: from `path` where given, else from its `triage.toml`, else the defaults.

    Raises `ConfigError`. A missing `triage.toml` is no error, a missing `path` is.
    """
    file = path if path is not None else root / NAME
    try:
        raw = file.read_bytes()
    except FileNotFoundError:
        if path is None:
            return Config()
        raise ConfigError(f"{_shown(file)}: there is no such file; name an existing one") from None
    except OSError as error:
        raise ConfigError(f"{_shown(file)}: can't be read ({error.strerror}); make it a readable file or move it away") from error
    return _Checker(file, raw).config()


def _shown(path: Path) -> str:
    # A path can hold lone surrogates and line breaks; an error is one line that any stream can print.
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in str(path))


class _Checker:
    """Turns the bytes of one file into a `Config`, or says what is wrong with it, and where."""

    def __init__(self, file: Path, raw: bytes) -> None:
        self.file = file
        try:
            self.text = raw.decode("utf-8-sig")  # editors on Windows add a BOM, which TOML doesn't know
        except UnicodeDecodeError as error:
            self.text = ""
            line = raw.count(b"\n", 0, error.start) + 1
            self.fail(f"is not UTF-8 at byte {error.start}; save it as UTF-8", line)
        try:
            self.data: dict[str, Any] = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            message = str(error)
            found = _AT_LINE.search(message)
            where = int(found[1]) if found else self.text.count("\n") + 1
            self.fail(f"is not valid TOML: {_AT_LINE.sub('', message)}; mend this line", where)
        except RecursionError:
            self.fail("is nested too deeply; flatten it", None)

    def config(self) -> Config:
        """All settings, checked."""
        self.known(self.data, _TOP, "")
        read = self.table("read")
        self.known(read, ("text_field",), "read")
        return Config(
            reviewer=self.string(self.data, "reviewer", ""),
            sort=self.string(self.data, "sort", SORT) or SORT,
            highlights=self.strings(self.data, "highlights"),
            palette=tuple(self.palette()),
            reasons=tuple(self.reasons()) if "reasons" in self.data else REASONS,
            rules=tuple(MappingProxyType(rule) for rule in self.rows("rules")),
            keys=self.keys(),
            thresholds=self.thresholds(),
            read=ReadSettings(self.string(read, "text_field", "") or None),
            clusters=self.clusters(),
            path=self.file,
        )

    def clusters(self) -> ClusterSettings:
        """`[clusters]`: the criteria, and the sources that are preferred."""
        table = self.table("clusters")
        self.known(table, ("criteria", "preferred_sources"), "clusters")
        criteria = self.strings(table, "criteria") or CRITERIA
        for name in criteria:
            if name not in CRITERIA:
                import difflib

                near = difflib.get_close_matches(name, CRITERIA, 1)
                advice = f"did you mean {near[0]}?" if near else f"there are {', '.join(CRITERIA)}"
                self.fail(f'clusters.criteria: "{name}" is no criterion; {advice}', self.line_of("criteria"))
        return ClusterSettings(criteria, self.strings(table, "preferred_sources"))

    def palette(self) -> Iterator[PaletteTag]:
        """The `[[tags]]` tables."""
        for row in self.entries("tags", "tag"):
            colour = row["colour"]
            if colour and not _COLOUR.fullmatch(colour):
                self.fail(f'colour = "{colour}" is no colour; write a name or "#rrggbb"', self.line_of("colour", colour))
            yield PaletteTag(row["tag"], row["key"], colour)

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
            yield row

    def keys(self) -> Mapping[str, tuple[str, ...]]:
        """`[keys]`: command -> keys; whether the commands exist, the registry says."""
        table = self.table("keys")
        flat: dict[str, Any] = {}
        for name, value in table.items():
            # Without quotes, TOML takes the dot of `decide.keep = "k"` for a table.
            flat |= {f"{name}.{key}": keys for key, keys in value.items()} if isinstance(value, dict) else {name: value}
        return MappingProxyType(
            {name: tuple(keys.split()) if isinstance(keys, str) else self.strings(flat, name) for name, keys in flat.items()}
        )

    def thresholds(self) -> Mapping[str, float]:
        """`[thresholds]`: shares from 0 to 1."""
        table = self.table("thresholds")
        for name, value in table.items():
            if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
                self.fail(f"thresholds.{name} must be a number from 0 to 1", self.line_of(name))
        return MappingProxyType({name: float(value) for name, value in table.items()})

    def table(self, name: str) -> dict[str, Any]:
        """A table, empty where absent."""
        return self.checked(self.data, name, {}, lambda v: isinstance(v, dict), f"must be a table; write [{name}]")

    def rows(self, name: str) -> list[dict[str, Any]]:
        """An array of tables, empty where absent."""

        def good(value: object) -> bool:
            return isinstance(value, list) and all(isinstance(row, dict) for row in value)

        return self.checked(self.data, name, [], good, f"must be tables; write [[{name}]] above each")

    def string(self, table: dict[str, Any], key: str, default: str) -> str:
        """A text on one line."""

        def good(value: object) -> bool:
            return isinstance(value, str) and (not value or value.isprintable())

        return self.checked(table, key, default, good, f'must be one line of text; write {key} = "…"')

    def strings(self, table: dict[str, Any], key: str) -> tuple[str, ...]:
        """A list of texts."""

        def good(value: object) -> bool:
            return isinstance(value, list) and all(isinstance(v, str) and v and v.isprintable() for v in value)

        return tuple(self.checked(table, key, list[str](), good, f'must be a list of texts; write {key} = ["…", "…"]'))

    def checked(self, table: dict[str, Any], key: str, default: _T, good: Callable[[object], bool], remedy: str) -> _T:
        """`table[key]`, or a complaint."""
        if key not in table:
            return default
        if not good(table[key]):
            self.fail(f"{key} {remedy}", self.line_of(key))
        return cast("_T", table[key])

    def known(self, table: dict[str, Any], names: tuple[str, ...], where: str) -> None:
        """Refuses a key that nobody would read: a typing error must not pass in silence."""
        for key in table:
            if key not in names:
                import difflib

                near = difflib.get_close_matches(key, names, 1)
                advice = f"did you mean {near[0]}?" if near else f"known are {', '.join(names)}"
                self.fail(f'unknown key "{where + "." if where else ""}{key}"; {advice}', self.line_of(key))

    def line_of(self, key: str, value: str | None = None, *, last: bool = False) -> int | None:
        """The line on which a key (with that text as value) or a table stands, as far as can be told from the text."""
        name = re.escape(key)
        rest = rf"\s*=\s*[\"']{re.escape(value)}[\"']" if value is not None else r"\s*="
        name = rf"(?:{name}|{re.escape(key.rpartition('.')[2])})"
        pattern = rf"(?:^\s*|[{{,.]\s*)[\"']?{name}[\"']?{rest}|^\s*\[\[?\s*{name}\s*\]"
        lines = [n for n, line in enumerate(self.text.split("\n"), 1) if re.search(pattern, line)]
        return (lines[-1] if last else lines[0]) if lines else None

    def fail(self, message: str, line: int | None) -> NoReturn:
        """Raises the error, with file and line before the message."""
        text = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in message)
        raise ConfigError(f"{_shown(self.file)}{f', line {line}' if line else ''}: {text}", line)
