"""Hard-wrapped text and text that only looks so, cut into blocks. All texts are invented."""

from __future__ import annotations

import textwrap
import time
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from triage.paragraphs import flat, lines_of
from triage.wrapping import spans_of

STORY = [
    "The ferry to the island was late again on Tuesday, and the forty people who stood on the quay in the rain had little to say "
    "about it that could be printed in a family paper.",
    "Its skipper, who has steered it for thirty years, blamed the new timetable, which was drawn up in an office two hundred "
    "miles from the sea by people who, as far as he knew, had never been on a boat.",
    "The company said that it would look into the matter before the summer.",
    "Until then the baker on the quay keeps his shop open for an hour longer, so that whoever waits may at least do it beside an "
    "oven, and the schoolmaster has begun to hold the first lesson of the day under the roof of the fish hall.",
]
GERMAN = (
    "Die Gemeinde will den alten Bahnhof nun doch behalten, obwohl der Rat im vergangenen Herbst beschlossen hatte, das Gebäude "
    "mitsamt dem Güterschuppen zu verkaufen, weil die Sanierung des Daches mehr kosten würde, als der Haushalt hergibt, und weil "
    "niemand sagen konnte, was aus der Wartehalle werden soll, in der heute nur noch die Tauben wohnen."
)
CHINESE = [
    "港务局星期二表示北码头将继续关闭直到地基检查完成为止渡轮暂时使用旧码头旅客不必另行购票也不必提前到达但是带自行车的人要走南边的新桥。",
    "村里的老人说这样的大风已经有三十年没有见过了学校的屋顶被吹走了一半好在那天是星期日没有人受伤孩子们现在在图书馆里上课。",
]
KOREAN = [
    "항만청은 화요일에 북쪽 부두가 기초 공사를 마칠 때까지 계속 닫혀 있을 것이라고 "
    "밝혔으며 배는 당분간 옛 부두를 쓰게 되므로 손님들은 표를 새로 살 필요가 "
    "없지만 자전거를 가진 사람은 남쪽의 새 다리로 가야 한다고 덧붙였다.",
    "마을의 노인들은 이런 바람을 삼십 년 동안 본 적이 없다고 말했고 학교의 지붕은 "
    "절반이 날아갔지만 그날이 일요일이어서 다친 사람은 없었으며 아이들은 지금 "
    "도서관에서 수업을 듣고 있다고 선생님이 전했다.",
]
MENU = ["Home", "News", "Boats and harbours", "weather for the coast", "Letters to the editor", "Tickets", "About us"]
LIST = ["- Ferry back in service", "- Baker wins the regional prize for rye bread", "- new roof for the fish hall", "- Letters"]


def cut(raw: str, **options: int) -> list[str]:
    return [" ".join(flat(raw[start:end]).split()) for start, end in spans_of(raw, **options)]


def wrapped(paragraphs: list[str], width: int = 72, indent: str = "", **options: str) -> list[str]:
    return [textwrap.fill(text, width, initial_indent=indent, subsequent_indent=indent, **options) for text in paragraphs]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("indent", ["", "   ", "\t"])
@pytest.mark.parametrize("width", [40, 60, 72, 79, 100])
def test_paragraphs_among_menus_and_lists(width: int, indent: str, end: str) -> None:
    body = "\n\n".join(wrapped(STORY, width, indent))
    raw = "\n".join([*MENU, "", body, "", *LIST, "", *MENU]).replace("\n", end)
    assert cut(raw) == [*MENU, *STORY, *LIST, *MENU]


def test_a_menu_may_stand_right_above_a_paragraph() -> None:
    raw = "\n\n".join(["\n".join([*MENU, wrapped(STORY)[0]]), *wrapped(STORY)[1:]])
    assert cut(raw) == [*MENU, *STORY]


def test_one_paragraph_alone() -> None:
    assert cut(textwrap.fill(GERMAN, 64)) == [GERMAN]
    assert cut(f"Bahnhof bleibt\n\n{textwrap.fill(GERMAN, 64)}") == ["Bahnhof bleibt", GERMAN]


