"""The commonest commands as calls."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from triage.decide import Command
    from triage.session.bulk import Bulk, Describe
    from triage.session.change_recorder import Applied
    from triage.session.reader import Opened


class CommandMethods(ABC):
    """What each does is applied, journalled and saved by `apply`; None is returned where nothing changes. `opened` is the
    document as it is shown, where one is: of that, nothing is changed that nobody has seen (`Outdated`). All others are taken as
    they are by now."""

    @abstractmethod
    def bulk(self, *commands: Command, opened: Opened | None = None, describe: Describe | None = None) -> Bulk:
        """The commands, to be carried out."""

    @abstractmethod
    def undoing(self) -> Bulk | None:
        """The reviewer's last command, to be taken back."""

    @abstractmethod
    def redoing(self) -> Bulk | None:
        """What the reviewer's last undo took back, to be carried out again."""

    def apply(self, *commands: Command, opened: Opened | None = None, describe: Describe | None = None) -> Applied | None:
        """Carry the commands out as one, which one undo takes back; None where nothing changes.

        Raises `SidecarError`, `FileError` or `UsageError` where the only document can't be changed; of many, that one is refused.
        """
        return self.bulk(*commands, opened=opened, describe=describe).run() if commands else None

    def undo(self) -> Applied | None:
        """Take back the reviewer's last command that isn't taken back yet; None where there is none. What others did stays."""
        bulk = self.undoing()
        return bulk.run() if bulk is not None else None

    def redo(self) -> Applied | None:
        """Carry out again what the reviewer's last undo took back; None where there is none."""
        bulk = self.redoing()
        return bulk.run() if bulk is not None else None

    def tag(self, ids: Sequence[str], add: Sequence[str] = (), remove: Sequence[str] = ()) -> Applied | None:
        """Add and remove tags."""
        from triage.decide import EditTags

        return self.apply(EditTags(tuple(ids), tuple(add), tuple(remove)))

    def note(self, ids: Sequence[str], text: str) -> Applied | None:
        """Set the note; an empty text removes it."""
        from triage.decide import SetNote

        return self.apply(SetNote(tuple(ids), text))

    def toggle_blocks(self, opened: Opened, numbers: Sequence[int]) -> Applied | None:
        """Bring removed blocks back, drop content blocks; a label that the cleaner gave itself is no override."""
        from triage.decide import SetBlocks
        from triage.session import receipt

        turned = [opened.cleaned.blocks[n - 1] for n in numbers]
        command = SetBlocks(opened.document.id, dict(opened.toggled(n) for n in numbers))
        return self.apply(command, opened=opened, describe=partial(receipt.of_turning, turned))
