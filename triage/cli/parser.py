"""What was typed: which command it is, with which arguments."""

from __future__ import annotations

import argparse
import importlib
import os
from collections.abc import Callable, Sequence
from typing import NoReturn

from triage import __version__
from triage.cli.arguments import COMMANDS, DASH_VALUES, add_arguments
from triage.cli.epilogs import EXAMPLES
from triage.errors import UsageError

Run = Callable[[argparse.Namespace], int]


class Parser(argparse.ArgumentParser):
    """argparse, with errors of one line like all others."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}; see {self.prog} --help")


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The arguments; `run` in them says where they go. Raises UsageError."""
    words = list(argv)
    if not words:
        raise UsageError("which folder? Try triage FOLDER, or triage --help")
    if words == ["help"]:
        words = ["--help"]
    if words[0] in ("-h", "--help", "--version"):
        return whole_parser().parse_args(words)
    name, *rest = _from_command(words)
    # The other commands' parsers would only make it wait.
    parser = parser_of(name)
    return _parse_ids(parser, _glued(rest)) if name in ("decide", "mend") else parser.parse_args(_glued(rest))


def _from_command(words: list[str]) -> list[str]:
    """The words with a command as the first: `open`, where none is named. Raises `UsageError` where another one may be meant."""
    first = words[0]
    if first in COMMANDS:
        return words
    if first.startswith("-"):
        later = next((word for word in words if word in COMMANDS and not os.path.isdir(word)), "")
        if later:
            raise UsageError(f"the command comes first: triage {later}, then its options; see triage {later} --help")
    else:
        _no_typing_error(first, list(COMMANDS))
        if words[1:] and not words[1].startswith("-") and not os.path.isdir(first):
            raise UsageError(f"{first}: no command of triage, and no folder; triage --help lists the commands")
    return ["open", *words]


def whole_parser() -> Parser:
    """What prints the help: it knows the commands by name."""
    parser = Parser(
        prog="triage",
        description="Review, clean, de-duplicate, tag and export a folder of scraped articles, by keyboard.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"triage {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for name, command in COMMANDS.items():
        commands.add_parser(name, help=command.help)
    return parser


def parser_of(name: str) -> Parser:
    """The parser of what comes after this command's name."""
    command = COMMANDS[name]
    parser = Parser(prog=f"triage {name}", description=f"{command.help}.", allow_abbrev=False)
    parser.set_defaults(run=command.run)
    add_arguments(parser, command)
    return parser


def _parse_ids(parser: Parser, words: list[str]) -> argparse.Namespace:
    """argparse gives up on a list of ids that comes after an option (`decide C --keep a.txt`); here it may stand anywhere."""
    cut = words.index("--") if "--" in words else len(words)
    args, rest = parser.parse_known_args(words[:cut])
    wrong = [word for word in rest if word.startswith("-") and word != "-"]
    for word in wrong:
        if os.path.lexists(os.path.join(args.corpus, word)):
            parser.error(f"{word} begins with a dash: write ./{word}, or put it last, behind --")
    if wrong:
        parser.error(f"unrecognized arguments: {' '.join(wrong)}")
    args.ids += [*rest, *words[cut + 1 :]]
    return args


def runner(args: argparse.Namespace) -> Run:
    """The function that `run` names as `module:function`."""
    module, name = args.run.split(":")
    found: Run = getattr(importlib.import_module(f"triage.cli.{module}"), name)
    return found


def _no_typing_error(word: str, names: Sequence[str]) -> None:
    import difflib

    near = difflib.get_close_matches(word, names, 1)
    if near and not os.path.lexists(word):
        raise UsageError(f"there is no folder and no command {word!r}; did you mean triage {near[0]}?")


def _glued(words: list[str]) -> list[str]:
    glued: list[str] = []
    for word in words:
        if glued and glued[-1] in DASH_VALUES and "--" not in glued:
            glued[-1] += f"={word}"
        else:
            glued.append(word)
    # argparse would make a list of such a value.
    for option in DASH_VALUES:
        if f"{option}=--" in glued:
            raise UsageError(f"{option} needs a value, and -- is none")
    return glued
