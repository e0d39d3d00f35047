"""The session without a screen: commands a line, answers as plain text. For screen readers, dumb terminals and pipes.

The commands, their keys and what they save are those of the screen; no escape sequence is ever printed.
"""

from triage.plain.review import run

__all__ = ["run"]
