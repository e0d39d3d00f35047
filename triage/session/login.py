"""Who reviews, and when it is, where nobody says."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The time."""
    return datetime.now(UTC)


def login() -> str:
    """The user's login name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
