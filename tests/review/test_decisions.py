"""Answers, edits and undo: what is asked, what is told, and where the cursor goes."""

from __future__ import annotations

import pytest

from tests.review.desk import drive, go, go_to
from triage.errors import TriageError
from triage.model import Answer
from triage.review import UNCHANGED, Outcome, Review


def here(review: Review) -> str:
    return review.place.id


def test_a_decision_goes_on_to_the_next_undecided_document(review: Review):
    go_to(review, "alone.txt")
    outcome, asked = drive(review, review.decide(Answer.KEEP))
    assert (outcome.message, asked, here(review)) == ("kept: alone.txt", [], "bread-0.txt")
    assert review.touched == {"alone.txt"}
    go_to(review, "alone.txt")
    outcome, _ = drive(review, review.decide(Answer.KEEP))
    assert (outcome.message, here(review)) == ("alone.txt is kept already.", "bread-0.txt")
    go_to(review, "alone.txt")
    drive(review, review.decide(None))
    assert here(review) == "alone.txt", "where an answer is taken back, nothing is gone on to"


def test_several_are_asked_about_and_nothing_is_left(review: Review, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("triage.review.decisions.ASKS", 2)
    review.rows.select_all()
    outcome, asked = drive(review, review.decide(Answer.DEFER), agrees=False)
    assert outcome is UNCHANGED
    assert asked[0].question == "Defer 6 documents?"
    assert review.rows.is_selecting
    outcome, _ = drive(review, review.decide(Answer.DEFER))
    assert outcome.left == "nothing undecided left; /answer:defer shows the 6 deferred, ctrl+e tells how to export"
    assert not review.rows.is_selecting


def test_answers_that_would_be_overruled_are_named(review: Review):
    go_to(review, "alone.txt")
    drive(review, review.decide(Answer.REJECT))
    review.rows.select_all()
    _, asked = drive(review, review.decide(Answer.KEEP), agrees=False)
    assert asked[0].question == "Keep 6 documents? 1 is decided already"
    assert asked[0].lines == ("alone.txt: reject", "One undo takes all of it back.")


def test_that_no_copy_is_kept_is_said(review: Review):
    for id, told in (("bread-0.txt", "rejected: bread-0.txt"), ("bread-1.txt", "none of its 2 copies is kept now")):
        go_to(review, id)
        outcome, _ = drive(review, review.decide(Answer.REJECT))
        assert told in outcome.message


def test_answers_are_confirmed_and_what_changes_nothing_says_so(review: Review):
    go_to(review, "alone.txt")
    drive(review, review.decide(Answer.KEEP))
    go_to(review, "alone.txt")
    outcome, _ = drive(review, review.do_decide_confirm())
    assert outcome.message == "Nothing has changed since it was decided."
    assert drive(review, review.do_suggest_accept())[0].message == "Nothing is suggested here."
    assert drive(review, review.tag(review.chosen_ids, (), ("sea",)))[0].message == "It is so already."
    assert drive(review, review.do_edit_relink())[0].message == "Every decision is where its document is."


def test_edits_stay_and_undo_goes_where_they_were_made(review: Review):
    go_to(review, "bread-0.txt")
    drive(review, review.tag(review.chosen_ids, ("food", "prize"), ()))
    assert here(review) == "bread-0.txt"
    review.rows.action_mark()
    review.rows.cursor += 1
    assert review.common_tags() == ()
    drive(review, review.tag(review.chosen_ids, ("food",), ()))
    drive(review, review.note(review.chosen_ids, "as in the mill"))
    assert (review.note_of(review.chosen_ids), here(review)) == ("as in the mill", "bread-1.txt")
    go_to(review, "ships-0.txt")
    outcome, _ = drive(review, review.do_edit_undo())
    assert (outcome.message, here(review)) == ("undone: note of bread-1.txt", "bread-1.txt")
    outcome, _ = drive(review, review.do_edit_redo())
    assert outcome.message == "done again: note of bread-1.txt"
    assert drive(review, review.do_edit_redo())[0].message == "Nothing to redo."


def test_the_tags_that_were_given_last_are_given_again(review: Review):
    assert review.do_edit_tags_again() == Outcome("No tags were given yet; t gives some.")
    for id in ("bread-0.txt", "bread-1.txt"):
        go_to(review, id)
        drive(review, review.tag([id], ["town"], []))
    go_to(review, "bread-0.txt")
    drive(review, review.tag(["bread-0.txt"], ["asia", "ports"], ["town"]))
    go_to(review, "bread-1.txt")
    outcome, _ = drive(review, review.do_edit_tags_again())
    assert outcome.message == "tagged +asia +ports, untagged town: bread-1.txt"
    assert drive(review, review.do_edit_tags_again())[0].message == "It is so already."


def test_tags_that_were_not_given_are_not_given_again(review: Review):
    drive(review, review.tag(["bread-0.txt"], ["town"], []))
    with pytest.raises(TriageError):
        drive(review, review.tag(["nowhere.txt"], ["asia"], []))
    many = [id for id in review.listing.ids(0, 6) for _ in range(4)]
    assert drive(review, review.tag(many, ["ports"], []), agrees=False)[0] == UNCHANGED
    go_to(review, "bread-1.txt")
    assert drive(review, review.do_edit_tags_again())[0].message == "tagged +town: bread-1.txt"


def test_undo_tells_of_what_the_filter_does_not_show(review: Review):
    go_to(review, "alone.txt")
    drive(review, review.decide(Answer.KEEP))
    review.listing = review.session.corpus.listing("answer:none", "id")
    outcome, _ = drive(review, review.do_edit_undo())
    assert outcome.message == "undone: decision of alone.txt · not shown by the filter: alone.txt"


def test_who_is_elsewhere_when_it_is_done_stays_there(review: Review):
    go_to(review, "alone.txt")
    steps = review.decide(Answer.KEEP)
    applied = next(steps).bulk.run()  # type: ignore[union-attr]
    go_to(review, "ships-0.txt")
    with pytest.raises(StopIteration) as end:
        steps.send(applied)
    assert end.value.value.position is None


def test_blocks_are_turned_over(review: Review):
    go_to(review, "alone.txt")
    review.focused = lambda: 2
    assert go(review, review.toggle((1,))).message == "block 1 dropped: alone.txt"
    assert review.toggle(()).message == "There is no block to change."
    assert go(review, review.do_block_toggle_rule()).message == "block 2 brought back: alone.txt"
    go_to(review, "ships-0.txt")
    assert review.do_block_toggle_rule().message == "Block 2 is content, found by no rule; V selects a run of blocks."
