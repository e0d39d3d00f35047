"""What the cluster screen shows: the members ranked, and one of them laid beside the one that is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.geometry import Size

from triage import view
from triage.session import Copies, Place
from triage.tui.line import RunLine
from triage.tui.screens.commanded import Commanded
from triage.tui.widgets.diff_pane import DiffPane
from triage.tui.widgets.member_table import MemberTable
from triage.view import members
from triage.view.differences import DiffText

if TYPE_CHECKING:
    from triage.model.copies import Comparison
    from triage.session import Session
    from triage.tui.screens.parts.clustering import Clustering

MEASURE = 120
"""Cells of text beyond which the eye doesn't find the next line."""


class ClusterView(Commanded):
    """Shows a cluster, and is read; what is decided, `ClusterScreen` adds."""

    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = []  # noqa: RUF012  # one look at every width: nothing to style once more

    def __init__(self, desk: Clustering, session: Session, keys: Mapping[str, tuple[str, ...]], glyphs: view.Glyphs) -> None:
        super().__init__(session, keys)
        self.desk, self.glyphs = desk, glyphs
        self.copies: Copies | None = None
        self.keeps: list[str] = []
        self.position = 0
        self.whole = False
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
        return Place(self.here)

    def line(self, id: str) -> RunLine:
        """One of the single lines."""
        return self.query_one(f"#{id}", RunLine)

    def say(self, text: str, style: str = "") -> None:
        self.at_work.hush()
        self.line("cluster-echo").show([(f" {text}", style)])

    def on_key(self, event: events.Key) -> None:
        """No command, or it wouldn't come here."""
        self.tell_meaningless(event)

    def unsay(self) -> None:
        if not self.at_work.is_busy and not self.line("cluster-echo").has_style("error"):
            self.line("cluster-echo").show("")

    # What it shows

    def on_mount(self) -> None:
        self.redraw()

    def on_resize(self) -> None:
        if self.size != self._drawn:
            self.call_after_refresh(self.redraw)

    def open(self, copies: Copies, position: int, member: str = "", keeps: Sequence[str] = ()) -> None:
        """Show a cluster; `position` is the place in the list from which it was opened, by `member`: this one is laid beside the
        survivor, where it isn't that itself. `keeps`: the members that are marked to be kept already."""
        self.copies, self.position, self.whole = copies, position, False
        self.keeps = [id for id in keeps if id in copies.ids] or [copies.survivor]
        others = [n for n, id in enumerate(copies.ids) if id != copies.survivor]
        self.table.cursor = next((n for n in others if copies.ids[n] == member), others[0] if others else 0)
        if self.is_mounted:
            self.redraw()

    def redraw(self) -> None:
        """Everything, in one frame."""
        copies, width = self.copies, self.size.width or 80
        if copies is None or not self.is_mounted:
            return
        self._drawn = self.size
        title = copies.members[0].row.title or copies.members[0].id
        self.line("cluster-header").show(
            [(f" {self.glyphs.cluster} {len(copies.ids):,} copies of one text", "title"), (f" · {title}", "")]
        )
        answered = members.answered_text(list(copies.answers.values()), self.glyphs)
        room = width - sum(view.cells(text) for text, _ in answered) - 4
        ranked = members.order_text(copies.criteria, self.key_table["app.help"][0], room)
        self.line("members-title").show([*answered, (f" {ranked} ", "title")])
        self.line("members-heads").show(members.member_heads(width - 1))
        height = min(len(copies.ids), max(3, self.size.height // 3))
        if self.table.size.height != height:
            self.table.styles.height = height
        self.table.show(copies.members, self.keeps, self.table.cursor)
        self.line("cluster-footer").show(self.footer(width))
        self.lay_beside()

    def lay_beside(self) -> None:
        """The member under the cursor beside the survivor; the survivor itself, beside nothing."""
        copies = self.copies
        assert copies is not None
        member, kept = copies.members[self.table.cursor], self.keeps[0]
        why = members.why_member(member, copies.reference, self.table.cursor == 0, self.size.width, self.glyphs)
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
        assert self.copies is not None
        cursor = max(0, min(len(self.copies.ids) - 1, self.table.cursor + by))
        self.table.show(self.copies.members, self.keeps, cursor)
        self.lay_beside()

    @on(MemberTable.Chosen)
    def _clicked(self, event: MemberTable.Chosen) -> None:
        self.move(event.index - self.table.cursor)

    @property
    def here(self) -> str:
        """The member under the cursor."""
        assert self.copies is not None
        return self.copies.ids[self.table.cursor]

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
