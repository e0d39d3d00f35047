"""The query language: what fits, and where errors point."""

import sqlite3
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.corpus.index.schema import alike, fold, statements
from triage.corpus.query.by_name import find
from triage.corpus.query.grammar import parse, quote
from triage.errors import UsageError
from triage.model import percent


@pytest.fixture(scope="module")
def db():
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.create_function("fold", 1, fold, deterministic=True)
    db.create_function("alike", 2, alike, deterministic=True)
    for statement in statements():
        db.execute(statement)
    rows = [
        ("news/a.txt", "Storm hits", "2025-05-10", "MENAFN", 50, 0.6, 0.1, "", "c1", "current", "", "rain, storm surge"),
        ("news/b.txt", "Markets rally", "2025-04-30", "Reuters", 400, 0.0, 0.9, "keep", "c1", "source-changed", "", "the banks"),
        ('odd (1) "x" élan.txt', "北京新闻", "", "", 90, 0.3, 0.0, "reject", "", "current", "", "北京今日新闻"),
        ("empty.txt", "", "", "", 0, 0.0, 0.0, "", "", "current", "empty", ""),
    ]
    from triage.corpus.index.words import spread

    for doc, row in enumerate(rows, 1):
        name, title, day, source, words, dup, boiler, answer, cluster, stale, problem, body = row
        db.execute(
            "INSERT INTO documents (doc, id, path, size, sha256, encoding, title, folded, date, source, language, words,"
            " dup, boiler, answer, cluster, stale, problem, problem_message) VALUES (?,?,?,1,'','',?,?,?,?,'',?,?,?,?,?,?,?,'')",
            (doc, name, name, title, title.casefold(), day, source, words, dup, boiler, answer, cluster, stale, problem),
        )
        db.execute("INSERT INTO search (rowid, title, body) VALUES (?, ?, ?)", (doc, spread(title), spread(body)))
    db.execute(
        "INSERT INTO decisions (id, size, mtime_ns, note, reviewer, decided_at)"
        " VALUES ('news/b.txt', 0, 0, 'Twice!', 'Al', '2026-01-02T03:04')"
    )
    db.execute("INSERT INTO tags VALUES ('Asia', 'news/b.txt', 'asia')")
    db.execute("INSERT INTO reasons VALUES ('duplicate', 'news/b.txt', 'duplicate')")
    return db


