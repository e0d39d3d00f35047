"""Where a key of a TOML file stands, told from its text."""

from __future__ import annotations

import pytest

from triage.toml_lines import BrokenToml, line_of_key, load_toml

DATA = b"""sort = "id"
[source]
size = 1
path = "a, size = 3"
[clean]
size = 2
read.text = "x"
[ rule . "odd.name" ]
label = "content"
[[tags]]
tag = "a"
[[tags]]
tag = "b"
key = "a"
"""


@pytest.mark.parametrize(
    ("line", "key", "table"),
    [
        (1, "sort", ()),
        (3, "size", ()),
        (6, "size", ("clean",)),
        (5, "clean", ()),
        (7, "text", ()),
        (7, "read.text", ()),
        (9, "label", ("rule", "odd.name")),
        (8, "lacking", ("rule", "odd.name")),
        (3, "size", ("no such table",)),
        (10, "tags", ()),
        (None, "lacking", ()),
    ],
)
def test_a_key_is_found_in_its_table(line: int | None, key: str, table: tuple[str, ...]) -> None:
    assert line_of_key(DATA, key, table) == line


def test_a_key_is_found_by_its_value_the_last_one_too() -> None:
    assert line_of_key(DATA, "tag", value="b") == 13
    assert (line_of_key(DATA, "tag"), line_of_key(DATA, "tag", last=True)) == (11, 13)


@pytest.mark.parametrize(
    ("data", "line", "why"),
    [
        (b"a = 1\nb = = 2\n", 2, "broken TOML (Invalid value)"),
        (b"\n\n[a", 3, "broken TOML (Expected ']' at the end of a table declaration)"),
        (b"\xef\xbb\xbfa = 1\n", 1, "broken TOML (starts with a byte order mark)"),
        (b"a = 1\n\xff", 2, "not UTF-8"),
        (b"a = 1" + b"0" * 5000, 1, "broken TOML (a number of too many digits)"),
        (b"a = 1\nb = " + b"[" * 900 + b"]" * 900 + b"\n[c]\n", 2, "broken TOML (nested too deeply)"),
        (b"a = 1\n[" + b".".join([b"t"] * 900) + b"]\nx = 1\n", 2, "broken TOML (nested too deeply)"),
        (b"a = 1\n" + b".".join([b"t"] * 101) + b" = [{u = 1}]\nx = 1\n", 2, "broken TOML (nested too deeply)"),
        (b"a = 1\n<<<<<<< ours\na = 2\n=======\n>>>>>>> theirs\n", 2, "a merge conflict (lines 2 to 5)"),
    ],
)
def test_what_is_broken_is_told_with_its_line(data: bytes, line: int, why: str) -> None:
    with pytest.raises(BrokenToml) as caught:
        load_toml(data)
    assert (caught.value.line, str(caught.value)) == (line, why)


def test_what_is_nested_as_deeply_as_anybody_writes_is_read() -> None:
    assert list(load_toml(b"[" + b".".join([b"t"] * 90) + b"]\n")) == ["t"]
