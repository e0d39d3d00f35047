"""Triage: review, clean, de-duplicate, tag and export a folder of scraped articles, by keyboard.

The public API is small: `triage.open_corpus(path)` gives a `triage.session.Session`. Nothing heavy is imported before it is
asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from triage.session import Session

__version__ = "0.1.0"
__all__ = ["__version__", "open_corpus"]


def open_corpus(path: str, **options: Any) -> Session:
    """Open the folder `path` as a corpus; options as in `Session.open`. Raises `FileError` and `ConfigError`."""
    from pathlib import Path

    from triage.session import Session

    return Session.open(Path(path), **options)
