"""The measured line model: the probability that a line of a page belongs to the article, and why.

Two looks. The first scores every line by its own words and shape, by its surroundings, and by how often it stands in other
documents; the second scores it again, knowing what the first said of all lines of the page. There are two second looks: one
has learned from whole pages, one from short articles with some dirt, which are judged otherwise. The weights are one small file,
made by `tests/benchmarks/train_line_model.py`; what was measured stands in `tests/benchmarks/LINE_MODEL.md`.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import compress, count
from typing import Any, NamedTuple

import numpy as np

from triage.arrays import Array
from triage.clean.lines.page_index import PageIndex
from triage.clean.scoring.choosing import SHORT_PAGE
from triage.clean.scoring.features import PageLines, ReadPages, line_table, read_pages, without_evidence
from triage.clean.scoring.features_second import second_columns
from triage.clean.scoring.legible import NOTHING_TO_READ, legible, of_all, place_of, with_paragraphs
from triage.clean.scoring.long_texts import part, parts_of
from triage.clean.scoring.reasons import LineFacts, phrases, strongest
from triage.clean.scoring.trees import Trees
from triage.clean.scoring.unread import doubted
from triage.clean.scoring.vocabulary import Vocabulary
from triage.clean.scoring.without_neighbours import by_itself, loses_much, shares_little, unseen

__all__ = ["LineModel", "PageLines"]


WEIGHTS = "line_model.npz"
_LINES_AT_ONCE = 3000
"""Pages are scored together up to this many lines: enough to spread numpy's fixed costs, small enough for the caches."""


