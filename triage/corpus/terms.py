"""Each term of the query language as SQL over table `documents`."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from triage.corpus.lexer import Token
from triage.corpus.schema import folded, put
from triage.corpus.words import matching
from triage.errors import UsageError
from triage.model import Answer, Staleness

Sql = tuple[str, tuple[object, ...]]

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")
_NUMBER = re.compile(r"(\d+(?:\.\d*)?|\.\d+)(%?)")
_LONGEST_PATH = 4096  # SQLite takes no pattern of 50,000 bytes
_DECISION = "documents.id IN (SELECT id FROM decisions WHERE {})"


def _alike(token: Token) -> Sql:
    """A part of the title is like the value, typing errors and all."""
    return "alike(documents.folded, ?)", (put(folded(token.text)),)


def _same(token: Token) -> None:
    """Only `:`, `=` and `!=` mean anything for a text."""
    if token.operator not in (":", "=", "!="):
        raise UsageError(f"{token.name} is compared with : only, as in {token.name}:{token.text}", token.column + len(token.name))


def _bad(token: Token, allowed: str) -> UsageError:
    return UsageError(f"{token.name}: {token.text!r} isn't known here; there are: {allowed}", token.value_column)


def _answer(token: Token) -> Sql:
    value = token.text.lower()
    if value in ("none", "undecided"):
        return "documents.answer = ''", ()
    if value in ("any", "decided"):
        return "documents.answer <> ''", ()
    if value not in list(Answer):
        raise _bad(token, "none, any, keep, reject, defer")
    return "(documents.answer = ? AND documents.answer <> '')", (value,)  # said twice, since the index lacks the undecided


def _listed(table: str) -> Callable[[Token], Sql]:
    """Tags and reasons: one of a document's list; `*` is any, `""` none."""

    def sql(token: Token) -> Sql:
        if not token.text:
            return f"documents.id NOT IN (SELECT id FROM {table})", ()
        if token.text == "*" and not token.quoted:
            return f"documents.id IN (SELECT id FROM {table})", ()
        return f"documents.id IN (SELECT id FROM {table} WHERE folded = ?)", (put(folded(token.text)),)

    return sql


def _text(column: str, within: bool, around: str = "{}") -> Callable[[Token], Sql]:
    """A text column, compared without regard to case, as a whole or `within`; `*` is any, `""` none."""

    def sql(token: Token) -> Sql:
        if not token.text:
            inner = around.format(f"{column} <> ''")
            return f"NOT ({inner})", ()
        if token.text == "*" and not token.quoted:
            return around.format(f"{column} <> ''"), ()
        test = f"instr(fold({column}), ?) > 0" if within else f"fold({column}) = ?"
        return around.format(test), (put(folded(token.text)),)

    return sql


def _id(token: Token) -> Sql:
    """An id as it is; a folder where it ends in `/`; with `*` for any run of characters, unless quoted."""
    if len(token.text) > _LONGEST_PATH:
        raise UsageError(f"id: longer than {_LONGEST_PATH:,} characters, which no path is", token.value_column)
    if token.text.endswith("/"):
        return "substr(documents.id, 1, ?) = ?", (len(token.text), put(token.text))
    if "*" in token.text and not token.quoted:
        pattern = re.sub(r"([?\[])", r"[\1]", token.text)
        return "documents.id GLOB ?", (put(pattern),)
    return "documents.id = ?", (put(token.text),)


def _flagged(column: str, no: str) -> Callable[[Token], Sql]:
    """yes, no, or the value itself."""

    def sql(token: Token) -> Sql:
        value = token.text.lower()
        if value in ("yes", "no"):
            return f"documents.{column} {'<>' if value == 'yes' else '='} '{no}'", ()
        return f"documents.{column} = ?", (put(token.text),)

    return sql


def _stale(token: Token) -> Sql:
    if token.text.lower() not in ("yes", "no", *Staleness):
        raise _bad(token, ", ".join(("yes", "no", *Staleness)))
    return _flagged("stale", Staleness.CURRENT)(token)


def _problem(token: Token) -> Sql:
    value = "yes" if token.text.lower() == "any" else token.text.lower()
    if value in ("yes", "no"):
        some = "(documents.problem <> '' OR documents.sidecar_problem <> '')"
        return (some if value == "yes" else f"NOT {some}"), ()
    return "(documents.problem = ? OR documents.sidecar_problem = ?)", (put(value), put(value))


