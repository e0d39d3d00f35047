"""What is private in Textual and Rich is as `triage.tui.textual_internals` takes it to be, and nothing else takes any of it.

Where one of these fails after another version was installed, its message names what is gone: mend that module, not its callers.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import textwrap
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from rich.style import Style
from textual._compositor import ChopsUpdate, Compositor, LayoutUpdate
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.binding import BindingsMap
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

import triage.tui

TUI = Path(triage.tui.__file__).parent
INTERNALS = TUI / "textual_internals"

METHODS = [
    (App, "_display", "screen renderable"),
    (App, "_begin_update", ""),
    (App, "_end_update", ""),
    (App, "_dispatch_message", "message"),
    (App, "_handle_exception", "error"),
    (App, "_fatal_error", ""),
    (App, "_shutdown", ""),
    (App, "_get_screen", "screen"),
    (App, "_refresh_truecolor_filter", "theme"),
    (App, "_close_messages_no_wait", ""),
    (Screen, "_dispatch_message", "message"),
    (Screen, "_screen_resized", "size"),
    (Screen, "_forward_event", "event"),
    (Screen, "_refresh_layout", "size scroll"),
    (Compositor, "render_strips", "size"),
    (Compositor, "render_update", "full screen_stack simplify"),
    (XTermParser, "_sequence_to_key_events", "sequence alt"),
    (LinuxDriver, "_run_input_thread", ""),
    (Style, "_make_ansi_codes", "color_system"),
]
"""Methods that are called, or that Textual calls and a hook stands in for; with the names of their parameters."""

ATTRIBUTES = [
    (App, "_exception"),
    (App, "_exit"),
    (App, "_batch_count"),
    (App, "_registry"),
    (App, "_background_screens"),
    (MessagePump, "_is_mounted"),
    (MessagePump, "_mounted_event"),
    (Screen, "_compositor"),
    (Screen, "_modal_binding_chain"),
    (Screen, "_update_timer"),
    (Widget, "_layout_required"),
    (Widget, "_size"),
    (Widget, "_bindings"),
    (Key, "_sender"),
    (BindingsMap, "key_to_bindings"),
    (LayoutUpdate, "strips"),
    (LayoutUpdate, "region"),
    (ChopsUpdate, "chops"),
    (ChopsUpdate, "spans"),
    (ChopsUpdate, "chop_ends"),
    (XTermParser, "_awaiting"),
    (XTermParser, "_gen"),
    (XTermParser, "_tokens"),
    (LinuxDriver, "_file"),
    (Driver, "_debug"),
    (Strip, "_segments"),
    (Console, "_color_system"),
    (Style, "_ansi"),
]
"""What is read, and in part set."""

IMPORTED = {
    "textual._compositor": "ChopsUpdate CompositorUpdate LayoutUpdate",
    "textual._context": "active_message_pump",
    "textual._ansi_sequences": "ANSI_SEQUENCES_KEYS",
    "textual._keyboard_protocol": "FUNCTIONAL_KEYS",
    "textual._xterm_parser": "BRACKETED_PASTE_END BRACKETED_PASTE_START SPECIAL_SEQUENCES XTermParser",
    "textual.keys": "_character_to_key",
}

LIBRARIES = f"Textual {version('textual')} with Rich {version('rich')}"


def gone(what: str) -> str:
    return f"{LIBRARIES} has no {what} as triage/tui/textual_internals uses it: mend that, or go back to the pinned version"


@pytest.mark.parametrize(("owner", "name", "parameters"), METHODS)
def test_methods_are_there(owner: type, name: str, parameters: str) -> None:
    found = getattr(owner, name, None)
    assert callable(found), gone(f"{owner.__name__}.{name}()")
    assert [*inspect.signature(found).parameters][1:] == parameters.split(), gone(f"{owner.__name__}.{name}({parameters})")


@cache
def set_by(owner: type) -> set[str]:
    """The names of a class's own, and those that its methods set."""
    names: set[str] = set()
    for one in owner.__mro__:
        if one.__module__.partition(".")[0] in ("textual", "rich"):
            names |= {*vars(one)} | set(
                re.findall(r"\bself\.(\w+)(?:: [^=\n]+)? *=[^=]", textwrap.dedent(inspect.getsource(one)))
            )
    return names


