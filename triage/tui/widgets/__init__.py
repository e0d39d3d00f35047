"""The widgets of the screen. They draw what `view` gives, tell of what happened by messages, and know no session."""

from triage.tui.widgets.document_list import DocumentList
from triage.tui.widgets.marked_lines import colour_named
from triage.tui.widgets.safe_filter import ASCII_FILTER, SAFE_FILTER
from triage.tui.widgets.text_pane import TextPane

__all__ = ["ASCII_FILTER", "SAFE_FILTER", "DocumentList", "TextPane", "colour_named"]
