"""The one bridge between the stages: open a corpus, read a document, apply a command, save, undo, export.

A command becomes changes (decide), is written to the journal at once (save), goes to its sidecar in the background, and is
mirrored into the index. A `Session` belongs to one thread; only the `on_saved` callback comes from another.
"""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from triage import __version__
from triage.config import Config, load_config
from triage.corpus import Corpus, Progress
from triage.decide import Command, Decide, EditTags, Fresh, SetBlocks, SetNote, SetReasons, complete, inverse, plan
from triage.errors import FileError, SidecarError, TriageError, UsageError
from triage.export import export_row, format_of, json_text, timestamp, write_export, write_text
from triage.model import (
    Answer,
    Block,
    By,
    Change,
    Cleaned,
    CleanStamp,
    Document,
    Label,
    Method,
    Override,
    Problem,
    Sidecar,
)
from triage.read import ReadOptions, read_document, read_documents
from triage.save import Entry, Journal, Saved, Saver, load_sidecar, sidecar_path

if TYPE_CHECKING:
    from triage.clean import Cleaner

Clock = Callable[[], datetime]

__all__ = [
    "Applied",
    "Command",
    "Decide",
    "EditTags",
    "Opened",
    "Progress",
    "Session",
    "SetBlocks",
    "SetNote",
    "SetReasons",
    "complete",
    "format_of",
    "json_text",
    "timestamp",
    "write_export",
    "write_text",
]


