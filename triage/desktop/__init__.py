"""The reviewer's own programs around the terminal: clipboard and editor, for the screen and without it."""

from triage.desktop.clipboard import Clipboard
from triage.desktop.editor import edit_text, show_text

__all__ = ["Clipboard", "edit_text", "show_text"]
