"""Document -> labelled blocks and cleaned text. Pure: no reading, no writing; of other documents only the evidence handed in.

What judges loads numpy and rapidfuzz, a fifth of a second: it is imported when first asked for, so that a document whose
labels are known already is on the screen at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from triage.clean.assemble import assemble, matched_text, with_overrides

if TYPE_CHECKING:
    from triage.clean.line_text import fold_line
    from triage.clean.page import Page, block_fingerprints, split_blocks
    from triage.clean.pipeline import Cleaner
    from triage.clean.rules import Rule, RuleSet, default_rules

__all__ = [
    "Cleaner",
    "Page",
    "Rule",
    "RuleSet",
    "assemble",
    "block_fingerprints",
    "default_rules",
    "fold_line",
    "matched_text",
    "split_blocks",
    "with_overrides",
]

_HOMES = {
    "Cleaner": "pipeline",
    "Rule": "rules",
    "RuleSet": "rules",
    "Page": "page",
    "block_fingerprints": "page",
    "default_rules": "rules",
    "fold_line": "line_text",
    "split_blocks": "page",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"triage.clean.{_HOMES[name]}"), name)
