"""Pages as they might be: what the labelled dumps don't have, made out of them.

The labelled dumps have a line for each block-level element, and most of their articles have some ten paragraphs. Other ways of
making text of a page end a line at every tag within a paragraph (a link, a bold word), and articles made for telephones at every
sentence or clause: then an article is a long column of short lines. Others go on for some hundred paragraphs, and far from the
beginning of the article it isn't over yet.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise

from tests.benchmarks.line_model.corpus import Page
from triage.clean.lines.line_text import fold_line

_ONE_PAGE_IN = 4
_BREAKS = (0.5, 0.8, 1.0)
"""How many of its breaks a page has, one of these."""
_SENTENCE = re.compile(r"[.!?…؟।][\"'”’»)\]]*\s+|[。！？][”’」』）]*")
_CLAUSE = re.compile(r"[.!?…؟।,;:،—][\"'”’»)\]]*\s+|[。！？，；：][”’」』）]*")
_DENSE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff]")
_WORDS_BEFORE_LINK, _WORDS_OF_LINK = 25, 5
_LETTERS_OF_WORD = 2  # of scripts without spaces
_LONGER_BY = (40, 80, 160)
"""How many lines come to a long article, one of these."""
_OTHERS = 12  # pages of other sites that it is taken from at most
Draw = random.Random


@dataclass(frozen=True)
class Altered:
    """The labelled page of that number with `texts` for lines, and of which of its own lines each is a part; for what came to it,
    a line of its article. `more` is what came to its gold text."""

    page: int
    texts: tuple[str, ...]
    lines: tuple[int, ...]
    more: str = ""

    @property
    def alone(self) -> bool:
        """Whether nothing is known of other documents."""
        return self.page // _ONE_PAGE_IN % 2 == 1


def broken(pages: Sequence[Page]) -> list[Altered]:
    """Some of the pages, their lines broken in one of three ways. The same ones every time."""
    return [Altered(number, *in_parts(page, range(len(page.lines)), draw)) for number, page, draw in _some(pages)]


def in_parts(page: Page, chosen: Sequence[int], draw: Draw) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Some lines of a page broken in one of three ways: the parts, and of which line each is one."""
    breaks: Callable[[str, Draw, float], Iterator[int]] = draw.choice((_sentences, _clauses, _links))
    share = draw.choice(_BREAKS)
    parts = [(text, at) for at in chosen for text in _parts(page.lines[at], breaks(page.lines[at], draw, share))]
    texts, lines = zip(*parts, strict=True)
    return texts, lines


def lengthened(pages: Sequence[Page]) -> list[Altered]:
    """Some of the pages, with the articles of others, of the same site where there are any, in or below their own. The same ones
    every time."""
    found = []
    for number, page, draw in _some(pages):
        article = [at for at, kind in enumerate(page.kinds) if kind == "c"]
        if not article:
            continue
        kin = [one for one in pages if one is not page and _alike(one, page)]
        own = [one for one in kin if one.row["domain"] == page.row["domain"]]
        donors = draw.sample(own, len(own)) + draw.sample(kin, min(len(kin), _OTHERS))
        more = list(chain.from_iterable(_content(one) for one in donors))[: draw.choice(_LONGER_BY)]
        after = draw.choice((article[-1], article[-1], draw.choice(article))) + 1
        texts = (*page.lines[:after], *more, *page.lines[after:])
        lines = (*range(after), *[article[len(article) // 2]] * len(more), *range(after, len(page.lines)))
        found.append(Altered(number, texts, lines, "\n".join(more)))
    return found


def page_of(page: Page, made: Altered) -> Page:
    """The altered page."""
    kinds = "".join(page.kinds[at] for at in made.lines)
    gold = f"{page.row.get('gold', '')}\n{made.more}".strip()
    row = page.row | {"text": "\n".join(made.texts), "kinds": kinds, "gold": gold}
    return replace(page, row=row, lines=list(made.texts), kinds=kinds, folded=[fold_line(text) for text in made.texts])


def _some(pages: Sequence[Page]) -> Iterator[tuple[int, Page, Draw]]:
    for number, page in enumerate(pages):
        draw = random.Random(number)
        if not draw.randrange(_ONE_PAGE_IN):
            yield number, page, draw


def _alike(one: Page, other: Page) -> bool:
    """Of one set, language and fold, so that nothing is learned of a page's site where it is left out."""
    return (one.dataset, one.fold, one.row.get("lang")) == (other.dataset, other.fold, other.row.get("lang"))


def _content(page: Page) -> Iterator[str]:
    return (line for line, kind in zip(page.lines, page.kinds, strict=True) if kind == "c")


def _parts(line: str, breaks: Iterator[int]) -> list[str]:
    borders = [0, *sorted({at for at in breaks if 0 < at < len(line)}), len(line)]
    return [part for begin, end in pairwise(borders) if (part := line[begin:end].strip())] or [line]


def _sentences(line: str, draw: Draw, share: float) -> Iterator[int]:
    return (found.end() for found in _SENTENCE.finditer(line) if draw.random() < share)


def _clauses(line: str, draw: Draw, share: float) -> Iterator[int]:
    return (found.end() for found in _CLAUSE.finditer(line) if draw.random() < share)


def _links(line: str, draw: Draw, share: float) -> Iterator[int]:
    """Before and after a few words here and there."""
    dense = len(_DENSE.findall(line)) > len(line) // 4
    words = list(range(0, len(line), _LETTERS_OF_WORD)) if dense else [0, *(found.end() for found in re.finditer(r"\s+", line))]
    at = draw.randint(1, _WORDS_BEFORE_LINK)
    while at < len(words):
        after = at + draw.randint(1, _WORDS_OF_LINK)
        if draw.random() < share:
            yield words[at]
            if after < len(words):
                yield words[after]
        at = after + draw.randint(1, _WORDS_BEFORE_LINK)
