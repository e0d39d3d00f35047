"""Where a jump leads, and what is taken out of a text."""

from __future__ import annotations

from tests.review.desk import drive, go, go_to
from triage.model import Answer, Label
from triage.review import Outcome, Review


def test_undecided_ones_beside(review: Review):
    go_to(review, "alone.txt")
    found = go(review, review.do_move_previous())
    assert found == Outcome("On from the bottom.", position=review.listing.position("ships-2.txt"))
    found = go(review, review.do_move_next())
    assert found == Outcome("On from the top.", position=review.listing.position("alone.txt"))
    assert go(review, review.do_move_next()) == Outcome(position=review.listing.position("bread-0.txt"))
    go_to(review, "alone.txt")
    review.rows.select_all()
    drive(review, review.decide(Answer.DEFER))
    assert review.do_move_next() == Outcome(
        "Nothing undecided left; /answer:defer shows the 6 deferred, ctrl+e tells how to export."
    )
    review.scans = True
    assert review.do_move_next() == Outcome("Nothing undecided left here.")


def test_back_and_forward_stay_within_the_filter(review: Review):
    assert review.do_move_back().message == "You haven't been anywhere before this."
    go_to(review, "ships-2.txt")
    review.focused = lambda: 3
    go(review, review.go_to("alone.txt"))
    review.focused = lambda: 1
    found = go(review, review.do_move_back())
    assert (review.place.id, found.block) == ("ships-2.txt", 3)
    go(review, review.do_move_forward())
    assert review.place.id == "alone.txt"
    assert review.do_move_forward().message == "There is nothing to go forward to."
    review.filter("bakery")
    assert review.do_move_back().message == "ships-2.txt isn't shown by the filter."
    assert review.where == "bakery"


def test_the_way_back_leads_to_where_undo_was_called(review: Review):
    go_to(review, "bread-0.txt")
    drive(review, review.decide(Answer.KEEP))
    go_to(review, "ships-2.txt")
    review.focused = lambda: 3
    drive(review, review.do_edit_undo())
    assert review.place.id == "bread-0.txt"
    assert go(review, review.do_move_back()).block == 3
    assert review.place.id == "ships-2.txt"


def test_for_a_name_the_filter_is_cleared(review: Review):
    review.filter("bakery")
    outcome = go(review, review.go_to("ships-1.txt"))
    assert outcome.message == "The filter was cleared to show ships-1.txt."
    assert (review.where, review.place.id) == ("", "ships-1.txt")
    assert review.go_to("nowhere.txt").message == "nowhere.txt is gone."


def test_from_a_repeat_to_its_origin_and_back(review: Review):
    assert review.do_block_origin().message == "There is no block here."
    go_to(review, "alone.txt")
    review.focused = lambda: 2
    assert review.do_block_origin() == Outcome("Block 2 repeats block 1.", block=1)
    review.focused = lambda: 1
    assert review.do_block_origin() == Outcome("Block 2 repeats block 1.", block=2)
    go_to(review, "ships-0.txt")
    assert review.do_block_origin().message == "Block 1 repeats no other, and none repeats it."


def test_what_is_copied_is_named(review: Review):
    assert review.do_copy_block().message == "There is no block to copy."
    assert review.do_copy_document().message == "There is no text to copy."
    go_to(review, "alone.txt")
    review.focused = lambda: 1
    fog = "Nobody else wrote of the fog that lay over the moor for nine days in a row."
    assert review.do_copy_block() == Outcome("Copied block 1, 75 characters", copied=fog)
    assert review.copy_blocks((1, 2)).message == "Copied 2 blocks, 151 characters"
    assert review.do_copy_document().copied == fog
    assert review.do_copy_path().message.startswith("Copied alone.txt, ")
    assert review.opened is not None
    whole = review.opened
    review.opened = whole._replace(cleaned=whole.cleaned._replace(text=""))
    assert review.do_copy_document() == Outcome("There is no text to copy."), "the clipboard stays as it was"
    review.opened = whole
    rule = review.draft_rule(Label.BOILERPLATE)
    assert rule is not None
    assert rule.text == fog