LARGE = 1_000_000
"""Characters from which on a text isn't handled like all others, so that no key waits for it."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A document as the reviewer sees it: `cleaned` has the reviewer's labels in it. `problem` is of document or sidecar."""

    document: Document
    cleaned: Cleaned
    sidecar: Sidecar | None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Applied:
    """What a command did. `receipt` is one line; `where` is the document to put the cursor on; `seq` is its journal number."""

    seq: int
    ids: tuple[str, ...]
    receipt: str
    where: str


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Session:
    """An open corpus. Use `Session.open`, and `close` it, or use it as a context manager."""

    def __init__(self, corpus: Corpus, config: Config, reviewer: str, state: Path | None, now: Clock) -> None:
        self.corpus = corpus
        self.config = config
        self.reviewer = reviewer
        self.root = corpus.root
        self.state = state
        self._now = now
        self._cleaner: Cleaner | None = None
        self._explained: dict[tuple[str, str, int], tuple[str, ...]] = {}
        self._known: dict[str, Sidecar | None] = {}
        self._large: tuple[str, str, Cleaned] | None = None
        self.journal = Journal((state or corpus.root / ".triage") / "journal")
        self._listener: Callable[[], None] | None = None
        self.saver = Saver(corpus.root, self.journal, state, self._on_saved)
        self.corpus.mirror_many((change.id, change.after) for change in self.saver.recover().changes)

    @classmethod
    def open(
        cls,
        root: Path,
        state: Path | None = None,
        reviewer: str | None = None,
        config: Path | None = None,
        now: Clock = _utc_now,
    ) -> Session:
        """Open `root`. What Triage writes goes to `state`, else into the corpus. Raises `FileError`, `ConfigError`."""
        if not root.is_dir():
            raise FileError(f"{root}: not a folder; name the folder that holds the documents")
        settings = load_config(root, config)
        return cls(Corpus.open(root, state, settings), settings, reviewer or settings.reviewer or _login(), state, now)

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Wait until everything is saved, then let go of the files. Raises what saving raised."""
        try:
            self.flush()
        finally:
            self.saver.close()
            self.corpus.close()

    # What is read

    @property
    def cleaner(self) -> Cleaner:
        """The cleaner with the corpus's rules; built when first asked for, since its libraries load slowly."""
        if self._cleaner is None:
            from triage.clean import Cleaner, default_rules

            self._cleaner = Cleaner(default_rules().extended(self.config.rules))
        return self._cleaner

    def warm(self) -> None:
        """Load what cleaning and explaining need, a quarter of a second's work; safe to call from another thread."""
        from triage.clean.line_model import LineModel

        LineModel.load()
        _ = self.cleaner

    def open_document(self, id: str) -> Opened:
        """The document with labels: those of the last scan where the bytes are the same, else cleaned now. Never raises for
        what is wrong with a document or its sidecar: that is its `problem`."""
        document = read_document(self.root, id, ReadOptions(text_field=self.config.read.text_field))
        sidecar, problem = self._sidecar_or_problem(id)
        cleaned = self._cleaned(document)
        if sidecar is not None and sidecar.blocks:
            from triage.clean import with_overrides

            cleaned = with_overrides(document, cleaned, sidecar.blocks)
        return Opened(document, cleaned, sidecar, document.problem or problem)

    def documents_of(self, path: str) -> Iterator[Document]:
        """The documents of one file of the corpus, as they are read, with their problems."""
        return read_documents(self.root, path, ReadOptions(text_field=self.config.read.text_field))

    def _cleaned(self, document: Document) -> Cleaned:
        # Seconds of work for a text of 200,000 lines: the last such one is kept, so that deciding on it doesn't repeat that.
        key = (document.id, document.source.sha256)
        if self._large is not None and self._large[:2] == key:
            return self._large[2]
        cleaned = self._cleaned_anew(document)
        if len(document.raw) > LARGE:
            self._large = (*key, cleaned)
        return cleaned

    def _cleaned_anew(self, document: Document) -> Cleaned:
        labelled = self.corpus.labelled(document.id)
        if labelled is not None and labelled[0] == document.source.sha256:
            from triage.clean import assemble

            return assemble(document, labelled[1], labelled[2])
        if document.problem is not None:
            return Cleaned((), "", (), "", "")
        from triage.clean import split_blocks

        return self.cleaner.clean(document, self.corpus.seen(document, split_blocks(document)))

    def explain(self, opened: Opened, n: int) -> tuple[str, ...]:
        """Up to three reasons for the label of block `n`, in words; the model's only once `warm` was called,
        and not in a text so large that an editor would wait for them."""
        block = opened.cleaned.blocks[n - 1]
        if block.reasons or self._cleaner is None or block.by is not By.MODEL or len(opened.document.raw) > LARGE:
            return block.reasons
        key = (opened.document.id, opened.document.source.sha256, n)
        if key not in self._explained:
            if len(self._explained) > 2000:
                self._explained.clear()
            self._explained[key] = self.cleaner.explain(opened.document, opened.cleaned, n)
        return self._explained[key]

    def sidecar(self, id: str) -> Sidecar | None:
        """What is decided about the document. Raises `SidecarError` where its file can't be used."""
        if id in self._known:
            return self._known[id]
        return load_sidecar(sidecar_path(self.root, id, self.state))

    def _sidecar_or_problem(self, id: str) -> tuple[Sidecar | None, Problem | None]:
        try:
            return self.sidecar(id), None
        except SidecarError as error:
            return None, Problem("sidecar", str(error), error.line)

    # What is changed

    def decide(
        self,
        ids: Sequence[str],
        answer: Answer | None,
        reasons: Sequence[str] = (),
        duplicate_of: str = "",
        method: Method = Method.SINGLE,
    ) -> Applied | None:
        """Answer for the documents; None clears. None is returned where nothing changes."""
        return self.apply(Decide(tuple(ids), answer, tuple(reasons), duplicate_of, method))

    def tag(self, ids: Sequence[str], add: Sequence[str] = (), remove: Sequence[str] = ()) -> Applied | None:
        """Add and remove tags."""
        return self.apply(EditTags(tuple(ids), tuple(add), tuple(remove)))

    def note(self, ids: Sequence[str], text: str) -> Applied | None:
        """Set the note; an empty text removes it."""
        return self.apply(SetNote(tuple(ids), text))

    def reasons(self, ids: Sequence[str], reasons: Sequence[str]) -> Applied | None:
        """Set the reasons of rejected documents."""
        return self.apply(SetReasons(tuple(ids), tuple(reasons)))

    def toggle_blocks(self, opened: Opened, numbers: Sequence[int]) -> Applied | None:
        """Bring removed blocks back, drop content blocks; a label that the cleaner gave itself is no override."""
        overrides: dict[str, Override | None] = {}
        for n in numbers:
            block = opened.cleaned.blocks[n - 1]
            key = self._override_key(opened, block)
            overrides[key] = None if block.was is not None else _override(opened.document.raw, block)
        return self.apply(SetBlocks(opened.document.id, overrides), opened=opened)

    @staticmethod
    def _override_key(opened: Opened, block: Block) -> str:
        # A block that was given its label in an earlier version of the text keeps the key it was saved under.
        saved: Mapping[str, Override] = opened.sidecar.blocks if opened.sidecar else {}
        exact = opened.document.raw[block.start : block.end]
        key = f"b{block.n:04d}"
        if block.was is None or (key in saved and saved[key].exact == exact):
            return key
        return next((name for name, override in saved.items() if override.exact == exact), key)

    def plan(self, *commands: Command, opened: Opened | None = None) -> tuple[Change, ...]:
        """What the commands, one after the other, would change; nothing is written."""
        first: dict[str, Sidecar | None] = {}
        last: dict[str, Sidecar | None] = {}
        for command in commands:
            ids = (command.id,) if isinstance(command, SetBlocks) else tuple(dict.fromkeys(command.ids))
            for id in ids:
                if id not in last:
                    first[id] = last[id] = self.sidecar(id)
            fresh = {id: self._fresh(id, command, opened) for id in ids}
            last.update((change.id, change.after) for change in plan(command, last, fresh, self.reviewer, self._now()))
        return tuple(_as_one(id, first[id], after) for id, after in last.items() if after != first[id])

    def _fresh(self, id: str, command: Command, opened: Opened | None) -> Fresh:
        seen = opened if opened is not None and opened.document.id == id else self.open_document(id)
        if seen.document.problem is not None and seen.document.problem.code == "missing" and seen.sidecar is None:
            raise UsageError(f"{id}: no such document; `triage list` shows them all")
        cleaned = seen.cleaned
        if isinstance(command, SetBlocks):
            from triage.clean import with_overrides

            saved = {**(seen.sidecar.blocks if seen.sidecar else {}), **command.overrides}
            kept = {key: value for key, value in saved.items() if value is not None}
            cleaned = with_overrides(seen.document, self._cleaned(seen.document), kept)
        stamp = CleanStamp(cleaned.sha256, cleaned.rules_sha256, __version__)
        source = replace(seen.document.source, path=seen.document.source.path or id)
        return Fresh(source, seen.document.metadata, stamp)

    def apply(self, *commands: Command, opened: Opened | None = None) -> Applied | None:
        """Carry the commands out as one, which one undo takes back; None where nothing changes.

        Raises `SidecarError` where a sidecar must not be written; then nothing is changed.
        """
        changes = self.plan(*commands, opened=opened)
        if not changes:
            return None
        entry = self._entry(type(commands[0]).__name__, changes)
        return self._commit(entry, "; ".join(_receipt(command) for command in commands) + f": {_many(changes)}")

    def undo(self) -> Applied | None:
        """Take back the last command that isn't taken back yet; None where there is none."""
        last = self.journal.undoable()
        if last is None:
            return None
        entry = self._entry("undo", self._current(inverse(last.changes), "undone"), undoes=last.seq, where=last.where)
        return self._commit(entry, f"undone: {_NAMES.get(last.command, last.command)} of {_many(last.changes)}")

    def redo(self) -> Applied | None:
        """Carry out again what the last undo took back; None where there is none."""
        last = self.journal.redoable()
        if last is None:
            return None
        entry = self._entry("redo", self._current(last.changes, "done again"), redoes=last.seq, where=last.where)
        return self._commit(entry, f"done again: {_NAMES.get(last.command, last.command)} of {_many(last.changes)}")

    def _current(self, changes: Iterable[Change], what: str) -> tuple[Change, ...]:
        changes = tuple(changes)
        for change in changes:
            if self.sidecar(change.id) != change.before:
                raise SidecarError(
                    f"{change.id}: its sidecar was changed by another hand since, so it can't be {what}; decide it anew"
                )
        return changes

    def _entry(
        self,
        command: str,
        changes: tuple[Change, ...],
        undoes: int | None = None,
        redoes: int | None = None,
        where: str = "",
    ) -> Entry:
        method = changes[0].after.decision.method if changes and changes[0].after else Method.SINGLE
        where = where or (changes[0].id if changes else "")
        return Entry(0, self._now(), self.reviewer, command, method, changes, undoes, redoes, where)

    def _commit(self, entry: Entry, receipt: str) -> Applied:
        seq = self.journal.append(entry)
        self.saver.save(entry.changes, seq)
        if len(self._known) > 5000 and self.saver.saved:
            self._known.clear()
        for change in entry.changes:
            self._known[change.id] = change.after
        self.corpus.mirror_many((change.id, change.after) for change in entry.changes)
        return Applied(seq, tuple(change.id for change in entry.changes), receipt, entry.where)

    # What is saved

    @property
    def saved(self) -> bool:
        """Whether everything decided is synced to disk."""
        return self.saver.saved

    def on_saved(self, callback: Callable[[], None]) -> None:
        """Call back, from another thread, each time a batch has reached the disk."""
        self._listener = callback

    def _on_saved(self, saved: Saved) -> None:
        for id, _ in saved.errors:
            self._known.pop(id, None)
        if self.saver.saved:
            # What was merged with another hand's edits is what holds from now on.
            self._known.update((change.id, change.after) for change in saved.changes)
        if self._listener is not None:
            self._listener()

    def flush(self) -> None:
        """Wait until everything is on disk. Raises the first error of saving that `problems` wasn't asked for."""
        self.saver.flush()
        for error in self.problems():
            raise error

    def refresh(self) -> None:
        """Notice sidecars that others changed, and what was scanned."""
        self._large = None
        if self.saver.saved:
            self._known.clear()
        self.corpus.refresh_sidecars()

    def problems(self) -> list[TriageError]:
        """What went wrong in saving since this was last asked; the documents concerned keep their old sidecars."""
        found, self.saver.errors[:] = [error for _, error in self.saver.errors], []
        return found

    def complete_tags(self, query: str) -> list[str]:
        """The tags that fit what was typed, best first: of the palette, and in use in the folder."""
        return complete(query, (entry.tag for entry in self.config.palette), self.corpus.tags())

    # What is exported

    def export_rows(self, where: str = "", sort: str = "id") -> Iterator[dict[str, Any]]:
        """The documents that fit, as export takes them, one at a time. Raises `UsageError` for a wrong expression."""
        listing = self.corpus.listing(where, sort)
        for start in range(0, len(listing), 256):
            for row in listing.rows(start, min(start + 256, len(listing))):
                opened = self.open_document(row.id)
                yield export_row(opened.document, opened.cleaned, opened.sidecar, row.cluster, __version__)


