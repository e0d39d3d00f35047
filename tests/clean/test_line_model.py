"""The line model: its interface, its promises about time and order, and its file. All texts are invented."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from importlib import resources

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.clean.lines.line_text import fold_line
from triage.clean.scoring import choosing, vocabulary
from triage.clean.scoring.choosing import content_by_tags, content_lines
from triage.clean.scoring.features import PageLines, read_pages
from triage.clean.scoring.line_model import LineModel
from triage.clean.scoring.long_texts import parts_of
from triage.clean.scoring.unread import doubted

SENTENCES = [
    "The ferry left the harbour an hour late on Tuesday, and most of its passengers had given up waiting by then.",
    "Harbour master Ilse Brandt said that the tide, not the crew, was to blame for the delay.",
    "“We had two choices, and neither was good,” she told reporters who had gathered on the quay.",
    "The company has promised to repay every ticket, though it did not say when the money would arrive.",
    "Fishermen on the northern shore said they had warned of the sandbank for years without being heard.",
    "A new survey of the channel is to begin in the spring, when the ice has gone.",
]
MENU = ["Home", "News", "Sport", "Weather", "Contact us", "Subscribe", "Sign in"]
FOOTER = ["Share this article", "Related stories", "Storm closes school", "Comments (3)", "Privacy policy", "© 2031 The Gull"]
ARTICLE = [*MENU, "Ferry leaves an hour late", "By Ann Other", *SENTENCES, *FOOTER]
CHINESE_PAGE = [
    *("首页", "新闻", "登录"),
    "渡轮周二晚点一个小时离开港口，大多数乘客那时已经放弃等待。",
    "港务局长说，延误的原因是潮汐，而不是船员的过错。",
    "公司承诺退还所有船票，但没有说明具体的退款时间，也没有公布赔偿的办法。",
    *("相关新闻", "版权所有"),
]


@pytest.fixture(scope="module")
def model() -> LineModel:
    return LineModel.load()


def test_an_article_is_told_from_its_menu_and_footer(model: LineModel) -> None:
    page = PageLines(ARTICLE)
    kept = content_lines(model.score([page])[0], page)
    body = range(len(MENU) + 2, len(MENU) + 2 + len(SENTENCES))
    assert all(kept[line] for line in body)
    assert not any(kept[: len(MENU)])
    assert not any(kept[-len(FOOTER) :])


def diary(days: int) -> list[str]:
    """A text of so many paragraphs, no two alike."""
    chance = random.Random(7)
    words = [word for sentence in SENTENCES for word in sentence.rstrip(".").split()]
    return [f"{' '.join(chance.choices(words, k=chance.randrange(30, 90)))}." for _ in range(days)]


@pytest.mark.parametrize("days", [60, 450, 900, 2500])
def test_a_text_stays_whole_however_long_it_is(model: LineModel, days: int) -> None:
    page = PageLines([*MENU, *diary(days), *FOOTER])
    kept = content_lines(model.score([page])[0], page)
    assert sum(kept[len(MENU) : -len(FOOTER)]) >= 0.98 * days
    assert not any(kept[: len(MENU)])
    assert not any(kept[-len(FOOTER) + 1 :])


def test_lines_of_a_long_text_have_the_reasons_of_their_part(model: LineModel) -> None:
    page = PageLines(diary(620), [0] * 620, 9)
    asked = [3, 619, 300]
    told = model.explain(page, asked, [True] * 3)
    assert [len(reasons) for reasons in told] == [3, 3, 3]
    assert told == [model.explain(page, [at], [True])[0] for at in asked]


def test_an_article_with_a_crowd_of_comments_is_judged_as_a_whole() -> None:
    comments = [line for day in diary(300) for line in ("Nils Ferber", "2 hours ago", day, "Reply")]
    assert parts_of(PageLines([*diary(100), *comments])) == [range(1300)]
    assert len(parts_of(PageLines(diary(1300)))) == 13


def test_chinese_lines_are_measured_by_characters(model: LineModel) -> None:
    page = PageLines(CHINESE_PAGE)
    scores = model.score([page])[0]
    assert min(scores[3:6]) > max(*scores[:3], *scores[6:])


@pytest.mark.parametrize(
    "sentence",
    [
        "غادرت العبارة الميناء متأخرة ساعة كاملة يوم الثلاثاء، وكان معظم الركاب قد سئموا الانتظار.",
        "Паром вышел из гавани во вторник с опозданием на час, и большинство пассажиров устали ждать.",
        "Το πλοίο έφυγε από το λιμάνι με μία ώρα καθυστέρηση την Τρίτη, και οι επιβάτες είχαν κουραστεί.",
        "นาวาออกจากท่าเรือช้าไปหนึ่งชั่วโมงในวันอังคารและผู้โดยสารส่วนใหญ่เลิกรอไปแล้ว",
        "मंगलवार को नौका एक घंटे की देरी से बंदरगाह से निकली, और अधिकांश यात्री तब तक थक चुके थे।",
        "여객선은 화요일에 한 시간 늦게 항구를 떠났고 승객 대부분은 이미 기다리기를 포기했다.",
    ],
)
def test_sentences_of_any_script_score_above_its_menu(model: LineModel, sentence: str) -> None:
    words = [sentence[at : at + 7].strip(" .。,،") for at in range(0, 56, 4)]
    body = [f"{sentence[at:-1]} {sentence} {sentence[:at]}{sentence[-1]}" for at in range(0, 42, 6)]
    scores = model.score([PageLines([*words, *body, *reversed(words)])])[0]
    inside = slice(len(words), len(words) + len(body))
    assert scores[inside].mean() > scores[: len(words)].mean() + 0.2
    assert scores[inside].mean() > scores[-len(words) :].mean() + 0.2


def test_a_page_scores_the_same_alone_and_in_a_batch(model: LineModel) -> None:
    pages = [
        PageLines(ARTICLE),
        PageLines([]),
        PageLines(CHINESE_PAGE, [0] * len(CHINESE_PAGE), 40),
        PageLines([""]),
        PageLines(ARTICLE * 30, [3] * len(ARTICLE) * 30, 9),
    ]
    together = model.score(pages)
    for page, scores in zip(pages, together, strict=True):
        assert np.array_equal(model.score([page])[0], scores)
    for scores, again in zip(together, reversed(model.score(pages[::-1])), strict=True):
        assert np.array_equal(scores, again)


def test_scores_are_probabilities_one_a_line(model: LineModel) -> None:
    odd = ["", " ", "\n", "a\nb", "\ud800", "\x00\x1b[2J", "👍🏽" * 50, "x" * 70_000, "。" * 9, "\u200f", "1", "…"]
    scores = model.score([PageLines(odd), PageLines([])])
    assert [len(one) for one in scores] == [len(odd), 0]
    assert scores[0].dtype == np.float32
    assert ((scores[0] >= 0) & (scores[0] <= 1)).all()


def test_evidence_lowers_a_line_of_many_documents(model: LineModel) -> None:
    seen = [0] * len(ARTICLE)
    notice = len(MENU) + 2 + len(SENTENCES) - 1
    fresh = model.score([PageLines(ARTICLE, seen, 64)])[0]
    seen[notice] = 60
    assert model.score([PageLines(ARTICLE, seen, 64)])[0][notice] < fresh[notice]


def test_evidence_counts_by_classes_of_size_alone(model: LineModel) -> None:
    scores = [model.score([PageLines(ARTICLE, [count] * len(ARTICLE), 100)])[0] for count in (5, 8)]
    assert np.array_equal(*scores)


def whole(lines: Sequence[str]) -> PageLines:
    """A page that isn't short: `lines` and a menu below them."""
    return PageLines([*lines, *["Menu"] * choosing.SHORT_PAGE])


