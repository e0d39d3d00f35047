"""A corpus opened for a command, its index brought up to date."""

from __future__ import annotations

import argparse
import os
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING

from triage.cli.output import narrate
from triage.errors import FileError, NotSaved, UsageError
from triage.paths import StatePlaces
from triage.plural import counted
from triage.printable import one_line

if TYPE_CHECKING:
    from triage.model.scan import Progress
    from triage.session import Applied, Bulk, Session


@contextmanager
def opened(args: argparse.Namespace, *, fresh: bool = True, glance: bool = False) -> Iterator[Session]:
    """The session of `args`; with `fresh`, after a scan, which reads only what is new or changed. With `glance`, a large folder
    that seems to be as it was scanned isn't walked again. Raises `NotSaved` at the end where decisions found no place on the
    disk: how many, and what to do."""
    root = folder(args.corpus)
    from triage.session import Session

    if args.state and StatePlaces(root).journal.is_dir():
        narrate(f"{root}: decisions made without --state lie in the folder, and aren't read with it")
    session = Session.open(root, state=Path(args.state) if args.state else None, reviewer=args.reviewer)
    try:
        try:
            _take_view(session, args)
            if fresh and not (glance and session.corpus.is_current()):
                with ProgressLine() as line:
                    session.corpus.scan(jobs=args.jobs, progress=line)
            if fresh:
                tell_empty(session)
            yield session
            for error in session.problems().values():
                if not isinstance(error, NotSaved):
                    narrate(f"{error}; left as it is")
        finally:
            session.close()
    except NotSaved as error:
        raise (_left(session.lacking, root) if session.lacking else error) from error
    if session.lacking:
        raise _left(session.lacking, root)


def tell_empty(session: Session) -> None:
    """Says what would be read where a folder holds none of it."""
    if not session.corpus.count():
        from triage.view import WHAT_IS_READ

        narrate(f"{session.root}: no documents here. {WHAT_IS_READ}")


def _take_view(session: Session, args: argparse.Namespace) -> None:
    """Has the command ask for what a saved view shows, in its order where none was given."""
    name = getattr(args, "view", None)
    if name is None:
        return
    view = session.views.within(name, args.where)
    args.where = view.where
    if "sort" in args:
        args.sort = args.sort or view.sort


def _left(lacking: int, root: Path) -> NotSaved:
    which = "its sidecar" if lacking == 1 else "their sidecars"
    what = f"{counted(lacking, 'decision')} {'is' if lacking == 1 else 'are'} in the journal, and not in {which}"
    return NotSaved(
        f"{root}: {what}; make room and see that the folder may be written, then open it again: that saves what is left"
    )


def folder(path: str) -> Path:
    """The folder `path`, or an error that says what is there instead."""
    name = one_line(path)
    try:
        mode = os.stat(path).st_mode
    except PermissionError as error:
        told = f"can't be looked at ({error.strerror}); see that the folders it is in may be entered"
        raise FileError(f"{name}: {told}") from error
    except (OSError, ValueError):
        raise FileError(f"{name}: there is no such folder; check the name") from None
    if not stat.S_ISDIR(mode):
        raise FileError(f"{name}: is a file; name the folder that holds it")
    if not os.access(path, os.R_OK | os.X_OK):
        raise FileError(f"{name}: the folder can't be read; `chmod u+rx` it")
    return Path(path)


def names_of(session: Session, word: str) -> tuple[str, ...]:
    """The ids that `word` may mean: itself, or a path, as a shell completes one."""
    return (word, os.path.normpath(word), os.path.relpath(word, session.root)) if word else ()


def document_id(session: Session, args: argparse.Namespace, word: str, *, gone: bool = False) -> str:
    """The id of the document that is named by it or by its path. Raises `FileError` without one; with `gone`, not for a document
    that isn't there any more and has a sidecar."""
    found = next((name for name in names_of(session, word) if session.corpus.row(name) is not None), None)
    if found is not None:
        return found
    if session.corpus.row(f"{word}#1") is not None:
        name = one_line(word)
        raise FileError(f"{name}: holds records; name one, {name}#1, or choose all with --where 'id:{name}#*'")
    with suppress(UsageError):  # a name that leads out of the folder
        if gone and word and session.sidecar(word) is not None:
            return word
    raise FileError(f"{one_line(word)}: no such document in {one_line(args.corpus)}; triage list prints them")


_BAR = 20  # cells
_WAITS = "another triage is scanning this corpus; this one goes on when it is done"


class ProgressLine:
    """Progress on a terminal's last line, at most ten times a second; where stderr is no terminal, only that it waits. Leaving it
    takes the line away."""

    def __init__(self) -> None:
        self._shown = self._waited = False
        self._next = time.monotonic() + 0.3  # a scan that finds nothing new is over before

    def __call__(self, progress: Progress) -> None:
        """Shows how far a scan is."""
        from triage.model.scan import Phase

        if progress.phase != Phase.WAIT:
            if self._is_due():
                from triage.view.pace import scan_text

                self._show(progress.done, progress.total, scan_text(progress))
        elif not self._waited:
            self._waited = True
            narrate(_WAITS)

    def show(self, what: str, done: int, total: int) -> None:
        """Shows how far something else is."""
        if self._is_due():
            self._show(done, total, f"{what} {done:,} of {total:,}")

    def _is_due(self) -> bool:
        now = time.monotonic()
        if now < self._next or not sys.stderr.isatty():
            return False
        self._next, self._shown = now + 0.1, True
        return True

    def _show(self, done: int, total: int, told: str) -> None:
        from triage.view.pace import progress_bar

        self._width = max(1, get_terminal_size().columns - 1)  # the last cell would begin another line
        line = f"[{progress_bar(done, total, _BAR, '#', ' ')}] {told}"
        print(f"\r{line:<{self._width}.{self._width}}", end="", file=sys.stderr, flush=True)

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            print(f"\r{'':<{self._width}}\r", end="", file=sys.stderr, flush=True)


def carried_out(bulk: Bulk | None, what: str) -> Applied | None:
    """What a command did, once it is done with all of its documents; None where nothing changed."""
    if bulk is None:
        return None
    with ProgressLine() as line:
        for _ in bulk:
            line.show(what, bulk.done, bulk.total)
    return bulk.applied


class Spoken:
    """Progress as lines, now and then: each of them is read out by somebody's screen reader."""

    def __init__(self) -> None:
        self._next = time.monotonic() + 3

    def __call__(self, progress: Progress) -> None:
        """Tells how far it is."""
        from triage.model.scan import Phase
        from triage.view.pace import scan_text

        now = time.monotonic()
        if now >= self._next:
            self._next = now + 10
            narrate(_WAITS if progress.phase == Phase.WAIT else scan_text(progress))
