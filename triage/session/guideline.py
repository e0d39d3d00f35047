"""The guideline that reviewers of a folder go by."""

from __future__ import annotations

from pathlib import Path

from triage.errors import FileError
from triage.naming import GUIDELINE
from triage.regular import NotRegular, read_regular

MOST = 1_000_000
"""Bytes that are read: more is no guideline."""


def guideline(root: Path) -> str | None:
    """The text of the folder's guideline; None where there is none. Raises FileError."""
    path = root / GUIDELINE
    try:
        return read_regular(path, MOST).decode("utf-8-sig", "replace")
    except FileNotFoundError:
        return None
    except NotRegular as error:
        raise FileError(f"{path}: is not a regular file; move it away") from error
    except OSError as error:
        raise FileError(f"{path}: can't be read ({error.strerror}); check its permissions") from error
