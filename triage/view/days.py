"""Days as they are shown."""

from __future__ import annotations

from datetime import datetime


def local_day(moment: datetime | None) -> str:
    """The day of a time where the reviewer is, `2026-01-02`; empty for none."""
    return f"{moment.astimezone():%Y-%m-%d}" if moment else ""
