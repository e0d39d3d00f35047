"""The folder as a whole: the index (SQLite, disposable), the scan that fills it, the query language over it.

Nothing heavy is imported here: opening an index and reading a page of its list needs the standard library only.
"""

from triage.corpus.corpus import Corpus
from triage.corpus.listing import SORT_KEYS, Listing
from triage.corpus.query import Query, parse, quote
from triage.corpus.types import Cluster, Counts, Member, Orphan, Phase, Progress, ScanReport, Why

__all__ = [
    "SORT_KEYS",
    "Cluster",
    "Corpus",
    "Counts",
    "Listing",
    "Member",
    "Orphan",
    "Phase",
    "Progress",
    "Query",
    "ScanReport",
    "Why",
    "parse",
    "quote",
]
