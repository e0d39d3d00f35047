"""The scan behind the screen: its lines of progress."""

from __future__ import annotations

import pytest

from triage.tui.scan import Step, parse_step


@pytest.mark.parametrize(
    ("line", "step"),
    [
        (b'{"done": 3, "total": 9, "phase": "read"}\n', Step("read", 3, 9)),
        (b'{"done": 3}\n', None),
        (b"Traceback (most recent call last):\n", None),
        (b"[1]\n", None),
        (b"\xff\xfe\n", None),
    ],
)
def test_a_line_is_a_step_or_it_is_not(line: bytes, step: Step | None) -> None:
    assert parse_step(line) == step
