"""Lists and listings of a page: what its tags hold together.

Items such as the ingredients of a recipe, and lines of program text, look one by one like menus and counters. Where most of a
list stays, an editor wants the rest of it as well. Nothing is dropped for the sake of a list.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from triage.clean.page import Page
from triage.clean.verdict import Verdict
from triage.model import By, Hint, Label

RULE = "list"
LEAST_ITEMS = 3
MOST_LINKED = 0.5  # of an item; menus and lists of other articles are links
PROGRAM = "pre"
MOST_PROGRAM = 0.5  # of a page's characters; a page that is all of one listing is a text of its own
_OF_ITEMS = frozenset(["li", "dd", "dt"])
_TOLD = {True: ("a line of a listing of which most stays",), False: ("an item of a list of which most stays",)}


def whole_lists(page: Page, verdicts: Mapping[int, Verdict], own: Collection[str] = ()) -> dict[int, Verdict]:
    """What was dropped of lists of which most stays; what the corpus's `own` rules drop is gone, wherever it stands."""
    found: dict[int, Verdict] = {}
    for places, is_program in _lists(page):
        kept = sum(verdicts[at].label is Label.CONTENT for at in places)
        if len(places) < LEAST_ITEMS or 2 * kept < len(places) or kept == len(places):
            continue
        for at in places:
            said = verdicts[at]
            if said.label is Label.BOILERPLATE and (said.by is By.MODEL or (is_program and said.rule not in own)):
                score = round(kept / len(places), 4)
                found[at] = Verdict(Label.CONTENT, RULE, score, By.MODEL, _TOLD[is_program])
    return found


def _lists(page: Page) -> Iterator[tuple[list[int], bool]]:
    """The places of what stands together, and whether it is program text. Of items that are links nothing is said."""
    hints = {hint.start: hint for hint in page.document.hints}
    together: list[int] = []
    kind, last = "", 0
    for at, (start, end) in enumerate(page.spans):
        own = _kind(hints.get(start))
        is_apart = page.document.raw[last:start] != "\n"
        if (own != kind or is_apart) and together:
            yield from _long_enough(page, together, kind)
            together = []
        if own:
            together.append(at)
        kind, last = own, end
    yield from _long_enough(page, together, kind)


def _kind(hint: Hint | None) -> str:
    if hint is None:
        return ""
    if hint.tag == PROGRAM:
        return PROGRAM
    return "item" if hint.tag in _OF_ITEMS and hint.link_share < MOST_LINKED else ""


def _long_enough(page: Page, places: Sequence[int], kind: str) -> Iterator[tuple[list[int], bool]]:
    is_program = kind == PROGRAM
    size = page.spans[places[-1]][1] - page.spans[places[0]][0] if places else 0
    if places and not (is_program and size > MOST_PROGRAM * len(page.document.raw)):
        yield list(places), is_program
