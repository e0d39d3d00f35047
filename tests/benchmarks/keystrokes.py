"""Counts the keys of an editor who never errs, over an invented folder: half of it in clusters, a tenth error pages.

    python tests/benchmarks/keystrokes.py [COUNT] [--seed 1]

The screen is pressed as a person presses it, five keys a second. The editor knows what each document is, and decides nothing
that wasn't on the screen: the document in its panes, or its cluster as a whole in the table. Printed are the keys of each
kind; the exit code is 1 where there are more than 0.75 a document, or where a decision isn't the right one.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
from collections import Counter
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from textual.pilot import Pilot

from tests.benchmarks.make_corpus import PERTURBATIONS, Vocabulary, story
from triage.model import Answer
from triage.session import Session
from triage.tui.app import TriageApp

AIM = 0.75
ERROR = "error"
_LINES = ("Sorry!!", "Page not found", "Error 404", "This page is no longer available", "Access denied")


def write(folder: Path, number: int, seed: int) -> dict[str, str]:
    """The documents; which story each tells, by id."""
    rng, vocabulary = random.Random(seed), Vocabulary(seed)
    texts: list[tuple[str, list[str]]] = []
    while len(texts) < number // 2:
        original = story(vocabulary, rng)
        size = min(rng.randrange(2, 8), max(2, number // 2 - len(texts)))
        name = f"story {len(texts)}"
        texts.append((name, original))
        texts += [(name, rng.choice(PERTURBATIONS)(original, vocabulary, rng)) for _ in range(size - 1)]
    for _ in range(number // 10):
        asked = " ".join(rng.choices(vocabulary.rare, k=rng.randrange(3, 9)))
        texts.append((ERROR, [*rng.sample(_LINES, 2), f"You asked for {asked}."]))
    texts += [(f"single {n}", story(vocabulary, rng)) for n in range(number - len(texts))]
    rng.shuffle(texts)
    gold = {}
    for n, (name, paragraphs) in enumerate(texts):
        gold[f"{n:04}.txt"] = name
        (folder / f"{n:04}.txt").write_text("\n\n".join(paragraphs), "utf-8")
    return gold


class Editor:
    """Presses keys, and counts them by what they were for."""

    def __init__(self, app: TriageApp, pilot: Pilot[None], gold: dict[str, str]) -> None:
        self.app, self.pilot, self.gold = app, pilot, gold
        self.keys: Counter[str] = Counter()
        self.seen: set[str] = set()
        self.kept: set[str] = set()

    async def press(self, key: str, kind: str) -> None:
        self.keys[kind] += 1
        await self.pilot.press(key)

    async def work(self) -> None:
        """Until nothing is undecided."""
        while self.app.session.corpus.count("answer:none"):
            if self.app.screen is self.app.review:
                await self.document()
            else:
                await self.cluster()

    async def document(self) -> None:
        """The document that is shown in the panes."""
        review = self.app.review
        opened, row = review.opened, review.row
        assert opened is not None
        assert row is not None
        assert row.id == opened.document.id
        self.seen.add(row.id)
        if row.cluster and self.app.session.clusters.of(row.id) is not None and "copies" in review.line("about").plain:
            await self.press("C", "opening the clusters")
        elif self.gold[row.id] == ERROR:
            accepted = review.suggestion is not None
            await self.press("A" if accepted else "x", "error pages, as suggested" if accepted else "error pages, unaided")
        elif self.gold[row.id] in self.kept:
            await self.press("x", "copies that no cluster had")
        else:
            self.kept.add(self.gold[row.id])
            await self.press("a", "single articles")

    async def cluster(self) -> None:
        """The cluster that is shown in the table."""
        from triage.tui.screens.cluster import ClusterScreen

        screen = self.app.screen
        assert isinstance(screen, ClusterScreen)
        assert screen.review.copies is not None
        members = screen.review.copies.members
        assert len(members) <= screen.table.size.height, "not all members are in view"
        self.seen |= set(screen.review.copies.ids)
        stories = {self.gold[id] for id in screen.review.copies.ids}
        if stories == {ERROR}:
            await self.press("X", "clusters of error pages")
            await self.press("enter", "clusters of error pages")
        elif len(stories) == 1:
            self.kept |= stories
            await self.press("a", "clusters")
        else:
            most = Counter(self.gold[id] for id in screen.review.copies.ids).most_common(1)[0][0]
            place = next(n for n, id in enumerate(screen.review.copies.ids) if self.gold[id] != most)
            step = "j" if place > screen.table.cursor else "k"
            for _ in range(abs(place - screen.table.cursor)):
                await self.press(step, "members set apart")
            await self.press("minus", "members set apart")


async def play(folder: Path, gold: dict[str, str]) -> tuple[Editor, list[str]]:
    """The editor when all is decided, and what is wrong then."""
    with Session.open(folder, reviewer="editor") as session:
        session.corpus.scan()
        session.reader.preload()
        app = TriageApp(session, scan=False)
        ticks = count()
        app.clock = lambda: next(ticks) * 0.2
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause(0.5)
            editor = Editor(app, pilot, gold)
            await editor.work()
        answers = {row.id: row.answer for row in session.corpus.listing().rows()}
    kept = Counter(gold[id] for id, answer in answers.items() if answer is Answer.KEEP)
    wrong = [f"{name}: {kept[name]} kept" for name in set(gold.values()) if kept[name] != (name != ERROR)]
    wrong += [f"{id}: decided unseen" for id in set(answers) - editor.seen]
    return editor, wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, nargs="?", default=1000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent)
        gold = write(folder, args.count, args.seed)
        editor, wrong = asyncio.run(play(folder, gold))
    for kind, keys in editor.keys.most_common():
        print(f"{keys:6,}  {kind}")
    total = editor.keys.total()
    print(f"{total:6,}  keys for {args.count:,} documents: {total / args.count:.3f} a document, at most {AIM} are allowed")
    for line in wrong[:20]:
        print(f"wrong: {line}")
    return int(total > AIM * args.count or bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
