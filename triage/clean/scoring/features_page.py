"""What the surroundings of a line tell: neighbours, windows, the main run of the page, what lies between it and the line."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from triage.arrays import Array
from triage.clean.lines.line_text import Words, mixed
from triage.clean.lines.page_index import PageIndex
from triage.clean.scoring.features_line import LONG_LINE, SENTENCE_WORDS, Columns, Measured, Repeats

_SHORT_LINE = 10
_WINDOWS = ((-3, -1), (-10, -1), (-40, -1), (1, 3), (1, 10), (1, 40))
_WINDOW_NAMES = ("3_above", "10_above", "40_above", "3_below", "10_below", "40_below")
_PAGE_KEY = np.uint64(0xC2B2AE3D27D4EB4F)


@dataclass(frozen=True)
class Signals:
    """The lines' own signals, that the surroundings are made of."""

    words: Array
    sentence: Array
    content: Array
    goes_on: Array
    begun: Array


def signals(measured: Measured, own: Columns) -> Signals:
    """Take from the line's own columns what its neighbours want to know; log-odds are squeezed to between -1 and 1."""
    sentence = (own["shape.ends_sentence"] > 0) & (measured.words >= SENTENCE_WORDS)
    squeezed = [np.tanh(own[f"words.{question}"] / 2) for question in ("content", "goes_on", "begun")]
    return Signals(measured.words, sentence.astype(np.float64), *squeezed)


def neighbour_columns(index: PageIndex, own: Columns, repeats: Repeats) -> Columns:
    """The three lines above and below."""
    columns: Columns = {}
    for offset in (-1, 1, -2, 2, -3, 3):
        side = f"{abs(offset)}_{'above' if offset < 0 else 'below'}"
        columns[f"near.words_{side}"] = index.neighbour(own["shape.words"], offset, -1.0)
        columns[f"near.end_{side}"] = index.neighbour(own["shape.end"], offset, -1.0)
        columns[f"near.vocabulary_{side}"] = index.neighbour(own["words.content"], offset, -9.0)
        if abs(offset) == 1:
            columns[f"near.start_{side}"] = index.neighbour(own["shape.start"], offset, -1.0)
            columns[f"near.capital_{side}"] = index.neighbour(own["shape.capital_words"], offset, -1.0)
            columns[f"near.shape_{side}"] = index.neighbour(repeats.shape_share, offset, -1.0)
    return columns | _seen_beside(index, own["folder.seen"])


def _seen_beside(index: PageIndex, seen: Array) -> Columns:
    return {f"near.seen_1_{side}": index.neighbour(seen, offset, -2.0) for offset, side in ((-1, "above"), (1, "below"))}


def unknown_columns(index: PageIndex, unknown: Array) -> Columns:
    """What the surroundings tell of other documents, where nothing is known of any line."""
    return _seen_beside(index, unknown) | {f"around.seen_{side}": np.zeros_like(unknown) for side in _WINDOW_NAMES}


def window_columns(index: PageIndex, own: Columns, repeats: Repeats, signal: Signals) -> Columns:
    """Densities above and below, over few lines and over many."""
    weight = np.minimum(signal.words, 40.0) / 40.0
    watched = {
        "words": own["shape.words"],
        "sentences": signal.sentence,
        "vocabulary": signal.content,
        "mass": signal.content * weight,
        "copies": repeats.copied.astype(np.float64),
        "seen": (own["folder.seen"] > 0).astype(np.float64),
        "markers": np.minimum(signal.goes_on, 0.0),
        "digits": (own["shape.digits"] > 0.15).astype(np.float64),
        "alike": repeats.shape_share,
    }
    cumulated = index.cumulated(np.stack(list(watched.values())))
    columns: Columns = {}
    for (begin, end), side in zip(_WINDOWS, _WINDOW_NAMES, strict=True):
        means = index.window_mean(cumulated, begin, end)
        columns |= {f"around.{name}_{side}": mean for name, mean in zip(watched, means, strict=True)}
    return columns


