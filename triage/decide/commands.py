"""What an editor can do to documents, as values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Literal

from triage.corrections import CORRECTABLE
from triage.decide.completion import tags_in
from triage.errors import UsageError
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
class Confirm:
    """Says of documents that have an answer that it is still right, of the text as it is by now."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EditTags:
    """Adds and removes tags. Raises `UsageError` for a new one that begins with `-`: typed, that takes a tag off."""

    ids: tuple[str, ...]
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for tag in tags_in(",".join(self.add)):
            if tag.startswith("-"):
                raise UsageError(f"{tag!r}: no tag can begin with a -, which takes a tag off where it is typed; leave it out")


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


@dataclass(frozen=True, slots=True)
class Mend:
    """Says what documents' titles, dates, sources and authors are. None leaves a field as it stands; empty has the document speak
    for itself again."""

    ids: tuple[str, ...]
    title: str | None = None
    date: date | Literal[""] | None = None
    source: str | None = None
    author: str | None = None

    @classmethod
    def of(cls, ids: Iterable[str], typed: Mapping[str, str]) -> Mend:
        """From what was typed, by field, with single blanks. Raises `UsageError` for a day that is none."""
        fields: dict[str, Any] = {name: " ".join(value.split()) for name, value in typed.items()}
        if day := fields.get("date"):
            try:
                fields["date"] = datetime.strptime(day, "%Y-%m-%d").replace(tzinfo=UTC).date()
            except ValueError as error:
                raise UsageError(f"{day!r}: no day; write one as 2031-05-10") from error
        return cls(tuple(ids), **fields)

    @property
    def given(self) -> dict[str, Any]:
        """What is said, by field."""
        return {name: value for name in CORRECTABLE if (value := getattr(self, name)) is not None}


Command = Decide | Confirm | EditTags | SetNote | SetReasons | SetBlocks | SetApart | Mend


@dataclass(frozen=True, slots=True)
class Fresh:
    """What is known of a document at the moment of a command. `blocks` hold what the reviewer changed in an earlier text, as it
    is found again in this one."""

    source: Source
    metadata: Metadata
    clean: CleanStamp
    blocks: Mapping[str, Override] = field(default_factory=dict)
