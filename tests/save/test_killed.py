"""kill -9 at any moment: every sidecar whole, at most the key in flight lost, undo works."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from triage.save import Journal, Saver, dump_sidecar, iter_sidecars

ROOT = Path(__file__).parents[2]
PROGRAM = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from triage.model import Answer, Change, Decision, Method, Sidecar, Source
from triage.save import Entry, Journal, Saver, load_sidecar, sidecar_path
root = Path(sys.argv[1])
journal = Journal(root / ".triage" / "journal")
saver = Saver(root, journal)
saver.recover()
known = {f"{n}.txt": load_sidecar(sidecar_path(root, f"{n}.txt")) for n in range(7)}
for n in range(100000):
    changes = []
    for id in [f"{(n + i) % 7}.txt" for i in range(1 + n % 3)]:
        before = known[id]
        revision = before.decision.revision + 1 if before else 1
        known[id] = Sidecar(Source(id), decision=Decision(Answer.KEEP, note="x" * (n % 5000), revision=revision))
        changes.append(Change(id, before, known[id]))
    seq = journal.append(Entry(0, datetime.now(UTC), "al", "decide", Method.SINGLE, tuple(changes)))
    print(seq, flush=True)
    saver.save(changes, seq)
"""


def test_twenty_kills(tmp_path):
    chance = random.Random(7)
    for _ in range(20):
        child = subprocess.Popen([sys.executable, "-c", PROGRAM, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE)
        assert child.stdout is not None
        first = child.stdout.readline()
        time.sleep(chance.uniform(0, 0.08))
        child.send_signal(signal.SIGKILL)
        acknowledged = int([first, *child.stdout.read().splitlines()][-1])
        child.wait()
        child.stdout.close()
        _check(tmp_path, acknowledged)


def _check(root: Path, acknowledged: int) -> None:
    journal = Journal(root / ".triage" / "journal")
    saver = Saver(root, journal)
    saved = saver.recover()
    assert saved.errors == ()
    assert acknowledged <= journal.last <= acknowledged + 1
    wanted = {}
    for n, _ in journal.lines(max(0, journal.last - 10)):
        wanted |= {change.id: change.after for change in journal.entry(n).changes}
    found = {id: path.read_bytes() for id, path in iter_sidecars(root)}
    for id, after in wanted.items():
        assert found[id] == dump_sidecar(after)
    assert list(root.glob(".*.tmp")) == []
    assert journal.to_undo("al") == [journal.last]
    saver.close()
    journal.close()