def position_columns(index: PageIndex, text_characters: Array, signal: Signals) -> Columns:
    """Where on the page the line stands, also as seen from the nearest, the first and the last long line."""
    from_top, from_bottom = index.line - index.first, index.stop - 1 - index.line
    size = index.sizes[index.page]
    characters = index.cumulated(text_characters.astype(np.float64) / 64.0)
    before = index.sum_between(characters, index.first, index.line)
    whole = index.sum_between(characters, index.first, index.stop)
    long_line = signal.words >= LONG_LINE
    above, below = index.previous_marked(long_line), index.next_marked(long_line)
    first_long, last_long = below[index.starts][index.page], above[index.starts + index.sizes - 1][index.page]
    return {
        "place.lines": from_top / size,
        "place.characters": before / np.maximum(1e-9, whole),
        "place.top": np.log1p(from_top),
        "place.bottom": np.log1p(from_bottom),
        "place.from_first_long": np.where(first_long >= 0, np.clip(index.line - first_long, -60, 60), 99),
        "place.from_last_long": np.where(last_long >= 0, np.clip(index.line - last_long, -60, 60), 99),
        "place.long_above": np.where(above >= 0, np.minimum(index.line - above, 60), 99),
        "place.long_below": np.where(below >= 0, np.minimum(below - index.line, 60), 99),
    }


def page_columns(index: PageIndex, signal: Signals) -> Columns:
    """What kind of page it is."""
    words = index.page_sum(np.rint(signal.words * 10)) / 10
    long_words = index.page_sum(np.where(signal.words >= LONG_LINE, np.rint(signal.words * 10), 0.0)) / 10
    vocabulary = index.sum_between(index.cumulated(signal.content), index.starts, index.starts + index.sizes) / index.sizes
    columns = {
        "page.lines": np.log1p(index.sizes),
        "page.words": np.log1p(words),
        "page.long_share": long_words / np.maximum(1.0, words),
        "page.vocabulary": vocabulary,
    }
    return {name: values[index.page] for name, values in columns.items()}


def run_columns(index: PageIndex, signal: Signals) -> tuple[Columns, Array, Array]:
    """Membership in the best runs of lines by several gains, and the middle one's ends."""
    capped = np.minimum(signal.words, 60.0)
    smooth = index.cumulated(capped)
    gains = {
        "8": capped - 8.0,
        "12": capped - 12.0,
        "20": capped - 20.0,
        "smooth": index.window_mean(smooth, -2, 2) - 12.0,
        "vocabulary": (signal.content + 0.1) * (2.0 + np.minimum(signal.words, 40.0)),
    }
    columns: Columns = {}
    ends: dict[str, tuple[Array, Array]] = {}
    words = index.cumulated(signal.words)
    whole = index.sum_between(words, index.starts, index.starts + index.sizes)
    for name, gain in gains.items():
        begin, stop = index.best_run(gain)
        ends[name] = begin, stop
        inside = np.minimum(index.line - begin[index.page], stop[index.page] - 1 - index.line)
        from_edge = np.where(index.line < begin[index.page], begin[index.page] - index.line, index.line - stop[index.page] + 1)
        columns[f"run.{name}"] = np.clip(np.where(inside >= 0, inside + 1, -from_edge), -60, 30)
        columns[f"run.share_{name}"] = (index.sum_between(words, begin, stop) / np.maximum(1.0, whole))[index.page]
    columns["run.below"] = np.clip(index.line - ends["12"][0][index.page], -60, 60)
    return columns, *ends["12"]


