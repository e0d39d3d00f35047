"""Copies decided as one: what is marked, asked and told, and which cluster comes next."""

from __future__ import annotations

import pytest

from tests.review.desk import drive, go, go_to
from triage.model import Answer
from triage.review import UNCHANGED, Review
from triage.review.cluster import ClusterReview


@pytest.fixture
def cluster(review: Review) -> ClusterReview:
    return ClusterReview(review)


def ids(cluster: ClusterReview) -> tuple[str, ...]:
    assert cluster.copies is not None
    return cluster.copies.ids


def opened(cluster: ClusterReview, id: str) -> None:
    go_to(cluster.review, id)
    assert cluster.open_here().message == ""


def test_the_document_that_was_open_is_laid_beside_the_best(cluster: ClusterReview):
    go_to(cluster.review, "alone.txt")
    assert cluster.open_here().message == "alone.txt has no copies here."
    opened(cluster, "ships-2.txt")
    assert (cluster.keeps, cluster.here) == (["ships-0.txt"], "ships-2.txt")
    opened(cluster, "ships-0.txt")
    assert cluster.here == "ships-1.txt"


def test_the_best_is_kept_and_the_next_cluster_shown(cluster: ClusterReview):
    opened(cluster, "bread-0.txt")
    outcome, asked = drive(cluster.review, cluster.do_cluster_keep())
    assert (outcome.message, asked) == ("cluster: kept bread-0.txt, rejected bread-1.txt", [])
    assert ids(cluster) == ("ships-0.txt", "ships-1.txt", "ships-2.txt")
    outcome, asked = drive(cluster.review, cluster.do_cluster_reject_all(), agrees=False)
    assert (outcome, asked[0].question) == (UNCHANGED, "Reject all 3 members?")
    outcome, _ = drive(cluster.review, cluster.do_cluster_reject_all())
    assert outcome.message.endswith(" · no undecided cluster left · on from the top")
    assert cluster.copies is None
    assert cluster.review.place.id == "alone.txt", "on to what is undecided"


def test_what_is_decided_already_is_asked_about(cluster: ClusterReview):
    go_to(cluster.review, "bread-0.txt")
    drive(cluster.review, cluster.review.decide(Answer.REJECT))
    opened(cluster, "bread-1.txt")
    cluster.move(-5)
    cluster.do_cluster_survivor()
    _, asked = drive(cluster.review, cluster.do_cluster_keep(), agrees=False)
    assert asked[0].question == "Change an answer that was given before?"
    assert asked[0].lines == ("bread-0.txt: reject -> keep",)


def test_one_has_to_be_kept(cluster: ClusterReview):
    opened(cluster, "ships-1.txt")
    cluster.do_cluster_also()
    assert cluster.keeps == ["ships-0.txt", "ships-1.txt"]
    cluster.do_cluster_also()
    cluster.move(-1)
    assert cluster.do_cluster_also().message.startswith("One member has to be kept")


def test_what_is_set_apart_leaves_the_others_as_they_were_marked(cluster: ClusterReview):
    opened(cluster, "ships-1.txt")
    cluster.do_cluster_survivor()
    cluster.move(1)
    assert "won't be shown with them again" in cluster.do_cluster_apart().message
    assert (ids(cluster), cluster.keeps) == (("ships-0.txt", "ships-1.txt"), ["ships-1.txt"])
    cluster.move(1)
    assert cluster.do_cluster_apart().message.endswith("again · on from the top")
    assert ids(cluster) == ("bread-0.txt", "bread-1.txt")


def test_nothing_is_gone_on_to_where_nothing_changes(cluster: ClusterReview):
    opened(cluster, "bread-0.txt")
    drive(cluster.review, cluster.do_cluster_defer())
    assert cluster.do_cluster_next().message == "No other undecided cluster."
    opened(cluster, "bread-0.txt")
    assert drive(cluster.review, cluster.do_cluster_defer())[0].message == "Nothing to change here; n goes to the next cluster."
    assert ids(cluster) == ("bread-0.txt", "bread-1.txt")
    go(cluster.review, cluster.do_cluster_leave())
    assert (cluster.copies, cluster.review.place.id) == (None, "bread-0.txt")


def test_each_cluster_is_come_to_once_however_its_members_lie_in_the_list(cluster: ClusterReview):
    cluster.review.sort_by("-words")  # members of both stand between each other
    order = [id[:5] for id in cluster.review.listing.ids() if id != "alone.txt"]
    assert order not in (sorted(order), sorted(order, reverse=True))
    first = cluster.review.listing.ids()[0]
    opened(cluster, first)
    cluster.do_cluster_next()
    assert ids(cluster)[0][:5] != first[:5]
    assert cluster.do_cluster_next().message == "On from the top."
    assert ids(cluster)[0][:5] == first[:5]
    cluster.do_cluster_next()
    assert ids(cluster)[0][:5] != first[:5]


def test_undo_goes_to_the_cluster_that_it_was_about(cluster: ClusterReview):
    opened(cluster, "bread-0.txt")
    drive(cluster.review, cluster.do_cluster_keep())
    outcome, _ = drive(cluster.review, cluster.do_edit_undo())
    assert outcome.message.startswith("undone: cluster of 2 documents")
    assert ids(cluster) == ("bread-0.txt", "bread-1.txt")


def test_what_is_carried_out_leads_nowhere_once_something_else_is_shown(cluster: ClusterReview):
    opened(cluster, "bread-0.txt")
    cluster.is_shown = lambda: False
    drive(cluster.review, cluster.do_cluster_keep())
    assert ids(cluster) == ("bread-0.txt", "bread-1.txt")


def test_how_many_clusters_are_left_is_told_where_that_takes_no_time(cluster: ClusterReview, monkeypatch: pytest.MonkeyPatch):
    opened(cluster, "bread-0.txt")
    assert cluster.left == 2
    cluster.do_cluster_apart()
    assert cluster.left == 1, "who was set apart is no copy to decide"
    drive(cluster.review, cluster.do_cluster_defer())
    assert cluster.session.clusters.left() == 0
    monkeypatch.setattr("triage.session.clusters._COUNTED", 2)
    assert cluster.session.clusters.left() is None
