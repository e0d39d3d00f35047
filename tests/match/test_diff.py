"""Two texts as one that is read."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from triage.match import Order, Standing, compare, deciding, ranked
from triage.model import Criterion
from triage.model.copies import Fate

ONE = "The harbour board said on Monday that 640 ships had called at Sund this year, more than ever before it was counted.\n"
TWO = "The pilots, who had asked for two new boats since the spring, were promised one of them by the end of next year.\n"
WORDS = st.lists(
    st.sampled_from(
        ["the", "Ship", "42", "came", "Sund", "in", "3.5", "late", "and", "back", "\n", "\n\n", ". ", "—", "(", "’s", "की"]
    ),
    max_size=40,
)


def kinds(left: str, right: str) -> list[tuple[str, str, str]]:
    found = [
        (p.kind, left[slice(*p.left)].strip(" .\n"), right[slice(*p.right)].strip(" .\n")) for p in compare(left, right).passages
    ]
    return [one for one in found if one[0] is not Fate.SAME]


@given(WORDS.map(" ".join), WORDS.map(" ".join))
def test_both_texts_are_whole_and_facts_lie_inside(left, right):
    found = compare(left, right)
    assert "".join(left[slice(*p.left)] for p in found.passages) == left
    assert "".join(right[slice(*p.right)] for p in found.passages) == right
    for passage in found.passages:
        for (start, end), inside in ((passage.left, passage.left_facts), (passage.right, passage.right_facts)):
            assert all(start <= a < b <= end for a, b in inside)


SENTENCES = st.lists(
    st.sampled_from(
        (
            "The boats were safe.",
            "The boats were late, he said.",
            "It was the third storm.",
            "The work will cost 3.5 million.",
            "“We knew it,” said Ms. Doe.",
            "Read more: The wall",
            "Share this",
            "Police said nobody was hurt.",
            "Police said a man was.",
        )
    ),
    max_size=9,
)


@given(SENTENCES, SENTENCES, st.sampled_from((" ", "\n\n")))
@settings(max_examples=300, deadline=None)
def test_of_sentences_that_come_again_each_is_told_once(one, other, between):
    left, right = between.join(one), between.join(other)
    found = compare(left, right)
    places = [(p.left[0], p.left[1], p.right[0], p.right[1]) for p in found.passages]
    assert all(a <= b and c <= d for a, b, c, d in places)
    assert "".join(left[a:b] for a, b, _, _ in places) == left
    assert "".join(right[c:d] for _, _, c, d in places) == right
    assert not any(left[a - 1 : a + 1] == ".5" for a, b, _, _ in places if 0 < a < b), "no figure is cut"


def test_another_figure_is_a_change_and_stands_out():
    found = compare(ONE, ONE.replace("640", "612"))
    [change] = [p for p in found.passages if p.kind is Fate.CHANGED]
    assert ONE[slice(*change.left)] == "640"
    assert [ONE[slice(*span)] for span in change.left_facts] == ["640"]
    assert found.words == (1, 1)
    assert found.facts == (1, 1)


def test_what_only_one_has_and_what_moved():
    assert kinds(ONE, ONE + TWO) == [(Fate.ADDED, "", TWO.strip(" .\n"))]
    assert kinds(ONE + TWO, ONE) == [(Fate.REMOVED, TWO.strip(" .\n"), "")]
    moved = kinds(ONE + TWO, TWO + ONE)
    assert sorted(kind for kind, *_ in moved) == [Fate.MOVED_AWAY, Fate.MOVED_HERE]
    assert compare(ONE + TWO, TWO + ONE).words == (0, 0)


def test_a_single_equal_word_does_not_cut_a_rewritten_sentence_up():
    left = ONE + "Nobody at the old quay knows how the captain lost both of his anchors there.\n" + TWO
    right = ONE + "Every child of this town learns the song about seven drowned smugglers and gulls.\n" + TWO
    assert len(kinds(left, right)) == 1


def marked(left: str, right: str) -> str:
    """The two as one text, with the brackets of word diffs."""
    shown = ""
    for p in compare(left, right).passages:
        here, there = left[slice(*p.left)], right[slice(*p.right)]
        shown += there if p.kind is Fate.SAME else (f"[-{here}-]" if here else "") + (f"{{+{there}+}}" if there else "")
    return shown


def test_signs_belong_to_the_words_that_they_stand_by_and_no_change_runs_over_the_end_of_a_paragraph():
    left = f"The river rises as the snow deepens\n\n(WIRE) {ONE}"
    right = f"The river rises as the snow deepens - Mirror\n\n(MIRROR) {ONE}"
    assert marked(left, right).startswith(
        "The river rises as the snow deepens {+- Mirror+}\n\n([-WIRE-]{+MIRROR+}) The harbour board"
    )
    assert "on [-Monday-]{+“Friday”,+} that" in marked(ONE, ONE.replace("Monday", "“Friday”,"))


def test_signs_alone_are_no_difference_and_no_word_is_gone_and_added_at_once():
    left = f"{ONE}A new sentence stands here.\n\n“Mira Tolland” has lived by the quay.\n\nThe minister declined.\n\n{TWO}"
    right = f"{ONE}Fishermen called the police at noon.\n\nMira Tolland has lived by the quay.\n\nThe minister declined.\n\n{TWO}"
    for passage in compare(left, right).passages:
        here, there = left[slice(*passage.left)], right[slice(*passage.right)]
        if passage.kind is not Fate.SAME:
            assert here != there
            assert any(map(str.isalnum, here + there))
    assert compare("Say “no” to it, he said.", "Say no to it; he said.").words == (0, 0)


def test_a_sentence_that_only_one_has_begins_where_it_begins():
    first = "Officials in Lindhurst said that the bridge stays closed until the inspectors have seen all of it.\n\n"
    other = "Officials in San Alvaro said on Tuesday that the ferry would run every hour until late at night.\n\n"
    assert marked(other + TWO, first + other + TWO) == f"{{+{first.strip()}+}}\n\n{other}{TWO}"
    assert marked(first + other + TWO, other + TWO) == f"[-{first.strip()}-]{other}{TWO}"
    assert marked(f"{TWO}{ONE}", f"{TWO}{ONE}The harbour board said no more.\n").endswith("{+The harbour board said no more.+}\n")


def test_the_first_criterion_in_which_two_differ_decides():
    long, short = Standing("b", 900, 0.2), Standing("a", 400, 0.1)
    assert ranked([short, long])[0] is long
    assert deciding(long, short) == "longest"
    assert deciding(long, Standing("c", 900, 0.3)) == "least-boilerplate"
    assert deciding(long, Standing("c", 900, 0.2)) == ""
    assert deciding(long, short, Order((Criterion.LEAST_BOILERPLATE, Criterion.LONGEST))) == "least-boilerplate"
