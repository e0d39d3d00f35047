"""Moving about: in the list, from undecided to undecided, from pane to pane."""

from __future__ import annotations

from contextlib import suppress

from textual.timer import Timer

from triage.errors import TriageError
from triage.review import Outcome
from triage.tui.screens.parts.part import Part
from triage.view import printable

AHEAD = 0.03
"""Seconds after a key until what the next one may show is opened: the frame goes first."""
AT_REST, AT_REST_ALONE = 0.04, 0.1
"""Seconds after a key that moves about in the list until the document is opened: while it is held, none is. Where no text is
shown there is time."""
_STEPS = ("list.down", "list.up", "list.page-down", "list.page-up", "list.half-down", "list.half-up")
"""Commands that ask nothing of the document that they leave."""


class NavigationCommands(Part):
    """Puts cursor and focus where a key says."""

    _ahead: Timer | None = None
    _beside: tuple[int, ...] = ()
    _following: Timer | None = None
    _is_ahead = False  # the list, of the text

    def on_mount(self) -> None:
        self._ahead = self.set_interval(AHEAD, self._prepare, pause=True)

    async def run_command(self, id: str) -> None:
        """As every screen does; all but steps in the list find their document open."""
        if id not in _STEPS:
            self.catch_up()
        await super().run_command(id)

    def go(self, index: int) -> None:
        """As the desk does; where no text is shown, the document is opened once keys rest."""
        if self.is_list_alone:
            self.go_ahead(index)
            return
        super().go(index)

    @property
    def is_list_alone(self) -> bool:
        """Whether no text is shown."""
        return self.is_single and not self.has_class("-reading")

    def go_ahead(self, index: int) -> None:
        """Put the cursor on this row at once, and show its document once keys rest."""
        before = self.documents.cursor
        self.put_cursor(index)
        if self.documents.cursor == before and self.opened is not None:
            return
        if not len(self.listing):
            self.show_current()
            return
        self.review.opened = self.suggestion = None  # nothing is done to a document that the cursor has left
        self._stop_following()
        self._is_ahead = True
        self.tell_place()
        self._following = self.set_timer(AT_REST_ALONE if self.is_list_alone else AT_REST, self.catch_up)

    @property
    def is_unseen(self) -> bool:
        """Whether the text of the document under the cursor is still to be shown, where one is."""
        return self.opened is None and self.row is not None and not self.is_list_alone

    def catch_up(self) -> None:
        """Show the document that the cursor is on, where that waits."""
        if self._is_ahead:
            self.show_current()

    def show_current(self, *, again: bool = False, block: int | None = None) -> None:
        """As the desk does; then the documents beside are opened beforehand, where a key would show them and no scan is changing
        them."""
        self._stop_following()
        super().show_current(again=again, block=block)
        if self._ahead is not None and not self.review.scans and not self.is_list_alone:
            cursor = self.documents.cursor
            self._beside = (cursor + 1, cursor - 1)
            self._ahead.reset()
            self._ahead.resume()

    def _stop_following(self) -> None:
        self._is_ahead = False
        if self._following is not None:
            self._following.stop()

    def _prepare(self) -> None:
        due, self._beside = self._beside[:1], self._beside[1:]
        if self._ahead is not None and not self._beside:
            self._ahead.pause()
        for index in due:
            if 0 <= index < len(self.listing):
                self._prepare_row(index)

    def _prepare_row(self, index: int) -> None:
        with suppress(TriageError):
            for row in self.listing.rows(index, index + 1):
                if row.blocks:  # else it isn't cleaned yet, for which no key shall wait
                    self.session.prepare(row.id)

    def do_list_down(self) -> None:
        self.go(self.documents.cursor + 1)

    def do_list_up(self) -> None:
        self.go(self.documents.cursor - 1)

    def do_list_first(self) -> None:
        self.review.leave_place()
        self.go(0)

    def do_list_last(self) -> None:
        self.review.leave_place()
        self.go(len(self.listing) - 1)

    def do_list_page_down(self) -> None:
        self.go_ahead(self.documents.cursor + max(1, self.documents.size.height - 1))

    def do_list_page_up(self) -> None:
        self.go_ahead(self.documents.cursor - max(1, self.documents.size.height - 1))

    def do_list_half_down(self) -> None:
        self.go_ahead(self.documents.cursor + max(1, self.documents.size.height // 2))

    def do_list_half_up(self) -> None:
        self.go_ahead(self.documents.cursor - max(1, self.documents.size.height // 2))

    def do_list_open(self) -> None:
        """Read the text. Nothing is decided by it."""
        self.add_class("-reading")
        self.call_after_refresh(self._enter_text) if self.is_single else self.pane.focus()

    def _enter_text(self) -> None:
        # A key that came in between may have led elsewhere.
        if self.has_class("-reading") and not self.has_class("-finding") and self.is_current:
            self.pane.focus()

    def do_text_leave(self) -> Outcome | None:
        self.remove_class("-reading")
        self.documents.focus()
        return None

    def do_move_pane(self) -> Outcome | None:
        """List, raw, cleaned, list; where one is shown at a time, the list and the text that is chosen."""
        if self.is_single and self.context == "text":
            return self.do_text_leave()
        if self.is_single:
            self.do_list_open()
        elif self.focused is self.raw:
            self.cleaned.focus()
        elif self.focused is self.cleaned:
            self.documents.focus()
        else:
            self.raw.focus()
        return None

    def back_to(self, id: str) -> bool:
        """Put the cursor back on a document; False where it is gone from the list."""
        index = self.listing.position(id)
        if index is None:
            self.say(f"{printable(id)} is no longer in the list; nothing was changed.", "warning")
            return False
        self.go(index)
        return True
