"""The journal: an append-only log of every command, shared by all programs that have the corpus open.

It is never rewritten. What is undone is derived by replay: an entry that undoes takes its target off the undo stack, one
that redoes gives it back, and any other command clears what its reviewer could redo. Each reviewer has stacks of their own.

Version control may have put the lines of two copies one after the other: a number comes twice then, and numbers out of order.
Each line is an entry all the same: one whose number isn't above those before it, or is so far above that no journal gets there,
gets the next, in memory. Later lines go on calling it by the number in its line.
"""

from __future__ import annotations

import os
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path

from triage.atomic import sync_folder
from triage.errors import FileError, SidecarError
from triage.lock import OPEN, holding
from triage.model import Change
from triage.save.checkpoints import Checkpoints
from triage.save.entry import HEAD, Entry, Moment, dump_entry, parse_entry, parse_head, parse_moment, parse_stepwise, reviewer_in
from triage.save.history import History
from triage.save.renumbered import Renumbered
from triage.save.suggestion_tally import Tally

FILE = "journal-0001.jsonl"
TORN = "journal-0001.torn"
CHUNK = 1 << 22
LARGE_ENTRY = 1 << 20  # bytes: a command over hundreds of documents
HEAD_SIZE = 1 << 12
FAR = 10**9
"""From one number to the next; lines that were taken out by hand leave a gap."""


