"""What the cluster screen shows: the members ranked, and one of them laid beside the one that is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.geometry import Size

from triage import view
from triage.tui.run_line import RunLine
from triage.tui.screens.command_screen import CommandScreen
from triage.tui.widgets.diff_pane import DiffPane
from triage.tui.widgets.member_table import MemberTable
from triage.view import members
from triage.view.differences import DiffText

if TYPE_CHECKING:
    from triage.model.copies import Comparison
    from triage.review.cluster import ClusterReview
    from triage.session import Copies, Place, Session
    from triage.tui.screens.parts.clusters import ClusterCommands

MEASURE = 120
"""Cells of text beyond which the eye doesn't find the next line."""


class ClusterView(CommandScreen):
    """Shows a cluster, and is read; what is decided, `ClusterScreen` adds."""

    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = []  # noqa: RUF012  # one look at every width: nothing to style once more

    def __init__(self, desk: ClusterCommands, session: Session, keys: Mapping[str, tuple[str, ...]], glyphs: view.Glyphs) -> None:
        super().__init__(session, keys)
        self.desk, self.glyphs = desk, glyphs
        self.review: ClusterReview = desk.cluster_review
        self.review.is_shown = lambda: self.app.screen is self
        self.whole = False
        self._begun: Copies | None = None
        self._drawn = Size(0, 0)
        self.table = MemberTable(glyphs, id="members")
        self.diff = DiffPane(id="diff")

    def compose(self) -> ComposeResult:
        yield RunLine(id="cluster-header")
        yield RunLine(id="members-title", classes="title")
        yield RunLine(id="members-heads")
        yield self.table
        yield RunLine(id="diff-title", classes="title")
        yield self.diff
        yield RunLine(id="why")
        yield RunLine(id="cluster-echo")
        yield RunLine(id="cluster-footer")

    @property
    def context(self) -> str:
        return "cluster"

    @property
    def place(self) -> Place:
        return self.review.place

    def line(self, id: str) -> RunLine:
        """One of the single lines."""
        return self.query_one(f"#{id}", RunLine)

    def say(self, text: str, style: str = "") -> None:
        self.bulk_runner.hold_reports()
        self.line("cluster-echo").show([(f" {text}", style)])

    def on_key(self, event: events.Key) -> None:
        """No command, or it wouldn't come here."""
        self.report_unbound_key(event)

    def clear_echo(self) -> None:
        if not self.bulk_runner.is_busy and not self.line("cluster-echo").has_style("error"):
            self.line("cluster-echo").show("")

    # What it shows

    def on_mount(self) -> None:
        self.redraw()

    def on_resize(self) -> None:
        if self.size != self._drawn:
            self.call_after_refresh(self.redraw)

    def begin(self) -> None:
        """Show what the review of clusters is at; of another one, what differs."""
        if self._begun is not self.review.copies:
            self._begun, self.whole = self.review.copies, False
        if self.is_mounted:
            self.redraw()

    def redraw(self) -> None:
        """Everything, in one frame."""
        copies, width = self.review.copies, self.size.width or 80
        if copies is None or not self.is_mounted:
            return
        self._drawn = self.size
        title = copies.members[0].row.title or copies.members[0].id
        self.line("cluster-header").show(members.header_text(len(copies.ids), self.review.left, title, self.glyphs))
        answered = members.answered_text(list(copies.answers.values()), self.glyphs)
        room = width - sum(view.cells(text) for text, _ in answered) - 4
        ranked = members.order_text(copies.criteria, self.key_table["app.help"][0], room)
        self.line("members-title").show([*answered, (f" {ranked} ", "title")])
        self.line("members-heads").show(members.member_heads(width - 1))
        height = min(len(copies.ids), max(3, self.size.height // 3))
        if self.table.size.height != height:
            self.table.styles.height = height
        self.table.show(copies.members, self.review.keeps, self.review.member)
        self.line("cluster-footer").show(self.footer(width))
        self.lay_beside()

    def lay_beside(self) -> None:
        """The member under the cursor beside the survivor; the survivor itself, beside nothing."""
        copies, n = self.review.copies, self.review.member
        assert copies is not None
        member, kept = copies.members[n], self.review.keeps[0]
        why = members.why_member(member, copies.reference, n == 0, self.size.width, self.glyphs)
        self.line("why").show(why)
        left, right, found = self.session.clusters.compare(kept, member.id)
        self.line("diff-title").show(members.comparison_text(member.id, kept, found, self.glyphs))
        whole = self.whole or member.id == kept
        self.diff.show(lambda width: self._diff_text(left, right, found, width, whole=whole))

    def _diff_text(self, left: str, right: str, found: Comparison, width: int, *, whole: bool) -> DiffText:
        """The whole text where it is asked for or there is room for it, else only where it differs."""
        width = min(width, MEASURE)
        room = self.diff.view_height
        if whole or len(right) < width * room:
            text = DiffText(left, right, found.passages, self.glyphs, width, whole=True)
            if whole or text.lines <= room:
                return text
        return DiffText(left, right, found.passages, self.glyphs, width)

    def move(self, by: int) -> None:
        """Lay another member beside the one to keep."""
        assert self.review.copies is not None
        self.review.move(by)
        self.table.show(self.review.copies.members, self.review.keeps, self.review.member)
        self.lay_beside()

    @on(MemberTable.Chosen)
    def _clicked(self, event: MemberTable.Chosen) -> None:
        self.move(event.index - self.table.cursor)

    # What it is read by

    def do_cluster_down(self) -> None:
        self.move(1)

    def do_cluster_up(self) -> None:
        self.move(-1)

    def do_cluster_next_difference(self) -> None:
        if not self.diff.next_change(1):
            self.say("No difference further on.")

    def do_cluster_previous_difference(self) -> None:
        if not self.diff.next_change(-1):
            self.say("No difference before.")

    def do_cluster_line_down(self) -> None:
        self.diff.action_move(1)

    def do_cluster_line_up(self) -> None:
        self.diff.action_move(-1)

    def do_cluster_page_down(self) -> None:
        self.diff.action_page(1)

    def do_cluster_page_up(self) -> None:
        self.diff.action_page(-1)

    def do_cluster_whole(self) -> None:
        self.whole = not self.whole
        self.lay_beside()
        self.say("The whole text is shown." if self.whole else "What differs is shown, and a short text as a whole.")
