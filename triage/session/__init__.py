"""The one bridge between the stages: open a corpus, read a document, apply a command, save, undo, export.

A command becomes changes (decide), is written to the journal at once (save), goes to its sidecar in the background, and is
copied into the index. Beside this front, `deciding` has the rules of the stage by which it is decided, `exporting` what writes
files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.lazy import from_parts

if TYPE_CHECKING:
    from triage.corpus import parse as parse_query
    from triage.corpus import without_begun
    from triage.corpus.query.by_name import MOST_COMPARED
    from triage.corrections import CORRECTABLE
    from triage.decide import Command, Decide, EditTags, Mend, Place, SetApart, SetNote, SetReasons
    from triage.naming import file_of
    from triage.session.bulk import Bulk
    from triage.session.change_recorder import Applied
    from triage.session.cluster_decisions import keep_of, keeping, set_apart, settlement
    from triage.session.clusters import Copies
    from triage.session.moved import moved_documents
    from triage.session.paragraphs import SharedParagraph
    from triage.session.planning import Planned
    from triage.session.preferences import Preferences
    from triage.session.reader import Opened
    from triage.session.relinking import Relinking
    from triage.session.session import Session
    from triage.session.suggestions import accept, accepting, rejecting

__all__, __getattr__ = from_parts(
    __name__,
    {
        "triage.session.session": "Session",
        # commands, and what comes of them
        "triage.decide": "Command Decide EditTags Mend Place SetApart SetNote SetReasons",
        "triage.session.bulk": "Bulk",
        "triage.session.change_recorder": "Applied",
        "triage.session.planning": "Planned",
        "triage.session.cluster_decisions": "keep_of keeping set_apart settlement",
        "triage.session.suggestions": "accept accepting rejecting",
        "triage.session.relinking": "Relinking",
        # what is read
        "triage.session.reader": "Opened",
        "triage.session.clusters": "Copies",
        "triage.session.moved": "moved_documents",
        "triage.session.paragraphs": "SharedParagraph",
        "triage.session.preferences": "Preferences",
        "triage.corrections": "CORRECTABLE",
        "triage.naming": "file_of",
        # what is asked for
        "triage.corpus": "parse=parse_query without_begun",
        "triage.corpus.query.by_name": "MOST_COMPARED",
    },
)
