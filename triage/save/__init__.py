"""Sidecars and the journal: what was decided, on disk whole or not at all."""

from .entry import Entry
from .escape import escape, unescape
from .files import load_sidecar, write_sidecar
from .journal import Journal
from .merge import merge
from .places import SIDECAR_SUFFIX, iter_sidecars, sidecar_path
from .saver import Saved, Saver
from .sidecar import dump_sidecar, parse_sidecar

__all__ = [
    "SIDECAR_SUFFIX",
    "Entry",
    "Journal",
    "Saved",
    "Saver",
    "dump_sidecar",
    "escape",
    "iter_sidecars",
    "load_sidecar",
    "merge",
    "parse_sidecar",
    "sidecar_path",
    "unescape",
    "write_sidecar",
]
