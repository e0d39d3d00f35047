"""What lists and queries say of documents whose sidecars say something else of them, whatever happened in which order."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from triage.corpus import Corpus
from triage.corrections import fingerprint
from triage.model import CleanStamp, Metadata, Sidecar, Source

TEXT = (
    "Title: {title}\nDate: 2031-05-0{day}\n\nThe harbour authority said that the pier would stay closed until the ice is gone.\n"
)
TITLES = ("Ferry leaves late", "Pier stays closed", "Nothing is decided")
FOUND = Metadata("Ferry leaves late", date(2031, 5, 1))
SAID = st.tuples(
    st.sampled_from(["", "Mended by hand", "Pier stays closed"]),
    st.sampled_from([None, date(2030, 1, 2)]),
    st.sampled_from(["", "The Gull"]),
).map(lambda said: Metadata(*said))
STEPS = st.lists(st.one_of(SAID, st.none(), st.integers(0, 2), st.just("scan")), max_size=6)


def sidecar(said: Metadata) -> Sidecar:
    return Sidecar(Source("a.txt"), said, CleanStamp(metadata_sha256=fingerprint(FOUND)))


@settings(max_examples=25, deadline=None)
@given(STEPS)
def test_a_document_is_listed_and_found_by_what_holds_of_it(steps: list[Metadata | int | str | None]) -> None:
    with tempfile.TemporaryDirectory() as folder, Corpus.open(Path(folder), unsaved=lambda: {"a.txt"}) as corpus:
        text, said = 0, Metadata()

        def write() -> None:
            (Path(folder) / "a.txt").write_text(TEXT.format(title=TITLES[text], day=text + 1), "utf-8")

        write()
        corpus.scan()
        for step in [*steps, "scan"]:
            if isinstance(step, int):
                text = step
                write()
            elif isinstance(step, str):
                corpus.scan()
            else:
                said = step if step is not None else Metadata()
                corpus.index_sidecars([("a.txt", None if step is None else sidecar(step))])
        row = corpus.row("a.txt")
        assert row is not None
        title = said.title or TITLES[text]
        assert (row.title, row.date, row.source) == (title, said.date or date(2031, 5, text + 1), said.source)
        for other in {*TITLES, "Mended by hand"}:
            assert corpus.count(f'"{other}"') == (other == title)
            assert corpus.count(f'title:"{other}"') == (other == title)
