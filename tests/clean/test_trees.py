"""Trees in flat arrays, against a walk through each. Made up."""

from __future__ import annotations

import numpy as np

from triage.clean.scoring.trees import Trees


def test_a_line_has_the_sum_of_the_leaves_that_its_answers_lead_to() -> None:
    made = np.random.default_rng(7)
    feature = np.repeat([0, 1, 3, 4], [2, 1, 2, 1])  # one isn't asked about, and two are asked about twice
    border = np.array([-0.5, 0.5, 0.0, -1.0, 1.0, 0.25], np.float32)
    questions, leaves = made.integers(0, 6, (5, 3)), made.normal(0, 0.3, (5, 8)).astype(np.float16)
    arrays = {"feature": feature.astype(np.uint8), "border": border, "questions": questions.astype(np.uint16), "leaves": leaves}
    arrays |= {"share": np.full((5, 8), 0.125, np.float16), "bias": np.array([0.5])}
    trees = Trees.from_arrays({f"t.{name}": values for name, values in arrays.items()}, "t")
    table = made.normal(0, 1, (700, 5)).astype(np.float32)
    answers = table[:, feature] > border
    places = (answers[:, questions] << np.arange(3)).sum(axis=2)
    expected = leaves.astype(np.float64)[np.arange(5), places].sum(axis=1) + 0.5
    assert np.array_equal(trees.log_odds(table), expected.astype(np.float32))
    moved = trees.contributions(table, np.arange(5))
    assert not moved[:, 2].any()
    assert moved[:, 3].any()
