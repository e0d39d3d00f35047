"""Tables of an article are part of it: each cell is a block. All texts are invented."""

from __future__ import annotations

from triage.clean import Cleaner
from triage.model import Label
from triage.read.html import read_html

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
