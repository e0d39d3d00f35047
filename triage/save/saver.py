"""The saver: writes sidecars behind the screen, one batch in flight, and what a crash left undone at the next start."""

from __future__ import annotations

import os
import queue
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from triage.atomic import clean_folder, sync_folder
from triage.errors import FileError, SidecarError, TriageError
from triage.lock import locked
from triage.model import Change, Sidecar
from triage.save.files import Prepared, discard, prepare, replace
from triage.save.journal import Journal
from triage.save.places import base_folder, sidecar_path
from triage.save.recovery import pending

LARGE = 64


class Saved(NamedTuple):
    """What became of a batch. `changes` hold what is on disk now; `errors` the documents that weren't written, and why; `asked`
    the batch as it was handed over."""

    changes: tuple[Change, ...]
    errors: tuple[tuple[str, TriageError], ...] = ()
    asked: tuple[Change, ...] = ()

    @property
    def lacking(self) -> set[str]:
        """The documents of which only the journal has the change, for want of space or permission: it holds all the same."""
        return {id for id, error in self.errors if id and isinstance(error, FileError)}


class _Batch:
    def __init__(self, changes: tuple[Change, ...], seq: int | None) -> None:
        self.changes, self.seq = changes, seq
        self.replaced, self.done = threading.Event(), threading.Event()


