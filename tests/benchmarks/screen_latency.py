"""What an editor at the screen waits for, beside a bare Textual app that changes one line, in one batch of interleaved runs.

    python tests/benchmarks/screen_latency.py DRIVER HELLO FOLDER[=STATE]… [--runs 3] [--rt] [--scanning FOLDER] [--dialogs]

DRIVER is a black-box driver of terminal programs with a class `Term` (`wait_text`, `settle`, `key`, `fast`, `idle`, `signal`),
HELLO the bare app; each FOLDER has been scanned, into STATE if that isn't the folder's own. A time is that of the first whole
frame after a key, in milliseconds, and its ratio to HELLO's. `j` goes to a document beside it and loads both panes, `page` a page
of the list further, whose text is opened once keys rest; `list alone` is `j` where no text is shown. With `--scanning`, that
folder, which has no index yet, is opened too, and keys are pressed while it is scanned. `--dialogs` presses keys that change a
block, open the copies, the palette and the tags, in a folder of ten copies of 5 KB. `--rt` takes real-time priority where the
machine is shared with others.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import make_corpus

ROOT = Path(__file__).parents[2]
WARM = 8  # keys
THERE_AND_BACK = ["j"] * 9 + ["k"] * 9
Found = dict[str, list[float]]


def load(path: Path) -> ModuleType:
    """The driver as a module."""
    spec = importlib.util.spec_from_file_location("terminal_driver", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def started(driver: ModuleType, command: Sequence[str], ready: str) -> tuple[Any, float]:
    """The program, and how long it took to show what it is for."""
    environment = {"PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path]), "PYTHONDONTWRITEBYTECODE": None}
    term = driver.Term([sys.executable, *command], 120, 40, env=environment, timeout=60, key_timeout=0.5)
    taken = term.wait_text(ready)
    term.settle(0.4)
    return term, taken


def keys(term: Any, names: Sequence[str], count: int, found: Found, called: str) -> None:
    """Presses keys in turn, so many in all, each from silence. What does nothing, at the end of a list, isn't counted."""
    for at in range(count):
        sample = term.key(names[at % len(names)])
        if sample.frame_ms is not None:
            found.setdefault(called, []).append(sample.frame_ms)
            found.setdefault(f"{called}: frames", []).append(sample.frames)
            found.setdefault(f"{called}: processor", []).append(sample.cpu_ms or 0.0)


def hello(driver: ModuleType, path: Path, found: Found) -> None:
    """One run of the bare app."""
    term, ready = started(driver, [str(path)], "hello")
    with term:
        found.setdefault("ready", []).append(ready)
        keys(term, ["j"], WARM, {}, "warm")
        keys(term, ["j"], 60, found, "j")
        held(term, found)
        term.signal("KILL")


def rested(term: Any) -> None:
    """Waits until the folder has been looked through for changes."""
    for _ in range(90):
        if term.idle(1.0)["cpu_s"] < 0.02:
            return


def held(term: Any, found: Found) -> None:
    """A held key: what is still to be drawn when it is let go."""
    found.setdefault("held", []).append(term.fast("j", 45, 30.0)["drain_ms"])
    term.settle(0.6)


def opened(driver: ModuleType, place: Sequence[str], found: Found) -> None:
    """One run over a scanned folder."""
    term, ready = started(driver, ["-m", "triage", *place], "▌○")
    with term:
        found.setdefault("ready", []).append(ready)
        rested(term)
        before = term.idle(2.0)
        found.setdefault("idle bytes", []).append(before["bytes"])
        found.setdefault("idle processor", []).append(before["cpu_s"])
        keys(term, THERE_AND_BACK, len(THERE_AND_BACK), {}, "warm")
        keys(term, THERE_AND_BACK, 100, found, "j")
        keys(term, ["pgdn", "pgup"], 30, found, "page")
        held(term, found)
        term.key("z")
        term.settle(0.6)
        keys(term, THERE_AND_BACK, 60, found, "list alone")
        term.signal("KILL")


def while_scanned(driver: ModuleType, folder: Path, found: Found) -> None:
    """Keys while a folder is scanned for the first time."""
    state = tempfile.mkdtemp()
    term, ready = started(driver, ["-m", "triage", str(folder), "--state", state], "▌○")
    with term:
        found.setdefault("ready", []).append(ready)
        keys(term, THERE_AND_BACK, len(THERE_AND_BACK), {}, "warm")
        keys(term, THERE_AND_BACK, 60, found, "j")
        term.signal("KILL")
    shutil.rmtree(state, ignore_errors=True)


