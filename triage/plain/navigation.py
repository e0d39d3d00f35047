"""The plain commands that move: in the list, in the text, far and back."""

from __future__ import annotations

from typing import NoReturn

from triage import view
from triage.errors import UsageError
from triage.model import Label
from triage.plain.desk import PlainDesk
from triage.plain.text import block_line
from triage.session.deciding import flagged_beside, numbers_in

PAGE = 10


class PlainNavigation(PlainDesk):
    """Going about."""

    def wrong(self, message: str) -> NoReturn:
        """What was typed can't be done."""
        raise UsageError(message)

    # In the list

    def do_list_down(self, rest: str) -> None:
        self._step(1, "This is the last document.")

    def do_list_up(self, rest: str) -> None:
        self._step(-1, "This is the first document.")

    def _step(self, by: int, end: str) -> None:
        if 0 <= self.review.rows.cursor + by < len(self.review.listing):
            self.go(self.review.rows.cursor + by)
        else:
            self.say(end if len(self.review.listing) else "There are no documents.")

    def do_list_first(self, rest: str) -> None:
        self.review.leave_place()
        self.go(0)

    def do_list_last(self, rest: str) -> None:
        self.review.leave_place()
        self.go(len(self.review.listing) - 1)

    def do_list_page_down(self, rest: str) -> None:
        self.go(self.review.rows.cursor + PAGE)

    def do_list_page_up(self, rest: str) -> None:
        self.go(self.review.rows.cursor - PAGE)

    def do_list_half_down(self, rest: str) -> None:
        self.go(self.review.rows.cursor + PAGE // 2)

    def do_list_half_up(self, rest: str) -> None:
        self.go(self.review.rows.cursor - PAGE // 2)

    def do_list_open(self, rest: str) -> None:
        if self.row is None:
            self.say("There is no document to open.")
            return
        self.place = "text"
        self.show(all=True)

    def do_text_leave(self, rest: str) -> None:
        if self.review.first_block is not None:
            self.tell(self.review.end_blocks())
            return
        self.place = "list"
        self.say("Back in the list.")

    def do_move_goto(self, rest: str) -> None:
        wanted = rest or self.ask("Which document? A part of its name, or its number in the list:")
        if not wanted:
            return
        if wanted.isascii() and wanted.isdigit():
            index = numbers_in(wanted, len(self.review.listing))[0] - 1
            self.review.leave_place()
            self.go(index)
            return
        found = self.session.corpus.find(wanted, 10)
        if not found:
            self.wrong(f"no document is called like {wanted!r}")
        names = [id for id, _ in found]
        if len(names) > 1 and names[0].casefold() != wanted.casefold():
            self.say(f"Also: {', '.join(names[1:])}")
        self.show_outcome(self.review.go_to(names[0]))

    # In the text

    def focus(self, n: int | None, end: str = "There is no such block.") -> None:
        """To a block, which is read out."""
        if n is None:
            self.say(end)
            return
        self.block = n
        if self.review.first_block is not None:
            self.tell(self.review.block_selection_outcome())
        self.tell_block(n)

    def tell_block(self, n: int) -> None:
        """A block, and why it is what it is."""
        opened = self.open()
        block = opened.cleaned.blocks[n - 1] if opened and 0 < n <= len(opened.cleaned.blocks) else None
        if opened is None or block is None:
            self.say("There is no such block.")
            return
        self.say(block_line(opened, block))
        if block.label is not Label.CONTENT or block.was is not None:
            reasons, key = self.session.reader.explain(opened, n), self.keys["block.toggle"][0]
            self.say("  " + "".join(text for text, _ in view.explain_text(block, reasons, 400, key)).strip())

    def chosen_blocks(self, rest: str) -> tuple[int, ...]:
        """The blocks that are named, else the selected ones, else the current one."""
        opened = self.open()
        blocks = opened.cleaned.blocks if opened else ()
        if rest:
            return numbers_in(rest, len(blocks))
        return self.review.chosen_blocks

    def do_block_next(self, rest: str) -> None:
        self._block(1, rest)

    def do_block_previous(self, rest: str) -> None:
        self._block(-1, rest)

    def _block(self, step: int, rest: str) -> None:
        opened = self.open()
        last = len(opened.cleaned.blocks) if opened else 0
        n = numbers_in(rest, last)[0] if rest and last else (self.block or 0) + step
        self.focus(n if 1 <= n <= last else None, "No block further on." if step > 0 else "No block before.")

    def do_text_first(self, rest: str) -> None:
        self._block(1, "1")

    def do_text_last(self, rest: str) -> None:
        opened = self.open()
        self.focus(len(opened.cleaned.blocks) or None if opened else None)

    def do_text_page_down(self, rest: str) -> None:
        self._page(PAGE)

    def do_text_page_up(self, rest: str) -> None:
        self._page(-PAGE)

    def do_text_half_down(self, rest: str) -> None:
        self._page(PAGE // 2)

    def do_text_half_up(self, rest: str) -> None:
        self._page(-(PAGE // 2))

    def _page(self, by: int) -> None:
        opened = self.open()
        last = len(opened.cleaned.blocks) if opened else 0
        self.focus(max(1, min(last, (self.block or 1) + by)) if last else None)

    def do_block_next_flagged(self, rest: str) -> None:
        self._flagged(1, "No flagged block further on.")

    def do_block_previous_flagged(self, rest: str) -> None:
        self._flagged(-1, "No flagged block before.")

    def _flagged(self, step: int, end: str) -> None:
        opened = self.open()
        self.focus(flagged_beside(opened.cleaned.blocks, self.block or 0, step) if opened else None, end)