class LineModel:
    """The model of one weights file."""

    def __init__(self, data: bytes) -> None:
        with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
            self._arrays: dict[str, Array] = {name: arrays[name] for name in arrays.files}
        self.sha256 = hashlib.sha256(data).hexdigest()
        self.provenance: dict[str, Any] = json.loads(self._arrays["provenance"].tobytes())
        steps = self._arrays["vocabulary.steps"]
        self._vocabulary = Vocabulary(
            weights=self._arrays["vocabulary.weights"].astype(np.float64) * steps,
            offsets=self._arrays["vocabulary.offsets"],
            marks=self._arrays["vocabulary.marks"],
        )
        self._first = Trees.from_arrays(self._arrays, "first")
        self._looks = {short: _SecondLook(self._arrays, "short" if short else "second") for short in (False, True)}
        self._first_names: list[str] = self.provenance["first_features"]
        self._second_names: list[str] = self.provenance["second_features"]

    @classmethod
    def load(cls) -> LineModel:
        """The packaged model; read once."""
        return _packaged()

    def score(self, pages: Sequence[PageLines]) -> list[Array]:
        """For each page, line by line, the probability that the line is content; calibrated, but for paragraphs known as such,
        and for pages in other languages than those that were learned, whose scores are lowered."""
        read = [legible(page) for page in pages]
        scores: list[Array] = [np.zeros(0, np.float32) for _ in pages]
        order = sorted(range(len(read)), key=lambda at: _is_short(read[at]))
        for places in _batches([read[at] for at in order]):
            members = [order[place] for place in places]
            batch = [read[member] for member in members]
            found, alone = self._scores(batch)
            for at, other in alone.items():
                found[at] = np.where(unseen(batch[at]), np.maximum(found[at], other), found[at])
            for member, one in zip(members, found, strict=True):
                scores[member] = one
        return [with_paragraphs(page, of_all(page, found)) for page, found in zip(pages, scores, strict=True)]

    def _scores(self, pages: Sequence[PageLines]) -> tuple[list[Array], dict[int, Array]]:
        """The scores of the pages of a batch, the short ones last, as the model has learned it; and, by place, those that pages
        which lose much by the first would have without other documents."""
        sizes = [len(page.texts) for page in pages]
        parts = [part(page, lines) for page in pages for lines in parts_of(page)]
        tables = [self._table(read_pages([parts[at] for at in members])) for members in _batches(parts)]
        known, ends = (
            _cut([table.rows[self._first_names.index(name)] for table in tables], sizes)
            for name in ("words.known", "shape.ends_sentence")
        )
        scores = [*map(doubted, self._looked_at(tables, sizes), known, ends)]
        losing = [loses_much(page, found) for page, found in zip(pages, scores, strict=True)]
        if not any(losing):
            return scores, {}
        chosen = _cut([np.repeat(losing, sizes)], [table.pages.lines for table in tables])
        alone = [self._by_itself(table, lines) for table, lines in zip(tables, chosen, strict=True) if lines.any()]
        again = self._looked_at(alone, [*compress(sizes, losing)])
        found = [*map(doubted, again, compress(known, losing), compress(ends, losing))]
        return scores, dict(zip(compress(count(), losing), found, strict=True))

    def _looked_at(self, tables: Sequence[_Table], sizes: Sequence[int]) -> list[Array]:
        """The scores of pages of these sizes, whose lines the tables have."""
        whole = sum(size for size in sizes if size > SHORT_PAGE)
        found: list[Array] = []
        for table in tables:
            parts = (False, table.rows[:, :whole]), (True, table.rows[:, whole:])
            found += [self._looks[is_short].score(rows.T) for is_short, rows in parts if rows.size]
            whole = max(0, whole - table.pages.lines)
        return _cut(found, sizes)

    def explain(self, page: PageLines, lines: Sequence[int], content: Sequence[bool]) -> list[tuple[str, ...]]:
        """Up to three reasons for each of `lines`, strongest first; `content` says whether each was held to be content."""
        read, places = legible(page), place_of(page)
        asked = {places[at]: said for at, said in zip(lines, content, strict=True) if at in places}
        apart = self._apart(read)
        told = self._explain_parts(read, {at: said for at, said in asked.items() if at not in apart})
        told |= self._explain_parts(by_itself(read), {at: said for at, said in asked.items() if at in apart})
        return [told[places[at]] if at in places else NOTHING_TO_READ for at in lines]

    def _apart(self, page: PageLines) -> frozenset[int]:
        """The lines whose score is the one that they have without other documents. Most pages needn't be scored to tell."""
        if not shares_little(page):
            return frozenset()
        (scores,), alone = self._scores([page])
        return frozenset(np.flatnonzero(unseen(page) & (alone[0] > scores)).tolist()) if alone else frozenset()

    def _explain_parts(self, page: PageLines, asked: Mapping[int, bool]) -> dict[int, tuple[str, ...]]:
        told: dict[int, tuple[str, ...]] = {}
        for stretch in parts_of(page):
            inside = [at for at in asked if at in stretch]
            if inside:
                places, likely = [at - stretch.start for at in inside], [asked[at] for at in inside]
                told |= zip(inside, self._explain(part(page, stretch), places, likely), strict=True)
        return told

    def _explain(self, page: PageLines, lines: Sequence[int], likely: Sequence[bool]) -> list[tuple[str, ...]]:
        table, look = self._table(read_pages([page])), self._look(page)
        first, second = table.rows[: len(self._first_names)].T, table.rows.T
        chosen = np.asarray(lines, np.int64)
        names, moved = self._moved(first[chosen], second[chosen], look.trees)
        columns = {name: first[chosen, place] for place, name in enumerate(self._first_names)}
        columns["seen"] = np.full(len(chosen), -1.0) if page.seen is None else np.asarray(page.seen, np.float64)[chosen]
        return [
            phrases(groups, LineFacts(columns, place), content=said)
            for place, (groups, said) in enumerate(zip(strongest(names, moved, likely), likely, strict=True))
        ]

    def _moved(self, first: Array, second: Array, trees: Trees) -> tuple[list[str], Array]:
        """By group what moved the second look; where that was the first look's own score, what had moved that."""
        names = sorted({_group(name) for name in (*self._first_names, *self._second_names)})
        numbers = {name: place for place, name in enumerate(names)}
        first_groups = np.array([numbers[_group(name)] for name in self._first_names])
        second_groups = np.array([numbers[_group(name)] for name in self._second_names])
        second_groups[self._second_names.index("second.own")] = len(names)
        earlier = self._first.contributions(first, first_groups)
        moved = trees.contributions(second, second_groups)
        own = np.abs(moved[:, len(names) :])
        moved = moved[:, : len(names)]
        whole = np.abs(earlier).sum(axis=1, keepdims=True)
        moved[:, : earlier.shape[1]] += own * earlier / np.where(whole > 0, whole, 1.0)
        return names, moved

    def _look(self, page: PageLines) -> _SecondLook:
        return self._looks[_is_short(page)]

    def _table(self, read: ReadPages) -> _Table:
        table = _Table(read.index, np.empty((len(self._second_names), read.index.lines), np.float32))
        _fill(table.rows[: len(self._first_names)], line_table(read, self._vocabulary), self._first_names)
        return self._looked_at_again(table)

    def _by_itself(self, table: _Table, lines: Array) -> _Table:
        """The table of some of its pages, all the `lines` of these, as if nothing were known of other documents."""
        pages = PageIndex(table.pages.sizes[lines[table.pages.starts]])
        alone = _Table(pages, table.rows.compress(lines, axis=1))
        for name, column in without_evidence(pages).items():
            alone.rows[self._first_names.index(name)] = column
        return self._looked_at_again(alone)

    def _looked_at_again(self, table: _Table) -> _Table:
        """With the second look's own columns, which stand below the first look's."""
        own = len(self._first_names)
        first = table.rows[:own].T
        probability = 1.0 / (1.0 + np.exp(-self._first.log_odds(first).astype(np.float64)))
        log_words = first[:, self._first_names.index("shape.words")].astype(np.float64)
        _fill(table.rows[own:], second_columns(table.pages, probability, log_words), self._second_names[own:])
        return table


