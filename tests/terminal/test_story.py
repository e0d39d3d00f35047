"""The whole job in a real 80×24 terminal, and what the command line then says of it."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.terminal.emulator import Terminal, triage

SEEDS = Path(__file__).parents[2] / "sample_seeds"
# A program in a session of its own hears of no hang-up.
DETACHED = """import signal, subprocess, sys
signal.signal(signal.SIGHUP, signal.SIG_IGN)
sys.exit(subprocess.run(sys.argv[1:], start_new_session=True).returncode)"""
UNDONE = {"block": "blocks of", "note": "note of", "tag": "tags of"}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    shutil.copytree(SEEDS, folder)
    return folder


def run(*arguments: str | Path, code: int = 0) -> str:
    done = subprocess.run(triage(*arguments), capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout


def rows(*arguments: str | Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(*arguments, "--json").splitlines()]


def sidecars(folder: Path) -> dict[str, dict[str, Any]]:
    found = sorted(folder.rglob("*.triage.toml"))
    return {str(p.relative_to(folder)).removesuffix(".triage.toml"): tomllib.loads(p.read_text("utf-8")) for p in found}


def test_an_editors_session(corpus: Path, tmp_path: Path) -> None:
    """Ten decisions, a tag, a note, a block brought back, a filter, three undone; then all agree, and reopening resumes."""
    run("scan", corpus)
    with Terminal(triage(corpus)) as terminal:
        terminal.wait(" 0 of 26 decided")
        terminal.wait(" blocks")  # the text is shown, and can be decided
        terminal.settle(0.4)
        for done, key in enumerate(["a", "x", "d", "a", "a", "x", "a", "d", "a", "a"], 1):
            terminal.press(key)
            terminal.wait(f" {done} of ")
        terminal.press("t")
        terminal.wait("Tags ·")
        terminal.type("harbour")
        terminal.press("enter")
        terminal.wait("+harbour")
        terminal.press("m")
        terminal.wait("Note ·")
        terminal.type("seen twice")
        terminal.press("ctrl+s")
        terminal.wait("noted")
        terminal.press("]", "space")
        terminal.wait("brought back: ")
        terminal.press("/")
        terminal.type("answer:keep")
        terminal.wait("answer:keep")
        terminal.press("enter")
        terminal.press("/", *["backspace"] * 11, "enter")
        for what in ("block", "note", "tag"):
            terminal.press("u")
            terminal.wait(f"undone: {UNDONE[what]}")
        terminal.press("q")
        assert terminal.finish() == 0
        assert not terminal.not_painting()
    on_disk = sidecars(corpus)
    answered = {id: tree["decision"]["answer"] for id, tree in on_disk.items() if "answer" in tree.get("decision", {})}
    assert sorted(answered.values()) == ["defer"] * 2 + ["keep"] * 6 + ["reject"] * 2
    assert not any(tree["decision"].get("tags") or tree["decision"].get("note") for tree in on_disk.values())
    listed = {row["id"]: row["answer"] for row in rows("list", corpus) if row["answer"]}
    assert listed == answered
    out = tmp_path / "out.jsonl"
    run("export", corpus, "--out", out, "--where", "answer:keep")
    exported = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert {row["id"] for row in exported} == {id for id, answer in answered.items() if answer == "keep"}
    run("check", corpus, code=1)
    before = {path: path.read_bytes() for path in corpus.rglob("*.triage.toml")}
    run("redo", corpus)
    run("undo", corpus)
    assert {path: path.read_bytes() for path in corpus.rglob("*.triage.toml")} == before
    with Terminal(triage(corpus)) as terminal:
        terminal.wait(" 10 of 26 decided")
        terminal.press("q")
        assert terminal.finish() == 0


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_signals_save_and_restore(corpus: Path, number: int, code: int) -> None:
    run("scan", corpus)
    with Terminal(triage(corpus)) as terminal:
        terminal.wait(" 0 of 26 decided")
        terminal.wait(" blocks")  # the text is shown, and can be decided
        terminal.settle(0.4)
        terminal.press("a")
        terminal.wait(" 1 of 26 decided")
        terminal.kill(number)
        assert terminal.finish() == code
        assert b"\x1b[?1049l" in terminal.output
    assert len(sidecars(corpus)) == 1


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_signals_save_without_a_screen_too(corpus: Path, number: int, code: int) -> None:
    run("scan", corpus)
    with Terminal(triage(corpus, "--plain")) as terminal:
        terminal.wait("2 of them dropped")
        terminal.press("a", "enter")
        terminal.wait("kept: ")
        terminal.kill(number)
        assert terminal.finish() == code
        assert b"Traceback" not in terminal.output
    assert len(sidecars(corpus)) == 1


@pytest.mark.parametrize("told", [True, False], ids=["by a signal", "by its end alone"])
def test_a_closed_terminal_ends_the_program_and_loses_nothing(corpus: Path, told: bool) -> None:
    run("scan", corpus)
    command = triage(corpus)
    if not told:
        command = [sys.executable, "-c", DETACHED, *command]
    with Terminal(command) as terminal:
        terminal.wait(" 0 of 26 decided")
        terminal.wait(" blocks")  # the text is shown, and can be decided
        terminal.press("a")
        terminal.wait(" 1 of 26 decided")
        terminal.hang_up()
        assert terminal.finish() == 129
    assert len(sidecars(corpus)) == 1


def test_kill_at_random_moments(corpus: Path) -> None:
    """Every sidecar is whole, at most the key in flight is lost, undo still works. `TRIAGE_KILLS` asks for more rounds."""
    run("scan", corpus)
    draw = random.Random(5)
    for _ in range(int(os.environ.get("TRIAGE_KILLS", "2"))):
        for path in corpus.rglob("*.triage.toml"):
            path.unlink()
        shutil.rmtree(corpus / ".triage" / "journal", ignore_errors=True)
        run("scan", corpus)  # notices that the sidecars are gone
        with Terminal(triage(corpus)) as terminal:
            terminal.wait(" 0 of 26 decided")
            terminal.wait(" blocks")  # the text is shown, and can be decided
            terminal.settle(0.3)
            end = time.monotonic() + draw.uniform(0.02, 1.0)
            while time.monotonic() < end:
                os.write(terminal.handle, draw.choice([b"a", b"x", b"d"]))
                terminal.settle(draw.uniform(0.08, 0.14), 0.3)  # faster would be a slip
            terminal.kill(signal.SIGKILL)
            terminal.finish()
            found = re.search(r"(\d+) of \d+ decided", terminal.text)
            shown = int(found[1]) if found else 0
        # What the screen had counted is in the sidecars, but for the one that was being written; the journal has that one too.
        assert len(sidecars(corpus)) >= shown - 1
        answered = len(rows("list", corpus, "--where", "not answer:none"))
        assert answered >= shown
        assert len(sidecars(corpus)) == answered
        if answered:
            run("undo", corpus)
            assert len(sidecars(corpus)) == answered - 1
