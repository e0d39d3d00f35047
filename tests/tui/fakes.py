"""A session in memory: enough for the screen's own tests, with nothing scanned, cleaned or written."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable, Collection, Generator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from triage.config import Config
from triage.config.settings import PaletteTag
from triage.corpus.index.schema import alike
from triage.model import Answer, Block, Cleaned, Counts, Decision, Document, Label, Row, Sidecar, Source
from triage.save import ViewFile
from triage.session import Applied, Decide, EditTags, Opened, Place, SetNote, parse_query
from triage.session.bulk import AT_ONCE
from triage.session.views import Views


class Listing:
    def __init__(self, corpus: FakeCorpus, ids: list[str]) -> None:
        self._corpus, self._ids = corpus, ids

    def __len__(self) -> int:
        return len(self._ids)

    def rows(self, start: int = 0, stop: int | None = None) -> list[Row]:
        return [self._corpus.all[id] for id in self._ids[start:stop]]

    def ids(self, start: int = 0, stop: int | None = None) -> list[str]:
        return self._ids[start:stop]

    def position(self, name: str) -> int | None:
        return self._ids.index(name) if name in self._ids else None

    def renewed(self, held: Collection[str] = ()) -> Listing:
        return Listing(self._corpus, [*self._ids, *(id for id in self._corpus.all if id not in self._ids)])


class FakeDecided:
    def __init__(self, rows: Mapping[str, Row]) -> None:
        self._all = rows

    def tags(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for row in self._all.values():
            for tag in row.tags:
                found[tag] = found.get(tag, 0) + 1
        return found


class FakeCorpus:
    def __init__(self, rows: Sequence[Row]) -> None:
        self.all = {row.id: row for row in rows}

    labels_wait = False

    def apply_waiting(self) -> list[str]:
        return []

    def preload(self) -> None: ...

    def listing(self, where: str = "", sort: str = "id") -> Listing:
        """Words of the title, or `answer:none`; what is no query is refused as the corpus refuses it."""
        parse_query(where)
        if where.startswith("title~"):
            wanted = where.removeprefix("title~").strip('"')
            return Listing(self, [id for id, row in self.all.items() if alike(row.title.casefold(), wanted)])
        if where == "answer:none":
            return Listing(self, [id for id, row in self.all.items() if row.answer is None])
        ids = [id for id, row in self.all.items() if where.casefold() in row.title.casefold()]
        return Listing(self, sorted(ids, reverse=sort.startswith("-")))

    def find(self, query: str, limit: int) -> list[tuple[str, str]]:
        return [(id, row.title) for id, row in self.all.items() if query in id or query in row.title][:limit]

    def labelled(self, id: str) -> object:
        return ()

    @property
    def decided(self) -> FakeDecided:
        return FakeDecided(self.all)

    def counts(self) -> Counts:
        answers = [row.answer for row in self.all.values()]
        n = {answer: answers.count(answer) for answer in (*Answer, None)}
        return Counts(len(answers), n[Answer.KEEP], n[Answer.REJECT], n[Answer.DEFER], n[None])


class NoClusters:
    def of(self, id: str) -> None: ...

    def lost(self, id: str) -> int:
        return 0

    def preload(self) -> None: ...


class NoSuggestions:
    def of(self, opened: Opened) -> None: ...


class FakeReader:
    def explain(self, opened: Opened, n: int) -> tuple[str, ...]:
        return ("a reason",)

    def preload(self) -> None: ...


class NoStatistics:
    is_ready = False

    def begin(self) -> None: ...


class FakeBulk:
    """Of many, one document in each step; what was done by the time that it is stopped is done at once."""

    def __init__(self, ids: Sequence[str], work: Callable[[Sequence[str]], Applied | None]) -> None:
        self._ids, self._work = tuple(ids), work
        self.total, self.done = len(ids), 0
        self.applied: Applied | None = None

    @property
    def is_long(self) -> bool:
        return self.total > AT_ONCE

    def __iter__(self) -> Generator[None]:
        try:
            while self.done < self.total:
                self.done += 1
                yield
        finally:
            self.applied = self._work(self._ids[: self.done]) if self.done else None

    def run(self) -> Applied | None:
        for _ in self:
            pass
        return self.applied


class FakeSession:
    """Decides in memory; `undo` and `redo` swap the rows back."""

    state = None

    def __init__(self, titles: Sequence[str], texts: Mapping[str, str] | None = None, config: Config | None = None) -> None:
        rows = [Row(f"{n:03d}.txt", title, words=120, blocks=4, boilerplate=0.17) for n, title in enumerate(titles, 1)]
        self.prepared: list[str] = []
        self.root = Path("/corpus/sample")
        self.corpus = FakeCorpus(rows)
        self.config = config or Config(palette=(PaletteTag("politics", "p"), PaletteTag("war", "w")))
        self.texts = texts or {}
        self.dropped: dict[str, set[int]] = {}
        self.notes: dict[str, str] = {}
        self.past: list[tuple[dict[str, Any], dict[str, Any]]] = []
        self.future: list[tuple[dict[str, Any], dict[str, Any]]] = []
        self.flushed = 0
        self.reader = FakeReader()
        self.clusters = NoClusters()
        self.suggestions = NoSuggestions()
        self.statistics = NoStatistics()
        self.at = Place("")
        self.saved = True
        self.lacking = 0

    @cached_property
    def views(self) -> Views:
        folder = tempfile.mkdtemp(prefix="triage-views-")
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        file = ViewFile(Path(folder) / "views.toml")
        return Views(file, lambda change: file.write([change]))

    def prepare(self, id: str) -> None:
        self.prepared.append(id)

    def open_document(self, id: str) -> Opened:
        raw = self.texts.get(id, f"Share this\n{self.corpus.all[id].title}\nA paragraph of {id}.\nA paragraph of {id}.\nThe end.")
        blocks, start = [], 0
        for n, line in enumerate(raw.split("\n"), 1):
            label = {1: Label.BOILERPLATE, 4: Label.DUPLICATE}.get(n, Label.CONTENT)
            was, was_rule = None, ""
            if n in self.dropped.get(id, ()):
                was, label = label, Label.CONTENT if label is not Label.CONTENT else Label.BOILERPLATE
            of = 3 if label is Label.DUPLICATE else None
            rule = "share" if n == 1 else ""
            end = start + len(line)
            blocks.append(Block(n, start, end, label, rule, 0.9, duplicate_of=of, was=was, was_rule=was_rule))
            start += len(line) + 1
        text, pieces = "", []
        for block in blocks:
            if block.label is Label.CONTENT:
                text += "\n" if text else ""
                pieces.append((block.n, len(text), len(text) + block.end - block.start))
                text += raw[block.start : block.end]
        row = self.corpus.all[id]
        sidecar = Sidecar(Source(id), decision=Decision(row.answer, tags=row.tags, note=self.notes.get(id, "")))
        cleaned = Cleaned(tuple(blocks), text, tuple(pieces), "", "")
        return Opened(Document(id, raw, Source(id)), cleaned, sidecar, None, cleaned)

    def _change(self, ids: Sequence[str], what: str, values: Callable[[Row], dict[str, Any]]) -> Applied | None:
        before, after = {}, {}
        for id in ids:
            row = self.corpus.all[id]
            wanted = values(row)
            old = {name: getattr(row, name) for name in wanted}
            if old != wanted:
                before[id], after[id] = old, wanted
                self.corpus.all[id] = row._replace(**wanted)
        if not after:
            return None
        self.past.append((before, after))
        self.future.clear()
        return self._applied(after, what)

    def _applied(self, changed: Mapping[str, Any], what: str) -> Applied:
        ids = tuple(changed)
        return Applied(len(self.past), ids, f"{what}: {ids[0] if len(ids) == 1 else f'{len(ids)} documents'}", ids[0])

    def bulk(self, *commands: Any, **shown: object) -> FakeBulk:
        """Of decisions, tags and notes, one command at a time; a note is none with the decision that it comes with."""
        for command in commands:
            if isinstance(command, SetNote):
                self.notes |= dict.fromkeys(command.ids, command.note)
        first = commands[0]
        if isinstance(first, Decide):
            answered = {"answer": first.answer, "reasons": tuple(first.reasons)}
            return FakeBulk(first.ids, lambda ids: self._change(ids, str(first.answer or "cleared"), lambda row: answered))
        if isinstance(first, EditTags):
            gone, new = set(first.remove), set(first.add)
            tagged = lambda row: {"tags": tuple(sorted({*row.tags, *new} - gone))}  # noqa: E731
            return FakeBulk(first.ids, lambda ids: self._change(ids, "tagged", tagged))
        return FakeBulk(first.ids, lambda ids: Applied(0, tuple(ids), f"noted: {ids[0]}", ids[0]))

    def guideline(self) -> str | None:
        return None

    def complete_tags(self, query: str) -> list[str]:
        known = dict.fromkeys([*(entry.tag for entry in self.config.palette), *sorted(self.corpus.decided.tags())])
        return [tag for tag in known if query.strip().casefold() in tag.casefold()]

    def toggle_blocks(self, opened: Opened, numbers: Sequence[int]) -> Applied:
        id = opened.document.id
        self.dropped[id] = self.dropped.get(id, set()) ^ set(numbers)
        return Applied(0, (id,), f"{len(numbers)} turned over: {id}", id)

    @property
    def journal(self) -> SimpleNamespace:
        return SimpleNamespace(last=len(self.past))

    def undoing(self) -> FakeBulk | None:
        ids = tuple(self.past[-1][0]) if self.past else ()
        return FakeBulk(ids, lambda _: self._swap(self.past, self.future, 0, "undone")) if ids else None

    def undo(self) -> Applied | None:
        bulk = self.undoing()
        return bulk.run() if bulk else None

    def redoing(self) -> FakeBulk | None:
        ids = tuple(self.future[-1][0]) if self.future else ()
        return FakeBulk(ids, lambda _: self._swap(self.future, self.past, 1, "done again")) if ids else None

    def nothing_to(self, what: str) -> str:
        return f"Nothing to {what}."

    def _swap(self, taken: list[Any], given: list[Any], which: int, word: str) -> Applied | None:
        if not taken:
            return None
        step = taken.pop()
        given.append(step)
        for id, values in step[which].items():
            self.corpus.all[id] = self.corpus.all[id]._replace(**values)
        return self._applied(step[which], word)

    def on_saved(self, callback: Callable[[], None]) -> None:
        self.callback = callback

    def problems(self) -> dict[str, Exception]:
        return {}

    def merged(self) -> list[str]:
        return []

    def refresh(self, *, scanned: bool = False) -> None: ...

    def flush(self) -> None:
        self.flushed += 1