def of_whole(scores: Sequence[float]) -> np.ndarray:
    return np.array([*scores, *[0.001] * choosing.SHORT_PAGE], np.float32)


def test_a_page_of_doubtful_lines_keeps_its_best() -> None:
    page = whole(["A middling line of some words.", "Menu", "Another middling line of words."])
    menu = [False] * choosing.SHORT_PAGE
    assert content_lines(of_whole([0.4, 0.1, 0.38]), page) == [True, False, True, *menu]
    assert content_lines(of_whole([0.9, 0.6, 0.05]), page) == [True, True, False, *menu]
    assert not any(content_lines(of_whole([0.01, 0.02, 0.01]), page))
    assert not any(content_by_tags(of_whole([0.4, 0.1, 0.38]), page))
    assert content_lines(np.zeros(0, np.float32), PageLines([])) == []


def test_of_a_page_of_an_unknown_kind_what_is_likelier_than_the_rest_is_kept() -> None:
    page = whole(["A sentence of the article, that the model hardly knows."] * 12)
    menu = [False] * choosing.SHORT_PAGE
    assert content_lines(of_whole([0.55, 0.4, *[0.3] * 9, 0.15]), page) == [*[True] * 11, False, *menu]
    assert content_lines(of_whole([*[0.9] * 5, *[0.3] * 7]), page) == [*[True] * 5, *[False] * 7, *menu], "here it is sure"
    assert not any(content_lines(of_whole([0.3] * 12), page)), "nothing is likely: a page without an article"


