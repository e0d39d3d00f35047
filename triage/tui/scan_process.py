"""The scan behind the screen: a process of its own, since a thread's work would make every key wait."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
from collections.abc import Callable, Mapping, Sequence

from triage.errors import ExitCode
from triage.model.scan import Phase, Progress


class ScanProcess:
    """Runs `triage scan` and reports each of its steps; ends with the program."""

    def __init__(self, arguments: Sequence[str], on_step: Callable[[Progress], None]) -> None:
        self._arguments = tuple(arguments)
        self._on_step = on_step
        self._process: asyncio.subprocess.Process | None = None
        self.found: Mapping[str, object] = {}
        """What it found, as `triage scan --json` prints it, once it has run to the end."""

    async def run(self) -> tuple[int, str]:
        """Scan to the end; the exit code and the last line that wasn't progress, which says why it failed. What keeps it from
        being started or followed is such a failure, too."""
        try:
            return await self._follow()
        except (OSError, ValueError) as error:  # no process is to be had; a line that is no line
            self.stop()
            return ExitCode.FILE, str(error)

    async def _follow(self) -> tuple[int, str]:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "triage", "scan", *self._arguments, "--json", "--progress-json"),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        last = ""
        assert self._process.stderr is not None
        assert self._process.stdout is not None
        async for line in self._process.stderr:
            step = parse_step(line)
            if step is not None:
                self._on_step(step)
            elif line.strip():
                last = line.decode("utf-8", "replace").strip()
        printed = await self._process.stdout.read()
        code = await self._process.wait()
        self.found = json.loads(printed) if code == 0 else {}
        return code, last

    def stop(self) -> None:
        """End it, if it still runs. The scan commits as it goes, so nothing is lost but the part in hand."""
        if self._process is not None and self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._process.terminate()


def parse_step(line: bytes) -> Progress | None:
    """The step that a line of progress tells, or None where it tells something else."""
    try:
        found = json.loads(line)
        left = found.get("left")
        return Progress(
            done=int(found["done"]),
            total=int(found["total"]),
            bytes=int(found.get("bytes", 0)),
            seconds=float(found.get("seconds", 0)),
            phase=Phase(found["phase"]),
            rate=float(found.get("rate", 0)),
            left=None if left is None else float(left),
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