def _number(column: str, share: bool) -> Callable[[Token], Sql]:
    def sql(token: Token) -> Sql:
        found = _NUMBER.fullmatch(token.text)
        if not found or (found[2] and not share):
            example = "0.5 or 50%" if share else "80"
            raise UsageError(f"{token.name}: {token.text!r} isn't a number such as {example}", token.value_column)
        value = float(found[1]) / (100 if found[2] else 1)
        return f"documents.{column} {_operator(token)} ?", (value,)

    return sql


def _operator(token: Token) -> str:
    return {":": "=", "!=": "<>"}.get(token.operator, token.operator)


def _span(token: Token) -> tuple[str, str]:
    """The first day that a value means, and the first after it: a day, a month or a year."""
    found = _DATE.fullmatch(token.text)
    try:
        if not found:
            raise ValueError
        year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
        first = date(year, month or 1, day or 1)
        following = date(year + 1, 1, 1) if month in (0, 12) else date(year, month + 1, 1)
        after = first + timedelta(days=1) if day else following
    except (ValueError, OverflowError):
        raise UsageError(f"{token.name}: {token.text!r} isn't a date such as 2025-05-01", token.value_column) from None
    return first.isoformat(), after.isoformat()


def _date(column: str, around: str = "{}") -> Callable[[Token], Sql]:
    """Days. An unknown date is neither before nor after any; `none` and `any` ask for it."""

    def sql(token: Token) -> Sql:
        if token.text in ("none", "any") and token.operator in (":", "="):
            known = around.format(f"{column} <> ''")
            return (known if token.text == "any" else f"NOT ({known})"), ()
        first, after = _span(token)
        tests: dict[str, tuple[str, tuple[str, ...]]] = {
            ">=": ("{c} >= ?", (first,)),
            ">": ("{c} >= ?", (after,)),
            "<": ("{c} < ? AND {c} <> ''", (first,)),
            "<=": ("{c} < ? AND {c} <> ''", (after,)),
            "!=": ("NOT ({c} >= ? AND {c} < ?)", (first, after)),
        }
        test, values = tests.get(token.operator, ("{c} >= ? AND {c} < ?", (first, after)))
        return around.format(f"({test.format(c=column)})"), values

    return sql


TEXTS: dict[str, Callable[[Token], Sql]] = {
    "answer": _answer,
    "tag": _listed("tags"),
    "reason": _listed("reasons"),
    "source": _text("documents.source", True),
    "title": _text("documents.title", True),
    "language": _text("documents.language", False),
    "id": _id,
    "reviewer": _text("reviewer", False, _DECISION),
    "note": _text("note", True, _DECISION),
    "cluster": _flagged("cluster", ""),
    "stale": _stale,
    "problem": _problem,
}
OTHERS: dict[str, Callable[[Token], Sql]] = {
    "dup": _number("dup", True),
    "boiler": _number("boiler", True),
    "words": _number("words", False),
    "blocks": _number("blocks", False),
    "copies": _number("cluster_size", False),
    "date": _date("documents.date"),
    "decided": _date("decided_at", _DECISION),
}


def field_sql(token: Token) -> Sql:
    """A field with its operator and value."""
    if token.name == "title" and token.operator == "~":
        return _alike(token)
    if token.name in TEXTS:
        _same(token)
        inner, values = TEXTS[token.name](token)
        return (f"NOT ({inner})" if token.operator == "!=" else inner), values
    if token.operator == "~":
        raise UsageError(f"only titles are compared with ~, as in title~{token.text}", token.column + len(token.name))
    if token.name in OTHERS:
        return OTHERS[token.name](token)
    names = ", ".join(sorted({**TEXTS, **OTHERS}))
    raise UsageError(f'unknown field {token.name} (fields: {names}; in "…" it is looked for as text)', token.column)


def _loose(token: Token, prefix: bool) -> Sql:
    expression = matching(token.text, prefix)
    title = "instr(documents.folded, ?) > 0"
    value = put(folded(token.text))
    if expression is None:
        return title, (value,)
    return f"({title} OR documents.doc IN (SELECT rowid FROM search WHERE search MATCH ?))", (value, expression)


def phrase_sql(token: Token) -> Sql:
    """Words in this order, in title or cleaned text."""
    return _loose(token, False)


def word_sql(token: Token) -> Sql:
    """A word, or the beginning of one, in title or cleaned text; or a part of the title."""
    return _loose(token, True)
