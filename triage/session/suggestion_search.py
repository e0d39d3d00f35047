"""What is suggested on each of many documents, looked for step by step before it is asked about."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import TYPE_CHECKING

from triage.decide import Decide
from triage.session.bulk import Bulk
from triage.session.change_recorder import ChangeRecorder
from triage.session.suggestions import accepting

if TYPE_CHECKING:
    from triage.session.session import Session


class SuggestionSearch(Bulk):
    """Looks for suggestions step by step and changes nothing; `commands` are the rejections found so far."""

    def __init__(self, recorder: ChangeRecorder, session: Session, ids: Sequence[str]) -> None:
        super().__init__(recorder)
        self._session, self._asked = session, ids
        self.total = len(ids)
        self.commands: list[Decide] = []

    def __iter__(self) -> Generator[None]:
        for id in self._asked:
            self.commands += accepting(self._session, [id], "any")
            self.done += 1
            yield

    def _receipt_text(self) -> str:
        return ""
