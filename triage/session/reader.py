"""A document as the reviewer sees it: read, labelled, with the reviewer's own labels in it."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from triage.config import Config
from triage.corpus import Corpus
from triage.corrections import metadata_in_force
from triage.model import Answer, Block, By, Cleaned, Document, Label, Metadata, Override, Problem, Sidecar
from triage.naming import file_of
from triage.session.file_stamp import stamp_of
from triage.session.sidecars import Sidecars

if TYPE_CHECKING:
    from triage.clean import Cleaner
    from triage.corpus import Labelled
    from triage.read import ReadOptions

LARGE = 1_000_000
"""Characters from which on a text isn't handled like all others, so that no key waits for it."""


class Opened(NamedTuple):
    """A document as the reviewer sees it: `cleaned` has the reviewer's labels in it, `found` is what the cleaner said.
    `problem` is of document or sidecar. `stamp` is of the file that was read, None where it has none."""

    document: Document
    cleaned: Cleaned
    sidecar: Sidecar | None
    problem: Problem | None
    found: Cleaned
    stamp: Hashable = None

    @property
    def metadata(self) -> Metadata:
        """What holds of its title, date, source and author: what it says itself, or what somebody corrected."""
        found = self.document.metadata
        return metadata_in_force(self.sidecar, found) if self.sidecar is not None else found

    @property
    def answer(self) -> Answer | None:
        """What is decided about it."""
        return self.sidecar.decision.answer if self.sidecar is not None else None

    def toggled(self, n: int) -> tuple[str, Override | None]:
        """The override that turns block `n` over, with the key it is saved under; None takes the reviewer's label back."""
        block = self.cleaned.blocks[n - 1]
        return self._key(block), None if block.was is not None else _override(self.document.raw, block)

    def _key(self, block: Block) -> str:
        # A block that was given its label in an earlier version of the text keeps the key it was saved under, and that which has
        # its number by now doesn't take it.
        saved: Mapping[str, Override] = self.sidecar.blocks if self.sidecar else {}
        key = f"b{block.n:04d}"
        if block.was is None:
            free = (key, *(f"{key}-{n}" for n in range(2, len(saved) + 2)))
            return next(name for name in free if name not in saved)
        from triage.decide import found_again

        found = found_again(self.document.raw, self.cleaned.blocks, saved)
        return next((name for name, override in found.items() if override.start == block.start), key)


