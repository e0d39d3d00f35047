"""Blocks, rules, repeats, repair and overrides, each by itself, and what must hold for every text."""

from __future__ import annotations

import textwrap
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.clean.copies import copies_in
from triage.clean import Cleaner, assemble, block_fingerprints, default_rules, matched_text, split_blocks, with_overrides
from triage.clean.copies.natural import natural_copies
from triage.clean.copies.repeats import says_nothing_new
from triage.errors import ConfigError
from triage.model import By, Document, Hint, Label, Metadata, Override, Seen, Source
from triage.repair import repair

CLEANER = Cleaner()
PARAGRAPH = (
    "The night market on Tallow Street will move to the old depot in May, and the traders, who had asked for a roof for "
    "six years, say that they will bring the lanterns with them."
)
OTHER = (
    "Nobody has yet said what is to become of the street itself, whose lamps were put up for the market and whose only "
    "tavern lives on the thirst of those who come to buy."
)
TEXTS = st.lists(
    st.sampled_from(["", " ", "a", PARAGRAPH, OTHER, "Share this", "\x1b[2J", "é\ud800", "- item", "9 9"]), max_size=14
)
ENDS = st.sampled_from(["\n", "\r\n", "\r", "\u2028", "\n\n", "\x0b", "\x85"])


def doc(raw: str, **more: object) -> Document:
    return Document("a.txt", raw, Source("a.txt"))._replace(**more)  # type: ignore[arg-type]


def labels(raw: str) -> str:
    return "".join(block.label.value[0] for block in CLEANER.clean(doc(raw)).blocks)


@settings(max_examples=30, deadline=None)
@given(TEXTS, ENDS)
@example(["a", PARAGRAPH, "a", "a", PARAGRAPH, "a"], "\n")
def test_blocks_cover_and_pieces_hold(lines: list[str], end: str) -> None:
    one = doc(end.join(lines))
    cleaned = CLEANER.clean(one)
    at = 0
    for number, block in enumerate(cleaned.blocks, 1):
        assert block.n == number
        assert at <= block.start < block.end
        assert not one.raw[at : block.start].strip()
        assert one.raw[block.start : block.end].strip()
        if block.label is Label.DUPLICATE:
            assert block.duplicate_of is not None
            assert cleaned.blocks[block.duplicate_of - 1].label is Label.CONTENT
        at = block.end
    assert not one.raw[at:].strip()
    assert [piece[0] for piece in cleaned.pieces] == [block.n for block in cleaned.blocks if block.label is Label.CONTENT]
    for n, start, stop in cleaned.pieces:
        block = cleaned.blocks[n - 1]
        assert cleaned.text[start:stop] == repair(one.raw[block.start : block.end])
    assert assemble(one, cleaned.blocks, cleaned.rules_sha256) == cleaned


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_cleaned(raw: str) -> None:
    cleaned = CLEANER.clean(doc(raw))
    cleaned.text.encode()
    assert not any(character < " " and character != "\n" for character in cleaned.text)


def test_line_ends() -> None:
    raw = "a\r\nb\rc\x0bd\x0ce\x85f\u2028g\u2029h"
    assert [raw[start:end] for start, end in split_blocks(doc(raw))] == list("abcdefgh")
    assert split_blocks(doc(" \t\n\n \u00a0\u3000\n")) == ()


def test_a_page_with_hints_is_never_unwrapped() -> None:
    raw = "\n\n".join(textwrap.fill(text, 50) for text in (PARAGRAPH, OTHER))
    assert len(split_blocks(doc(raw))) == 2
    assert len(split_blocks(doc(raw, hints=(Hint(0, 64, "p"),)))) == len(raw.splitlines()) - 1


def test_repeats_in_both_orders() -> None:
    a, b = PARAGRAPH, OTHER
    assert labels(f"{a}\n{a}\n{b}\n{b}") == "cdcd"
    assert labels(f"{a}\n{b}\n{a}\n{b}\n{a}\n{b}") == "ccdddd"


