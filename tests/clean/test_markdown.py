"""Markdown is judged by what a reader sees of it."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.clean import Cleaner
from triage.clean.evidence import page_lines
from triage.clean.lines.markdown import Shown, shown
from triage.clean.scoring.features import PageLines
from triage.clean.scoring.legible import NOTHING_TO_READ, legible, of_all, place_of, with_paragraphs
from triage.clean.scoring.line_model import LineModel
from triage.read.text import read_text

LINKS = "[Home](/) [News](/news) [Sport](/sport)"
PARAGRAPH = "The council voted on Tuesday to repair the harbour wall before the winter storms arrive, officials said."
PICTURE = "![The harbour at dawn](https://gull.example/pictures/2031/05/harbour-at-dawn-1280x720.jpg)"


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ('## [Harbour wall](https://gull.example/wall_(old).html "The wall")', "Harbour wall"),
        ("* **The tide** came in, says [Ms Holm](/holm).", "The tide came in, says Ms Holm."),
        ("> 1. See https://gull.example/tide?day=3 for more", "See  for more"),
        ("[![logo](/logo.png)](/) The Gull", " The Gull"),
        ("array[i](x) = 3", "arrayi = 3"),
        ("- no address", "no address"),
        ("-40 degrees, 1.5 metres", "-40 degrees, 1.5 metres"),
        ("", ""),
    ],
)
def test_addresses_and_marks_say_nothing(line: str, read: str) -> None:
    assert shown([LINKS, line]).texts[1] == read


def test_what_is_no_markdown_with_links_stays_as_it_is() -> None:
    lines = ["* one **two**", "see [1](#a) and https://gull.example", PARAGRAPH]
    assert shown(lines) == Shown(lines)


def test_pictures_are_nothing_to_read() -> None:
    assert shown([LINKS, PICTURE, "---", PARAGRAPH]).legible == [0, 3]
    assert shown([LINKS, PARAGRAPH]).legible is None


def test_paragraphs_are_known_where_few_lines_are_links() -> None:
    written = [
        f"{PARAGRAPH} See [the plan](/plan).",
        "港务局周二决定在冬季风暴到来之前修复港口的墙，居民告诉会议，水已经两次到达他们的门口。",
        "Short.",
    ]
    assert shown([LINKS, *written * 3]).paragraphs == [1, 2, 4, 5, 7, 8]
    assert not shown([*[LINKS] * 4, *written * 3]).paragraphs


@given(st.lists(st.text(alphabet="a[](!)#*->1. \nhttps:/é漢", max_size=40), max_size=8))
def test_every_line_is_accounted_for(lines: list[str]) -> None:
    texts, readable, paragraphs = shown([LINKS, *lines])
    assert len(texts) == len(lines) + 1
    assert set(paragraphs) <= set(range(len(texts)) if readable is None else readable)


@given(st.lists(st.one_of(st.none(), st.floats(0, 1, width=32)), max_size=12))
def test_lines_with_nothing_to_read_go_with_those_beside_them(given_scores: list[float | None]) -> None:
    readable = [at for at, score in enumerate(given_scores) if score is not None]
    page = PageLines(["x"] * len(given_scores), list(range(len(given_scores))), 9, legible=readable)
    read = legible(page)
    assert (len(read.texts), list(read.seen or ())) == (len(readable), readable)
    assert {place: at for at, place in place_of(page).items()} == dict(enumerate(readable))
    known = np.array([score for score in given_scores if score is not None], np.float32)
    found = of_all(page, known)
    assert (found[readable] == known).all()
    for at, score in enumerate(given_scores):
        if score is None:
            before = [known[i] for i, place in enumerate(readable) if place < at][-1:] or [0]
            after = [known[i] for i, place in enumerate(readable) if place > at][:1] or [0]
            assert found[at] == min(before[0], after[0])


def test_a_known_paragraph_has_more_for_it() -> None:
    page = PageLines(["x"] * 3, paragraphs=[1])
    scores = np.array([0.2, 0.2, 0.2], np.float32)
    assert with_paragraphs(page, scores).round(2).tolist() == pytest.approx([0.2, 0.83, 0.2])
    assert with_paragraphs(PageLines(["x"] * 3), scores) is scores


SUBJECTS = ("港口的墙", "渡轮", "灯塔", "集市", "档案馆", "学校", "桥", "老码头")
NEWSLETTER = [
    "# 海港周刊（第 7 期）：谁来数船",
    "这里记录每周值得分享的海港内容，周五发布。",
    "本杂志[开源](https://gull.example/weekly)，欢迎[投稿](https://gull.example/weekly/issues)。",
    PICTURE,
    "（[via](https://gull.example/photo)）",
    "## 谁来数船",
    *(
        line
        for at, subject in enumerate(SUBJECTS)
        for line in (
            f"{at + 1}、[{subject}的数字](https://gull.example/2031/{at})",
            PICTURE.replace("05", f"{at + 10}"),
            f"{subject}的管理员每天早上数一遍来的人，这个春天以前谁也没有这些数字。",
            f"作者问为什么没有人早些想到，她用三个冬天的信来回答，其中一封是从{subject}寄出的。",
        )
    ),
    "## 工具",
    *(
        line
        for at, subject in enumerate(SUBJECTS)
        for line in (
            f"{at + 1}、[{subject}-tool](https://gull.example/code/{at})",
            f"一个开源的命令行工具，用来记录{subject}每天的水位。",
        )
    ),
]


def test_a_newsletter_of_links_keeps_its_paragraphs() -> None:
    document = read_text("letter.md", "\n\n".join(NEWSLETTER).encode())
    text = Cleaner().clean(document).text
    said = [line for line in NEWSLETTER if any(word in line for word in ("管理员每天", "作者问", "命令行工具"))]
    assert [line for line in said if line not in text] == []
    assert len(said) == 24


def test_each_line_of_markdown_has_its_reasons() -> None:
    page = page_lines(NEWSLETTER, None)
    told = LineModel.load().explain(page, [3, 2, 8], [True] * 3)
    assert told[0] == NOTHING_TO_READ
    assert all(told[1:])


@pytest.mark.parametrize("line", ["[" * 100_000, "![" * 50_000, "[a](" * 30_000, "[a](b" * 20_000, "(" * 100_000, "](" * 30_000])
def test_a_line_of_marks_takes_no_longer_than_it_is(line: str) -> None:
    begun = time.process_time()
    shown([LINKS, line])
    assert time.process_time() - begun < 2, "quadratic it would be minutes"
