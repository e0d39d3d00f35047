"""Pages made of labelled ones to train on: nothing is lost, and each part has the label of its line."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.benchmarks.line_model import altered, corpus, short
from triage.clean.scoring.choosing import SHORT_PAGE

LINES = st.one_of(
    st.sampled_from(
        [
            "The pier stays closed, the harbour said; boats go from the quay. “It is safe,” said Ann Lee. Nobody was hurt.",
            "该邮轮母港将于11月17日正式开港，可停靠目前世界上最大的邮轮。目前已进入最后的施工阶段！",
            "Share this",
            "",
            "...",
        ]
    ),
    st.text(max_size=60).map(lambda text: " ".join(text.split())),
)
PAGES = st.lists(st.lists(st.tuples(LINES, st.sampled_from("cbdtn")), min_size=1, max_size=12), min_size=4, max_size=12)


def labelled(pages: list[list[tuple[str, str]]]) -> list[corpus.Page]:
    found = []
    for number, page in enumerate(pages):
        texts, kinds = zip(*page, strict=True)
        gold = "\n".join(text for text, kind in page if kind == "c")
        row = {
            "id": str(number),
            "domain": f"site{number % 3}.example",
            "text": "\n".join(texts),
            "kinds": "".join(kinds),
            "gold": gold,
        }
        found.append(corpus.page_of("invented", row))
    return found


def joined(texts: list[str] | tuple[str, ...]) -> str:
    return "".join("".join(texts).split())


@given(PAGES)
def test_broken_pages_have_the_same_text(drawn: list[list[tuple[str, str]]]) -> None:
    pages = labelled(drawn)
    for made in altered.broken(pages):
        page = altered.page_of(pages[made.page], made)
        assert joined(page.lines) == joined(pages[made.page].lines)
        assert list(made.lines) == sorted(made.lines)
        assert set(made.lines) == set(range(len(pages[made.page].lines)))
        assert page.kinds == "".join(pages[made.page].kinds[at] for at in made.lines)
        assert "".join(page.row["gold"].split()) == "".join(pages[made.page].row["gold"].split())


@given(PAGES)
def test_longer_articles_have_their_own_lines_and_those_of_their_kin(drawn: list[list[tuple[str, str]]]) -> None:
    pages = labelled(drawn)
    for made in altered.lengthened(pages):
        own, page = pages[made.page], altered.page_of(pages[made.page], made)
        more = made.more.split("\n") if made.more else []
        assert sorted(filter(None, page.lines)) == sorted(filter(None, [*own.lines, *more]))
        kin = {
            line for one in pages if one.fold == own.fold for line, kind in zip(one.lines, one.kinds, strict=True) if kind == "c"
        }
        assert set(more) <= kin | {""}
        assert page.kinds.count("b") == own.kinds.count("b")


@given(PAGES)
def test_cuts_are_short_and_keep_their_labels(drawn: list[list[tuple[str, str]]]) -> None:
    pages = labelled(drawn)
    for cut in short.cuts(pages):
        own = pages[cut.page]
        assert 0 < len(cut.texts) == len(cut.lines)
        assert all(text in own.lines[at] for text, at in zip(cut.texts, cut.lines, strict=True))
        if cut.kind in ("broken", "whole"):
            assert len(cut.texts) <= SHORT_PAGE
        assert short.page_of_cut(own, cut).kinds == "".join(own.kinds[at] for at in cut.lines)
