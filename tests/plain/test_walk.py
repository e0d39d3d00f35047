"""Getting about without a screen: list, blocks, names, views, selections, and what is said at every end."""

from __future__ import annotations

from pathlib import Path

from tests.plain.test_plain import folder, told

__all__ = ["folder"]


def said(text: str, *parts: str) -> None:
    for part in parts:
        assert part in text, f"{part!r} was not said:\n{text}"


def test_in_the_list(folder: Path):
    text = told(
        folder, "k", "G", "j", "pagedown", "pageup", "g", ": ferry", ": 2", "alt+left", "alt+right", "alt+right", "n", "N"
    )
    said(text, "This is the first document.", "This is the last document.", "4 of 4", "2 of 4", "nothing to go forward to")
    said(told(folder, "alt+left"), "You haven't been anywhere before this.")


def test_in_the_text(folder: Path):
    text = told(folder, "/harbour", *["enter", "G", "J", "g", "k", "n", "N", "]", "[", "V", "J", "escape", "escape"], "K 1")
    said(
        text,
        "No block further on.",
        "No block before.",
        "blocks selected",
        "No blocks are selected any more.",
        "Back in the list.",
    )


def test_orders_views_and_selections(folder: Path):
    lines = ["/answer:none", "' +todo", "/", "'", "' todo", "s words", "s", "S", "' -todo", "'"]
    text = told(folder, *lines)
    said(
        text,
        "The view todo is saved: answer:none · undecided",
        "todo: answer:none",
        "Sorted by words.",
        "The view todo is removed",
    )
    text = told(folder, "V", "j", "escape", "ctrl+a", "escape", "V", "V")
    said(text, "1 document selected", "4 documents selected", "Nothing is selected any more.")


def test_words_that_stand_nowhere_find_titles_like_them(folder: Path):
    said(told(folder, "/harbuor wal"), "have a title like them")


def test_an_empty_folder_says_so(tmp_path: Path):
    text = told(tmp_path, "j", "enter", "J", "J 1", "]", "V", "a", "n")
    said(text, "There are no documents.", "There is no document to open.")
