"""What each reviewer can undo and do again, against every command of everybody remembered by itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from triage.save.history import History

STEPS = st.lists(st.tuples(st.sampled_from(["give", "undo", "redo"]), st.sampled_from(["ann", "ben", "cleo"])), max_size=30)


@given(STEPS)
def test_nobody_takes_back_what_another_did(steps: list[tuple[str, str]]) -> None:
    history, undo, redo = History(), dict[str, list[int]](), dict[str, list[int]]()
    for seq, (what, who) in enumerate(steps, 1):
        given, taken = undo.setdefault(who, []), redo.setdefault(who, [])
        if what == "give":
            history.add(seq, who, None)
            given.append(seq)
            taken.clear()
        elif what == "undo" and given:
            assert history.undoable(who) == given[-1:]
            assert history.undo(given[-1])
            taken.append(given.pop())
        elif what == "redo" and taken:
            assert history.redoable(who) == taken[-1:]
            assert history.redo(taken[-1])
            given.append(taken.pop())
        for reviewer in ("ann", "ben", "cleo"):
            assert history.undoable(reviewer) == undo.get(reviewer, [])[-1:]
            assert history.redoable(reviewer) == redo.get(reviewer, [])[-1:]
        assert (history.last_to_undo is None) == (not any(undo.values()))
        assert history.last_to_undo is None or undo[history.last_to_undo][-1] == max(
            stack[-1] for stack in undo.values() if stack
        )


def test_a_journal_in_which_one_took_back_what_another_did_is_read_as_it_was_written() -> None:
    history = History()
    for seq, who in enumerate(("ann", "ben", "ben"), 1):
        history.add(seq, who, None)
    assert history.undo(2)
    assert (history.undoable("ann"), history.undoable("ben"), history.redoable("ben")) == ([1], [3], [2])
    assert (history.last_to_undo, history.last_to_redo) == ("ben", "ben")


def test_the_parts_of_a_command_are_taken_back_as_one_whatever_came_in_between() -> None:
    history = History()
    for seq, who, part in ((1, "ann", (0, 128)), (2, "ann", (1, 60)), (3, "ann", (0, 128)), (4, "ann", None), (5, "ann", (3, 9))):
        history.add(seq, who, part)
    assert [history.documents(seq) for seq in range(1, 6)] == [128, 60, 128, None, 9]
    assert history.undoable("ann") == [5, 3]
    for seq in (5, 3):
        assert history.undo(seq)
    assert (history.undoable("ann"), history.redoable("ann")) == ([4], [3, 5])
    assert history.undo(4)
    assert history.undoable("ann") == [2, 1]
    assert not history.undo(4)
