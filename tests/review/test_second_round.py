"""Through what is decided already once more: a filter by answer or staleness, and a command a document."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.review.desk import desk, drive, go, go_to
from triage.decide import Decide
from triage.model import Answer
from triage.review import Outcome, Review
from triage.review.cluster import ClusterReview

THREE = ("alone.txt", "bread-0.txt", "bread-1.txt")
THROUGH = "you have been through all that the filter shows; Esc in the list shows all documents"


def deferred(review: Review, *ids: str) -> None:
    review.session.apply(Decide(tuple(ids), Answer.DEFER))
    review.filter("answer:defer")
    go(review, Outcome())


def decide(review: Review, answer: Answer) -> Outcome:
    return drive(review, review.decide(answer))[0]


def test_deciding_goes_on_to_the_next_that_was_not_decided_since_the_filter(review: Review):
    deferred(review, *THREE)
    go_to(review, "bread-0.txt")
    decide(review, Answer.KEEP)
    assert review.place.id == "bread-1.txt"
    assert decide(review, Answer.DEFER).message == "bread-1.txt is deferred already · on from the top"
    assert review.place.id == "alone.txt", "from the other end"
    assert decide(review, Answer.KEEP).left == THROUGH
    for _ in range(2):
        drive(review, review.do_edit_undo())
    assert review.place.id == "bread-0.txt"
    decide(review, Answer.REJECT)
    assert review.place.id == "alone.txt", "what was taken back is left again"


def test_a_filter_that_is_applied_again_begins_anew(review: Review):
    deferred(review, *THREE)
    assert [decide(review, Answer.DEFER).left for _ in THREE] == ["", "", THROUGH]
    review.filter(review.where)
    decide(review, Answer.DEFER)
    assert review.place.id == "alone.txt"


def test_copies_that_were_decided_as_one_are_not_come_back_to(review: Review):
    deferred(review, "alone.txt", "ships-0.txt", "ships-1.txt", "ships-2.txt")
    go_to(review, "ships-2.txt")
    cluster = ClusterReview(review)
    cluster.open_here()
    drive(review, cluster.do_cluster_keep())
    assert review.place.id == "alone.txt"
    assert decide(review, Answer.DEFER).left == THROUGH


def test_answers_of_a_selection_are_confirmed_each_as_it_is(folder: Path, tmp_path: Path):
    shutil.copytree(folder, root := tmp_path / "corpus")
    answers = dict(zip(THREE, (Answer.KEEP, Answer.REJECT, Answer.DEFER), strict=True))
    with desk(root, tmp_path / "state") as review:
        for id, given in answers.items():
            review.session.apply(Decide((id,), given))
            with (root / id).open("a") as file:
                file.write("\nThe fog came back on the tenth day, and stayed for three weeks, the keeper of the moor said.\n")
    with desk(root, tmp_path / "state") as review:
        corpus = review.session.corpus
        review.filter("stale:yes")
        review.rows.select_all()
        assert drive(review, review.do_decide_confirm())[0].message == "still right: 3 documents"
        assert {row.id: row.answer for row in map(corpus.row, THREE) if row is not None} == answers
        assert corpus.count("stale:yes") == 0
        drive(review, review.do_edit_undo())
        assert corpus.count("stale:yes") == 3
