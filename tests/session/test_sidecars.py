"""What the saver made of a decision, and what was decided meanwhile."""

from datetime import UTC, datetime
from pathlib import Path

from triage.errors import FileError, SidecarError
from triage.model import Answer, Change, Decision, Sidecar, Source
from triage.save import Saved
from triage.session.sidecars import Sidecars

NOW = datetime(2031, 5, 10, tzinfo=UTC)


def decided(answer: Answer, note: str = "") -> Sidecar:
    return Sidecar(Source("a.txt"), decision=Decision(answer, note=note, decided_at=NOW))


def test_what_was_decided_meanwhile_is_not_taken_back_by_what_was_saved_before(tmp_path: Path) -> None:
    sidecars = Sidecars(tmp_path, None)
    first, second = (Change("a.txt", None, decided(answer)) for answer in (Answer.KEEP, Answer.REJECT))
    sidecars.remember([first])
    sidecars.remember([second])
    sidecars.note_saved(Saved((first,), asked=(first,)))
    assert sidecars.get("a.txt") is second.after
    sidecars.note_saved(Saved((), asked=(first,)))
    assert sidecars.get("a.txt") is second.after


def test_what_was_merged_holds_and_what_is_refused_is_as_the_file_says(tmp_path: Path) -> None:
    sidecars = Sidecars(tmp_path, None)
    asked, lost, late = (Change(name, None, decided(Answer.KEEP)) for name in ("a.txt", "b.txt", "c.txt"))
    merged = Change("a.txt", None, decided(Answer.KEEP, "from another hand"))
    sidecars.remember([asked, lost, late])
    errors = (("b.txt", SidecarError("changed on disk")), ("c.txt", FileError("no room")))
    sidecars.note_saved(Saved((merged,), errors, asked=(asked, lost, late)))
    assert sidecars.get("a.txt") is merged.after
    sidecars.drop()
    assert sidecars.get("b.txt") is None
    assert sidecars.get("c.txt") is late.after
