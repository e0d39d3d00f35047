"""Document -> labelled blocks and cleaned text. Pure: no reading, no writing; of other documents only the evidence handed in.

What judges loads numpy and rapidfuzz, a fifth of a second: it is imported when first asked for, so that a document whose
labels are known already is on the screen at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.lazy import from_parts

if TYPE_CHECKING:
    from triage.clean.assembly import assemble, matched_text, with_overrides
    from triage.clean.catalogue.rules import RuleSet, default_rules
    from triage.clean.page import Page, block_fingerprints, find_fingerprints, split_blocks
    from triage.clean.pipeline import Cleaner
    from triage.clean.version import identity

__all__, __getattr__ = from_parts(
    __name__,
    {
        "triage.clean.assembly": "assemble matched_text with_overrides",
        "triage.clean.page": "Page block_fingerprints find_fingerprints split_blocks",
        "triage.clean.pipeline": "Cleaner",
        "triage.clean.catalogue.rules": "RuleSet default_rules",
        "triage.clean.version": "identity",
    },
)
