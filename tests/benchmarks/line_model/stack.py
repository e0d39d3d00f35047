"""Training the whole: vocabulary, first look, second looks, calibration, on scores from folds that had not seen the page."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import numpy as np
from sklearn.isotonic import IsotonicRegression

from tests.benchmarks.line_model import fit
from tests.benchmarks.line_model.altered import Altered, broken, lengthened, page_of
from tests.benchmarks.line_model.corpus import FOLDS, Page, Target, page_lines, short_target, target
from tests.benchmarks.line_model.short import Cut, cuts, page_of_cut
from triage.arrays import Array
from triage.clean.scoring.features import PageLines, ReadPages, read_pages, table_from_answers
from triage.clean.scoring.features_line import measure
from triage.clean.scoring.features_second import second_columns
from triage.clean.scoring.trees import Trees
from triage.clean.scoring.vocabulary import Grams

Aim: TypeAlias = Callable[[list[Page], Array], Target]
Look: TypeAlias = Callable[[int | None], Any]
"""Fits trees to all lines that it may learn from but those of a fold."""

MADE = "made"
EVIDENCE = ("fold", "none", "set", "unread")
"""The first is given for every page, the others for one page in six each; `unread`: in a language that was never learned."""
FIRST_TREES, SECOND_TREES, SHORT_TREES = 250, 250, 250
_SHARE_OF_OTHERS = 6
_SHARE_OF_BROKEN, _SHARE_OF_LENGTHENED = 0.35, 0.2
_VOCABULARY_FOLDS = 12
"""Many, so that the answers in training know as many words as those of the whole vocabulary, which are asked later."""
_PAGES_AT_ONCE = 64
_KNOTS = 41
_FIXED_DATE = (2020, 1, 1, 0, 0, 0)


@dataclass
class Material:
    """Everything about the labelled pages that does not change from fit to fit."""

    pages: list[Page]
    reads: dict[str, list[ReadPages]]
    target: Target
    grams: Grams
    site: Array
    fold: Array
    words: Array

    @property
    def sets(self) -> Array:
        """The set of each line."""
        return np.array([page.dataset for page in self.pages])[self.target.page]


def prepare(pages: list[Page]) -> Material:
    """Measure all pages once."""
    reads = {kind: _read(page_lines(pages, kind)) for kind in EVIDENCE if kind != "unread"}
    reads["unread"] = reads["fold"]
    return _material(pages, reads, "fold", target)


def made_of(
    material: Material, found: Sequence[Altered | Cut], page_from: Callable[[Page, Any], Page], aimed: Aim = target
) -> tuple[Material, Array]:
    """Pages made of the labelled ones, and for each of their lines which line of `material` it is or was a part of."""
    pages = [page_from(material.pages[made.page], made) for made in found]
    starts = np.searchsorted(material.target.page, np.arange(len(material.pages)))
    lines = np.concatenate([starts[made.page] + np.array(made.lines) for made in found])
    made = _material(pages, {MADE: _read(made_lines(material.pages, found))}, MADE, aimed)
    return replace(made, site=material.site[lines]), lines


def short_articles(material: Material) -> tuple[Material, Array]:
    """As `made_of`, the short articles cut out of the pages; broken ones weigh less."""
    found = cuts(material.pages)
    made, lines = made_of(material, found, page_of_cut, short_target)
    is_broken = np.array([cut.kind == "broken" for cut in found])[made.target.page]
    weight = np.where(is_broken, np.float32(_SHARE_OF_BROKEN), np.float32(1)) * made.target.weight
    return replace(made, target=replace(made.target, weight=weight)), lines


def made_lines(pages: list[Page], found: Sequence[Altered | Cut]) -> list[PageLines]:
    """What the model is handed of each: its folder is that of the page, and a line is in as many documents as the one that it
    comes from."""
    whole = page_lines(pages)
    given = []
    for made in found:
        seen = whole[made.page].seen or ()
        counts = None if made.alone else [seen[at] for at in made.lines]
        given.append(PageLines(made.texts, counts, 1 if made.alone else whole[made.page].documents))
    return given


def _read(given: list[PageLines]) -> list[ReadPages]:
    return [read_pages(given[at : at + _PAGES_AT_ONCE]) for at in range(0, len(given), _PAGES_AT_ONCE)]


def _material(pages: list[Page], reads: dict[str, list[ReadPages]], kind: str, aimed: Aim) -> Material:
    own = reads[kind]
    words = np.concatenate([measure(read.text).words for read in own])
    offsets = np.cumsum([0] + [read.index.lines for read in own])
    found = Grams(
        np.concatenate([read.grams.line + offset for read, offset in zip(own, offsets, strict=False)]),
        np.concatenate([read.grams.hash for read in own]),
    )
    aim = aimed(pages, words)
    fold = np.array([page.fold for page in pages])[aim.page]
    site = np.unique([page.row["domain"] for page in pages], return_inverse=True)[1][aim.page]
    return Material(pages, reads, aim, found, site, fold, words)


def first_tables(material: Material, answers: Array, offsets: Array) -> tuple[dict[str, Array], list[str]]:
    """The first look's table for each kind of evidence, given what the vocabulary says of the lines; it says `offsets` of lines
    none of whose words it knows."""
    unread = np.broadcast_to(np.append(offsets, 0.0), answers.shape)
    tables: dict[str, Array] = {}
    names: list[str] = []
    for kind, reads in material.reads.items():
        parts, offset = [], 0
        for read in reads:
            told = unread if kind == "unread" else answers
            columns = table_from_answers(read, told[offset : offset + read.index.lines])
            names = list(columns)
            parts.append(np.stack(list(columns.values()), axis=1).astype(np.float32))
            offset += read.index.lines
        tables[kind] = np.concatenate(parts)
    return tables, names


def second_tables(
    material: Material, first: dict[str, Array], names: list[str], scores: dict[str, Array]
) -> tuple[dict[str, Array], list[str]]:
    """The second look's table: the first's and what its scores say."""
    place = names.index("shape.words")
    tables: dict[str, Array] = {}
    second_names: list[str] = []
    for kind, reads in material.reads.items():
        parts, offset = [], 0
        for read in reads:
            stretch = slice(offset, offset + read.index.lines)
            columns = second_columns(read.index, scores[kind][stretch], first[kind][stretch, place].astype(np.float64))
            second_names = list(columns)
            parts.append(np.stack(list(columns.values()), axis=1).astype(np.float32))
            offset += read.index.lines
        tables[kind] = np.concatenate([first[kind], np.concatenate(parts)], axis=1)
    return tables, names + second_names


@dataclass(frozen=True)
class Lesson:
    """What a look learns from: the lines of `rows`, told by each of `tables`, each with that `share` of its weight."""

    material: Material
    tables: dict[str, Array]
    rows: Array
    share: float = 1.0

    def without(self, fold: int | None) -> Array:
        """The lines that aren't of that fold."""
        return self.rows if fold is None else self.rows & (self.material.fold != fold)

    def of_columns(self, kept: Sequence[int]) -> Lesson:
        """The same, told by some columns of its tables."""
        return replace(self, tables={kind: table[:, kept] for kind, table in self.tables.items()})


