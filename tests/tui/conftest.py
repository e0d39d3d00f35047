"""The folder that tests of the screen share; each keeps its decisions elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.two_clusters import make


@pytest.fixture(scope="session")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("corpus")
    make(root)
    return root
