"""What a reviewer can do: ids, keys, words.

A key is written as it is typed (`]`, `?`, `X`) or by name (`space`, `ctrl+p`). List and text may use the same key for the like
thing; a global command shares its keys with nobody, so that a key never means two things in one place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Literal, NamedTuple, get_args

Context = Literal["list", "text", "cluster", "global"]
Group = Literal["Decide", "Clusters", "Blocks", "Move", "Find", "View", "Session"]

PLACES = {"list": ("list", "global"), "text": ("text", "global"), "cluster": ("cluster", "everywhere")}
SORTS = ("undecided", "id", "title", "-date", "-words", "-dup", "-boiler", "cluster")
"""The orders that `find.sort` goes through."""
GROUPS: tuple[Group, ...] = get_args(Group)


class Command(NamedTuple):
    """One thing to do. `context` says where its keys work, `footer` that the foot shows it (2: behind the others, where there is
    room), `changes` that it saves something.

    `decides`: it answers for what is shown and goes on, so that it is guarded against slips. `everywhere`: a global command
    that screens of their own, such as the cluster's, hear as well. `same_as`: no command of its own, but keys by which one place
    hears another command.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    context: Context
    group: Group
    footer: int = 0
    changes: bool = False
    decides: bool = False
    everywhere: bool = False
    same_as: str = ""

    @property
    def method(self) -> str:
        """The name of the method that carries it out: `do_a_b_c` for `a.b-c`."""
        return "do_" + (self.same_as or self.id).replace(".", "_").replace("-", "_")

    def applies_in(self, place: str) -> bool:
        """Whether its keys work in `list`, `text` or `cluster`."""
        return self.context == place or (self.context == "global" and (self.everywhere or "global" in PLACES[place]))


def _command(
    id: str,
    keys: str,
    label: str,
    help: str,
    *,
    group: Group,
    at: Context = "global",
    footer: int = 0,
    changes: bool = False,
    decides: bool = False,
    everywhere: bool = False,
    same_as: str = "",
) -> Command:
    """A line of the table below; `keys` are parted by blanks."""
    return Command(id, tuple(keys.split()), label, help, at, group, footer, changes, decides, everywhere, same_as)


_decide = partial(_command, group="Decide", changes=True)
_cluster = partial(_command, group="Clusters", at="cluster")
_block = partial(_command, group="Blocks")
_text = partial(_command, group="Blocks", at="text")
_list = partial(_command, group="Move", at="list")
_move = partial(_command, group="Move")
_find = partial(_command, group="Find")
_view = partial(_command, group="View")
_session = partial(_command, group="Session")

