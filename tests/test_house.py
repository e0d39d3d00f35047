"""The rooms keep to the table of imports, and commands that need no screen never load Textual."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys
import types
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "triage"
SEEDS = PACKAGE.parent / "sample_seeds"
COMMON = {"model", "errors"}
MAY_IMPORT = {
    "model": set(),
    "errors": set(),
    "config": COMMON | {"naming", "regular", "toml_lines"},
    "paths": COMMON | {"naming"},
    "commands": COMMON,
    "arrays": set(),
    "atomic": set(),
    "fault": {"paths"},
    "lock": set(),
    "naming": set(),
    "plural": set(),
    "corrections": {"model"},
    "regular": set(),
    "repair": set(),
    "paragraphs": set(),
    "printable": set(),
    "scripts": set(),
    "toml_lines": set(),
    "run_hashes": {"arrays"},
    "widths": set(),
    "wrapping": {"paragraphs"},
    "common_words": set(),
    "language": {"common_words"},
    "language_names": set(),
    "phrases": set(),
    "dates": set(),
    "read": COMMON | {"dates", "fault", "naming", "regular", "repair", "paragraphs", "phrases", "wrapping"},
    "clean": COMMON
    | {"arrays", "dates", "paragraphs", "phrases", "plural", "repair", "run_hashes", "scripts", "widths", "wrapping"},
    "match": COMMON | {"arrays", "run_hashes", "scripts"},
    "decide": COMMON | {"language_names", "corrections", "naming", "plural", "widths"},
    "save": COMMON | {"atomic", "fault", "lock", "corrections", "naming", "regular", "toml_lines"},
    "export": COMMON | {"atomic", "corrections", "naming", "scripts"},
    "corpus": COMMON
    | {"arrays", "clean", "config", "language", "lock", "match", "corrections", "naming", "paths", "read", "save", "scripts"},
    "session": COMMON
    | {"corpus", "read", "clean", "match", "decide", "save", "export", "config", "paths", "naming"}
    | {"language", "corrections", "plural", "regular", "widths"},
    "view": {"model", "commands", "language_names", "plural", "printable", "widths"},
    "desktop": COMMON,
    "review": COMMON | {"session", "commands", "view"},
    "plain": COMMON | {"session", "review", "config", "commands", "view", "desktop"},
    "cli": COMMON
    | {"session", "config", "fault", "paths", "naming", "commands", "plural", "printable", "view", "widths", "plain", "tui"},
    "tui": COMMON | {"session", "review", "view", "commands", "config", "desktop"},
    "__init__": {"session"},
    "__main__": {"cli"},
}
# The package's version may be read anywhere.
VERSION = "__init__"


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "a relative import doesn't say where a thing comes from"
            yield node.module or ""
            if node.module == "triage":
                yield from (f"triage.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports(path: Path) -> None:
    room = room_of(path)
    for name in imports(ast.parse(path.read_text(encoding="utf-8"))):
        if name == "textual" or name.startswith("textual."):
            assert room == "tui", f"{path}: only tui/ imports Textual"
        if name.startswith("triage."):
            other = name.split(".")[1]
            if other not in ("__version__", "lazy"):
                assert other == room or other in MAY_IMPORT[room], f"{path}: {room} must not import {other}"


@pytest.mark.parametrize("front", ["clean", "corpus", "decide", "match", "session", "session.deciding"])
def test_what_a_lazy_front_promises_is_there(front: str) -> None:
    package = importlib.import_module(f"triage.{front}")
    tree = ast.parse(Path(package.__file__ or "").read_text(encoding="utf-8"))
    typed = {alias.asname or alias.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert typed - {"annotations", "TYPE_CHECKING", "from_parts"} == set(package.__all__)
    for name in package.__all__:
        assert not isinstance(getattr(package, name), types.ModuleType), f"{name} is a module and hides what it is named after"


def test_the_screen_stays_thin() -> None:
    paths = list((PACKAGE / "tui").rglob("*.py"))
    assert len(paths) > 30
    assert [path for path in paths if len(path.read_text(encoding="utf-8").splitlines()) > 300] == []


def test_what_the_first_frame_does_not_wait_for() -> None:
    heavy = ["numpy", "rapidfuzz", "ftfy", "triage.clean.pipeline", "triage.match", "triage.export"]
    heavy += ["triage.corpus.query.grammar", "triage.corpus.scan.run", "triage.decide.planning"]
    heavy += ["triage.model.figures", "triage.model.reach", "triage.model.copies", "triage.model.suggestion"]
    heavy += ["triage.fault", "triage.session.suggestions", "triage.decide.overruling"]
    heavy += ["triage.tui.screens.cluster", "textual.widgets._text_area"]
    code = (
        "import sys\nimport triage.tui.app\nfrom triage.session import Session\n"
        f"loaded = [name for name in {heavy} if name in sys.modules]\nassert not loaded, loaded\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60, cwd=PACKAGE.parent)


@pytest.mark.parametrize("command", [["--version"], ["keys"], ["paths"], ["list"], ["export"]], ids=lambda words: words[0])
def test_textual_is_not_loaded(command: list[str], tmp_path: Path) -> None:
    words = list(command)
    if words[0] in ("list", "export"):
        (tmp_path / "corpus").mkdir()
        (tmp_path / "corpus" / "a.txt").write_text("A short story about the harbour.\n", encoding="utf-8")
        words.append(str(tmp_path / "corpus"))
    if words[0] == "export":
        words += ["--out", str(tmp_path / "out.jsonl")]
    code = (
        "import sys\nfrom triage.cli import main\n"
        f"try:\n    code = main({words!r})\nexcept SystemExit as stop:\n    code = stop.code\n"
        "assert not code, code\nloaded = [name for name in sys.modules if name.split('.')[0] == 'textual']\n"
        "assert not loaded, loaded\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


def test_the_parts_of_the_review_are_as_its_docstring_has_them() -> None:
    from triage.tui.screens.review import ReviewScreen

    told = [line.split()[0] for line in (ReviewScreen.__doc__ or "").splitlines() if line.startswith(" " * 8)]
    parts = [one.__name__ for one in ReviewScreen.__mro__[1:] if one.__module__.startswith("triage.tui.screens")]
    assert told == [name for name in parts if name not in ("Part", "BaseScreen")]
    methods = re.findall(r"\b[a-z]+_[a-z_]+\b", ReviewScreen.__doc__ or "")
    assert [name for name in methods if not hasattr(ReviewScreen, name)] == ["do_a_b_c"]
