"""Clusters of a scanned folder: ranked, compared, decided as one, set apart for good, by key and by command line."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from triage.cli import main
from triage.errors import UsageError
from triage.model import Answer, Method
from triage.session import Decide, Session, keep_of, set_apart

SENTENCES = [
    "The harbour board of Sund said on Monday that 640 ships had called at the port during the last year.",
    "That is more than ever before in the ninety years that the harbour master has counted them by hand.",
    "The pilots, who had asked the town for two new boats since spring, were promised one by the end of autumn.",
    "A new crane for heavy timber will be put up on the northern quay, where the old one was taken down in March.",
    "Fishermen complain that the tugs leave no room for their nets, and the board has promised to hear them in June.",
]
OTHER = "A bakery in the village of Torven has won a prize for its rye bread, which is baked in an oven of granite.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name, count in (("long", 5), ("short", 3), ("middle", 4)):
        (folder / f"{name}.txt").write_text("Ships\n\n" + "\n\n".join(SENTENCES[:count]) + "\n", "utf-8")
    (folder / "bread.txt").write_text(OTHER * 3, "utf-8")
    return folder


@pytest.fixture
def session(root: Path):
    with Session.open(root, reviewer="t") as session:
        session.corpus.scan()
        yield session


def answers(session: Session) -> dict[str, Answer | None]:
    return {row.id: row.answer for row in session.corpus.listing().rows()}


def test_members_are_ranked_and_what_decides_is_named(session: Session) -> None:
    copies = session.clusters.of("short.txt")
    assert copies is not None
    assert copies.ids == ("long.txt", "middle.txt", "short.txt")
    assert {one.decides for one in copies.members} == {"longest"}
    assert copies.survivor == "long.txt"
    assert session.clusters.of(copies.id) == copies
    assert session.clusters.of("bread.txt") is None
    left, right, found = session.clusters.compare("long.txt", "short.txt")
    assert SENTENCES[4] in left
    assert SENTENCES[4] not in right
    assert found.words[0] > 30 > found.words[1]


def test_only_the_cluster_that_is_asked_for_is_read(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = session.clusters.of("long.txt")
    assert whole is not None
    monkeypatch.setattr(type(session.corpus.matched), "lines", lambda self: pytest.fail("all clusters were read"))
    assert session.clusters.of(whole.id) == whole
    assert session.clusters.of("bread.txt") is None
    assert session.clusters.lost("bread.txt") == 0
    assert session.clusters.others("nothing of this name") == ()


def test_keeping_the_best_is_one_command(session: Session) -> None:
    copies = session.clusters.of("short.txt")
    assert copies is not None
    applied = keep_of(session, copies, [copies.survivor])
    assert applied is not None
    assert applied.receipt == "cluster: kept long.txt, rejected 2 copies"
    reject = session.sidecar("short.txt")
    assert reject is not None
    decision = reject.decision
    assert (decision.reasons, decision.duplicate_of, decision.method) == (("duplicate",), "long.txt", Method.CLUSTER)
    assert answers(session)["bread.txt"] is None
    undone = session.undo()
    assert undone is not None
    assert undone.receipt == "undone: cluster of 3 documents"
    assert set(answers(session).values()) == {None}


def test_undo_names_what_was_done_to_a_member_since_its_cluster_was_decided(session: Session) -> None:
    copies = session.clusters.of("short.txt")
    assert copies is not None
    keep_of(session, copies, [copies.survivor])
    session.toggle_blocks(session.open_document("long.txt"), [2])
    session.tag(["long.txt"], add=["war"])
    session.note(["long.txt"], "seen twice")
    told = [undone.receipt.removeprefix("undone: ") for undone in iter(session.undo, None)]
    assert told == ["note of long.txt", "tags of long.txt", "blocks of long.txt", "cluster of 3 documents"]
    again = [redone.receipt for redone in iter(session.redo, None)]
    assert again[:2] == ["done again: cluster of 3 documents", "done again: blocks of long.txt"]


def test_answers_that_were_given_are_not_changed_in_passing(session: Session) -> None:
    session.apply(Decide(("middle.txt",), Answer.KEEP))
    session.apply(Decide(("short.txt",), Answer.REJECT, ("off-topic",)))
    copies = session.clusters.of("short.txt")
    assert copies is not None
    assert copies.survivor == "middle.txt"
    with pytest.raises(UsageError, match=r"middle\.txt: decided already"):
        keep_of(session, copies, ["long.txt"])
    assert keep_of(session, copies, ["middle.txt"]) is not None
    assert answers(session) | {"bread.txt": None} == {
        "long.txt": Answer.REJECT, "middle.txt": Answer.KEEP, "short.txt": Answer.REJECT, "bread.txt": None
    }  # fmt: skip
    kept = session.sidecar("short.txt")
    assert kept is not None
    assert kept.decision.reasons == ("off-topic",)
    copies = session.clusters.of("short.txt")
    assert copies is not None
    keep_of(session, copies, ["long.txt"], overrule=True)
    assert answers(session)["middle.txt"] is Answer.REJECT


def test_one_set_apart_stays_apart_and_is_free_of_the_verdict(session: Session) -> None:
    copies = session.clusters.of("short.txt")
    assert copies is not None
    keep_of(session, copies, [copies.survivor])
    applied = set_apart(session, "short.txt")
    assert applied is not None
    sidecar = session.sidecar("short.txt")
    assert sidecar is not None
    assert sidecar.decision.answer is None
    assert sidecar.decision.not_duplicate_of == ("long.txt", "middle.txt")
    session.flush()
    session.corpus.scan()
    assert session.clusters.of("short.txt") is None
    rest = session.clusters.of("long.txt")
    assert rest is not None
    assert rest.ids == ("long.txt", "middle.txt")
    session.undo()
    again = session.clusters.of("long.txt")
    assert again is not None
    assert len(again.ids) in (2, 3)  # whether the index knows at once, the scan decides
    restored = session.sidecar("short.txt")
    assert restored is not None
    assert restored.decision.duplicate_of == "long.txt"


def test_the_configuration_says_what_decides(root: Path) -> None:
    (root / "triage.toml").write_text('[clusters]\ncriteria = ["preferred-source", "earliest"]\npreferred_sources = ["Wire"]\n')
    with Session.open(root, reviewer="t") as session:
        session.corpus.scan()
        copies = session.clusters.of("long.txt")
        assert copies is not None
        assert copies.criteria == ("preferred-source", "earliest")
        assert {one.decides for one in copies.members} == {""}


def run(capsys: pytest.CaptureFixture[str], *argv: object, code: int = 0) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert main([str(word) for word in argv]) == code
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_by_command_line(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dry = run(capsys, "decide", root, "--cluster", "short.txt", "--keep-best", "--dry-run", "--json")
    assert [one["would"] for one in dry] == ["undecided -> keep", *["undecided -> reject because duplicate"] * 2]
    assert not list(root.glob("*.triage.toml"))
    run(capsys, "decide", root, "--cluster", "short.txt", "--keep-best", "--survivor", "middle.txt", "--json")
    written = tomllib.loads((root / "long.txt.triage.toml").read_text("utf-8"))["decision"]
    assert (written["answer"], written["duplicate_of"], written["method"]) == ("reject", "middle.txt", "cluster")
    run(capsys, "decide", root, "--cluster", "short.txt", "--keep-best", "--survivor", "long.txt", code=2)
    run(capsys, "decide", root, "--cluster", "short.txt", "--keep-best", "--survivor", "long.txt", "--overrule", "--json")
    run(capsys, "decide", root, "short.txt", "--not-a-copy", "--json")
    [shown] = run(capsys, "show", root, "short.txt", "--json")
    assert shown["decision"]["not_duplicate_of"] == ["long.txt", "middle.txt"]
    assert shown["decision"]["answer"] is None
    run(capsys, "decide", root, "--cluster", "long.txt", "--defer", "--json")
    assert len(run(capsys, "list", root, "--where", "answer:defer", "--json")) == 2
    run(capsys, "decide", root, "--cluster", "bread.txt", "--keep-best", code=3)
    run(capsys, "decide", root, "bread.txt", "--keep-best", code=2)
    run(capsys, "decide", root, "bread.txt", "--keep", "--not-a-copy", code=2)


def test_a_column_of_short_news_is_no_copy_to_reject(root: Path) -> None:
    others = [
        "A man of 41 was fined 200 crowns in Marden for keeping a crocodile in a bath.",
        "The county library will close on Wednesday afternoons from June until the roof is mended.",
        "A bus shelter in Holt has won a prize for its roof, which pupils of the school had built of slate.",
        "The price of a school dinner will rise to three crowns in September, the first rise in three years.",
    ]
    (root / "brief.txt").write_text("\n\n".join(["News in brief", SENTENCES[0], *others]) + "\n", "utf-8")
    (root / "lead.txt").write_text(f"Ships\n\n{SENTENCES[0]}\n", "utf-8")
    with Session.open(root, reviewer="t") as session:
        session.corpus.scan()
        copies = session.clusters.of("brief.txt")
        assert copies is not None
        assert copies.unlike == ("brief.txt",)
        session.apply(Decide(("brief.txt",), Answer.KEEP))
        kept = session.clusters.of("brief.txt")
        assert kept is not None
        assert kept.survivor == copies.survivor  # that the column is kept doesn't make the story a copy of it
        session.undo()
        done = keep_of(session, copies, [copies.survivor])
        assert done is not None
        assert done.receipt.endswith("; left brief.txt: most of it isn't in long.txt")
        found = answers(session)
        assert found["brief.txt"] is None
        assert {found[f"{name}.txt"] for name in ("lead", "short", "middle")} == {Answer.REJECT}
