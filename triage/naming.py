"""How documents are named, and the files beside them that are none. A file is named by its path below the corpus root, a record
by its container and line (`crawl.jsonl#17`).

A file whose own name has that form is named with `./` before its path, so that no record has the same id.
"""

from __future__ import annotations

import re

CORPUS_CONFIG = "triage.toml"
CORPUS_STATE = ".triage"
"""The folder of what Triage keeps of a corpus in it."""
GUIDELINE = "guideline.md"
SIDECAR_SUFFIX = ".triage.toml"
_CONTAINER = r"\.(?:jsonl|ndjson)(?:\.gz)?"
RECORD = re.compile(rf"(?P<path>(?!\./).+(?i:{_CONTAINER}))#(?P<number>[1-9][0-9]{{0,17}})", re.DOTALL)
RECORDS = re.compile(rf".+(?:(?i:{_CONTAINER})|~[0-9a-f]{{16}})\.triage", re.DOTALL)
"""The folder of the sidecars of a container's records; of a name that was too long, a mark ends it."""


def id_of_file(path: str) -> str:
    """The id of a file that is one document."""
    return f"./{path}" if RECORD.fullmatch(path) else path


def file_of(id: str) -> str:
    """The path of the file that holds a document."""
    if record := RECORD.fullmatch(id):
        return record["path"]
    return id[2:] if id.startswith("./") and id_of_file(id[2:]) == id else id
