"""The command line. Stdout is data, stderr is narration, and exit codes are a contract (`triage.errors.ExitCode`).

    parser   what was typed          arguments  what can be (values: of options, epilogs: below the help)
    output   JSON, tables, narration; nothing from a document or a file name reaches a terminal as it is
    opening  the corpus, brought up to date           named    the documents that a command is for
    look     list, count, show, clusters, views     audit    check, stats
    change   decide, undo, redo                     produce  export, clean
    blocks, rules, tags, paragraphs, mend, relink   about    open, scan, keys, paths

Each command's module is imported when it runs, and the screen only by `open`.
"""

from __future__ import annotations

import errno
import os
import signal
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from types import FrameType

from triage.cli.output import STDOUT, fit_streams, narrate
from triage.cli.parser import parse, runner
from triage.errors import ExitCode, TriageError, UsageError

__all__ = ["main"]

_ENDING = (signal.SIGTERM, signal.SIGHUP)


class _Terminated(BaseException):
    """A signal to end, as an exception, so that open files and the journal are closed as after any error."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.exit_code = 128 + number


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; what the process should return."""
    fit_streams()
    try:
        with _terminating():
            args = parse(sys.argv[1:] if argv is None else argv)
            code = runner(args)(args)
            sys.stdout.flush()
            return code
    except SystemExit as stop:  # argparse, after --help and --version
        return int(stop.code or 0)
    except TriageError as error:
        narrate(_placed(error))
        return int(error.exit_code)
    except KeyboardInterrupt:
        return int(ExitCode.INTERRUPTED)
    except _Terminated as stop:
        return stop.exit_code
    except BrokenPipeError:
        _drop_stdout()
        return int(ExitCode.DONE)
    except (OSError, RecursionError, MemoryError) as error:
        if _is_hung_up(error):
            _drop_stdout()
            return 128 + signal.SIGHUP
        narrate(_unforeseen(error))
        if isinstance(error, OSError) and error.filename == STDOUT:
            _drop_stdout()
        return int(ExitCode.FILE)
    except Exception as error:
        from triage.fault import logged

        narrate(f"a fault in triage ended the command; what it had saved is saved. {logged(error)}")
        return int(ExitCode.FAULT)


def _placed(error: TriageError) -> str:
    column = error.column if isinstance(error, UsageError) else None
    return f"--where, column {column}: {error}" if column else str(error)


def _is_hung_up(error: BaseException) -> bool:
    """Whether the terminal that was read from or written to is gone, which the signal that says so may come too late to tell."""
    if not isinstance(error, OSError) or error.errno != errno.EIO or error.filename is not None:
        return False
    try:
        handles = [stream.fileno() for stream in (sys.stdin, sys.stdout)]
        return any(stat.S_ISCHR(os.fstat(handle).st_mode) and not os.isatty(handle) for handle in handles)
    except (OSError, ValueError):
        return False


def _unforeseen(error: BaseException) -> str:
    # No room promises to wrap each error of the system; the user still gets a line with the file's name.
    if isinstance(error, OSError):
        name = f"{error.filename}: " if error.filename else ""
        return f"{name}{error.strerror or error}; see that it exists, has room, and may be read and written"
    return f"{type(error).__name__}: the input is too large or too deep for this machine; leave it out"


@contextmanager
def _terminating() -> Iterator[None]:
    def stop(number: int, frame: FrameType | None) -> None:
        raise _Terminated(number)

    before = {}
    # Outside the main thread whoever runs us handles signals; what is ignored (`nohup`) stays so.
    with suppress(ValueError):
        for number in _ENDING:
            if signal.getsignal(number) is not signal.SIG_IGN:
                before[number] = signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _drop_stdout() -> None:
    # `triage list | head` is no error; the interpreter must not find the pipe broken, or the disk full, once more at its exit.
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
