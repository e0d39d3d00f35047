"""The one bridge between the stages: open a corpus, read a document, apply a command, save, undo, export.

A command becomes changes (decide), is written to the journal at once (save), goes to its sidecar in the background, and is
mirrored into the index.
"""

from triage.corpus import Progress
from triage.corpus import parse as parse_query
from triage.decide import (
    Command,
    Decide,
    EditTags,
    Place,
    Rows,
    SetBlocks,
    SetNote,
    SetReasons,
    Visited,
    between,
    complete,
    copies,
    flagged_beside,
    nearest,
    origin,
    same_rule,
    undecided_beside,
)
from triage.export import format_of, json_text, timestamp, write_export, write_text
from triage.session.planning import Planned
from triage.session.reading import LARGE, Opened
from triage.session.session import Applied, Session

__all__ = [
    "LARGE",
    "Applied",
    "Command",
    "Decide",
    "EditTags",
    "Opened",
    "Place",
    "Planned",
    "Progress",
    "Rows",
    "Session",
    "SetBlocks",
    "SetNote",
    "SetReasons",
    "Visited",
    "between",
    "complete",
    "copies",
    "flagged_beside",
    "format_of",
    "json_text",
    "nearest",
    "origin",
    "parse_query",
    "same_rule",
    "timestamp",
    "undecided_beside",
    "write_export",
    "write_text",
]
