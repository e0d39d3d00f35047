"""The tables of LINE_MODEL.md."""

from __future__ import annotations

import importlib.util
import itertools
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias

import numpy as np

from tests.benchmarks.line_model import altered, corpus, short, stack
from triage.arrays import Array
from triage.clean.scoring.choosing import content_lines
from triage.clean.scoring.features import PageLines
from triage.clean.scoring.line_model import LineModel

Pages: TypeAlias = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class ShortResult:
    """What the scorer says of a short page, how many of its lines are judged, are dirt that was left, content that was lost."""

    scored: dict[str, Any]
    lines: int
    left: int
    lost: int


ALTERED = {"broken": altered.broken, "lengthened": altered.lengthened}
_LEAST_WORDS, _LEAST_CHARACTERS = 4, 12


def scorer(labelled: Path) -> ModuleType:
    """The official scorer, which stands beside the data."""
    spec = importlib.util.spec_from_file_location("score_cleaned", labelled / "score_cleaned.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(labelled / "score_cleaned.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def cleaned(page: corpus.Page, keep: Sequence[bool]) -> str:
    """The kept lines, of repeated ones the first: what the cleaner's duplicate rule does, roughly."""
    seen: set[str] = set()
    kept = []
    for line, folded, wanted in zip(page.lines, page.folded, keep, strict=True):
        known = folded in seen and (len(folded.split()) >= _LEAST_WORDS or len(folded) >= _LEAST_CHARACTERS)
        if wanted and not known:
            kept.append(line)
            seen.add(folded)
    return "\n".join(kept)


def _rate(labelled: Path, pages: list[corpus.Page], scores: Sequence[Array], results: Pages) -> None:
    official = scorer(labelled)
    for page, score in zip(pages, scores, strict=True):
        keep = content_lines(score, PageLines(page.lines))
        results[page.dataset].append(official.score_page(page.row, cleaned(page, keep)))


def table(labelled: Path, results: Pages, names: Iterable[str] = corpus.TRAINING_SETS) -> float:
    """Print F1, precision, recall and exactness by set; returns the mean F1 of the eight sets."""
    official, found = scorer(labelled), []
    print("| set | pages | F1 | P | R | exact |\n|---|---|---|---|---|---|")
    for name in names:
        if rows := results.get(name):
            precision, recall, f1 = official.f1(rows)
            exact = np.mean([row["exact"] for row in rows])
            print(f"| {name} | {len(rows)} | {f1:.4f} | {precision:.4f} | {recall:.4f} | {exact:.3f} |", flush=True)
            found += [float(f1)] if name in corpus.SETS else []
    print(f"| mean | | {np.mean(found):.4f} | | | |", flush=True)
    return float(np.mean(found))


def cross_validation(labelled: Path, folds: Path, threads: int) -> None:
    """Train without each fold, sites kept together, and print how each model judges its fold: with the evidence of the folder and
    without. The models and their scores of all lines are kept in `folds`."""
    material = stack.prepare(corpus.load(labelled))
    folds.mkdir(parents=True, exist_ok=True)
    results: dict[str, Pages] = {kind: defaultdict(list) for kind in ("fold", "none")}
    others: dict[str, Pages] = {name: defaultdict(list) for name in ALTERED}
    shorts: dict[str, list[ShortResult]] = defaultdict(list)
    scores = {kind: np.zeros(len(material.fold), np.float32) for kind in results}
    for fold in range(corpus.FOLDS):
        data = stack.model_bytes(stack.train(material, material.fold != fold, threads=threads))
        (folds / f"{fold}.npz").write_bytes(data)
        model = LineModel(data)
        pages = [page for page in material.pages if page.fold == fold]
        for kind, found in results.items():
            own = model.score(corpus.page_lines(pages, kind))
            _rate(labelled, pages, own, found)
            scores[kind][material.fold == fold] = np.concatenate(own)
        for name, alter in ALTERED.items():
            made = [one for one in alter(material.pages) if material.pages[one.page].fold == fold]
            given = stack.made_lines(material.pages, made)
            _rate(labelled, [altered.page_of(material.pages[one.page], one) for one in made], model.score(given), others[name])
        _rate_short(labelled, material, fold, model, shorts)
        print(f"fold {fold} done", flush=True)
    np.save(folds / "scores.npy", scores["fold"])
    for kind, found in results.items():
        print("\nWith the evidence of the folder:\n" if kind == "fold" else "\nEach page alone:\n")
        table(labelled, found)
        reliability(scores[kind], material.target)
    for name, found in others.items():
        print(f"\nPages {name}, with the evidence of the folder or without:\n")
        table(labelled, found)
    short_table(labelled, shorts)


def _rate_short(
    labelled: Path, material: stack.Material, fold: int, model: LineModel, results: dict[str, list[ShortResult]]
) -> None:
    """How the model judges what is cut out of the pages of a fold."""
    official = scorer(labelled)
    cuts = [cut for cut in short.cuts(material.pages) if material.pages[cut.page].fold == fold]
    given = stack.made_lines(material.pages, cuts)
    for cut, lines, found in zip(cuts, given, model.score(given), strict=True):
        page, keep = short.page_of_cut(material.pages[cut.page], cut), content_lines(found, lines)
        judged = [(keeps, kind == "c") for keeps, kind in zip(keep, page.kinds, strict=True) if kind in "cb"]
        if judged:
            left, lost = sum(keeps > wanted for keeps, wanted in judged), sum(keeps < wanted for keeps, wanted in judged)
            results[cut.kind].append(ShortResult(official.score_page(page.row, cleaned(page, keep)), len(judged), left, lost))


def short_table(labelled: Path, results: dict[str, list[ShortResult]]) -> None:
    """Print how short pages are judged, line by line; F1 is that of the scorer."""
    official = scorer(labelled)
    print("\n| short pages | number | F1 | dirt left | content lost | without a wrong line |\n|---|---|---|---|---|---|")
    for kind in short.KINDS:
        found = results[kind]
        lines = sum(one.lines for one in found)
        left, lost = (sum(getattr(one, name) for one in found) / lines for name in ("left", "lost"))
        right = np.mean([one.left + one.lost == 0 for one in found])
        f1 = official.f1([one.scored for one in found])[2]
        print(f"| {kind} | {len(found)} | {f1:.4f} | {left:.4f} | {lost:.4f} | {right:.3f} |", flush=True)


def reliability(scores: Array, target: corpus.Target) -> None:
    """Print, by score, how many lines there are and what share of them is content."""
    asked = target.weight > 0
    print("\n| score | lines | mean score | content |\n|---|---|---|---|")
    edges = np.array([0, 0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1.0001])
    for low, high in itertools.pairwise(edges):
        inside = asked & (scores >= low) & (scores < high)
        if inside.any():
            mean, share = scores[inside].mean(), target.content[inside].mean()
            print(f"| {low:.2f}-{min(1, high):.2f} | {inside.sum()} | {mean:.3f} | {share:.3f} |", flush=True)


def _look_scores(lessons: Sequence[stack.Lesson], threads: int, without: int | None = None) -> Array:
    model = stack.fit_look(lessons, stack.FIRST_TREES, threads, without)
    return np.asarray(model.predict_proba(lessons[0].tables["fold"])[:, 1])


def _rate_lines(
    labelled: Path, material: stack.Material, scores: Array, chosen: Callable[[corpus.Page], bool], results: Pages
) -> None:
    by_page = np.split(scores, np.cumsum([len(page.lines) for page in material.pages])[:-1])
    wanted = [place for place, page in enumerate(material.pages) if chosen(page)]
    _rate(labelled, [material.pages[place] for place in wanted], [by_page[place] for place in wanted], results)


def without_sets(labelled: Path, models: Path, names: Iterable[str], threads: int) -> None:
    """Train a model without each set, and keep it in `models` under the name of the set."""
    material = stack.prepare(corpus.load(labelled))
    models.mkdir(parents=True, exist_ok=True)
    for name in names:
        fitted = stack.train(material, material.sets != name, threads=threads)
        (models / f"{name}.npz").write_bytes(stack.model_bytes(fitted))
        print(f"{name} done", flush=True)


def ablation(labelled: Path, threads: int) -> None:
    """First look alone, one fold: mean F1 without each group of features."""
    material = stack.prepare(corpus.load(labelled))
    begun = stack.begin(material, np.ones(len(material.fold), bool))
    names = begun.names
    groups = list(dict.fromkeys(name.partition(".")[0] for name in names))
    for group in ("none", *groups):
        kept = [place for place, name in enumerate(names) if not name.startswith(f"{group}.")]
        results: Pages = defaultdict(list)
        scores = _look_scores([lesson.of_columns(kept) for lesson in begun.lessons], threads, without=0)
        _rate_lines(labelled, material, scores, lambda page: page.fold == 0, results)
        print(f"\nwithout {group} ({len(names) - len(kept)} features):\n", flush=True)
        table(labelled, results)


def speed(labelled: Path, threads: int) -> None:
    """Milliseconds a page of the packaged model, in one go and page by page."""
    del threads
    given = corpus.page_lines(corpus.load(labelled))
    model = LineModel.load()
    model.score(given[:1])
    begin = time.perf_counter()
    model.score(given)
    together = time.perf_counter() - begin
    begin = time.perf_counter()
    for page in given:
        model.score([page])
    alone = time.perf_counter() - begin
    each = [seconds / len(given) * 1000 for seconds in (together, alone)]
    print(f"{len(given)} pages: {each[0]:.2f} ms a page in batches, {each[1]:.2f} ms one by one")


TABLES: dict[str, Callable[[Path, int], None]] = {
    "ablation": ablation,
    "speed": speed,
}
