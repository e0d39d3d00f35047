"""What a reviewer can do: ids, keys, words.

A key is written as it is typed (`]`, `?`, `X`) or by name (`space`, `ctrl+p`). List and text may use the same key for the like
thing; a global command shares its keys with nobody, so that a key never means two things in one place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

PLACES = {"list": ("list", "global"), "text": ("text", "global"), "cluster": ("cluster", "everywhere")}
SORTS = ("undecided", "id", "title", "-date", "-words", "-dup", "-boiler", "cluster")
"""The orders that `find.sort` goes through."""
GROUPS = ("Decide", "Clusters", "Blocks", "Move", "Find", "View", "Session")


class Command(NamedTuple):
    """One thing to do. `context` says where its keys work, `footer` that the foot shows it, `changes` that it saves something.

    `decides`: it answers for what is shown and goes on, so that it is guarded against slips. `everywhere`: a global command
    that screens of their own, such as the cluster's, hear as well.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    context: str
    group: str
    footer: bool = False
    changes: bool = False
    decides: bool = False
    everywhere: bool = False

    def heard(self, place: str) -> bool:
        """Whether its keys work in `list`, `text` or `cluster`."""
        return self.context == place or (self.context == "global" and (self.everywhere or "global" in PLACES[place]))


def _command(id: str, keys: str, label: str, help: str, *, at: str = "global", group: str, flags: str = "") -> Command:
    """A line of the table below; `keys` are parted by blanks, `flags` are the names of fields that are true."""
    return Command(id, tuple(keys.split()), label, help, at, group, **dict.fromkeys(flags.split(), True))


