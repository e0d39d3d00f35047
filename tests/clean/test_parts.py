"""Several blocks as one, blocks that were cut, lists of headings: which of them are the copies. All texts are invented."""

from __future__ import annotations

import pytest

from triage.clean import Cleaner
from triage.clean.copies.parts import listed_headings, part_copies
from triage.clean.lines.words import words_of
from triage.model import Document, Label, Metadata, Source

P = [
    "The old ferry at Marrow Point will make its last crossing in October, after sixty years in which it carried sheep, post "
    "and two brass bands, and never once, its captain says, a passenger who was in a hurry to arrive.",
    "A bridge of larch and steel is to take its place, and the council, which has argued about its colour since the spring, "
    "has now agreed that nobody will paint it at all until the first winter has shown what the salt does.",
    "“We shall see,” said the captain.",
    "Those who live on the far bank are of two minds: the baker has ordered a second oven, while the keeper of the inn, whose "
    "best evenings were those when the fog came down and nobody could leave, has put his house up for sale.",
]
TITLE = "The last ferry of Marrow Point"
ZH = [
    "港口委员会周二决定明年三月关闭老鱼市，结束了持续六年多的争论，委员会主席说这一决定不会再更改，商户必须在春节前搬离。",
    "商户们表示不服这一决定，下周将向法院提出上诉，在此之前不会搬离摊位，他们说新市场离码头太远，渔船靠岸后没有人愿意去。",
]
HEADS = ["Why the ferry has to go", "Who is to pay for the bridge", "What the baker thinks"]


def gone(texts: list[str]) -> dict[int, int]:
    """The blocks that are copies of a part, or of several, and of which, all being content."""
    copies = part_copies(texts, [True] * len(texts), [words_of(text) for text in texts])
    assert not {copy.of for copy in copies.values()} & copies.keys()
    return {i: copy.of for i, copy in sorted(copies.items())}


@pytest.mark.parametrize("glue", [" ", "", "  "])
@pytest.mark.parametrize("blocks", [P, ZH])
def test_the_whole_text_once_more_as_one_line(glue: str, blocks: list[str]) -> None:
    count = len(blocks)
    assert gone([TITLE, *blocks, glue.join(blocks)]) == {count + 1: 1}
    assert gone([TITLE, *blocks, glue.join([TITLE, *blocks])]) == {count + 1: 0}
    assert gone([TITLE, glue.join(blocks), *blocks]) == dict.fromkeys(range(2, count + 2), 1)


def test_a_line_that_says_more_than_the_paragraphs_is_no_copy() -> None:
    more = "The inn will close in May."
    assert gone([TITLE, *P, " ".join([*P, more])]) == {}
    assert gone([TITLE, *P, " ".join([*P[:2], more, *P[2:]])]) == {}


def test_one_paragraph_is_not_several() -> None:
    assert gone([P[0] + " " + P[1], P[2], P[0], "Another line.", P[1]]) == {}


@pytest.mark.parametrize("end", ["…", "...", " [...]", " …"])
def test_teasers_are_copies_of_what_they_were_cut_from(end: str) -> None:
    cut = P[0][:90].rstrip()
    assert gone([TITLE, cut + end, *P]) == {1: 2}
    assert gone([TITLE, *P, cut + end]) == {5: 1}
    assert gone([TITLE, ZH[0][:20] + end, *ZH]) == {1: 2}


@pytest.mark.parametrize(
    "line", ["The old ferry …", "The old ferry at Marrow Point will not make its last crossing this year…", P[0] + "…"]
)
def test_an_ellipsis_alone_makes_no_teaser(line: str) -> None:
    assert gone([line, *P]) == {}


def listed(texts: list[str]) -> dict[int, int]:
    return listed_headings(texts, [True] * len(texts), [words_of(text) for text in texts])


def test_a_list_of_the_headings_below_is_the_copy() -> None:
    body = [line for head, text in zip(HEADS, [P[0], P[1], P[3]], strict=True) for line in (head, text)]
    assert listed([TITLE, *HEADS, P[2], *body]) == {1: 5, 2: 7, 3: 9}
    assert listed([TITLE, *HEADS[:2], P[2], *body]) == {}
    assert listed([TITLE, *HEADS, P[2], *HEADS]) == {}


def test_rows_of_a_table_and_records_are_no_list_of_headings() -> None:
    rows = [cell for head in HEADS for cell in (head, "12.5")]
    body = [line for head, text in zip(HEADS, [P[0], P[1], P[3]], strict=True) for line in (head, text)]
    assert listed([TITLE, *rows, *body]) == {}
    records = [line for text in P for line in ("Question", "Dr. Zell", "Fee:", text)]
    assert listed(records) == {}


def test_the_pipeline_marks_them_and_names_what_stays() -> None:
    texts = [TITLE, *P, " ".join(P), P[0], P[1][:80] + "…"]
    document = Document("a.txt", "\n\n".join(texts), Source("a.txt"), Metadata(title=TITLE))
    blocks = Cleaner().clean(document).blocks
    assert [block.label for block in blocks] == [Label.CONTENT] * 5 + [Label.DUPLICATE] * 3
    assert [(block.rule, block.duplicate_of) for block in blocks[5:]] == [("repeat-part", 2), ("repeat", 2), ("repeat-part", 3)]


def test_a_copy_of_what_became_a_copy_is_one_of_what_stays() -> None:
    texts = [TITLE, " ".join(P), *P, P[0]]
    document = Document("a.txt", "\n\n".join(texts), Source("a.txt"), Metadata(title=TITLE))
    blocks = Cleaner().clean(document).blocks
    assert {block.duplicate_of for block in blocks if block.label is Label.DUPLICATE} == {2}
    assert [block.label.value[0] for block in blocks] == list("ccddddd")
