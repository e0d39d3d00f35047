"""Learned rules: what one changes, that labels are as after a full scan, that decisions on the older cleaning show as stale."""

from __future__ import annotations

import random
import shutil
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

import pytest

from tests.corpus.dumping import dump
from triage.corpus.scan import cleaning
from triage.errors import ConfigError, FileError, UsageError
from triage.model import Answer, Label, LearnedRule, Likeness, RuleChange, Staleness
from triage.model.reach import Reach
from triage.session import Decide, Session, rule_reach
from triage.session import learned_rules as learning_module

PARAGRAPHS = [
    "The council voted on Tuesday to repair the harbour wall before the winter storms arrive, officials said.",
    "Residents told the meeting that the water had reached their doors twice since the spring of last year.",
    "Work will begin in May and is expected to cost two million crowns, according to the harbour master.",
    "A report on the state of the bridges is expected next month, after engineers have inspected every pier.",
]
FOOT = "Updated at 10:{:02} by the Sund Courier night desk"
OTHER = "Our readers in the islands get the evening edition by post"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for number in range(12):
        pick = random.Random(number)
        body = pick.sample(PARAGRAPHS, 3)
        lines = [f"Story {number} of the harbour", *body]
        lines += [FOOT.format(number)] if number % 2 == 0 else []
        lines += [OTHER + ("!" * number)] if number % 3 == 0 else []
        (folder / f"{number:02}.txt").write_text("\n\n".join(lines) + "\n", "utf-8")
    return folder


@pytest.fixture
def session(root: Path):
    with Session.open(root, reviewer="al", now=lambda: datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC)) as session:
        session.corpus.scan()
        yield session


def made(session: Session, text: str, label: Label = Label.BOILERPLATE, **values: object) -> LearnedRule:
    rule = session.rules.draft(text, label)._replace(**values)
    assert session.rules.change(RuleChange(rule.id, None, rule)) is not None
    return rule


def reach(session: Session, *changes: RuleChange) -> Reach:
    return list(session.rules.reach(*changes))[-1]


def label_of(session: Session, id: str, text: str) -> tuple[Label, str]:
    opened = session.open_document(id)
    block = next(b for b in opened.cleaned.blocks if text in opened.document.raw[b.start : b.end])
    return block.label, block.rule


def scanned_anew(session: Session, tmp_path: Path) -> str:
    """The index of a scan that starts from nothing, on a copy with the same rules and sidecars."""
    session.flush()
    copy = tmp_path / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(session.root, copy)
    (copy / ".triage" / "index.sqlite").unlink()
    with Session.open(copy, reviewer="al") as other:
        other.corpus.scan()
        return dump(other.corpus)


def test_a_rule_is_in_force_at_once_and_undone(session: Session) -> None:
    assert label_of(session, "02.txt", "night desk") != (Label.BOILERPLATE, "yours-1")
    rule = made(session, FOOT.format(4))
    assert rule.made_at == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert label_of(session, "02.txt", "night desk") == (Label.BOILERPLATE, "yours-1")
    assert session.corpus.row("02.txt").boilerplate > 0
    undone = session.undo()
    assert undone is not None
    assert undone.rules == ("yours-1",)
    assert session.rules.all() == []
    assert label_of(session, "02.txt", "night desk")[1] != "yours-1"
    assert undone.receipt == "undone: rule yours-1, now gone"
    again = session.redo()
    assert again is not None
    assert again.receipt == "done again: rule yours-1, now in force"
    assert label_of(session, "02.txt", "night desk") == (Label.BOILERPLATE, "yours-1")


def test_reach_counts_blocks_documents_and_decisions_before_anything_is_saved(session: Session) -> None:
    session.apply(Decide(("02.txt",), Answer.KEEP))
    session.apply(Decide(("04.txt",), Answer.REJECT))
    rule = session.rules.draft(PARAGRAPHS[0], Label.BOILERPLATE)
    holders = [id for id in session.corpus.listing().ids() if PARAGRAPHS[0] in (session.root / id).read_text()]
    found = reach(session, RuleChange(rule.id, None, rule))
    assert found.complete
    assert (found.blocks, found.documents, found.matched) == (len(holders), len(holders), len(holders))
    assert found.decided == len({"02.txt", "04.txt"} & set(holders))
    assert [effect.id for effect in found.effects] == holders
    assert {(effect.before, effect.after) for effect in found.effects} == {(Label.CONTENT, Label.BOILERPLATE)}
    assert session.rules.all() == []
    assert not (session.root / ".triage" / "rules.toml").exists()


