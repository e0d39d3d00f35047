"""A cluster decided as one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.decide import Decide, parted, settle, survivor
from triage.decide.cluster import DUPLICATE
from triage.errors import UsageError
from triage.model import Answer, Method

IDS = ("a", "b", "c", "d")
ANSWERS = st.dictionaries(st.sampled_from(IDS), st.none() | st.sampled_from(Answer))


def outcome(answers: dict[str, Answer | None], commands: tuple[Decide, ...]) -> dict[str, Answer | None]:
    after = {id: answers.get(id) for id in IDS}
    for command in commands:
        after.update(dict.fromkeys(command.ids, command.answer))
    return after


@given(ANSWERS, st.lists(st.sampled_from(IDS), min_size=1, unique=True))
def test_those_chosen_are_kept_and_all_others_rejected(answers, keeps):
    found = settle(IDS, keeps, answers)
    after = outcome(answers, found.commands)
    assert {id for id in IDS if after[id] is Answer.KEEP} == set(keeps)
    assert {id for id in IDS if after[id] is Answer.REJECT} == set(IDS) - set(keeps)
    assert set(found.overruled) == {id for id in IDS if answers.get(id) is not None and answers[id] is not after[id]}
    for command in found.commands:
        assert command.method is Method.CLUSTER
        if command.answer is Answer.REJECT:
            assert (command.reasons, command.duplicate_of) == ((DUPLICATE,), keeps[0])
            assert not any(answers.get(id) is Answer.REJECT for id in command.ids)


@pytest.mark.parametrize("keeps", [(), ("z",), ("a", "z")])
def test_without_a_survivor_nothing_is_done(keeps):
    with pytest.raises(UsageError, match="survivor"):
        settle(IDS, keeps, {})


@given(ANSWERS)
def test_the_suggested_survivor_overrules_nobody_that_is_kept(answers):
    chosen = survivor(IDS, answers)
    if Answer.KEEP in answers.values():
        assert answers[chosen] is Answer.KEEP
    elif any(answers.get(id) is not Answer.REJECT for id in IDS):
        assert answers.get(chosen) is not Answer.REJECT
    else:
        assert chosen == "a"


@given(st.lists(st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)), max_size=6))
def test_parting_keeps_everyone_and_parts_those_set_apart(pairs):
    said = {id: [other for one, other in pairs if one == id and other != id] for id in IDS}
    groups = parted(IDS, said)
    assert sorted(id for group in groups for id in group) == list(IDS)
    for group in groups:
        assert group == sorted(group)
        assert not any(other in said[id] for id in group for other in group)


def test_who_says_so_leaves_and_newcomers_stay_with_the_rest():
    assert parted(IDS, {"a": ("b", "c"), "b": (), "c": (), "d": ()}) == [["b", "c", "d"], ["a"]]