COMMANDS: tuple[Command, ...] = (
    # Decide
    _decide("decide.keep", "a", "Keep", "Keep the document and go to the next undecided one", footer=1, decides=True),
    _decide("decide.reject", "x", "Reject", "Reject the document and go on", footer=1, decides=True),
    _decide("decide.reject-because", "X", "Reject because…", "Choose reasons from the list, then reject"),
    _decide("decide.defer", "d", "Defer", "Leave the document for later and go on", footer=1, decides=True),
    _decide("decide.confirm", "=", "Still right", "Say that the answer holds for the text as it is now"),
    _decide("decide.clear", "c", "Clear", "Take the answer back; tags and note stay"),
    _decide("edit.tags", "t", "Tags", "Add and remove tags, with completion", footer=1),
    _decide("edit.tags-again", ".", "Tags again", "Give the tags that were given last, and take off what was taken off"),
    _decide("tag.list", "T", "All tags", "The tags of the folder: rename, merge, remove one"),
    _decide("edit.note", "m", "Note", "Write a note (a memo) on the document"),
    _decide("edit.note-editor", "E", "Note in editor", "Write the note in $VISUAL or $EDITOR"),
    _decide("edit.mend", "M", "Title, date…", "Mend title, date, source or author"),
    _decide("edit.relink", "L", "Take along", "Take decisions to where their files or records went"),
    _decide("edit.undo", "u", "Undo", "Take your last change back, also after a restart", footer=1, everywhere=True),
    _decide("edit.redo", "ctrl+r U", "Redo", "Make the change again that you took back", everywhere=True),
    _decide("suggest.accept", "A", "Accept", "Reject the document for what it looks like, as suggested, and go on", decides=True),
    # Clusters
    _command("cluster.open", "C", "Copies", "Show the copies of the document side by side, best first", group="Clusters"),
    _cluster(
        "cluster.keep",
        "a",
        "Keep best",
        "Keep the one to keep, reject the others as its duplicates, go to the next undecided cluster",
        footer=1,
        changes=True,
        decides=True,
    ),
    _cluster("cluster.survivor", "s enter", "Keep this", "Have this member be the one to keep, instead of the best", footer=1),
    _cluster("cluster.also", "space", "Keep too", "Keep this member as well, or not", footer=1),
    _cluster("cluster.apart", "-", "Not a copy", "Set this member apart from the cluster, for good", footer=1, changes=True),
    _cluster(
        "cluster.defer", "d", "Defer", "Leave the undecided members for later and go on", footer=1, changes=True, decides=True
    ),
    _cluster("cluster.reject-all", "X", "Reject all…", "Reject every member, once you have said so", changes=True),
    _cluster("cluster.down", "j down", "Down", "Lay the next member beside the one to keep"),
    _cluster("cluster.up", "k up", "Up", "Lay the member before beside the one to keep"),
    _cluster("cluster.next-difference", "]", "Next difference", "Go to the next difference"),
    _cluster("cluster.previous-difference", "[", "Previous difference", "Go to the difference before"),
    _cluster("cluster.line-down", "J", "Line down", "Scroll the text by a line"),
    _cluster("cluster.line-up", "K", "Line up", "Scroll the text back by a line"),
    _cluster("cluster.page-down", "ctrl+f pagedown", "Page down", "Turn a page of the text"),
    _cluster("cluster.page-up", "ctrl+b pageup", "Page up", "Turn a page back"),
    _cluster("cluster.whole", "v", "Whole text", "Show all of the text, or only where it differs", footer=1),
    _cluster("cluster.next", "n >", "Next cluster", "Go to the next cluster with undecided members"),
    _cluster("cluster.previous", "N p <", "Previous cluster", "Go to the one before with undecided members"),
    _cluster("cluster.leave", "escape q C", "Back", "Go back to the list"),
    # Blocks
    _block("block.toggle", "space", "Block", "Drop the focused block, or bring it back", footer=1, changes=True),
    _block(
        "block.toggle-rule",
        "*",
        "Blocks of this rule",
        "Drop or bring back every block of this document that the same rule judged so",
        changes=True,
    ),
    _block("block.origin", "o", "Origin", "Go to the block that this one repeats, and from there back"),
    _block(
        "rule.boilerplate",
        "D",
        "Always boilerplate",
        "Make a rule that drops all blocks like this one; shows first what it would change",
        changes=True,
    ),
    _block(
        "rule.content",
        "R",
        "Always content",
        "Make a rule that keeps all blocks like this one; shows first what it would change",
        changes=True,
    ),
    _block("rule.list", "r", "Rules", "The learned rules: look at, edit, disable, remove", changes=True),
    _block("block.next-flagged", "]", "Next flagged block", "Go to the next block that isn't content", footer=2),
    _block("block.previous-flagged", "[", "Previous flagged block", "Go to the block before that isn't content"),
    _block("block.next", "J", "Next block", "Read on as in the text, from the list too"),
    _block("block.previous", "K", "Previous block", "Read back as in the text"),
    _text("text.next", "j down", "Down a block", "Read on: pages of a long block, then the next", same_as="block.next"),
    _text(
        "text.previous", "k up", "Up a block", "Read back: pages of a long block, then the one before", same_as="block.previous"
    ),
    _text("text.first", "g home", "Start", "Go to the first line of the text"),
    _text("text.last", "G end", "End", "Go to the last line of the text"),
    _text("text.page-down", "ctrl+f pagedown", "Page down", "Turn a page of the text"),
    _text("text.page-up", "ctrl+b pageup", "Page up", "Turn a page back"),
    _text("text.half-down", "ctrl+d", "Half a page down", "Go half a page of the text down"),
    _text("text.half-up", "ctrl+u", "Half a page up", "Go half a page of the text up"),
    _text("text.next-match", "n", "Next match", "Go to the next of the words that are looked for"),
    _text("text.previous-match", "N", "Previous match", "Go to the match before"),
    _text("text.leave", "escape h", "Back to the list", "Leave the text for the list", footer=2),
    # Move
    _list("list.down", "j down", "Down", "Go to the next document"),
    _list("list.up", "k up", "Up", "Go to the document before"),
    _list("list.first", "g home", "First", "Go to the first document"),
    _list("list.last", "G end", "Last", "Go to the last document"),
    _list("list.page-down", "ctrl+f pagedown", "Page down", "Turn a page of the list"),
    _list("list.page-up", "ctrl+b pageup", "Page up", "Turn a page back"),
    _list("list.half-down", "ctrl+d", "Half a page down", "Go half a page of the list down"),
    _list("list.half-up", "ctrl+u", "Half a page up", "Go half a page of the list up"),
    _list("list.open", "enter l", "Open", "Read the text of the document; decides nothing", footer=2),
    _list("list.next-undecided", "n", "Next undecided", "Go to the next undecided document", same_as="move.next"),
    _list("list.previous-undecided", "N", "Previous undecided", "Go to the undecided before", same_as="move.previous"),
    _move("move.next", ">", "Next undecided", "Go to the next undecided document, from the text too"),
    _move("move.previous", "< p", "Previous undecided", "Go to the undecided document before"),
    _move("move.goto", ":", "Go to", "Go to a document by a part of its name, or its number in the list"),
    _move("move.back", "alt+left ctrl+o", "Back", "Go back to where you were, document and block"),
    _move("move.forward", "alt+right", "Forward", "Go forward again after going back"),
    _list(
        "select.leave",
        "escape",
        "Select nothing",
        "End the selection; where nothing is selected, the filter: all documents are shown again",
    ),
    _list(
        "select.all", "ctrl+a", "Select all", "Select every document that the filter shows: the next command is for all of them"
    ),
    _move("select.range", "V", "Select", "Select a run of documents or, in the text, of blocks; V or Escape ends it"),
    _move("move.pane", "tab", "Next pane", "List, raw text, cleaned text"),
    # Find
    _find("find.filter", "/", "Filter", "Show only what fits: words, answer:keep, tag:war, dup>0.3; empty clears", footer=1),
    _find("text.find", "f", "Find in text", "Look for words in this text alone; n and N go on, Escape ends it"),
    _find("find.sort", "s", "Sort", "Sort by the next of: undecided, name, title, date, words, repeats…"),
    _find("find.views", "'", "Views", "Show a saved view, or save this filter and order under a name"),
    _find("find.sort-back", "S", "Sort back", "Sort by the one before"),
    # View
    _view("view.highlights", "H", "Highlights", "Colour the words of triage.toml in both texts, or not"),
    _view("view.guideline", "i", "Guideline", "Show guideline.md of the folder"),
    _view("view.statistics", "%", "Statistics", "Progress and pace, decisions over time, tags, reasons, sources, rules"),
    _view("view.version", "v", "Raw or cleaned", "Change between the raw and the cleaned text where one is shown"),
    _view("view.zoom", "z", "Zoom", "Show the list or the text alone, over all of the screen, or all again"),
    _view("view.theme", "ctrl+t", "Theme", "Change the colours: dark, light, high contrast, the terminal's own"),
    _view("copy.block", "y", "Copy block", "Copy the focused block to the clipboard"),
    _view("copy.document", "Y", "Copy document", "Copy the cleaned text to the clipboard"),
    _view("copy.path", "ctrl+y", "Copy path", "Copy the path of the document's file to the clipboard"),
    _view("view.editor", "e", "Editor", "Show the document in $VISUAL or $EDITOR: a copy, not saved"),
    # Session
    _session("app.help", "? f1", "Help", "Show all keys", footer=1, everywhere=True),
    _session("app.palette", "ctrl+p", "Palette", "Find a command by its words", everywhere=True),
    _session("app.redraw", "ctrl+l", "Redraw", "Draw all of the screen again", everywhere=True),
    _session("app.rescan", "f5", "Scan again", "Look for documents that have come, changed or gone, and stay here"),
    _session(
        "app.export", "ctrl+e", "Export…", "Tell the command that writes what was kept to a file, and copy it to the clipboard"
    ),
    _session("app.suspend", "ctrl+z", "Suspend", "Go back to the shell; fg returns", everywhere=True),
    _session("app.quit", "q ctrl+c ctrl+q", "Quit", "Save what is pending and leave"),
)

by_id: Mapping[str, Command] = {command.id: command for command in COMMANDS}


def in_context(context: str, commands: Iterable[Command] = COMMANDS) -> list[Command]:
    """The commands that a focused pane of this context hears: its own first, then the global ones."""
    own = [command for command in commands if command.context == context]
    if context == "global":
        return own
    return own + [command for command in commands if command.context == "global" and command.applies_in(context)]