class Saver:
    """Owns one thread. Both callbacks come on it, after a batch and its journal entry are on disk: `on_written` before the batch
    counts as saved, so that who waits for that finds it known, and `on_saved` after."""

    def __init__(
        self, root: Path, journal: Journal, state: Path | None = None, on_written: Callable[[Saved], None] | None = None
    ) -> None:
        self._root, self._state, self._journal = root, state, journal
        self.on_written = on_written
        self.on_saved: Callable[[], None] | None = None
        self._errors: deque[tuple[str, TriageError]] = deque()  # the thread adds to it while it is emptied
        # The documents whose last changes found no place on the disk, with the sidecar that these began from.
        self._lacking: dict[str, Sidecar | None] = {}
        self._queue: queue.SimpleQueue[_Batch | None] = queue.SimpleQueue()
        self._last: _Batch | None = None
        self._thread: threading.Thread | None = None

    def save(self, changes: Sequence[Change], seq: int | None = None) -> None:
        """Waits until the batch before is in its place, then hands this one to the thread. `seq` is its journal entry."""
        if self._last is not None:
            self._last.replaced.wait()
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="triage-saver", daemon=True)
            self._thread.start()
        self._last = _Batch(tuple(changes), seq)
        self._queue.put(self._last)

    def is_in_place(self, seconds: float) -> bool:
        """Whether `save` won't wait; waits for it as long as this."""
        return self._last is None or self._last.replaced.wait(seconds)

    def is_saved(self, seconds: float) -> bool:
        """As `saved`; waits for it as long as this."""
        return self._last is None or self._last.done.wait(seconds)

    @property
    def saved(self) -> bool:
        """Whether all that was handed over is on disk."""
        return self._last is None or self._last.done.is_set()

    @property
    def lacking(self) -> int:
        """How many documents have a change that found no place on the disk; the journal has it, and the next start writes it."""
        return len(self._lacking)

    def flush(self) -> None:
        """Waits until all that was handed over is on disk."""
        if self._last is not None:
            self._last.done.wait()

    def take_errors(self) -> list[tuple[str, TriageError]]:
        """The errors since the last call, each with its document's id, or with an empty one where it concerns none alone."""
        return [self._errors.popleft() for _ in range(len(self._errors))]

    def close(self) -> None:
        """Waits, and ends the thread."""
        self.flush()
        if self._thread is not None:
            self._queue.put(None)
            self._thread.join()
            self._thread = None

    def recover(self) -> Saved:
        """Writes what the journal has and the sidecars lack, and removes what killed processes left. Call it at open. What can't
        be had beside what was edited since, `take_errors` tells, too: it isn't tried again."""
        self._journal.refresh()
        last = self._journal.last
        changes, folders, problems, conflicts = pending(self._root, self._state, self._journal)
        self._errors.extend(conflicts)
        problems += conflicts
        for folder in (self._journal.folder, *folders):
            clean_folder(folder)
        if not folders:
            return Saved((), tuple(problems))
        saved = self._write(changes, lambda: None)
        self._note_lacking(changes, saved)
        failed = any(isinstance(error, FileError) for _, error in (*problems, *saved.errors))
        if not failed:
            self._journal.checkpoints.add(set(), last)
        return Saved(saved.changes, (*problems, *saved.errors), tuple(changes))

    def _run(self) -> None:
        while (batch := self._queue.get()) is not None:
            try:
                self._save(batch)
            except Exception as error:
                # The thread must live on, or the next key would wait for ever; recover() tries again at the next start.
                from triage.fault import logged

                said = f"saving failed ({error!r}); restart triage, it will save what is missing. {logged(error)}"
                self._errors.append(("", FileError(said)))
            finally:
                batch.replaced.set()
                batch.done.set()

    def _save(self, batch: _Batch) -> None:
        saved = self._write(batch.changes, batch.replaced.set)._replace(asked=batch.changes)
        try:
            self._journal.sync()
            # What failed for want of space or permission is tried again at the next start; a conflict is not.
            if batch.seq is not None and not any(isinstance(error, FileError) for _, error in saved.errors):
                self._journal.checkpoints.add({batch.seq})
        except TriageError as error:
            saved = saved._replace(errors=(*saved.errors, ("", error)))
        self._note_lacking(batch.changes, saved)
        self._errors.extend(saved.errors)
        batch.replaced.set()
        if self.on_written is not None:
            self.on_written(saved)
        batch.done.set()
        if self.on_saved is not None:
            self.on_saved()

    def _note_lacking(self, changes: Sequence[Change], saved: Saved) -> None:
        failed = saved.lacking
        for change in changes:
            if change.id in failed:
                self._lacking.setdefault(change.id, change.before)
            else:
                self._lacking.pop(change.id, None)

    def _write(self, changes: Sequence[Change], replaced: Callable[[], None]) -> Saved:
        large = len(changes) > LARGE
        errors: list[tuple[str, TriageError]] = []
        ready: list[tuple[Change, Prepared]] = []
        written: list[Change] = []
        with self._locked():
            try:
                for change in changes:
                    with _collecting_errors(change.id, errors):
                        ready.append((change, self._prepare(change, not large)))
                if large:
                    os.sync()
                for change, prepared in ready:
                    with _collecting_errors(change.id, errors):
                        replace(prepared)
                        written.append(Change(change.id, change.before, prepared.after))
            finally:
                for _, prepared in ready:
                    discard(prepared)
            replaced()
            if large:
                os.sync()
            else:
                for folder in {prepared.path.parent for _, prepared in ready if not prepared.unchanged}:
                    sync_folder(folder)
        return Saved(tuple(written), tuple(errors))

    def _prepare(self, change: Change, sync: bool) -> Prepared:
        path = sidecar_path(self._root, change.id, self._state)
        base = os.path.realpath(base_folder(self._root, self._state))
        # A link among the folders could lead out of the corpus.
        if os.path.commonpath([base, os.path.realpath(path.parent)]) != base:
            raise SidecarError(f"{path}: lies outside the corpus, through a link; open that folder instead")
        return prepare(path, change.after, self._lacking.get(change.id, change.before), sync)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Only one program at a time reads, merges and replaces; without the lock one could overwrite the other's."""
        with ExitStack() as held:
            with suppress(OSError):
                held.enter_context(locked(self._journal.folder / "sidecars.lock"))
            yield


@contextmanager
def _collecting_errors(id: str, errors: list[tuple[str, TriageError]]) -> Iterator[None]:
    """Keeps an error with its document, so that one file never stops the rest."""
    try:
        yield
    except TriageError as error:
        errors.append((id, error))
    except OSError as error:
        errors.append((id, FileError(f"{id}: can't be saved ({error}); check permissions and space")))