def found(db, text):
    condition, values = parse(text).sql()
    return "".join("abxe"[doc - 1] for (doc,) in db.execute(f"SELECT doc FROM documents WHERE {condition} ORDER BY doc", values))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "abxe"),
        ("  ", "abxe"),
        ("answer:none", "ae"),
        ("-answer:none", "bx"),
        ("answer:keep or answer:reject", "bx"),
        ("answer!=keep", "axe"),
        ("tag:asia", "b"),
        ("-tag:ASIA", "axe"),
        ('tag:""', "axe"),
        ("tag:*", "b"),
        ("reason:duplicate", "b"),
        ("source:menafn", "a"),
        ("source:reut", "b"),
        ('source:""', "xe"),
        ("title:STORM", "a"),
        ("id:news/", "ab"),
        ("id:news/a.txt", "a"),
        ("id:*b.txt", "b"),
        ("id:*B.TXT", "b"),
        ("id:b.txt", "b"),
        ("id:WS/b", "b"),
        ("id=b.txt", ""),
        ("id=news/b.txt", "b"),
        ("id!=news/b.txt", "axe"),
        ("id:no", ""),
        ("id:%", ""),
        ("id:_", ""),
        ("id:*", "abxe"),
        ('id:"*"', ""),
        ('id:""', ""),
        ("id:ÉL", "x"),
        ("id:*él*", "x"),
        ("id:é", "x"),
        ("id:ó", ""),
        ("news", "ab"),
        ("s/B.t", "b"),
        ('"(1)"', "x"),
        ("Élan", "x"),
        ("a\0", ""),
        ("title:none", "e"),
        ("title:any", "abx"),
        ('title:"none"', ""),
        ("title=storm", ""),
        ("title='storm hits'", ""),
        ('title="storm HITS"', "a"),
        ("source=reut", ""),
        ("source=reuters", "b"),
        ("source!=reuters", "axe"),
        ("source:none", "xe"),
        ("source!=none", "ab"),
        ("source:any", "ab"),
        ("tag:none", "axe"),
        ("tag:no", "axe"),
        ("-tag:NONE", "b"),
        ("tag:yes", "b"),
        ('tag:"none"', ""),
        ("reason:none", "axe"),
        ("note:no", "axe"),
        ("note:none", "axe"),
        ("note:any", "b"),
        ("note=twice", ""),
        ('note="twice!"', "b"),
        ("reviewer:none", "axe"),
        ("decided:none", "axe"),
        ("date:no", "xe"),
        ("date:yes", "ab"),
        ("date!=none", "ab"),
        ("answer:no", "ae"),
        ("cluster:none", "xe"),
        ("cluster:any", "ab"),
        ("stale:none", "axe"),
        ("stale:*", "b"),
        ("stale=any", "b"),
        ("answer:*", "bx"),
        ("answer:yes", "bx"),
        ("answer!=*", "ae"),
        ("cluster:*", "ab"),
        ("language:*", ""),
        ("problem:*", "e"),
        ("reviewer:*", "b"),
        ("date:*", "ab"),
        ("problem:none", "abx"),
        ('id:"odd (1) \\"x\\""', "x"),
        ("reviewer:al", "b"),
        ("note:twice", "b"),
        ("cluster:yes", "ab"),
        ("cluster:no", "xe"),
        ("cluster:c1", "ab"),
        ("stale:yes", "b"),
        ("stale:source-changed", "b"),
        ("problem:yes", "e"),
        ("problem:any", "e"),
        ("problem:empty", "e"),
        ("dup>0.5", "a"),
        ("dup>=30%", "ax"),
        ("boiler>=0.9", "b"),
        ("words<80", "ae"),
        ("words:90", "x"),
        ("words!=90", "abe"),
        ("date>=2025-05-01", "a"),
        ("date<2025-05", "b"),
        ("date:2025", "ab"),
        ("date>2025-05", ""),
        ("date<=2025-05", "ab"),
        ("date:none", "xe"),
        ("date!=2025-05-10", "bxe"),
        ("decided:2026-01", "b"),
        ("decided!=2026-01", "axe"),
        ("decided!=2025", "abxe"),
        ('"storm surge"', "a"),
        ('"surge storm"', ""),
        ("mark", "b"),
        ("ally", "b"),
        ("北京", "x"),
        ("新闻", "x"),
        ("storm or banks", "ab"),
        ("not (storm or banks) words>0", "x"),
        ("storm and rain", "a"),
        ("(((storm)))", "a"),
        ("--storm", "a"),
        ('"not"', ""),
        ("storm' OR 1=1", "a"),
    ],
)
def test_fits(db, text, expected):
    assert found(db, text) == expected


@pytest.mark.parametrize(
    ("zone", "text", "expected"),
    [
        ("PST8", "decided:2026-01-01", "b"),
        ("PST8", "decided:2026-01-02", ""),
        ("PST8", "decided<2026-01-02", "b"),
        ("JST-9", "decided:2026-01-02", "b"),
        ("UTC0", "decided:2026-01-02", "b"),
        ("JST-9", "decided>0001", "b"),
        ("PST8", "decided<9998-12-31", "b"),
    ],
)
def test_a_decision_is_of_the_day_that_it_was_where_one_is(db, zone, text, expected, monkeypatch):
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert found(db, text) == expected
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("foo:bar", 1),
        ("storm foo:bar", 7),
        ("answer:maybe", 8),
        ("words<many", 7),
        ("words<50%", 7),
        ("date>2025-13-01", 6),
        ("date>soon", 6),
        ("date>0000", 6),
        ("stale:perhaps", 7),
        ("tag>3", 4),
        ("(storm", 1),
        ("storm)", 6),
        ("storm or", 9),
        ("or storm", 1),
        ("()", 2),
        ("not", 4),
        ("storm - rain", 7),
        ("(storm -)", 8),
        ('"storm', 1),
        ('tag:"x', 5),
        ("tag:", 5),
        ("storm 500<words", 7),
        ("80>=WORDS", 1),
        ("2025-05-01<=date", 1),
        ("10<words<80", 1),
        ("words < 80", 7),
        ("words <80", 7),
        ("storm !=a", 7),
        ("tag :asia", 5),
        ("storm !tag:x", 7),
        ("title!~x", 1),
        ("words!80", 1),
        ("dup>50", 5),
        ("dup>101%", 5),
        ("tag>none", 4),
        ("words:none", 7),
        ("date<none", 6),
        ("(" * 200 + "a" + ")" * 200, 101),
    ],
)
def test_errors_point_at_the_column(text, column):
    with pytest.raises(UsageError) as caught:
        parse(text)
    assert caught.value.column == column
    assert "\n" not in str(caught.value)


