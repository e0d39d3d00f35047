"""Suggestions on a document, from what index, labels and cluster tell of it; and how often they were followed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from triage.config import Config
from triage.corpus import Corpus
from triage.corpus.index.words import word_count
from triage.decide import ASKS, Command, Decide, Facts, suggest
from triage.errors import UsageError
from triage.language import common_language, language_of
from triage.model import NOTHING, Answer, Method
from triage.model.suggestion import Kind, Suggestion
from triage.plural import counted
from triage.save import Journal
from triage.session.clusters import Clusters
from triage.session.prefetch import KEPT
from triage.session.reader import LARGE, Opened

if TYPE_CHECKING:
    from triage.session.bulk import Bulk
    from triage.session.change_recorder import Applied
    from triage.session.session import Session

SAMPLE = 40  # documents by which the language of the folder is told


class Suggestions:
    """Suggests for one document at a time; the last one is remembered."""

    def __init__(self, corpus: Corpus, config: Config, clusters: Clusters, journal: Journal) -> None:
        self._corpus, self._clusters, self._journal = corpus, clusters, journal
        self._reasons = [reason.code for reason in config.reasons]
        self._language: str | None = None
        self._last: tuple[str, Suggestion | None] = ("", None)
        self._prepared: dict[str, tuple[Opened, Suggestion | None]] = {}

    def of(self, opened: Opened) -> Suggestion | None:
        """What is suggested on an undecided document; None where it looks as it should, or can't be read."""
        known = self._prepared.get(opened.document.id)
        found = known[1] if known is not None and known[0] is opened else self.look(opened)
        self._last = opened.document.id, found
        return found

    def prepare(self, opened: Opened) -> None:
        """Work out beforehand what `of` will be asked for; right until the next command."""
        known = self._prepared.pop(opened.document.id, None)
        self._prepared[opened.document.id] = known if known is not None and known[0] is opened else (opened, self.look(opened))
        for old in list(self._prepared)[:-KEPT]:
            del self._prepared[old]

    def look(self, opened: Opened) -> Suggestion | None:
        """What is suggested, where nobody is shown it."""
        return None if opened.answer is not None or opened.problem is not None else suggest(self._facts(opened), self._reasons)

    def shown(self, commands: Sequence[Command]) -> str:
        """The kind that was suggested on the document that is decided here; empty for all other commands."""
        last, found = self._last
        match commands:
            case (Decide(ids=(id,), answer=Answer()),) if found is not None and id == last:
                return str(found.kind)
        return ""

    def followed(self, kind: Kind) -> tuple[int, int]:
        """How often this kind was accepted, and how often it was shown on a document that was decided."""
        return self._journal.tally.of(kind)

    def refresh(self) -> None:
        """The folder may be another one by now."""
        self._language = None
        self.changed()

    def changed(self) -> None:
        """What is kept may be another copy by now."""
        self._prepared.clear()
        self._clusters.changed()

    def _facts(self, opened: Opened) -> Facts:
        raw, cleaned = opened.document.raw, opened.cleaned
        row = self._corpus.row(opened.document.id)
        kept = self._clusters.best_kept_copy(row.id, row.cluster) if row is not None and row.cluster else ""
        if len(raw) > LARGE:
            return Facts(raw, (), LARGE, LARGE, kept_copy=kept)
        changed = opened.sidecar is not None and bool(opened.sidecar.blocks)
        words = row.words if row is not None and row.blocks and not changed else word_count(cleaned.text)
        everything = word_count(raw) if words < 200 else words
        return Facts(raw, cleaned.blocks, words, everything, language_of(cleaned.text), self._folder_language(), kept)

    def _folder_language(self) -> str:
        if self._language is None:
            self._language = common_language(self._corpus.some_texts(SAMPLE))
        return self._language


def accept(session: Session, opened: Opened) -> Applied | None:
    """Reject a document for what is suggested; None where nothing is."""
    found = session.suggestions.of(opened)
    if found is None:
        return None
    decision = Decide((opened.document.id,), Answer.REJECT, (found.reason,), found.duplicate_of, Method.SUGGESTION)
    return session.apply(decision, opened=opened)


def accepting(session: Session, ids: Sequence[str], kind: str) -> list[Decide]:
    """The rejections for what documents look like, of this kind or of `any`. Raises `UsageError` for a kind that isn't one."""
    if kind not in ("any", *Kind):
        raise UsageError(f"no suggestion is of kind {kind!r}; there are: any, {', '.join(Kind)}")
    commands = []
    for id in ids:
        found = session.suggestions.look(session.open_document(id))
        if found is not None and kind in ("any", found.kind):
            commands.append(Decide((id,), Answer.REJECT, (found.reason,), found.duplicate_of, Method.SUGGESTION))
    return commands


def rejecting(session: Session, commands: Sequence[Decide]) -> Bulk:
    """The rejections of `accepting` as one command, to be carried out step by step. Where another hand decided one of a few
    meanwhile, nothing is done (`Outdated`)."""
    ids = [id for command in commands for id in command.ids]
    answers = dict.fromkeys(ids) if len(ids) <= ASKS else NOTHING
    return session.bulk(
        *commands, describe=lambda done: f"rejected as suggested: {counted(len(done), 'document')}", answers=answers
    )