class Journal:
    """The log in a folder. It holds numbers and offsets in memory; an entry is read when it is asked for.

    Every method raises `FileError` where the file can't be read or written, or an entry isn't as it was written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._path = folder / FILE
        self._handle: int | None = None
        self.checkpoints = Checkpoints(folder)
        self._begin()
        self.refresh()

    def _begin(self) -> None:
        """Knows of nothing in the file."""
        self._seqs, self._offsets, self._ends = array("Q"), array("Q"), array("Q")
        self._read_to, self._inode = 0, 0
        self._history = History()
        self._parts: set[int] = set()
        self._renumbered = Renumbered()
        self.tally = Tally()

    def append(self, entry: Entry, as_well: Callable[[], None] = lambda: None) -> int:
        """Hands the entry to the operating system and returns its number. `as_well` is done once there is room for the entry,
        and before it holds: where that raises, there is no entry."""
        handle = self._open()
        try:
            with holding(handle):
                self._put_torn_aside(handle)
                self.refresh()
                seq = self.last + 1
                start = os.fstat(handle).st_size
                line = dump_entry(self._renumbered.named(entry), seq)
                try:
                    # Without its newline it is no entry; what takes its place takes no more room.
                    if os.pwrite(handle, line[:-1] + b" ", start) != len(line):
                        raise FileError(f"{self._path}: the disk is full; make room and decide again")
                    as_well()
                    os.pwrite(handle, b"\n", start + len(line) - 1)
                except BaseException:
                    os.ftruncate(handle, start)
                    raise
                self._take(line, start)
                self._read_to = start + len(line)
        except OSError as error:
            raise FileError(f"{self._path}: can't be written ({error.strerror}); make room or check its permissions") from error
        return seq

    def sync(self) -> None:
        """Waits until all that was appended is on disk."""
        if self._handle is not None:
            try:
                os.fsync(self._handle)
            except OSError as error:
                raise FileError(f"{self._path}: can't be synced ({error.strerror}); check the disk") from error

    def wait(self) -> None:
        """Waits while another program is in the midst of an entry, of which the index may tell already."""
        with suppress(OSError), open(self._path, "rb") as file, holding(file.fileno(), shared=True):
            pass

    def refresh(self) -> None:
        """Takes in what was appended since, by other programs too."""
        try:
            found = self._path.stat()
        except OSError:
            return
        if found.st_ino != self._inode or found.st_size < self._read_to:
            self._begin()
            self._inode = found.st_ino
        if found.st_size <= self._read_to:
            return
        try:
            with self._path.open("rb", buffering=CHUNK) as file:
                file.seek(self._read_to)
                for line in file:
                    if not line.endswith(b"\n"):
                        break  # being written, or torn; not an entry until its newline is there
                    self._take(line, self._read_to)
                    self._read_to += len(line)
        except OSError as error:
            raise FileError(f"{self._path}: can't be read ({error.strerror}); check its permissions") from error

    def lines(self, since: int = 0) -> Iterator[tuple[int, bytes]]:
        """The entries numbered above `since`, in order, each as its line: the file is read once."""
        self.refresh()
        try:
            with self._path.open("rb", buffering=CHUNK) as file:
                for n in range(bisect_left(self._seqs, since + 1), len(self._seqs)):
                    file.seek(self._offsets[n])
                    yield self._seqs[n], file.read(self._ends[n] - self._offsets[n])
        except FileNotFoundError:
            return
        except OSError as error:
            raise FileError(f"{self._path}: can't be read ({error.strerror}); check its permissions") from error

    def moments(self, last: int) -> Iterator[Moment]:
        """What the last so many commands were, in order, without those that were made in parts; of other large ones, not how
        many documents they decided. A line that can't be read is passed over: figures are no reason to stop."""
        self.refresh()
        whole = (n for n in reversed(range(len(self._seqs))) if self._seqs[n] not in self._parts)
        found = list(islice(whole, last))
        if not found:
            return
        try:
            with self._path.open("rb", buffering=CHUNK) as file:
                for n in reversed(found):
                    size = self._ends[n] - self._offsets[n]
                    file.seek(self._offsets[n])
                    with suppress(ValueError):
                        moment = parse_moment(file.read(size)) if size <= LARGE_ENTRY else parse_head(file.read(HEAD_SIZE))
                        yield moment._replace(seq=self._seqs[n])
        except OSError as error:
            raise FileError(f"{self._path}: can't be read ({error.strerror}); check its permissions") from error

    def entry(self, seq: int) -> Entry:
        """One entry by its number."""
        with self.telling(seq):
            return parse_entry(self._line(seq))._replace(seq=seq)

    def stepwise(self, seq: int) -> tuple[Entry, Iterator[Change]]:
        """As `entry`, without its changes, and these: each is parsed when it is asked for."""
        with self.telling(seq):
            entry, changes = parse_stepwise(self._line(seq))
        return entry._replace(seq=seq), self._each(seq, changes)

    def _each(self, seq: int, changes: Iterator[Change]) -> Iterator[Change]:
        with self.telling(seq):
            yield from changes

    @contextmanager
    def telling(self, seq: int) -> Iterator[None]:
        """What can't be parsed of an entry, as the error of its file that it is."""
        try:
            yield
        except (OSError, ValueError, SidecarError) as error:
            raise FileError(f"{self._path}: entry {seq} can't be read ({error}); the journal was changed by hand") from error

    def _line(self, seq: int) -> bytes:
        line = self._line_if_any(seq)
        if not line:
            raise FileError(f"{self._path}: no entry {seq}; the journal was changed by hand")
        return line

    def _line_if_any(self, seq: int) -> bytes:
        n = bisect_left(self._seqs, seq)
        if n == len(self._seqs) or self._seqs[n] != seq:
            return b""
        with self._path.open("rb") as file:
            file.seek(self._offsets[n])
            return file.read(self._ends[n] - self._offsets[n])

    def to_undo(self, reviewer: str) -> list[int]:
        """The entries of the reviewer's command that undo takes back next, in the order in which their changes are to be
        inverted. The entry that does it to one says `undoes` = its seq."""
        self.refresh()
        return self._history.undoable(reviewer)

    def to_redo(self, reviewer: str) -> list[int]:
        """The entries of the reviewer's command that redo gives back next, in that order. The entry that does it to one says
        `redoes`."""
        self.refresh()
        return self._history.redoable(reviewer)

    @property
    def last_to_undo(self) -> str | None:
        """The reviewer whose command is the last that could be taken back, None where there is none."""
        return self._history.last_to_undo

    @property
    def last_to_redo(self) -> str | None:
        """The reviewer whose command is the last that could be given again, None where there is none."""
        return self._history.last_to_redo

    def documents(self, seq: int) -> int | None:
        """How many documents an entry changes that is a part of a command; None for one that is whole."""
        return self._history.documents(seq)

    @property
    def last(self) -> int:
        """The number of the last entry that was read, 0 if there is none."""
        return self._seqs[-1] if self._seqs else 0

    def close(self) -> None:
        """Lets the file go."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _open(self) -> int:
        """The file to write to: that which has the name by now, where another program replaced it."""
        if self._handle is not None and not self._is_named(self._handle):
            self.close()
        if self._handle is None:
            try:
                self.folder.mkdir(parents=True, exist_ok=True)
                self._handle = os.open(self._path, OPEN, 0o666)
            except OSError as error:
                raise FileError(
                    f"{self._path}: can't be written ({error.strerror}); keep it elsewhere with --state DIR"
                ) from error
            sync_folder(self.folder)
        return self._handle

    def _take(self, line: bytes, offset: int) -> None:
        found = HEAD.match(line)
        if not found:
            return  # a line that isn't ours mustn't hide the rest
        seq = name = int(found[1])
        if not self.last < seq <= self.last + FAR:
            if not self._renumbered.is_new(name, line, self._line_if_any):
                return
            seq = self.last + 1
            self._renumbered.add(seq, name)
        self._seqs.append(seq)
        self._offsets.append(offset)
        self._ends.append(offset + len(line))
        if found[4]:
            self._parts.add(seq)
        reviewer = reviewer_in(found[7])
        if found[2]:
            undone = self._renumbered.meant(int(found[2]), self._history.in_force(reviewer))
            if self._history.undo(undone):
                self.tally.undo(undone)
        elif found[3]:
            redone = self._renumbered.meant(int(found[3]), self._history.undone(reviewer))
            if self._history.redo(redone):
                self.tally.redo(redone)
        else:
            self.tally.add(seq, line)
            first = self._renumbered.meant(int(found[4]), self._history.in_force(reviewer)) if found[4] else 0
            self._history.add(seq, reviewer, (first, int(found[5])) if found[4] else None)

    def _is_named(self, handle: int) -> bool:
        try:
            return os.path.samestat(os.fstat(handle), self._path.stat())
        except OSError:
            return False

    def _put_torn_aside(self, handle: int) -> None:
        """Moves a last line without its newline, which a killed process left, to a file beside. The caller has the lock."""
        size = os.fstat(handle).st_size
        if not size or os.pread(handle, 1, size - 1) == b"\n":
            return
        self.refresh()
        start = self._read_to
        with open(os.open(self.folder / TORN, OPEN | os.O_APPEND, 0o666), "ab") as aside:
            aside.write(os.pread(handle, size - start, start) + b"\n")
        os.ftruncate(handle, start)
