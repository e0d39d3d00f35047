"""Clusters that follow the folder: in small steps they are those of one scan of everything."""

from __future__ import annotations

import json
import random
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from tests.corpus.dumping import dump
from tests.match.stories import invent, ocr, padded, template, truncated
from triage.corpus import Corpus
from triage.corpus.matching import parallel_verify, postings
from triage.corpus.matching import update as matching
from triage.corpus.matching.postings import Postings, packed, unpacked
from triage.corpus.matching.texts import sketches
from triage.model import Decision, Sidecar, Source
from triage.session import Mend, Session


def articles(seed: int) -> list[str]:
    """Stories, copies of all kinds, texts of the same words in other capitals, reports from a template, and one without words."""
    rng = random.Random(seed)
    legal = invent(random.Random(9), 60)
    texts = [invent(rng, rng.randrange(90, 200)) for _ in range(9)]
    copies = [
        *(padded(text, legal) for text in texts[:5]),
        *(ocr(text, rng, 0.02) for text in texts[2:6]),
        *(truncated(text, 0.6) for text in texts[4:8]),
        *(template(random.Random(n)) for n in range(5)),
        *(ocr(texts[0], rng, 0.01) for _ in range(6)),
        *(text.upper() for text in texts[:3]),
        texts[1],
        "* * *",
    ]
    everything = [*texts, *copies]
    rng.shuffle(everything)
    return everything


def write(root: Path, number: int, text: str) -> None:
    (root / f"{number:02}.txt").write_text(text)


def check_index(corpus: Corpus) -> None:
    """What matching keeps is whole: each text's hashes lead to it, and to no text that is gone."""
    db = corpus._db
    numbers = [text for (text,) in db.execute("SELECT text FROM texts")]
    wanted = {(one, text) for text, hashes in zip(numbers, sketches(db, numbers), strict=True) for one in hashes.tolist()}
    lists = Postings(db).lists
    held = 0
    for one, text in wanted:
        assert text in lists(np.array([one], np.uint64)).texts
    for (row,) in db.execute("SELECT packed FROM postings"):
        held += len(unpacked(row)[0])
    assert held == len(wanted)


@pytest.mark.parametrize("texts", [[], [1], [3, 1 << 23, 7], [3, 1 << 24, 7]])
def test_rows_come_back(texts: list[int]) -> None:
    lows = np.arange(len(texts), dtype=np.uint32) + np.uint32(4_000_000_000)
    found = unpacked(packed(lows, np.array(texts, np.int32)))
    assert found[0].tolist() == lows.tolist()
    assert found[1].tolist() == texts


@pytest.mark.parametrize(("count", "bits"), [(0, 48), (2_000_000, 48), (2_200_000, 47), (60_000_000, 43), (10**9, 40)])
def test_rows_stay_short(count: int, bits: int) -> None:
    assert postings.bits_for(count) == bits


@pytest.mark.parametrize("seed", range(3))
def test_in_steps_as_in_one_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    root = tmp_path / "corpus"
    root.mkdir()
    rng = random.Random(seed)
    texts = articles(seed)
    monkeypatch.setattr(matching, "FEW", 0)
    monkeypatch.setattr(matching, "bits_for", lambda count: (48, 43, 40)[seed])
    calls: list[int] = []
    some = matching._match_some
    monkeypatch.setattr(matching, "_match_some", lambda *given: calls.append(1) or some(*given))
    with Corpus.open(root, tmp_path / "steps") as corpus:
        corpus.scan()
        first = 0
        while first < len(texts):
            after = first + rng.choice((1, 2, 5))
            for number, text in enumerate(texts[first:after], first):
                write(root, number, text)
            present = sorted(path.name for path in root.glob("*.txt"))
            if first > 8:
                (root / rng.choice(present)).unlink()
                write(root, int(rng.choice(present)[:2]), rng.choice(texts))
            corpus.scan()
            first = after
        check_index(corpus)
        assert postings.stored_bits(corpus._db) == (48, 43, 40)[seed]
        in_steps = dump(corpus)
    assert len(calls) > 8
    with Corpus.open(root, tmp_path / "whole") as corpus:
        corpus.scan()
        assert dump(corpus) == in_steps
        assert corpus.count("cluster:yes") > 10


