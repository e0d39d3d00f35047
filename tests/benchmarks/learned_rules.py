"""What a learned rule costs: `python tests/benchmarks/learned_rules.py [DOCUMENTS]` prints the seconds of a full scan, of
counting a rule's reach, of making it (labels as far as they come at once), of the scan after it, and of the statistics."""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.benchmarks.make_corpus import Vocabulary, story
from triage.model import Answer, Label, Likeness, RuleChange
from triage.session import Decide, Session

FOOT = "Updated at {}:{:02} by the Sund Courier night desk"


def article(vocabulary: Vocabulary, pick: random.Random, number: int) -> str:
    """An invented story; one in a hundred has the line at its foot that a rule is made for."""
    foot = [FOOT.format(number % 24, number % 60)] if number % 100 == 0 else []
    return "\n\n".join([*story(vocabulary, pick), *foot]) + "\n"


def timed(what: str, do: Callable[[], object]) -> None:
    started = time.perf_counter()
    do()
    print(f"{what:<48} {time.perf_counter() - started:8.2f} s", flush=True)


def reached(session: Session, change: RuleChange) -> None:
    """All that a rule would change."""
    deque(session.rules.reach(change), maxlen=0)


def main() -> None:
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    vocabulary, pick = Vocabulary(1), random.Random(1)
    with tempfile.TemporaryDirectory() as parent:
        root = Path(parent)
        for number in range(documents):
            (root / f"{number:06}.txt").write_text(article(vocabulary, pick, number), "utf-8")
        with Session.open(root, reviewer="b") as session:
            timed(f"scan of {documents:,} documents", session.corpus.scan)
            timed("scan of nothing new", session.corpus.scan)
            for likeness in (Likeness.FOLDED, Likeness.FUZZY):
                rule = session.rules.draft(FOOT.format(9, 9), Label.BOILERPLATE)._replace(likeness=likeness)
                change = RuleChange(rule.id, None, rule)
                timed(f"reach of a {likeness} rule", partial(reached, session, change))
                timed(f"making a {likeness} rule", partial(session.rules.change, change))
                timed("the scan after it", session.corpus.scan)
                timed("undoing it", session.undo)
                timed("the scan after that", session.corpus.scan)
            session.apply(Decide(tuple(session.corpus.listing().ids(0, 1000)), Answer.KEEP))
            session.flush()
            timed("statistics without the rules", session.statistics.figures)
            timed("statistics of the rules", lambda: deque(session.statistics.rules(), maxlen=0))


if __name__ == "__main__":
    main()
