"""Repetition told apart by cases: what belongs to the text stays, what was copied goes. All texts are invented."""

from __future__ import annotations

import pytest

from tests.clean.copies import copies_in
from triage.clean import Cleaner
from triage.clean.copies.natural import natural_copies
from triage.model import Label
from triage.read.text import read_text

P = [
    "The old ferry at Marrow Point will make its last crossing in October, after sixty years in which it carried sheep, post "
    "and two brass bands, and never once, its captain says, a passenger who was in a hurry to arrive.",
    "A bridge of larch and steel is to take its place, and the council, which has argued about its colour since the spring, "
    "has now agreed that nobody will paint it at all until the first winter has shown what the salt does.",
    "Those who live on the far bank are of two minds: the baker has ordered a second oven, while the keeper of the inn, whose "
    "best evenings were those when the fog came down and nobody could leave, has put his house up for sale.",
]
VERSE = ["The river bends, the river bends", "and takes the willow down", "The stones are cold, the night is long"]
CHORUS = ["Heave away, the water is low and the weir is high,", "heave away, my lads, heave away", "and never a lamp on the quay"]
REFRAIN = "And nobody comes to the town to sing"


def dropped(texts: list[str]) -> list[int]:
    """The copies that the guard gives up, all blocks being content."""
    content = [True] * len(texts)
    copies = copies_in(texts, content)
    natural = natural_copies(texts, content, copies)
    return [i for i in copies if i not in natural]


def test_a_chorus_stays_though_a_line_above_it_was_taken_for_something_else() -> None:
    verses = [
        [f"The keeper of lock {verse} never slept", f"until the barge {verse} was by"]
        for verse in ("one", "two", "three", "four")
    ]
    texts = [line for verse in verses for line in [*verse, *CHORUS]]
    content = [line != "until the barge three was by" for line in texts]
    copies = copies_in(texts, content)
    assert len(copies) == 9
    assert natural_copies(texts, content, copies).keys() == copies.keys()
    with_prose = [*texts, *P]
    found = copies_in(with_prose, [*content, True, True, True])
    assert natural_copies(with_prose, [*content, True, True, True], found).keys() < found.keys()


NATURAL = {
    "refrain": [*VERSE, REFRAIN, "A lantern on the weir", "a shadow on the wall", "a boat without an oar", REFRAIN],
    "poem": [
        line for verse in ("one", "two", "three") for line in (f"I went to market {verse}", *VERSE[:2], f"and home by {verse}")
    ],
    "chorus": [
        line
        for verse in ("one", "two", "three")
        for line in (f"The keeper of lock {verse} never slept", f"until the barge {verse} was by", *CHORUS)
    ],
    "questions": [
        *("Q: Will it float?", P[0], "Q: Will it sink?", P[1], "Q: Will it float?", P[2]),
        *("Q: Who says so?", "A: The captain, for one.", "Q: Will it sink?"),
    ],
    "list": ["Take with you:", "- a rope", "- two lamps", "- a rope for the dog", "For the way back:", "- a rope", "- two lamps"],
    "recipe": ["For the dough", "1 cup flour", "1 tsp. salt", "Knead it well.", "For the sauce", "1 cup flour", "1 tsp. salt"],
    "liveblog": ["10:04", P[0], "More soon.", "10:31", P[1], "More soon.", "10:58", P[2], "More soon."],
    "a question asked again": [P[0], "Who is to paint the bridge, then?", "Nobody.", "Who is to paint the bridge, then?", P[1]],
    "several are asked": [
        line
        for answer in P
        for line in ("What will you miss about the ferry?", answer, "And who is to blame for it?", answer[::-1])
    ],
    "a speech": [
        line
        for paragraph in P
        for line in (paragraph, "We can do better than that, and we will do better than that, because we have done it before.")
    ],
    "table": ["Monday   low water   06:10", P[0], "Tuesday   low water   06:10", P[1], "Monday   low water   06:10"],
}
COPIED = {
    "Japanese sentences": (
        [
            "港の評議会は火曜日、六年以上も続いた論争に終止符を打ち、古い魚市場を来年の三月に閉鎖することを決めた。",
            *[
                "「もう十分に待った、屋根も排水も危険だ」と議長は投票の後に記者団に語った。",
                "商人らは市の決定を不服として、来週にも裁判所に上訴する意向だと述べた。",
            ]
            * 2,
        ],
        [3, 4],
    ),
    "A A B B": ([P[0], P[0], P[1], P[1]], [1, 3]),
    "A B C A B C": ([*P, *P], [3, 4, 5]),
    "A B C D B C": ([P[0], P[1], P[2], "The end of it.", P[1], P[2]], [4, 5]),
    "with headings": (["The last ferry", *P, "The last ferry", *P], [4, 5, 6, 7]),
    "a question that was a heading": (
        [
            P[0],
            "Who is to paint the new bridge, then?",
            *[f"{n} {P[1]}" for n in range(12)],
            "Who is to paint the new bridge, then?",
        ],
        [14],
    ),
    "a list, and each line above its text": (
        [
            *("1. The last ferry of Marrow Point", "2. A bridge of larch and steel", "3. What the baker thinks of it"),
            *("1. The last ferry of Marrow Point", P[0], "2. A bridge of larch and steel", "Not yet."),
            *("3. What the baker thinks of it", P[2]),
        ],
        [3, 5, 7],
    ),
    "with a block changed": (
        [P[0], "Ferry", P[1], "Bridge", P[2], P[0], "Ferry", "An advertisement", "Bridge", P[2]],
        [5, 6, 8, 9],
    ),
}


