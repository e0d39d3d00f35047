"""The pace in words."""

from __future__ import annotations


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
    """`Keep: 640 of 2,000 documents · 1,450/s · Escape stops`; the rate once it can be told."""
    rate = f" · {done / seconds:,.0f}/s" if seconds > 0.5 and done else ""
    return f"{what}: {done:,} of {total:,} documents{rate} · Escape stops"
