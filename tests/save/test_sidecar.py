"""Sidecar <-> bytes."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.save.strategies import TEXT, sidecars
from triage.errors import SidecarError
from triage.model import Answer, CleanStamp, Decision, Label, Metadata, Method, Override, Sidecar, Source
from triage.save import dump_sidecar
from triage.save.escape import escape, unescape
from triage.save.sidecar import parse_sidecar

FULL = Sidecar(
    Source("news/a.txt", "ab", 3389, "utf-8", True),
    Metadata("A “title”", date(2025, 5, 10), "MENAFN", "Al", "en", {"id": 7}),
    CleanStamp("cd", "ef", "0.1.0", "12"),
    Decision(
        Answer.REJECT,
        ("z", "a"),
        ("b", "a"),
        "n\n2",
        "b.txt",
        ("d.txt", "c.txt"),
        "alice",
        decided_at=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
        revision=2,
    ),
    {"b0007": Override(1840, 1902, "Legal: …", Label.CONTENT, Label.BOILERPLATE, "legal-disclaimer")},
    {"mine": {"k": [1, {"b": True}]}, "top": 1.5, "decision": {"stars": 4}, "block": {"b0007": {"why": "x"}}},
)
FILE = """\
# Written by triage. Comments are not kept; use note = "…".
schema = "triage/sidecar"
schema_version = 1
top = 1.5

[document]
title = "A “title”"
date = 2025-05-10
source = "MENAFN"
author = "Al"
language = "en"

[document.extra]
id = 7

[source]
path = "news/a.txt"
sha256 = "ab"
size = 3389
encoding = "utf-8"
assumed = true

[clean]
sha256 = "cd"
rules_sha256 = "ef"
version = "0.1.0"
metadata_sha256 = "12"

[decision]
answer = "reject"
reasons = [
    "z",
    "a",
]
tags = [
    "a",
    "b",
]
note = "n\\n2"
duplicate_of = "b.txt"
not_duplicate_of = [
    "c.txt",
    "d.txt",
]
reviewer = "alice"
method = "single"
decided_at = 2026-01-02 03:04:05+00:00
revision = 2
stars = 4

[block.b0007]
start = 1840
end = 1902
exact = "Legal: …"
label = "content"
was = "boilerplate"
rule = "legal-disclaimer"
why = "x"

