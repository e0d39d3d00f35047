"""Near-duplicates: documents in, clusters with reasons out. Pure functions over numpy arrays; no files, no database.

The stages, each a module: `tokens` (words to numbers), `sketch` (fingerprints), `candidates` (the inverted index and
its pairs), `weigh` (weights by stories), `align` and `verdict` (verification), `verify` (which pairs), `cluster`,
`representative` and `report`. `find_clusters` runs them all in memory; `Live` keeps their outcome up to date as texts
come and go. `explain` lays two texts side by side; `paragraphs` relates paragraphs.

Nothing is imported before it is asked for: choosing a representative needs no arrays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.lazy import from_parts

if TYPE_CHECKING:
    from triage.match.engine import find_clusters
    from triage.match.explanation import explain
    from triage.match.live import Live
    from triage.match.paragraphs import relate
    from triage.match.paragraphs import split as split_paragraphs
    from triage.match.passages import Comparison, Passage, compare
    from triage.match.representative import CRITERIA, Order, deciding, ranked
    from triage.match.sketch import Fingerprints, fingerprint
    from triage.match.types import Cluster, Clustering, Member, Pair, Relation, Standing, Why
    from triage.match.verdict import Kind, Rules

__all__ = [
    "CRITERIA",
    "Cluster",
    "Clustering",
    "Comparison",
    "Fingerprints",
    "Kind",
    "Live",
    "Member",
    "Order",
    "Pair",
    "Passage",
    "Relation",
    "Rules",
    "Standing",
    "Why",
    "compare",
    "deciding",
    "explain",
    "find_clusters",
    "fingerprint",
    "ranked",
    "relate",
    "split_paragraphs",
]

__getattr__ = from_parts(
    __name__,
    {
        "triage.match.engine": "find_clusters",
        "triage.match.explanation": "explain",
        "triage.match.live": "Live",
        "triage.match.paragraphs": "relate split=split_paragraphs",
        "triage.match.passages": "Comparison Passage compare",
        "triage.match.representative": "CRITERIA Order deciding ranked",
        "triage.match.sketch": "Fingerprints fingerprint",
        "triage.match.types": "Cluster Clustering Member Pair Relation Standing Why",
        "triage.match.verdict": "Kind Rules",
    },
)
