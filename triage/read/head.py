"""The first lines of a text, what is asked of them more than once, and where among them the article begins."""

from __future__ import annotations

from itertools import islice, takewhile

from triage.dates import is_only_a_date, is_only_a_day
from triage.paragraphs import is_sentence
from triage.phrases import is_phrase_of_pages, is_tool
from triage.read.beside import is_beside, signs_below
from triage.read.line_patterns import DENSE, DOUBTFUL, FIELD, PATH, apologies, is_own, weight
from triage.read.menus import is_menu, is_section

MUCH = 3  # so many times as much text further below is where the article begins
LONELY = 4  # so many short lines below a single long one part it from the body
FEW = 40  # lines
TOLD_BY = 40  # lines at the top of a longer text, of which it is
HEADLINE = 25  # how much a headline weighs at least, but for a few; a line of a menu weighs less
LEAST_OF_MENU, MOST_OF_MENU = 3, 60  # lines
LEAST_FIELDS, MOST_OF_FIELD = 3, 60  # lines, and how much one weighs
MUCH_OF_LINE = 120  # how much a paragraph weighs at least
LEAST_BELOW = 2  # lines below the only one that is known
MOST_OF_REST = 3  # lines of a menu below the last that is known
FULL_STOPS = (".", "。", "।", "۔")
GOES_ON = (",", ";", "،", "、", "，", "；")
NO_HEADING = (*FULL_STOPS, *GOES_ON, ":", "：")
DATED_TOP = 2  # lines, of which one may be today's date
ALL_TEXT = 0.8  # sentences, where no menu stands above them


class Head:
    """The first lines of a text, stripped, and what is asked of them more than once; `lowered` is all of them in lower case."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        text = "\n".join(lines)
        self.lowered = text.lower()
        self.weights = list(map(len if text.isascii() or not DENSE.search(text) else weight, lines))
        self.apologies = apologies(lines, self.lowered)
        self._own: dict[int, bool] = {}
        self._doubts: dict[int, bool] = {}
        self._beside: dict[int, bool] = {}
        self._menu_end = -1

    def is_own(self, at: int) -> bool:
        """Whether a line begins as a header, noise or a doubtful one does."""
        known = self._own.get(at)
        if known is None:
            known = self._own[at] = is_own(self.lines[at])
        return known

    def is_doubtful(self, at: int) -> bool:
        """Whether a line begins as pages begin their own, or excuses itself."""
        known = self._doubts.get(at)
        if known is None:
            line = self.lines[at]
            looks_so = self.is_own(at) and DOUBTFUL.match(line) is not None
            known = self._doubts[at] = looks_so or at in self.apologies or is_section(line)
        return known

    def is_beside(self, at: int) -> bool:
        """Whether a line stands beside headlines and is none."""
        known = self._beside.get(at)
        if known is None:
            line = self.lines[at]
            menu = self.menu_end()
            is_first = 0 < menu == at - 1 and not is_phrase_of_pages(self.lines[menu])
            is_signed = signs_below(self.lines, at, is_first=is_first)
            known = self._beside[at] = at < menu or is_signed or is_beside(line) or is_only_a_day(line)
        return known

    def menu_end(self) -> int:
        """Where the menu ends with which a page begins, a word or two a line: behind the last of these lines that menus have in
        common. 0 where there is none. A date below lines, and what shares or prints a text, stands below its headline."""
        if self._menu_end < 0:
            short = islice(takewhile(self._is_short, range(len(self.lines))), MOST_OF_MENU)
            known = [at for at in short if self._is_of_menus(self.lines[at])]
            if known and (dated := self._dated(known[-1])) < known[-1]:
                known = [at for at in known if at < dated]
            sure = len(known) > 1 or (len(known) == 1 and self._is_in_menu(known[0]))
            self._menu_end = known[-1] + 1 if sure and known[-1] >= LEAST_OF_MENU - 1 else 0
        return self._menu_end

    def _is_in_menu(self, at: int) -> bool:
        """Whether a word of menus stands among others, a word or two a line, of which a headline and its byline wouldn't be as
        many."""
        around = self.lines[1 : at + 1 + LEAST_BELOW]
        return len(around) == at + LEAST_BELOW and all(line.count(" ") < 2 and not is_tool(line) for line in around)

    def _is_short(self, at: int) -> bool:
        return self.weights[at] < HEADLINE and not is_sentence(self.lines[at])

    def _dated(self, stop: int) -> int:
        """The first line up to `stop` that is a date, and not today's above the menu."""
        return next((at for at in range(DATED_TOP, stop) if is_only_a_date(self.lines[at])), stop)

    @staticmethod
    def _is_of_menus(line: str) -> bool:
        return is_section(line) or (is_phrase_of_pages(line) and not is_tool(line))

    def path_end(self) -> int:
        """The line below the path that leads to the page, 0 where it has none above its text."""
        for at, line in enumerate(self.lines[:MOST_OF_MENU]):
            if self.weights[at] >= MUCH_OF_LINE:
                return 0
            if (">" in line or "»" in line or "›" in line or "/" in line) and PATH.match(line):
                return at + 1
        return 0

    def is_field(self, at: int) -> bool:
        """Whether a line is one of three or more fields on end: “Salary: 300 a week”. The first of them may as well be a headline
        above the others, if it says much."""
        if not self._says_field(at):
            return False
        above = sum(1 for _ in takewhile(self._says_field, range(at - 1, max(-1, at - LEAST_FIELDS), -1)))
        below = sum(1 for _ in takewhile(self._says_field, range(at + 1, min(len(self.lines), at + LEAST_FIELDS))))
        return above + below + 1 >= LEAST_FIELDS and (above > 0 or self.weights[at] < HEADLINE)

    def _says_field(self, at: int) -> bool:
        line = self.lines[at]
        return self.weights[at] <= MOST_OF_FIELD and FIELD.match(line) is not None

    def below_menu(self, begins: int) -> int:
        """The last line with which the article may begin, if line `begins` is the first. Right below what is known of a menu
        there may be more of it: then the headline is the last of a few short lines, or the line that ends them."""
        if not 0 < self.menu_end() <= begins:
            return begins
        last = begins
        for at in range(begins, min(len(self.lines), begins + MOST_OF_REST + 1)):
            line = self.lines[at]
            if is_sentence(line) or line.endswith(GOES_ON) or is_only_a_date(line) or self.is_beside(at):
                return last
            if self.weights[at] >= HEADLINE:
                return last if line.endswith(NO_HEADING) else at
            last = at
        return begins

    def is_above_menu(self, at: int) -> bool:
        """Whether the next line is a site's menu."""
        return at + 1 < len(self.lines) and is_menu(self.lines[at + 1])


