"""Header, explaining line and footer."""

import pytest

from triage.commands import COMMANDS
from triage.model import Block, By, Counts, Label
from triage.read.kinds import HTML_SUFFIXES, JSONL_SUFFIXES, MARKDOWN_SUFFIXES, TEXT_SUFFIXES
from triage.view import cells, explain_lines, explain_text, footer_runs, header_text, key_name, nothing_here, sort_name

COUNTS = Counts(1204, 64, 55, 9, 1076)


def line(runs):
    return "".join(text for text, _ in runs)


@pytest.mark.parametrize("width", [1, 10, 40, 60, 80, 120, 300])
def test_every_bar_is_exactly_as_wide_as_asked(width):
    block = Block(10, 0, 1, Label.DUPLICATE, "repeat-run", 1.0, duplicate_of=6)
    assert cells(line(header_text("北京\x1b", COUNTS, ("saved ✓ 12:03", ""), "31/h", width))) == width
    assert cells(line(explain_text(block, ["4 blocks in order"], width, "space"))) == width
    assert cells(line(footer_runs([c for c in COMMANDS if c.footer], width))) == width
    assert line(footer_runs([], width)) == " " * width


def test_the_header_gives_way_from_the_least_important():
    words = " ".join(line(header_text("seeds", COUNTS, ("saved ✓ 12:03", ""), "31/h", 120)).split())
    assert words == "triage · seeds 128 of 1,204 decided 64 keep 55 reject 9 defer 31/h saved ✓ 12:03"
    assert "31/h" not in line(header_text("seeds", COUNTS, ("saved ✓", ""), "31/h", 80))
    assert " ".join(line(header_text("seeds", COUNTS, ("saved ✓", ""), "", 36)).split()) == "128 of 1,204 decided saved ✓"
    assert header_text("seeds", COUNTS, ("not saved ✗", "error"), "", 80)[-1] == (" not saved ✗ ", "error")


def test_what_is_counted_goes_before_a_long_name():
    name = "scraped-articles-of-the-north-2026-05"
    text = {
        width: " ".join(line(header_text(name, COUNTS, ("saved ✓ 12:03", ""), "31/h", width)).split())
        for width in (120, 112, 80, 70, 50)
    }
    counts = "128 of 1,204 decided 64 keep 55 reject 9 defer saved ✓ 12:03"
    assert text[120] == f"triage · {name} {counts}"
    assert text[112] == f"{name} {counts}"
    assert text[80] == f"scraped-ar… {counts}"
    assert text[70] == counts
    assert text[50] == "scraped-a… 128 of 1,204 decided saved ✓ 12:03"


def test_an_order_has_a_name_that_a_person_reads():
    told = [sort_name(sort) for sort in ("id", "-dup", "-date", "undecided", "-source")]
    assert told == ["name", "repeats, most first", "date, latest first", "undecided", "source, backwards"]


def test_the_scan_and_what_is_saved_stay_longest():
    text = {
        width: " ".join(line(header_text("seeds", COUNTS, ("saved ✓ 12:03", ""), "", width, "scan 120/20,000")).split())
        for width in (120, 80, 60, 32)
    }
    assert text[120].endswith("9 defer scan 120/20,000 saved ✓ 12:03")
    assert text[80] == "triage · seeds 128 of 1,204 decided scan 120/20,000 saved ✓ 12:03"
    assert text[60] == "128 of 1,204 decided scan 120/20,000 saved ✓ 12:03"
    assert text[32] == "scan 120/20,000 saved ✓ 12:03"


def test_the_block_is_explained():
    block = Block(10, 0, 1, Label.DUPLICATE, "repeat-run", 1.0, duplicate_of=6)
    assert line(explain_text(block, ["4 blocks in order"], 120, "space")).strip() == (
        "block 10 · duplicate of block 6 · repeat-run · 4 blocks in order · score 1.00 · Space brings it back"
    )
    assert line(explain_text(Block(1, 0, 1), (), 60, "space")).strip() == "block 1 · content · Space takes it out"
    mine = Block(1, 0, 1, by=By.REVIEWER, was=Label.BOILERPLATE, was_rule="nav")
    assert (
        line(explain_text(mine, (), 80, "space")).strip() == "block 1 · content · yours, was boilerplate nav · Space takes it out"
    )
    assert line(explain_text(block, ["4 blocks in order"], 120, "b")).strip().endswith("· b brings it back")


def test_of_an_explanation_the_reasons_give_way_and_the_score_stays():
    block = Block(10, 0, 1, Label.DUPLICATE, "repeat-run", 1.0, duplicate_of=6)
    text = {width: line(explain_text(block, ["4 blocks in order, " * 10], width, "space")) for width in (40, 72, 80, 84, 100)}
    what = " block 10 · duplicate of block 6 · repeat-run"
    assert text[100] == f"{what} · 4 blocks in or… · score 1.00 · Space brings it back "
    assert text[84].rstrip() == f"{what} · score 1.00 · Space brings it back", "of a reason that is cut something can be read"
    assert text[80].rstrip() == f"{what} 1.00 · Space brings it back"
    assert text[72].rstrip() == f"{what} · Space brings it back"
    assert text[40] == " block 10 · dup… · Space brings it back ", "where no text is shown, only the number says which one"


def test_the_footer_names_keys_and_drops_whole_commands():
    commands = [c for c in COMMANDS if c.footer]
    full = line(footer_runs(commands, 400))
    assert all(f"{key_name(c.keys[0])} {c.label}" in full for c in commands if c.keys)
    last = commands[-1]
    assert line(footer_runs(commands, 10)).strip() == f"{key_name(last.keys[0])} {last.label}", "the way to all keys stays"
    assert [key_name(key) for key in ("space", "pageup", "?", "ctrl+p")] == ["Space", "PgUp", "?", "ctrl+p"]


def test_an_empty_folder_is_told_of_every_kind_that_is_read():
    told = nothing_here(0, "", False, "f5", "escape")
    for suffixes in (TEXT_SUFFIXES, MARKDOWN_SUFFIXES, HTML_SUFFIXES, JSONL_SUFFIXES):
        assert f"{suffixes[0]}" in told
    assert told.endswith("f5 looks again.")
    assert nothing_here(0, "a", True, "f5", "escape") == (
        "Nothing fits the filter so far; Esc in the list shows all documents again."
    )


def test_what_explains_goes_on_in_a_second_line_before_it_is_cut() -> None:
    block = Block(1, 0, 1, Label.CONTENT, "title", 0.95)
    reasons = ["the title of the page stands here as well"]
    above, below = (line(runs).strip() for runs in explain_lines(block, reasons, 80, "space"))
    assert above == "block 1 · content · title · the title of the page stands here as well"
    assert below == "score 0.95 · Space takes it out"
    for width in (20, 120):  # too little, and enough
        assert explain_lines(block, reasons, width, "space") == (explain_text(block, reasons, width, "space"), [])