def fit_look(lessons: Sequence[Lesson], trees: int, threads: int, without: int | None = None) -> Any:
    """Trees on the lines of the lessons that aren't of the fold `without`: all of them by the first table, those of one page in
    six by each other one."""
    chosen, contents, weights = [], [], []
    for lesson in lessons:
        aim, rows = lesson.material.target, lesson.without(without)
        for number, table in enumerate(lesson.tables.values()):
            part = rows if number == 0 else rows & (aim.page % _SHARE_OF_OTHERS == number)
            keep, weight = fit.thinned(aim, part)
            chosen.append(table[keep])
            contents.append(aim.content[keep])
            weights.append(weight * lesson.share)
    return fit.fit_trees(chosen, contents, weights, trees=trees, threads=threads)


def _probability(log_odds: Array) -> Array:
    return 1.0 / (1.0 + np.exp(-log_odds.astype(np.float64)))


@dataclass
class Fitted:
    """The arrays of a model, and what its tables' columns are called."""

    arrays: dict[str, Array]
    first_names: list[str]
    second_names: list[str]


def _folds(material: Material, rows: Array) -> list[int]:
    return [fold for fold in range(FOLDS) if (rows & (material.fold == fold)).any()]


def vocabulary_of(taught: Sequence[tuple[Material, Array]]) -> tuple[dict[str, Array], list[Array]]:
    """The vocabulary fitted to the rows of the first material, and its answers for all lines of each: for those of their rows the
    answers of vocabularies that had not seen the site."""
    material, rows = taught[0]
    vocabulary = fit.fit_vocabulary(material.grams, material.site, material.target, rows)
    answers = [fit.vocabulary_answers(one.grams, np.ones(len(own), bool), vocabulary) for one, own in taught]
    part = material.site % _VOCABULARY_FOLDS
    for fold in range(_VOCABULARY_FOLDS):
        unseen = fit.fit_vocabulary(material.grams, material.site, material.target, rows & (part != fold))
        for found, (one, own) in zip(answers, taught, strict=True):
            their = own & (one.site % _VOCABULARY_FOLDS == fold)
            found[their] = fit.vocabulary_answers(one.grams, their, unseen)
    return vocabulary, answers


@dataclass(frozen=True)
class Beginning:
    """The vocabulary; what the first look learns from: the labelled pages, broken ones and lengthened ones; and what the second
    look at short pages does. The columns of their tables have these `names`."""

    vocabulary: dict[str, Array]
    lessons: list[Lesson]
    short: Lesson
    names: list[str]


def begin(material: Material, rows: Array) -> Beginning:
    """Fit the vocabulary to the lines of `rows`, and make the tables of the first look."""
    made = (
        (made_of(material, broken(material.pages), page_of), _SHARE_OF_BROKEN),
        (made_of(material, lengthened(material.pages), page_of), _SHARE_OF_LENGTHENED),
        (short_articles(material), 1.0),
    )
    taught = [(material, rows, 1.0), *((one, rows[lines], share) for (one, lines), share in made)]
    vocabulary, answers = vocabulary_of([(one, own) for one, own, _ in taught])
    lessons: list[Lesson] = []
    names: list[str] = []
    for (one, own, share), said in zip(taught, answers, strict=True):
        tables, names = first_tables(one, said, vocabulary["vocabulary.offsets"])
        lessons.append(Lesson(one, tables, own, share))
    return Beginning(vocabulary, lessons[:-1], lessons[-1], names)


