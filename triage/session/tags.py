"""Tags over the whole folder: renamed, merged, removed, each as one command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from triage.decide import as_tag
from triage.errors import UsageError
from triage.plural import counted

if TYPE_CHECKING:
    from triage.decide import EditTags
    from triage.session.bulk import Bulk
    from triage.session.change_recorder import Applied
    from triage.session.planning import Planned
    from triage.session.session import Session


class FolderTags:
    """The tags of a session's folder."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def plan(self, old: str, new: str) -> Planned:
        """What renaming would change, and what can't be; nothing is written. Raises UsageError."""
        return self._session.plan(self._edit(old, new))

    def rename(self, old: str, new: str) -> Applied | None:
        """Give every document that has `old` the tag `new` instead; where that is in use already, the two become one."""
        return self.renaming(old, new).run()

    def renaming(self, old: str, new: str) -> Bulk:
        """As `rename`, to be carried out step by step."""
        what = "merged into" if as_tag(new) in self._session.corpus.decided.tags() else "renamed to"
        return self._bulk(self._edit(old, new), f"tag {old} {what} {as_tag(new)}")

    def removing(self, tag: str) -> Bulk:
        """Takes the tag off every document, step by step."""
        return self._bulk(self._edit(tag, ""), f"tag {tag} removed")

    def _bulk(self, command: EditTags, what: str) -> Bulk:
        return self._session.bulk(command, describe=lambda ids: f"{what} in {counted(len(ids), 'document')}")

    def _edit(self, old: str, new: str) -> EditTags:
        from triage.decide import EditTags

        ids = self._session.corpus.decided.tagged(old)
        if not ids:
            raise UsageError(f"no document has the tag {old!r}; `triage tags CORPUS` lists them")
        return EditTags(tuple(ids), (as_tag(new),) if new else (), (old,) if as_tag(new) != old else ())
