"""Threads of readers' comments below an article. All texts are invented."""

from __future__ import annotations

from itertools import product

import pytest

from triage.clean import Cleaner, comments
from triage.clean.comments import RULE, comments_below
from triage.clean.verdict import Verdict
from triage.model import By, Label
from triage.read.text import read_text

ARTICLE = [
    "The council voted on Tuesday to repair the harbour wall before the winter storms arrive, officials said after the meeting.",
    "Residents told the meeting that the water had reached their doors twice since the spring of last year, and nobody came.",
    "Work will begin in May and is expected to cost two million crowns, according to the harbour master and to the plans shown.",
]
SAID = [
    "I have lived on the quay for forty years, and nobody has ever asked me what I think of that wall.",
    "Two million crowns is what they said of the bridge, too. We all know what that one cost in the end.",
    "Thank you for writing about it. My cellar has been under water twice, and the insurance pays for nothing.",
    "Has anyone thought of the tide? At spring tide the water stands higher than the wall they want to build.",
]
NAMES = ["Shirley Holm", "old_sailor", "M. Bream", "Ferryman"]
DAYS = ["July 31, 2012 at 9:39 pm", "August 1, 2012 at 7:02 am", "August 1, 2012 at 11:40 am", "August 3, 2012 at 8:15 pm"]


def kept(lines: list[str]) -> dict[int, Verdict]:
    """All lines held to be content."""
    return dict.fromkeys(range(len(lines)), Verdict(Label.CONTENT, "line-model", 0.8, By.MODEL))


def told(lines: list[str]) -> list[str]:
    """The lines of a page, all of them kept, that belong to a thread."""
    return [lines[at] for at in sorted(comments_below(lines, kept(lines)))]


def thread(signed: list[str]) -> list[str]:
    return [line for sign, text in zip(signed, SAID, strict=True) for line in (sign, text)]


@pytest.mark.parametrize(
    "signed",
    [
        [f"{name} {day}" for name, day in zip(NAMES, DAYS, strict=True)],
        [f"Comment #{at} - Posted by: {name} at {day}" for at, (name, day) in enumerate(zip(NAMES, DAYS, strict=True), 1)],
        [f"{at}. {name} - {day.split(' at ', maxsplit=1)[0]}" for at, (name, day) in enumerate(zip(NAMES, DAYS, strict=True), 1)],
        [f"by {name} ({at}4711) writes:" for at, name in enumerate(NAMES, 1)],
        [f"{name}, vor {at} Stunden" for at, name in enumerate(NAMES, 2)],
        [f"{name} · {at} hours ago" for at, name in enumerate(NAMES, 2)],
        [f"{name} | 2012-08-0{at} 17:3{at}" for at, name in enumerate(NAMES, 1)],
        [f"{name} {at}小时前" for at, name in enumerate(NAMES, 2)],
        [f"Гость_{name}, {at} августа 2012, 17:0{at}" for at, name in enumerate(NAMES, 1)],
        [f"{name}, сегодня в 17:0{at}" for at, name in enumerate(NAMES, 1)],
        [f"{name} منذ {at} ساعات" for at, name in enumerate(NAMES, 3)],
    ],
)
def test_what_is_signed_again_and_again_below_an_article_are_comments(signed: list[str]) -> None:
    assert told([*ARTICLE, "4 comments", *thread(signed)])[-8:] == thread(signed)
    assert set(told([*ARTICLE, "Kommentare", *thread(signed)])).isdisjoint(ARTICLE)


def test_a_long_thread_of_a_dozen_writers() -> None:
    lines = [line for at in range(300) for line in (f"{NAMES[at % 4]} {'abc'[at % 3] * 3} {DAYS[at % 4]}", SAID[at % 4])]
    assert told([*ARTICLE, "Comments", *lines])[1:] == lines


def test_names_may_stand_above_their_days() -> None:
    lines = [line for name, day, text in zip(NAMES, DAYS, SAID, strict=True) for line in (name, day, text, "Reply")]
    assert told([*ARTICLE, *lines]) == lines


def test_names_may_stand_above_how_long_ago_it_was() -> None:
    lines = [line for at, (name, text) in enumerate(zip(NAMES, SAID, strict=True), 2) for line in (name, f"{at} hours ago", text)]
    assert told([*ARTICLE, "Comments", *lines]) == ["Comments", *lines]


@pytest.mark.parametrize(
    "heading", ["4 Responses to “The wall…”", "4 comments to The wall.", "Comments", "Reply", "Respond", "回复"]
)
def test_what_heads_a_thread(heading: str) -> None:
    lines = thread([f"{name} {day}" for name, day in zip(NAMES, DAYS, strict=True)])
    assert told([*ARTICLE, heading, *lines]) == [heading, *lines]


@pytest.mark.parametrize(
    "heading",
    [
        "Comment la mer est venue",
        "From our correspondent in Holm",
        "The ministry declined to comment.",
        "Reactions",
        "The response of the town",
        "Reply to our leader",
        "Fragen und Antworten zur Flut",
    ],
)
@pytest.mark.parametrize(
    "signed",
    [
        [f"{day}: {name}" for name, day in zip(NAMES, DAYS, strict=True)],  # a chronology, a programme
        [f"{at}.03.2011, 17.30 Uhr: {name}" for at, name in enumerate(NAMES, 1)],
        [f"3月{at}日 17:30 {name}" for at, name in enumerate(NAMES, 1)],
        [f"{at} minutes ago | {name}" for at, name in enumerate(NAMES, 2)],  # a live report
        [f"{name}, a shipowner, said on Tuesday:" for name in NAMES],  # voices
    ],
)
def test_what_an_article_tells_by_days_and_names_stays_above_a_form_for_comments(signed: list[str], heading: str) -> None:
    form = ["Share", "Leave a comment", "4 comments", "Name", "Kommentar schreiben", "发表评论"]
    assert told([*ARTICLE, heading, *thread(signed), *form]) == []
    assert told([heading, "By Shirley Holm", "4 comments", *ARTICLE, *thread(signed), *form]) == []


