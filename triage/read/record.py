"""One JSON record to a document: where its text is, what its other fields say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from math import isfinite
from types import MappingProxyType
from typing import Any

from triage.model import Document, Metadata, Problem
from triage.read.dates import find_date
from triage.read.decode import Decoded, without_surrogates
from triage.read.fields import (
    CHANGES,
    IN_OBJECTS,
    NAMED,
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
from triage.read.metadata import text_metadata
from triage.read.options import ReadOptions
from triage.read.text import EMPTY, failed, source_for
from triage.read.title_text import plain_title
from triage.repair import repair

Path = tuple[str, ...]
_EARLIEST, _LATEST = 100_000_000, 4_102_444_800  # seconds: the years 1973 and 2100; a smaller number is of something else
_BY = re.compile(r"\A(?:by|By|BY)[:\s]+(?=\S)")
_COMPACT = re.compile(r"(19|20)[0-9]{6}")
_TEXTS, _SUMMARIES = plainly(TEXTS), plainly(SUMMARIES)
_TITLES, _SOURCES, _AUTHORS = plainly(RECORD_TITLES), plainly(RECORD_SOURCES), plainly(RECORD_AUTHORS)
_LANGUAGES, _ADDRESSES = plainly(RECORD_LANGUAGES), plainly(RECORD_ADDRESSES)
_DATES, _CHANGES = plainly(RECORD_DATES), plainly(CHANGES)
MOST_NESTED = 100  # deeper would exhaust Python's stack, here or where it is exported


def read_record(id: str, number: int, data: bytes, record: Any, options: ReadOptions) -> Document:
    """The document of a parsed record, or the problem that it has no text."""
    if isinstance(record, str):
        record = {"text": record}
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
    if is_markup(text):
        from triage.read.html import page_document

        page = page_document(id, data, Decoded(text, "utf-8"))
        return page._replace(metadata=_metadata(record, path, page.metadata))
    header = find_header(text)
    metadata = _metadata(record, path, told(header, text_metadata(text[header.end :])))
    if not text.strip():
        return Document(id, "", source_for(id, data, Decoded("", "utf-8")), metadata, problem=EMPTY)
    return Document(id, text, source_for(id, data, Decoded(text, "utf-8")), metadata, header=header.end)


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
    """The fields that may hold the text, by what such are called, then those of the objects in them."""
    names = _by_plain_name(record)
    found = [names[text] for text in texts if text in names]
    yield from (((name,), record[name]) for name in found)
    for name in found:
        if isinstance(record[name], dict):
            yield from (((name, *path), value) for path, value in _likely(record[name], texts))
            yield from (((name, inner), record[name][inner]) for inner in IN_OBJECTS if inner in record[name])


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
    """A text, or a list of paragraphs as one."""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and value:
        parts = [_of_object(item, IN_OBJECTS) for item in value]
        return "\n".join(parts) if all(isinstance(part, str) for part in parts) else None
    return None


def _of_object(value: Any, names: tuple[str, ...] = NAMED) -> Any:
    """What an object says that stands for a text, as that of a field of XML with its attributes; other values as they are."""
    if not isinstance(value, dict):
        return value
    return next((value[name] for name in names if isinstance(value.get(name), str)), None)


def _metadata(record: Mapping[str, Any], path: Path, found: Metadata) -> Metadata:
    """What the fields say, else those of the object that the text stands in, else what was `found` in the text. All fields but
    the text are kept, to be exported again."""
    extra = MappingProxyType(_without(record, path))
    fields: dict[str, Any] = {}
    holder: Any = record
    for name in path:
        fields = {**{key: holder[own] for key, own in _by_plain_name(holder).items()}, **fields}
        holder = holder[name]
    return Metadata(
        title=plain_title(_word(fields, _TITLES)) or found.title,
        date=_when(fields, _DATES) or found.date or _when(fields, _CHANGES),
        source=_word(fields, _SOURCES) or host_of(_word(fields, _ADDRESSES)) or found.source,
        author=_BY.sub("", _word(fields, _AUTHORS), count=1) or found.author,
        language=_word(fields, _LANGUAGES) or found.language,
        extra=extra,
    )


def _word(fields: Mapping[str, Any], names: tuple[str, ...]) -> str:
    """The first of the fields that holds a line of text."""
    for name in names:
        value = fields.get(name)
        if isinstance(value, list):
            value = ", ".join(item for item in map(_of_object, value) if isinstance(item, str))
        value = _of_object(value)
        if isinstance(value, str) and (word := repair(value)):
            return word
    return ""


def _when(fields: Mapping[str, Any], names: tuple[str, ...]) -> date | None:
    """The first of the fields that holds a date: as text, as 20250510, or as seconds or milliseconds since 1970."""
    for name in names:
        value = _of_object(fields.get(name))
        if isinstance(value, str) and (found := find_date(value[:200]) or _compact(value)):
            return found
        if isinstance(value, (int, float)) and not isinstance(value, bool) and 0 < value < _LATEST * 1000:
            seconds = value / 1000 if value > _LATEST else value
            if day := _compact(str(value)):
                return day
            if seconds >= _EARLIEST:
                return datetime.fromtimestamp(seconds, UTC).date()
    return None


def _compact(text: str) -> date | None:
    if _COMPACT.fullmatch(text.strip()) is None:
        return None
    with suppress(ValueError):
        return date.fromisoformat(text.strip())
    return None
