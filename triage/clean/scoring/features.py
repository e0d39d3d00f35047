"""The features of the lines of pages: from bare texts and optional evidence to one table of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from triage.arrays import Array
from triage.clean.lines.line_text import LineText, read_lines
from triage.clean.lines.page_index import PageIndex
from triage.clean.scoring import features_line, features_page
from triage.clean.scoring.vocabulary import ANSWERS, Grams, Vocabulary, answers, grams


@dataclass(frozen=True)
class PageLines:
    """The lines of one page, and what else is known of them.

    `seen` counts, for each line, the documents of the folder other than this one that hold the same folded line
    (`line_text.fold_line`); None = unknown. `documents` is the number of documents of the folder. `legible` are the places of the
    lines with something to read (None: all), and `paragraphs` those of which it is known that they are text.
    """

    texts: Sequence[str]
    seen: Sequence[int] | None = None
    documents: int = 1
    legible: Sequence[int] | None = None
    paragraphs: Sequence[int] = ()


@dataclass(frozen=True)
class ReadPages:
    """The lines of a batch of pages with at least one line each, measured once for all tables made from them."""

    index: PageIndex
    text: LineText
    grams: Grams
    evidence: Evidence


@dataclass(frozen=True)
class Evidence:
    """A value a line of what came from outside the page; `documents` is a value a page."""

    seen: Array
    documents: Array


def read_pages(pages: Sequence[PageLines]) -> ReadPages:
    """Measure the characters and words of pages, none of them empty."""
    index = PageIndex(np.array([len(page.texts) for page in pages]))
    text = read_lines([line for page in pages for line in page.texts])
    seen = np.concatenate(
        [np.full(len(page.texts), -1) if page.seen is None else np.asarray(page.seen, np.int64) for page in pages]
    )
    documents = np.array([page.documents for page in pages])
    return ReadPages(index, text, grams(text.words, index.lines), Evidence(seen, documents))


def line_table(pages: ReadPages, vocabulary: Vocabulary) -> dict[str, Array]:
    """All columns, by name; the part of the name before the dot is the group that ablation and explanations go by."""
    return table_from_answers(pages, answers(pages.grams, vocabulary, pages.index.lines))


def table_from_answers(pages: ReadPages, told: Array) -> dict[str, Array]:
    """All columns, given what `answers` tells of the lines."""
    index, text = pages.index, pages.text
    measured = features_line.measure(text)
    own = features_line.shape_columns(text, measured)
    own |= {f"words.{name}": told[:, place] for place, name in enumerate(ANSWERS)}
    repeats = features_line.repeats(index, measured)
    own |= features_line.folder_columns(index, measured, pages.evidence.seen, pages.evidence.documents)
    signal = features_page.signals(measured, own)
    run, begin, stop = features_page.run_columns(index, signal)
    core = features_page.core_lines(index, signal, begin, stop)
    return (
        own
        | features_page.neighbour_columns(index, own, repeats)
        | features_page.window_columns(index, own, repeats, signal)
        | features_page.position_columns(index, text.characters, signal)
        | features_page.page_columns(index, signal)
        | run
        | features_page.between_columns(index, signal, core)
        | features_page.segment_columns(index, signal)
        | features_page.topic_columns(index, text.words, begin, stop)
    )


def without_evidence(index: PageIndex) -> dict[str, Array]:
    """The columns that tell of other documents, where nothing is known of these. No other column depends on evidence."""
    unknown = np.full(index.lines, features_line.UNKNOWN)
    return features_line.unknown_folder_columns(unknown) | features_page.unknown_columns(index, unknown)
