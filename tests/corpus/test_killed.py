"""A scan that is killed at any moment, and scanned again, gives the index of one that wasn't.

`TRIAGE_KILLS=50` tries more moments than the suite has time for.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.corpus.dumping import dump
from tests.match.stories import invent, ocr, padded, truncated
from triage.corpus import Corpus

KILLS = int(os.environ.get("TRIAGE_KILLS", "3"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Several batches of articles with copies, boilerplate, a container, and a decision."""
    root = tmp_path_factory.mktemp("killed")
    rng = random.Random(4)
    legal = invent(random.Random(9), 60)
    stories = [invent(rng, 120) for _ in range(130)]
    copies = [*(padded(one, legal) for one in stories[:20]), *(truncated(one, 0.7) for one in stories[10:40])]
    for number, text in enumerate([*stories, *copies, *(ocr(one, rng, 0.02) for one in stories[30:])]):
        (root / f"{number % 3}").mkdir(exist_ok=True)
        (root / f"{number % 3}" / f"{number:03}.txt").write_text(text)
    (root / "more.jsonl").write_text("".join(f'{{"text": "Record {n}. {stories[n][:300]}"}}\n' for n in range(9)))
    return root


def start(folder: Path, state: Path, jobs: int) -> subprocess.Popen[bytes]:
    """A scan in a process, and group of processes, of its own."""
    command = [sys.executable, "-m", "triage", "scan", str(folder), "--state", str(state), "--jobs", str(jobs)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    silent = subprocess.DEVNULL
    return subprocess.Popen(command, env=environment, stdout=silent, stderr=silent, start_new_session=True)


def dumped(folder: Path, state: Path) -> str:
    with Corpus.open(folder, state) as corpus:
        corpus.scan()
        return dump(corpus)


def test_killed_at_random_moments(folder: Path, tmp_path: Path) -> None:
    undisturbed = dumped(folder, tmp_path / "undisturbed")
    begun = time.monotonic()
    assert start(folder, tmp_path / "timed", 1).wait() == 0
    duration = time.monotonic() - begun
    rng = random.Random(os.urandom(8))
    for attempt in range(KILLS):
        state = tmp_path / f"killed{attempt}"
        for _ in range(rng.choice((1, 1, 2))):
            process = start(folder, state, rng.choice((1, 2)))
            moment = rng.uniform(0.1, 1.2) * duration
            time.sleep(moment)
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        assert dumped(folder, state) == undisturbed, f"killed after {moment:.3f} of {duration:.3f} s"
        assert not list(state.glob("spool*"))
