"""Live reports: times, headings and entries. All texts are invented."""

from __future__ import annotations

import pytest

from triage.clean import Cleaner
from triage.clean.live_entries import Entries, find_entries, with_entries
from triage.model import Label, Seen
from triage.read.text import read_text

ENTRIES = [
    ("It's over", "The tram will be built. Thirty-one councillors voted for it, twenty-eight against."),
    ("Last speaker", "Councillor Bream says that he has never seen so many people in the gallery."),
    ("Break", "The meeting is suspended for ten minutes so that the windows can be opened."),
    ("Petition", "Two schoolchildren hand over a petition with 4,112 signatures."),
    ("Good evening", "The mayor opens the meeting, and reminds everyone that phones are to be silent."),
]
TIMES = ["21:40", "21:20", "20:02", "19:44", "19:15"]
MENU, FOOT = ["Home", "News", "Tram vote: the council decides tonight"], ["Most read", "Man finds fish in gutter", "Contact us"]


def report(times: list[str]) -> list[str]:
    return [line for time, entry in zip(times, ENTRIES, strict=True) for line in (time, *entry)]


@pytest.mark.parametrize(
    "times",
    [
        TIMES,
        TIMES[::-1],
        [f"{time} GMT" for time in TIMES],
        ["9.40 pm", "9.20 pm", "8.02 pm", "7.44 pm", "7.15 pm"],
        ["1:05 p.m.", "12:40 p.m.", "11:15 a.m.", "11:14 a.m.", "12:01 a.m."],
    ],
)
def test_a_live_report_keeps_its_times_and_headings(times: list[str]) -> None:
    lines = [*MENU, *report(times), *FOOT]
    one = read_text("a.txt", "\n".join(lines).encode())
    counts = [3 if line in {*times, "Home", "News", *FOOT} else 0 for line in lines]  # figures are folded: all times are alike
    blocks = Cleaner().clean(one, Seen(tuple(counts), 9)).blocks
    kept = [one.raw[block.start : block.end] for block in blocks if block.label is Label.CONTENT]
    assert kept[-15:] == report(times)
    assert not {*FOOT, "Home", "News"}.intersection(kept)


@pytest.mark.parametrize(
    "lines",
    [
        report(TIMES)[:9],  # three entries
        report(["21:40", "19:20", "20:02", "21:44", "19:15"]),  # comments, of several days
        [line for time, (heading, _) in zip(TIMES, ENTRIES, strict=True) for line in (time, heading)],  # a list of headlines
        report(["9:40:", "9.40 %", "9", "9.4", "25:10"]),
        report(["20:00"] * 5),
    ],
)
def test_times_that_head_no_report(lines: list[str]) -> None:
    assert find_entries(lines) == Entries()
    assert with_entries([False] * len(lines), [0.9] * len(lines), Entries()) == [False] * len(lines)


def test_an_entry_ends_with_its_sentence() -> None:
    lines = [*MENU, *report(TIMES), *FOOT]
    found = find_entries(lines)
    assert found.times == (3, 6, 9, 12, 15)
    assert lines[found.stop - 1] == ENTRIES[-1][1]
    sentences = [at in found.told for at in range(len(lines))]
    kept = with_entries(sentences, [0.9, 0.9, 0.9, *[0.05] * 3, *[0.01] * 12, 0.9, 0.9, 0.9], found)
    rest = [line for time, (_, sentence) in zip(TIMES[1:], ENTRIES[1:], strict=True) for line in (time, sentence)]
    assert [lines[at] for at, keeps in enumerate(kept) if keeps] == [*report(TIMES)[:3], *rest]


def test_comments_and_teasers_with_times_that_run_on_are_no_report() -> None:
    lines = [*MENU, *report(TIMES), *FOOT]
    found = find_entries(lines)
    one_kept = [at == found.told[0] for at in range(len(lines))]
    assert with_entries(one_kept, [0.2] * len(lines), found) == one_kept
