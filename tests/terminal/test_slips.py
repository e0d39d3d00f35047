"""Slips in a real terminal, where keys come as bytes: a held key, a burst in one read, a paste."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

from tests.terminal.emulator import Terminal, triage

SEEDS = Path(__file__).parents[2] / "sample_seeds"


def test_slips_decide_at_most_once(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    shutil.copytree(SEEDS, folder)
    subprocess.run(triage("scan", folder), check=True, capture_output=True, timeout=120)
    with Terminal(triage(folder)) as terminal:
        terminal.wait(" 0 of 26 decided")
        terminal.settle(0.4)
        for _ in range(12):
            os.write(terminal.handle, b"a")
            time.sleep(0.033)
        terminal.wait("held down")
        terminal.wait(" 1 of 26 decided")
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
