"""Which decision goes with which document, once these have other names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.decide import following, in_order, new_places
from triage.model import Answer, Decision, Sidecar, Source

ONE, TWO = "c.jsonl#1", "c.jsonl#2"


@pytest.mark.parametrize(
    ("judged", "places", "went"),
    [
        ({"a.txt": "1"}, {"1": ["b.txt"]}, {"a.txt": "b.txt"}),
        ({"a.txt": "1"}, {}, {}),
        ({"a.txt": "1"}, {"1": ["b.txt", "c.txt"]}, {}),
        ({"a.txt": "1"}, {"1": ["b.txt", "old/a.txt"]}, {"a.txt": "old/a.txt"}),
        ({"a.txt": "1", "b.txt": "1"}, {"1": ["c.txt"]}, {}),
        ({"x/a.txt": "1", "x/b.txt": "1"}, {"1": ["y/b.txt", "y/a.txt"]}, {"x/a.txt": "y/a.txt", "x/b.txt": "y/b.txt"}),
        ({"c.jsonl#2": "b", "c.jsonl#3": "c"}, {"b": [ONE], "c": [TWO]}, {"c.jsonl#2": ONE, "c.jsonl#3": TWO}),
        ({"c.jsonl#3": "b", "c.jsonl#10": "b"}, {"b": ["c.jsonl#9", TWO]}, {"c.jsonl#3": TWO, "c.jsonl#10": "c.jsonl#9"}),
        ({"c.jsonl#3": "b"}, {"b": ["d.jsonl#3", TWO]}, {"c.jsonl#3": TWO}),
    ],
)
def test_new_places(judged: dict[str, str], places: dict[str, list[str]], went: dict[str, str]) -> None:
    assert new_places(judged, places) == went


ids = st.sampled_from(["a.txt", "b/a.txt", "b/c.txt", "d.jsonl#1", "d.jsonl#2", "d.jsonl#11", "e.jsonl#1", "f.txt"])
hashes = st.sampled_from("xyz")


@given(st.dictionaries(ids, hashes), st.dictionaries(hashes, st.lists(ids, unique=True)))
def test_no_two_go_to_one_place_and_all_go_to_their_bytes(judged: dict[str, str], places: dict[str, list[str]]) -> None:
    offered = {digest: [one for one in found if judged.get(one) != digest] for digest, found in places.items()}
    went = new_places(judged, offered)
    assert all(new in offered[judged[old]] for old, new in went.items())
    for digest in offered:
        own = [new for old, new in went.items() if judged[old] == digest]
        assert len(own) == len(set(own))


@pytest.mark.parametrize(
    ("judged", "places", "unlike", "went"),
    [
        ({"b.txt": "1"}, {"1": ["a.txt"]}, {"b.txt": ["a.txt"]}, {}),
        ({ONE: "a", TWO: "b"}, {"a": ["c.jsonl#0"], "b": [ONE]}, {TWO: [ONE]}, {ONE: "c.jsonl#0", TWO: ONE}),
        ({ONE: "a", TWO: "b"}, {"a": [], "b": [ONE]}, {TWO: [ONE]}, {}),
        ({"a.txt": "x", "b.txt": "y", "c.txt": "z"}, {"x": ["b.txt"], "y": ["c.txt"], "z": ["d.txt"]}, {"a.txt": ["b.txt"]},
         {"a.txt": "b.txt", "b.txt": "c.txt", "c.txt": "d.txt"}),
        ({"a.txt": "x", "b.txt": "y"}, {"x": ["b.txt"], "y": ["c.txt"]}, {"a.txt": ["b.txt"], "b.txt": ["c.txt"]}, {}),
    ],
)  # fmt: skip
def test_none_goes_to_a_document_that_it_names_but_where_that_was(
    judged: dict[str, str], places: dict[str, list[str]], unlike: dict[str, list[str]], went: dict[str, str]
) -> None:
    assert new_places(judged, places, unlike) == went


@pytest.mark.parametrize(
    ("judged", "places", "went"),
    [
        ({"a.txt": "1", "b.txt": "2"}, {"1": ["b.txt"], "2": ["a.txt"]}, {"a.txt": "b.txt", "b.txt": "a.txt"}),
        ({"a.txt": "1", "b.txt": "2", "c.txt": "2"}, {"1": ["d.txt"], "2": ["a.txt"]}, {}),
    ],
)
def test_a_file_is_left_only_where_another_decision_comes_to_it(
    judged: dict[str, str], places: dict[str, list[str]], went: dict[str, str]
) -> None:
    assert new_places(judged, places, displaced={"a.txt", "b.txt", "c.txt"}) == went


def test_what_names_a_document_names_it_by_its_new_id() -> None:
    decision = Decision(Answer.REJECT, duplicate_of="a.txt", not_duplicate_of=("a.txt", "c.txt"))
    found = following(Sidecar(Source("b.txt"), decision=decision), "b.txt", {"a.txt": "d.txt", "c.txt": "b.txt"}).decision
    assert found.duplicate_of == "d.txt"
    assert found.not_duplicate_of == ("d.txt",)


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("abcdefghij"), max_size=8))
def test_each_is_written_where_it_went_before_another_takes_its_place(wanted: dict[str, str]) -> None:
    went = {old: new for n, (old, new) in enumerate(wanted.items()) if new not in list(wanted.values())[:n] and old != new}
    holds = {id: id for id in went}
    parts = list(in_order(went))
    assert sorted(id for part in parts for id in part) == sorted({*went, *went.values()})
    came = {new: old for old, new in went.items()}
    for part in parts:
        before = dict(holds)
        for id in part:
            holds.pop(id, None)
        holds |= {id: before[came[id]] for id in part if id in came}
        assert set(went) <= set(holds.values())
    assert holds == {new: old for old, new in went.items()}
