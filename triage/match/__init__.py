"""Near-duplicates: documents in, clusters with reasons out. Pure functions over numpy arrays; no files, no database.

The stages, each a module: `tokens` (words to numbers), `sketch` (fingerprints), `candidates` (the inverted index and
its pairs), `weigh` (weights by stories), `align`, `evidence` and `judge` (verification), `verify` (which pairs),
`cluster`, `representative` and `report`. `engine` and `report` take all texts at once; `incremental` keeps their
outcome up to date as texts come and go. `explain` lays two texts side by side; `paragraphs` relates paragraphs.

Nothing is imported before it is asked for: choosing a representative needs no arrays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.lazy import from_parts

if TYPE_CHECKING:
    from triage.match.diff import compare
    from triage.match.explanation import explain
    from triage.match.judge import Kind
    from triage.match.paragraphs import relate
    from triage.match.paragraphs import split as split_paragraphs
    from triage.match.representative import Order, deciding, ranked
    from triage.match.sketch import fingerprint
    from triage.match.types import Cluster, Member, Pair, Standing, Why

__all__, __getattr__ = from_parts(
    __name__,
    {
        "triage.match.explanation": "explain",
        "triage.match.paragraphs": "relate split=split_paragraphs",
        "triage.match.diff": "compare",
        "triage.match.representative": "Order deciding ranked",
        "triage.match.sketch": "fingerprint",
        "triage.match.types": "Cluster Member Pair Standing Why",
        "triage.match.judge": "Kind",
    },
)