@pytest.mark.parametrize("seed", range(4))
def test_documents_come_and_go_until_none_is_left(tmp_path: Path, seed: int) -> None:
    root = tmp_path / "corpus"
    root.mkdir()
    rng = random.Random(seed)
    story, other = invent(rng, 120), invent(rng, 100)
    texts = [story, truncated(story, 0.7), ocr(story, rng, 0.02), story.upper(), other, "* * *", ""]
    with Corpus.open(root, tmp_path / "steps") as corpus:
        for step in range(30):
            present = sorted(root.glob("*.txt"))
            if present and rng.random() < 0.5:
                rng.choice(present).unlink()
            else:
                write(root, rng.randrange(4), rng.choice(texts))
            corpus.scan()
            if step % 6 == 0 and corpus.count("words>0"):
                with Corpus.open(root, tmp_path / f"whole{step}") as whole:
                    whole.scan()
                    assert dump(corpus) == dump(whole)
        for path in root.glob("*.txt"):
            path.unlink()
            corpus.scan()
        assert corpus.count() == 0


def test_what_cannot_be_read_and_goes_leaves_what_a_scan_of_the_rest_makes(tmp_path: Path) -> None:
    root = tmp_path / "corpus"
    root.mkdir()
    for number, text in enumerate(articles(4)[:4]):
        write(root, number, text)
    for number in range(50, 80):
        write(root, number, "")
    with Corpus.open(root, tmp_path / "steps") as corpus:
        corpus.scan()
        for path in root.glob("[5-7]*.txt"):
            path.unlink()
        corpus.scan()
        with Corpus.open(root, tmp_path / "whole") as whole:
            whole.scan()
            assert dump(corpus) == dump(whole)


def test_pairs_spread_over_processes_give_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "corpus"
    root.mkdir()
    for number, text in enumerate(articles(3)):
        write(root, number, text)
    monkeypatch.setattr(parallel_verify, "_PAIRS_AT_ONCE", 5)
    dumps = []
    for jobs in (1, 2):
        with Corpus.open(root, tmp_path / f"{jobs}") as corpus:
            corpus.scan(jobs)
            dumps.append(dump(corpus))
    assert dumps[0] == dumps[1]


def clusters_of(corpus: Corpus) -> list[set[str]]:
    return [{one["id"] for one in json.loads(line)["members"]} for page in corpus.matched.lines() for line in page]


def test_documents_told_apart_part_at_once_and_come_together_again(tmp_path: Path) -> None:
    rng = random.Random(5)
    story = invent(rng, 160)
    for number, text in enumerate([story, truncated(story, 0.8), ocr(story, rng, 0.02), invent(rng, 150), story.upper()]):
        write(tmp_path, number, text)
    with Corpus.open(tmp_path, unsaved=lambda: {"01.txt"}) as corpus:
        corpus.scan()
        before = dump(corpus)
        assert [len(ids) for ids in clusters_of(corpus)] == [4]
        said = Sidecar(Source("01.txt"), decision=Decision(not_duplicate_of=("00.txt", "02.txt", "04.txt")))
        corpus.index_sidecars([("01.txt", said)])
        assert clusters_of(corpus) == [{"00.txt", "02.txt", "04.txt"}]
        assert corpus.row("01.txt").cluster == ""
        assert corpus.row("00.txt").cluster_size == 3
        corpus.index_sidecars([("01.txt", said._replace(decision=Decision(not_duplicate_of=("00.txt",))))])
        assert corpus.row("04.txt").cluster_size == 3, "the same words share what one of them was told"
        corpus.index_sidecars([("01.txt", None)])
        assert dump(corpus) == before
        write(tmp_path, 7, story + " And a line more.")
        corpus.index_sidecars([("01.txt", said)])
        corpus.scan()
        assert {len(ids) for ids in clusters_of(corpus)} == {4}


def test_the_best_copy_goes_by_dates_that_were_mended(tmp_path: Path) -> None:
    (tmp_path / "triage.toml").write_text('[clusters]\ncriteria = ["earliest"]\n', "utf-8")
    story = invent(random.Random(6), 160)
    for name, day in (("a", "2020-01-01"), ("b", "2020-01-02")):
        (tmp_path / f"{name}.txt").write_text(f"Date: {day}\n\n{story}", "utf-8")
    with Session.open(tmp_path, reviewer="ann") as session:
        session.corpus.scan()
        assert best(session) == "a.txt"
        session.apply(Mend(("b.txt",), date=date(2019, 1, 1)))
        assert best(session) == "b.txt"
        session.flush()
    (tmp_path / ".triage" / "index.sqlite").unlink()
    with Session.open(tmp_path, reviewer="ann") as session:
        session.corpus.scan()
        assert best(session) == "b.txt"
        session.undo()
        assert best(session) == "a.txt"


def best(session: Session) -> str:
    cluster = session.corpus.matched.cluster_of("a.txt")
    assert cluster is not None
    return cluster.members[0].id