COMMANDS: tuple[Command, ...] = (
    _command(
        "decide.keep",
        "a",
        "Keep",
        "Keep the document and go to the next undecided one",
        group="Decide",
        flags="footer changes decides",
    ),
    _command("decide.reject", "x", "Reject", "Reject the document and go on", group="Decide", flags="footer changes decides"),
    _command(
        "decide.reject-because",
        "X",
        "Reject because…",
        "Choose reasons from the list, then reject",
        group="Decide",
        flags="changes",
    ),
    _command(
        "decide.defer", "d", "Defer", "Leave the document for later and go on", group="Decide", flags="footer changes decides"
    ),
    _command(
        "decide.confirm",
        "=",
        "Still right",
        "Say that the answer holds for the text as it is now",
        group="Decide",
        flags="changes",
    ),
    _command("decide.clear", "c", "Clear", "Take the answer back; tags and note stay", group="Decide", flags="changes"),
    _command("edit.tags", "t", "Tags", "Add and remove tags, with completion", group="Decide", flags="footer changes"),
    _command("tag.list", "T", "All tags", "The tags of the folder: rename, merge, remove one", group="Decide", flags="changes"),
    _command("edit.note", "m", "Note", "Write a note (a memo) on the document", group="Decide", flags="changes"),
    _command("edit.note-editor", "E", "Note in editor", "Write the note in $VISUAL or $EDITOR", group="Decide", flags="changes"),
    _command("edit.mend", "M", "Title, date…", "Mend title, date, source or author", group="Decide", flags="changes"),
    _command(
        "edit.relink", "L", "Take along", "Take decisions to where their files or records went", group="Decide", flags="changes"
    ),
    _command(
        "edit.undo",
        "u",
        "Undo",
        "Take your last change back, also after a restart",
        group="Decide",
        flags="footer changes everywhere",
    ),
    _command(
        "edit.redo", "ctrl+r U", "Redo", "Make the change again that you took back", group="Decide", flags="changes everywhere"
    ),
    _command(
        "suggest.accept",
        "A",
        "Accept",
        "Reject the document for what it looks like, as suggested, and go on",
        group="Decide",
        flags="changes decides",
    ),
    _command("cluster.open", "C", "Copies", "Show the copies of the document side by side, best first", group="Clusters"),
    _command(
        "cluster.keep",
        "a",
        "Keep best",
        "Keep the one to keep, reject the others as its duplicates, go to the next undecided cluster",
        at="cluster",
        group="Clusters",
        flags="footer changes decides",
    ),
    _command(
        "cluster.survivor",
        "s enter",
        "Keep this",
        "Have this member be the one to keep, instead of the best",
        at="cluster",
        group="Clusters",
        flags="footer",
    ),
    _command(
        "cluster.also",
        "space",
        "Keep too",
        "Keep this member as well, or not",
        at="cluster",
        group="Clusters",
        flags="footer",
    ),
    _command(
        "cluster.apart",
        "-",
        "Not a copy",
        "Set this member apart from the cluster, for good",
        at="cluster",
        group="Clusters",
        flags="footer changes",
    ),
    _command(
        "cluster.defer",
        "d",
        "Defer",
        "Leave the undecided members for later and go on",
        at="cluster",
        group="Clusters",
        flags="footer changes decides",
    ),
    _command(
        "cluster.reject-all",
        "X",
        "Reject all…",
        "Reject every member, once you have said so",
        at="cluster",
        group="Clusters",
        flags="changes",
    ),
    _command("cluster.down", "j down", "Down", "Lay the next member beside the one to keep", at="cluster", group="Clusters"),
    _command("cluster.up", "k up", "Up", "Lay the member before beside the one to keep", at="cluster", group="Clusters"),
    _command("cluster.next-difference", "]", "Next difference", "Go to the next difference", at="cluster", group="Clusters"),
    _command(
        "cluster.previous-difference", "[", "Previous difference", "Go to the difference before", at="cluster", group="Clusters"
    ),
    _command("cluster.line-down", "J", "Line down", "Scroll the text by a line", at="cluster", group="Clusters"),
    _command("cluster.line-up", "K", "Line up", "Scroll the text back by a line", at="cluster", group="Clusters"),
    _command("cluster.page-down", "ctrl+f pagedown", "Page down", "Turn a page of the text", at="cluster", group="Clusters"),
    _command("cluster.page-up", "ctrl+b pageup", "Page up", "Turn a page back", at="cluster", group="Clusters"),
    _command(
        "cluster.whole",
        "v",
        "Whole text",
        "Show all of the text, or only where it differs",
        at="cluster",
        group="Clusters",
        flags="footer",
    ),
    _command(
        "cluster.next", "n >", "Next cluster", "Go to the next cluster with undecided members", at="cluster", group="Clusters"
    ),
    _command(
        "cluster.previous",
        "N p <",
        "Previous cluster",
        "Go to the one before with undecided members",
        at="cluster",
        group="Clusters",
    ),
    _command("cluster.leave", "escape q C", "Back", "Go back to the list", at="cluster", group="Clusters"),
    _command(
        "block.toggle", "space", "Block", "Drop the focused block, or bring it back", group="Blocks", flags="footer changes"
    ),
    _command(
        "block.toggle-rule",
        "*",
        "Blocks of this rule",
        "Drop or bring back every block of this document that the same rule judged so",
        group="Blocks",
        flags="changes",
    ),
    _command("block.origin", "o", "Origin", "Go to the block that this one repeats, and from there back", group="Blocks"),
    _command(
        "rule.boilerplate",
        "D",
        "Always boilerplate",
        "Make a rule that drops all blocks like this one; shows first what it would change",
        group="Blocks",
        flags="changes",
    ),
    _command(
        "rule.content",
        "R",
        "Always content",
        "Make a rule that keeps all blocks like this one; shows first what it would change",
        group="Blocks",
        flags="changes",
    ),
    _command("rule.list", "r", "Rules", "The learned rules: look at, edit, disable, remove", group="Blocks", flags="changes"),
    _command("block.next-flagged", "]", "Next flagged block", "Go to the next block that isn't content", group="Blocks"),
    _command(
        "block.previous-flagged", "[", "Previous flagged block", "Go to the block before that isn't content", group="Blocks"
    ),
    _command("block.next", "J", "Next block", "Read on as in the text, from the list too", group="Blocks"),
    _command("block.previous", "K", "Previous block", "Read back as in the text", group="Blocks"),
    _command("text.next", "j down", "Down a block", "Read on: pages of a long block, then the next", at="text", group="Blocks"),
    _command(
        "text.previous", "k up", "Up a block", "Read back: pages of a long block, then the one before", at="text", group="Blocks"
    ),
    _command("text.first", "g home", "Start", "Go to the first line of the text", at="text", group="Blocks"),
    _command("text.last", "G end", "End", "Go to the last line of the text", at="text", group="Blocks"),
    _command("text.page-down", "ctrl+f pagedown", "Page down", "Turn a page of the text", at="text", group="Blocks"),
    _command("text.page-up", "ctrl+b pageup", "Page up", "Turn a page back", at="text", group="Blocks"),
    _command("text.half-down", "ctrl+d", "Half a page down", "Go half a page of the text down", at="text", group="Blocks"),
    _command("text.half-up", "ctrl+u", "Half a page up", "Go half a page of the text up", at="text", group="Blocks"),
    _command("text.next-match", "n", "Next match", "Go to the next of the words that are looked for", at="text", group="Blocks"),
    _command("text.previous-match", "N", "Previous match", "Go to the match before", at="text", group="Blocks"),
    _command("text.leave", "escape h", "Back to the list", "Leave the text for the list", at="text", group="Blocks"),
    _command("list.down", "j down", "Down", "Go to the next document", at="list", group="Move"),
    _command("list.up", "k up", "Up", "Go to the document before", at="list", group="Move"),
    _command("list.first", "g home", "First", "Go to the first document", at="list", group="Move"),
    _command("list.last", "G end", "Last", "Go to the last document", at="list", group="Move"),
    _command("list.page-down", "ctrl+f pagedown", "Page down", "Turn a page of the list", at="list", group="Move"),
    _command("list.page-up", "ctrl+b pageup", "Page up", "Turn a page back", at="list", group="Move"),
    _command("list.half-down", "ctrl+d", "Half a page down", "Go half a page of the list down", at="list", group="Move"),
    _command("list.half-up", "ctrl+u", "Half a page up", "Go half a page of the list up", at="list", group="Move"),
    _command("list.open", "enter l", "Open", "Read the text of the document; decides nothing", at="list", group="Move"),
    _command("list.next-undecided", "n", "Next undecided", "Go to the next undecided document", at="list", group="Move"),
    _command("list.previous-undecided", "N", "Previous undecided", "Go to the undecided before", at="list", group="Move"),
    _command("move.next", ">", "Next undecided", "Go to the next undecided document, from the text too", group="Move"),
    _command("move.previous", "< p", "Previous undecided", "Go to the undecided document before", group="Move"),
    _command("move.goto", ":", "Go to", "Go to a document by its name, or a part of it", group="Move"),
    _command("move.back", "alt+left ctrl+o", "Back", "Go back to where you were, document and block", group="Move"),
    _command("move.forward", "alt+right", "Forward", "Go forward again after going back", group="Move"),
    _command(
        "select.leave",
        "escape",
        "Select nothing",
        "End the selection; where nothing is selected, the filter: all documents are shown again",
        at="list",
        group="Move",
    ),
    _command(
        "select.all",
        "ctrl+a",
        "Select all",
        "Select every document that the filter shows: the next command is for all of them",
        at="list",
        group="Move",
    ),
    _command(
        "select.range",
        "V",
        "Select",
        "Select a run of documents or, in the text, of blocks; V or Escape ends it",
        group="Move",
    ),
    _command("move.pane", "tab", "Next pane", "List, raw text, cleaned text", group="Move"),
    _command(
        "find.filter",
        "/",
        "Filter",
        "Show only what fits: words, answer:keep, tag:war, dup>0.3; empty clears",
        group="Find",
        flags="footer",
    ),
    _command("text.find", "f", "Find in text", "Look for words in this text alone; n and N go on, Escape ends it", group="Find"),
    _command("find.sort", "s", "Sort", "Sort by the next of: undecided, name, title, date, words, repeats…", group="Find"),
    _command("find.views", "'", "Views", "Show a saved view, or save this filter and order under a name", group="Find"),
    _command("find.sort-back", "S", "Sort back", "Sort by the one before", group="Find"),
    _command("view.highlights", "H", "Highlights", "Colour the words of triage.toml in both texts, or not", group="View"),
    _command("view.guideline", "i", "Guideline", "Show guideline.md of the folder", group="View"),
    _command(
        "view.statistics",
        "%",
        "Statistics",
        "Progress and pace, decisions over time, tags, reasons, sources, rules",
        group="View",
    ),
    _command(
        "view.version", "v", "Raw or cleaned", "Change between the raw and the cleaned text where one is shown", group="View"
    ),
    _command("view.zoom", "z", "Zoom", "Show the list or the text alone, over all of the screen, or all again", group="View"),
    _command("view.theme", "ctrl+t", "Theme", "Change the colours: dark, light, high contrast, the terminal's own", group="View"),
    _command("copy.block", "y", "Copy block", "Copy the focused block to the clipboard", group="View"),
    _command("copy.document", "Y", "Copy document", "Copy the cleaned text to the clipboard", group="View"),
    _command("copy.path", "ctrl+y", "Copy path", "Copy the path of the document's file to the clipboard", group="View"),
    _command("view.editor", "e", "Editor", "Show the document in $VISUAL or $EDITOR: a copy, not saved", group="View"),
    _command("app.help", "? f1", "Help", "Show all keys", group="Session", flags="footer everywhere"),
    _command("app.palette", "ctrl+p", "Palette", "Find a command by its words", group="Session", flags="everywhere"),
    _command("app.redraw", "ctrl+l", "Redraw", "Draw all of the screen again", group="Session", flags="everywhere"),
    _command(
        "app.rescan", "f5", "Scan again", "Look for documents that have come, changed or gone, and stay here", group="Session"
    ),
    _command(
        "app.export",
        "ctrl+e",
        "Export…",
        "Tell the command that writes what was kept to a file, and copy it to the clipboard",
        group="Session",
    ),
    _command("app.suspend", "ctrl+z", "Suspend", "Go back to the shell; fg returns", group="Session", flags="everywhere"),
    _command("app.quit", "q ctrl+c ctrl+q", "Quit", "Save what is pending and leave", group="Session"),
)

by_id: Mapping[str, Command] = {command.id: command for command in COMMANDS}


def in_context(context: str, commands: Iterable[Command] = COMMANDS) -> list[Command]:
    """The commands that a focused pane of this context hears: its own first, then the global ones."""
    own = [command for command in commands if command.context == context]
    if context == "global":
        return own
    return own + [command for command in commands if command.context == "global" and command.heard(context)]
