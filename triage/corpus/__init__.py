"""The folder as a whole: the index (SQLite, disposable), the scan that fills it, the query language over it.

Nothing heavy is imported here: opening an index and reading a page of its list needs the standard library only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.lazy import from_parts

if TYPE_CHECKING:
    from triage.corpus.cleaned import Labelled
    from triage.corpus.corpus import Corpus
    from triage.corpus.counts import Counts
    from triage.corpus.orders import sort_key
    from triage.corpus.query import parse
    from triage.corpus.schema import is_index
    from triage.corpus.types import Phase, Progress

__all__, __getattr__ = from_parts(
    __name__,
    {
        "triage.corpus.cleaned": "Labelled",
        "triage.corpus.corpus": "Corpus",
        "triage.corpus.counts": "Counts",
        "triage.corpus.orders": "sort_key",
        "triage.corpus.query": "parse",
        "triage.corpus.schema": "is_index",
        "triage.corpus.types": "Phase Progress",
    },
)
