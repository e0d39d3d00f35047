"""An expression of the query language to tokens, each with its column."""

from __future__ import annotations

import re
from typing import NamedTuple

from triage.errors import UsageError

OPEN, CLOSE, NOT, AND, OR, WORD, PHRASE, FIELD, END = "(", ")", "not", "and", "or", "word", "phrase", "field", "end"

_FIELD = re.compile(r"([A-Za-z_]+)(:|>=|<=|!=|>|<|=|~)")
_BARE = re.compile(r'[^\s()"]+')
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_KEYWORDS = {"and": AND, "or": OR, "not": NOT}


class Token(NamedTuple):
    """A piece of an expression. `column` counts from 1, `value_column` is where a field's value begins."""

    kind: str
    text: str
    column: int
    name: str = ""
    operator: str = ""
    value_column: int = 0
    quoted: bool = False


def quote(text: str) -> str:
    """`text` as a value that the query language reads back as it is."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _quoted(text: str, at: int) -> tuple[str, int]:
    """The string that begins at the quotation mark `at`, and where what follows it begins."""
    found = _QUOTED.match(text, at)
    if not found:
        raise UsageError('this " has no closing "', at + 1)
    return re.sub(r"\\(.)", r"\1", found[1], flags=re.DOTALL), found.end()


def _field(text: str, at: int, found: re.Match[str]) -> tuple[Token, int]:
    name, operator, start = found[1].lower(), found[2], found.end()
    if text.startswith('"', start):
        value, after = _quoted(text, start)
        return Token(FIELD, value, at + 1, name, operator, start + 1, True), after
    bare = _BARE.match(text, start)
    if not bare:
        raise UsageError(f"{found[0]} needs a value after it", start + 1)
    return Token(FIELD, bare[0], at + 1, name, operator, start + 1), bare.end()


def tokens(text: str) -> list[Token]:
    """All tokens, the last one `END`. A `-` is a negation where something follows it at once."""
    found: list[Token] = []
    at = 0
    while at < len(text):
        character = text[at]
        field = _FIELD.match(text, at)
        if character.isspace():
            at += 1
        elif character in "()":
            found.append(Token(character, character, at + 1))
            at += 1
        elif character == "-":
            if at + 1 == len(text) or text[at + 1].isspace() or text[at + 1] == ")":
                raise UsageError('- needs a term right after it (put a dash that is looked for into "…")', at + 1)
            found.append(Token(NOT, "-", at + 1))
            at += 1
        elif character == '"':
            value, after = _quoted(text, at)
            found.append(Token(PHRASE, value, at + 1, quoted=True))
            at = after
        elif field:
            token, at = _field(text, at, field)
            found.append(token)
        else:
            bare = _BARE.match(text, at)
            assert bare
            found.append(Token(_KEYWORDS.get(bare[0].lower(), WORD), bare[0], at + 1))
            at = bare.end()
    return [*found, Token(END, "", len(text) + 1)]
