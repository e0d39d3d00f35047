"""The tree of errors, and the exit codes.

TriageError            one line that names the file and the remedy
├── UsageError         2  the command line, or a query; `column` where one is at fault
│   └── NoDocument        a document that there isn't, or isn't any more
├── FileError          3  a file can't be read or written
│   ├── Outdated          what was shown isn't what is there any more
│   └── NotSaved          what was decided isn't in its sidecar yet
├── Fault              70 the program itself is at fault; what happened is in a file
└── ConfigError        4  the configuration, a rule file or a sidecar; `line` where one is at fault
    └── SidecarError      a sidecar that can't be read, or must not be written
"""

from __future__ import annotations

from enum import IntEnum


def shown(text: object) -> str:
    """A path, or what is said of it, for an error: on one line that any stream can print. A path can hold lone surrogates and
    line breaks."""
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in str(text))


class ExitCode(IntEnum):
    """What the process returns; a contract with scripts."""

    DONE = 0
    FINDINGS = 1
    USAGE = 2
    FILE = 3
    CONFIG = 4
    FAULT = 70
    INTERRUPTED = 130


class TriageError(Exception):
    """The base of all errors that are meant for the user; `str()` of it is one line."""

    exit_code = ExitCode.FILE


class UsageError(TriageError):
    """Wrong usage. `column` counts from 1 in the expression that was given, where it is known."""

    exit_code = ExitCode.USAGE

    def __init__(self, message: str, column: int | None = None) -> None:
        super().__init__(message)
        self.column = column


class NoDocument(UsageError):
    """A document that a command is for isn't there, or isn't any more."""


class FileError(TriageError):
    """A file can't be read or written."""

    exit_code = ExitCode.FILE


class Outdated(FileError):
    """A document, or what is decided about it, isn't as it was shown. Who shows it anew can have it decided then."""


class NotSaved(FileError):
    """What was decided is in the journal, and couldn't be written to its sidecar: the next start of the program tries again."""


class Fault(TriageError):
    """The program itself is at fault."""

    exit_code = ExitCode.FAULT


class ConfigError(TriageError):
    """The configuration is at fault. `line` counts from 1, where it is known."""

    exit_code = ExitCode.CONFIG

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


class SidecarError(ConfigError):
    """A sidecar can't be read, or must not be written: broken, foreign, of a newer schema, or changed on disk."""
