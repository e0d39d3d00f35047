"""The small corpus of the commands."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.commands import STORY


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    root = tmp_path / "corpus"
    (root / "news").mkdir(parents=True)
    (root / "a.txt").write_text(" date 2025-05-10 403\nSorry!!\nBridge to be mended\n\n" + STORY.format("old"))
    (root / "news" / "b.txt").write_text("A title with \x1b[2J in it\n\n" + STORY.format("new"))
    (root / "page.html").write_text(f"<html><body><h1>Heading</h1><p>{STORY.format('stone')}</p></body></html>")
    (root / "empty.txt").write_text("")
    return root
