"""A morning of an editor over the sample corpus: each step as it is done on the screen, without one, and by command line."""

from __future__ import annotations

from dataclasses import dataclass

HARBOUR = "harbour-wall.txt"
MILL = "The mill owner, Agnes Tull, said she had not seen the stones of the old bridge above the water since she was a girl."
CLEAR = ("/", "ctrl+u", "enter")


@dataclass(frozen=True)
class Step:
    """The keys of the screen, the lines of `--plain`, and the words after `triage` (`CORPUS` stands for the folder)."""

    screen: tuple[str, ...]
    plain: tuple[str, ...]
    line: tuple[str, ...] = ()

    @property
    def commands(self) -> int:
        """How many commands it takes without the screen, where each is a line."""
        return len(self.plain)


def both(*keys: str, line: tuple[str, ...] = ()) -> Step:
    """Keys that are the same on the screen and without it."""
    return Step(keys, keys, line)


def decide(*words: str) -> tuple[str, ...]:
    return ("decide", "CORPUS", *words)


def blocks(*words: str) -> tuple[str, ...]:
    return ("blocks", "CORPUS", HARBOUR, *words)


UNDO, REDO = ("undo", "CORPUS"), ("redo", "CORPUS")

WAIT = "(wait)"  # the screen counts what a rule would change before it takes an Enter
RULE = ("rules", "CORPUS", "add", "--label", "boilerplate", "--folded", MILL)
SHORT = "answer:none words<80"

STEPS = (
    # The first four, one by one.
    both("a", line=decide("arabic.txt", "--keep")),
    both("x", line=decide("brackets-and-escapes.txt", "--reject")),
    Step(("X", "3", "enter"), ("X 3",), decide("chinese.txt", "--reject", "--reason", "not-an-article")),
    both("d", line=decide("clean.txt", "--defer")),
    both("u", line=UNDO),
    both("ctrl+r", line=REDO),
    # Blocks brought back, a repeat looked up, all of a rule, a run.
    Step((":", *"harbour", "enter"), (": harbour",)),
    both("]", "space", line=blocks("--restore", "2")),
    both("]", "]", "o", "ctrl+o", "space", line=blocks("--toggle", "9")),
    both("]", "]", "]", "*", line=blocks("--rule-of", "12")),
    both("u", line=UNDO),
    both("U", line=REDO),
    both("enter", "V", "j", "j", "space", line=blocks("--toggle", "12-14")),
    both("g", "J", "space", line=blocks("--toggle", "2")),
    both("escape"),
    # Tags and a note, then the answer.
    Step(
        ("t", *"nature, cult", "enter"),
        ("t nature, culture",),
        decide(HARBOUR, "--tag", "nature", "--tag", "culture"),
    ),
    Step(("t", *"-cult", "enter"), ("t -culture",), decide(HARBOUR, "--untag", "culture")),
    Step(("m", *"the vote", "ctrl+s"), ("m the vote",), decide(HARBOUR, "--note", "the vote")),
    both("a", line=decide(HARBOUR, "--keep")),
    # Bulk: a run of rows, undone and done again; then all that a filter shows.
    both("V", "j", "j", "d", line=decide("hard-wrapped.txt", "latin1.txt", "list.txt", "--defer")),
    both("u", line=UNDO),
    both("ctrl+r", line=REDO),
    Step(("/", *SHORT, "enter", "ctrl+a", "x"), (f"/{SHORT}", "ctrl+a", "x"), decide("--where", SHORT, "--reject")),
    both("u", line=UNDO),
    Step(
        ("ctrl+a", "X", "4", "enter"),
        ("ctrl+a", "X 4"),
        decide("--where", SHORT, "--reject", "--reason", "low-quality"),
    ),
    Step(CLEAR, ("/",)),
    Step(
        ("/", *"reason:low-quality", "enter", "ctrl+a", "t", *"town", "enter"),
        ("/reason:low-quality", "ctrl+a", "t town"),
        decide("--where", "reason:low-quality", "--tag", "town"),
    ),
    both("g", "c", line=decide("cyrillic.txt", "--clear")),
    Step(CLEAR, ("/",)),
    # A cluster as one, undone and done again; a rule from a block, and what it cleans kept.
    Step((":", *"cranes-1", "enter"), (": cranes-1",)),
    both("C", "j", "k", "a", line=decide("--cluster", "cranes-1-wire.txt", "--keep-best")),
    both("u", line=UNDO),
    both("ctrl+r", line=REDO),
    Step((":", *"near-rep", "enter"), (": near-rep",)),
    Step(("enter", "G", "D", WAIT, "enter", "escape"), ("", "G", "D", "yes", "esc"), RULE),
    both("a", line=decide("near-repeats.txt", "--keep")),
    # Another order, and back again.
    both("s", "g", "j", "j", "j", "c", line=decide("clean.txt", "--clear")),
    both("p", "p", "n"),
    both("S"),
    both("u", line=UNDO),
)