def core_lines(index: PageIndex, signal: Signals, begin: Array, stop: Array) -> Array:
    """The line of each page's main run where sentences stand densest."""
    gain = np.log1p(signal.words) * (0.3 + signal.sentence)
    density = index.window_mean(index.cumulated(gain), -5, 5)
    inside = (index.line >= begin[index.page]) & (index.line < stop[index.page])
    density = np.where(inside, density, -1.0)
    peak = density == index.page_max(density)[index.page]
    return np.minimum.reduceat(np.where(peak, index.line, index.lines), index.starts)


def between_columns(index: PageIndex, signal: Signals, core: Array) -> Columns:
    """What lies between the line and the core of the page: gaps of short lines, menu words, words that end an article."""
    core_line = core[index.page]
    low, high = np.minimum(index.line, core_line), np.maximum(index.line, core_line)
    short = signal.words < _SHORT_LINE
    last_long = index.previous_marked(~short)
    streak = np.where(short, index.line - np.where(last_long >= 0, last_long, index.first - 1), 0)
    streak = np.minimum(streak, 200)
    menu = index.cumulated(np.where(short, np.maximum(0.0, -signal.content), 0.0))
    words = index.cumulated(signal.words)
    ends = index.outward_max(np.maximum(0.0, np.where(index.line > core_line, -signal.goes_on, -signal.begun)), core)
    ending = np.where(index.line >= core_line, np.maximum(0.0, -signal.goes_on), np.maximum(0.0, -signal.begun))
    return {
        "core.distance": np.clip(index.line - core_line, -99, 99),
        "core.gap": np.log1p(index.outward_max(streak.astype(np.float64), core)),
        "core.menu_words": np.log1p(index.sum_between(menu, low, high)),
        "core.words": np.log1p(index.sum_between(words, low, high)),
        "core.ends": ends,
        "core.end_sum": np.log1p(index.sum_between(index.cumulated(ending), low, high)),
    }


def segment_columns(index: PageIndex, signal: Signals) -> Columns:
    """The stretch of long lines that the line belongs to: its words and its rank on the page."""
    short = signal.words < _SHORT_LINE
    columns: Columns = {}
    for breaking in (1, 4):
        last_long = index.previous_marked(~short)
        streak = np.where(short, index.line - np.where(last_long >= 0, last_long, index.first - 1), 0)
        opens = (streak == breaking) | (index.line == index.first)
        segment = np.cumsum(opens) - 1
        words = np.bincount(segment, weights=np.where(short, 0.0, np.rint(signal.words * 10)))[segment] / 10
        largest = index.page_max(words)[index.page]
        columns[f"stretch.words_{breaking}"] = np.log1p(words)
        columns[f"stretch.share_{breaking}"] = words / np.maximum(1.0, largest)
    return columns


def topic_columns(index: PageIndex, words: Words, begin: Array, stop: Array) -> Columns:
    """The share of a line's longer words that the page's main run has too, the line itself left out."""
    own: Array = np.zeros(index.lines)
    telling = (words.length >= 4) | (words.weight < 1.0)
    line = words.line[telling]
    is_core = (index.line >= begin[index.page]) & (index.line < stop[index.page])
    if len(line):
        page = index.page[line]
        key = mixed(words.hash[telling] + page.astype(np.uint64) * _PAGE_KEY)
        order = np.argsort(key, kind="stable")  # by word, then by line
        group = np.cumsum(np.diff(key[order], prepend=key[order[:1]]) != 0)
        line = line[order]
        inside = is_core[line]
        first_of_pair = (np.diff(line, prepend=-1) != 0) | (np.diff(group, prepend=-1) != 0)
        core_lines_with = np.bincount(group, weights=first_of_pair & inside)[group]
        elsewhere = (core_lines_with - inside) > 0
        shared = np.bincount(line, weights=elsewhere, minlength=index.lines)
        own = shared / np.maximum(1, np.bincount(line, minlength=index.lines))
    cumulated = index.cumulated(own)
    return {
        "topic.own": own,
        "topic.3_above": index.window_mean(cumulated, -3, -1),
        "topic.3_below": index.window_mean(cumulated, 1, 3),
    }
