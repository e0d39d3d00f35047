"""Fitting the parts: the vocabulary's weights and the boosted trees."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import scipy.sparse
from catboost import CatBoostClassifier
from sklearn.linear_model import SGDClassifier

from tests.benchmarks.line_model.corpus import Target
from triage.arrays import Array
from triage.clean.scoring.vocabulary import BUCKETS, Grams, Vocabulary, answers, buckets, marks

Arrays: TypeAlias = dict[str, Array]

_NEAR_ARTICLE = 10
_NEAR_CONTENT = 25
_THINNED_TO = 4
_LEAST_SITES = 3
_SEED = 3


def owners(found: Grams, site: Array, rows: Array) -> Array:
    """The gram that owns each bucket, 0 where none does: that of most sites among the lines of `rows`, and of three at least."""
    asked = rows[found.line]
    known, number = np.unique(found.hash[asked], return_inverse=True)
    pairs = np.unique(number.astype(np.int64) * (int(site.max()) + 1) + site[found.line[asked]])
    sites = np.bincount(pairs // (int(site.max()) + 1), minlength=len(known))
    often = sites >= _LEAST_SITES
    known, sites = known[often], sites[often]
    place = buckets(known)
    order = np.lexsort((known, -sites, place))
    first = np.flatnonzero(np.diff(place[order], prepend=-1))
    owning = np.zeros(BUCKETS, np.uint64)
    owning[place[order][first]] = known[order][first]
    return owning


def gram_matrix(found: Grams, owned: Array, lines: int) -> Any:
    """Lines x buckets of the known grams, each row scaled as `vocabulary.answers` does it."""
    scale = 1.0 / np.sqrt(np.maximum(1, np.bincount(found.line, minlength=lines)))
    place = buckets(found.hash)
    known = np.flatnonzero(owned[place] == marks(found.hash))
    line = found.line[known]
    return scipy.sparse.csr_matrix((scale[line].astype(np.float32), (line, place[known])), shape=(lines, BUCKETS))


def _nearest_content(target: Target) -> tuple[Array, Array]:
    """For each line the distance to the nearest content above it and below it on its page; very large where none."""
    index = np.arange(len(target.content))
    is_content = target.content > 0
    starts = np.searchsorted(target.page, target.page, "left")
    stops = np.searchsorted(target.page, target.page, "right")
    above = np.concatenate([[-1], np.maximum.accumulate(np.where(is_content, index, -1))[:-1]])
    below = np.concatenate([np.minimum.accumulate(np.where(is_content, index, len(index))[::-1])[::-1][1:], [len(index)]])
    far = 1 << 30
    return np.where(above >= starts, index - above, far), np.where(below < stops, below - index, far)


def fit_vocabulary(found: Grams, site: Array, target: Target, rows: Array) -> Arrays:
    """Weights (one byte each) for the three questions: content; does the article go on below; has it begun above. `site` is a
    number a line."""
    owning = owners(found, site, rows)
    owned = np.where(owning > 0, marks(owning), np.uint8(0))
    matrix = gram_matrix(found, owned, len(rows))
    above, below = _nearest_content(target)
    far = 1 << 30
    labelled = target.weight > 0
    is_content = target.content > 0
    ones = np.ones(len(target.content))
    tasks = (
        (is_content, labelled, target.weight),
        (below < far, labelled & ((above <= _NEAR_ARTICLE) | (is_content & (below < far))), ones),
        (above < far, labelled & ((below <= _NEAR_ARTICLE) | (is_content & (above < far))), ones),
    )
    columns, offsets = [], []
    for answer, asked, weight in tasks:
        keep = np.flatnonzero(asked & rows)
        model = SGDClassifier(loss="log_loss", alpha=4e-6, max_iter=5, tol=None, random_state=1, average=True)
        model.fit(matrix[keep], answer[keep], sample_weight=np.sqrt(weight[keep] / weight[keep].mean()))
        columns.append(model.coef_[0])
        offsets.append(float(model.intercept_[0]))
    weights = np.stack(columns, axis=1)
    steps = np.abs(weights).max(axis=0) / 127
    return {
        "vocabulary.weights": np.rint(weights / steps).astype(np.int8),
        "vocabulary.steps": steps.astype(np.float64),
        "vocabulary.offsets": np.array(offsets),
        "vocabulary.marks": owned,
    }


def vocabulary_answers(found: Grams, rows: Array, fitted: Arrays) -> Array:
    """What the fitted vocabulary says of the lines of `rows`."""
    weights = fitted["vocabulary.weights"].astype(np.float64) * fitted["vocabulary.steps"]
    asked = rows[found.line]
    chosen = Grams(found.line[asked], found.hash[asked])
    return answers(chosen, Vocabulary(weights, fitted["vocabulary.offsets"], fitted["vocabulary.marks"]), len(rows))[rows]


def thinned(target: Target, rows: Array) -> tuple[Array, Array]:
    """Lines to train on and their weights: of those far from all content one in four, for four."""
    above, below = _nearest_content(target)
    near = (np.minimum(above, below) <= _NEAR_CONTENT) | (target.content > 0)
    taken = near | (np.arange(len(near)) % _THINNED_TO == 0)
    keep = np.flatnonzero(rows & taken & (target.weight > 0))
    return keep, np.where(near[keep], 1.0, float(_THINNED_TO)) * target.weight[keep]


def fit_trees(
    tables: list[Array], contents: list[Array], weights: list[Array], *, trees: int, threads: int = 1
) -> CatBoostClassifier:
    """Boosted symmetric trees over the stacked `tables`."""
    model = CatBoostClassifier(
        iterations=trees,
        depth=6,
        learning_rate=0.12,
        l2_leaf_reg=6,
        border_count=48,
        random_seed=_SEED,
        thread_count=threads,
        boosting_type="Plain",
        bootstrap_type="Bernoulli",
        subsample=0.7,
        rsm=0.35,
        score_function="L2",
        verbose=False,
        allow_writing_files=False,
    )
    model.fit(np.concatenate(tables), np.concatenate(contents), sample_weight=np.concatenate(weights))
    return model


def tree_arrays(model: CatBoostClassifier, prefix: str) -> Arrays:
    """The trees as the flat arrays that `triage.clean.scoring.trees` reads."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        dumped = json.loads(path.read_text(encoding="utf-8"))
    trees = dumped["oblivious_trees"]
    asked = [[(int(s["float_feature_index"]), float(s["border"])) for s in tree["splits"]] for tree in trees]
    depth = max(map(len, asked))
    questions = sorted({question for tree in asked for question in tree})
    number = {question: place for place, question in enumerate(questions)}
    table = np.zeros((len(trees), depth), np.uint16)
    leaves, share = np.zeros((len(trees), 1 << depth), np.float32), np.zeros((len(trees), 1 << depth), np.float32)
    for row, (tree, splits) in enumerate(zip(trees, asked, strict=True)):
        padded = splits + [splits[0]] * (depth - len(splits))
        table[row] = [number[question] for question in padded]
        copies = 1 << (depth - len(splits))
        leaves[row] = np.tile(tree["leaf_values"], copies)
        weights = np.asarray(tree["leaf_weights"], np.float64)
        share[row] = np.tile(weights / max(1e-9, weights.sum()) / copies, copies)
    return {
        f"{prefix}.feature": np.array([feature for feature, _ in questions], np.uint8),
        f"{prefix}.border": np.array([border for _, border in questions], np.float32),
        f"{prefix}.questions": table,
        f"{prefix}.leaves": leaves.astype(np.float16),
        f"{prefix}.share": share.astype(np.float16),
        f"{prefix}.bias": np.array(dumped["scale_and_bias"][1][0], np.float64),
    }
