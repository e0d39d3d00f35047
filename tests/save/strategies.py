"""Sidecars of any kind, for property tests."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from triage.model import Answer, CleanStamp, Decision, Label, Metadata, Method, Override, Sidecar, Source

TEXT = st.one_of(
    st.text(max_size=12),
    st.text(st.characters(), max_size=6),
    st.text("\\u05cd89afx\ud83d\udc80\"'\n\r\x7f\0é", max_size=14),
)
DATES = st.dates(date(1, 1, 1), date(9999, 12, 31))
MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(2200, 12, 31), timezones=st.just(UTC)).map(
    lambda t: t.replace(microsecond=0, fold=0)
)
TIMES = st.times().map(lambda t: t.replace(fold=0))
PLAIN = st.one_of(
    TEXT,
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(),
    DATES,
    MOMENTS,
    TIMES,
    st.datetimes().map(lambda t: t.replace(fold=0)),
)
VALUES = st.recursive(PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3), max_leaves=6)
STRANGE = st.dictionaries(TEXT.map("x-".__add__), VALUES, max_size=3)
LABELS = st.sampled_from([*Label])
BLOCKS = st.dictionaries(
    st.integers(1, 9999).map(lambda n: f"b{n:04}"),
    st.builds(Override, st.integers(0, 99), st.integers(0, 99), TEXT, LABELS, LABELS, TEXT),
    max_size=2,
)


@st.composite
def sidecars(draw):
    """A sidecar with unknown keys at the top, in known tables and in tables of their own."""
    size = st.integers(0, 2**40)
    texts = st.lists(TEXT, max_size=3)
    unknown = dict(draw(STRANGE))
    blocks = draw(BLOCKS)
    for table in ("document", "source", "clean", "decision"):
        if strange := draw(STRANGE):
            unknown[table] = strange
    inside = {key: strange for key in blocks if (strange := draw(STRANGE))}
    if inside:
        unknown["block"] = inside
    return Sidecar(
        Source(draw(TEXT), draw(TEXT), draw(size), draw(TEXT), draw(st.booleans())),
        Metadata(draw(TEXT), draw(st.none() | DATES), draw(TEXT), draw(TEXT), draw(TEXT), draw(STRANGE)),
        CleanStamp(draw(TEXT), draw(TEXT), draw(TEXT), draw(TEXT)),
        Decision(
            draw(st.none() | st.sampled_from([*Answer])),
            tuple(draw(texts)),
            tuple(sorted(set(draw(texts)))),
            draw(TEXT),
            draw(TEXT),
            tuple(sorted(set(draw(texts)))),
            draw(TEXT),
            draw(st.sampled_from([*Method])),
            draw(st.none() | MOMENTS),
            draw(size),
        ),
        blocks,
        unknown,
    )
