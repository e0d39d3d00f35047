"""The reviewer's own programs around the terminal: clipboard and editor, for the screen and without it."""

from triage.desktop.clipboard import Clipboard, Copied
from triage.desktop.editor import edit_text, show_text

__all__ = ["Clipboard", "Copied", "edit_text", "show_text"]