[mine]
k = [
    1,
    { b = true },
]
"""


def test_the_file_is_as_documented():
    assert dump_sidecar(FULL).decode() == FILE
    assert parse_sidecar(FILE.encode()) == FULL._replace(
        decision=FULL.decision._replace(tags=("a", "b"), not_duplicate_of=("c.txt", "d.txt"))
    )


@settings(deadline=None, max_examples=60)
@given(sidecars())
def test_what_is_written_is_read_back_and_written_the_same(sidecar):
    data = dump_sidecar(sidecar)
    again = parse_sidecar(data)
    assert dump_sidecar(again) == data
    assert again._replace(unknown={}, metadata=again.metadata, blocks=again.blocks).decision == sidecar.decision
    assert (again.source, again.clean, again.blocks) == (sidecar.source, sidecar.clean, sidecar.blocks)
    assert repr(_sorted(again.unknown)) == repr(_sorted(sidecar.unknown))
    assert repr(_sorted(again.metadata.extra)) == repr(_sorted(sidecar.metadata.extra))
    tomllib.loads(data.decode())


def _sorted(value):
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value)}
    return [_sorted(item) for item in value] if isinstance(value, list) else value


@given(TEXT)
def test_escape_is_reversible_and_leaves_no_surrogate(text):
    escape(text).encode("utf-8")
    assert unescape(escape(text)) == text


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_what_stands_in_a_file_is_written_as_it_stood(text):
    assert escape(unescape(text)) == text


def test_the_escape_of_a_surrogate():
    assert escape("\udc80 \\n") == "\\udc80 \\n"
    assert escape("\\udc80") == "\\u005cudc80"


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        (FILE.replace("[clean]", "<<<<<<< HEAD"), 23, "a merge conflict; keep the lines of one version"),
        (FILE.replace("[clean]", "<<<<<<< a\n[clean]\n=======\n>>>>>>> b"), 23, "lines 23 to 26.; keep the lines"),
        (FILE.replace("[clean]", "<<<<<<< a\r\n=======\r\n>>>>>>>\r\n<<<<<<<\r\n>>>>>>> b\r"), 23, "conflict .lines 23 to 27"),
        (FILE.replace("[clean]", "<<<<<<<<"), 23, "broken TOML"),
        (FILE[:300], None, "broken TOML"),
        ("\ufeff" + FILE, 1, "byte order mark"),
        ("a = 1\n", 1, "not written by triage"),
        ("", 1, "not written by triage"),
        ("x = " + "[" * 100_000, None, "broken TOML"),
        ("x = " + "1" * 5000, None, "broken TOML"),
        (FILE.replace('"reject"', '"maybe"'), 30, "answer must be keep, reject or defer"),
        (FILE.replace('[\n    "a",\n    "b",\n]', '"a"'), 35, "tags must be a list of strings"),
        (FILE.replace("3389", '"big"'), 19, "size must be a whole number"),
        (FILE.replace("2025-05-10", '"May"'), 8, "date must be a date"),
        (FILE.replace("2025-05-10", '"2025-05-10"'), 8, "date must be a date such as 2026-01-02, without quotation marks"),
        (FILE.replace("03:04:05+00:00", "03:04:05"), 47, "decided_at must be a time"),
        (FILE.replace("2026-01-02 03", "0001-01-01 00"), 47, "decided_at must be a time"),
        (FILE.replace("2026-01-02 03:04:05+00:00", "1900-01-01 00:00:00+01:00"), 47, "decided_at must be a time"),
        (FILE.replace("start = 1840\n", ""), 51, "block.b0007 must be a table with start"),
        (FILE.replace("assumed = true", "assumed = 1"), 21, "assumed must be true or false"),
        (FILE.replace('"single"', '"x"'), 46, "method must be single, bulk"),
        (FILE.replace("schema_version = 1", 'schema_version = "1"'), None, "schema_version must be"),
        ('schema = "triage/sidecar"\nschema_version = 1\nclean = 3\n', 3, "clean must be a table"),
        ('schema = "triage/sidecar"\nschema_version = 1\nblock = 3\n', 3, "block must be tables"),
    ],
)
def test_what_cant_be_used_says_where_and_what_to_do(data, line, message):
    with pytest.raises(SidecarError, match=message) as caught:
        parse_sidecar(data.encode(), "a.triage.toml")
    assert str(caught.value).startswith("a.triage.toml")
    assert "\n" not in str(caught.value)
    assert line is None or caught.value.line == line


def test_what_was_decided_elsewhere_is_read():
    assert parse_sidecar(FILE.replace('"single"', '"import"').encode()).decision.method is Method.IMPORT


def test_bytes_that_arent_utf8():
    with pytest.raises(SidecarError, match="not UTF-8") as caught:
        parse_sidecar(b"a = 1\nb = '\xff'\n")
    assert caught.value.line == 2


def test_a_newer_schema_is_read_whatever_its_values_and_never_written():
    text = FILE.replace("schema_version = 1", "schema_version = 2").replace('"reject"', '["both"]')
    newer = parse_sidecar(text.encode())
    assert (newer.schema_version, newer.decision.answer, newer.decision.note) == (2, None, "n\n2")
    assert newer.unknown["decision"]["answer"] == ["both"]
    with pytest.raises(SidecarError, match="update triage"):
        dump_sidecar(newer)
    odd = parse_sidecar(b'schema = "triage/sidecar"\nschema_version = 3\nclean = 3\nblock = 4\n')
    assert odd.unknown == {"clean": 3, "block": 4}


def test_an_absent_key_is_unknown():
    bare = parse_sidecar(b'schema = "triage/sidecar"\nschema_version = 1\n')
    assert bare == Sidecar(Source(""))


def test_what_others_put_into_the_table_of_a_block_goes_with_the_block():
    alone = FULL._replace(blocks={})
    assert "b0007" not in dump_sidecar(alone).decode()
    assert parse_sidecar(dump_sidecar(alone)).unknown == {key: value for key, value in FULL.unknown.items() if key != "block"}
