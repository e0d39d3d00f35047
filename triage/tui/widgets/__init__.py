"""The widgets of the screen. They draw what `view` gives, tell of what happened by messages, and know no session."""

from triage.tui.widgets.document_list import DocumentList, RowSource
from triage.tui.widgets.lines import LineScroll
from triage.tui.widgets.marked_lines import colour_named
from triage.tui.widgets.safe_filter import ASCII_FILTER, SAFE_FILTER
from triage.tui.widgets.text_pane import TextPane

__all__ = ["ASCII_FILTER", "SAFE_FILTER", "DocumentList", "LineScroll", "RowSource", "TextPane", "colour_named"]
