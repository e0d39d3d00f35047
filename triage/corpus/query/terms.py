"""Each term of the query language as SQL over table `documents`."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from triage.corpus.index.schema import LANGUAGE, folded, to_sql
from triage.corpus.index.words import matching
from triage.corpus.query.ids import LONGEST, id_like, part_of_id
from triage.corpus.query.lexer import Token
from triage.errors import UsageError
from triage.model import SHARE_DIGITS, Answer, Staleness

Sql = tuple[str, tuple[object, ...]]

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?")
_NUMBER = re.compile(r"(\d+(?:\.\d*)?|\.\d+)(%?)")
_TURNED = re.compile(r"[^<>=!]+(?:[<>]=?|!?=)([A-Za-z_]+)(?:[<>=!].*)?")
_LONE = re.compile(r"[<>]|[:~]\w|!?=")
_MISSPELT = re.compile(r"!([A-Za-z_]+)[:=~<>]|([A-Za-z_]+)!(?:[~:]|\d)")  # `!tag:x`, `title!~x`, `words!80`
_SOME, _NONE = ("any", "yes", "*"), ("none", "no")
_DECISION = "documents.id IN (SELECT id FROM decisions WHERE {})"


def _alike(token: Token) -> Sql:
    """A part of the title is like the value, typing errors and all."""
    return "alike(documents.folded, ?)", (to_sql(folded(token.text)),)


def _same(token: Token) -> None:
    """Only `:`, `=` and `!=` mean anything for a text."""
    if token.operator not in (":", "=", "!="):
        how = f"{token.name} is compared with : or = (or !=), as in {token.name}:{token.text}"
        raise UsageError(how, token.column + len(token.name))


def _bad(token: Token, allowed: str) -> UsageError:
    return UsageError(f"{token.name}: {token.text!r} isn't known here; there are: {allowed}", token.value_column)


def existence(token: Token) -> bool | None:
    """Whether a value, unless quoted, asks if there is something at all; None where it is looked for."""
    if token.quoted:
        return None if token.text else False
    return _asked(token.text.lower())


def _asked(value: str) -> bool | None:
    return True if value in _SOME else False if value in _NONE else None


def _answer(token: Token) -> Sql:
    value = token.text.lower()
    exists = {"undecided": False, "decided": True}.get(value, _asked(value))
    if exists is not None:
        return f"documents.answer {'<>' if exists else '='} ''", ()
    if value not in list(Answer):
        raise _bad(token, "none, any, keep, reject, defer")
    return "(documents.answer = ? AND documents.answer <> '')", (value,)  # said twice, since the index lacks the undecided


def _listed(table: str) -> Callable[[Token], Sql]:
    """Tags and reasons: one of a document's list, or whether it has any."""

    def sql(token: Token) -> Sql:
        exists = existence(token)
        if exists is not None:
            return f"documents.id {'IN' if exists else 'NOT IN'} (SELECT id FROM {table})", ()
        return f"documents.id IN (SELECT id FROM {table} WHERE folded = ?)", (to_sql(folded(token.text)),)

    return sql


def _text(column: str, within: bool, around: str = "{}") -> Callable[[Token], Sql]:
    """A text column, compared without regard to case: with `:` by a part where that is `within`, else as a whole."""

    def sql(token: Token) -> Sql:
        exists = existence(token)
        if exists is not None:
            some = around.format(f"{column} <> ''")
            return (some if exists else f"NOT ({some})"), ()
        test = f"instr(fold({column}), ?) > 0" if within and token.operator == ":" else f"fold({column}) = ?"
        return around.format(test), (to_sql(folded(token.text)),)

    return sql


def _language(token: Token) -> Sql:
    """What a document says of itself, else what its text is in; `en` is `en-GB`, too, and `no` is Norwegian."""
    exists = None if token.text.lower() == "no" else existence(token)
    if exists is not None:
        return f"{LANGUAGE} {'<>' if exists else '='} ''", ()
    asked = token.text.lower().replace("_", "-")
    return f"instr(replace(lower({LANGUAGE}), '_', '-') || '-', ?) = 1", (to_sql(f"{asked}-"),)


def _id(token: Token) -> Sql:
    """A part of the id; a folder where it ends in `/`; with `*` for any run of characters, unless quoted; with `=` as it is."""
    if len(token.text) > LONGEST:
        raise UsageError(f"id: longer than {LONGEST:,} characters, which no path is", token.value_column)
    if "*" in token.text and not token.quoted:
        return id_like(token.text.split("*"))
    if token.text.endswith("/"):
        return id_like([token.text, ""])
    return part_of_id(token.text) if token.operator == ":" and token.text else ("documents.id = ?", (to_sql(token.text),))


def _cluster(token: Token) -> Sql:
    exists = existence(token)
    if exists is not None:
        return f"documents.cluster {'<>' if exists else '='} ''", ()
    return "documents.cluster = ?", (to_sql(token.text),)


def _stale(token: Token) -> Sql:
    value = token.text.lower()
    exists = _asked(value)
    if exists is not None:
        return f"documents.stale {'<>' if exists else '='} '{Staleness.CURRENT}'", ()
    if value not in list(Staleness):
        raise _bad(token, ", ".join(("yes", "no", *Staleness)))
    return "documents.stale = ?", (value,)


