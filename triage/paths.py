"""Where Triage's own files live on this machine. Nothing here creates a folder, or touches the disk.

What belongs to a corpus lives in the corpus (`triage.toml`, `.triage/`) or below `--state`; these are the places of the
person who works.
"""

from __future__ import annotations

from pathlib import Path

import platformdirs

APP = "triage"
CORPUS_CONFIG = "triage.toml"
CORPUS_STATE = ".triage"
GUIDELINE = "guideline.md"


def config_dir() -> Path:
    """The folder of personal configuration."""
    return Path(platformdirs.user_config_dir(APP, appauthor=False))


def state_dir() -> Path:
    """The folder of what should outlive a session but belongs to no corpus."""
    return Path(platformdirs.user_state_dir(APP, appauthor=False))


def log_dir() -> Path:
    """The folder of logs."""
    return Path(platformdirs.user_log_dir(APP, appauthor=False))