@given(st.text())
def test_whatever_is_typed_is_a_query_or_a_usage_error(db, text):
    column = None
    try:
        found(db, text)
    except UsageError as error:
        column = error.column
    assert column is None or 1 <= column <= len(text) + 1


@given(st.text())
def test_quoted_values_come_back(text):
    assert parse(f"id:{quote(text)}").node.token.text == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["empty.txt", "news/a.txt"]),
        ("b.txt", ["news/b.txt"]),
        ("NEWS/a", ["news/a.txt"]),
        ("rally", ["news/b.txt"]),
        ("txt", ["empty.txt", "news/a.txt"]),
        ("marktes raly", ["news/b.txt"]),
        ("%", []),
        ("北京", ['odd (1) "x" élan.txt']),
        ("ÉLAN", ['odd (1) "x" élan.txt']),
        ("x" * 60_000, []),
        ("é" * 60_000, []),
    ],
)
def test_documents_are_found_by_a_part_of_their_name_or_title(db, text, expected):
    assert [id for id, _ in find(db, text, 2)] == expected


@pytest.mark.parametrize("text", ["words<80", "words=0", "words!=7", "dup<0.5", "dup:0%", "boiler!=1", "boiler!=50%"])
def test_what_cannot_be_read_has_no_number(db, text):
    db.execute("UPDATE documents SET problem = 'unreadable', words = 0, dup = 0, boiler = 0 WHERE id = 'news/a.txt'")
    assert "a" not in found(db, text)
    assert "e" in found(db, text), "in which there is nothing, has"
    assert "a" in found(db, f"not {text}")


@pytest.mark.parametrize("field", ["dup", "boiler"])
def test_a_whole_percentage_finds_what_is_shown_as_that(field):
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE documents (dup REAL, boiler REAL, problem TEXT DEFAULT '')")
    shares = [*(n / 1000 for n in range(1001)), 0.0004, 0.99996, 1 / 3, 0.2537]
    db.executemany("INSERT INTO documents (dup, boiler) VALUES (?, ?)", ((share, share) for share in shares))
    for whole in range(101):
        shown = {share for share in shares if percent(share) == whole}
        for text, expected in ((f"{field}:{whole}%", shown), (f"{field}!={whole}%", set(shares) - shown)):
            condition, values = parse(text).sql()
            assert {share for (share,) in db.execute(f"SELECT {field} FROM documents WHERE {condition}", values)} == expected
    condition, values = parse(f"{field}:25.0% or {field}=25.37% or {field}:0.3333").sql()
    found = {share for (share,) in db.execute(f"SELECT {field} FROM documents WHERE {condition}", values)}
    assert found == {0.25, 0.2537, 1 / 3}


@pytest.mark.parametrize(
    ("span", "first", "last", "before", "behind"),
    [
        ("2025", "2025-01-01", "2025-12-31", "2024-12-31", "2026-01-01"),
        ("2025-05", "2025-05-01", "2025-05-31", "2025-04-30", "2025-06-01"),
        ("2025-12", "2025-12-01", "2025-12-31", "2025-11-30", "2026-01-01"),
        ("2024-02-29", "2024-02-29", "2024-02-29", "2024-02-28", "2024-03-01"),
    ],
)
def test_a_year_a_month_and_a_day_reach_from_their_first_day_to_their_last(span, first, last, before, behind):
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE documents (date TEXT)")
    db.executemany("INSERT INTO documents VALUES (?)", [(day,) for day in ("", before, first, last, behind)])
    for operator, expected in {
        ":": {first, last},
        "!=": {"", before, behind},
        "<": {before},
        "<=": {before, first, last},
        ">": {behind},
        ">=": {first, last, behind},
    }.items():
        condition, values = parse(f"date{operator}{span}").sql()
        assert {day for (day,) in db.execute(f"SELECT date FROM documents WHERE {condition}", values)} == expected


