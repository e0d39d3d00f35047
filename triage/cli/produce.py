"""`export` and `clean`: documents handed on."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from triage.cli.opening import ProgressLine, opened, tell_empty
from triage.cli.output import emit_text, narrate
from triage.errors import ExitCode, FileError, UsageError
from triage.model import Answer, Problem
from triage.naming import CORPUS_CONFIG, CORPUS_STATE
from triage.paths import StatePlaces
from triage.plural import counted
from triage.printable import one_line
from triage.session.exporting import check_place, files_in, format_of, make_folder, write_export, write_text

if TYPE_CHECKING:
    from triage.session import Opened, Session

_NAMED = 10  # documents that can't be read; of more it is told how many they are


def export(args: argparse.Namespace) -> int:
    """`triage export`."""
    format = format_of(args.out, args.format)
    if args.out != "-":
        _check_out(Path(args.out), Path(args.corpus), new=True)
    lost: list[str] = []
    with opened(args) as session:
        with ProgressLine() as line:
            count = write_export(_watched(session, args, lost, line), args.out, format, Path(args.corpus))
        stale = session.corpus.count(f"({args.where}) stale:yes" if args.where.strip() else "stale:yes")
        broken = _unknown(session)
        for id in lost[:_NAMED]:
            narrate(f"{id}: can't be read, so its row has no text; see triage show")
        if len(lost) > _NAMED:
            narrate(f"{counted(len(lost) - _NAMED, 'document')} more can't be read; triage list --where problem:any names them")
        if args.out != "-":
            narrate(f"{counted(count, 'document')} to {args.out}")
        if format == "txt":
            _tell_others(args.out, count)
        if stale:
            narrate(f"{counted(stale, 'document')} changed since the decision, and went along with it; see triage check")
        for error in broken:
            narrate(f"{error}; what was decided there isn't known")
    return max([ExitCode.FILE for _ in lost] + [ExitCode.CONFIG for _ in broken], default=ExitCode.DONE)


def _tell_others(folder: str, written: int) -> None:
    """That more is in the folder than was written there."""
    others = files_in(Path(folder)) - written
    if others > 0:
        narrate(f"{counted(others, 'file')} more in {folder}, of an earlier time perhaps; a new folder would have these alone")


def _unknown(session: Session) -> list[str]:
    """What is wrong with sidecars that can't be read. Whether their documents fit is itself unknown, so it is told of all."""
    corpus = session.corpus
    return [problem.message for id, problem in corpus.decided.problems() if problem.code != "newer" and corpus.row(id)]


def _watched(session: Session, args: argparse.Namespace, lost: list[str], line: ProgressLine) -> Iterator[Mapping[str, Any]]:
    """The rows, with how far it is on a terminal that they don't go to, and those that can't be read noted as `lost`."""
    total, is_seen = session.corpus.count(args.where), args.out == "-" and sys.stdout.isatty()
    for number, row in enumerate(session.export_rows(args.where, args.sort or "id"), 1):
        if not row["text"] and row["answer"] != Answer.REJECT and _fault(session.open_document(row["id"])):
            lost.append(row["id"])
        if not is_seen:
            line.show("export", number, total)
        yield row


def clean(args: argparse.Namespace) -> int:
    """`triage clean`."""
    path = Path(args.path)
    if args.out == "-":
        args.out = None  # as export has it
    if path.is_dir():
        if not args.out:
            raise UsageError("a folder needs --out DIR, where the cleaned texts go")
        _check_out(Path(args.out), path)
        with _aside(path, args.state) as session:
            return _clean_folder(session, args)
    if not path.exists():
        raise FileError(f"{one_line(args.path)}: there is no such file or folder; check the name")
    if not path.is_file():
        raise FileError(f"{one_line(args.path)}: is no file; save its text as one")
    path = path.resolve()
    corpus = _corpus_among(path.parents)
    root, guarded = corpus or path.parent, corpus or path
    if args.out:
        if Path(args.out).resolve() == path.parent:
            raise UsageError(f"--out: {one_line(args.out)} is the folder that {one_line(path.name)} lies in; choose another")
        _check_out(Path(args.out), guarded)
    with _aside(root, args.state) as session:
        return _clean_file(session, path.relative_to(root).as_posix(), args, guarded)


def _check_out(out: Path, documents: Path, *, new: bool = False) -> None:
    """Raises UsageError where texts would come to lie among the documents that they are made from, or among another corpus's:
    with `new` only where that has something of this name."""
    check_place(out, documents)
    real = out.resolve()
    other = _corpus_among([real, *real.parents])
    if other is not None and (real.exists() or not new):
        check_place(out, other)


def _corpus_among(folders: Iterable[Path]) -> Path | None:
    """The first that has a configuration or decisions: for a file, the next above it is the folder whose rules hold."""
    return next((one for one in folders if (one / CORPUS_STATE).is_dir() or (one / CORPUS_CONFIG).is_file()), None)


@contextmanager
def _aside(root: Path, state: str | None) -> Iterator[Session]:
    """A session on a folder that leaves no trace there: its state is temporary. What was learned and labelled there holds."""
    from triage.session import Session

    decisions_from = StatePlaces(root, Path(state) if state else None)
    with (
        tempfile.TemporaryDirectory(prefix="triage-") as own,
        Session.open(root, state=Path(own), decisions_from=decisions_from) as session,
    ):
        yield session


def _clean_file(session: Session, name: str, args: argparse.Namespace, guarded: Path) -> int:
    code, texts, taken = ExitCode.DONE, list[str](), set[str]()
    for document in session.reader.documents_of(name):
        found = session.open_document(document.id)
        code = max(code, _told(found))
        if _fault(found) is not None:
            continue
        if args.out:
            write_text(Path(args.out), document.id, found.cleaned.text, taken, guarded)
        else:
            texts.append(found.cleaned.text)
    if not args.out and any(texts):
        emit_text("\n\n".join(texts) + "\n")
    return code


def _clean_folder(session: Session, args: argparse.Namespace) -> int:
    with ProgressLine() as line:
        session.corpus.scan_texts(jobs=args.jobs, progress=line)
    code, taken = ExitCode.DONE, set[str]()
    make_folder(Path(args.out))  # one without texts says that there were none
    for id in session.corpus.listing().every_id():
        text = session.corpus.text(id) if not session.has_sidecar(id) else None
        if text is None:
            found = session.open_document(id)
            code = max(code, _told(found))
            text = found.cleaned.text if _fault(found) is None else None
        if text is not None:
            write_text(Path(args.out), id, text, taken, session.corpus.root)
    tell_empty(session)
    narrate(f"{counted(len(taken), 'text')} to {args.out}")
    _tell_others(args.out, len(taken))
    return code


def _told(found: Opened) -> ExitCode:
    """Says why there is no text, or why it is without the labels that a reviewer gave."""
    unread = _fault(found)
    problem = unread or (found.problem if found.document.problem is None else None)
    if problem is None:
        return ExitCode.DONE
    narrate(problem.message if found.document.id in problem.message else f"{found.document.id}: {problem.message}")
    return ExitCode.FILE if unread is not None else ExitCode.CONFIG


def _fault(found: Opened) -> Problem | None:
    """Why there is no text, where there should be one: nothing to clean is no failure."""
    problem = found.document.problem
    return None if problem is None or problem.code == "empty" else problem