def test_of_a_short_page_a_paragraph_must_be_surely_dirt_to_go() -> None:
    paragraph = " ".join(SENTENCES[:2])
    scores = np.array([0.3, 0.3, 0.1, 0.5], np.float32)
    assert content_lines(scores, PageLines([paragraph, "Menu", paragraph, "Menu"])) == [True, False, False, True]


def test_short_pages_are_judged_by_what_was_learned_of_short_ones(model: LineModel) -> None:
    short = PageLines([*SENTENCES, "Manage options"])
    long = PageLines([*SENTENCES, *["Manage options"] * choosing.SHORT_PAGE])
    together, apart = model.score([short, long, short]), [model.score([one])[0] for one in (short, long)]
    assert np.array_equal(together[0], apart[0])
    assert np.array_equal(together[1], apart[1])
    assert np.array_equal(together[2], apart[0])


def test_short_lines_at_the_edge_of_an_article_must_be_surer() -> None:
    body = [f"{one} {one}" for one in SENTENCES]
    page = whole(["Ferry", "By Ann Other", "12 May", *body, "A heading", body[0], "More of this", "Sign in"])
    scores = [0.7, 0.6, 0.6, *[0.9] * len(SENTENCES), 0.6, 0.9, 0.6, 0.1]
    kept = content_lines(of_whole(scores), page)[: len(scores)]
    assert kept == [True, False, False, *[True] * len(SENTENCES), True, True, False, False]
    few = whole(["Ferry", "By Ann Other", *body[:2]])
    assert all(content_lines(of_whole([0.6, 0.6, 0.9, 0.9]), few)[:4])


def test_a_short_line_alone_among_others_needs_more_for_it_than_itself() -> None:
    body = [f"{one} {one}" for one in SENTENCES]
    stray, passage = "A teaser for something else, by its looks a line of text", " ".join(SENTENCES * 2)
    page = whole([*body, "Menu", "Menu", "Menu", stray, "Menu", "Menu", passage])
    scores = [*[0.9] * len(body), *[0.02] * 3, 0.8, *[0.02] * 2, 0.8]
    kept = content_lines(of_whole(scores), page)[: len(scores)]
    assert kept == [*[True] * len(body), *[False] * 6, True]
    beside = [*[0.9] * len(body), 0.02, 0.8, 0.02, 0.8, 0.02, 0.02, 0.8]
    page = whole([*body, "Menu", stray, "Menu", stray, "Menu", "Menu", passage])
    assert not any(content_lines(of_whole(beside), page)[len(body) : -choosing.SHORT_PAGE - 1])
    doubtful = [*[0.9] * len(body), 0.4, 0.8, 0.02, 0.02, 0.02, 0.02, 0.8]
    assert content_lines(of_whole(doubtful), page)[len(body) + 1], "what lies between is hardly less likely"


@given(st.lists(st.floats(0, 1, width=32), min_size=choosing.SHORT_PAGE + 1, max_size=60), st.sampled_from([0.35, 0.5]))
def test_stretches_are_those_of_the_likeliest_course(scores: list[float], threshold: float) -> None:
    """The same as by a chain that goes line by line, but where two courses are as likely."""
    found = choosing._in_stretches(np.array(scores, np.float32), threshold)
    odds = np.clip(np.array([*scores, threshold], np.float32).astype(float), 1e-4, 1 - 1e-4)
    odds = np.log(odds / (1 - odds))
    gains = odds[:-1] - odds[-1]
    outside, inside = 0.0, -1.5
    for gain in gains:
        outside, inside = max(outside, inside - 1.5), max(inside, outside - 1.5) + gain
    assert len(found) == len(scores)
    worth = gains[np.array(found)].sum() - 1.5 * np.diff(found, prepend=False).sum()
    assert worth == pytest.approx(max(outside, inside), abs=1e-6)


def test_every_line_has_up_to_three_distinct_reasons(model: LineModel) -> None:
    page = whole(ARTICLE)
    seen = [30 if line in MENU else 0 for line in page.texts]
    page = PageLines(page.texts, seen, 41)
    kept = content_lines(model.score([page])[0], page)[: len(ARTICLE)]
    reasons = model.explain(page, range(len(ARTICLE)), kept)
    assert len(reasons) == len(ARTICLE)
    for told in reasons:
        assert 1 <= len(told) <= 3
        assert len(set(told)) == len(told)
        assert all(told)
    assert any("at least 30 other documents" in reason for told in reasons for reason in told)
    assert model.explain(page, [], []) == []