def test_a_share_is_never_shown_as_nothing_or_all_where_it_isnt():
    assert [percent(share) for share in (0, 0.001, 0.245, 0.255, 0.999, 1)] == [0, 1, 24, 26, 99, 100]


def test_the_words_that_a_query_looks_for():
    assert parse('harbour -sea not wall (answer:keep or "the mill") title:fog title!=ice harbour').words == (
        "harbour",
        "the mill",
        "fog",
    )
    assert parse("title:none title=any").words == ()
    assert parse('title:"none"').words == ("none",)
    assert parse("").words == ()


def test_titles_that_are_alike(db):
    assert found(db, "title~strom") == "a"
    assert found(db, 'title~"marktes raly"') == "b"
    assert found(db, "-title~storm title~market") == "b"
    assert found(db, "title~zzzz") == ""
    assert parse('strom "the hits"').likeness == 'title~"strom the hits"'
    assert [parse(text).likeness for text in ("", "answer:none storm", "-storm", "a or b")] == [None] * 4
    with pytest.raises(UsageError, match="only titles"):
        parse("words~x")


def test_more_terms_than_the_index_can_ask_for_at_once_are_a_usage_error(db):
    assert found(db, " or ".join(["nowhere"] * 200)) == ""
    for joint in (" ", " or "):
        with pytest.raises(UsageError, match="more than 500 terms"):
            parse(joint.join(["ship"] * 501))
        assert found(db, joint.join(["storm"] * 500)) == "a"


@pytest.mark.parametrize("depth", [2, 40, 98])
def test_what_is_nested_without_need_is_flat_to_the_index(db, depth):
    assert found(db, "not " * depth + "storm") == found(db, "storm") == "a"
    assert found(db, "(storm or " * depth + "rally" + ")" * depth) == found(db, "storm or rally")


def test_parentheses_one_behind_the_other_are_no_nesting(db):
    assert found(db, " or ".join(["(not storm)"] * 150)) == found(db, "not storm")


def test_what_is_nested_deeper_than_the_index_can_ask_for_points_at_the_deepest_term(db):
    for levels in (19, 20, 45):
        for begin, step in (("", "(storm {} "), ("", "not (storm and ")):
            text = begin + "".join(step.format("or" if n % 2 else "and") for n in range(levels)) + "rally" + ")" * levels
            if levels < 21:
                found(db, text)
            else:
                with pytest.raises(UsageError, match="levels") as error:
                    parse(text)
                assert text[error.value.column - 1 :].startswith(("storm", "rally"))
                assert error.value.column > text.rindex("(")


NESTED = st.recursive(
    st.sampled_from(["storm", "rally", "words<60", "answer:none", '"rain"']),
    lambda inner: st.one_of(
        inner.map(lambda one: f"not {one}"),
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda three: f"({' '.join(three)})"),
    ),
    max_leaves=12,
)


@given(NESTED, NESTED)
def test_negation_is_what_does_not_fit(db, one, other):
    every = set(found(db, ""))
    first, second = set(found(db, one)), set(found(db, other))
    assert set(found(db, f"not {one}")) == every - first
    assert set(found(db, f"not ({one} or {other})")) == every - first - second
    assert set(found(db, f"{one} -({other})")) == first - second


@pytest.mark.parametrize("asked", ["*" * 60_000, "a" * 5000, f'"{"*" * 5000}"'])
def test_an_id_that_is_longer_than_a_path_points_at_it(db, asked):
    with pytest.raises(UsageError, match="id: longer than 4,096 characters") as caught:
        parse(f"id:{asked}")
    assert caught.value.column == 4


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("", ""),
        ("answer:none words<80", ""),
        ("-answer:reject", ""),
        ("answer!=keep", ""),
        ("stale:no", ""),
        ("tag:defer title:answer", ""),
        ("answer:defer", "answer"),
        ("answer:any tag:war", "answer"),
        ("not answer:none", "answer"),
        ("answer!=undecided", "answer"),
        ("answer:none or (answer:defer words<80)", "answer"),
        ("reason:duplicate", "answer"),
        ("decided>=2026-01-01", "answer"),
        ("stale:yes", "stale"),
        ("-stale:no", "stale"),
        ("stale:clean-changed answer:keep", "answer stale"),
    ],
)
def test_a_filter_tells_whether_it_is_for_another_round(text, by):
    assert parse(text).revisits == set(by.split())
