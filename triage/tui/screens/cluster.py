"""The cluster screen: members ranked, each laid beside the one that is kept, decided with one key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.geometry import Size

from triage import view
from triage.commands import COMMANDS, in_context
from triage.model import Answer, Method
from triage.session import Copies, Place, Rows, keep_of, set_apart, settlement, undecided_beside
from triage.tui.line import RunLine
from triage.tui.screens.commanded import Commanded
from triage.tui.screens.confirm import ConfirmScreen
from triage.tui.screens.help import HelpScreen
from triage.tui.widgets.diff_pane import DiffPane
from triage.tui.widgets.member_table import MemberTable
from triage.view import members
from triage.view.differences import DiffText

if TYPE_CHECKING:
    from triage.session import Applied, Session
    from triage.tui.screens.clustering import Clustering


class ClusterScreen(Commanded):
    """Shows one cluster after the other, of those that the list below it holds; the list's cursor follows on leaving."""

    CSS_PATH = "cluster.tcss"

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
        return Place(self._here)

    def line(self, id: str) -> RunLine:
        """One of the single lines."""
        return self.query_one(f"#{id}", RunLine)

    def say(self, text: str, style: str = "") -> None:
        self.line("cluster-echo").show([(f" {text}", style)])

    # What it shows

    def on_mount(self) -> None:
        self.redraw()

    def on_resize(self) -> None:
        if self.size != self._drawn:
            self.call_after_refresh(self.redraw)

    def open(self, copies: Copies, position: int) -> None:
        """Show a cluster; `position` is the place in the list from which it was opened."""
        self.copies, self.position, self.whole = copies, position, False
        self.keeps = [copies.survivor]
        first_other = next((n for n, id in enumerate(copies.ids) if id != copies.survivor), 0)
        self.table.cursor = first_other
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
            [(f" {self.glyphs.cluster} {len(copies.ids)} copies of one text", "title"), (f" · {title}", "")]
        )
        ranked = f" Members · {members.criteria_text(copies.criteria)} first "
        self.line("members-title").show([(ranked, "title"), *members.answered_text(list(copies.answers.values()), self.glyphs)])
        self.line("members-heads").show(members.member_heads(width - 1))
        height = min(len(copies.ids), max(3, self.size.height // 3))
        if self.table.size.height != height:
            self.table.styles.height = height
        self.table.show(copies.members, self.keeps, self.table.cursor)
        commands = [command for command in in_context("cluster", COMMANDS) if command.footer]
        self.line("cluster-footer").show(view.footer_runs(commands, width))
        self._lay_beside()

    def _lay_beside(self) -> None:
        """The member under the cursor beside the survivor; the survivor itself, beside nothing."""
        copies = self.copies
        assert copies is not None
        member, kept = copies.members[self.table.cursor], self.keeps[0]
        self.line("why").show(members.why_member(member, self.table.cursor == 0, self.size.width, self.glyphs))
        left, right, found = self.session.clusters.compare(kept, member.id)
        self.line("diff-title").show(members.comparison_text(member.id, kept, found, self.glyphs))
        whole = self.whole or member.id == kept
        self.diff.show(lambda width: self._diff_text(left, right, found, width, whole=whole))

    def _diff_text(self, left: str, right: str, found: members.ComparisonLike, width: int, *, whole: bool) -> DiffText:
        """The whole text where it is asked for or there is room for it, else only where it differs."""
        room = self.diff.view_height
        if whole or len(right) < width * room:
            text = DiffText(left, right, found.passages, self.glyphs, width, whole=True)
            if whole or text.lines <= room:
                return text
        return DiffText(left, right, found.passages, self.glyphs, width)

    def _move(self, by: int) -> None:
        assert self.copies is not None
        cursor = max(0, min(len(self.copies.ids) - 1, self.table.cursor + by))
        self.table.show(self.copies.members, self.keeps, cursor)
        self._lay_beside()

    @on(MemberTable.Chosen)
    def _clicked(self, event: MemberTable.Chosen) -> None:
        self._move(event.index - self.table.cursor)

    @property
    def _here(self) -> str:
        assert self.copies is not None
        return self.copies.ids[self.table.cursor]

    # What is decided

    def do_cluster_survivor(self) -> None:
        self.keeps = [self._here]
        self.redraw()
        self.say(f"{view.printable(self._here)} is the one to keep; nothing is saved yet.")

    def do_cluster_also(self) -> None:
        if self._here not in self.keeps:
            self.keeps.append(self._here)
        elif len(self.keeps) > 1:
            self.keeps.remove(self._here)
        else:
            self.say("One member has to be kept; mark another one first.", "warning")
            return
        self.redraw()

    def do_cluster_keep(self) -> None:
        copies = self.copies
        assert copies is not None
        overruled = settlement(copies, self.keeps, overrule=True).overruled
        if not overruled:
            self._done(keep_of(self.session, copies, self.keeps))
            return
        lines = [f"{id} is {copies.answers[id]} already" for id in overruled[:8]]
        lines += [f"… and {len(overruled) - 8} more"] if len(overruled) > 8 else []

        def confirmed(yes: bool | None) -> None:
            if yes:
                self._done(keep_of(self.session, copies, self.keeps, overrule=True))

        title = (
            f"Change {len(overruled)} answers that were given before?"
            if len(overruled) > 1
            else "Change an answer that was given before?"
        )
        self.app.push_screen(ConfirmScreen(title, *lines, asked_by=self.key_table["cluster.keep"]), confirmed)

    def do_cluster_reject_all(self) -> None:
        copies = self.copies
        assert copies is not None

        def confirmed(yes: bool | None) -> None:
            if yes:
                self._done(self.session.decide(copies.ids, Answer.REJECT, method=Method.CLUSTER))

        title = f"Reject all {len(copies.ids)} members?"
        self.app.push_screen(
            ConfirmScreen(title, "Nothing of this text would be kept.", asked_by=self.key_table["cluster.reject-all"]), confirmed
        )

    def do_cluster_defer(self) -> None:
        assert self.copies is not None
        undecided = [id for id, answer in self.copies.answers.items() if answer is None]
        self._done(self.session.decide(undecided, Answer.DEFER, method=Method.CLUSTER) if undecided else None)

    def do_cluster_apart(self) -> None:
        id, copies = self._here, self.copies
        assert copies is not None
        self.desk.applied(set_apart(self.session, id), move=False)
        rest = next(filter(None, (self.session.clusters.of(other) for other in copies.ids if other != id)), None)
        told = f"{view.printable(id)} is no copy of the others; it won't be shown with them again."
        if rest is None:
            self._go_on(told)
            return
        self.open(rest, self.position)
        self.say(told)

    def _done(self, applied: Applied | None) -> None:
        """Show what was done on the list, and go on."""
        self.desk.applied(applied, move=False)
        self._go_on(applied.receipt if applied else "Nothing to change here.")

    def _go_on(self, told: str) -> None:
        if self._to_cluster(1):
            self.say(told)
        else:
            self._leave(f"{told} · no undecided cluster left")

    # Where it goes

    def _to_cluster(self, step: int) -> bool:
        """The next undecided cluster of the list, or the one before; False where there is none."""
        listing: Rows = self.desk.listing
        shown = set(self.copies.ids) if self.copies else set()
        fits = lambda row: row.cluster != "" and row.id not in shown and self.session.clusters.of(row.id) is not None  # noqa: E731
        found = undecided_beside(listing, self.position, step, fits)
        copies = self.session.clusters.of(listing.rows(found, found + 1)[0].id) if found is not None else None
        if found is None or copies is None:
            return False
        self.open(copies, found)
        return True

    def do_cluster_next(self) -> None:
        if not self._to_cluster(1):
            self.say("No other undecided cluster.")

    def do_cluster_previous(self) -> None:
        if not self._to_cluster(-1):
            self.say("No other undecided cluster.")

    def do_cluster_leave(self) -> None:
        self._leave("")

    def _leave(self, told: str) -> None:
        self.app.pop_screen()
        self.desk.back_from_cluster(self.position, told)

    def do_edit_undo(self) -> None:
        self._history(self.session.undo(), "Nothing to undo.")

    def do_edit_redo(self) -> None:
        self._history(self.session.redo(), "Nothing to redo.")

    def _history(self, applied: Applied | None, nothing: str) -> None:
        if applied is None:
            self.say(nothing)
            return
        self.desk.applied(applied, move=False)
        copies = self.session.clusters.of(applied.where)
        position = self.desk.listing.position(applied.where)
        self.position = self.position if position is None else position
        if copies is None:
            self._leave(applied.receipt)
            return
        self.open(copies, self.position)
        self.say(applied.receipt)

    def taken_back(self, undone: Applied | None) -> None:
        self._history(undone, "")

    # What it is read by

    def do_cluster_down(self) -> None:
        self._move(1)

    def do_cluster_up(self) -> None:
        self._move(-1)

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
        self._lay_beside()

    def do_app_help(self) -> None:
        self.app.push_screen(HelpScreen(self.key_table, "cluster"))

    def do_app_suspend(self) -> None:
        self.desk.do_app_suspend()
