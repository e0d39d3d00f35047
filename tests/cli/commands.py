"""Runs a command on a small corpus, as a shell does."""

from __future__ import annotations

import json
from typing import Any

import pytest

from triage.cli import main

Capture = pytest.CaptureFixture[str]
STORY = "The council voted on Tuesday to mend the {} bridge, which has stood for ninety years.\n\nWork starts in May.\n"


def lines(capsys: Capture) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def run(capsys: Capture, *argv: object) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert main([str(word) for word in argv]) == 0
    return lines(capsys)


def run_text(capsys: Capture, *argv: object) -> str:
    capsys.readouterr()
    assert main([str(word) for word in argv]) == 0
    return capsys.readouterr().out