def _problem(token: Token) -> Sql:
    exists = existence(token)
    if exists is not None:
        some = "(documents.problem <> '' OR documents.sidecar_problem <> '')"
        return (some if exists else f"NOT {some}"), ()
    value = to_sql(token.text.lower())
    return "(documents.problem = ? OR documents.sidecar_problem = ?)", (value, value)


_COUNTED = "documents.problem IN ('', 'empty')"
"""Of a document that can't be read no number is known: none of its own is small."""


def _number(column: str, share: bool) -> Callable[[Token], Sql]:
    def sql(token: Token) -> Sql:
        found = _NUMBER.fullmatch(token.text)
        if not found or (found[2] and not share):
            example = "0.5 or 50%" if share else "80"
            raise UsageError(f"{token.name}: {token.text!r} isn't a number such as {example}", token.value_column)
        value = float(f"{found[1]}e-2" if found[2] else found[1])
        if share and value > 1:
            raise UsageError(
                f"{token.name}: {token.text} is more than the whole; it is a share, as 0.5 or 50%", token.value_column
            )
        if found[2] and found[1].isdigit() and _operator(token) in ("=", "<>"):
            test, values = _shown_as(f"documents.{column}", int(found[1]), _operator(token) == "=")
        else:
            # As it is printed: what a script reads there, it may ask for.
            told = f"round(documents.{column}, {SHARE_DIGITS})" if share else f"documents.{column}"
            test, values = f"{told} {_operator(token)} ?", (value,)
        return f"({test} AND {_COUNTED})", values

    return sql


def _shown_as(column: str, whole: int, wanted: bool) -> Sql:
    """Shares that `model.percent` shows as this whole percentage, or all others."""
    if whole in (0, 100):
        return f"{column} {'=' if wanted else '<>'} ?", (whole / 100,)
    # A half is rounded to the even number, and what isn't nothing or all is never shown as that.
    over, under = (">", "<") if whole % 2 else (">=", "<=")
    test = f"{column} * 100 {over} ? AND {column} * 100 {under} ?"
    bounds = 0 if whole == 1 else whole - 0.5, 100 if whole == 99 else whole + 0.5
    return (f"({test})" if wanted else f"NOT ({test})"), bounds


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


def _moment(day: str) -> str:
    """When a day began where the reviewer is, as it is shown there; decisions are dated in UTC."""
    try:
        return datetime.fromisoformat(day).astimezone(UTC).isoformat()
    except (ValueError, OverflowError):  # the calendar begins or ends there
        return day


def _date(column: str, around: str = "{}", began: Callable[[str], str] = str) -> Callable[[Token], Sql]:
    """Days, or moments that are in them. An unknown date is neither before nor after any; `none` and `any` ask for it."""

    def sql(token: Token) -> Sql:
        exists = existence(token)
        if exists is not None and token.operator in (":", "=", "!="):
            known = around.format(f"{column} <> ''")
            return (known if exists is (token.operator != "!=") else f"NOT ({known})"), ()
        first, after = map(began, _span(token))
        tests: dict[str, tuple[str, tuple[str, ...]]] = {
            ">=": ("{c} >= ?", (first,)),
            ">": ("{c} >= ?", (after,)),
            "<": ("{c} < ? AND {c} <> ''", (first,)),
            "<=": ("{c} < ? AND {c} <> ''", (after,)),
        }
        test, values = tests.get(token.operator, ("{c} >= ? AND {c} < ?", (first, after)))
        found = around.format(f"({test.format(c=column)})")
        return f"NOT ({found})" if token.operator == "!=" else found, values

    return sql


TEXTS: dict[str, Callable[[Token], Sql]] = {
    "answer": _answer,
    "tag": _listed("tags"),
    "reason": _listed("reasons"),
    "source": _text("documents.source", True),
    "title": _text("documents.title", True),
    "author": _text("documents.author", True),
    "language": _language,
    "id": _id,
    "reviewer": _text("reviewer", False, _DECISION),
    "note": _text("note", True, _DECISION),
    "cluster": _cluster,
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
    "decided": _date("decided_at", _DECISION, _moment),
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
    in_id, values = part_of_id(token.text) if token.text else ("0", ())
    test, values = f"instr(documents.folded, ?) > 0 OR {in_id}", (to_sql(folded(token.text)), *values)
    if expression is not None:
        test, values = f"{test} OR documents.doc IN (SELECT rowid FROM search WHERE search MATCH ?)", (*values, expression)
    return f"({test})", values


def phrase_sql(token: Token) -> Sql:
    """Words in this order, in title or cleaned text; or a part of the title or the id."""
    return _loose(token, False)


def word_sql(token: Token) -> Sql:
    """A word, or the beginning of one, in title or cleaned text; or a part of the title or the id. A comparison that lacks its
    field, or has it at its end, is an error: no text is meant by it."""
    turned = _TURNED.fullmatch(token.text)
    if turned and turned[1].lower() in {**TEXTS, **OTHERS}:
        raise UsageError(f"the field comes first, as in words<80 or dup>0.5; here {turned[1]} comes last", token.column)
    misspelt = _MISSPELT.match(token.text)
    name = (misspelt[1] or misspelt[2]).lower() if misspelt else ""
    if name in {**TEXTS, **OTHERS}:
        raise UsageError(f"what mustn't hold has a dash before it, as in -{name}:…", token.column)
    if _LONE.match(token.text):
        raise UsageError('a comparison follows its field without a space, as in words<80 (in "…" it is text)', token.column)
    return _loose(token, True)
