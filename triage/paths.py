"""Where Triage's own files live on this machine. Nothing here creates a folder, or touches the disk.

What belongs to a corpus lives in the corpus (`triage.toml`, `.triage/`) or below `--state`; these are the places of the
person who works.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import platformdirs

from triage.naming import CORPUS_STATE

APP = "triage"


@dataclass(frozen=True, slots=True)
class StatePlaces:
    """Where what Triage keeps of the corpus `root` lies: in `state`, else in the corpus. Sidecars are `save`'s to place."""

    root: Path
    state: Path | None = None

    @property
    def folder(self) -> Path:
        """The folder that all of it lies in."""
        return self.state or self.root / CORPUS_STATE

    @property
    def index(self) -> Path:
        """The file of the index."""
        return self.folder / "index.sqlite"

    @property
    def journal(self) -> Path:
        """The folder of the journal."""
        return self.folder / "journal"

    @property
    def rules(self) -> Path:
        """The file of the learned rules."""
        return self.folder / "rules.toml"

    @property
    def views(self) -> Path:
        """The file of the saved views."""
        return self.folder / "views.toml"


def config_dir() -> Path:
    """The folder of personal configuration."""
    return Path(platformdirs.user_config_dir(APP, appauthor=False))


def state_dir() -> Path:
    """The folder of what should outlive a session but belongs to no corpus."""
    return Path(platformdirs.user_state_dir(APP, appauthor=False))


def log_dir() -> Path:
    """The folder of logs."""
    return Path(platformdirs.user_log_dir(APP, appauthor=False))
