"""The one bridge between the stages: open a corpus, read a document, apply a command, save, undo, export.

A command becomes changes (decide), is written to the journal at once (save), goes to its sidecar in the background, and is
mirrored into the index.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.lazy import from_parts

if TYPE_CHECKING:
    from triage.corpus import parse as parse_query
    from triage.corpus import without_begun
    from triage.corpus.query.by_name import MOST_COMPARED
    from triage.corrections import CORRECTABLE
    from triage.decide import (
        ASKS,
        FASTEST,
        MOST_LOOKED_AT,
        Command,
        Confirm,
        Decide,
        EditTags,
        Mend,
        Place,
        Press,
        Round,
        Rows,
        SetApart,
        SetNote,
        SetReasons,
        Slips,
        Visited,
        begins,
        between,
        copies,
        edits_in,
        flagged_beside,
        nearest,
        numbers_in,
        origin,
        overruled,
        same_rule,
        tags_in,
        undecided_beside,
        unreadable,
    )
    from triage.export import (
        FORMATS,
        check_place,
        escaped,
        format_of,
        json_text,
        make_folder,
        timestamp,
        write_export,
        write_text,
    )
    from triage.model import View
    from triage.model.copies import Copy
    from triage.model.figures import Figures, RuleCount
    from triage.model.reach import Effect, Reach
    from triage.model.suggestion import Suggestion
    from triage.naming import file_of
    from triage.session.bulk import Bulk
    from triage.session.change_recorder import Applied
    from triage.session.cluster_decisions import keep_of, keeping, set_apart, settlement
    from triage.session.clusters import Copies
    from triage.session.exporting import export_command
    from triage.session.moves import moved_documents
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
        "triage.corpus": "parse=parse_query without_begun",
        "triage.decide": (
            "ASKS FASTEST MOST_LOOKED_AT Command Confirm Decide EditTags Mend Slips Place Round Rows SetApart "
            "SetNote SetReasons Press Visited begins between copies edits_in flagged_beside nearest numbers_in origin "
            "overruled same_rule tags_in undecided_beside unreadable"
        ),
        "triage.export": "FORMATS check_place escaped format_of json_text make_folder timestamp write_export write_text",
        "triage.corrections": "CORRECTABLE",
        "triage.naming": "file_of",
        "triage.session.bulk": "Bulk",
        "triage.session.relinking": "Relinking",
        "triage.session.clusters": "Copies",
        "triage.corpus.query.by_name": "MOST_COMPARED",
        "triage.session.exporting": "export_command",
        "triage.session.change_recorder": "Applied",
        "triage.session.moves": "moved_documents",
        "triage.session.paragraphs": "SharedParagraph",
        "triage.session.planning": "Planned",
        "triage.session.preferences": "Preferences",
        "triage.session.reader": "Opened",
        "triage.session.session": "Session",
        "triage.session.cluster_decisions": "keep_of keeping set_apart settlement",
        "triage.session.suggestions": "accept accepting rejecting",
        "triage.model": "View",
        "triage.model.copies": "Copy",
        "triage.model.figures": "Figures RuleCount",
        "triage.model.reach": "Effect Reach",
        "triage.model.suggestion": "Suggestion",
    },
)