def test_how_old_an_entry_of_a_live_report_is_does_not_make_it_a_comment() -> None:
    lines = [
        line for at, (name, text) in enumerate(zip(NAMES, SAID, strict=True), 2) for line in (name, f"{at} minutes ago", text)
    ]
    cleaned = Cleaner().clean(read_text("a.txt", "\n".join([*ARTICLE, *lines, "Leave a comment"]).encode()))
    assert RULE not in {block.rule for block in cleaned.blocks}


def test_a_thread_begins_at_its_heading_where_comments_are_signed_below() -> None:
    lines = [line for name, day, text in zip(NAMES, DAYS, SAID, strict=True) for line in (text, f"Posted by: {name} | {day}")]
    page = [*ARTICLE, "4 comments", *lines, "Home", "Contact"]
    verdicts = kept(page)
    verdicts[3] = Verdict(Label.BOILERPLATE, "comment-widget", 0.98)
    for at in (len(page) - 2, len(page) - 1):
        verdicts[at] = Verdict(Label.BOILERPLATE, "line-model", 0.9, By.MODEL)
    assert [page[at] for at in sorted(comments_below(page, verdicts))] == lines


def test_what_the_folders_own_rules_keep_stays() -> None:
    lines = [*ARTICLE, "4 comments", *thread([f"{name} {day}" for name, day in zip(NAMES, DAYS, strict=True)])]
    verdicts = kept(lines)
    verdicts[5] = Verdict(Label.CONTENT, "letters", 1.0)
    assert 5 not in comments_below(lines, verdicts, {"letters"})
    assert 5 in comments_below(lines, verdicts)


@pytest.mark.parametrize(
    "lines",
    [
        thread([f"{name} {day}" for name, day in zip(NAMES, DAYS, strict=True)]),  # nothing above: a forum
        [*ARTICLE, *thread([f"Workshop with {name}, {day}" for name, day in zip(NAMES, DAYS, strict=True)])],
        [*ARTICLE, "Reply", *thread([f"Posted by Kathy on {day} | Permalink" for day in DAYS])],  # a blog of one writer
        [*ARTICLE, "Reply", *thread([f"{name} opened in 2012, 16.80 per year" for name in NAMES])],  # prices
        [*ARTICLE, "Reply", *thread(["8:00 am", "11:30 am", "4:30 pm", "5:00 pm"])],  # a day
        [*ARTICLE, "Reply", *thread([f"{name} {day}" for name, day in zip(NAMES, DAYS, strict=True)])[:4]],  # two of them
        [*ARTICLE, "Reply", *(f"{name} {day}" for name, day in zip(NAMES, DAYS, strict=True))],  # a list without text
        [*ARTICLE, *thread([f"{name} said:" for name in NAMES]), "4 comments", "Reply"],  # voices that the article has gathered
        [ARTICLE[0], "4 comments", *ARTICLE[1:], *thread([f"{name} wrote:" for name in NAMES])],
        [*ARTICLE, *thread([f"{name} · {at} minutes ago" for at, name in enumerate(NAMES, 2)]), "Comments"],  # a live report
        [*ARTICLE, *thread([f"Talk by {name}, {day}" for name, day in zip(NAMES, DAYS, strict=True)]), "Leave a comment"],
        [*ARTICLE, *thread([f"[12.05.2024, 14:0{at}] {name}:" for at, name in enumerate(NAMES)]), "Comment"],  # a chat
        [*ARTICLE, *thread([f"From: {name} Date: {day}" for name, day in zip(NAMES, DAYS, strict=True)]), "Reply"],  # letters
    ],
)
def test_what_looks_like_a_thread_and_is_none(lines: list[str]) -> None:
    assert told(lines) == []


def test_a_page_is_cleaned_of_its_comments() -> None:
    lines = [
        "Harbour wall to be repaired",
        *ARTICLE,
        "4 comments",
        *thread([f"{name} {day}" for name, day in zip(NAMES, DAYS, strict=True)]),
    ]
    page = read_text("a.txt", "\n".join([*lines, "Leave a comment", "Name", "E-mail"]).encode())
    cleaned = Cleaner().clean(page)
    assert cleaned.text.split("\n")[-3:] == ARTICLE
    assert RULE in {block.rule for block in cleaned.blocks}


def test_a_page_of_threads_looks_at_no_line_for_each_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    measure = comments.in_latin
    monkeypatch.setattr(comments, "in_latin", lambda text: asked.append(text) or measure(text))
    page = list(ARTICLE)
    for mark in map("".join, product("()#@", repeat=4)):
        page += ["4 comments", *thread([f"{name} {mark} {day}" for name, day in zip(NAMES, DAYS, strict=True)])]
    assert len(told(page)) > len(page) / 2
    assert len(asked) < 5 * len(page)
