"""The query language: terms joined by and, `or`, `not`, `-`, parentheses. Parsed by hand, so that errors name a column.

any   = all ("or" all)*
all   = one (["and"] one)*
one   = ("not" | "-") one | "(" any ")" | field | "phrase" | word
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from triage.corpus.query import lexer
from triage.corpus.query.lexer import Token, quote
from triage.corpus.query.terms import Sql, existence, field_sql, phrase_sql, word_sql
from triage.errors import UsageError
from triage.model import Staleness

__all__ = ["AllOf", "AnyOf", "Not", "Query", "Term", "parse", "quote"]

MOST_NESTED = 100  # deeper would exhaust Python's stack
MOST_DEEP = 20  # "and" within "or" within "and" …; a third more would exhaust the stack of SQLite's parser
MOST_TERMS = 500  # SQLite takes a thousand in a row
_CURRENT, _UNDECIDED = ("no", "none", Staleness.CURRENT), ("none", "no", "undecided")
_OF_DECISIONS = ("answer", "reason", "reviewer", "decided")


class Term(NamedTuple):
    """One condition, as SQL over `documents`."""

    token: Token
    sql: Sql


class Not(NamedTuple):
    """What `node` isn't."""

    node: Node


class AllOf(NamedTuple):
    """All of `nodes` hold; no nodes: always."""

    nodes: tuple[Node, ...]


class AnyOf(NamedTuple):
    """One of `nodes` holds."""

    nodes: tuple[Node, ...]


Node = Term | Not | AllOf | AnyOf


class Query(NamedTuple):
    """A parsed expression."""

    text: str
    node: Node

    def sql(self) -> Sql:
        """A condition over table `documents`, and its parameters."""
        return _sql(self.node)

    @property
    def words(self) -> tuple[str, ...]:
        """The words and phrases that it looks for in texts and titles; not those of which it says that they aren't there."""
        return tuple(dict.fromkeys(_words(self.node)))

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags that it asks for by name; not those that documents mustn't have."""
        return tuple(dict.fromkeys(_tags(self.node)))

    @property
    def revisits(self) -> frozenset[str]:
        """By what it asks for documents that have an answer, for whoever goes through these once more: `answer`, where by what
        was decided, by whom or when, and `stale`. Empty where it asks for none of that, or for the undecided."""
        return frozenset(_revisited(self.node, True))

    @property
    def likeness(self) -> str | None:
        """The expression for titles like its words, where it is nothing but words; else None."""
        nodes = self.node.nodes if isinstance(self.node, AllOf) else (self.node,)
        loose = [node.token.text for node in nodes if isinstance(node, Term) and node.token.kind in (lexer.WORD, lexer.PHRASE)]
        return f"title~{quote(' '.join(loose))}" if loose and len(loose) == len(nodes) else None


def _words(node: Node) -> Iterator[str]:
    match node:
        case Term():
            named = node.token.name == "title" and node.token.operator in (":", "=") and existence(node.token) is None
            if node.token.kind != lexer.FIELD or named:
                yield node.token.text
        case AllOf() | AnyOf():
            for inner in node.nodes:
                yield from _words(inner)
        case Not():
            pass


def _tags(node: Node) -> Iterator[str]:
    match node:
        case Term():
            token = node.token
            if token.kind == lexer.FIELD and token.name == "tag" and token.operator != "!=" and existence(token) is None:
                yield token.text
        case AllOf() | AnyOf():
            for inner in node.nodes:
                yield from _tags(inner)
        case Not():
            pass


def _revisited(node: Node, wanted: bool) -> Iterator[str]:
    match node:
        case Term():
            token = node.token
            if token.kind == lexer.FIELD:
                is_wanted, value = wanted is (token.operator != "!="), token.text.lower()
                if token.name == "stale":
                    yield from ["stale"] * (is_wanted is (value not in _CURRENT))
                elif token.name == "answer" and value in _UNDECIDED:
                    yield from ["answer"] * (not is_wanted)
                elif token.name in _OF_DECISIONS and value:
                    yield from ["answer"] * is_wanted
        case AllOf() | AnyOf():
            for inner in node.nodes:
                yield from _revisited(inner, wanted)
        case Not():
            yield from _revisited(node.node, not wanted)