def train(material: Material, rows: Array, *, threads: int = 1) -> Fitted:
    """Train on the lines of `rows`."""
    begun = begin(material, rows)

    def first(without: int | None) -> Any:
        return fit_look(begun.lessons, FIRST_TREES, threads, without)

    unseeing = _without_folds(material, rows, first)
    arrays = begun.vocabulary | fit.tree_arrays(first(None), "first")
    lessons: list[Lesson] = []
    names: list[str] = []
    for lesson in begun.lessons:
        scores = _scores(unseeing, lesson.material, lesson.tables)
        tables, names = second_tables(lesson.material, lesson.tables, begun.names, scores)
        lessons.append(replace(lesson, tables=tables))
    begun.lessons.clear()

    def second(without: int | None) -> Any:
        return fit_look(lessons, SECOND_TREES, threads, without)

    looks = _without_folds(material, rows, second)
    arrays |= fit.tree_arrays(second(None), "second")
    arrays |= calibration_curve("second", _log_odds(looks, material, lessons[0].tables["fold"]), material.target, rows)
    lessons.clear()
    arrays |= short_look(begun.short, begun.names, unseeing, threads)
    return Fitted(arrays, begun.names, names)


def short_look(short: Lesson, names: list[str], unseeing: dict[int, Trees], threads: int) -> dict[str, Array]:
    """The second look at short pages. `unseeing`: first looks by the fold that they haven't seen."""
    material, aim = short.material, short.material.target
    table = second_tables(material, short.tables, names, _scores(unseeing, material, short.tables))[0][MADE]

    def look(without: int | None) -> Any:
        keep = np.flatnonzero(short.without(without) & (aim.weight > 0))
        return fit.fit_trees([table[keep]], [aim.content[keep]], [aim.weight[keep]], trees=SHORT_TREES, threads=threads)

    arrays = fit.tree_arrays(look(None), "short")
    looks = _without_folds(material, short.rows, look)
    return arrays | calibration_curve("short", _log_odds(looks, material, table), aim, short.rows)


def _without_folds(material: Material, rows: Array, look: Look) -> dict[int, Trees]:
    """For each fold of `rows` the trees that `look` fits to the others."""
    return {fold: Trees.from_arrays(fit.tree_arrays(look(fold), "look"), "look") for fold in _folds(material, rows)}


def _log_odds(looks: dict[int, Trees], material: Material, table: Array) -> Array:
    """What is said of the lines of each fold by the trees that had not seen it."""
    log_odds = np.zeros(len(table))
    for fold, look in looks.items():
        own = material.fold == fold
        log_odds[own] = look.log_odds(table[own])
    return log_odds


def _scores(looks: dict[int, Trees], material: Material, tables: dict[str, Array]) -> dict[str, Array]:
    return {kind: _probability(_log_odds(looks, material, table)) for kind, table in tables.items()}


def calibration_curve(prefix: str, log_odds: Array, aim: Target, rows: Array) -> dict[str, Array]:
    """A rising curve through what was measured, as points to interpolate between."""
    asked = rows & (aim.weight > 0)
    curve = IsotonicRegression(y_min=0.001, y_max=0.999, out_of_bounds="clip").fit(log_odds[asked], aim.content[asked])
    knots = np.unique(np.round(np.quantile(log_odds[asked], np.linspace(0, 1, 4 * _KNOTS)), 3))
    knots = np.unique(np.concatenate([knots, np.round(np.linspace(-6, 6, _KNOTS), 3)]))
    smooth = np.convolve(np.pad(curve.predict(knots), 2, "edge"), np.full(5, 0.2), "valid")
    return {f"{prefix}.log_odds": knots, f"{prefix}.probability": np.maximum.accumulate(smooth)}


def pack(arrays: dict[str, Array], provenance: dict[str, Any]) -> bytes:
    """An .npz whose bytes depend on its contents alone."""
    text = json.dumps(provenance, sort_keys=True, ensure_ascii=False, indent=1).encode()
    whole = arrays | {"provenance": np.frombuffer(text, np.uint8)}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(whole):
            member = io.BytesIO()
            np.save(member, np.ascontiguousarray(whole[name]))
            archive.writestr(zipfile.ZipInfo(f"{name}.npy", _FIXED_DATE), member.getvalue(), zipfile.ZIP_DEFLATED, 9)
    return packed.getvalue()


def model_bytes(fitted: Fitted, **facts: Any) -> bytes:
    """The weights file; it says of itself what it needs to be read, and `facts`."""
    names = {"first_features": fitted.first_names, "second_features": fitted.second_names}
    return pack(fitted.arrays, {"version": "line-model-3", **names, **facts})
