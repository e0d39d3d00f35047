"""The folder's configuration, checked against what only the stages know: orders, and what a rule of the cleaner is."""

from __future__ import annotations

from pathlib import Path

from triage.config import Config, load_config
from triage.corpus import SORT_KEYS
from triage.errors import ConfigError


def settings_of(root: Path, config: Path | None) -> Config:
    """The settings of a folder, or those in `config`. Raises `FileError`, `ConfigError`."""
    settings = load_config(root, config)
    if settings.sort.removeprefix("-") not in SORT_KEYS:
        raise ConfigError(f"{settings.path}: sort = {settings.sort!r} is no order; there are: {', '.join(SORT_KEYS)}")
    if settings.rules:
        from triage.clean.rules import RuleSet  # a folder without rules of its own is opened without it

        try:
            RuleSet(()).extended(settings.rules)
        except ConfigError as error:
            raise ConfigError(f"{settings.path}: {error}") from error
    return settings
