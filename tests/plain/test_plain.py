"""The session without a screen: what is typed, what is said, what is saved."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.terminal.emulator import triage
from triage.commands import COMMANDS, in_context, keymap
from triage.desktop.clipboard import Clipboard, Copied
from triage.errors import TriageError, UsageError
from triage.plain import run
from triage.plain.review import ABLE
from triage.plain.words import parse_line
from triage.session import Session
from triage.view import key_name

ROOT = str(Path(__file__).parents[2])
SEEDS = Path(ROOT) / "sample_seeds"
NAMES = ("clean.txt", "harbour-wall.txt", "share-bar.txt", "brackets-and-escapes.txt")
NEED_THE_SCREEN = {
    *("move.pane", "text.find", "app.palette", "app.redraw", "app.suspend"),
    *("cluster.whole", "cluster.next-difference", "cluster.previous-difference"),
    *("cluster.line-down", "cluster.line-up", "cluster.page-down", "cluster.page-up"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "corpus"
    found.mkdir()
    for name in NAMES:
        shutil.copy(SEEDS / name, found)
    return found


class Teletype(io.StringIO):
    """What is written to a terminal."""

    def isatty(self) -> bool:
        return True


def heard(folder: Path, lines: Iterator[str]) -> str:
    """What a person is told who gives commands by lines, each thought of when the one before has been answered."""
    out = io.StringIO()
    with Session.open(folder, reviewer="editor") as session:
        session.corpus.scan()
        run(session, lines, out, interactive=True)
    return out.getvalue()


def told(folder: Path, *lines: str, interactive: bool = False, out: io.StringIO | None = None) -> str:
    out = out or io.StringIO()
    with Session.open(folder, reviewer="editor") as session:
        session.corpus.scan()
        assert run(session, [line + "\n" for line in lines], out, interactive=interactive) == 0
        assert session.saved
    return out.getvalue()


def test_titles_are_mended_and_decisions_taken_along(folder: Path):
    lines = ("M title A better one", "M date 2031-05-10", "M date tomorrow", "M colour red", "M title -", "u", "u", "L")
    text = told(folder, *lines, interactive=True)
    for part in (
        "title is A better one: brackets-and-escapes.txt",
        "date is 2031-05-10: brackets-and-escapes.txt",
        "'tomorrow': no day; write one as 2031-05-10",
        "write one of title, date, source, author",
        "title as the document says: brackets-and-escapes.txt",
        "Every decision is where its document is.",
    ):
        assert part in text
    told(folder, "a")
    (folder / "brackets-and-escapes.txt").rename(folder / "z.txt")
    assert "1 decision taken to where the document went" in told(folder, "L")


def test_what_is_marked_to_be_kept_stays_so_when_another_is_set_apart(folder: Path):
    for n, end in enumerate(("", " It was cold.", " It was cold. Nobody came.")):
        text = "\n\n".join(f"The {name} pier stays closed, the harbour authority said, until the ice has gone." for name in NAMES)
        (folder / f"copy-{n}.txt").write_text(f"{text}{end}\n", "utf-8")
    text = told(folder, ":copy-0", "C", "j", "j", "s", "k", "-", "a")
    assert "copy-0.txt is the one to keep" in text
    assert "kept copy-0.txt, rejected copy-2.txt" in text


def test_a_rule_is_made_from_a_block_once_its_reach_is_agreed_to(folder: Path):
    text = told(folder, "r", ":harbour-wall", "]", "R", "no", "r", interactive=True)
    assert "  harbour-wall.txt: Sorry!!\nIt changes 1 block in 1 document, 0 of them decided." in text
    assert "Always content, whatever the case: Sorry!!?" in text
    assert text.count("There are no rules yet") == 2
    text = told(folder, ":harbour-wall", "]", "R", "yes", "r", ":harbour-wall", "u", "r", interactive=True)
    assert "yours-1: content where folded: Sorry!!; by editor\ntriage rules changes them." in text
    assert "\n2 Sorry!!\n" in text.partition("by editor")[2]
    assert "There are no rules yet" in text.partition("undone: rule yours-1")[2]


def test_undo_leads_to_another_document_and_its_first_block(folder: Path):
    text = told(folder, "a", "J", "J", "J", "u", "J").partition("undone: decision of brackets-and-escapes.txt")[2]
    assert text.partition("4 blocks, 0 of them dropped\n")[2].startswith("2 A program of only 64 bytes")


def test_a_change_of_a_block_leaves_one_at_it(folder: Path):
    text = told(folder, "J", "J", "space", "J").partition("block 3 dropped")[2]
    assert text.splitlines()[-2].startswith("4 The jury praised")


def test_one_goes_to_a_document_by_its_name_or_a_part_of_it(folder: Path):
    shutil.copy(folder / "share-bar.txt", folder / "very-clean.txt")
    assert "Also: " not in told(folder, ":CLEAN.txt")
    text = told(folder, ":clean", ":nowhere at all", interactive=True)
    assert "Also: very-clean.txt\n2 of 5: The Last Ferry Pilot" in text
    assert "no document is called like 'nowhere at all'" in text


def test_where_no_document_is_listed_every_command_says_so(tmp_path: Path):
    (tmp_path / "none").mkdir()
    lines = ("E", "e", "a", "space", "*", "o", "D", "y", "t x", "m x", "M title x", "=", "c", "A", "J", "G", "g")
    said = told(tmp_path / "none", *lines, interactive=True).splitlines()[1:-1]
    assert said == [
        "There are no documents.",
        "There is no document to write a note on.",
        "There is no document to open.",
        "There is no document to decide on.",
        "There is no block to change.",
        "There is no block to change.",
        "There is no block here.",
        "There is no block to learn from.",
        "There is no block to copy.",
        "There is no document to tag.",
        "There is no document to write a note on.",
        "There is no document to mend.",
        "There is no document to confirm.",
        "There is no document to decide on.",
        "Nothing is suggested here.",
        "No block further on.",
        "There are no documents.",
        "There are no documents.",
    ]


def test_an_answer_is_confirmed(folder: Path):
    assert "Nothing has changed since it was decided." in told(folder, "a", "k", "=")
    changed = folder / "brackets-and-escapes.txt"
    changed.write_text(changed.read_text("utf-8") + "\nIt took a year, the harbour master said.\n", "utf-8")
    text = told(folder, "/stale:yes", "=")
    assert "still right: brackets-and-escapes.txt" in text
    assert "No document fits" in told(folder, "/stale:yes") or "0 documents fit" in told(folder, "/stale:yes")


def test_a_review(folder: Path):
    text = told(folder, "j", "/harbour", "]", "space", "o", "t war, -x", "m a note", "x", "/", "u", "?")
    for part in (
        "0 of 4 decided",
        "2 of 4: The Last Ferry Pilot",
        "1 document fits",
        "1 [boilerplate, crawl-header] date 2025-03-14 403",
        "2 [content, was error-page] Sorry!!",
        "Block 2 repeats no other",
        "tagged +war, untagged x",
        "noted: harbour-wall.txt",
        "rejected: harbour-wall.txt",
        "Nothing undecided left here; Esc in the list shows all documents.",
        "All documents are shown.",
        "undone: decision of harbour-wall.txt",
        "a: Keep.",
    ):
        assert part in text, part
    assert "\x1b" not in text
    assert "␛[31m" in text, "what a document would do to the terminal is seen"


def test_what_is_decided_already_is_said_and_then_what_is_next(folder: Path):
    text = told(folder, "a", "k", "a", "ctrl+a", "a", "ctrl+e")
    assert "brackets-and-escapes.txt is kept already." in text
    assert "Nothing undecided left; ctrl+e tells how to export." in text
    assert f"In a shell: triage export {folder} --where answer:keep --out kept.jsonl" in text


def test_what_has_changed_since_it_was_decided_is_said(folder: Path):
    told(folder, "a")
    with (folder / "brackets-and-escapes.txt").open("a") as file:
        file.write("\nOne more line, they said on Monday.\n")
    assert "keep; the text has changed since this was decided" in told(folder, "/stale:yes")


def test_a_second_round_goes_on_to_what_was_not_decided_since_the_filter(folder: Path):
    text = told(folder, "ctrl+a", "d", "/answer:defer", "a", "d", "a", "x")
    assert text.count("deferred already") == 1
    assert text.count("kept: ") == 2
    assert text.count("rejected: ") == 1
    assert "You have been through all that the filter shows; Esc in the list shows all documents." in text


def test_copies_are_told_and_decided_as_one(folder: Path):
    for name in ("cranes-1-wire.txt", "cranes-3-cut.txt", "cranes-4-twice.txt"):
        shutil.copy(SEEDS / name, folder)
    first = ("C", ":cranes-4", "C", "j", "3", "space", "s", "a", "u")
    text = told(folder, *first, ":cranes-1", "C", "3", "-", "X", "no", "esc", "J", "D", "yes", "r")
    for part in (
        "brackets-and-escapes.txt has no copies here.",
        "3 copies, best first by",
        "lacks:",
        "is the one to keep; nothing is saved yet",
        "cluster: kept cranes-",
        " · no undecided cluster left",
        "undone: ",
        "it won't be shown with them again",
        "Reject all 2 members?",
        "It changes ",
        "yours-1: boilerplate",
    ):
        assert part in text, (part, text)


def test_many_are_asked_about(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("triage.review.decisions.ASKS", 2)
    text = told(folder, "ctrl+a", "a", "", "ctrl+a", "a", "yes", "u")
    assert "Keep 4 documents? Type yes" in text
    assert "Nothing was changed." in text
    assert "kept: 4 documents" in text
    assert text.endswith("0 of 4 decided: 0 keep, 0 reject, 0 defer.\n")


def test_answers_of_several_are_overruled_only_when_agreed_to(folder: Path):
    text = told(folder, ":clean", "x", ":brackets", "V", "j", "a", "no", "ctrl+a", "a", "no", interactive=True)
    assert (
        text.count(
            "  clean.txt: reject\n  One undo takes all of it back.\nKeep 2 documents? 1 is decided already. Type yes to do it.\n"
        )
        == 1
    )
    assert "Keep 4 documents? 1 is decided already" in text
    assert text.endswith("1 of 4 decided: 0 keep, 1 reject, 0 defer.\n")
    assert told(folder, "ctrl+a", "a", "yes").endswith("4 of 4 decided: 4 keep, 0 reject, 0 defer.\n")
    assert "Type yes" not in told(folder, "ctrl+a", "a", "ctrl+a", "decide.clear")
    assert "Type yes" not in told(folder, "x", ":brackets", "a"), "of a single one the answer is told"


def test_that_no_copy_is_kept_is_said(folder: Path):
    for name in ("cranes-1-wire.txt", "cranes-3-cut.txt"):
        shutil.copy(SEEDS / name, folder)
    text = told(folder, ":cranes-1", "x", ":cranes-3", "x")
    assert text.count(" · none of its 2 copies is kept now; undo takes it back") == 1


def test_what_cannot_be_read_is_kept_only_when_that_is_agreed_to(folder: Path):
    (folder / "a.txt").write_bytes(bytes(range(256)) * 20)
    text = told(folder, "a", "no", "a", "yes", "k", "x", "ctrl+a", "a", "no")
    assert "  It can't be read.\n  One undo takes all of it back.\nKeep a.txt? Type yes" in text
    assert "Nothing was changed." in text
    assert "kept: a.txt" in text
    assert "rejected: " in text
    assert "Keep 5 documents? 1 is decided already. Type yes" in text


def test_what_there_is_to_know_about_the_folder(folder: Path):
    (folder / "guideline.md").write_text("# Keep\n\nnews \x1b[2J\n")
    text = told(folder, "a", "t sea", "T", "i", "%")
    for part in ("sea: 1 document", "# Keep", "news ␛[2J", "1 of 4 decided", "What the characters are", "line-model"):
        assert part in text, part
    assert "\x1b" not in text


def test_what_is_no_command_ends_a_script_and_is_told_to_a_person(folder: Path):
    with pytest.raises(UsageError, match="line 2: 'kep' is no command here"):
        told(folder, "a", "kep", "a")
    text = told(
        folder, "kep", "(", "keep", "decide.reject", "/words<x", ":nothing at all like it", "9", "x nonsense", interactive=True
    )
    for part in ("'kep' is no command", "2 keep, 1 reject", "column 7", "no document is called", "no reason 'nonsense'"):
        assert part in text, part


def test_every_command_that_needs_no_screen_is_there():
    missing = {command.id for command in COMMANDS if not command.id.startswith("view.")} - ABLE
    assert missing == NEED_THE_SCREEN


def test_the_folder_is_scanned_again(folder: Path):
    name = NAMES[-1]
    text = told(folder, f":{name}", "f5", interactive=True)
    assert f" · {len(NAMES)} documents in the list." in text.partition("Scanned again: ")[2]
    assert name in text.partition("Scanned again")[2]


def test_what_a_scan_finds_under_a_filter_is_there_when_that_ends(folder: Path):
    def lines() -> Iterator[str]:
        yield "/harbour\n"
        (folder / "new.txt").write_text("The kite was seen over the moor on Tuesday, the warden of the moor said.\n", "utf-8")
        yield from ("f5\n", "/\n", ":new.txt\n")

    out = io.StringIO()
    with Session.open(folder, reviewer="editor") as session:
        session.corpus.scan()
        run(session, lines(), out, interactive=False)
    assert f" of {len(NAMES) + 1}: " in out.getvalue().rpartition("All documents are shown.")[2]
    assert "(new.txt)" in out.getvalue()


@given(st.text())
def test_any_line_is_a_command_or_refused(line: str):
    try:
        command, rest = parse_line(line, keymap(), "list")
    except TriageError:
        return
    assert command in COMMANDS
    assert rest == rest.strip()


def test_lines_are_read_as_on_the_screen():
    keys = keymap()
    for line, place, id, rest in (
        ("", "list", "list.open", ""),
        ("a", "text", "decide.keep", ""),
        ("j", "text", "text.next", ""),
        ("j", "list", "list.down", ""),
        ("reject because 3", "list", "decide.reject-because", "3"),
        ("Keep", "list", "decide.keep", ""),
        ("12", "list", "move.goto", "12"),
        ("12", "text", "block.next", "12"),
        ("/answer:none tag:x", "list", "find.filter", "answer:none tag:x"),
        ("'+mine", "list", "find.views", "+mine"),
    ):
        command, argument = parse_line(line, keys, place)
        assert (command.id, argument) == (id, rest), line
    with pytest.raises(UsageError, match="which Enter opens"):
        parse_line("text.first", keys, "list")


def test_what_is_suggested_is_accepted_on_all_that_are_selected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for name in ("clean.txt", "error-page-only.txt"):
        shutil.copy(SEEDS / name, tmp_path)
    shutil.copy(SEEDS / "error-page-only.txt", tmp_path / "f.txt")
    text = told(tmp_path, "V", "j", "A", "u", "esc", "2", "V", "j", "A", "u")
    assert "rejected (error-page)" not in text
    assert "rejected as suggested: 1 document · nothing is suggested on 1 of the 2 selected; all stay selected\n" in text
    assert "rejected as suggested: 2 documents · on from the top\nNothing undecided" not in text
    assert "rejected as suggested: 2 documents · on from the top\n1 of 3" in text
    monkeypatch.setattr("triage.review.decisions.ASKS", 1)
    assert "Reject as suggested 2 documents? Type yes" in told(tmp_path, "ctrl+a", "A", "no")


@pytest.mark.parametrize("place", ["list", "text", "cluster"])
def test_every_spelling_that_the_help_prints_is_taken(place: str):
    for command in in_context(place):
        for key in keymap()[command.id]:
            for spelling in (key_name(key), key_name(key).upper() if len(key_name(key)) > 1 else key, key):
                assert parse_line(spelling, keymap(), place) == (command, ""), spelling
        label = command.label
        for name in (label, label.upper(), label.replace("…", "..."), label.rstrip("…"), command.id):
            found, rest = parse_line(f"{name} and more", keymap(), place)
            assert (found.label, rest) == (command.label, "and more"), name


def test_what_follows_a_command_that_takes_nothing_is_refused(folder: Path):
    for line in ("T zz yy", "a b", "u 2", "e y", "i x"):
        with pytest.raises(UsageError, match=r"line 1: '.*' means nothing after this command"):
            told(folder, line)
    for line, label in (("v x", "Raw or cleaned"), ("f ferry", "Find in text")):
        with pytest.raises(UsageError, match=f"line 1: {label} needs the screen"):
            told(folder, line)
    assert "0 of 4 decided" in told(folder)


def test_what_only_cannot_be_done_here_ends_no_script(folder: Path, monkeypatch: pytest.MonkeyPatch):
    def deaf(_: Clipboard, text: str) -> Copied:
        raise UsageError("this terminal takes no OSC 52; install wl-copy, xclip or xsel to copy")

    monkeypatch.setattr(Clipboard, "copy", deaf)
    text = told(folder, "v", "tab", "y", "Y", "ctrl+y", "a")
    for part in ("Raw or cleaned needs the screen.", "Next pane needs the screen.", "install wl-copy", "1 of 4 decided"):
        assert part in text, part


def test_an_editor_is_started_on_a_terminal_alone(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("VISUAL", "false")
    text = told(folder, "e", "E", "a")
    for part in ("The editor needs a terminal, and here is none.", "m and the text after it write a note", "1 of 4 decided"):
        assert part in text, part
    text = told(folder, "u", "e", "E", interactive=True, out=Teletype())
    assert text.count("false: ended with code 1") == 2


def test_a_note_is_written_in_an_editor(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\necho "a note" > "$1"\n')
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))
    text = told(folder, "E", "E", interactive=True, out=Teletype())
    for part in ("noted: brackets-and-escapes.txt", "The note is as it was."):
        assert part in text, part
    assert "noted: 3 documents" in told(folder, "ctrl+a", "E", interactive=True, out=Teletype())


def test_a_pipe_of_any_bytes(folder: Path):
    command = [*triage("open", "--plain", folder)]
    done = subprocess.run(command, input=b"a\nm \xff\xfe\nq\na\n", capture_output=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert b"1 of 4 decided" in done.stdout
    done = subprocess.run(command, input=b"no such command\n", capture_output=True, check=False, timeout=120)
    assert done.returncode == 2
    assert done.stderr == b"triage: line 1: 'no' is no command here; ? prints all\n"


def test_a_suggestion_is_told_and_accepted(tmp_path: Path):
    for name in ("clean.txt", "error-page-only.txt"):
        shutil.copy(SEEDS / name, tmp_path)
    text = told(tmp_path, "A", "a", "A", "u", interactive=True)
    for part in (
        "Nothing is suggested here.",
        "Looks like an error page: line",
        "A rejects it (error-page)",
        "rejected (error-page): error-page-only.txt",
        "undone: decision of error-page-only.txt",
    ):
        assert part in text, part


@pytest.mark.parametrize("place", ["list", "text", "cluster"])
@pytest.mark.parametrize("full", [True, False])
def test_every_command_answers_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, full: bool):
    monkeypatch.setenv("VISUAL", "true")
    for name in ("cranes-1-wire.txt", "cranes-4-twice.txt", "empty.txt", "harbour-wall.txt") if full else ():
        shutil.copy(SEEDS / name, tmp_path)
    there = {"list": [":1"], "text": [":1", "enter"], "cluster": [":1", "C"]}[place]
    for id in sorted(ABLE - {"app.quit"}):
        begun = told(tmp_path, *there, interactive=True).splitlines()
        lines = told(tmp_path, *there, id, interactive=True).splitlines()
        assert len(lines) > len(begun), id
        told(tmp_path, "u", interactive=True)


def test_views_are_saved_shown_and_removed(folder: Path):
    lines = ("a", "/answer:keep", "'+mine", "/", "'mine", "'", "'-mine", "'mine", "u", "U")
    text = told(folder, *lines, interactive=True)
    for part in (
        "The view mine is saved: answer:keep · undecided",
        "mine: 1 document fits answer:keep",
        "mine: answer:keep, sorted by",
        "is removed",
        "there is no view 'mine'",
        "undone: view mine, now answer:keep, sorted by",
        "done again: view mine, now gone",
    ):
        assert part in text, part


def test_documents_are_selected_one_after_the_other(folder: Path):
    text = told(folder, "V", "j", "j", "t sea", "T", "V", "V", "V", "esc", "/tag:sea")
    for part in ("1 document selected", "sea: 3 documents", "Nothing is selected any more.", "3 documents fit"):
        assert part in text, part


def test_blocks_are_selected_and_changed_together(folder: Path):
    lines = (
        ":harbour-wall.txt",
        "enter",
        "g",
        "V",
        "j",
        "j",
        "space",
        "u",
        "U",
        "V",
        "esc",
        "V",
        "V",
        "esc",
        "space 1-2",
        "space 99",
    )
    text = told(folder, *lines, interactive=True)
    for part in ("1 block selected", "3 blocks selected", "No blocks are selected any more.", "was "):
        assert part in text, part
    assert text.count("No blocks are selected any more.") == 2


def test_reasons_are_asked_for(folder: Path):
    text = told(folder, "X", "", "X", "e, off-topic", ":1", "x e", "X nope", interactive=True)
    for part in ("e error-page", "Nothing was changed.", "rejected (error-page, off-topic)", "no reason 'nope' is configured"):
        assert part in text, part


def test_notes_and_tags_that_change_nothing_say_so(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("VISUAL", "true")
    text = told(
        folder, "t", "", "t sea", "t sea", "t", "-sea", "m", "", "m first", "m first", "m", "-", "M", "c", "U", interactive=True
    )
    for part in (
        "Tags, now none",
        "Tags, now sea",
        "Nothing was changed.",
        "It is so already.",
        "Note, now: first",
        "Nothing to redo.",
    ):
        assert part in text, part


def test_words_of_the_filter_are_walked(folder: Path):
    opened = told(folder, "/harbour", "enter")
    walked = [told(folder, "/harbour", "enter", *["text.next-match"] * n).splitlines()[-2] for n in (1, 2)]
    assert all("harbour" in line.casefold() for line in walked), (opened, walked)
    assert walked[0] != walked[1]
    back = told(folder, "/harbour", "enter", "text.next-match", "text.next-match", "text.previous-match").splitlines()[-2]
    assert back == walked[0]
    assert "don't stand in this text" in told(folder, "/answer:none", "enter", "text.next-match")


def test_a_cluster_of_two_goes_when_its_pair_is_parted(folder: Path):
    for name in ("cranes-1-wire.txt", "cranes-4-twice.txt"):
        shutil.copy(SEEDS / name, folder)
    lines = ("k", "cluster.also", "j", "cluster.also", "cluster.also", "cluster.next", "cluster.previous", "cluster.apart")
    text = told(folder, ":cranes-1", "C", *lines, interactive=True)
    for part in (
        "One member has to be kept",
        "To keep: ",
        "No other undecided cluster.",
        "it won't be shown with them again · no undecided cluster left",
    ):
        assert part in text, (part, text)


def test_given_answers_are_changed_only_when_agreed_to(folder: Path):
    for name in ("cranes-1-wire.txt", "cranes-3-cut.txt", "cranes-4-twice.txt"):
        shutil.copy(SEEDS / name, folder)
    text = told(
        folder, ":cranes-1", "x", ":cranes-3", "x", ":cranes-4", "x", ":cranes-1", "C", "cluster.keep", "no", interactive=True
    )
    assert "Change an answer that was given before?" in text
    assert text.endswith("3 of 7 decided: 0 keep, 3 reject, 0 defer.\n")
    text = told(folder, ":cranes-1", "C", "cluster.keep", "yes", interactive=True)
    assert text.endswith("3 of 7 decided: 1 keep, 2 reject, 0 defer.\n")


@pytest.mark.parametrize("line", ["J ,", ":\udcff"])
def test_what_holds_no_number_and_no_name_is_said(folder: Path, line: str):
    text = told(folder, "o", line, interactive=True)
    assert "holds no number" in text or "no document is called" in text


def test_what_changed_since_it_was_told_is_told_anew_before_it_is_decided(folder: Path):
    def lines() -> Iterator[str]:
        (folder / "brackets-and-escapes.txt").write_text("Quite another text, which nobody has heard as yet.\n", "utf-8")
        yield "x"
        yield "a"

    said = heard(folder, lines())
    assert "changed on disk since it was shown; here it is anew\n1 of 4" in said
    assert "Quite another text, which nobody has heard as yet." in said
    assert said.endswith("1 of 4 decided: 1 keep, 0 reject, 0 defer.\n")


def test_what_was_changed_elsewhere_is_told_as_it_is_by_now(folder: Path):
    name = "brackets-and-escapes.txt"
    told(folder, "a")

    def lines() -> Iterator[str]:
        yield "?"
        sidecar = folder / f"{name}.triage.toml"
        sidecar.write_text(sidecar.read_text("utf-8").replace('"keep"', '"reject"'), "utf-8")
        (folder / name).write_text("Quite another text, which nobody has heard as yet.\n", "utf-8")
        yield ":brackets"
        yield "a"
        yield ":brackets"

    said = heard(folder, lines())
    rows = [line for line in said.splitlines() if f"({name})" in line]
    assert "; reject; the text has changed" in rows[0]
    assert rows[1].endswith("; keep")


def test_of_a_record_the_path_of_its_file_is_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "crawl.jsonl").write_text('{"text": "The pier stays closed, the harbour authority said."}\n', "utf-8")
    copied: list[str] = []
    monkeypatch.setattr(Clipboard, "copy", lambda _, text: copied.append(text) or Copied("by hand"))
    assert "Copied crawl.jsonl," in told(tmp_path, "copy path")
    assert copied == [str(tmp_path / "crawl.jsonl")]


@pytest.mark.parametrize("name", ["w\neird [x]", "-dashed", "it's \x1b[2J"])
def test_the_command_that_exports_can_be_pasted(folder: Path, name: str, monkeypatch: pytest.MonkeyPatch):
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("needs bash")
    folder.rename(folder.parent / name)
    monkeypatch.chdir(folder.parent)
    told_so = next(line for line in told(Path(name), "a", "ctrl+e").splitlines() if line.startswith("In a shell: "))
    assert told_so.isprintable()
    program = " ".join(triage())
    command = told_so.removeprefix("In a shell: triage").replace("kept.jsonl", "-")
    monkeypatch.setenv("PYTHONPATH", ROOT)
    done = subprocess.run([bash, "-c", program + command], capture_output=True, check=True)
    assert b"brackets-and-escapes.txt" in done.stdout


def test_what_undo_brought_back_is_told_and_what_is_declined_too(folder: Path):
    shutil.copy(SEEDS / "navigation.txt", folder)
    text = told(folder, ":navigation", "", "]", "space", "u", "]", "D", "no", interactive=True)
    assert text.count("21 blocks, 17 of them dropped") == 3, "found, opened, and told again by undo"
    assert "Nothing was changed." in text
    assert "One undo takes all of it back." in text
