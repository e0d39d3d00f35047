"""Three-way merge, as laws."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.save.strategies import sidecars
from tests.save.writing import write_sidecar
from triage.errors import SidecarError
from triage.model import Answer, Decision, Sidecar, Source
from triage.save import dump_sidecar, merge

TAGS = st.sets(st.sampled_from("abcdef"))


@settings(deadline=None, max_examples=30, suppress_health_check=list(HealthCheck))
@given(sidecars(), sidecars())
def test_who_alone_changed_it_wins(base, other):
    assert dump_sidecar(merge("x", base, other, base)) == dump_sidecar(other)
    assert dump_sidecar(merge("x", base, base, other)) == dump_sidecar(other)
    assert dump_sidecar(merge("x", base, other, other)) == dump_sidecar(other)


@settings(deadline=None, max_examples=30, suppress_health_check=list(HealthCheck))
@given(sidecars(), sidecars())
def test_undo_gives_back_the_bytes(before, after):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a"
        write_sidecar(path, before, None)
        data = path.read_bytes()
        write_sidecar(path, after, before)
        assert path.read_bytes() == dump_sidecar(after)
        write_sidecar(path, before, after)
        assert path.read_bytes() == data


@pytest.mark.parametrize("field", ["tags", "not_duplicate_of"])
@given(TAGS, TAGS, TAGS)
def test_tags_and_what_is_no_copy_are_added_and_removed_by_both(field, base, mine, theirs):
    def card(values, revision, **more):
        return Sidecar(Source("a"), decision=Decision(revision=revision, **{field: tuple(sorted(values))}, **more))

    for own, others in ((2, 5), (5, 2)):
        merged = merge("x", card(base, 1), card(mine, own), card(theirs, others, note="n"))
        assert set(getattr(merged.decision, field)) == (theirs | (mine - base)) - (base - mine)
        assert (merged.decision.note, merged.decision.revision) == ("n", 5)


ANSWERS = st.sampled_from(
    [
        Decision(),
        Decision(Answer.KEEP),
        Decision(Answer.REJECT, ("duplicate",), duplicate_of="b"),
        Decision(Answer.REJECT, ("duplicate", "paywall")),
        Decision(Answer.REJECT, ("paywall",), duplicate_of="c"),
    ]
)


@given(ANSWERS, ANSWERS, ANSWERS)
def test_an_answer_its_reasons_and_what_it_repeats_are_one_sides(base, mine, theirs):
    def said(decision):
        return decision.answer, decision.reasons, decision.duplicate_of

    base, mine, theirs = (Sidecar(Source("a"), decision=one._replace(tags=("a",))) for one in (base, mine, theirs))
    theirs = theirs._replace(decision=theirs.decision._replace(note="theirs"))
    b, m, t = (said(one.decision) for one in (base, mine, theirs))
    if b not in (m, t) and m != t:
        with pytest.raises(SidecarError, match="x: answer changed on disk"):
            merge("x", base, mine, theirs)
    else:
        merged = merge("x", base, mine, theirs).decision
        assert (said(merged), merged.note) == (t if m == b else m, "theirs")


def test_true_is_not_one_and_no_number_is_itself():
    base = Sidecar(Source("a"), unknown={"flag": 1, "none": float("nan")})
    mine = base._replace(decision=Decision(note="mine"), unknown={"flag": 1, "none": float("nan")})
    theirs = base._replace(unknown={"flag": True, "none": float("nan")})
    merged = merge("x", base, mine, theirs)
    assert merged.unknown["flag"] is True
    assert merged.unknown["none"] != merged.unknown["none"]
    assert merged.decision.note == "mine"


def test_what_both_sides_took_back_leaves_no_file():
    base = Sidecar(Source("a"), decision=Decision(Answer.KEEP, tags=("a",)))
    untagged = base._replace(decision=Decision(Answer.KEEP))
    assert merge("x", base, None, untagged) is None
    noted = base._replace(decision=base.decision._replace(note="n"))
    assert merge("x", base, None, noted).decision == Decision(note="n")


def test_unknown_keys_of_both_sides_stay():
    base = Sidecar(Source("a"), unknown={"t": {"x": 1}})
    mine = base._replace(unknown={"t": {"x": 1, "m": 2}})
    theirs = base._replace(unknown={"t": {"x": 5}, "u": 3})
    assert merge("x", base, mine, theirs).unknown == {"t": {"x": 5, "m": 2}, "u": 3}
