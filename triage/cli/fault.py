"""What nobody foresaw: the program itself is at fault."""

from __future__ import annotations

import traceback
from datetime import datetime


def told(error: BaseException) -> str:
    """Where it stands what happened: in a file, since its words may be a document's."""
    from triage.paths import log_dir

    text = "".join(traceback.format_exception(error))
    path = log_dir() / f"fault-{datetime.now():%Y%m%d-%H%M%S}.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", errors="backslashreplace")
    except OSError as problem:
        return f"What happened ({type(error).__name__}) couldn't be written to {path}: {problem.strerror}"
    return f"Please report it with {path}"
