"""Panes: which line belongs to which block, what the gutter says, and that nothing of the text is lost."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from triage.model import Block, By, Label
from triage.view import ASCII, UNICODE, PaneText, cells, printable, rule_word

WORDS = st.text(st.sampled_from("ab cdé 北😀e\u0301\x1b\t"), min_size=1, max_size=80).filter(str.strip)
LABELS = st.tuples(st.sampled_from(Label), st.sampled_from(["", "header", "error-page", "title"]), st.booleans())


def blocks_of(texts, labels):
    """Blocks that stand on lines of their own, and the text that they stand in."""
    raw, blocks = "", []
    for n, (text, (label, rule, mine)) in enumerate(zip(texts, labels, strict=False), 1):
        blocks.append(
            Block(
                n,
                len(raw),
                len(raw) + len(text),
                label,
                rule,
                by=By.REVIEWER if mine else By.RULE,
                duplicate_of=1 if label is Label.DUPLICATE else None,
                was=Label.CONTENT if mine else None,
            )
        )
        raw += text + "\n\n"
    return raw, blocks


def drawn(pane, y, focus=None):
    return "".join(text for text, _ in pane.runs(y, focus))


@given(st.lists(st.tuples(WORDS, LABELS), min_size=1, max_size=12), st.integers(12, 60))
def test_lines_and_blocks_agree(parts, width):
    raw, blocks = blocks_of([text for text, _ in parts], [labels for _, labels in parts])
    pane = PaneText.raw(raw, blocks, UNICODE, width)
    firsts = [pane.line_of(block.n) for block in blocks]
    assert pane.complete
    assert firsts[0] == 0
    assert all(b - a == pane.height_of(block.n) >= 1 for (a, b), block in zip(pairwise(firsts), blocks, strict=False))
    assert sum(pane.height_of(block.n) for block in blocks) == pane.lines
    for block in blocks:
        lines = range(pane.line_of(block.n), pane.line_of(block.n) + pane.height_of(block.n))
        assert {pane.block_at(y) for y in lines} == {block.n}
        assert all(cells(drawn(pane, y)) <= width for y in lines)
        text = "".join(text for y in lines for text, style in pane.runs(y)[1:] if style in (*Label, "title"))
        wanted = printable(raw[block.start : block.end])
        assert text.replace(" ", "") == wanted.replace(" ", "")


def test_the_raw_pane_as_the_design_draws_it():
    texts = ["date 2025-05-10 403", "Error! We're sorry, this page is not here", "Asserts", "In a speech", "Kept"]
    labels = [(Label.BOILERPLATE, "header", False), (Label.BOILERPLATE, "error-page", False), (Label.CONTENT, "title", False)]
    raw, blocks = blocks_of(texts, [*labels, (Label.DUPLICATE, "repeat-run", False), (Label.CONTENT, "nav", True)])
    pane = PaneText.raw(raw, blocks, UNICODE, 40)
    assert [drawn(pane, y, focus=2) for y in range(6)] == [
        "▒  1 date 2025-05-10 403          header",
        "▒  2▌Error! We're sorry, this error-page",
        "▒   ▌page is not here",
        "   3 Asserts                       title",
        "≡  4 In a speech                     = 1",
        " ✎ 5 Kept                    was content",
    ]
    assert ("Asserts", "title") in pane.runs(3)
    assert ("✎", "override") in pane.runs(5)
    assert drawn(PaneText.raw(raw, blocks, ASCII, 40), 4).startswith("=  4 ")


def test_the_cleaned_pane_has_blank_lines_between_blocks_and_knows_the_nearest():
    _, blocks = blocks_of(["x"] * 9, [(Label.CONTENT, "title" if n == 0 else "", False) for n in range(9)])
    pane = PaneText.cleaned("Title\n\nBody of it", ((1, 0, 5), (7, 7, 17)), blocks, UNICODE, 30)
    assert [drawn(pane, y, focus=7) for y in range(pane.lines)] == ["  Title", "  ", "▌ Body of it"]
    assert (pane.line_of(1), pane.line_of(5), pane.line_of(7), pane.line_of(9), pane.line_of(0)) == (0, 0, 2, 2, 0)
    assert (pane.has(5), pane.height_of(5), pane.height_of(1), pane.block_at(1), pane.block_at(9)) == (False, 0, 2, 1, None)
    assert [pane.step(n, by) for n, by in ((None, 1), (1, 1), (5, 1), (5, -1), (9, 1), (9, -1), (0, 1), (0, -1), (7, 99))] == [
        1, 7, 7, 1, 7, 7, 1, 1, 7
    ]  # fmt: skip


def test_a_text_without_blocks_and_no_text():
    notice = PaneText.raw("Cleaning\x1b…", (), UNICODE, 30)
    assert (drawn(notice, 0), notice.block_at(0), notice.step(None, 1), notice.lines) == ("  Cleaning␛…", None, None, 1)
    empty = PaneText.cleaned("", (), (), UNICODE, 30)
    assert (drawn(empty, 0), drawn(empty, 1), empty.lines, empty.block_at(0), empty.line_of(3)) == ("  (no text)", "", 1, None, 0)


def test_a_huge_document_is_wrapped_only_where_it_is_looked_at():
    raw, blocks = blocks_of(["word " * 5] * 50_000, [(Label.DUPLICATE, "", False)] * 50_000)
    pane = PaneText.raw(raw, blocks, UNICODE, 50)
    assert pane.block_at(60) == 61
    assert not pane.complete
    assert pane.lines == 50_000
    assert pane.extend()
    assert pane.line_of(50_000) == 49_999
    assert pane.complete
    assert not pane.extend()


def test_the_bar_beside_a_long_text_shows_where_its_flagged_blocks_are():
    flagged = {1: Label.BOILERPLATE, 2: Label.DUPLICATE, 12: Label.DUPLICATE, 20: Label.BOILERPLATE}
    labels = [(flagged.get(n, Label.CONTENT), "", False) for n in range(1, 21)]
    raw, blocks = blocks_of(["word"] * 20, labels)
    pane = PaneText.raw(raw, blocks, UNICODE, 40)
    shown = {0: Label.BOILERPLATE, 5: Label.DUPLICATE, 9: Label.BOILERPLATE}
    assert pane.overview(10) == tuple(shown.get(row) for row in range(10))
    assert (pane.overview(20), pane.overview(21)) == ((), ())
    long, parts = blocks_of(["word", "word " * 80, "word"], [labels[2], labels[0], labels[2]])
    pane = PaneText.raw(long, parts, UNICODE, 45)
    assert pane.height_of(2) == pane.lines - 2 > 6
    assert pane.overview(6) == (Label.BOILERPLATE,) * 6
    assert PaneText.cleaned(raw, [(b.n, b.start, b.end) for b in blocks], blocks, UNICODE, 40).overview(1) == ()


def test_words_of_rules():
    assert rule_word(Block(2, 0, 1, Label.DUPLICATE, "repeat", duplicate_of=6)) == "= 6"
    assert rule_word(Block(2, 0, 1, Label.DUPLICATE)) == "= ?"
    assert rule_word(Block(2, 0, 1, Label.BOILERPLATE)) == "boilerplate"
    assert rule_word(Block(2, 0, 1, Label.CONTENT, "model", by=By.MODEL)) == ""
    assert rule_word(Block(2, 0, 1, by=By.REVIEWER, was=Label.DUPLICATE, was_rule="repeat\x1b")) == "was repeat␛"
    assert len(PaneText.raw("ab", [Block(1, 0, 2, Label.BOILERPLATE, "a-very-long-rule")], UNICODE, 6).runs(0)) == 5
