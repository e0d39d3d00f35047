"""Which documents went elsewhere that decisions are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from triage.corpus import Corpus
    from triage.corpus.decisions.relinking import Astray


def moved_documents(corpus: Corpus) -> dict[str, str]:
    """The new ids of documents that decisions are about and that went elsewhere, by their old ones, as the last scan saw them."""
    return places_of(corpus.decided.astray())


def places_of(astray: Astray) -> dict[str, str]:
    """As `moved_documents`, of what is known to be astray."""
    if not astray.places:
        return {}  # as nearly always, and told without loading more
    from triage.decide import new_places

    return new_places(*astray)