def test_what_groups_of_features_moved_adds_up(model: LineModel) -> None:
    trees = model._first
    table = np.random.default_rng(1).normal(size=(50, int(trees.feature.max()) + 1)).astype(np.float32)
    group = np.arange(table.shape[1]) % 4
    moved = trees.contributions(table, group)
    assert moved.shape == (50, 4)
    apart = trees.contributions(table, np.arange(table.shape[1]))
    for number in range(4):
        np.testing.assert_allclose(moved[:, number], apart[:, group == number].sum(axis=1), atol=1e-3)
    started = trees.log_odds(table) - moved.sum(axis=1)
    np.testing.assert_allclose(started, started[0], atol=1e-3)


@pytest.mark.parametrize("texts", [["Home page of the gull " + "news " * 3] * 1, ["word"]])
def test_time_follows_size(model: LineModel, texts: list[str]) -> None:
    """Ten times the lines, or ten times the line, take about ten times as long."""

    def seconds(lines: list[str]) -> float:
        begin = time.thread_time()
        model.score([PageLines(lines)])
        return time.thread_time() - begin

    for small, large in ((texts * 2_000, texts * 20_000), ([" ".join(texts * 20_000)], [" ".join(texts * 200_000)])):
        assert min(seconds(large) for _ in range(2)) < 60 * max(0.02, min(seconds(small) for _ in range(3)))


def test_folding_is_what_lines_are_compared_by() -> None:
    assert fold_line("  Comments (23) — Read MORE! ") == "comments 00 read more"
    assert fold_line("STRASSE") == fold_line("straße")
    assert fold_line("…") == ""
    assert fold_line("१२ मिनट") == "00 मिनट"


def test_the_weights_file_is_small_and_tells_where_it_comes_from(model: LineModel) -> None:
    assert len(resources.files("triage.clean.scoring").joinpath("line_model.npz").read_bytes()) <= 1_000_000
    assert {"version", "data", "date", "libraries", "command", "pages", "lines"} <= set(model.provenance)
    assert len(model.sha256) == 64
    assert LineModel.load() is model


def test_words_that_were_never_learned_say_nothing() -> None:
    learned = read_pages([PageLines(SENTENCES)]).grams
    weights, marked = np.ones((vocabulary.BUCKETS, 3)), np.zeros(vocabulary.BUCKETS, np.uint8)
    marked[vocabulary.buckets(learned.hash)] = vocabulary.marks(learned.hash)
    known = vocabulary.Vocabulary(weights, np.array([0.5, -0.5, 0.0]), marked)
    lines = [SENTENCES[0], "Գիշերը նավը դուրս եկավ նավահանգստից"]
    told = vocabulary.answers(read_pages([PageLines(lines)]).grams, known, len(lines))
    assert told[0, 3] > 0.95
    assert (told[0, :3] > 2).all()
    assert told[1].tolist() == [0.5, -0.5, 0.0, 0.0]


def test_a_page_of_unknown_words_is_doubted_and_no_other() -> None:
    scores = np.array([0.1, 0.35, 0.5, 0.9] * 20, np.float32)
    lines, sentences = np.zeros(80), np.ones(80)
    lowered = doubted(scores, np.zeros(80), lines)
    assert lowered.dtype == scores.dtype
    assert (lowered < doubted(scores, np.full(80, 0.2), lines)).all()
    assert (doubted(scores, np.full(80, 0.2), lines) < scores).all()
    assert (np.argsort(lowered, kind="stable") == np.argsort(scores, kind="stable")).all()
    assert doubted(scores, np.zeros(80), sentences) == pytest.approx(scores)
    assert doubted(scores, np.full(80, 0.31), lines) is scores
    assert (doubted(scores[:40], np.zeros(40), lines[:40]) == scores[:40]).all()


def test_the_words_of_a_language_that_was_not_learned_are_unknown(model: LineModel, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[float] = []

    def noted(scores: np.ndarray, known: np.ndarray, ends: np.ndarray) -> np.ndarray:
        told.append(float(known.mean()))
        return doubted(scores, known, ends)

    monkeypatch.setattr("triage.clean.scoring.line_model.doubted", noted)
    georgian = ["ბორანი სამშაბათს ნავსადგურიდან ერთი საათის დაგვიანებით გავიდა.", "მთავარი", "ახალი ამბები", "სპორტი"]
    for lines in (georgian, SENTENCES, CHINESE_PAGE):
        model.score([PageLines(lines * 15)])
    assert told[0] < 0.02
    assert told[1] > 0.4
    assert told[2] > 0.09