@pytest.mark.parametrize(("at_once", "long"), [(1, 40_000), (5, 40_000), (5, 400), (99, 99_999)])
def test_reach_is_the_same_however_many_are_cleaned_together(
    session: Session, at_once: int, long: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = session.rules.draft(PARAGRAPHS[0], Label.BOILERPLATE)
    (session.root / "02.txt").unlink()
    expected = reach(session, RuleChange(rule.id, None, rule))
    monkeypatch.setattr(rule_reach, "_AT_ONCE", at_once)
    monkeypatch.setattr(rule_reach, "_LONG", long)
    told = [(one.done, one.documents, one.complete) for one in session.rules.reach(RuleChange(rule.id, None, rule))]
    assert reach(session, RuleChange(rule.id, None, rule)) == expected
    assert told == sorted(told)
    assert len(told) == expected.total + 1
    assert told[-1] == (expected.total, expected.documents, True)


def test_a_label_that_the_reviewer_gave_is_not_changed_and_not_counted(session: Session) -> None:
    opened = session.open_document("02.txt")
    block = next(b for b in opened.cleaned.blocks if "night desk" in opened.document.raw[b.start : b.end])
    session.toggle_blocks(opened, [block.n])
    now = session.open_document("02.txt").cleaned.blocks[block.n - 1].label
    other = Label.BOILERPLATE if now is Label.CONTENT else Label.CONTENT
    rule = session.rules.draft(FOOT.format(2), other)
    assert "02.txt" not in {effect.id for effect in reach(session, RuleChange(rule.id, None, rule)).effects}


def test_only_documents_with_such_a_block_are_cleaned_again(session: Session) -> None:
    cleaned: list[int] = []
    real = cleaning.clean_batch

    def counting(task, batch, wanted, documents):
        cleaned.extend(doc for doc, *_ in wanted)
        return real(task, batch, wanted, documents)

    with patch.object(cleaning, "clean_batch", counting):
        made(session, FOOT.format(0))
        assert len(cleaned) == 6
        cleaned.clear()
        made(session, OTHER, likeness=Likeness.FUZZY, threshold=85)
        assert cleaned == [], "documents must be read to know: that is the scan's"
        assert label_of(session, "03.txt", "evening edition") == (Label.BOILERPLATE, "yours-2"), "but what is looked at is right"
        session.corpus.scan()
        assert len(cleaned) == 4
        cleaned.clear()
        session.undo()
        assert len(cleaned) == 4


@pytest.mark.parametrize("at_once", [0, 24], ids=["by the scan", "at once"])
def test_labels_are_as_after_a_full_scan(session: Session, tmp_path: Path, at_once: int) -> None:
    pick = random.Random(at_once)
    session.apply(Decide(("00.txt", "05.txt"), Answer.KEEP))
    session.toggle_blocks(session.open_document("06.txt"), [2])
    with patch.object(learning_module, "AT_ONCE", at_once):
        for step in range(8):
            rules = session.rules.all()
            if rules and pick.random() < 0.5:
                rule = pick.choice(rules)
                after = pick.choice([None, rule._replace(enabled=not rule.enabled), rule._replace(label=Label.CONTENT)])
                session.rules.change(RuleChange(rule.id, rule, after))
            else:
                text = pick.choice([FOOT.format(step), OTHER, *PARAGRAPHS])
                kind = pick.choice(list(Likeness))
                made(session, text, pick.choice([Label.BOILERPLATE, Label.CONTENT]), likeness=kind, threshold=80 + step)
            if pick.random() < 0.5:
                session.undo()
            session.flush()
            session.corpus.scan()
            assert dump(session.corpus) == scanned_anew(session, tmp_path)


def test_what_was_decided_on_the_older_cleaning_is_stale(session: Session) -> None:
    text = PARAGRAPHS[0]
    holders = [id for id in session.corpus.listing().ids() if text in (session.root / id).read_text()]
    plain, overridden, masked = holders[:3]
    other = next(id for id in session.corpus.listing().ids() if id not in holders)
    for id in (overridden, other):
        toggle(session, id, PARAGRAPHS[1] if PARAGRAPHS[1] in (session.root / id).read_text() else PARAGRAPHS[2])
    toggle(session, masked, text)
    session.apply(Decide((plain, overridden, masked, other), Answer.KEEP))
    made(session, text)
    stale = sorted([plain, overridden])
    assert session.corpus.listing("stale:yes").ids() == stale, "not where the reviewer had said so, or no such block is"
    assert session.corpus.row(plain).stale is Staleness.CLEAN_CHANGED
    session.tag([masked, other], add=["seen"])
    assert session.corpus.listing("stale:yes").ids() == stale
    session.apply(Decide((plain,), Answer.KEEP))
    assert session.corpus.listing("stale:yes").ids() == [overridden]
    session.flush()
    session.corpus.scan()
    assert session.corpus.listing("stale:yes").ids() == [overridden]
    session.rules.change(RuleChange("yours-1", session.rules.get("yours-1"), None))
    assert session.corpus.listing("stale:yes").ids() == [plain]


def toggle(session: Session, id: str, text: str) -> None:
    opened = session.open_document(id)
    block = next(b for b in opened.cleaned.blocks if text in opened.document.raw[b.start : b.end])
    session.toggle_blocks(opened, [block.n])


def test_the_later_rule_holds_and_an_exact_one_before_a_folded_one(session: Session) -> None:
    made(session, FOOT.format(2))
    made(session, FOOT.format(2), Label.CONTENT)
    assert label_of(session, "02.txt", "night desk") == (Label.CONTENT, "yours-2")
    made(session, FOOT.format(2), Label.BOILERPLATE, likeness=Likeness.EXACT)
    made(session, FOOT.format(4), Label.CONTENT, threshold=91)
    assert label_of(session, "02.txt", "night desk") == (Label.BOILERPLATE, "yours-3")
    assert label_of(session, "04.txt", "night desk") == (Label.CONTENT, "yours-4")


def test_a_crash_between_journal_and_file_loses_no_rule(session: Session) -> None:
    with patch("triage.save.files._put_in_place", side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        made(session, FOOT.format(2))
    assert session.rules.all() == []
    session.close()
    with Session.open(session.root, reviewer="al") as again:
        assert [rule.id for rule in again.rules.all()] == ["yours-1"]
        again.undo()
        again.flush()
    with Session.open(session.root, reviewer="al") as once_more:
        assert once_more.rules.all() == [], "what is undone stays undone"


def test_a_rule_that_finds_no_room_is_not_made_later_either(session: Session) -> None:
    lock = session.root / ".triage" / "rules.lock"
    lock.mkdir()
    with pytest.raises(FileError, match=r"rules.toml: can't be written"):
        made(session, FOOT.format(2))
    lock.rmdir()
    with patch("triage.save.files._write_temporary", side_effect=FileError("no room")), pytest.raises(FileError):
        made(session, FOOT.format(2))
    with patch.object(session.journal, "append", side_effect=FileError("no room")), pytest.raises(FileError):
        made(session, FOOT.format(2))
    assert session.journal.last == 0
    session.close()
    with Session.open(session.root, reviewer="al") as again:
        assert again.rules.all() == []
        assert not list((session.root / ".triage").glob(".triage-*"))


def test_what_cannot_be_is_refused(session: Session) -> None:
    rule = session.rules.draft("***", Label.BOILERPLATE)
    assert rule.likeness is Likeness.EXACT
    with pytest.raises(UsageError, match="no words"):
        session.rules.change(RuleChange(rule.id, None, rule._replace(likeness=Likeness.FOLDED)))
    with pytest.raises(UsageError, match="1,000 characters"):
        session.rules.reach(RuleChange(rule.id, None, rule._replace(text="word " * 300, likeness=Likeness.FUZZY)))
    made(session, OTHER)
    with pytest.raises(UsageError, match="yours-1 says that already"):
        made(session, OTHER)


def test_another_hand_in_the_file_is_not_overwritten(session: Session) -> None:
    rule = made(session, OTHER)
    path = session.root / ".triage" / "rules.toml"
    path.write_text(path.read_text("utf-8").replace("evening", "morning"), "utf-8")
    with pytest.raises(ConfigError, match="another hand"):
        session.rules.change(RuleChange(rule.id, rule, rule._replace(enabled=False)))
    session.refresh()
    assert "morning" in session.rules.all()[0].text


def test_a_rule_of_another_hand_does_not_bar_the_way_back(session: Session) -> None:
    made(session, OTHER)
    session.refresh()
    path = session.root / ".triage" / "rules.toml"
    path.write_text(path.read_text("utf-8").replace("evening", "morning"), "utf-8")
    session.refresh()
    with pytest.raises(ConfigError, match=r"another hand.*passed over: undo again"):
        session.undo()
    assert "morning" in session.rules.all()[0].text
    assert session.undo() is None


FIRST = f'name = "foot"\nfirst = 1\nphrases = ["{FOOT.format(0)}"]'
ALSO_FIRST = f'name = "islands"\nfirst = 1\nphrases = ["{OTHER}"]'
ANYWHERE = f'name = "everywhere"\nphrases = ["{FOOT.format(0)}"]'


def scanned_with(root: Path, *rules: str) -> dict[str, tuple[Label, str]]:
    (root / "triage.toml").write_text("\n".join(f"[[rules]]\n{rule}\n" for rule in rules), "utf-8")
    with Session.open(root, reviewer="al") as session:
        session.corpus.scan()
        return {text: label_of(session, "00.txt", text) for text in (FOOT.format(0), OTHER)}


@pytest.mark.parametrize(
    ("before", "after"),
    [((FIRST,), (FIRST, ALSO_FIRST)), ((FIRST, ALSO_FIRST), (FIRST,)), ((ANYWHERE, FIRST, ALSO_FIRST), (ANYWHERE, ALSO_FIRST))],
    ids=["comes", "goes", "goes where it labelled nothing"],
)
def test_a_rule_of_the_beginning_acts_through_the_blocks_beside_it(
    root: Path, before: tuple[str, ...], after: tuple[str, ...]
) -> None:
    scanned_with(root, *before)
    found = scanned_with(root, *after)
    shutil.rmtree(root / ".triage")
    assert scanned_with(root, *after) == found
