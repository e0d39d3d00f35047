"""Document -> labelled blocks and cleaned text. Pure: no reading, no writing; of other documents only the evidence handed in."""

from __future__ import annotations

from triage.clean.assemble import assemble, with_overrides
from triage.clean.line_text import fold_line
from triage.clean.pipeline import Cleaner, block_fingerprints, split_blocks
from triage.clean.rules import Rule, RuleSet, default_rules

__all__ = [
    "Cleaner",
    "Rule",
    "RuleSet",
    "assemble",
    "block_fingerprints",
    "default_rules",
    "fold_line",
    "split_blocks",
    "with_overrides",
]
