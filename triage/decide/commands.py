"""What an editor can do to documents, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from triage.model import Answer, CleanStamp, Metadata, Method, Override, Source


@dataclass(frozen=True, slots=True)
class Decide:
    """Gives an answer; None clears it. Reasons and `duplicate_of` count for a rejection only."""

    ids: tuple[str, ...]
    answer: Answer | None
    reasons: tuple[str, ...] = ()
    duplicate_of: str = ""
    method: Method = Method.SINGLE


@dataclass(frozen=True, slots=True)
class EditTags:
    """Adds and removes tags."""

    ids: tuple[str, ...]
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SetNote:
    """Replaces the note; an empty one removes it."""

    ids: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class SetReasons:
    """Replaces the reasons of rejected documents; others are left alone."""

    ids: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetBlocks:
    """Gives blocks of one document another label; None takes the reviewer's label back."""

    id: str
    overrides: Mapping[str, Override | None]


@dataclass(frozen=True, slots=True)
class SetApart:
    """Says that documents are no copies of `others`. A rejection as a duplicate of one of these is taken back."""

    ids: tuple[str, ...]
    others: tuple[str, ...]


Command = Decide | EditTags | SetNote | SetReasons | SetBlocks | SetApart


@dataclass(frozen=True, slots=True)
class Fresh:
    """What is known of a document at the moment of a command. `blocks` hold what the reviewer changed in an earlier text, as it
    is found again in this one."""

    source: Source
    metadata: Metadata
    clean: CleanStamp
    blocks: Mapping[str, Override] = field(default_factory=dict)
