"""What a line looks like by itself."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from triage.read.line_patterns import DOUBTFUL, HEADER, NOISE, is_own

BEGINNINGS = [
    "By Ana Holm",
    "İçeriğe geç",
    "İÇERİĞE GEÇ",
    "CANLI",
    "ÚLTIMA HORA: el puerto cierra",
    "Dernière Minute : la route",
    "SON DAKİKA: liman",
    "Срочно: порт закрыт",
    "Status 404",
    "URL: https://example.org",
    "© 2024 The Harbour Post",
    "Lire aussi : le port",
]


@pytest.mark.parametrize("line", BEGINNINGS)
def test_pages_own_lines_are_told_whatever_their_case(line: str) -> None:
    assert is_own(line)
    assert is_own(line.lower())


@given(st.sampled_from(BEGINNINGS) | st.text(max_size=12), st.sampled_from([str.upper, str.lower, str.title, str]))
@example("Baker", str.upper)
def test_what_is_asked_first_is_what_the_three_say(line: str, spelt: type[str]) -> None:
    written = spelt(line)
    assert is_own(written) >= any(looks.match(written) is not None for looks in (HEADER, NOISE, DOUBTFUL))