class _Table(NamedTuple):
    """What is known of the lines of some pages: a row for each column of both looks, since the trees read them one by one."""

    pages: PageIndex
    rows: Array


class _SecondLook:
    """Trees, and the curve that makes probabilities of what they say."""

    def __init__(self, arrays: Mapping[str, Array], prefix: str) -> None:
        self.trees = Trees.from_arrays(arrays, prefix)
        self._log_odds, self._probability = arrays[f"{prefix}.log_odds"], arrays[f"{prefix}.probability"]

    def score(self, table: Array) -> Array:
        """The calibrated probability of each line of `table`."""
        return np.interp(self.trees.log_odds(table), self._log_odds, self._probability).astype(np.float32)


def _group(feature: str) -> str:
    """The part of a feature's name before the dot."""
    return feature.partition(".")[0]


@cache
def _packaged() -> LineModel:
    return LineModel(resources.files("triage.clean.scoring").joinpath(WEIGHTS).read_bytes())


def _fill(rows: Array, columns: Mapping[str, Array], names: Sequence[str]) -> None:
    """Puts the named columns into `rows`."""
    for row, name in zip(rows, names, strict=True):
        row[:] = columns[name]


def _cut(values: Sequence[Array], sizes: Sequence[int]) -> list[Array]:
    """The values, end to end, cut to stretches of these sizes."""
    return np.split(np.concatenate(values), np.cumsum(sizes)[:-1])


def _is_short(page: PageLines) -> bool:
    return len(page.texts) <= SHORT_PAGE


def _batches(pages: Sequence[PageLines]) -> Iterator[list[int]]:
    """The pages that aren't empty, in order, up to so many lines at once."""
    batch: list[int] = []
    lines = 0
    for number, page in enumerate(pages):
        if not len(page.texts):
            continue
        if batch and lines + len(page.texts) > _LINES_AT_ONCE:
            yield batch
            batch, lines = [], 0
        batch.append(number)
        lines += len(page.texts)
    if batch:
        yield batch
