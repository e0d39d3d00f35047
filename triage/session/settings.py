"""The folder's configuration, checked against what only the stages know: orders, and what a rule of the cleaner is."""

from __future__ import annotations

from pathlib import Path

from triage.config import Config, load_config
from triage.corpus import sort_key
from triage.errors import ConfigError, UsageError


def settings_of(root: Path, config: Path | None) -> Config:
    """The settings of a folder, or those in `config`. Raises `FileError`, `ConfigError`."""
    settings = load_config(root, config)
    try:
        settings = settings._replace(sort=sort_key(settings.sort))
    except UsageError as error:
        raise ConfigError(f"{settings.path}: sort: {error}") from error
    if settings.rules:
        from triage.clean.catalogue.rules import RuleSet  # a folder without rules of its own is opened without it

        try:
            RuleSet(()).extended(settings.rules)
        except ConfigError as error:
            raise ConfigError(f"{settings.path}: {error}") from error
    return settings
