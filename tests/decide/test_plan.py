"""Commands -> changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from triage.corrections import is_corrected
from triage.decide import (
    Confirm,
    Decide,
    EditTags,
    Fresh,
    Mend,
    SetApart,
    SetBlocks,
    SetNote,
    SetReasons,
    asks_for_text,
    found_again,
    inverse,
    plan,
)
from triage.errors import UsageError
from triage.model import Answer, Block, By, CleanStamp, Label, Metadata, Method, Override, Source

NOW = datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC)
FRESH = {id: Fresh(Source(id, "raw-" + id, 9, "utf-8"), Metadata(title=id), CleanStamp("clean", "rules", "1")) for id in "abc"}
BLOCK = Override(3, 9, "Legal", Label.CONTENT, Label.BOILERPLATE, "legal")


def run(command, sidecars=None, fresh=FRESH, reviewer="al"):
    return plan(command, sidecars or {}, fresh, reviewer, NOW)


def after(command, before=None, **options):
    (change,) = run(command, {"a": before}, **options)
    assert change.before is before
    return change.after


def test_a_first_decision_says_who_when_and_about_what():
    kept = after(Decide(("a",), Answer.KEEP))
    assert kept.decision.answer is Answer.KEEP
    assert (kept.decision.reviewer, kept.decision.revision, kept.decision.method) == ("al", 1, Method.SINGLE)
    assert kept.decision.decided_at == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert (kept.source, kept.metadata) == (FRESH["a"].source, FRESH["a"].metadata)
    assert kept.clean._replace(metadata_sha256="") == FRESH["a"].clean


def test_reasons_belong_to_a_rejection():
    gone = after(Decide(("a",), Answer.REJECT, ("duplicate", "duplicate", "off-topic"), "b"))
    assert (gone.decision.reasons, gone.decision.duplicate_of) == (("duplicate", "off-topic"), "b")
    kept = after(Decide(("a",), Answer.KEEP, ("duplicate",), "b"), gone)
    assert (kept.decision.reasons, kept.decision.duplicate_of, kept.decision.revision) == ((), "", 2)
    assert after(SetReasons(("a",), ("paywall",)), gone).decision.reasons == ("paywall",)
    assert run(SetReasons(("a",), ("paywall",)), {"a": kept}) == ()


def test_deciding_the_same_again_changes_nothing_unless_the_bytes_did():
    kept = after(Decide(("a",), Answer.KEEP))
    assert run(Decide(("a",), Answer.KEEP), {"a": kept}) == ()
    changed = {"a": replace(FRESH["a"], source=Source("a", "other", 8))}
    again = after(Decide(("a",), Answer.KEEP), kept, fresh=changed)
    assert (again.source.sha256, again.decision.revision) == ("other", 2)


def test_an_answer_that_is_confirmed_is_about_the_text_as_it_is():
    gone = after(Decide(("a",), Answer.REJECT, ("duplicate",), "b"))
    tagged = after(EditTags(("a",), ("sea",)))
    assert run(Confirm(("a", "b")), {"a": gone}) == ()
    changed = {"a": replace(FRESH["a"], source=Source("a", "other", 8))}
    again = after(Confirm(("a",)), gone, fresh=changed, reviewer="bob")
    assert (again.source.sha256, again.decision.reviewer, again.decision.revision) == ("other", "bob", 2)
    assert (again.decision.answer, again.decision.reasons, again.decision.duplicate_of) == (Answer.REJECT, ("duplicate",), "b")
    assert run(Confirm(("a",)), {"a": tagged}, fresh=changed) == ()  # nothing is decided


def test_what_others_put_beside_the_documents_own_fields_stays():
    kept = after(Decide(("a",), Answer.KEEP))
    kept = kept._replace(metadata=kept.metadata._replace(extra={"desk": "7"}))
    again = after(Decide(("a",), Answer.REJECT), kept)
    assert (again.metadata.title, again.metadata.extra) == ("a", {"desk": "7"})


def test_what_the_document_says_of_itself_is_renewed_unless_somebody_mended_it():
    changed = {"a": replace(FRESH["a"], source=Source("a", "other", 8), metadata=Metadata(title="new", date=date(2026, 1, 2)))}
    kept = after(Decide(("a",), Answer.KEEP))
    assert after(Decide(("a",), Answer.REJECT), kept, fresh=changed).metadata == changed["a"].metadata
    mended = kept._replace(metadata=kept.metadata._replace(title="By hand", author="Ann"))
    blocked = after(SetBlocks("a", {"b0007": BLOCK}), mended)
    for start in (mended, blocked, mended._replace(clean=CleanStamp("clean", "rules", "0"))):
        again = after(Decide(("a",), Answer.REJECT), start)
        assert (again.metadata.title, again.metadata.date, again.metadata.author) == ("By hand", None, "Ann")
        later = after(Decide(("a",), Answer.DEFER), again, fresh=changed)
        assert later.metadata == Metadata("By hand", date(2026, 1, 2), author="Ann")
    unmended = after(SetBlocks("a", {"b0007": BLOCK}), kept)
    assert after(Decide(("a",), Answer.REJECT), unmended, fresh=changed).metadata == changed["a"].metadata


def test_a_title_that_is_mended_holds_until_the_document_may_speak_for_itself_again():
    changed = {"a": replace(FRESH["a"], source=Source("a", "other", 8), metadata=Metadata(title="new", date=date(2026, 1, 2)))}
    mended = after(Mend(("a",), title="By hand", date=date(2025, 5, 5)))
    assert (mended.metadata, mended.decision.answer) == (Metadata("By hand", date(2025, 5, 5)), None)
    assert run(Mend(("a",), title="By hand"), {"a": mended}) == ()
    kept = after(Decide(("a",), Answer.KEEP), mended, fresh=changed)
    assert kept.metadata == Metadata("By hand", date(2025, 5, 5))
    undated = after(Mend(("a",), date="", author="Ann"), kept, reviewer="bob", fresh=changed)
    assert undated.metadata == Metadata("By hand", date(2026, 1, 2), author="Ann")
    assert (undated.decision.reviewer, undated.decision.revision, undated.source) == ("al", 3, kept.source)
    itself = after(Mend(("a",), title="", author=""), undated, fresh=changed)
    assert itself.metadata == changed["a"].metadata
    assert not is_corrected(itself)
    (change,) = run(Mend(("a",), title="", date=""), {"a": mended})
    assert change.after is None  # nothing is left to say
    cleared = after(Decide(("a",), None), kept)
    assert is_corrected(cleared)
    undecided = after(Mend(("a",), author="Ann"), mended, fresh=changed)
    assert undecided.source.sha256 == "other"
    assert undecided.metadata == Metadata("By hand", date(2025, 5, 5), author="Ann")


def test_a_tag_on_a_decided_document_leaves_the_decision_to_its_reviewer():
    kept = after(Decide(("a",), Answer.KEEP))
    tagged = after(EditTags(("a",), (" new  tag ", "", "b")), kept, reviewer="bob")
    assert tagged.decision.tags == ("b", "new tag")
    assert (tagged.decision.reviewer, tagged.decision.revision) == ("al", 2)
    assert after(EditTags(("a",), (), ("b",)), tagged).decision.tags == ("new tag",)
    assert run(EditTags(("a",), ("b",), ()), {"a": tagged}) == ()


def test_a_tag_note_or_reason_on_a_decided_document_asks_nothing_of_its_text():
    commands = (EditTags(("a",), ("b",)), SetNote(("a",), "n"), SetReasons(("a",), ("paywall",)))
    gone = after(Decide(("a",), Answer.REJECT, ("duplicate",), "b"))
    tagged = after(EditTags(("a",), ("sea",)))
    for command in commands:
        assert not asks_for_text(command, gone)
        assert asks_for_text(command, tagged)
        assert asks_for_text(command, None)
        changed = {"a": replace(FRESH["a"], source=Source("a", "other", 8), metadata=Metadata(title="new"))}
        assert after(command, gone, fresh={}) == after(command, gone, fresh=changed)
    assert asks_for_text(Decide(("a",), Answer.REJECT), gone)
    assert asks_for_text(Confirm(("a",)), gone)


def test_tags_that_look_the_same_are_one():
    older = after(Decide(("a",), Answer.KEEP))
    older = older._replace(decision=older.decision._replace(tags=("cafe\u0301",)))
    assert after(EditTags(("a",), (), ("caf\u00e9",)), older).decision.tags == ()
    renamed = after(EditTags(("a",), ("caf\u00e9",), ("cafe\u0301",)), older)
    assert renamed.decision.tags == ("caf\u00e9",)
    assert run(EditTags(("a",), ("cafe\u0301",)), {"a": renamed}) == ()


def test_a_tag_doesnt_make_a_stale_decision_current():
    kept = after(Decide(("a",), Answer.KEEP))
    changed = {"a": replace(FRESH["a"], source=Source("a", "other", 8))}
    assert after(EditTags(("a",), ("x",)), kept, fresh=changed).source.sha256 == "raw-a"


def test_clear_keeps_tags_and_note_and_removes_the_file_when_nothing_is_left():
    kept = after(Decide(("a",), Answer.KEEP))
    assert after(Decide(("a",), None), kept) is None
    noted = after(SetNote(("a",), " hm \n"), kept)
    cleared = after(Decide(("a",), None), noted)
    assert (cleared.decision.answer, cleared.decision.note) == (None, "hm")
    assert after(SetNote(("a",), ""), cleared) is None
    strange = kept._replace(unknown={"mine": 1})
    assert after(Decide(("a",), None), strange).unknown == {"mine": 1}


def test_clearing_what_is_undecided_makes_no_file():
    assert run(Decide(("a", "b"), None)) == ()
    tagged = after(EditTags(("a",), ("sea",)))
    changed = {"a": replace(FRESH["a"], source=Source("a", "other", 8))}
    assert run(Decide(("a",), None), {"a": tagged}, fresh=changed) == ()


def test_blocks_are_given_and_taken_back():
    given = after(SetBlocks("a", {"b0007": BLOCK}))
    assert given.blocks == {"b0007": BLOCK}
    assert run(SetBlocks("a", {"b0007": BLOCK}), {"a": given}) == ()
    strange = given._replace(unknown={"block": {"b0007": {"x": 1}}})
    assert after(SetBlocks("a", {"b0007": None}), strange) is None


def test_blocks_renew_what_the_reviewer_saw_of_the_same_bytes():
    kept = after(Decide(("a",), Answer.KEEP))
    seen = {"a": replace(FRESH["a"], clean=CleanStamp("other", "rules", "1"))}
    assert after(SetBlocks("a", {"b0007": BLOCK}), kept, fresh=seen).clean.sha256 == "other"
    gone = {"a": replace(seen["a"], source=Source("a", "new"))}
    assert after(SetBlocks("a", {"b0007": BLOCK}), kept, fresh=gone).clean.sha256 == "clean"


def test_what_is_found_again_is_written_with_the_text_that_was_judged():
    kept = after(SetBlocks("a", {"b0007": BLOCK, "b0002": BLOCK}), after(Decide(("a",), Answer.KEEP)))
    moved = BLOCK._replace(start=30, end=36)
    changed = {"a": replace(FRESH["a"], source=Source("a", "new"), blocks={"b0007": moved})}
    assert dict(after(SetNote(("a",), "n"), kept, fresh=changed).blocks) == dict(kept.blocks), "still about the old text"
    judged = after(Decide(("a",), Answer.KEEP), kept, fresh=changed)
    assert (judged.source.sha256, judged.blocks) == ("new", {"b0007": moved, "b0002": BLOCK})
    undecided = after(SetBlocks("a", {"b0007": BLOCK}))
    other = BLOCK._replace(start=50)
    both = after(SetBlocks("a", {"b0001": other}), undecided, fresh=changed)
    assert both.blocks == {"b0001": other, "b0007": moved}


def test_what_the_reviewer_changed_is_found_again_by_its_text_once_and_nearest():
    raw = "Share\nA\nA\nEnd"
    spans = ((0, 5), (6, 7), (8, 9), (10, 13))
    blocks = [Block(n, *span, by=By.RULE if n == 4 else By.REVIEWER) for n, span in enumerate(spans, 1)]
    said = BLOCK._replace(exact="A")
    overrides = {
        "b1": said._replace(start=9, end=10),
        "b2": said._replace(start=8, end=9),
        "b3": BLOCK._replace(start=10, end=13, exact="End"),
        "b4": BLOCK._replace(start=70, end=75, exact="Share"),
    }
    found = found_again(raw, blocks, overrides)
    assert {key: (one.start, one.end) for key, one in found.items()} == {"b1": (8, 9), "b2": (6, 7), "b3": (10, 13), "b4": (0, 5)}


def test_many_are_bulk_each_once_in_order():
    changes = run(Decide(("b", "a", "b"), Answer.DEFER))
    assert [change.id for change in changes] == ["b", "a"]
    assert {change.after.decision.method for change in changes} == {Method.BULK}


def test_how_a_cluster_was_decided_is_told_of_all_its_members():
    changes = run(Decide(("a", "b"), Answer.REJECT, method=Method.CLUSTER))
    assert {change.after.decision.method for change in changes} == {Method.CLUSTER}


def test_what_is_set_apart_from_the_copy_that_it_repeats_is_to_be_decided_anew():
    gone = after(Decide(("a",), Answer.REJECT, ("duplicate",), "b"))
    apart = after(SetApart(("a",), ("c", "b")), gone)
    assert (apart.decision.answer, apart.decision.reasons, apart.decision.duplicate_of) == (None, (), "")
    assert apart.decision.not_duplicate_of == ("b", "c")
    assert after(SetApart(("a",), ("c",)), gone).decision.answer is Answer.REJECT
    by_hand = gone._replace(decision=gone.decision._replace(answer=Answer.KEEP))
    assert after(SetApart(("a",), ("b",)), by_hand).decision.answer is Answer.KEEP


def test_who_says_why_a_document_is_rejected_has_decided_it():
    gone = after(Decide(("a",), Answer.REJECT, ("duplicate",), "b"))
    assert after(SetReasons(("a",), ("paywall",)), gone, reviewer="bob").decision.reviewer == "bob"


def test_a_decision_that_is_given_again_under_another_name_is_about_that():
    kept = after(Decide(("a",), Answer.KEEP))
    elsewhere = kept._replace(source=kept.source._replace(path="old"))
    assert after(Confirm(("a",)), elsewhere).source.path == "a"
    assert after(Decide(("a",), Answer.KEEP), elsewhere).source.path == "a"


def test_an_unknown_document_is_refused():
    with pytest.raises(UsageError, match="no such document"):
        run(SetNote(("z",), "x"))


def test_nothing_is_a_duplicate_of_itself():
    with pytest.raises(UsageError, match="a: is no duplicate of itself"):
        run(Decide(("a",), Answer.REJECT, ("duplicate",), "a"))


def test_plan_is_pure_and_inverse_takes_it_back():
    sidecars = {"a": after(Decide(("a",), Answer.KEEP)), "b": None}
    copy = dict(sidecars)
    command = EditTags(("a", "b"), ("t",))
    changes = run(command, sidecars)
    assert changes == run(command, sidecars)
    assert sidecars == copy
    back = list(inverse(changes))
    assert [(c.id, c.before, c.after) for c in back] == [(c.id, c.after, c.before) for c in changes]


def test_no_new_tag_begins_with_a_minus():
    for add in (("-x",), ("a, -x",), ("a", " -x")):
        with pytest.raises(UsageError, match="'-x': no tag can begin with a -"):
            EditTags(("a",), add)
    kept = after(EditTags(("a",), ("x",)))
    strange = kept._replace(decision=kept.decision._replace(tags=("-x", "x")))
    assert after(EditTags(("a",), (), ("-x",)), strange).decision.tags == ("x",)
