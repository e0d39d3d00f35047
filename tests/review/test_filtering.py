"""Filters, orders, views and selections: which documents are shown, and where the cursor stands among them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.review.desk import desk, drive, go_to
from tests.two_clusters import make
from triage.errors import UsageError
from triage.model import Answer
from triage.review import Review
from triage.session import Decide, Session


def ids(review: Review) -> list[str]:
    return review.listing.ids(0, len(review.listing))


def test_the_cursor_stays_on_its_document_else_goes_to_the_first_that_fits(review: Review):
    go_to(review, "ships-1.txt")
    review.filter("harbour")
    assert (ids(review), review.place.id) == (["ships-0.txt", "ships-1.txt", "ships-2.txt"], "ships-1.txt")
    assert review.filter_outcome().message == "3 documents fit: harbour"
    review.filter("bakery")
    assert review.place.id == "bread-0.txt"


def test_where_nothing_fits_the_place_before_is_remembered(review: Review):
    go_to(review, "ships-1.txt")
    review.filter("tag:none answer:keep")
    assert (len(review.listing), review.row) == (0, None)
    assert review.do_select_leave().message == "All documents are shown."
    assert review.place.id == "ships-1.txt"


def test_what_is_no_filter_leaves_all_as_it_was(review: Review):
    review.filter("harbour")
    with pytest.raises(UsageError):
        review.filter("words<x")
    with pytest.raises(UsageError):
        review.sort_by("nonsense")
    assert (review.where, review.sort, len(review.listing)) == ("harbour", "undecided", 3)


def test_words_that_stand_nowhere_are_looked_for_in_titles_where_that_is_quick(review: Review, monkeypatch: pytest.MonkeyPatch):
    review.filter("shisp", likeness=True)
    assert (review.where.partition("~")[0], len(review.listing)) == ("title", 3)
    review.filter("shisp")
    assert (review.where, len(review.listing)) == ("shisp", 0)
    monkeypatch.setattr("triage.review.filtering.MOST_COMPARED", 5)
    review.filter("shisp", likeness=True)
    assert (review.where, len(review.listing)) == ("shisp", 0)


def test_another_list_is_told_with_what_is_selected_no_more(review: Review):
    told: list[bool] = []
    review.listed = told.append
    review.rows.select_all()
    assert review.do_find_sort().message == "Sorted by name · nothing is selected any more"
    assert review.do_find_sort_back().message == "Sorted by undecided."
    review.filter("harbour")
    assert told == [False, False, True]


def test_a_filter_begins_a_round_and_what_was_touched_may_go(review: Review):
    review.rows.select_all()
    drive(review, review.decide(Answer.DEFER))
    assert len(review.touched) == 6
    review.filter("answer:defer")
    assert not review.touched
    assert review.round.is_second


def test_views_are_saved_shown_and_removed(review: Review):
    review.filter("harbour")
    assert review.save_view("port").message == "The view port is saved: harbour · undecided"
    assert review.save_view("port").message.startswith("The view port was replaced")
    review.filter("")
    review.scans = True
    assert review.show_view("port").message == "port: 3 documents fit harbour, sorted by undecided · so far."
    assert review.remove_view("port").message == "The view port is removed; no document was touched."
    assert review.show_view("port").style == "error"


def test_runs_of_documents_and_of_blocks(review: Review):
    assert review.select_rows().message.startswith("1 document selected")
    review.rows.cursor += 2
    assert review.chosen_ids == ["alone.txt", "bread-0.txt", "bread-1.txt"]
    assert review.select_rows().message == "Nothing is selected any more."
    assert review.do_select_all().message.startswith("6 documents selected")
    assert [review.do_select_leave().message for _ in range(2)] == ["Nothing is selected any more.", "Nothing is selected."]
    assert review.select_blocks().message == "There is no block to select."
    go_to(review, "ships-0.txt")
    review.focused = lambda: 2
    assert review.select_blocks().message.startswith("1 block selected")
    review.focused = lambda: 4
    assert review.chosen_blocks == (2, 3, 4)
    go_to(review, "ships-1.txt")
    assert review.chosen_blocks == (4,), "a run is of one document"
    go_to(review, "ships-0.txt")
    assert review.select_blocks().message == "No blocks are selected any more."


def test_a_filter_ends_with_the_list_as_it_was_left(review: Review):
    """What was decided under it stays in its place, as what was decided before it does."""
    before = ids(review)
    drive(review, review.decide(Answer.KEEP))
    review.filter("harbour")
    for _ in range(2):
        drive(review, review.decide(Answer.REJECT))
    review.filter("bakery")
    assert review.do_select_leave().message == "All documents are shown."
    assert ids(review) == before
    review.renew()
    assert ids(review) == before, "in a scan, too"
    review.filter("")
    assert ids(review) != before, "applied again, what is decided comes last"


def test_a_filter_ends_with_what_a_scan_has_brought_meanwhile(review: Review):
    before = ids(review)
    review.filter("harbour")
    drive(review, review.decide(Answer.REJECT))
    review.renew()
    review.filter("")
    assert ids(review) == before
    review.filter("harbour")
    review.sort_by("id")
    review.filter("")
    assert ids(review) == sorted(before), "another order holds for all"
    review.filter("harbour")
    review.sort_by("undecided")
    review.filter("", "id")
    assert (ids(review), review.sort) == (sorted(before), "id")


def test_a_scan_that_ends_while_rows_are_selected_is_not_forgotten(tmp_path: Path):
    """While they are, the list isn't renewed."""
    root = tmp_path / "corpus"
    root.mkdir()
    make(root)
    with desk(root, tmp_path / "state") as review:
        before = ids(review)
        review.filter("harbour")
        (root / "new.txt").write_text("A kite was seen over the moor on Tuesday, the warden said.\n", "utf-8")
        review.session.corpus.scan()
        review.session.refresh(scanned=True)
        review.filter("")
        assert sorted(ids(review)) == sorted([*before, "new.txt"])


def test_what_another_hand_decided_stays_under_the_cursor(review: Review):
    before = ids(review)
    go_to(review, "bread-0.txt")
    with Session.open(review.session.root, state=review.session.state, reviewer="bob") as other:
        other.bulk(Decide(("bread-0.txt",), Answer.KEEP)).run()
    review.session.corpus.scan()
    review.session.refresh(scanned=True)
    review.renew()
    assert review.row is not None
    assert (review.row.answer, ids(review), review.rows.cursor) == (Answer.KEEP, before, before.index("bread-0.txt"))


def test_a_tag_that_no_document_has_is_told_with_the_one_that_may_be_meant(review: Review):
    drive(review, review.tag(["bread-0.txt"], ["Ferry"], []))
    fery = " · no document has the tag fery; did you mean Ferry?"
    for where, told in (
        ("tag:fery", fery),
        ("answer:keep or tag:fery", fery),
        ("tag:fery -tag:ferry", fery),
        ("tag:ferry words<1", ""),
        ("-tag:fery words<1", ""),
        ("tag:harbour", ""),
        ("tag:yes words<1", ""),
    ):
        review.filter(where)
        assert review.filter_outcome().message == f"0 documents fit: {where}{told}"
