"""The folder that tests of the desk share; each keeps its decisions elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.review.desk import desk
from tests.two_clusters import make
from triage.review import Review


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("corpus")
    make(root)
    return root


@pytest.fixture
def review(folder: Path, tmp_path: Path) -> Iterator[Review]:
    with desk(folder, tmp_path / "state") as review:
        yield review
