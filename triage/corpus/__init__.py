"""The folder as a whole: the index (SQLite, disposable), the scan that fills it, the query language over it.

Nothing heavy is imported here: opening an index and reading a page of its list needs the standard library only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.lazy import from_parts

if TYPE_CHECKING:
    from triage.corpus.corpus import Corpus
    from triage.corpus.index.schema import is_index
    from triage.corpus.index.sorts import sort_key
    from triage.corpus.query.grammar import parse
    from triage.corpus.query.stored_cleaning import Labelled
    from triage.corpus.query.unfinished import without_begun

__all__, __getattr__ = from_parts(
    __name__,
    {
        "triage.corpus.query.unfinished": "without_begun",
        "triage.corpus.query.stored_cleaning": "Labelled",
        "triage.corpus.corpus": "Corpus",
        "triage.corpus.index.sorts": "sort_key",
        "triage.corpus.query.grammar": "parse",
        "triage.corpus.index.schema": "is_index",
    },
)
