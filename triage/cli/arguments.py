"""The commands: what each is called, what runs it, and what can be typed behind it."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from typing import NamedTuple

from triage.cli.epilogs import EXPRESSIONS
from triage.cli.values import place, positive

_FIELDS = ("--title", "--date", "--source", "--author")
_TEXTS = ("--where", "--note", "--tag", "--untag", "--reason", "--sort", "--exact", "--folded", "--fuzzy")
_NAMES = ("--cluster", "--survivor", "--duplicate-of", "--reviewer")
DASH_VALUES = (*_TEXTS, *_NAMES, *_FIELDS)
"""Options whose value may start with a dash (`--where -tag:sport`), which argparse would take for an option."""
_ANSWERS = {"keep": "keep them", "reject": "reject them", "defer": "leave them for later", "clear": "take their answers back"}
_FINDINGS = ("undecided", "unusable", "stale", "orphan", "broken", "newer", "conflicting")
_ORDERS = "id, title, date, source, words, dup, boiler, answer, cluster or undecided"
_THEMES = ("dark", "light", "contrast", "ansi")


def _theme(name: str) -> str:
    """The name of a theme; high contrast is called what it is, too."""
    return "contrast" if name in ("high-contrast", "high contrast") else name


class Command(NamedTuple):
    """One command: `module:function` in `triage.cli`, what the help says, and what adds its own arguments."""

    run: str
    help: str
    fill: Callable[[ArgumentParser], object]
    corpus: bool = True
    json: bool = True


def add_arguments(parser: ArgumentParser, command: Command) -> None:
    """Adds what can be typed behind a command's name to its parser."""
    parser.set_defaults(json=False, state=None, reviewer=None, jobs=1)
    if command.corpus:
        parser.add_argument("corpus", metavar="CORPUS", type=place, help="the folder")
        _state(parser, "where Triage writes instead of into the folder")
        parser.add_argument("--reviewer", metavar="NAME", help="who decides; else the configuration, else the login name")
    if command.json:
        parser.add_argument("--json", action="store_true", help="JSON instead of a table")
    command.fill(parser)


def _open(command: ArgumentParser) -> None:
    command.add_argument("--plain", action="store_true", help="without a screen: commands and answers as lines of text")
    command.add_argument("--no-mouse", action="store_true", help="leave the mouse to the terminal, to select text with it")
    command.add_argument("--ascii", action="store_true", help="marks and lines in ASCII only")
    command.add_argument("--theme", type=_theme, choices=_THEMES, help="the colours; remembered")


def _scan(command: ArgumentParser) -> None:
    _jobs(command)
    command.add_argument("--progress-json", action="store_true", help="progress as a JSON object a line on stderr")


def _list(command: ArgumentParser) -> None:
    _selection(command)
    _order(command)
    _ids_alone(command)


def _show(command: ArgumentParser) -> None:
    command.add_argument("id", metavar="ID", help="the document: its path below the folder, or file.jsonl#17")
    text = command.add_mutually_exclusive_group()
    text.add_argument("--cleaned", action="store_true", help="print the cleaned text alone")
    text.add_argument("--raw", action="store_true", help="print the raw text alone")


def _clusters(command: ArgumentParser) -> None:
    _selection(command)
    command.add_argument(
        "--runs", action="store_true", help="in JSON also what a member shares with the representative, and where"
    )


def _paragraphs(command: ArgumentParser) -> None:
    _selection(command)
    command.add_argument("--least", metavar="N", type=positive, default=2, help="in so many documents (default 2)")


def _views(command: ArgumentParser) -> None:
    does = command.add_mutually_exclusive_group()
    does.add_argument("--save", metavar="NAME", help="save --where and --sort under this name")
    does.add_argument("--remove", metavar="NAME", help="remove this one")
    _selection(command)
    command.add_argument("--sort", metavar="KEY", default="", help="the order of the view (default undecided)")