@pytest.mark.parametrize(("owner", "name"), ATTRIBUTES)
def test_attributes_are_there(owner: type, name: str) -> None:
    assert name in set_by(owner), gone(f"{owner.__name__}.{name}")


@pytest.mark.parametrize(("module", "names"), IMPORTED.items())
def test_imports_are_there(module: str, names: str) -> None:
    found = importlib.import_module(module)
    for name in names.split():
        assert hasattr(found, name), gone(f"{module}.{name}")


def test_the_pinned_version_is_installed() -> None:
    pinned = re.search(r'"textual==([\d.]+)"', (TUI.parent.parent / "pyproject.toml").read_text(encoding="utf-8"))
    assert pinned is not None, "pyproject.toml must pin one version of Textual: its internals are used"
    assert pinned[1] == version("textual"), (
        f"Textual {version('textual')} is installed, and {pinned[1]} is what this was made for"
    )


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def private_names(path: Path) -> Iterator[str]:
    """Names with an underscore that a module imports from the libraries, or uses of any object."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in ("textual", "rich"):
            yield from (f"{node.module}.{one.name}" for one in node.names if is_private(one.name))
            yield from (part for part in (node.module or "").split(".") if is_private(part))
        elif isinstance(node, ast.Attribute) and is_private(node.attr) and ast.unparse(node) != "os._exit":
            yield node.attr


def test_all_that_is_used_is_looked_after() -> None:
    known = {name for _, name, *_ in METHODS} | {name for _, name in ATTRIBUTES}
    known |= {f"textual.keys.{name}" for name in IMPORTED["textual.keys"].split()}
    known |= {part for module in IMPORTED for part in module.split(".") if is_private(part)}
    used = {name for path in INTERNALS.glob("*.py") for name in private_names(path)}
    assert used - known == set()
    assert {name for name in known - used if is_private(name)} == set(), "nothing uses these any more"


def modules() -> list[str]:
    found = pkgutil.walk_packages([str(TUI)], "triage.tui.")
    return [one.name for one in found if not one.name.startswith("triage.tui.textual_internals")]


@pytest.mark.parametrize("module", modules())
def test_nothing_else_takes_what_is_private(module: str) -> None:
    path = Path(importlib.import_module(module).__file__ or "")
    imported = [name for name in private_names(path) if "." in name or name in {part.split(".")[1] for part in IMPORTED}]
    assert imported == [], f"{path}: import what is private through triage.tui.textual_internals"
    private = {name for owner, name in [*ATTRIBUTES, *((owner, name) for owner, name, _ in METHODS)] if is_private(name)}
    own = {name for one in classes(module) for name in set_here(one)}
    used = {name for name in private_names(path) if name in private}
    assert used <= own, f"{path}: {sorted(used - own)} through triage.tui.textual_internals"
    for one in classes(module):
        theirs = {
            name for base in one.__mro__ if base.__module__.startswith("textual") for name in set_by(base) if is_private(name)
        }
        assert theirs & set_here(one) == set(), f"{path}: {one.__name__} has names that are Textual's"


def classes(module: str) -> list[type[Any]]:
    found = vars(importlib.import_module(module)).values()
    return [one for one in found if inspect.isclass(one) and one.__module__ == module]


def set_here(one: type[Any]) -> set[str]:
    """The private names that a class defines, or that its methods set."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(one)))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            names.add(node.name)
        elif isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Store):
            names.add(node.id if isinstance(node, ast.Name) else node.attr)
    return {name for name in names if is_private(name)}
