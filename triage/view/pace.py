"""The pace in words: of decisions, of work in the background, of a scan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from triage.model.scan import Progress

from triage.plural import counted


def pace_text(per_hour: float | None, left: tuple[float, float] | None) -> str:
    """`31/h, 34–41 h left`; empty where there are too few decisions to tell."""
    if per_hour is None:
        return ""
    rate = f"{per_hour:,.0f}/h" if per_hour >= 10 else f"{per_hour:.1f}/h"
    return f"{rate}, {_span(left)} left" if left is not None and left[1] > 0 else rate


def _span(hours: tuple[float, float]) -> str:
    low, high = hours
    if high < 2:
        first, last, unit = round(low * 60), max(1, round(high * 60)), "min"
    else:
        first, last, unit = round(low), round(high), "h"
    return f"{last:,} {unit}" if first >= last else f"{first:,}–{last:,} {unit}"


def work_text(what: str, done: int, total: int, seconds: float) -> str:
    """`Keep: 640 of 2,000 documents · 1,450/s · Esc stops`; the rate once it can be told."""
    rate = f" · {done / seconds:,.0f}/s" if seconds > 0.5 and done else ""
    return f"{what}: {done:,} of {total:,} documents{rate} · Esc stops"


_DOING = {"wait": "waiting for another scan", "read": "reading", "clean": "cleaning", "match": "matching"}


def scan_text(step: Progress, *, brief: bool = False) -> str:
    """`reading 120 of 20,000 · 2.1 MB/s · 40 s left`; `brief` leaves out the speed."""
    doing = _DOING.get(step.phase, step.phase)
    parts = [f"{doing} {step.done:,} of {step.total:,}" if step.total else doing]
    if step.rate and not brief:
        parts.append(f"{step.rate / 1e6:.1f} MB/s")
    if step.left is not None and step.left >= 1:
        parts.append(f"{duration_text(step.left)} left")
    return " · ".join(parts)


def rescan_text(found: Mapping[str, object], listed: int) -> str:
    """`Scanned again: 3 new, 1 gone · 2,265 documents in the list.`"""
    return f"Scanned again: {_news(found) or 'nothing new'} · {counted(listed, 'document')} in the list."


def news_text(found: Mapping[str, object]) -> str:
    """`Since the last scan: 3 new, 1 gone.`; empty where nothing came, changed or went."""
    news = _news(found)
    return news and f"Since the last scan: {news}."


def _news(found: Mapping[str, object]) -> str:
    words = {"added": "new", "changed": "changed", "removed": "gone"}
    counts = [f"{number:,} {word}" for key, word in words.items() if isinstance(number := found.get(key), int) and number]
    return ", ".join(counts)


def progress_bar(done: int, total: int, width: int, filled: str, empty: str) -> str:
    """A bar so many cells wide, of two characters."""
    cells = round(width * min(1.0, done / total)) if total else 0
    return filled * cells + empty * (width - cells)


def duration_text(seconds: float) -> str:
    """`40 s`, `12 min`, `3.5 h`"""
    if seconds < 100:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 100 * 60 else f"{seconds / 3600:.1f} h"
