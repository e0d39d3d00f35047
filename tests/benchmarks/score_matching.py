"""Quality and speed of near-duplicate matching on labelled sets, with other programs beside it in one run.

    python tests/benchmarks/score_matching.py LABELLED [--sets synd_dev fnn] [--ours]

The folder holds `duplicates/<set>.docs.jsonl.gz` (`id`, `text`) and `<set>.gold.json.gz` (`clusters`: id -> story,
`dontcare`: pairs, `kinds`: id -> what was done to it, `paras`: id -> origin of each paragraph). Programs that aren't
installed are left out: `pip install rensa datasketch gaoya` brings the others. Times are processor seconds of one thread, from
texts in memory to clusters; F1 is over pairs of documents, don't-care pairs counting neither way. `lost` counts stories
that would have no document left if one of each cluster were kept.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import json
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from math import comb
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.match.in_memory import distinct, find_clusters, index
from triage.arrays import components
from triage.match import engine, fingerprint
from triage.match.body import prepare
from triage.match.cluster import stories
from triage.match.paragraphs import relate, split

SETS = ("reuters_dev", "scraped_dev", "synd_dev", "fnn", "minhash2500")
Documents = list[tuple[str, str]]
Labels = dict[str, str]
Method = Callable[[Documents], Labels]
_WORD = re.compile(r"\w+")


def load(folder: Path, name: str) -> tuple[Documents, dict[str, Any]]:
    with gzip.open(folder / "duplicates" / f"{name}.docs.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    with gzip.open(folder / "duplicates" / f"{name}.gold.json.gz", "rt", encoding="utf-8") as file:
        return [(row["id"], row["text"]) for row in rows], json.load(file)


def score(gold: dict[str, Any], found: Labels) -> dict[str, float]:
    """Precision, recall and F1 over pairs, and lost stories."""
    story = gold["clusters"]
    near: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in gold.get("dontcare", []):
        near[story[one]].add(story[other])
        near[story[other]].add(story[one])
    clusters: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name in story:
        clusters[found.get(name, f"alone:{name}")][story[name]] += 1
    size = Counter(story.values())
    right = wrong = lost = 0
    for count in clusters.values():
        right += sum(comb(n, 2) for n in count.values())
        mixed = [(a, b) for a, b in combinations(count, 2) if b not in near[a]]
        wrong += sum(count[a] * count[b] for a, b in mixed)
        top = count.most_common(1)[0][0]
        if mixed:
            lost += sum(1 for s, n in count.items() if s != top and s not in near[top] and n == size[s])
    every = sum(comb(n, 2) for n in size.values())
    precision, recall = right / max(1, right + wrong), right / max(1, every)
    return {"p": precision, "r": recall, "f1": 2 * right / max(1, 2 * right + wrong + every - right), "lost": lost}


def negatives(gold: dict[str, Any], found: Labels) -> dict[str, int]:
    """How many hard negatives of each kind are in a cluster with another story."""
    story = gold["clusters"]
    stories: defaultdict[str, set[str]] = defaultdict(set)
    for name in story:
        stories[found.get(name, f"alone:{name}")].add(story[name])
    merged: Counter[str] = Counter()
    for name, kinds in (gold.get("kinds") or {}).items():
        for kind in kinds:
            if kind.startswith("NEG_"):
                merged[kind[4:]] += len(stories[found.get(name, f"alone:{name}")]) > 1
    return dict(merged)


def ours(documents: Documents) -> Labels:
    return {member.id: cluster.id for cluster in find_clusters(documents) for member in cluster.members}


def united(names: Sequence[str], pairs: Iterable[tuple[int, int]]) -> Labels:
    """Clusters from pairs, for programs that end at pairs."""
    links = np.array(list(pairs), np.int64).reshape(-1, 2)
    return {name: str(label) for name, label in zip(names, components(len(names), links[:, 0], links[:, 1]), strict=True)}


def word_shingles(text: str) -> list[str]:
    words = _WORD.findall(text.lower())
    return [" ".join(words[at : at + 3]) for at in range(max(1, len(words) - 2))]


def exact(documents: Documents) -> Labels:
    return {name: " ".join(_WORD.findall(text.lower())) for name, text in documents}


def rensa(threshold: float) -> Method:
    library = importlib.import_module("rensa")

    def run(documents: Documents) -> Labels:
        index = library.RMinHashLSH(threshold=threshold, num_perm=128, num_bands=16 if threshold >= 0.7 else 32)
        sketches = []
        for at, (_, text) in enumerate(documents):
            sketch = library.RMinHash(num_perm=128, seed=42)
            sketch.update(word_shingles(text))
            index.insert(at, sketch)
            sketches.append(sketch)
        pairs = (
            (at, other)
            for at, sketch in enumerate(sketches)
            for other in index.query(sketch)
            if other < at and sketch.jaccard(sketches[other]) >= threshold
        )
        return united([name for name, _ in documents], pairs)

    return run


def datasketch(threshold: float) -> Method:
    library = importlib.import_module("datasketch")

    def run(documents: Documents) -> Labels:
        index = library.MinHashLSH(threshold=threshold, num_perm=128)
        pairs: list[tuple[int, int]] = []
        for at, (_, text) in enumerate(documents):
            sketch = library.MinHash(num_perm=128)
            sketch.update_batch([shingle.encode() for shingle in word_shingles(text)])
            pairs.extend((at, int(other)) for other in index.query(sketch))
            index.insert(str(at), sketch)
        return united([name for name, _ in documents], pairs)

    return run


def gaoya(threshold: float) -> Method:
    library = importlib.import_module("gaoya.minhash")

    def run(documents: Documents) -> Labels:
        index = library.MinHashStringIndex(
            hash_size=32,
            jaccard_threshold=threshold,
            num_bands=42,
            band_size=3,
            analyzer="word",
            lowercase=True,
            ngram_range=(3, 3),
        )
        pairs: list[tuple[int, int]] = []
        for at, (_, text) in enumerate(documents):
            pairs.extend((at, int(other)) for other in index.query(text))
            index.insert_document(at, text)
        return united([name for name, _ in documents], pairs)

    return run


def methods() -> Iterator[tuple[str, Method]]:
    yield "exact words", exact
    for name, maker, threshold in (
        ("rensa MinHash LSH .7", rensa, 0.7),
        ("rensa MinHash LSH .5", rensa, 0.5),
        ("datasketch MinHash LSH .7", datasketch, 0.7),
        ("gaoya MinHash .6", gaoya, 0.6),
    ):
        try:
            yield name, maker(threshold)
        except ImportError:
            print(f"  ({name.split()[0]} is not installed)")


def stages(documents: Documents) -> str:
    """Processor seconds of each stage of ours, and the speed of the first."""
    texts = [text for _, text in documents]
    clock = [time.process_time()]

    def lap() -> float:
        clock.append(time.process_time())
        return clock[-1] - clock[-2]

    prints = fingerprint(texts)
    first = lap()
    own, of = distinct(prints)
    bodies = dict(zip(of.tolist(), texts, strict=True))
    kept = {number: prepare(text) for number, text in bodies.items()}
    ready = lap()
    weighing = engine.weigh(own, kept.__getitem__, index(own))
    weigh = lap()
    verdicts = engine.verify(weighing.pairs, own, kept.__getitem__)
    verify = lap()
    stories(len(own), verdicts)
    size = sum(len(text.encode("utf-8", "surrogatepass")) for text in texts) / 1e6
    return (
        f"fingerprint {first:.2f} s ({size / first:.0f} MB/s), make ready {ready:.2f}, weigh {weigh:.2f}, "
        f"verify {verify:.2f} ({len(verdicts)} pairs), cluster {lap():.2f}"
    )


def paragraphs(documents: Documents, gold: dict[str, Any]) -> str:
    """F1 over pairs of paragraphs of one origin; pairs of which an origin is unknown, or boilerplate of one kind, aside."""
    texts, origins = [], []
    for name, text in documents:
        known = gold["paras"].get(name, [])
        spans = split(text)
        if len(known) != len(spans) or "resplit" in gold["kinds"].get(name, []):
            continue
        texts += [text[first:last] for first, last in spans]
        origins += known
    start = time.process_time()
    found = relate(texts)
    taken = time.process_time() - start
    long = [at for at, text in enumerate(texts) if len(_WORD.findall(text)) >= 8 and origins[at]]
    lines = []
    for title, labels in (("exact", found.exact), ("exact or near", found.near)):
        both = Counter((int(labels[at]), origin) for at in long for origin in [origins[at].split(":")[0]])
        group = Counter(int(labels[at]) for at in long)
        origin = Counter(origins[at].split(":")[0] for at in long)
        right = sum(comb(n, 2) for n in both.values())
        given, true = sum(comb(n, 2) for n in group.values()), sum(comb(n, 2) for n in origin.values())
        lines.append(f"{title} P {right / given:.3f} R {right / true:.3f} F1 {2 * right / (given + true):.3f}")
    return f"{len(texts)} paragraphs in {taken:.1f} s: " + "; ".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labelled", type=Path)
    parser.add_argument("--sets", nargs="*", default=SETS)
    parser.add_argument("--ours", action="store_true", help="leave the other programs out")
    args = parser.parse_args()
    for name in args.sets:
        documents, gold = load(args.labelled, name)
        size = sum(len(text.encode("utf-8", "surrogatepass")) for _, text in documents) / 1e6
        print(f"{name}: {len(documents)} documents, {size:.1f} MB")
        for title, method in [("triage", ours), *(() if args.ours else methods())]:
            start = time.process_time()
            found = method(documents)
            taken = time.process_time() - start
            figures = score(gold, found)
            print(
                f"  {title:26} F1 {figures['f1']:.4f}  P {figures['p']:.4f}  R {figures['r']:.4f}  lost {figures['lost']:4}"
                f"  {taken:6.2f} s  {size / taken:5.1f} MB/s  {negatives(gold, found) or ''}"
            )
        print("  stages:", stages(documents))
        if gold.get("paras"):
            print("  paragraphs:", paragraphs(documents, gold))


if __name__ == "__main__":
    main()
