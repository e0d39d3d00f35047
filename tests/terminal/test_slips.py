"""Slips in a real terminal, where keys come as bytes: a held key, a burst in one read, a paste."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
import tomllib
from pathlib import Path

import pytest

from tests.terminal.emulator import Terminal, triage

SEEDS = Path(__file__).parents[2] / "sample_seeds"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    shutil.copytree(SEEDS, folder)
    subprocess.run(triage("scan", folder), check=True, capture_output=True, timeout=120)
    return folder


def hold(terminal: Terminal, key: str, shown: str) -> None:
    """Hold a key as long as a slip does. Where the machine is too busy to repeat it in time, these are presses: taken back, and
    held again."""
    for _ in range(10):
        for _ in range(12):
            os.write(terminal.handle, key.encode())
            time.sleep(0.033)
        terminal.settle()
        if "held down" in terminal.text and shown in terminal.text:
            return
        terminal.press(*"u" * 12)
    raise AssertionError(terminal.text)


def test_slips_decide_at_most_once(corpus: Path) -> None:
    with Terminal(triage(corpus)) as terminal:
        terminal.wait(" 0 of 26 decided")
        terminal.settle(0.4)
        hold(terminal, "a", " 1 of 26 decided")
        time.sleep(1)
        os.write(terminal.handle, b"xdaxda")
        terminal.wait("faster than anybody reads")
        terminal.wait(" 2 of 26 decided")
        os.write(terminal.handle, b"\x1b[200~axd q\x1b[201~")
        terminal.wait("Pasted text is no command")
        terminal.wait(" 2 of 26 decided")
        terminal.press("u")
        terminal.wait(" 1 of 26 decided")
        terminal.press("q")
        assert terminal.finish() == 0


def test_what_is_typed_ahead_acts_in_its_order(corpus: Path) -> None:
    """Keys that come in one read: those behind `/` are the filter's, a reason and a note are there before Enter takes them."""
    with Terminal(triage(corpus)) as terminal:

        def at_once(keys: bytes, then: str) -> None:
            os.write(terminal.handle, keys)
            terminal.wait(then)
            terminal.settle(0.3)

        terminal.wait(" 0 of 26 decided")
        terminal.settle(0.4)
        at_once(b"/axd", "axd")
        assert " 0 of 26 decided" in terminal.text
        terminal.press("escape")
        at_once(b"/harbour\rG", "harbour")
        at_once(b"/\x15\r", "All documents")
        at_once(b"ggX2\tno text here\r", " 1 of 26 decided")
        at_once(b"mseen twice\x13", "noted")
        at_once(b"tseaside\r", "+seaside")
        at_once(b":clean.txt\rmon the quay\x13", "noted")
        terminal.press("q")
        assert terminal.finish() == 0
    found = [tomllib.loads(path.read_text("utf-8"))["decision"] for path in sorted(corpus.rglob("*.triage.toml"))]
    rejected = next(decision for decision in found if "answer" in decision)
    assert (rejected["answer"], rejected["reasons"], rejected["note"]) == ("reject", ["error-page"], "no text here")
    assert {decision.get("note") for decision in found} == {"no text here", "seen twice", "on the quay"}
    assert [decision["tags"] for decision in found if "tags" in decision] == [["seaside"]]


def test_a_paste_is_text_whatever_it_holds(corpus: Path) -> None:
    """An article copied from another terminal, colours and all: no command on the list, and in order in a field."""
    with Terminal(triage(corpus)) as terminal:
        terminal.wait(" 0 of 26 decided")
        terminal.settle(0.4)
        os.write(terminal.handle, b"\x1b[200~\x1b[31mred\x1b[0m a \x1b x d q\x1b[201~")
        terminal.wait("Pasted text is no command")
        terminal.settle(0.3)
        assert " 0 of 26 decided" in terminal.text
        terminal.press("/")
        os.write(terminal.handle, b"\x1b[200~quay\n\tof \x1b[1mSund\x1b[201~")
        terminal.wait("quay of [1mSund")
        terminal.press("escape", "m")
        os.write(terminal.handle, b"\x1b[200~one\x1bq\r\ntwo\x1b[201~ and three\x13")
        terminal.wait("noted")
        os.write(terminal.handle, b"\xff\xfe")  # no UTF-8
        terminal.press("q")
        assert terminal.finish() == 0
    (noted,) = corpus.rglob("*.triage.toml")
    assert tomllib.loads(noted.read_text("utf-8"))["decision"]["note"] == "oneq\ntwo and three"
