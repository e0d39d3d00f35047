"""The one bridge between the stages: open a corpus, read a document, apply a command, save, undo, export.

A command becomes changes (decide), is written to the journal at once (save), goes to its sidecar in the background, and is
mirrored into the index.
"""

from triage.corpus import Progress
from triage.decide import Command, Decide, EditTags, SetBlocks, SetNote, SetReasons, complete
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
    "Planned",
    "Progress",
    "Session",
    "SetBlocks",
    "SetNote",
    "SetReasons",
    "complete",
    "format_of",
    "json_text",
    "timestamp",
    "write_export",
    "write_text",
]