@pytest.mark.parametrize("name", NATURAL)
def test_what_belongs_to_the_text_stays(name: str) -> None:
    assert dropped(NATURAL[name]) == []


@pytest.mark.parametrize("name", COPIED)
def test_what_was_copied_goes(name: str) -> None:
    texts, wanted = COPIED[name]
    assert dropped(texts) == wanted


@pytest.mark.parametrize("texts", [*NATURAL.values(), *(texts for texts, _ in COPIED.values())])
def test_no_first_copy_is_lost(texts: list[str]) -> None:
    gone = set(dropped(texts))
    assert {text for i, text in enumerate(texts) if i not in gone} == set(texts)


def test_what_is_named_as_the_first_copy_is_content() -> None:
    paragraph = "The lock keeper said that nobody had told him of the boat, which came through the gate at noon without a light."
    texts = ["a", paragraph, "a", "a", paragraph, "a"]
    content = [False, True, False, True, True, True]
    assert all(content[copy.of] for copy in copies_in(texts, content).values())


def test_fields_of_records_say_the_same_of_many() -> None:
    records = []
    for name, light, pets in (
        ("Quay fern", "shade", "harmless"),
        ("Lock ivy", "sun", "toxic"),
        ("Mill moss", "shade", "harmless"),
    ):
        told = f"The {name.lower()} came to the harbour with the first cranes, and nobody has been able to get rid of it. " * 2
        records += [name, told, f"Light: {light}, and not too warm in winter", f"Pets: {pets} to cats and to dogs alike"]
    document = read_text("a.txt", "\n\n".join(["Plants of the quay", *records]).encode())
    blocks = Cleaner().clean(document).blocks
    assert [document.raw[one.start : one.end][:30] for one in blocks if one.label is Label.DUPLICATE] == []


@pytest.mark.parametrize("below", [[], ["Share"], ["Comments", "Share"], ["Print"]])
def test_a_refrain_stays_whatever_stands_below_the_poem(below: list[str]) -> None:
    refrain = ["Heave, heave, and let her go,", "The lock is high and the tide is low."]
    verses = [
        ["One for the crane that was sold for scrap,", "Two for the keeper who takes a nap,"],
        ["Three for the barge with a broken oar,", "Four for the cat on the engine floor,"],
        ["Five for the fog and six for the bell,", "Seven for secrets that none will tell,"],
    ]
    lines = ["The Keeper's Song", *(line for verse in verses for line in [*verse, *refrain])]
    document = read_text("a.txt", "\n".join([*lines, *below]).encode())
    blocks = Cleaner().clean(document).blocks
    assert [one.n for one in blocks if one.label is Label.DUPLICATE] == []
    assert document.metadata.title == "The Keeper's Song"
