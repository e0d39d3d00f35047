"""The frame of the review: its widgets, and the lines around the document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from shutil import get_terminal_size
from typing import TYPE_CHECKING

from textual.app import ComposeResult

from triage import view
from triage.model import Row
from triage.review import Review
from triage.session import Place
from triage.session.deciding import Rows
from triage.tui.run_line import RunLine
from triage.tui.screens.command_screen import CommandScreen
from triage.tui.widgets import DocumentList, TextPane
from triage.tui.widgets.boxes import Box, Column
from triage.view.about import about_text, path_title, placed_title, suggestion_text, text_titles
from triage.view.pace import pace_text, progress_bar, scan_text

if TYPE_CHECKING:
    from triage.model.scan import Progress
    from triage.model.suggestion import Suggestion
    from triage.session import Opened, Session

WIDTHS = ((0, "-narrow"), (80, "-medium"), (120, "-wide"), (180, "-broad"))
"""From how many columns on the screen is laid out in which way."""
HEIGHTS = ((0, "-low"), (9, "-high"))
"""The same of lines: on a low screen those around the document give way to it."""
BAR = 10  # cells
WITH_BAR = 120
"""From how many columns on the header has room for a bar and for the speed of a scan."""


class ReviewLayout(CommandScreen):
    """List, panes and lines, where the reviewer is among them, and what the lines say."""

    BLANK = True

    def __init__(self, session: Session, keys: Mapping[str, tuple[str, ...]], *, ascii_glyphs: bool, scan: bool) -> None:
        super().__init__(session, keys)
        self.VERTICAL_BREAKPOINTS = list(HEIGHTS)
        # What is said before the first frame costs nothing; said later, every widget's style is worked out again.
        columns, lines = get_terminal_size()
        self.add_class("-raw", _class_for(columns, WIDTHS), _class_for(lines, HEIGHTS), update=False)
        self.glyphs = view.ASCII if ascii_glyphs else view.UNICODE
        self.review: Review = Review(session, keys)
        self.review.scans = scan
        self.saved_as: view.Run = ("", "")
        self.has_begun = False
        self.step: Progress | None = None
        self._folder = session.root.resolve().name
        self.suggestion: Suggestion | None = None
        self._explained_in_one: list[view.Run] = []
        """Where what explains takes the line of the echo as well: the same in one."""
        self.documents = self.review.rows = DocumentList(self.listing, self.glyphs, id="documents")
        self.review.focused = lambda: self.pane.focused_block
        self.raw = TextPane(id="raw")
        self.cleaned = TextPane(id="cleaned")
        self.raw.glyphs = self.cleaned.glyphs = self.glyphs
        self.raw.twin, self.cleaned.twin = self.cleaned, self.raw

    def compose(self) -> ComposeResult:
        yield RunLine(id="header")
        with Box(id="body"):
            with Box(id="documents-box", classes="box"):
                yield RunLine(id="documents-title", classes="title")
                yield self.documents
            with Box(id="texts"):
                with Column(id="raw-box", classes="box"):
                    yield RunLine(id="raw-title", classes="title")
                    yield self.raw
                with Column(id="cleaned-box", classes="box"):
                    yield RunLine(id="cleaned-title", classes="title")
                    yield self.cleaned
        yield RunLine(id="about")
        yield RunLine(id="explain")
        yield RunLine(id="echo")
        yield RunLine(id="footer")

    def line(self, id: str) -> RunLine:
        """One of the single lines."""
        return self.query_one(f"#{id}", RunLine)

    def say(self, text: str, style: str = "") -> None:
        """The echo: what was just done, or why it wasn't."""
        self.bulk_runner.hold_reports()
        self.show_whole("echo", [(text, style)], self.size.width - 2)

    def show_whole(self, id: str, runs: str | Sequence[view.Run], width: int) -> None:
        """In as many lines as it takes, up to a few."""
        line = self.line(id)
        if id == "echo":
            self._take_echo()
        before = line.plain
        line.show(runs)
        is_tall = view.cells(line.plain) > width
        line.set_class(is_tall, "-tall")
        if is_tall and line.plain != before:
            line.refresh(layout=True)

    def clear_echo(self) -> None:
        if not (self.bulk_runner.is_busy or self._explained_in_one or self.line("echo").has_style("error")):
            self.line("echo").show("")
            self.line("echo").remove_class("-tall")

    @property
    def listing(self) -> Rows:
        """The documents that the list shows."""
        return self.review.listing

    @property
    def where(self) -> str:
        """The filter that is in force."""
        return self.review.where

    @property
    def opened(self) -> Opened | None:
        """The document whose text is shown."""
        return self.review.opened

    @property
    def row(self) -> Row | None:
        """The row under the cursor; None in an empty list, and where the document is gone from the folder."""
        return self.review.row

    @property
    def place(self) -> Place:
        return self.review.place

    @property
    def context(self) -> str:
        """Where keys are heard: `text` in a text pane, else `list`."""
        return "text" if isinstance(self.focused, TextPane) else "list"

    @property
    def pane(self) -> TextPane:
        """The text pane that block commands mean: the focused one, else the one that is shown, raw first."""
        if isinstance(self.focused, TextPane):
            return self.focused
        return self.cleaned if self.is_single and not self.has_class("-raw") else self.raw

    @property
    def is_single(self) -> bool:
        """Whether one pane is shown at a time."""
        return self.has_class("-narrow") or self.has_class("-zoomed")

    # Lines

    def refresh_lines_around(self) -> None:
        """Header, titles, explaining line and foot, after anything changed."""
        width = self.size.width or 80
        counts = self.session.corpus.counts()
        self.line("header").show(
            view.header_text(self._folder, counts, self._saved_state(), self._pace(counts.undecided), width, self._scanned())
        )
        self.tell_place()
        self._titles()
        self.about()
        self.explain()
        self.show_whole("footer", self.footer(width), width)

    def tell_place(self) -> None:
        """The title of the list: where in it the cursor is, and what it shows. The order stands last, where it may be cut:
        without the filter nobody knows what is missing."""
        documents, shown, where = self.documents, len(self.listing), f" · {self.where}" if self.where else ""
        selected = f"{len(documents.selection):,} selected" if documents.is_selecting else ""
        none = "none yet" if self.review.scans else "none"
        place = f"{selected or f'{documents.cursor + 1:,}'} of {shown:,}" if shown else none
        self.line("documents-title").show(f"Documents {place}{where} · {view.sort_name(self.review.sort)}")

    def _saved_state(self) -> view.Run:
        """Whether what was decided is on disk, and since when."""
        return self.saved_as if self.session.saved else ("saving…", "dim")

    def _pace(self, undecided: int) -> str:
        """How fast decisions are made, and how long the rest will take; not while a scan brings more."""
        # The journal is read for it once the first frame is there.
        is_ready = self.has_begun and not self.review.scans and self.session.statistics.is_ready
        return pace_text(*self.session.statistics.pace_left(undecided)) if is_ready else ""

    def _scanned(self) -> str:
        """How far the scan is, where one runs."""
        if not self.review.scans:
            return ""
        if self.step is None or not self.step.total:
            return "scanning…"
        if self.size.width < WITH_BAR:
            return scan_text(self.step, brief=True)
        filled, empty = ("#", ".") if self.glyphs is view.ASCII else ("█", "░")
        return f"{progress_bar(self.step.done, self.step.total, BAR, filled, empty)} {scan_text(self.step)}"

    def _titles(self) -> None:
        raw, cleaned = self.line("raw-title"), self.line("cleaned-title")
        if (opened := self.opened) is None:
            raw.show("Raw")
            cleaned.show("Cleaned")
            return
        id, (of_raw, of_cleaned) = opened.document.id, text_titles(opened.cleaned, opened.document.raw)
        if self.is_single:
            place = self.documents.cursor, len(self.listing), self.size.width - 2
            raw.show(placed_title(of_raw, id, *place, self.glyphs))
            cleaned.show(placed_title(of_cleaned, id, *place, self.glyphs))
        else:
            raw.fit(lambda width: path_title(of_raw, id, width, self.glyphs))
            cleaned.show(of_cleaned)

    def about(self) -> None:
        """What is wrong with the document or its sidecar, what it looks like, or what is known of it."""
        opened, found, width = self.opened, self.suggestion, self.size.width
        decision = opened.sidecar.decision if opened is not None and opened.sidecar else None
        runs: str | Sequence[view.Run] = ""
        message = opened.problem.message.removeprefix(f"{self.session.root}/") if opened and opened.problem else ""
        if opened is not None and found is not None and not message:
            followed, key = self.session.suggestions.followed(found.kind), self.key_table["suggest.accept"][0]
            tags = decision.tags if decision is not None else ()
            runs = suggestion_text(found, followed, key, width, self.glyphs, tags, self.row)
        elif opened is not None:
            runs = about_text(self.row, decision, self.key_table["cluster.open"][0], width, self.glyphs, message)
        self.show_whole("about", runs, width)

    def explain(self) -> None:
        """Why the focused block has its label; with the line below, where nothing is said there."""
        opened, n = self.opened, self.pane.focused_block
        block = next((b for b in opened.cleaned.blocks if b.n == n), None) if opened and n else None
        if opened is None or block is None:
            self._take_echo()
            self.line("explain").show("")
            return
        facts = block, self.session.reader.explain(opened, block.n), self.size.width, self.key_table["block.toggle"][0]
        above, below = view.explain_lines(*facts) if self._is_echo_free else (view.explain_text(*facts), [])
        if not below:
            self._take_echo()
        self.line("explain").show(above)
        if below:
            self.line("echo").show(below)
            self._explained_in_one = view.explain_text(*facts)

    @property
    def _is_echo_free(self) -> bool:
        if self.bulk_runner.is_busy or any(map(self.has_class, ("-finding", "-searching", "-low"))):
            return False
        return bool(self._explained_in_one) or not self.line("echo").plain.strip()

    def _take_echo(self) -> None:
        """It is wanted for something else than what explains."""
        if self._explained_in_one:
            self.line("explain").show(self._explained_in_one)
            self.line("echo").show("")
            self._explained_in_one = []


def _class_for(cells: int, classes: Sequence[tuple[int, str]]) -> str:
    """The class of a size."""
    return max(known for known in classes if known[0] <= cells)[1]
