"""One JSON record to a document: where its text is, what its other fields say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from math import isfinite
from types import MappingProxyType
from typing import Any

from triage.dates import find_date
from triage.model import Document, Metadata, Problem
from triage.read.decode import Decoded, without_surrogates
from triage.read.fields import (
    ABOVE_PARTS,
    ADDRESSED,
    AROUND,
    BESIDE,
    CHANGES,
    IN_OBJECTS,
    IN_PARTS,
    NAMED,
    OF_DAYS,
    RECORD_ADDRESSES,
    RECORD_AUTHORS,
    RECORD_DATES,
    RECORD_LANGUAGES,
    RECORD_SOURCES,
    RECORD_TITLES,
    SUMMARIES,
    TEXTS,
    host_of,
    plain,
    plainly,
)
from triage.read.header import find_header, told
from triage.read.kinds import is_markup
from triage.read.language_codes import first_language
from triage.read.metadata import text_metadata
from triage.read.options import ReadOptions
from triage.read.text import EMPTY, failed, source_for
from triage.read.title_text import plain_title
from triage.repair import repair

Path = tuple[str, ...]
_ESCAPED = re.compile(r"(?:\\r)?\\n")
_NO_LINE_END = re.compile(r"\\n[a-z]")  # a path, a formula
_SEVERAL = 2
_EARLIEST, _LATEST = 100_000_000, 4_102_444_800  # seconds: the years 1973 and 2100; a smaller number is of something else
_BY = re.compile(r"\A(?:by|By|BY)[:\s]+(?=\S)")
_COMPACT = re.compile(r"((?:19|20)[0-9]{6})(?:[0-9]{6})?")
_SECONDS = re.compile(r"[0-9]{9,13}(?:\.[0-9]{1,9})?")
_CTIME = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) {1,2}([0-9]{1,2}) [0-9:]{5,8} (?:\S{1,9} )?([0-9]{4})")
_TEXTS, _SUMMARIES = plainly(TEXTS), plainly(SUMMARIES)
_TITLES, _SOURCES, _AUTHORS = plainly(RECORD_TITLES), plainly(RECORD_SOURCES), plainly(RECORD_AUTHORS)
_LANGUAGES, _ADDRESSES = plainly(RECORD_LANGUAGES), plainly(RECORD_ADDRESSES)
_DATES, _CHANGES = plainly(RECORD_DATES), plainly(CHANGES)
_BESIDE = plainly(BESIDE)
UTF_8 = Decoded("", "utf-8")
ONE_A_LINE = "give each record a line, as `jq -c '.[]'` does"
MOST_NESTED = 100  # deeper would exhaust Python's stack, here or where it is exported


def read_record(id: str, number: int, data: bytes, record: Any, options: ReadOptions, read: Decoded = UTF_8) -> Document:
    """The document of a parsed record, or the problem that it has no text. `read` tells how its line was decoded."""
    if isinstance(record, str):
        record = {"text": record}
    if isinstance(record, list):
        return failed(id, Problem("malformed-record", f"line {number} is a list: {ONE_A_LINE}", number), data)
    if not isinstance(record, dict):
        return failed(id, Problem("malformed-record", f"line {number} is not a JSON object: mend or remove it", number), data)
    try:
        record = scrubbed(record)
    except ValueError as error:
        return failed(id, Problem("malformed-record", f"line {number} {error}: mend or remove it", number), data)
    path, text = _text(record, options.text_field)
    if text is None:
        wanted = f"no text in field {options.text_field!r}" if options.text_field else "no field that holds text"
        message = f"line {number} has {wanted}: name the field as `text_field` under [read] in triage.toml"
        return failed(id, Problem("malformed-record", " ".join(message.split()), number), data)
    text = _with_line_ends(text)
    if is_markup(text):
        from triage.read.html import page_document

        page = page_document(id, data, replace(read, text=text))
        return page._replace(metadata=_metadata(record, path, page.metadata))
    header = find_header(text)
    metadata = _metadata(record, path, told(header, text_metadata(text[header.end :])))
    if not text.strip():
        return Document(id, "", source_for(id, data, read), metadata, problem=EMPTY)
    return Document(id, text, source_for(id, data, read), metadata, header=header.end)


def _with_line_ends(text: str) -> str:
    """A text whose line ends were escaped twice, with line ends: hardly another has several of such, and no line end."""
    if "\\n" not in text or "\n" in text or len(_ESCAPED.findall(text)) < _SEVERAL or _NO_LINE_END.search(text):
        return text
    return _ESCAPED.sub("\n", text)


def scrubbed(value: Any, levels: int = MOST_NESTED) -> Any:
    """The value, with what Python reads and no file of JSON can hold replaced: lone surrogates, and numbers that are none. Raises
    ValueError where it is nested in more than so many levels."""
    if isinstance(value, str):
        return without_surrogates(value)
    if isinstance(value, float) and not isfinite(value):
        return None
    if not isinstance(value, list | dict):
        return value
    if not levels:
        raise ValueError(f"is nested in more than {MOST_NESTED} levels")
    if isinstance(value, list):
        return [scrubbed(item, levels - 1) for item in value]
    return {without_surrogates(key): scrubbed(item, levels - 1) for key, item in value.items()}


def _text(record: Mapping[str, Any], wanted: str | None) -> tuple[Path, str | None]:
    """Where the text is, and the text; None for that if no field holds any. An empty text is still a text."""
    if wanted:
        path = (wanted,) if record.get(wanted) is not None else tuple(wanted.split("."))
        value: Any = record
        for part in path:
            value = value.get(part) if isinstance(value, dict) else None
        return path, _joined(value)
    empty: Path = ()
    for path, value in _likely(record, _TEXTS):
        text = _joined(value)
        if text and text.strip():
            return path, text
        if text is not None and not empty:
            empty = path
    if empty:
        return empty, ""
    texts = ((path, _joined(value)) for path, value in _likely(record, _SUMMARIES))
    return next((found for found in texts if found[1]), (empty, None))


def _likely(record: Mapping[str, Any], texts: tuple[str, ...]) -> Iterator[tuple[Path, Any]]:
    """The fields that may hold the text, by what such are called, then of objects in them and of one around all."""
    names = _by_plain_name(record)
    found = [names[text] for text in texts if text in names]
    yield from (((name,), record[name]) for name in found)
    for name in found:
        if isinstance(record[name], dict):
            yield from (((name, *path), value) for path, value in _likely(record[name], texts))
            yield from (((name, inner), record[name][inner]) for inner in IN_OBJECTS if inner in record[name])
    for name in AROUND:
        if isinstance(record.get(name), dict):
            yield from (((name, *path), value) for path, value in _likely(record[name], texts))


def _by_plain_name(record: Mapping[str, Any]) -> dict[str, str]:
    """The names of the fields by their plain ones; of several that are alike, the first in which there is something."""
    names: dict[str, str] = {}
    for name, value in record.items():
        known = names.setdefault(plain(name), name)
        if value and not record[known]:
            names[plain(name)] = name
    return names


def _without(record: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """The record without what stands there."""
    name, *below = path
    rest = {key: value for key, value in record.items() if key != name}
    return {**rest, name: _without(record[name], tuple(below))} if below else rest


def _joined(value: Any) -> str | None:
    """A text, or a list of paragraphs, of sections, or of words and links, as one. What in a list holds no text, such as a
    picture, is passed over; a list of headings alone holds none."""
    if isinstance(value, str):
        return value
    if not isinstance(value, list) or not all(isinstance(item, str | list | dict) for item in value):
        return None
    parts = [(type(item), *_part(item)) for item in value]
    if all(text is None for _, _, text in parts):
        return None
    told = [(kind, "\n".join(filter(None, part))) for kind, *part in parts if any(one is not None for one in part)]
    is_one_line = {str, dict} <= {kind for kind, _ in told}
    return ("" if is_one_line else "\n").join(text for _, text in told)


def _part(item: Any) -> tuple[str | None, str | None]:
    """The heading of a paragraph or section, and its text."""
    if not isinstance(item, dict):
        return None, _joined(item)
    texts = (_joined(item[name]) for name in IN_PARTS if name in item)
    return _of_object(item, ABOVE_PARTS) or None, next(filter(None, texts), None)


def _of_object(value: Any, names: tuple[str, ...] = NAMED) -> Any:
    """What an object says that stands for a text, as that of a field of XML with its attributes; other values as they are."""
    if not isinstance(value, dict):
        return value
    return next((value[name] for name in names if isinstance(value.get(name), str)), None)


def _metadata(record: Mapping[str, Any], path: Path, found: Metadata) -> Metadata:
    """What the fields say, else those of the object that the text stands in, else those of an object that tells of it, else what
    was `found` in the text. All fields but the text are kept, to be exported again."""
    own: dict[str, Any] = {}
    beside: dict[str, Any] = {}
    holder: Any = record
    for name in path:
        fields = {key: field for key, field in _by_plain_name(holder).items() if field != name}
        own = {**{key: holder[field] for key, field in fields.items()}, **own}
        for other in (holder[fields[key]] for key in _BESIDE if key in fields):
            if isinstance(other, dict):
                beside = {**{key: other[field] for key, field in _by_plain_name(other).items()}, **beside}
        holder = holder[name]
    return Metadata(
        title=plain_title(_word(own, _TITLES) or _word(beside, _TITLES)) or found.title,
        date=_when(own, _DATES) or _when(beside, _DATES) or found.date or _when(own, _CHANGES),
        # Beside the text a source is the part of a corpus rather than who published it.
        source=_publisher(own) or host_of(_address(beside)) or _publisher(beside) or found.source,
        author=_BY.sub("", _word(own, _AUTHORS) or _word(beside, _AUTHORS), count=1) or found.author,
        language=_language(_word(own, _LANGUAGES) or _word(beside, _LANGUAGES)) or found.language,
        extra=MappingProxyType(_without(record, path)),
    )


def _publisher(fields: Mapping[str, Any]) -> str:
    named = _word(fields, _SOURCES)
    return host_of(named) or named.removeprefix("www.") or host_of(_address(fields))


def _language(named: str) -> str:
    """Corpora name a language by three letters, with its script, or several."""
    return first_language(named.replace("_", ",")) or named


def _address(fields: Mapping[str, Any]) -> str:
    return _word(fields, _ADDRESSES, ADDRESSED)


def _word(fields: Mapping[str, Any], names: tuple[str, ...], inner: tuple[str, ...] = NAMED) -> str:
    """The first of the fields that holds a line of text, itself or in an object under one of the `inner` names."""
    for name in names:
        value = fields.get(name)
        if isinstance(value, list):
            value = ", ".join(item for item in (_of_object(one, inner) for one in value) if isinstance(item, str))
        value = _of_object(value, inner)
        if isinstance(value, str) and (word := repair(value)):
            return word
    return ""


def _when(fields: Mapping[str, Any], names: tuple[str, ...]) -> date | None:
    """The first of the fields that holds a date."""
    return next(filter(None, (_day(fields.get(name)) for name in names)), None)


def _day(value: Any) -> date | None:
    """A date as text, as 20250510 with or without a time, or as seconds or milliseconds since 1970, in an object or first in a
    list."""
    while isinstance(value, list | dict):
        value = value[0] if isinstance(value, list) and value else _of_day(value)
    if isinstance(value, str):
        text = value[:200].strip()
        if found := find_date(text) or _compact(text) or _ctime(text):
            return found
        value = float(text) if _SECONDS.fullmatch(text) else None
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return None
    if day := _compact(str(value)):
        return day
    seconds = value / 1000 if _LATEST < value < 1000 * _LATEST else value
    return datetime.fromtimestamp(seconds, UTC).date() if _EARLIEST <= seconds < _LATEST else None


def _of_day(value: Any) -> Any:
    return next((value[name] for name in OF_DAYS if name in value), None) if value else None


def _compact(text: str) -> date | None:
    found = _COMPACT.fullmatch(text)
    if found is None:
        return None
    with suppress(ValueError):
        return date.fromisoformat(found[1])
    return None


def _ctime(text: str) -> date | None:
    """A date as C prints it: Tue Mar 12 07:02:01 2024."""
    found = _CTIME.fullmatch(text)
    return find_date(f"{found[2]} {found[1]} {found[3]}") if found else None
