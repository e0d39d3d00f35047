"""What the cleaner is made of, told without loading it."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from triage.phrases import contents

VERSION = "pipeline-35"
"""Of the code: another one where the same page may be labelled, or its text repaired, otherwise. `tests/clean/test_version.py`
says when."""


@cache
def identity() -> str:
    """A hash of the code's version and of the data in the package: labels made under another one are out of date."""
    digest = hashlib.sha256(VERSION.encode())
    # `importlib.resources`, which knows archives too, takes as long to load as 1,000 documents take to look at.
    for file in sorted(file for file in Path(__file__).parent.rglob("*") if file.suffix in (".toml", ".npz", ".json")):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    digest.update(contents())
    return digest.hexdigest()
