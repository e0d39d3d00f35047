"""What stands below the options in the help."""

from __future__ import annotations

EXAMPLES = """\
examples:
  triage articles/                                   review the folder
  triage list articles/ --where 'answer:none words<80'
  triage decide articles/ --where 'dup>0.9' --reject --reason duplicate --dry-run
  triage export articles/ --where answer:keep --out kept.jsonl

exit codes: 0 done, 1 done with findings (check), 2 wrong usage, 3 a file, 4 configuration or a sidecar,
  70 a fault in triage, 129 130 143 ended by a signal
"""


EXPRESSIONS = """\
In EXPR, terms are joined by and; "or", "not", "-" and parentheses work, and words are looked for in texts, titles and ids.
answer: tag: reason: reviewer: cluster: stale: problem: language: are compared as a whole, id: title: source: author: note: by a
part (id:news/ is a folder, id:*b.txt any beginning, = the whole). none and any ask whether a field has a value at all, unless in
quotes. dup boiler words blocks copies date decided are compared with : = != < <= > >=, title also with ~ (nearly).
"""
