"""Tables of an article are part of it: each cell is a block. All texts are invented."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.benchmarks.score_cleaner import evidence
from triage.clean import Cleaner, Page, split_blocks
from triage.clean.tables import find_tables
from triage.model import Document, Label
from triage.read.html import read_html
from triage.read.text import read_text

PARAGRAPHS = [
    "The harbour council of Tarnow raised its dues on Tuesday for the first time in eleven years, and the owners of the smaller "
    "boats, who had asked for a longer delay, said that they would not pay before the autumn.",
    "“We have waited long enough,” said Edda Rolfsen, who chairs the council, after a vote that took no more than four minutes.",
    "The money is to pay for the new wall, which the storm of last winter damaged in three places, and for the lamps along the "
    "quay, of which hardly any still burn after the second bell.",
    "Those who sell fish from their boats are to pay half, as they always have, and the ferry pays nothing at all.",
]
ROWS = [["Length of boat", "2030", "2031"], ["up to 6 m", "12", "15"], ["6 to 10 m", "18.50", "24"], ["over 10 m", "31", "44.75"]]


def test_the_cells_of_a_table_stay_with_its_caption() -> None:
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    page = (
        "<html><head><title>Harbour dues rise</title></head><body><ul><li><a href=/>Home</a></li><li><a href=/n>12</a></li></ul>"
        f"<main><article><h1>Harbour dues rise</h1><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>"
        f"<table><caption>Dues a day, in crowns</caption>{table}</table><p>{PARAGRAPHS[2]}</p><p>{PARAGRAPHS[3]}</p>"
        "</article></main><footer><p>Made by hand</p></footer></body></html>"
    )
    document = read_html("a.html", page.encode())
    blocks = Cleaner().clean(document).blocks
    kept = [document.raw[block.start : block.end] for block in blocks if block.label is Label.CONTENT]
    assert kept[3:-2] == ["Dues a day, in crowns", *(cell for row in ROWS for cell in row)]
    assert len(kept) == 3 + 1 + 12 + 2


CLUBS = ["Norrvik", "Hallen", "Östra", "Port Haven", "Lida", "Brunna"]


def reports(count: int) -> list[Document]:
    """Stories of one league, each with the table of its week, as a scraper leaves it."""
    found = []
    for week in range(1, count + 1):
        rows = [cell for n, club in enumerate(CLUBS) for cell in (club, str(week), str((week * 7 + n) % 5), str(week + 3 * n))]
        told = [f"In week {week} of the league {club} rowed against the wind and came in late." for club in CLUBS[:3]]
        lines = [
            f"Rowers of {CLUBS[week % 6]} win in week {week}",
            PARAGRAPHS[0],
            *told,
            "Club",
            "Races",
            "Won",
            "Points",
            *rows,
            *told[1:],
        ]
        found.append(read_text(f"{week}.txt", "\n".join(lines).encode()))
    return found


def test_a_table_stays_where_other_documents_have_the_same_cells() -> None:
    documents = reports(12)
    seen = evidence([[document.raw[start:end] for start, end in split_blocks(document)] for document in documents])
    for document, cleaned in zip(documents, Cleaner().clean_pages(list(map(Page, documents)), seen), strict=True):
        cells = [block for block in cleaned.blocks if block.rule == "table"]
        assert len(cells) == 4 + 24
        assert {block.label for block in cells} == {Label.CONTENT}
        assert Cleaner().explain_many(document, cleaned, [cells[0].n], seen[0])[0][0] == "one of 28 cells of a table"


def test_tables_are_runs_of_short_lines_with_numbers() -> None:
    rows = [cell for club in CLUBS for cell in (club, "7", "12.5 %")]
    assert find_tables([PARAGRAPHS[0], "Club", "Won", "Share", *rows, PARAGRAPHS[1]]) == [range(1, 22)]
    assert find_tables([*rows[:6], PARAGRAPHS[0], *rows[6:12]]) == [], "too short, both of them"
    assert find_tables([*rows, *CLUBS, "Menu", *rows]) == [range(0, 18), range(20, 43)], "so many lines without a number end it"
    assert find_tables(["Home", "News", "7 days", *CLUBS, "Contact us", "Terms of use", "2 comments"]) == []
    assert find_tables([*[PARAGRAPHS[0], "7"] * 12]) == []
    assert find_tables(["第七回港湾会議は来年の秋に北の町で開かれる予定である。", "7"] * 12) == [], "sentences without spaces"
    assert find_tables([]) == []


@given(st.lists(st.sampled_from(["7", "12 %", "Hallen", "Won", PARAGRAPHS[0], "2031-05-12", "", "5 km"]), max_size=80))
def test_tables_stand_apart_in_order(lines: list[str]) -> None:
    ends = [end for table in find_tables(lines) for end in (table.start, table.stop)]
    assert ends == sorted(ends)
    assert not ends or (ends[0] >= 0 and ends[-1] <= len(lines))
    assert all(len(lines[at]) < 40 for table in find_tables(lines) for at in table)