def test_copies_lead_to_a_block_that_is_no_copy() -> None:
    copies = copies_in([PARAGRAPH, OTHER, PARAGRAPH, OTHER, OTHER], [True] * 5)
    assert {at: copy.of for at, copy in copies.items()} == {2: 0, 3: 1, 4: 1}
    assert copies_in([PARAGRAPH, PARAGRAPH, PARAGRAPH], [False, True, True])[2].of == 1


def test_a_difference_that_may_be_a_fact_is_no_copy() -> None:
    assert says_nothing_new("The gate was closd on Monday", "The gate was closed on Monday")
    assert not says_nothing_new("The gate was closed on Tuesday", "The gate was closed on Monday")
    assert not says_nothing_new("It rose 40 per cent", "It rose 41 per cent")
    assert not says_nothing_new("The gate was not closed", "The gate was closed")
    assert not says_nothing_new("The gate was closed", "The gate was not closed")
    assert not says_nothing_new("Take 1 Green and 1 Red cup", "Take 1 Green and 1 Purple and 1 Red cup")
    assert says_nothing_new("The gate was closed", "The gate was closed on Monday")


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        (" date 2025-05-10 403", "crawl-header"),
        ("Sorry!!", "error-page"),
        ("Page not fuond", "error-page"),
        ("CommentsNo comment", "comment-widget"),
        ("Leave a Comment »", "comment-widget"),
        ("Share on FaceBook", "share"),
        ("Sign up for our FREE newsletter", "subscribe"),
        ("We use cookies to improve things.", "cookie-use"),
        ("Skip to main content", "navigation"),
        ("Home | News | Sport | Weather | Contact", "navigation"),
        ("Startseite > Regional > Nachrichten", "navigation"),
        ("[Home](/) [Recipes](/r) | [About](/a)", "navigation"),
        ("Se connecter | S'inscrire", "navigation"),
        ("Lo más leído", "related-heading"),
        ("関連記事", "related-heading"),
        ("Impressum Datenschutz AGB", "navigation"),
        ("Teilen  Merken  Drucken", "share"),
        ("Share this recipe on Facebook", "share"),
        ("Unsubscribe | Manage preferences", "subscribe"),
        ("Subscribe for $1", "subscribe"),
        ("Kommentare (12)", "comment-widget"),
        ("nginx/1.18.0 (Ubuntu)", "error-page"),
        ("Guide to the harbourYou need to enable JavaScript to run this app.", "error-page"),
        ("Error! We're sorry, the page you asked for could not be found.", "error-page"),
        ("Oops! That article you've tried to reach no longer exists or was moved.", "error-page"),
        ("We are sorry but the link you followed is broken, or the page has been removed.", "error-page"),
        ("Lesen Sie auch: Unfall auf der A7", "read-also"),
        ("Published: May 9, 2031 at 4:15 PM EDT", "published"),
        ("Saturday, 10 May 2031, 09:12", "date-above"),
        ("Actualizado el 3 de marzo de 2031 a las 10.30", "published"),
        ("By Jonas Berg and A. B. Cole", "signed"),
        ("MENAFN10052031000045017640ID1109530000", "identifier"),
        ("date: 2031-05-10 status: 200", "crawl-header"),
        ("Error! We're sorry, but an error has occurred", "error-page"),
        ("Ez a weboldal sütiket használ.", "consent"),
        ("이 웹사이트는 쿠키를 사용합니다.", "consent"),
        ("Megosztás a Facebookon", "share-on"),
        ("责任编辑：李明", "editor"),
        ("记者：李明", "signed"),
        ("Filed under: soil, winter", "filed-under"),
        ("Schlagwörter: Hafen, Fähre", "filed-under"),
        ("© 2031 Тверские вести. Все права защищены.", "copyright"),
        ("無断転載を禁じます", "rights"),
        ("무지개신문 무단 전재 및 재배포 금지", "rights"),
        ("Все права защищены. При перепечатке ссылка на сайт обязательна", "rights"),
        ("Harbour Post: reproduction is strictly prohibited", "rights"),
    ],
)
def test_catalogue(line: str, rule: str) -> None:
    match = default_rules().match(line, 0)
    assert match is not None
    assert match.rule.name == rule
    assert 0.6 < match.score <= 1