def _decide(command: ArgumentParser) -> None:
    _ids_typed(command)
    _selection(command)
    command.add_argument("--cluster", metavar="ID", default="", help="the members of this cluster, or of this document's")
    answer = command.add_mutually_exclusive_group()
    answer.add_argument(
        "--keep-best", dest="answer", action="store_const", const="keep-best", help="of a cluster: keep one, reject its copies"
    )
    for name, words in _ANSWERS.items():
        answer.add_argument(f"--{name}", dest="answer", action="store_const", const=name, help=words)
    answer.add_argument(
        "--confirm",
        dest="answer",
        action="store_const",
        const="confirm",
        help="each answer still holds, as the text is now",
    )
    command.add_argument("--reason", metavar="R", dest="reasons", action="append", default=[], help="why rejected; repeatable")
    command.add_argument("--duplicate-of", metavar="ID", default="", help="the document that they repeat")
    command.add_argument(
        "--survivor", metavar="ID", dest="survivors", action="append", default=[], help="who is kept by --keep-best; repeatable"
    )
    command.add_argument("--overrule", action="store_true", help="let --keep-best change answers that were given before")
    command.add_argument("--not-a-copy", action="store_true", help="set them apart from the rest of their clusters for good")
    kinds = "duplicate, error-page, paywall, not-an-article, too-short, other-language"
    command.add_argument(
        "--accept-suggestion", metavar="KIND", dest="accept", help=f"reject those that look like this ({kinds}; or any)"
    )
    command.add_argument("--tag", metavar="T", dest="tags", action="append", default=[], help="add a tag; repeatable")
    command.add_argument("--untag", metavar="T", dest="untags", action="append", default=[], help="remove a tag; repeatable")
    command.add_argument("--note", metavar="N", help="replace the note; empty removes it")
    command.add_argument("--dry-run", action="store_true", help="print what would be done")


def _blocks(command: ArgumentParser) -> None:
    command.add_argument("id", metavar="ID", help="the document")
    does = command.add_mutually_exclusive_group(required=True)
    does.add_argument("--drop", metavar="N", help="drop these, such as 3,5-7; triage show numbers them")
    does.add_argument("--restore", metavar="N", help="bring these back")
    does.add_argument("--toggle", metavar="N", help="drop what is content and bring back the others")
    does.add_argument("--rule-of", metavar="N", help="turn all over that the rule of this block judged so")


def _tags(command: ArgumentParser) -> None:
    command.add_argument("--rename", metavar=("OLD", "NEW"), nargs=2, help="NEW may be in use: then the two become one")
    command.add_argument("--dry-run", action="store_true", help="print what would be done")


def _relink(command: ArgumentParser) -> None:
    command.add_argument("--dry-run", action="store_true", help="print where each would be taken")


def _check(command: ArgumentParser) -> None:
    _selection(command)
    told = f"only these, and exit 1 for them alone; repeatable: {', '.join(_FINDINGS)}"
    command.add_argument("--kind", metavar="KIND", dest="kinds", action="append", choices=_FINDINGS, default=[], help=told)


def _rules(command: ArgumentParser) -> None:
    actions = ("list", "add", "edit", "disable", "enable", "remove")
    command.add_argument("action", metavar="ACTION", nargs="?", choices=actions, default="list", help=f"{', '.join(actions)}")
    command.add_argument("id", metavar="ID", nargs="?", help="the rule, such as yours-1")
    command.add_argument("--exact", metavar="TEXT", help="blocks of these characters")
    command.add_argument("--folded", metavar="TEXT", help="blocks of these words, whatever their case and digits")
    command.add_argument("--fuzzy", metavar="TEXT", help="blocks of nearly these words")
    command.add_argument("--threshold", metavar="N", type=positive, help="how like, from 50 to 100, for --fuzzy (default 90)")
    command.add_argument("--label", choices=("boilerplate", "content"), help="what such blocks are")
    command.add_argument("--dry-run", action="store_true", help="print the blocks that it would change")


def _export(command: ArgumentParser) -> None:
    from triage.session.exporting import FORMATS

    command.add_argument(
        "--out", metavar="FILE", required=True, type=place, help=".jsonl .csv .md .parquet, FOLDER/ for texts, - for stdout"
    )
    command.add_argument("--format", choices=FORMATS, help="whatever the ending of FILE")
    _selection(command)
    _order(command)
    _jobs(command)


def _clean(command: ArgumentParser) -> None:
    command.add_argument("path", metavar="PATH", type=place, help="a file or a folder; nothing is written into it")
    command.add_argument("--out", metavar="DIR", type=place, help="the folder to write to; a file goes to stdout without it")
    _state(command, "where Triage keeps the learned rules instead of in the folder")
    _jobs(command)


def _keys(command: ArgumentParser) -> None:
    told = "with the keys that this folder's triage.toml gives"
    command.add_argument("corpus", metavar="CORPUS", nargs="?", type=place, help=told)


