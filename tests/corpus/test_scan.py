"""The scan and the index: the same for the same folder, however it came about."""

import gzip
import os
import pickle
import random
import shutil
import subprocess
import sys
from array import array
from datetime import UTC, datetime
from operator import attrgetter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.corpus.dumping import dump
from tests.save.writing import write_sidecar
from triage.corpus import Corpus
from triage.corpus.index import orders
from triage.corpus.index.packing import bucket
from triage.corpus.matching import update as matching
from triage.corpus.pool import Pool
from triage.corpus.scan import batches, cleaning
from triage.corpus.scan.worker import Task
from triage.errors import FileError, UsageError
from triage.model import Answer, CleanStamp, Decision, Sidecar, Source, Staleness
from triage.model.scan import Phase
from triage.read import ReadOptions, read_document
from triage.save import sidecar_path

WORDS = [
    "harbour",
    "council",
    "vote",
    "storm",
    "bridge",
    "river",
    "market",
    "price",
    "minister",
    "school",
    "train",
    "winter",
    "museum",
    "garden",
    "engine",
    "letter",
]


def article(number):
    pick = random.Random(number // 2)  # two by two the same story
    body = "\n\n".join(
        " ".join(pick.choice(WORDS) + str(pick.randrange(30)) for _ in range(40)).capitalize() + "." for _ in range(4)
    )
    extra = f"\n\nOnly edition {number} adds this closing line about the weather." if number % 2 else ""
    return f"Title of story {number}\n\n{body}{extra}\n\nRead our newsletter every morning, sign up here\n"


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "corpus"
    (root / "sub").mkdir(parents=True)
    for number in range(24):
        (root / ("sub" if number % 3 else ".") / f"{number:02}.txt").write_text(article(number))
    (root / "empty.txt").write_bytes(b"")
    (root / "bad \x1b[31m.txt").write_bytes(b"\xff\xfe\x00\xd8\x00")
    (root / os.fsdecode(b"latin-\xe9.txt")).write_text("A name that isn't UTF-8, and a text that is long enough.")
    os.symlink("nowhere", root / "dangling.txt")
    os.symlink("..", root / "sub" / "loop")
    os.symlink("/", root / "outside")
    records = "".join(
        f'{{"text": "Record number {n} says that nothing much happened today.", "title": "R{n}"}}\n' for n in range(5)
    )
    (root / "crawl.jsonl").write_text(records + "broken\n")
    return root


def scanned(root, state, jobs=1):
    with Corpus.open(root, state) as corpus:
        corpus.scan(jobs)
        return dump(corpus)


def decide(root, name, answer=Answer.KEEP, tags=(), **stamps):
    document = read_document(root, name, ReadOptions())
    decision = Decision(answer, tags=tags, reviewer="al", decided_at=datetime(2026, 1, 2, tzinfo=UTC), revision=1)
    sidecar = Sidecar(document.source, clean=CleanStamp(**stamps), decision=decision)
    write_sidecar(sidecar_path(root, name), sidecar, None)
    return sidecar


@pytest.mark.parametrize("jobs", [1, 2])
def test_texts_alone_are_those_of_a_scan(folder, tmp_path, jobs):
    with Corpus.open(folder, tmp_path / "whole") as whole, Corpus.open(folder, tmp_path / "texts") as alone:
        whole.scan()
        alone.scan_texts(jobs)
        ids = list(whole.listing().every_id())
        assert list(alone.listing().every_id()) == ids
        assert {id: alone.text(id) for id in ids} == {id: whole.text(id) for id in ids}
        assert sum(alone.text(id) is not None for id in ids) > 24


def test_one_process_or_two(folder, tmp_path, monkeypatch):
    for owner, name, size in (
        (batches, "FILES_PER_BATCH", 5),
        (cleaning, "FILES_PER_BATCH", 5),
        (matching, "_HASHES_AT_ONCE", 200),
        (orders, "_LEAST", 10),
        (orders, "_FEW", 3),
    ):
        monkeypatch.setattr(owner, name, size)
    started, found = [], []
    close = Pool.close
    monkeypatch.setattr(Pool, "close", lambda pool: (started.append(pool.started), close(pool)))
    for jobs in (1, 2):
        with Corpus.open(folder, tmp_path / f"{jobs}") as corpus:
            corpus.scan(jobs)
            names = dict(corpus._db.execute("SELECT doc, id FROM documents"))
            kept = corpus._db.execute("SELECT sort, docs FROM orders").fetchall()
            found.append((dump(corpus), {sort: [names[doc] for doc in array("i", docs)] for sort, docs in kept}))
    assert started == [False, True]
    assert found[0] == found[1]
    assert len(found[0][1]) == 16


def test_one_go_or_ten(folder, tmp_path):
    once = scanned(folder, tmp_path / "a")
    files = sorted(path for path in folder.rglob("*") if not path.is_dir() or path.is_symlink())
    random.Random(1).shuffle(files)
    aside = tmp_path / "aside"
    for path in files:
        (aside / path.relative_to(folder)).parent.mkdir(parents=True, exist_ok=True)
        path.rename(aside / path.relative_to(folder))
    for first in range(0, len(files), 4):
        for path in files[first : first + 4]:
            (aside / path.relative_to(folder)).rename(path)
        in_ten = scanned(folder, tmp_path / "c")
    assert in_ten == once


def test_added_and_taken_away_leaves_no_trace(folder, tmp_path):
    before = scanned(folder, tmp_path / "a")
    with Corpus.open(folder, tmp_path / "a") as corpus:
        for number in range(6):
            (folder / f"more{number}.txt").write_text(article(number))
        kept = (folder / "00.txt").read_text()
        (folder / "00.txt").write_text("Something else\n\nentirely, that stands in no other article of the folder.")
        report = corpus.scan()
        assert (report.added, report.changed) == (6, 1)
        for number in range(6):
            (folder / f"more{number}.txt").unlink()
        (folder / "00.txt").write_text(kept)
        assert corpus.scan().removed == 6
        assert dump(corpus) == before


def test_a_second_scan_does_nothing(folder, tmp_path):
    with Corpus.open(folder, tmp_path / "a") as corpus:
        told = []
        first = corpus.scan(progress=told.append)
        assert first.matched
        assert {one.phase for one in told} == {Phase.READ, Phase.CLEAN, Phase.MATCH}
        second = corpus.scan()
        assert (second.added, second.cleaned, second.removed, second.matched) == (0, 0, 0, False)
        assert second.documents == first.documents == len(corpus.listing())
        assert second.clusters == sum(map(len, corpus.matched.lines())) >= 12


def test_links_to_folders_stay_rows(folder, tmp_path):
    with Corpus.open(folder, tmp_path / "state") as corpus:
        for _ in range(3):
            corpus.scan()
            assert [corpus.row(id).problem for id in ("outside", "sub/loop")] == ["outside-link", "link-loop"]
        os.unlink(folder / "outside")
        corpus.scan()
        assert corpus.row("outside") is None


def test_killed_and_scanned_again(folder, tmp_path):
    undisturbed = scanned(folder, tmp_path / "a")
    code = (
        "import os, sys, pathlib\nfrom triage.corpus import Corpus\nfrom triage.corpus.scan import batches\n"
        "batches.FILES_PER_BATCH = 3\n"
        "import triage.corpus.scan.progress as progress\nleft = [int(sys.argv[3])]\n"
        "def stop(p):\n    left[0] -= 1\n    if left[0] < 0: os.kill(os.getpid(), 9)\n"
        "progress._QUIET = -1\nCorpus.open(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])).scan(progress=stop)\n"
    )
    for steps in (0, 3, 7, 11, 14):
        state = tmp_path / f"killed{steps}"
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        killed = subprocess.run([sys.executable, "-c", code, str(folder), str(state), str(steps)], env=environment, check=False)
        assert killed.returncode == -9
        assert scanned(folder, state) == undisturbed


def test_sidecars_are_mirrored_and_the_index_is_disposable(folder):
    with Corpus.open(folder) as corpus:
        corpus.scan()
        decide(folder, "00.txt", tags=("asia", "sea"))
        decide(folder, "crawl.jsonl#2", Answer.REJECT)
        (folder / "03.txt.triage.toml").write_text("<<<<<<< mine\n")
        assert corpus.refresh_sidecars() == 3
        assert corpus.refresh_sidecars() == 0
        assert [row.id for row in corpus.listing("tag:asia answer:keep").rows()] == ["00.txt"]
        assert corpus.row("00.txt").tags == ("asia", "sea")
        assert corpus.decided.tags() == {"asia": 1, "sea": 1}
        assert corpus.counts().reject == 1
        assert [name for name, _ in corpus.decided.problems()] == ["03.txt"]
        assert corpus.row("03.txt").problem == "sidecar"
        whole = dump(corpus)
    shutil.rmtree(folder / ".triage")
    with Corpus.open(folder) as corpus:
        corpus.scan()
        assert dump(corpus) == whole
        (folder / "00.txt.triage.toml").unlink()
        corpus.refresh_sidecars()
        assert corpus.count("answer:keep") == 0


def test_staleness_orphans_and_moves(folder):
    with Corpus.open(folder) as corpus:
        corpus.scan()
        decide(folder, "00.txt")
        decide(folder, "03.txt", sha256="0" * 64)
        decide(folder, "06.txt")
        decide(folder, "09.txt")
        (folder / "00.txt").write_text(article(77))
        (folder / "06.txt").rename(folder / "moved.txt")
        (folder / "09.txt").unlink()
        corpus.scan()
        assert corpus.row("00.txt").stale is Staleness.SOURCE_CHANGED
        assert corpus.row("03.txt").stale is Staleness.CLEAN_CHANGED
        elsewhere = corpus.decided.elsewhere()
        assert (elsewhere["06.txt"], elsewhere["09.txt"]) == (("moved.txt",), ())
        assert corpus.decided.orphans() == ["06.txt", "09.txt"]
        corpus.index_sidecars([("00.txt", Sidecar(Source("00.txt"), decision=Decision(Answer.DEFER)))])
        assert corpus.counts().defer == 1
        corpus.index_sidecars([("00.txt", None)])
        assert corpus.counts().defer == 0


def test_broken_or_foreign_index_is_made_anew(folder, tmp_path):
    whole = scanned(folder, tmp_path / "a")
    index = tmp_path / "a" / "index.sqlite"
    index.write_bytes(b"this is no database" * 100)
    assert scanned(folder, tmp_path / "a") == whole
    with Corpus.open(folder, tmp_path / "a") as corpus:
        corpus._db.execute("UPDATE meta SET value = '0/0' WHERE key = 'version'")
    assert scanned(folder, tmp_path / "a") == whole


def test_a_place_that_cannot_be_written_names_the_remedy(folder, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(FileError, match="--state"):
        Corpus.open(folder, tmp_path / "file" / "state")


def test_labels_and_evidence(folder, tmp_path):
    with Corpus.open(folder, tmp_path / "a") as corpus:
        corpus.scan()
        document = read_document(folder, "00.txt", ReadOptions())
        found = corpus.labelled("00.txt")
        assert found.sha256 == document.source.sha256
        assert found.rules_sha256
        assert found.metadata == document.metadata
        seen = corpus.seen(document, [(block.start, block.end) for block in found.blocks])
        assert len(seen.counts) == len(found.blocks)
        assert seen.counts[-1] == bucket(23)
        assert corpus.labelled("empty.txt") is None
        assert corpus.row("empty.txt").problem == "empty"
        cluster = corpus.matched.cluster_of("00.txt")
        assert {member.id for member in cluster.members} == {"00.txt", "sub/01.txt"}


@pytest.mark.parametrize("sort", ["id", "title", "date", "source", "words", "dup", "boiler", "answer", "cluster", "undecided"])
def test_sorting_and_pages(folder, tmp_path, sort):
    with Corpus.open(folder, tmp_path / "a") as corpus:
        corpus.scan()
        for key in (sort, f"-{sort}"):
            listing = corpus.listing(sort=key)
            ids = listing.ids()
            assert len(set(ids)) == len(listing) == corpus.count()
            assert [row.id for row in listing.rows(5, 9)] == ids[5:9]
            assert listing.position(ids[7]) == 7
            assert listing.position("none") is None
        with pytest.raises(UsageError):
            corpus.listing(sort="size")


TERMS = st.sampled_from(
    [
        "answer:none",
        "words<100",
        "dup>0.1",
        "cluster:yes",
        "problem:no",
        "storm1",
        '"read our"',
        "id:sub/",
        "boiler>0",
        "date:none",
    ]
)
QUERIES = st.recursive(
    TERMS,
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda two: f"({two[0]} or {two[1]})"),
        st.tuples(inner, inner).map(lambda two: f"({two[0]} {two[1]})"),
        inner.map(lambda one: f"not {one}"),
    ),
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    root = tmp_path_factory.mktemp("shared")
    for number in range(10):
        (root / f"{number}.txt").write_text(article(number))
    with Corpus.open(root) as corpus:
        corpus.scan()
        yield corpus


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(QUERIES)
def test_list_is_count_and_not_is_the_rest(shared, query):
    listing = shared.listing(query)
    assert len(listing) == len(listing.ids()) == shared.count(query)
    assert shared.count(query) + shared.count(f"not ({query})") == shared.count()


def test_buckets_are_steps():
    assert [bucket(n) for n in (0, 1, 2, 3, 4, 5, 8, 9, 16, 17)] == [0, 1, 2, 3, 3, 5, 5, 9, 9, 17]


def test_opening_listing_and_scanning_again_import_nothing_heavy(folder, tmp_path):
    scanned(folder, tmp_path / "a")
    code = (
        "import sys, pathlib\nfrom triage.corpus import Corpus\n"
        "c = Corpus.open(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))\nassert c.listing().rows(0, 20)\nc.scan()\n"
        "bad = {'numpy', 'rapidfuzz', 'ftfy', 'xxhash', 'trafilatura'} & set(sys.modules)\nassert not bad, bad\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", code, str(folder), str(tmp_path / "a")], check=True, env=environment)


