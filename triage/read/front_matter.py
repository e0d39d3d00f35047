"""Front matter: the fields that site generators have between two lines `---` (YAML) or `+++` (TOML) above a text.

It is read field by field rather than by a parser of YAML: of most fields nothing is asked, and one that is spelt wrongly, or is a
template's, must not cost the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

MARKS = {"---": ("---", "..."), "+++": ("+++",)}

FIELD = re.compile(r"([A-Za-z_][\w.-]{0,60})[ \t]*[:=][ \t]*(.*)")
GOES_ON = re.compile(r"[ \t]+\S|-[ \t]|-$|#|[\]})]|\[")
QUOTE = re.compile("\"\"\"|'''|[\"']")
BLOCK = re.compile(r"[|>][+-]?\d?[+-]?(?:[ \t]+#.*)?")
LONG_QUOTES = ('"""', "'''")
CLOSING = {"[": "]", "{": "}"}
ITEM = re.compile(r"\s*-(?:\s+|$)")
INLINE = re.compile(r"""[\[{,]\s*("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,\[\]{}]*)""")
NAMED = re.compile(r"[\"']?name[\"']?\s*[:=]\s*(.*)", re.IGNORECASE | re.DOTALL)
ENTRY = re.compile(r"[\"']?[A-Za-z_][\w-]*[\"']?\s*[:=](?:\s|$)")


def front_matter(lines: Sequence[str], opening: str) -> tuple[int, dict[str, str]]:
    """The number of the line that closes it, and the fields above by their names as they are written; no fields where it isn't
    closed, or holds anything else, as what stands between two rules does. `lines` begin below the one that is `opening`."""
    stop = next((at for at, line in enumerate(lines) if line.strip() in MARKS[opening]), len(lines))
    if stop == len(lines):
        return 0, {}
    fields: dict[str, str] = {}
    at = 0
    while at < stop:
        found = FIELD.fullmatch(lines[at])
        after = at + 1
        if found:
            first = found[2].rstrip(" \t")
            after = _end(first, lines, after, stop)
            fields.setdefault(found[1], _value(first, [line for line in lines[at + 1 : after] if line.strip()]))
        elif lines[at].strip() and not GOES_ON.match(lines[at]):
            return 0, {}
        at = after
    return stop, fields


def _end(first: str, lines: Sequence[str], at: int, stop: int) -> int:
    """The line where the value ends that begins with `first`, above line `at`: a quoted one may run on without an indent, and so
    may a list, up to the next field; any other goes on in the lines that are indented or items."""
    closing = _closing(first)
    if closing:
        for closed in range(at, stop):
            if FIELD.fullmatch(lines[closed]) and closing not in LONG_QUOTES:
                break
            line = _unescaped(lines[closed]).rstrip(", \t")
            if line.endswith(closing) and line.count(closing) == 1:
                return closed + 1
    while at < stop and (not lines[at].strip() or (GOES_ON.match(lines[at]) and lines[at][0] not in "#[")):
        at += 1
    return at


def _closing(first: str) -> str:
    """What will end a value that its first line opens and doesn't close; else empty."""
    quote = QUOTE.match(first)
    mark = quote[0] if quote else CLOSING.get(first[:1], "")
    return "" if not mark or mark in _unescaped(first[len(mark) :]) else mark


def _unescaped(text: str) -> str:
    """A part of a quotation without the quotation marks that don't end it."""
    return text if "'''" in text else text.replace('\\"', "").replace("''", "")


def _value(first: str, below: Sequence[str]) -> str:
    """A value as one line; of a list or a map the names in it."""
    if BLOCK.fullmatch(first):
        return " ".join(map(str.strip, below))
    if not first and below:
        return ", ".join(filter(None, _names(below)))
    text = " ".join([first, *map(str.strip, below)])
    if first[:1] in CLOSING and text[-1:] == CLOSING[first[0]]:
        items = [_bare(item) for item in INLINE.findall(text[:-1])]
        named = [_bare(found[1]) for item in items if (found := NAMED.fullmatch(item))]
        return ", ".join(named or filter(None, items)) if first[0] == "[" or named else ""
    return _bare(text)


def _names(lines: Sequence[str]) -> Iterator[str]:
    """What the items of a list say, and of each map the name."""
    if not ITEM.match(lines[0]):
        lines = [f"- {lines[0].strip()}", *lines[1:]]
    items: list[list[str]] = []
    for line in lines:
        mark = ITEM.match(line)
        if mark:
            items.append([line[mark.end() :].strip()])
        else:
            items[-1].append(line.strip())
    for item in items:
        named = [found[1] for line in item if (found := NAMED.fullmatch(line))]
        if named:
            yield _bare(named[0])
        elif not ENTRY.match(item[0]):
            yield _value(item[0], item[1:]) if item[0] else " ".join(item).strip()


def _bare(text: str) -> str:
    """A value without its quotation marks, and without what escapes one inside."""
    text = text.strip()
    quote = QUOTE.match(text)
    if quote is None:
        return text
    mark = quote[0]
    closed = len(text) >= 2 * len(mark) and text.endswith(mark)
    inner = text[len(mark) : -len(mark)] if closed else text.strip("\"' ")
    return (inner.replace('\\"', '"').replace("\\\\", "\\") if mark[0] == '"' else inner.replace("''", "'")).strip()
