"""Filters of which the last term is still typed."""

from __future__ import annotations

import pytest

from triage.corpus import without_begun


@pytest.mark.parametrize(
    ("typed", "rest"),
    [
        ("du", ""),
        ("dup", ""),
        ("dup>", ""),
        ("DUP>x", ""),
        ("-dup!", ""),
        ("delta tag", "delta"),
        ("delta or not tag:", "delta"),
        ("tag:war words<8", "tag:war"),
        ("d", None),
        ("dup ", None),
        ("delta", None),
        ("foo:x", None),
        ('"dup', None),
        ("", None),
    ],
)
def test_what_stands_before_a_term_that_is_begun(typed: str, rest: str | None) -> None:
    assert without_begun(typed) == rest
