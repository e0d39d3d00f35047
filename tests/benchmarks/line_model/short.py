"""Short articles cut out of the labelled pages: what is left by scrapers that know, mostly, where the article is.

The labelled pages are dumps of whole sites' pages, of some hundred lines. What editors mostly have are ten or twenty lines that
were taken for the article, with some dirt among them or none.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tests.benchmarks.line_model.altered import in_parts
from tests.benchmarks.line_model.corpus import Page
from triage.clean.lines.line_text import fold_line
from triage.clean.scoring.choosing import SHORT_PAGE

KINDS = ("clean", "dirty", "small dump", "broken", "whole")
_EACH = 6
_ALSO_BROKEN = 3  # one of so many is taken once more, with its lines broken
_CLEAN, _SMALL_DUMP = 0.4, 0.24
_FROM_THE_START, _WITH_TITLE, _MANY = 0.6, 0.7, 0.2
_FEW_PARAGRAPHS, _MANY_PARAGRAPHS = 12, 28
_ABOVE, _NEXT_ABOVE, _BELOW, _NEXT_BELOW = 4, 2, 4, 4
_DUMP_ABOVE, _DUMP_BELOW = 14, 18


@dataclass(frozen=True)
class Cut:
    """The labelled page of that number cut down to `texts`, each of which is one of its `lines` or a part of one.

    `kind`: `clean`, an article alone; `dirty`, with a few of the lines around it; `small dump`, with most of what stands next to
    it; `broken`, one of these with its lines broken; `whole`, a page that is short as it is. `alone`: nothing is known of other
    documents.
    """

    page: int
    texts: tuple[str, ...]
    lines: tuple[int, ...]
    kind: str
    alone: bool


def cuts(pages: list[Page]) -> list[Cut]:
    """The same ones every time. Every other one of a page stands alone."""
    found = []
    for number, page in enumerate(pages):
        draw = random.Random(number)
        drawn = [one for _ in range(_EACH) if (one := _cut(page, draw)) is not None]
        if len(page.lines) <= SHORT_PAGE:
            drawn += [("whole", list(range(len(page.lines))))] * 2
        made = [(kind, tuple(page.lines[at] for at in lines), tuple(lines)) for kind, lines in drawn]
        broken = [in_parts(page, lines, draw) for _, lines in drawn[::_ALSO_BROKEN]]
        made += [("broken", texts, lines) for texts, lines in broken if len(texts) <= SHORT_PAGE]
        found += [Cut(number, texts, lines, kind, place % 2 == 1) for place, (kind, texts, lines) in enumerate(made)]
    return found


def page_of_cut(page: Page, cut: Cut) -> Page:
    """The short page; its gold text is what it has of the content."""
    kinds = "".join(page.kinds[at] for at in cut.lines)
    gold = "\n".join(text for text, kind in zip(cut.texts, kinds, strict=True) if kind == "c")
    row = page.row | {"text": "\n".join(cut.texts), "kinds": kinds, "gold": gold}
    return replace(page, row=row, lines=list(cut.texts), kinds=kinds, folded=[fold_line(text) for text in cut.texts])


def _cut(page: Page, draw: random.Random) -> tuple[str, list[int]] | None:
    content = [at for at, kind in enumerate(page.kinds) if kind == "c"]
    if not content:
        return None
    begin = 0 if draw.random() < _FROM_THE_START else draw.randrange(len(content))
    many = draw.random() < _MANY
    size = draw.randint(_FEW_PARAGRAPHS + 1, _MANY_PARAGRAPHS) if many else draw.randint(1, _FEW_PARAGRAPHS)
    article = content[begin : begin + size]
    titles = [at for at in range(article[0]) if page.kinds[at] == "t"][-1:]
    if draw.random() < _WITH_TITLE:
        article = [*titles, *article]
    chance = draw.random()
    if chance < _CLEAN:
        return "clean", article
    dirt = [at for at, kind in enumerate(page.kinds) if kind == "b"]
    is_dump = chance < _CLEAN + _SMALL_DUMP
    lines = sorted({*article, *(_dump if is_dump else _some)(dirt, article, draw)})
    return ("small dump" if is_dump else "dirty", lines) if len(lines) <= SHORT_PAGE else None


def _some(dirt: list[int], article: list[int], draw: random.Random) -> Iterator[int]:
    """A few lines from above and below, some of them next to the article; of those within it none, half or all."""
    above, inside, below = _sides(dirt, article)
    share = draw.choice((0.0, 0.5, 1.0))
    yield from (at for at in inside if draw.random() < share)
    yield from draw.sample(above, min(len(above), draw.randint(0, _ABOVE)))
    yield from above[len(above) - draw.randint(0, _NEXT_ABOVE) :]
    yield from below[: draw.randint(0, _NEXT_BELOW)]
    yield from draw.sample(below, min(len(below), draw.randint(0, _BELOW)))


def _dump(dirt: list[int], article: list[int], draw: random.Random) -> Iterator[int]:
    """All within the article, and runs of lines from the page's start, its end, and next to the article."""
    above, inside, below = _sides(dirt, article)
    yield from inside
    room = max(0, SHORT_PAGE - len(article) - len(inside))
    up = draw.randint(0, min(len(above), room // 2, _DUMP_ABOVE))
    down = draw.randint(0, min(len(below), room - up, _DUMP_BELOW))
    first, last = draw.choice((0, up // 2, up)), draw.choice((0, down // 2))
    yield from above[:first]
    yield from above[len(above) - (up - first) :]
    yield from below[: down - last]
    yield from below[len(below) - last :]


def _sides(dirt: list[int], article: list[int]) -> tuple[list[int], list[int], list[int]]:
    first, last = article[0], article[-1]
    return (
        [at for at in dirt if at < first],
        [at for at in dirt if first < at < last],
        [at for at in dirt if at > last],
    )