def write_copies(folder: Path) -> None:
    """Ten copies of one article of 5 KB, each with a paragraph of its own."""
    vocabulary, rng = make_corpus.Vocabulary(1), random.Random(1)
    article = [vocabulary.paragraph(rng) for _ in range(18)]
    for number in range(10):
        copy = [*article[:number], vocabulary.paragraph(rng), *article[number + 1 :]]
        (folder / f"{number}.txt").write_text("\n\n".join(copy))


def dialogs(driver: ModuleType, found: Found) -> None:
    """One run over ten copies: what opens for the first time is apart from what is opened again."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_copies(folder)
        subprocess.run([sys.executable, "-m", "triage", "scan", name], cwd=ROOT, check=True, capture_output=True)
        term, _ = started(driver, ["-m", "triage", name], "▌○")
        with term:
            rested(term)
            keys(term, THERE_AND_BACK, len(THERE_AND_BACK), {}, "warm")
            keys(term, ["space"], 20, found, "a block, from the list")
            keys(term, ["tab"], 1, {}, "the text")
            keys(term, ["space"], 20, found, "a block, from the text")
            for key, called in {"C": "copies", "ctrl+p": "palette", "t": "tags"}.items():
                for at in range(13):
                    keys(term, [key], 1, found, f"{called}, again" if at else f"{called}, the first time")
                    keys(term, ["esc"], 1, {}, "closed")
                    term.settle(0.2)
            term.signal("KILL")


def dialog_table(own: Found, bare: Found) -> str:
    """A line a key: the median and the 95th percentile, and the latter beside the bare app's."""
    lines = ["| key | p50 | p95 | of |", "|---|---|---|---|"]
    base = quantile(bare["j"], 0.95)
    for called in (name for name in own if ": " not in name):
        p95 = quantile(own[called], 0.95)
        lines.append(f"| {called} | {quantile(own[called], 0.5):.1f} | {p95:.1f} ({p95 / base:.1f}×) | {len(own[called])} |")
    return "\n".join(lines)


def quantile(values: Sequence[float], share: float) -> float:
    """A value that so many are not above."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def row(name: str, own: Found, bare: Found) -> str:
    """A line of the table."""

    def beside(value: float, other: float) -> str:
        return f"{value:.1f} ({value / other:.2f}×)"

    j, base = own["j"], bare["j"]
    cells = [name, beside(statistics.median(own["ready"]), statistics.median(bare["ready"]))]
    cells += [beside(quantile(j, share), quantile(base, share)) for share in (0.5, 0.95)]
    cells += [beside(quantile(own[name], 0.95), quantile(base, 0.95)) if name in own else "" for name in ("page", "list alone")]
    every = [*j, *own.get("page", ()), *own.get("list alone", ())]
    cells.append(f"{max(every):.1f} of {len(every)}")
    cells.append(f"{statistics.mean(own['j: frames']):.2f}")
    cells.append(f"{statistics.median(own['j: processor']):.1f}")
    cells.append(f"{statistics.median(own['held']):.0f}" if "held" in own else "")
    idle = [f"{max(own['idle bytes']):.0f} B, {max(own['idle processor']):.2f} s"] if "idle bytes" in own else [""]
    return f"| {' | '.join(cells + idle)} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("driver", type=Path)
    parser.add_argument("hello", type=Path)
    parser.add_argument("folder", nargs="*", help="FOLDER, or FOLDER=STATE")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--rt", action="store_true")
    parser.add_argument("--scanning", type=Path)
    parser.add_argument("--dialogs", action="store_true")
    args = parser.parse_args()
    if args.rt:
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(5))
    driver = load(args.driver)
    measured: dict[str, Found] = {"hello": {}}
    runs: list[Callable[[], None]] = [lambda: hello(driver, args.hello, measured["hello"])]
    for given in args.folder:
        folder, _, state = given.partition("=")
        own = measured.setdefault(Path(folder).name, {})
        place = [folder, "--state", state] if state else [folder]
        runs.append(partial(opened, driver, place, own))
    if args.scanning:
        own = measured.setdefault(f"{args.scanning.name}, while it is scanned", {})
        runs.append(lambda: while_scanned(driver, args.scanning, own))
    of_dialogs: Found = {}
    if args.dialogs:
        runs.append(lambda: dialogs(driver, of_dialogs))
    for _ in range(args.runs):
        for run in runs:
            run()
    heads = ["folder", "ready, ms", "j p50", "j p95", "page p95", "list alone p95", "slowest", "frames a j"]
    heads += ["ms of the processor a j", "held key: ms behind", "idle for 2 s"]
    print(f"| {' | '.join(heads)} |\n{'|---' * len(heads)}|")
    for name, own in measured.items():
        print(row(name, own, measured["hello"]))
    if of_dialogs:
        print(f"\n{dialog_table(of_dialogs, measured['hello'])}")
    print(f"\nload {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