class Reader:
    """Opens the documents of a corpus. Never raises for what is wrong with one of them: that is its problem."""

    def __init__(self, corpus: Corpus, config: Config, sidecars: Sidecars) -> None:
        self._corpus, self._config, self._sidecars = corpus, config, sidecars
        self._cleaner: Cleaner | None = None
        self._reasons: tuple[tuple[str, ...], list[tuple[str, ...]]] | None = None
        self._large: tuple[str, str, Cleaned] | None = None

    @property
    def cleaner(self) -> Cleaner:
        """The cleaner with the corpus's rules; built when first asked for, since its libraries load slowly."""
        if self._cleaner is None:
            from triage.clean import Cleaner, default_rules

            self._cleaner = Cleaner(default_rules().extended(self._corpus.rules))
        return self._cleaner

    def preload(self) -> None:
        """Load what cleaning and explaining need, a quarter of a second's work; safe to call from another thread."""
        from triage.clean.scoring.line_model import LineModel

        LineModel.load()
        _ = self.cleaner

    def open(self, id: str) -> Opened:
        """The document with its labels: those of the last scan where the bytes are the same, else cleaned now."""
        stamp = self._stamp(id)
        scanned = self._corpus.labelled(id)
        document = self.read(id, text_alone=scanned is not None)
        if scanned is not None and scanned.sha256 != document.source.sha256:
            document, scanned = self.read(id), None
        elif scanned is not None and document.metadata == Metadata():
            document = document._replace(metadata=scanned.metadata)
        return self._decided(document, self._cleaned(document, scanned), stamp)

    def renewed(self, opened: Opened) -> Opened:
        """The same document with what is decided about it by now."""
        return self._decided(opened.document, opened.found, opened.stamp)

    def is_as_opened(self, opened: Opened) -> bool:
        """Whether the document's bytes are still those that were opened."""
        id = opened.document.id
        if opened.stamp is not None and opened.stamp == self._stamp(id):
            return True
        return self.read(id, text_alone=True).source.sha256 == opened.document.source.sha256

    def _stamp(self, id: str) -> Hashable:
        return stamp_of(self._corpus.root / file_of(id))

    def _decided(self, document: Document, found: Cleaned, stamp: Hashable) -> Opened:
        sidecar, problem = self._sidecars.or_problem(document.id)
        cleaned = self.overridden(document, found, sidecar.blocks) if sidecar is not None else found
        return Opened(document, cleaned, sidecar, document.problem or problem, found, stamp)

    def read(self, id: str, *, text_alone: bool = False) -> Document:
        """The document without labels; `text_alone` where its title and date don't matter, which saves most of the time."""
        from triage.read import read_document

        return read_document(self._corpus.root, id, self._options(text_alone))

    def documents_of(self, path: str) -> Iterator[Document]:
        """The documents of one file of the corpus, as they are read, with their problems."""
        from triage.read import read_documents

        return read_documents(self._corpus.root, path, self._options())

    def cleaned(self, document: Document) -> Cleaned:
        """What the cleaner says, without the reviewer."""
        return self._cleaned(document, self._corpus.labelled(document.id))

    def _cleaned(self, document: Document, scanned: Labelled | None) -> Cleaned:
        # Seconds of work for a text of 200,000 lines: the last such one is kept, so that deciding on it doesn't repeat that.
        key = (document.id, document.source.sha256)
        if self._large is not None and self._large[:2] == key:
            return self._large[2]
        cleaned = self._cleaned_anew(document, scanned)
        if len(document.raw) > LARGE:
            self._large = (*key, cleaned)
        return cleaned

    @staticmethod
    def overridden(document: Document, cleaned: Cleaned, overrides: Mapping[str, Override]) -> Cleaned:
        """With the reviewer's labels in it."""
        if not overrides:
            return cleaned
        from triage.clean import with_overrides

        return with_overrides(document, cleaned, overrides)

    def explain(self, opened: Opened, n: int) -> tuple[str, ...]:
        """Up to three reasons for the label of block `n`, in words; the model's only once `preload` was called,
        and not in a text so large that an editor would wait for them."""
        block = opened.cleaned.blocks[n - 1]
        if self._cleaner is None or block.by is not By.MODEL or len(opened.document.raw) > LARGE:
            return block.reasons
        return self.reasons(opened)[n - 1]

    def reasons(self, opened: Opened) -> list[tuple[str, ...]]:
        """The reasons of all blocks, worked out at once; those of the last document are kept."""
        document, cleaned = opened.document, opened.cleaned
        key = (document.id, document.source.sha256, cleaned.sha256, cleaned.rules_sha256)
        if self._reasons is None or self._reasons[0] != key:
            numbers = [block.n for block in cleaned.blocks]
            seen = self._corpus.seen(document, cleaned.spans)
            self._reasons = (key, self.cleaner.explain_many(document, cleaned, numbers, seen))
        return self._reasons[1]

    def refresh(self, rules: bool = False) -> None:
        """What the folder tells about a text may have changed; `rules`: its rules, too."""
        self._large = self._reasons = None
        if rules:
            self._cleaner = None

    def _options(self, text_alone: bool = False) -> ReadOptions:
        from triage.read import ReadOptions

        return ReadOptions(text_field=self._config.read.text_field, text_alone=text_alone)

    def _cleaned_anew(self, document: Document, scanned: Labelled | None) -> Cleaned:
        if scanned is not None and scanned.sha256 == document.source.sha256:
            from triage.clean import assemble

            return assemble(document, scanned.blocks, scanned.rules_sha256)
        if document.problem is not None:
            return Cleaned((), "", (), "", "")
        from triage.clean import split_blocks

        return self.cleaner.clean(document, self._corpus.seen(document, split_blocks(document)))


def _override(raw: str, block: Block) -> Override:
    label = Label.BOILERPLATE if block.label is Label.CONTENT else Label.CONTENT
    return Override(block.start, block.end, raw[block.start : block.end], label, block.label, block.rule)
