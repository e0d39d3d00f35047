"""What became of what was decided: whether it is on disk, what couldn't be saved, and what another hand had written meanwhile."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING

from triage.errors import TriageError
from triage.save import Saved, Saver

if TYPE_CHECKING:
    from triage.corpus import Corpus
    from triage.session.change_recorder import ChangeRecorder
    from triage.session.prefetch import Prefetch
    from triage.session.sidecars import Sidecars


class Saving(ABC):
    """The part of a session that its saver is asked through."""

    _saver: Saver
    _sidecars: Sidecars
    _prefetch: Prefetch
    corpus: Corpus

    @property
    @abstractmethod
    def _recorder(self) -> ChangeRecorder: ...

    @property
    def saved(self) -> bool:
        """Whether everything decided is synced to disk."""
        return self._saver.saved

    @property
    def lacking(self) -> int:
        """How many documents have a change that found no place on the disk; the next start writes it."""
        return self._saver.lacking

    def on_saved(self, callback: Callable[[], None]) -> None:
        """Call back, from another thread, each time a batch has reached the disk."""
        self._saver.on_saved = callback

    def _on_written(self, saved: Saved) -> None:
        self._sidecars.note_saved(saved)
        self._prefetch.forget([id for id, _ in saved.errors])

    def flush(self) -> None:
        """Wait until everything is on disk. Raises the first error of saving that `problems` wasn't asked for."""
        for error in self.flush_problems().values():
            raise error

    def flush_problems(self) -> dict[str, TriageError]:
        """Wait until everything is on disk; what couldn't be saved, as `problems`."""
        self._saver.flush()
        self.corpus.apply_waiting()
        return self.problems()

    def problems(self) -> dict[str, TriageError]:
        """What went wrong in saving since this was last asked; the documents concerned keep their old sidecars."""
        return self._recorder.unsaved()

    def merged(self) -> list[str]:
        """The documents in whose sidecars another hand's changes were met as they were saved, since this was last asked."""
        return self._recorder.merged()