@pytest.mark.parametrize(
    ("asked", "table"), [("matched.lines", "pages"), ("matched.members", "pages"), ("decided.rule_counts", "details")]
)
def test_what_is_read_in_steps_names_the_remedy_too(folder, tmp_path, asked, table):
    scanned(folder, tmp_path / "a")
    with Corpus.open(folder, tmp_path / "a") as corpus:
        assert list(attrgetter(asked)(corpus)())
        corpus._db.execute(f"DROP TABLE {table}")
        with pytest.raises(FileError, match="the index can't be used"):
            list(attrgetter(asked)(corpus)())


def test_an_index_that_breaks_is_made_anew_by_the_scan(folder, tmp_path):
    whole = scanned(folder, tmp_path / "a")
    with Corpus.open(folder, tmp_path / "b") as corpus:
        corpus.scan()
        corpus._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        index = corpus.index
        page = 4096 * (corpus._db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'documents'").fetchone()[0] - 1)
    data = bytearray(index.read_bytes())
    data[page : page + 4096] = os.urandom(4096)
    index.write_bytes(data)
    with Corpus.open(folder, tmp_path / "b") as corpus:
        with pytest.raises(FileError, match=r"index\.sqlite: the index is broken .* scan the folder"):
            corpus.listing("words>1")
        corpus.scan()
        assert dump(corpus) == whole


def test_an_index_that_is_written_to_names_the_remedy(folder, tmp_path):
    with Corpus.open(folder, tmp_path / "a") as corpus, Corpus.open(folder, tmp_path / "a") as other:
        corpus.scan()
        corpus._db.execute("PRAGMA busy_timeout = 10")
        other._db.execute("BEGIN IMMEDIATE")
        with pytest.raises(FileError, match="another program is writing to it"):
            corpus.index_sidecars([("00.txt", Sidecar(Source("00.txt"), decision=Decision(Answer.DEFER)))])
        other._db.execute("ROLLBACK")


def test_another_version_of_the_cleaner_labels_a_folder_anew(tmp_path, monkeypatch):
    from triage.clean import identity, pipeline

    (tmp_path / "a.txt").write_text(article(1))
    with Corpus.open(tmp_path) as corpus:
        assert corpus.scan().relabelled == 0
        assert corpus.scan().relabelled == 0
    monkeypatch.setattr("triage.clean.pipeline.VERSION", f"{pipeline.VERSION} and later")
    monkeypatch.setattr("triage.corpus.scan.rule_changes.identity", lambda: identity() + " and later")
    with Corpus.open(tmp_path) as corpus:
        assert corpus.scan().cleaned == 1
        assert corpus.scan().cleaned == 0


def test_a_task_that_was_sent_is_the_same(tmp_path):
    rules = ({"name": "mine", "phrases": ["Read on"]},)
    task = Task(tmp_path, tmp_path / "index.sqlite", tmp_path / "spool", None, rules)
    sent = pickle.loads(pickle.dumps(task))
    assert (sent, hash(sent)) == (task, hash(task)), "each batch would have a cleaner of its own"
    assert sent != task._replace(rules=())


def test_nothing_is_written_through_a_link_in_the_place_of_the_spool(folder, tmp_path):
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "0").write_text("mine")
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "spool").symlink_to(precious)
    scanned(folder, tmp_path / "state")
    assert (precious / "0").read_text() == "mine"


def test_packed_records_are_read_in_parts_however_small_their_file(tmp_path, monkeypatch):
    with gzip.open(tmp_path / "a.jsonl.gz", "wt") as file:
        file.writelines(f'{{"text": "Record number {n} says that nothing much happened."}}\n' for n in range(600))
    monkeypatch.setattr("triage.corpus.scan.run.read_batch", None)
    with Corpus.open(tmp_path) as corpus:
        assert corpus.scan().documents == 600


def test_a_process_that_is_ended_is_a_line_with_a_remedy():
    pool = Pool(2)
    try:
        with pytest.raises(FileError, match="--jobs 1"):
            list(pool.map(os._exit, [(1,)], many=True))
    finally:
        pool.close()
