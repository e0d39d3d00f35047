"""From the domain to lines and styled runs: printable text, wrapping, rows, panes, bars. No Textual.

A run is `(text, style name)`; which colours a style has is the screen's business. Copies side by
side: `members`, `differences`.
"""

from triage.plural import counted
from triage.printable import one_line, printable
from triage.view.bars import (
    WHAT_IS_READ,
    answered,
    been_through,
    decided_already,
    explain_lines,
    explain_text,
    fault_runs,
    fitting,
    footer_command,
    footer_runs,
    header_text,
    key_name,
    nothing_changed,
    nothing_here,
    nothing_left,
    nothing_left_here,
    prompt_runs,
    question,
    sort_name,
    turned,
    unsuggested,
    verb,
    way_out_first,
)
from triage.view.glyphs import ASCII, UNICODE, Glyphs
from triage.view.pane import PaneText, rule_word
from triage.view.rows import row_runs
from triage.view.runs import Run, clip, find_words, mark_words, restyle
from triage.view.shell import shell_line
from triage.widths import cells, fit

__all__ = [
    "ASCII",
    "UNICODE",
    "WHAT_IS_READ",
    "Glyphs",
    "PaneText",
    "Run",
    "answered",
    "been_through",
    "cells",
    "clip",
    "counted",
    "decided_already",
    "explain_lines",
    "explain_text",
    "fault_runs",
    "find_words",
    "fit",
    "fitting",
    "footer_command",
    "footer_runs",
    "header_text",
    "key_name",
    "mark_words",
    "nothing_changed",
    "nothing_here",
    "nothing_left",
    "nothing_left_here",
    "one_line",
    "printable",
    "prompt_runs",
    "question",
    "restyle",
    "row_runs",
    "rule_word",
    "shell_line",
    "sort_name",
    "turned",
    "unsuggested",
    "verb",
    "way_out_first",
]
