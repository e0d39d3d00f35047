"""`open`, `scan`, `keys` and `paths`."""

from __future__ import annotations

import argparse
import gc
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from triage.cli.opening import ProgressLine, Spoken, folder, opened, tell_empty
from triage.cli.output import emit_json, emit_table, narrate
from triage.errors import ExitCode, Fault, TriageError, UsageError
from triage.fault import logged
from triage.naming import CORPUS_CONFIG

if TYPE_CHECKING:
    from triage.model.scan import Progress


def open_screen(args: argparse.Namespace) -> int:
    """`triage open`, the only command that loads the screen."""
    folder(args.corpus)
    if args.plain:
        return _plain(args)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("the screen needs a terminal; in scripts use triage open --plain, list, show and decide")
    if os.environ.get("TERM") in ("dumb", ""):
        raise UsageError("the screen needs a terminal that can draw, and TERM is dumb; set TERM, or use --plain")
    for name in ("COLUMNS", "LINES"):
        os.environ.pop(name, None)  # left over from a shell they would win over the real size, and stop resizing
    # What is loaded from here on lives as long as the program, most of it Textual's: collecting in between costs a sixth of the
    # start. The screen collects again once it is there.
    gc.disable()
    with opened(args, fresh=False) as session:
        from triage.tui import run

        try:
            code = run(session, mouse=not args.no_mouse, ascii_glyphs=args.ascii, theme=args.theme or "")
        except TriageError:
            raise
        except Exception as error:
            raise Fault(f"a fault in triage ended the screen; every decision is saved. {logged(error)}") from error
        return int(code or ExitCode.DONE)


def _plain(args: argparse.Namespace) -> int:
    """The session without a screen, on the standard streams."""
    with opened(args, fresh=False) as session:
        told = Spoken()
        session.corpus.scan(jobs=args.jobs, progress=told)
        tell_empty(session)
        from triage.plain import run

        if isinstance(sys.stdin, io.TextIOWrapper):
            sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape")
        interactive = sys.stdin.isatty()
        return run(session, _typed() if interactive else sys.stdin, sys.stdout, interactive=interactive)


def _typed() -> Iterator[str]:
    """Lines from a person. Not `input`: with readline it would send escape sequences."""
    while True:
        print("> ", end="", flush=True)
        line = sys.stdin.readline()
        if not line:
            return
        yield line


def scan(args: argparse.Namespace) -> int:
    """`triage scan`."""
    from triage.session import moved_documents

    with opened(args, fresh=False) as session, ProgressLine() as line:
        report = session.corpus.scan(jobs=args.jobs, progress=_progress_json if args.progress_json else line)
        moved = len(moved_documents(session.corpus))
        if not args.progress_json:  # the screen, which asks for it, says so itself
            tell_empty(session)
    found = report._asdict()
    if args.json:
        emit_json(found)
    else:
        told = {**found, "matched": "what is new or changed" if report.matched else "nothing is new or changed"}
        rows = ((name, f"{value:,.1f}" if isinstance(value, float) else str(value)) for name, value in told.items())
        emit_table(("what", "found"), rows)
    if moved:
        which = "1 decision is about a document that" if moved == 1 else f"{moved:,} decisions are about documents that"
        narrate(f"{which} went elsewhere; triage relink takes {'it' if moved == 1 else 'them'} along, as L does on the screen")
    return ExitCode.DONE


def _progress_json(progress: Progress) -> None:
    from triage.session.exporting import json_text

    print(json_text(progress._asdict()), file=sys.stderr, flush=True)


def keys(args: argparse.Namespace) -> int:
    """`triage keys`."""
    from triage.commands import as_toml, keymap
    from triage.config import load_config

    if args.corpus is None:
        print(as_toml(), end="")
        return ExitCode.DONE
    config = load_config(folder(args.corpus))
    print(as_toml(keymap(config.keys, config.place_of_key, config.hot_keys)), end="")
    return ExitCode.DONE


def paths(args: argparse.Namespace) -> int:
    """`triage paths`."""
    from triage import paths as places

    found = {"config": places.config_dir(), "state": places.state_dir(), "log": places.log_dir()}
    if args.corpus:
        root = folder(args.corpus)
        own = places.StatePlaces(root, Path(args.state) if args.state else None)
        found |= {"corpus": root, "corpus_config": root / CORPUS_CONFIG}
        found |= {"index": own.index, "journal": own.journal, "rules": own.rules}
    if args.json:
        emit_json({name: str(path) for name, path in found.items()})
    else:
        emit_table(("what", "path"), ((name, str(path)) for name, path in found.items()))
    return ExitCode.DONE
