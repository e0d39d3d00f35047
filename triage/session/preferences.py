"""What a person chose for the screen, whichever corpus is open. It belongs to the machine's state folder, not to a corpus."""

from __future__ import annotations

from pathlib import Path

from triage.errors import FileError, shown
from triage.paths import state_dir
from triage.save import load_keyed, write_keyed

FILE = "screen.toml"
SCHEMA = "triage/screen"


class Preferences:
    """The choices, in a folder. Raises `ConfigError` and `FileError` as the file deserves it."""

    def __init__(self, folder: Path | None = None) -> None:
        self._path = (folder or state_dir()) / FILE

    @property
    def theme(self) -> str:
        """The name of the theme; empty where none was chosen."""
        found = load_keyed(self._path, SCHEMA).get("theme", "")
        return found if isinstance(found, str) else ""

    @theme.setter
    def theme(self, name: str) -> None:
        tree = {**load_keyed(self._path, SCHEMA), "theme": name}
        try:
            write_keyed(self._path, SCHEMA, tree)
        except FileError as error:
            why = getattr(error.__cause__, "strerror", None) or "no room, or no permission"
            remedy = "see that its folder may be written and has room, or set XDG_STATE_HOME"
            raise FileError(f"{shown(self._path)}: can't be written ({why}); {remedy}") from error
