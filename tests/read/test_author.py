"""Which of the names found for a page's authors may be some."""

from __future__ import annotations

from pathlib import Path

import pytest

from triage.read import ReadOptions, read_document
from triage.read.author import authors, byline


@pytest.mark.parametrize(
    ("found", "names"),
    [
        ("Ann Lee; Bo Quayle", "Ann Lee; Bo Quayle"),
        ("Ann Lee; Ann Lee", "Ann Lee"),
        ("Posted", ""),
        ("Name", ""),
        ("Lesedauer", ""),
        ("January", ""),
        ("Dec", ""),
        ("See full bio", ""),
        ("Admin", ""),
        ("No Author", ""),
        ("Ann Lee; Updated Oct 9", "Ann Lee"),
        ("Ann Marie Lee December", "Ann Marie Lee"),
        ("Thora May", "Thora May"),
        ("June Quayle", "June Quayle"),
        ("Ann Lee Updated", "Ann Lee"),
        ("By Ann Lee", "Ann Lee"),
        ("Par Anne Leduc; Luc Quai", "Anne Leduc; Luc Quai"),
        ("View all posts by Ann Lee", "Ann Lee"),
        ("Byron Lee", "Byron Lee"),
        ("Ann Lee; Annlee Com", "Ann Lee"),
        ("ann@quay.example", ""),
        ("Www Quay De", ""),
        ("Quay Gazette; Ann Lee", "Ann Lee"),
        ("Quaygazette De", ""),
        ("The pier is closed", ""),
        ("Ann Lee has written of piers and of quays for as long as there are any", ""),
        ("李安; 王码头", "李安; 王码头"),
        ("", ""),
    ],
)
def test_names(found: str, names: str) -> None:
    assert authors(found, ("The pier is closed", "Quay Gazette", "quaygazette.de", "")) == names


def test_the_authors_of_a_page(tmp_path: Path) -> None:
    body = "<p>The harbour authority said on Tuesday that the pier would stay closed until the inspection is complete.</p>" * 3
    names = "".join(f"<meta name='author' content='{name}'>" for name in ("Ann Lee", "Admin", "Quay Gazette"))
    head = f"<title>Pier closed - Quay Gazette</title><meta property='og:site_name' content='Quay Gazette'>{names}"
    (tmp_path / "a.html").write_text(f"<html><head>{head}</head><body><h1>Pier closed</h1>{body}</body></html>")
    assert read_document(tmp_path, "a.html", ReadOptions()).metadata.author == "Ann Lee"


@pytest.mark.parametrize(
    ("lines", "title", "found"),
    [
        (["Pier stays closed", "By Pia Holm", "It stays closed, they said."], 0, "Pia Holm"),
        (["Home", "Von Jörg van der Velde und Ana Ruiz", "Die Mole bleibt zu"], 2, "Jörg van der Velde und Ana Ruiz"),
        (["Pier stays closed", "10 May 2031", "BY PIA McHALE"], 0, "PIA McHALE"),
        (["Pier stays closed", "Autor: Łucja Żak", "Text."], 0, "Łucja Żak"),
        (["Pier stays closed", "By Pia HolmStaff Writer"], 0, ""),
        (["Pier stays closed", "By Staff Reporter"], 0, ""),
        (["Pier stays closed", "Von der Redaktion"], 0, ""),
        (["Pier stays closed", "By the time they came, it had gone."], 0, ""),
        (["Pier stays closed", "By Pia Holm", "By Jonas Berg"], 0, ""),
        (["Pier stays closed", *["Text."] * 9, "By Pia Holm"], 0, ""),
        (["By Pia Holm", "It stays closed, they said."], -1, "Pia Holm"),
        ([], -1, ""),
    ],
)
def test_the_byline_of_a_plain_text(lines: list[str], title: int, found: str) -> None:
    assert byline(lines, title) == found


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By Sam Okafor published 9 November 2023", "Sam Okafor"),
        ("By Sam Okafor last updated 9 November 2023", "Sam Okafor"),
        ("Par Lucie Garnier le 2 septembre 2023", "Lucie Garnier"),
        ("Par Lucie Garnier le lundi 4 septembre 2023", "Lucie Garnier"),
        ("By Anton le Roux, 3 May 2021", "Anton le Roux"),
        ("Par Lucie le Goff le 2 septembre 2023", "Lucie le Goff"),
        ("Von Anke Reimers am 3. Mai 2020", "Anke Reimers"),
        ("Von Anke Reimers am Sonntag, 3. Mai 2020", "Anke Reimers"),
        ("Posted on May 2, 2019 by Trish Bell", "Trish Bell"),
        ("Published: 4 May 2020, by Ann Lee", "Ann Lee"),
        ("Posted on May 2, 2019 by the editors", ""),
        ("Posted on the door by Ann Lee", ""),
        ("By the river published 9 November 2023", ""),
    ],
)
def test_a_byline_with_its_date(line: str, name: str) -> None:
    assert byline(["The pier is closed", line, "It was closed on Monday."], 0) == name


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By Martin Bell at Canal Road", "Martin Bell"),
        ("By Ivo Strand and Ann Lee in New York", "Ivo Strand and Ann Lee"),
        ("Tom Ashby, energy correspondent", "Tom Ashby"),
        ("Ada Fenn, music critic", "Ada Fenn"),
        ("Joan Petty, Local democracy reporter", "Joan Petty"),
        ("By Anna Berg, Chief Political Editor", "Anna Berg"),
        ("Petra Klein, Korrespondentin in Rom", "Petra Klein"),
        ("Words by Milo Hart", "Milo Hart"),
        ("Interview von Jonas Reimer", "Jonas Reimer"),
        ("Propos recueillis par Paul Renard", "Paul Renard"),
        ("Dana Whitlock, chief executive", ""),
        ("Mark Twain, writer", ""),
        ("Ann Lee, who is an editor", ""),
        ("Ann Lee, my editor", ""),
        ("Franz Kraus, der Redakteur", ""),
        ("Anna Berg, 44, a reporter", ""),
        ("Linton, home of the columnist", ""),
        ("By Night in Tarnow", ""),
        ("By the sea in Tarnow", ""),
        ("By Boat at Dawn", ""),
        ("By Our Correspondent in Rome", ""),
        ("Ann Lee at Canal Road", ""),
        ("Interview: The Mayor Speaks Out", ""),
        ("Interview: Ann Lee", ""),
        ("Interview With a Vampire", ""),
        ("Words by the sea", ""),
    ],
)
def test_a_byline_with_what_the_author_does_or_where(line: str, name: str) -> None:
    assert byline(["The pier is closed", line, "It was closed on Monday."], 0) == name