@pytest.mark.parametrize(
    "line",
    [
        "Sorry state of the roads angers cyclists",
        "Visitors need to enable JavaScript before the map of the harbour moves",
        PARAGRAPH,
        "Page Turner",
        "Comment: we left",
        "x" * 9000,
        "Home > is where the heart is, she said, and closed the door behind her for the last time that year.",
        "From $19 per month",
        "Read also what the council decided in March.",
        "[A single link](/a)",
        "Share the bread with us",
        "Kommentare sind Meinungen",
        "1234567890123456789",
        "an-ordinary-but-rather-long-word-with-hyphens",
    ],
)
def test_catalogue_leaves_text_alone(line: str) -> None:
    assert default_rules().match(line, 0) is None


def test_sorry_far_down_is_speech() -> None:
    assert default_rules().match("Sorry", 30) is None


def test_a_rule_of_the_corpus() -> None:
    rules = default_rules().extended([{"name": "mine", "phrases": ["Read by Tallow FM"]}])
    cleaner = Cleaner(rules)
    assert cleaner.rules_sha256 != CLEANER.rules_sha256
    block = cleaner.clean(doc(f"Night Market Moves\n{PARAGRAPH}\n{OTHER}\nRead by Tallow FM")).blocks[-1]
    assert (block.label, block.rule, block.by) == (Label.BOILERPLATE, "mine", By.RULE)


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"phrases": ["a"]}, "name"),
        ({"name": "x"}, "phrases"),
        ({"name": "x", "phrases": "a"}, "list of texts"),
        ({"name": "x", "phrases": ["a", 3]}, "list of texts"),
        ({"name": "x", "phrases": ["a", " "]}, "list of texts"),
        ({"name": "x", "phrases": ["a"], "label": "duplicate"}, "label"),
        ({"name": "x", "patterns": ["("]}, "regular expression"),
        ({"name": "x", "phrases": ["a"], "treshold": 3}, "treshold"),
        ({"name": "x", "phrases": ["a"], "threshold": 300}, "threshold"),
        ({"name": "x", "phrases": ["!!"]}, "without words"),
        ({"name": "x", "phrases": ["a"], "sure": 1}, "sure"),
        ({"name": "x", "phrases": ["a"], "sure": False, "unless": 2}, "unless"),
    ],
)
def test_a_broken_rule_is_named(entry: dict[str, object], said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        default_rules().extended([entry])


@pytest.mark.parametrize(
    ("raw", "good"),
    [
        ("AT&amp;T &amp;amp; co&nbsp;now", "AT&T & co now"),
        ("?a=1&copy=2", "?a=1&copy=2"),
        ("cafÃ©", "café"),
        ("Pass\u200bword re\u00adset", "Password reset"),
        ("a\tb   c \n d", "a b c d"),
        ("港湾\n当局", "港湾当局"),
        ("Storm \x1b]0;PWNED\x07&#x1b;[2J end", "Storm [2J end"),
        ("She called it â\x80\x9cslow,â\x80\x9d he wrote. â\x80\x9cIt is.â\x80\x9d", "She called it “slow,” he wrote. “It is.”"),
        ("\x93It is slow,\x94 he wrote", "“It is slow,” he wrote"),
        ("slow,\x9d he wrote.\x9d It is", "slow, he wrote. It is"),
        ("bad \ud800 half", "bad \ufffd half"),
        ("👩\u200d👧", "👩\u200d👧"),
    ],
)
def test_repair(raw: str, good: str) -> None:
    assert repair(raw) == good


def test_overrides_and_their_way_back() -> None:
    one = doc(f"Night Market Moves\n{PARAGRAPH}\n{OTHER}\nCommentsNo comment")
    cleaned = CLEANER.clean(one)
    last = cleaned.blocks[-1]
    override = Override(last.start, last.end, "CommentsNo comment", Label.CONTENT, Label.BOILERPLATE, last.rule)
    mended = with_overrides(one, cleaned, {"b0004": override})
    assert mended.text.endswith("CommentsNo comment")
    assert mended.blocks[-1].by is By.REVIEWER
    assert (mended.blocks[-1].was, mended.blocks[-1].was_rule) == (Label.BOILERPLATE, "comment-widget")
    moved = doc("A line above\n" + one.raw)
    assert with_overrides(moved, CLEANER.clean(moved), {"b0004": override}).blocks[-1].rule == "yours"
    gone = doc(PARAGRAPH)
    assert with_overrides(gone, CLEANER.clean(gone), {"b0004": override}) == CLEANER.clean(gone)
    assert with_overrides(one, cleaned, {}) is cleaned


def test_a_label_of_the_reviewer_holds_for_its_text_and_not_for_another_at_its_place() -> None:
    one, other = doc(f"{PARAGRAPH}\n\n{OTHER}"), doc(f"{OTHER}\n\n{PARAGRAPH}")
    first = split_blocks(one)[0]
    override = Override(first[0], first[1], PARAGRAPH, Label.BOILERPLATE, Label.CONTENT, "line-model")
    for document in (one, other, doc(f"{'x' * len(PARAGRAPH)}\n\n{PARAGRAPH}")):
        blocks = with_overrides(document, CLEANER.clean(document), {"b0001": override}).blocks
        assert [document.raw[b.start : b.end] for b in blocks if b.by is By.REVIEWER] == [PARAGRAPH]
    another = doc(f"{'x' * len(PARAGRAPH)}\n\n{OTHER}")
    assert with_overrides(another, CLEANER.clean(another), {"b0001": override}) == CLEANER.clean(another)


def test_title_and_folder_evidence() -> None:
    title, menu = "The Night Market Moves", "Top\nMenu\nTallow Times\nBack\n"
    one = doc(f"{title}\n{PARAGRAPH}\n{OTHER}\n" + menu * 3, metadata=Metadata(title=title))
    blocks = CLEANER.clean(one, Seen((0, 0, 0, *[40] * 12), 41)).blocks
    assert blocks[0].rule == "title"
    assert "seen-elsewhere" in {block.rule for block in blocks}


def test_the_headline_over_the_text_is_kept_and_not_the_title_far_above_it() -> None:
    title, menu = "The Night Market Moves", "Top\nMenu\nSearch\nLog in\nBack\n" * 3
    one = doc(f"{title}\n{menu}{title}\n{PARAGRAPH}\n{OTHER}\n", metadata=Metadata(title=title))
    named = [block.n for block in CLEANER.clean(one).blocks if block.rule == "title"]
    assert named == [17]


def test_html_is_helped_by_the_extractor() -> None:
    raw = f"Night Market Moves\n{PARAGRAPH}\n{OTHER}\n" + "Menu\n" * 3 + "Lanterns Optional"
    hints = tuple(Hint(start, end, "p") for start, end in split_blocks(doc(raw)))
    with_it = CLEANER.clean(doc(raw, hints=hints, extracted=(f"{PARAGRAPH}\n{OTHER}", "")))
    assert PARAGRAPH in with_it.text
    assert "Menu" not in with_it.text


def test_extractors_that_find_next_to_nothing_of_a_long_text_are_not_believed() -> None:
    paragraphs = [
        f"{PARAGRAPH} It was the {word} of them. {OTHER}" for word in ["first", "second", "third", "fourth", "fifth", "sixth"] * 3
    ]
    paragraphs = [f"{text} {n} people had come." for n, text in enumerate(paragraphs)]
    raw = "\n".join(["Night Market Moves", *paragraphs, *["Menu"] * 3])
    hints = tuple(Hint(start, end, "p") for start, end in split_blocks(doc(raw)))
    found = CLEANER.clean(doc(raw, hints=hints, extracted=("Menu\nMenu", "Sign in")))
    assert all(text in found.text for text in paragraphs)
    assert "Menu" not in found.text


@pytest.mark.parametrize(
    ("line", "is_error"),
    [
        ("Error! We’re sorry, but the page could not be displayed.", True),
        ("Sorry, this content isn't available in your area.", True),
        ("We are sorry, the request was not processed", True),
        ("Oops! Your page failed to load", True),
        ("Sorry, the minister said, is not the word that the page needed.", False),
        ("The page could not be displayed in the museum before June.", False),
    ],
)
def test_what_a_page_says_in_place_of_itself_is_an_error(line: str, is_error: bool) -> None:
    blocks = CLEANER.clean(doc(f"Sorry!!\n{line}\n\nNight Market Moves\n\n{PARAGRAPH}\n\n{OTHER}\n")).blocks
    assert (blocks[1].rule == "error-page") is is_error


def test_of_a_line_with_figures_that_stands_elsewhere_it_is_said_what_is_counted() -> None:
    one = doc(f"Night Market Moves\n{PARAGRAPH}\n{OTHER}\n" + "Stalls\nStalls 12\n" * 3)
    blocks = CLEANER.clean(one, Seen((0, 0, 0, *[30] * 6), 60)).blocks
    told = {blocks[n].reasons for n in range(3, 9) if blocks[n].rule == "seen-elsewhere"}
    assert told == {("stands in at least 30 other documents",), ("stands in at least 30 other documents, whatever its figures",)}


@pytest.mark.parametrize(("tag", "main", "said"), [("p", 2, "c"), ("div", 2, "d"), ("p", 1, "d")])
def test_what_the_main_part_of_a_page_has_twice_stays_twice(tag: str, main: int, said: str) -> None:
    lines = [
        PARAGRAPH,
        OTHER,
        PARAGRAPH,
        "The lanterns will be lit again in June, when the last of the stalls has moved over the river.",
    ]
    raw = "\n".join(lines)
    tags = ["p", "p", tag, "p"]
    hints = tuple(Hint(start, end, one) for one, (start, end) in zip(tags, split_blocks(doc(raw)), strict=True))
    text = "\n".join([PARAGRAPH, OTHER, lines[3]] + [PARAGRAPH] * (main - 1))
    blocks = CLEANER.clean(doc(raw, hints=hints, extracted=(text, text))).blocks
    assert "".join(block.label.value[0] for block in blocks) == f"cc{said}c"


def test_fingerprints_fold_case_and_digits() -> None:
    one, two, three = block_fingerprints(["Page 3 of 9", "PAGE 4 OF 8", "Sheet 3 of 9"])
    assert one == two != three
    assert 0 <= three < 1 << 63


@pytest.mark.parametrize("other", ["May", "year {}"])
def test_time_is_linear(other: str) -> None:
    def seconds(n: int) -> float:
        one = doc("".join(PARAGRAPH.replace("May", other.format(i)) + "\n" for i in range(n)))
        begun = time.process_time()
        CLEANER.clean(one)
        return time.process_time() - begun

    seconds(200)
    assert seconds(3200) < 10 * max(0.05, seconds(800))


def test_a_menu_that_ends_otherwise_costs_no_time() -> None:
    begun = time.process_time()
    assert default_rules().match("Home | " + " | ".join(f"section {i} of it" for i in range(9)) + " | …", 0) is None
    assert default_rules().match("Home > News > Harbour", 0) is not None
    assert time.process_time() - begun < 0.5


def test_paragraphs_with_facts_of_their_own_all_stay() -> None:
    assert set(labels("".join(PARAGRAPH.replace("May", f"year {i}") + "\n" for i in range(300)))) == {"c"}


def test_matching_sees_blocks_whose_removal_is_unsure() -> None:
    one = doc(f"{PARAGRAPH}\n{OTHER}\nShare this")
    cleaned = CLEANER.clean(one)
    assert matched_text(one, cleaned) == cleaned.text
    first, second, third = cleaned.blocks
    for score, rule, by, seen in [
        (0.9, "line-model", By.MODEL, True),
        (0.995, "line-model", By.MODEL, False),
        (0.9, "seen-elsewhere", By.RULE, True),
        (0.9, "share", By.RULE, False),
    ]:
        out = second._replace(label=Label.BOILERPLATE, rule=rule, score=score, by=by)
        judged = assemble(one, [first, out, third], "")
        assert OTHER not in judged.text
        assert (OTHER in matched_text(one, judged)) == seen


def test_a_table_of_contents_is_copied_by_the_headings() -> None:
    heads = ["- Why the market has to move", "- Who is to pay for all the lanterns"]
    texts = [*heads, heads[0], PARAGRAPH, heads[1], OTHER]
    copies = copies_in(texts, [True] * len(texts))
    assert natural_copies(texts, [True] * len(texts), copies) == {}
    without = [*texts[:3], *texts[4:]]
    assert set(natural_copies(without, [True] * len(without), {2: copies[2], 3: copies[4]})) == {2, 3}


def test_rules_read_entities() -> None:
    blocks = CLEANER.clean(
        doc(f"Storm &ndash; the harbour\n{PARAGRAPH}\n{OTHER}\n&nbsp;\n&copy; 2025 Quay Post\nShare&nbsp;this&#32;article")
    ).blocks
    assert [block.rule for block in blocks[3:]] == ["invisible", "copyright", "share"]


@pytest.mark.parametrize(
    "text",
    [
        "Crawl: how the harbour festival became a race",
        "2031-05-10 12:00 Post-election talks begin in Tarnow",
        "2031-05-10 12:00 Status of the market talks",
        "“Past performance is no guarantee of future results,” she said, and sold the boat.",
    ],
)
def test_lines_of_an_article_that_begin_as_logs_or_warnings_do_are_no_dirt(text: str) -> None:
    assert default_rules().match(text, 0) is None


@pytest.mark.parametrize(
    "text",
    [
        "crawl_time=2031-05-10T12:00:00Z",
        "Fetched at: 2031-05-10 12:00 by bot/1.2",
        "2031-05-10 12:00:01,250 INFO status: 404 /a",
        "[2031-05-10T12:00:01Z] HEAD https://example.org/a 200",
        "Content-Type: text/html; charset=utf-8",
        "status_code: 503",
    ],
)
def test_what_crawlers_write_above_a_text_goes(text: str) -> None:
    match = default_rules().match(text, 0)
    assert match is not None
    assert match.rule.name == "crawl-header"


def test_a_pattern_that_takes_too_long_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("triage.clean.catalogue.patterns._PATIENCE", 0.05)
    rules = default_rules().extended([{"name": "slow", "patterns": ["((a{1,9}){1,9}){1,9}b"]}])
    assert rules.match("a good line", 0) is None
    with pytest.raises(ConfigError, match=r"slow.*make it simpler"):
        rules.match("a" * 90, 0)


@pytest.mark.parametrize("pattern", ["a{1,99999999999999}", "(" * 2000 + "a" + ")" * 2000])
def test_a_pattern_that_no_library_takes_is_named(pattern: str) -> None:
    with pytest.raises(ConfigError, match=r"rules\[1\] \(x\): patterns holds") as caught:
        default_rules().extended([{"name": "x", "patterns": [pattern]}])
    assert len(str(caught.value)) < 300
