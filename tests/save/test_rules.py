"""The file of learned rules: what is written is read, what is wrong is said with its line."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage.errors import ConfigError, ExitCode
from triage.model import Label, LearnedRule, Likeness, Method, RuleChange
from triage.save import Entry, Journal, RuleFile, after, recover

texts = st.text(min_size=1, max_size=40).filter(lambda text: text.strip())
moments = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)).map(lambda t: t.replace(microsecond=0))
rules = st.builds(
    LearnedRule,
    id=st.integers(1, 99).map(lambda number: f"yours-{number}"),
    label=st.sampled_from([Label.CONTENT, Label.BOILERPLATE]),
    likeness=st.sampled_from(list(Likeness)),
    text=texts,
    threshold=st.just(90),
    author=st.text(max_size=9),
    made_at=st.none() | moments,
    enabled=st.booleans(),
)
RULE = LearnedRule("yours-1", Label.BOILERPLATE, Likeness.FUZZY, "Subscribe \x1b[31m to us", 85, "al")


@settings(deadline=None)
@given(st.lists(rules, unique_by=lambda rule: rule.id, max_size=4))
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, listed: list[LearnedRule]) -> None:
    path = tmp_path_factory.mktemp("rules") / "rules.toml"
    path.write_bytes(RuleFile(path).dump({rule.id: rule for rule in listed}))
    assert list(RuleFile(path).load().values()) == listed


def test_changes_are_taken_over_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / ".triage" / "rules.toml"
    assert RuleFile(path).load() == {}
    RuleFile(path).write([RuleChange("yours-1", None, RULE)])
    assert RuleFile(path).load() == {"yours-1": RULE}
    with pytest.raises(ConfigError, match="another hand"):
        RuleFile(path).write([RuleChange("yours-1", None, RULE)])
    RuleFile(path).write([RuleChange("yours-1", RULE, None)])
    assert RuleFile(path).load() == {}
    assert sorted(file.name for file in path.parent.iterdir()) == ["rules.lock", "rules.toml"]


@settings(deadline=None)
@given(rules, rules)
def test_the_journal_gives_rules_back(tmp_path_factory: pytest.TempPathFactory, one: LearnedRule, other: LearnedRule) -> None:
    journal = Journal(tmp_path_factory.mktemp("journal"))
    changes = (RuleChange(one.id, None, one), RuleChange(other.id, other, None))
    journal.append(Entry(0, datetime(2026, 1, 2, tzinfo=UTC), "al", "ChangeRules", Method.SINGLE, (), rules=changes))
    assert journal.entry(*journal.to_undo("al")).rules == changes
    journal.close()


HEAD = 'schema = "triage/rules"\nschema_version = 1\n'
GOOD = '[rule.yours-1]\nlabel = "content"\nlike = "exact"\ntext = "x"\n'


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("<<<<<<< mine\n", 1, "a merge conflict; keep the lines of one version, and take out"),
        (HEAD + "[rule.yours-1\n", 3, "broken TOML"),
        ('[rule.yours-1]\ntext = "x"\n', 1, "not written by triage"),
        (HEAD + GOOD + '[rule.yours-2]\ntext = "y"\nlabel = "duplicate"\nlike = "exact"\n', 9, "yours-2: label: must be"),
        (HEAD + GOOD + "treshold = 80\n", 7, "treshold: is no key"),
        (HEAD + '[rule.yours-1]\nlabel = "content"\nlike = "exact"\n', 3, "text: must be"),
        (HEAD + GOOD + "threshold = 20\n", 7, "50 to 100"),
        (HEAD + "[[rule]]\n", 3, "must be tables"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, line: int, what: str) -> None:
    path = tmp_path / "rules.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigError, match=what) as caught:
        RuleFile(path).load()
    assert caught.value.line == line
    assert f"{path}:{line}: " in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.exit_code is ExitCode.CONFIG


def test_a_newer_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_text(HEAD.replace("1", "2") + GOOD, "utf-8")
    with pytest.raises(ConfigError, match="update triage"):
        RuleFile(path).write([RuleChange("yours-2", None, RULE)])
    assert "schema_version = 2" in path.read_text("utf-8")


def test_a_folder_of_its_name_is_told_by_its_path_and_let_go(tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.mkdir()
    lowest_free = os.dup(0)
    os.close(lowest_free)
    with pytest.raises(ConfigError, match="not a regular file") as caught:
        RuleFile(path).load()
    assert str(path) in str(caught.value)
    os.close(again := os.dup(0))
    assert again == lowest_free


def test_a_time_that_there_is_not_in_utc_is_told(tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_text(
        'schema = "triage/rules"\nschema_version = 1\n[rule.a]\nlabel = "content"\nlike = "exact"\ntext = "x"\n'
        "made_at = 0001-01-01T00:00:00+05:00\n"
    )
    with pytest.raises(ConfigError, match="made_at: must be a time"):
        RuleFile(path).load()


def test_changes_are_made_in_order_and_taken_back_the_other_way_round() -> None:
    other = RULE._replace(text="By the day desk")
    changes = (RuleChange("yours-1", RULE, other), RuleChange("yours-1", other, None), RuleChange("yours-2", None, RULE))
    assert after({"yours-1": RULE}, changes) == {"yours-2": RULE}
    taken_back = [change.inverse for change in reversed(changes)]
    assert after(after({"yours-1": RULE}, changes), taken_back) == {"yours-1": RULE}


def test_what_the_journal_has_and_the_file_lacks_comes_back_once(tmp_path: Path) -> None:
    path, now = tmp_path / "rules.toml", datetime(2026, 1, 2, tzinfo=UTC)
    file, journal = RuleFile(path), Journal(tmp_path / "journal")
    journal.append(Entry(0, now, "al", "Decide", Method.SINGLE, ()))  # whether this one is saved isn't known
    journal.append(Entry(0, now, "al", "ChangeRules", Method.SINGLE, (), rules=(RuleChange("yours-1", None, RULE),)))
    recover(file, journal, lambda entry: entry.rules)
    assert file.load() == {"yours-1": RULE}
    path.unlink()
    recover(file, journal, lambda entry: entry.rules)
    assert file.load() == {}, "what was deleted by hand since stays deleted"
    (journal.folder / "saved.json").unlink()
    other = RULE._replace(text="By the day desk")
    file.write([RuleChange("yours-1", None, other)])
    recover(file, journal, lambda entry: entry.rules)
    assert file.load() == {"yours-1": other}
    journal.close()
