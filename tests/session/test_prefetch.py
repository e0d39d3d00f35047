"""What was opened beforehand is what opening it now would show, whatever happened in between."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from triage.errors import SidecarError
from triage.model import Answer
from triage.session import Decide, Session
from triage.session.prefetch import KEPT, LARGE_FILE

PARA = "The ferry company said on Monday that the old quay would be used until the {} pier is mended, which may take a year.\n\n"
IDS = ("a.txt", "b.txt", "c.txt")
STEPS = ("prepare", "keep", "clear", "toggle", "undo", "redo", "edit", "touch-sidecar", "save", "refresh")


@contextmanager
def opened(folder: Path) -> Iterator[Session]:
    for name in IDS:
        (folder / name).write_text("Share this\n\n" + PARA.format("northern") * 2 + PARA.format(name), encoding="utf-8")
    with suppress(SidecarError), Session.open(folder, reviewer="t") as session:  # another hand's change may win over ours
        session.corpus.scan()
        yield session


def act(session: Session, step: str, id: str) -> None:
    path = session.root / id
    sidecar = path.with_name(f"{id}.triage.toml")
    match step:
        case "prepare":
            session.prepare(id)
        case "keep":
            session.apply(Decide((id,), Answer.KEEP))
        case "clear":
            session.apply(Decide((id,), None))
        case "toggle":
            session.toggle_blocks(session.open_document(id), [1])
        case "undo":
            session.undo()
        case "redo":
            session.redo()
        case "edit":
            path.write_text(path.read_text(encoding="utf-8") + PARA.format("southern"), encoding="utf-8")
        case "touch-sidecar":
            act(session, "save", id)
            if sidecar.exists():
                sidecar.write_text(sidecar.read_text(encoding="utf-8").replace('"keep"', '"reject"'), encoding="utf-8")
        case "save":
            with suppress(SidecarError):
                session.flush()
        case "refresh":
            session.refresh()


@settings(deadline=None, max_examples=15)
@given(st.lists(st.tuples(st.sampled_from(STEPS), st.sampled_from(IDS)), max_size=12))
def test_prepared_is_as_opened_now(steps: list[tuple[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder)) as session:
        for step, id in steps:
            act(session, step, id)
            session.prepare(id)
        for id in IDS:
            shown, now = session.open_document(id), session.reader.open(id)
            assert shown == now
            assert session.suggestions.of(shown) == session.suggestions.look(now)


def test_it_is_opened_once(tmp_path: Path) -> None:
    with opened(tmp_path) as session:
        session.prepare("a.txt")
        before = session.open_document("a.txt")
        assert session.open_document("a.txt") is before
        act(session, "toggle", "a.txt")
        after = session.open_document("a.txt")
        assert after.document is before.document
        assert after.cleaned != before.cleaned
        act(session, "edit", "a.txt")
        assert session.open_document("a.txt").document != before.document


def test_what_takes_long_or_is_gone_is_not_prepared(tmp_path: Path) -> None:
    with opened(tmp_path) as session:
        (tmp_path / "large.txt").write_text(PARA * (LARGE_FILE // len(PARA) + 1), encoding="utf-8")
        for id in ("large.txt", "gone.txt", "x" * 300):
            session.prepare(id)
        assert not session._prefetch._ready
        for n in range(KEPT + 3):
            (tmp_path / f"{n}.txt").write_text(PARA, encoding="utf-8")
            session.prepare(f"{n}.txt")
        assert list(session._prefetch._ready) == [f"{n}.txt" for n in range(3, KEPT + 3)]