def _paths(command: ArgumentParser) -> None:
    command.add_argument("corpus", metavar="CORPUS", nargs="?", type=place, help="also those of this folder")
    _state(command, "where Triage writes instead of into the folder")


def _no_more(command: ArgumentParser) -> None:
    """Of commands with no arguments of their own."""


def _mend(command: ArgumentParser) -> None:
    _ids_typed(command)
    _selection(command)
    command.add_argument("--title", metavar="T", help="what its title is; empty: what it says itself")
    command.add_argument("--date", metavar="D", help="when it appeared, such as 2031-05-10; empty: what it says itself")
    command.add_argument("--source", metavar="S", help="where it appeared; empty: what it says itself")
    command.add_argument("--author", metavar="A", help="who wrote it; empty: what it says itself")


def _ids_alone(command: ArgumentParser) -> None:
    form = command.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="JSON instead of a table")
    form.add_argument("--ids", action="store_true", help="the ids alone, a line each")
    form.add_argument("--null", action="store_true", help="the ids alone, with a NUL behind each (xargs -0)")


def _ids_typed(command: ArgumentParser) -> None:
    command.add_argument("ids", metavar="ID", nargs="*", help="documents; - reads ids, or lines of list --json from stdin")
    command.add_argument("--null", action="store_true", help="of those that - reads each has a NUL behind it")


def _selection(command: ArgumentParser) -> None:
    command.epilog = EXPRESSIONS
    command.add_argument(
        "--where", metavar="EXPR", type=str.strip, default="", help="only these, e.g. 'answer:none tag:asia words<80'; see below"
    )


def _view(command: ArgumentParser) -> None:
    command.add_argument("--view", metavar="NAME", help="only those that this saved view shows, and in its order")


def _order(command: ArgumentParser) -> None:
    _view(command)
    told = f"the order: {_ORDERS}; - before it turns it around (default id)"
    command.add_argument("--sort", metavar="KEY", default="", help=told)


def _count(command: ArgumentParser) -> None:
    _selection(command)
    _view(command)


def _state(command: ArgumentParser, help: str) -> None:
    command.add_argument("--state", metavar="DIR", type=place, help=help)


def _jobs(command: ArgumentParser) -> None:
    command.add_argument("--jobs", metavar="N", type=positive, default=1, help="processes that read and clean (default 1)")


COMMANDS: Mapping[str, Command] = {
    "open": Command("about:open_screen", "The review screen (triage CORPUS does the same)", _open, json=False),
    "scan": Command("about:scan", "Read, clean and match what is new or changed", _scan),
    "list": Command("look:list_rows", "A row a document", _list, json=False),
    "count": Command("look:count", "How many documents fit", _count),
    "show": Command("look:show", "One document's blocks with label, rule and score", _show),
    "clusters": Command("look:clusters", "Near-duplicate clusters: members, representative, similarity, why", _clusters),
    "paragraphs": Command("paragraphs:paragraphs", "Paragraphs that several cleaned texts have, or nearly", _paragraphs),
    "check": Command("audit:check", f"{', '.join(_FINDINGS).capitalize()}: exit 1 if any", _check),
    "stats": Command("audit:stats", "Counts, rate, per tag, per reason, per rule", _no_more),
    "views": Command("look:views", "Saved views: a filter and an order under a name", _views),
    "decide": Command("change:decide", "Decide on documents, as the keys do", _decide),
    "blocks": Command("blocks:blocks", "Drop blocks of a document or bring them back, as one command", _blocks),
    "rules": Command("rules:rules", "Rules learned from corrections: list, try, make, change, remove", _rules),
    "tags": Command("tags:tags", "The tags of the folder; --rename changes one everywhere, as one command", _tags),
    "mend": Command("mend:mend", "Say what a document's title, date, source or author is", _mend),
    "relink": Command("relink:relink", "Take decisions to where their documents went, as one command", _relink),
    "undo": Command("change:undo", "Take the reviewer's last command back, a bulk command as one", _no_more),
    "redo": Command("change:redo", "Do again what the reviewer's undo took back", _no_more),
    "export": Command("produce:export", "Write documents to a file", _export, json=False),
    "clean": Command("produce:clean", "Cleaned text of a file, or of a folder", _clean, corpus=False, json=False),
    "keys": Command("about:keys", "The key table, as TOML for triage.toml", _keys, corpus=False, json=False),
    "paths": Command("about:paths", "Where files live", _paths, corpus=False),
}