def _sql(node: Node) -> Sql:
    match node:
        case Term():
            return node.sql
        case Not():
            inner, values = _sql(node.node)
            return f"NOT ({inner})", values
        case AllOf() | AnyOf():
            parts = [_sql(inner) for inner in node.nodes]
            if not parts:
                return "1", ()
            joint = " AND " if isinstance(node, AllOf) else " OR "
            return f"({joint.join(part for part, _ in parts)})", tuple(value for _, values in parts for value in values)


def _joined(kind: type[AllOf] | type[AnyOf], nodes: Sequence[Node]) -> Node:
    """All or any of some conditions; those that are of this kind themselves are taken apart, so that none is deeper than it must
    be."""
    flat = [inner for node in nodes for inner in (node.nodes if isinstance(node, kind) else (node,))]
    return flat[0] if len(flat) == 1 else kind(tuple(flat))


def _negated(node: Node) -> Node:
    """What a condition isn't; only terms are negated in what is left (De Morgan)."""
    match node:
        case Term():
            return Not(node)
        case Not():
            return node.node
        case AllOf():
            return _joined(AnyOf, [_negated(inner) for inner in node.nodes])
        case AnyOf():
            return _joined(AllOf, [_negated(inner) for inner in node.nodes])


def _deepest(node: Node) -> tuple[int, Token]:
    """How many conditions the deepest term stands in, and its token."""
    match node:
        case Term():
            return 0, node.token
        case Not():
            return _deepest(node.node)
        case AllOf() | AnyOf():
            depth, token = max(map(_deepest, node.nodes), key=lambda found: found[0])
            return depth + 1, token


class _Parser:
    """Recursive descent over the tokens."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    @property
    def next(self) -> Token:
        """The token that is read next."""
        return self._tokens[self._at]

    def take(self) -> Token:
        """Reads one token."""
        token = self.next
        self._at += 1
        return token

    def any(self) -> Node:
        """Alternatives."""
        nodes = [self.all()]
        while self.next.kind == lexer.OR:
            self.take()
            nodes.append(self.all())
        return _joined(AnyOf, nodes)

    def all(self) -> Node:
        """Terms that must all hold."""
        nodes = [self.one()]
        while self.next.kind not in (lexer.OR, lexer.CLOSE, lexer.END):
            if self.next.kind == lexer.AND:
                self.take()
            nodes.append(self.one())
        return _joined(AllOf, nodes)

    def one(self) -> Node:
        """A term, its negation, or an expression in parentheses."""
        token = self.take()
        if token.kind == lexer.NOT:
            return _negated(self._nested(self.one, token))
        if token.kind == lexer.OPEN:
            node = self._nested(self.any, token)
            if self.next.kind != lexer.CLOSE:
                raise UsageError("this ( has no closing )", token.column)
            self.take()
            return node
        makers: dict[str, Callable[[Token], Sql]] = {
            lexer.FIELD: field_sql,
            lexer.PHRASE: phrase_sql,
            lexer.WORD: word_sql,
        }
        if token.kind in makers:
            return Term(token, makers[token.kind](token))
        if token.kind == lexer.END:
            raise UsageError("a term is missing at the end", token.column)
        raise UsageError(f'a term is missing before {token.text} (the word itself is looked for as "{token.text}")', token.column)

    def _nested(self, inner: Callable[[], Node], token: Token) -> Node:
        self._depth += 1
        if self._depth > MOST_NESTED:
            raise UsageError(f"more than {MOST_NESTED} levels of parentheses and negations", token.column)
        node = inner()
        self._depth -= 1
        return node


def parse(text: str) -> Query:
    """The query that `text` stands for; nothing, or white space, is every document. Raises UsageError with a column."""
    tokens = lexer.tokens(text)
    if len(tokens) == 1:
        return Query(text, AllOf(()))
    terms = [token for token in tokens if token.kind in (lexer.FIELD, lexer.PHRASE, lexer.WORD)]
    if len(terms) > MOST_TERMS:
        raise UsageError(f"more than {MOST_TERMS} terms", terms[MOST_TERMS].column)
    parser = _Parser(tokens)
    node = parser.any()
    if parser.next.kind == lexer.CLOSE:
        raise UsageError("this ) has no opening (", parser.next.column)
    depth, token = _deepest(node)
    if depth > MOST_DEEP:
        raise UsageError(f"more than {MOST_DEEP} levels of `and` within `or` within `and`; make it two filters", token.column)
    return Query(text, node)