def _override(raw: str, block: Block) -> Override:
    label = Label.BOILERPLATE if block.label is Label.CONTENT else Label.CONTENT
    return Override(block.start, block.end, raw[block.start : block.end], label, block.label, block.rule)


def _many(changes: Sequence[Change]) -> str:
    return changes[0].id if len(changes) == 1 else f"{len(changes)} documents"


_NAMES = {
    "Decide": "decision",
    "EditTags": "tags",
    "SetNote": "note",
    "SetReasons": "reasons",
    "SetBlocks": "blocks",
}
_VERBS = {Answer.KEEP: "kept", Answer.REJECT: "rejected", Answer.DEFER: "deferred", None: "cleared"}


def _receipt(command: Command) -> str:
    match command:
        case Decide():
            what = _VERBS[command.answer]
            return f"{what} ({', '.join(command.reasons)})" if command.reasons else what
        case EditTags():
            return "tagged " + " ".join([*(f"+{tag}" for tag in command.add), *(f"-{tag}" for tag in command.remove)])
        case SetNote():
            return "noted" if command.note.strip() else "note removed"
        case SetReasons():
            return f"reasons: {', '.join(command.reasons) or 'none'}"
        case SetBlocks():
            return f"{len(command.overrides)} block{'s' if len(command.overrides) != 1 else ''} changed"


def _as_one(id: str, before: Sidecar | None, after: Sidecar | None) -> Change:
    """A change by several commands counts as one revision."""
    if after is not None:
        revision = (before.decision.revision if before else 0) + 1
        after = replace(after, decision=replace(after.decision, revision=revision))
    return Change(id, before, after)


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
