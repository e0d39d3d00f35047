"""The documents that a command is for: named, read from standard input, or chosen by an expression."""

from __future__ import annotations

import argparse
import io
import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from triage.cli.opening import document_id
from triage.cli.output import narrate
from triage.errors import UsageError

if TYPE_CHECKING:
    from triage.session import Session


def check_null(args: argparse.Namespace) -> None:
    """Raises `UsageError` where no ids are read of which a NUL could be the end."""
    if args.null and "-" not in args.ids:
        raise UsageError("--null goes with the ID -, which reads ids from standard input")


def chosen(session: Session, args: argparse.Namespace) -> tuple[str, ...]:
    """The documents that `args` names, or chooses by an expression. Raises `FileError` for one that there isn't."""
    if args.where:
        ids = tuple(session.corpus.listing(args.where).every_id())
        if not ids:
            narrate("no document fits --where; nothing was done")
        return ids
    words = (id for word in args.ids for id in (_ids_typed(null=args.null) if word == "-" else (word,)))
    # A document that is gone but has a sidecar can still be cleared.
    ids = tuple(dict.fromkeys([document_id(session, args, word, gone=True) for word in words]))
    if not ids:
        narrate("no id came on standard input; nothing was done")
    return ids


def _ids_typed(*, null: bool) -> Iterator[str]:
    """The ids on standard input, each with a NUL behind it; else a line each, or in objects of JSON as `list` and `check` print
    them."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        # A list that an editor saved may begin with a byte order mark, a name that ends in a NUL is as it is.
        sys.stdin.reconfigure(encoding="utf-8" if null else "utf-8-sig", errors="surrogateescape", newline="\n")
    if null:
        yield from filter(None, sys.stdin.read().split("\0"))
        return
    for line in sys.stdin:
        text = line.rstrip("\r\n")
        if text.startswith("{"):
            with suppress(ValueError, KeyError):
                text = str(json.loads(text)["id"])
        if text.strip():
            yield text
