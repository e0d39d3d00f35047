"""A filter while it is typed: its last word may be on the way to a term."""

from __future__ import annotations

import re

from triage.corpus.query.terms import OTHERS, TEXTS

_LAST = re.compile(r"""(?:^|(?<=[\s(]))-?([A-Za-z_]{2,})((?:[:<>=~!][^\s"()]*)?)$""")
_JOINED = re.compile(r"(?:(?:^|\s+)(?:and|or|not))+\s*$", re.IGNORECASE)


def without_begun(text: str) -> str | None:
    """What stands before the last term, where that is a field's or may become one; None where it is neither."""
    last = _LAST.search(text)
    if last is None:
        return None
    name, compared = last[1].lower(), last[2]
    known = {**TEXTS, **OTHERS}
    if not (name in known if compared else any(field.startswith(name) for field in known)):
        return None
    return _JOINED.sub("", text[: last.start()]).strip()