@pytest.mark.parametrize("columns", [60, 72, 78])
def test_korean_is_wide_and_written_in_words(columns: int) -> None:
    paragraphs = [" ".join(KOREAN), *KOREAN]
    assert cut("\n\n".join(wrapped(paragraphs, columns // 2))) == paragraphs
    filled = []
    for text in paragraphs:
        lines = [""]
        for word in text.split():
            longer = f"{lines[-1]} {word}".strip()
            room = sum(2 if char > "\u1100" else 1 for char in longer) <= columns
            lines = [*lines[:-1], longer] if room else [*lines, word]
        filled.append("\n".join(lines))
    assert cut("\n\n".join(filled)) == paragraphs


@pytest.mark.parametrize("marks", [["* "] * 4, ["- "] * 4, ["1. ", "2. ", "3. ", "10. "], ["  • "] * 4, ["-   "] * 4])
def test_items_of_lists_hang(marks: list[str]) -> None:
    items = [
        textwrap.fill(text, 70, initial_indent=mark, subsequent_indent=" " * len(mark))
        for mark, text in zip(marks, STORY, strict=True)
    ]
    assert cut("\n".join(items)) == [f"{mark.strip()} {text}" for mark, text in zip(marks, STORY, strict=True)]


def test_what_is_quoted_stays_apart_from_what_is_said_to_it() -> None:
    raw = "\n".join([wrapped(STORY[:1])[0], *wrapped(STORY[1:2], 72, "> "), wrapped(STORY[3:])[0]])
    assert [block.replace("> ", "") for block in cut(raw)] == [STORY[0], STORY[1], STORY[3]]


def test_a_first_line_may_stand_further_in() -> None:
    raw = "\n".join(textwrap.fill(text, 66, initial_indent="    ") for text in STORY)
    assert cut(raw) == STORY


def test_a_long_address_has_a_line_to_itself() -> None:
    address = "https://www.ferry.example/timetables/summer/island-and-harbour/from-may-to-september/all-days.html"
    told = (
        f"Whoever wants to know when it sails may look at {address} or may ask the baker, who has a list on the door of the shop."
    )
    assert cut("\n\n".join(wrapped([*STORY, told], 60, break_long_words=False, break_on_hyphens=False))) == [*STORY, told]


@pytest.mark.parametrize("width", [36, 42, 50])
def test_ideographs_are_two_columns_wide(width: int) -> None:
    def filled(text: str) -> str:
        return "\n".join(text[at : at + width // 2] for at in range(0, len(text), width // 2))

    raw = "\n\n".join(filled(text) for text in CHINESE)
    assert [raw[start:end].replace("\n", "") for start, end in spans_of(raw)] == CHINESE


def test_lines_of_as_many_characters_whatever_their_columns() -> None:
    text = "".join(f"{sentence[:-1]}据 ferry 报道{sentence}" for sentence in CHINESE)
    raw = "\n".join(text[at : at + 32] for at in range(0, len(text), 32))
    assert len(spans_of(raw)) == 1


POEM = """
the boat goes out before the light
and no one on the quay
will wave to it or say good night
to those who go to sea

it comes back in before the dark
with nothing in the hold
but salt and rope and one small spark
the skipper thinks is gold
"""
TABLE = """
Port          Sailings   Passengers   of whom with a bicycle
Harbour town       412       38,114                    2,406
island, north       96        4,020                      311
island, south      103        5,977                      402
fish hall           12          190                       88
"""
ADDRESSES = """
The Ferry Company
third floor, the old customs house
12 Quay Street
Harbour town

The Baker on the Quay
care of the schoolmaster
14 Quay Street, round the corner
Harbour town
"""
CODE = """
def sail(boat, harbour, passengers):
    for passenger in passengers:
        boat.take(passenger, with_bicycle=passenger.bicycle)
    if boat.is_late and harbour.has_baker:
        harbour.baker.keep_open(hours=1)
    return boat.leave(harbour, at=harbour.clock.now())
"""
HEADLINES = """
Ferry late again: forty people wait in the rain for two hours
old station stays: council changes its mind about the pigeons
Baker on the quay wins prize
fish hall gets a roof after thirty years, schoolmaster content
the new timetable: a guide for those who have never seen a boat
"""
KEYS = "\n".join(f"{n * 7919 % 10**6:06d}{'ab3f' * 12} ferry-{n}.{'zip' * (n % 3)}" for n in range(10, 20))
SEVERAL = "\n".join(STORY)


@pytest.mark.parametrize("raw", [POEM, TABLE, ADDRESSES, CODE, HEADLINES, KEYS, SEVERAL, "\n".join(MENU * 9)])
@pytest.mark.parametrize("beside", [False, True])
def test_lines_of_their_own(raw: str, beside: bool) -> None:
    """Also where a wrapped text stands beside them."""
    if beside and raw is not SEVERAL:
        raw_blocks = cut(raw, wrapped=False)
        assert cut("\n\n".join([*wrapped(STORY), raw, *wrapped([GERMAN])])) == [*STORY, *raw_blocks, GERMAN]
    else:
        assert spans_of(raw) == tuple(lines_of(raw))


def test_a_line_may_end_on_purpose() -> None:
    lines = [
        "The ferry sails at seven from the quay,  ",
        "at nine from the north of the island, and\\",
        "at ten from its south.<br>",
        "Late.",
    ]
    raw = "\n\n".join([*wrapped(STORY, 44), "\n".join(lines)])
    assert cut(raw) == [*STORY, *map(str.strip, lines)]


def test_no_paragraph_begins_in_a_header() -> None:
    header = "title: the ferry was late again on Tuesday, and the people on the quay had\nnot much to say about it\n"
    raw = header + wrapped(STORY)[0] + "\n\n" + "\n\n".join(wrapped(STORY[1:]))
    assert cut(raw, header=len(header)) == [*header.splitlines(), *STORY]


def test_nothing_is_looked_for_where_a_page_was_cut_by_its_tags() -> None:
    raw = "\n\n".join(wrapped(STORY))
    assert spans_of(raw, wrapped=False) == tuple(lines_of(raw))


WORD = st.text("abcdefghijklmnopqrstuvwxyzäé", min_size=1, max_size=9)
PARAGRAPH = st.lists(WORD, min_size=60, max_size=90, unique=True).map(lambda words: " ".join(words).capitalize() + ".")


def test_the_width_is_no_narrower_than_the_last_line_of_a_paragraph() -> None:
    paragraphs = [f"{text} {'so' * 4}" for text in STORY]
    for width in range(60, 100):
        assert cut("\n\n".join(wrapped(paragraphs[:2], width))) == paragraphs[:2]


@settings(max_examples=60, deadline=None)
@given(st.lists(PARAGRAPH, min_size=2, max_size=5), st.integers(30, 100), st.booleans())
def test_a_text_wrapped_to_any_width_is_what_it_was(paragraphs: list[str], width: int, has_menu: bool) -> None:
    blocks = wrapped(paragraphs, width)
    assume(all("\n" in block for block in blocks))
    raw = "\n\n".join(["\n".join(MENU), *blocks, "\n".join(LIST)] if has_menu else blocks)
    assert cut(raw) == ([*MENU, *paragraphs, *LIST] if has_menu else paragraphs)


@settings(max_examples=200, deadline=None)
@given(
    st.text(st.sampled_from("aabcdeéA港，.>-*1 |\t\n\n\r\x0b\u2028"), max_size=400) | st.lists(WORD, max_size=300).map("\n".join)
)
def test_blocks_are_whole_lines_in_order(raw: str) -> None:
    lines, spans = lines_of(raw), spans_of(raw)
    assert {start for start, _ in spans} <= {start for start, _ in lines}
    assert {end for _, end in spans} <= {end for _, end in lines}
    assert all(one[1] <= two[0] for one, two in pairwise(spans))
    assert all(any(start <= line[0] and line[1] <= end for start, end in spans) for line in lines)


@pytest.mark.parametrize(
    "raw",
    [
        "so it goes on and on " * 250_000,
        "the boat goes out before the light\nand no one " * 100_000,
        "\n\n".join(wrapped(STORY)) * 15_000,
        ("a" * 40 + "\n") * 100_000 + " " * 1_000_000,
    ],
)
def test_time_follows_the_size(raw: str) -> None:
    began = time.process_time()
    spans_of(raw)
    assert time.process_time() - began < 8e-6 * len(raw)