def body_start(head: Head) -> int:
    """The line where the article begins: the start of the run with the largest sum of (length - 80); 0 without lines.

    One long line above many short ones, such as a list of sites, is a run by itself, and counts less than one of several. Where
    no line is long, as in verse, a recipe or an interview, it is the first sentence, and without any the line below the menu.
    """
    if (opening := _opening(head)) is not None:
        return opening
    best = alone = before = (0, 0)
    total = start = texts = shorts = 0
    few = len(head.lines) <= FEW
    for i, size in enumerate(head.weights):
        score = (min(size, 600) if i not in head.apologies else 0) - 80
        lonely = shorts == LONELY and texts == 1
        if lonely:
            alone, best = (best if best[0] > alone[0] else alone), before
        if lonely or total <= 0:
            total, start, texts, before = 0, i, 0, best
        total += score
        if score > 0:
            texts, shorts = texts + 1, 0
        else:
            shorts += 1
        # In a text of few lines a disclaimer below it may be longer than any of its paragraphs.
        if total > best[0] * (MUCH if few and best[1] != start else 1):
            best = total, start
    if best[0] == 0 == alone[0]:
        below = min(head.menu_end(), max(0, len(head.lines) - 1))
        return next((i for i, line in enumerate(head.lines) if is_sentence(line) and i not in head.apologies), below)
    return best[1] if 3 * best[0] >= alone[0] else alone[1]


def _opening(head: Head) -> int | None:
    """The first sentence of a text that is one from its first lines on, such as the minutes of a meeting, whose entries may all
    be short; None where it is the dump of a page."""
    if len(head.lines) <= FEW:
        return None
    sentences = [i for i in range(TOLD_BY) if is_sentence(head.lines[i])]
    return sentences[0] if len(sentences) >= ALL_TEXT * TOLD_BY else None
