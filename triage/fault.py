"""Faults of the program itself, noted where they can be reported from."""

from __future__ import annotations

import hashlib


def logged(error: BaseException) -> str:
    """Writes the traceback to a file, since its words may be a document's, and returns a sentence that names it. Whatever fails
    at the same place of the program, be it in each of a million documents, has one file, written once. Raises nothing."""
    import traceback

    from triage.paths import log_dir

    name = type(error).__name__
    places = dict.fromkeys((frame.filename, frame.lineno) for frame in traceback.extract_tb(error.__traceback__))
    path = log_dir() / f"fault-{name}-{hashlib.sha256(repr([*places]).encode()).hexdigest()[:8]}.txt"
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("".join(traceback.format_exception(error)), encoding="utf-8", errors="backslashreplace")
    except OSError as problem:
        return f"What happened ({name}) couldn't be written to {path}: {problem.strerror}"
    return f"Please report it with {path}"
