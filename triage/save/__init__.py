"""Sidecars and the journal: what was decided, on disk whole or not at all."""

from triage.save.entry import Entry
from triage.save.files import load_sidecar, read_bytes, replace_bytes
from triage.save.journal import FILE as JOURNAL_FILE
from triage.save.journal import Journal
from triage.save.keyed_file import KeyedFile, after, load_keyed, write_keyed
from triage.save.merge import emptied, merge
from triage.save.places import iter_sidecars, sidecar_path, sidecars_at
from triage.save.recovery import recover, unsaved
from triage.save.rules import RuleFile
from triage.save.saver import Saved, Saver
from triage.save.sidecar import dump_sidecar, newer_schema
from triage.save.views import ViewFile

__all__ = [
    "JOURNAL_FILE",
    "Entry",
    "Journal",
    "KeyedFile",
    "RuleFile",
    "Saved",
    "Saver",
    "ViewFile",
    "after",
    "dump_sidecar",
    "emptied",
    "iter_sidecars",
    "load_keyed",
    "load_sidecar",
    "merge",
    "newer_schema",
    "read_bytes",
    "recover",
    "replace_bytes",
    "sidecar_path",
    "sidecars_at",
    "unsaved",
    "write_keyed",
]
