"""Packages whose parts are imported when they are first asked for: no part makes the first frame wait for another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def from_parts(package: str, parts: Mapping[str, str]) -> tuple[list[str], Callable[[str], Any]]:
    """The `__all__` and the `__getattr__` (PEP 562) of a package: `parts` has the public names of each module, parted by blanks,
    a name under which it is known here behind `=`."""
    homes: dict[str, tuple[str, str]] = {}
    for module, names in parts.items():
        for name in names.split():
            there, _, here = name.partition("=")
            homes[here or there] = (module, there)

    def __getattr__(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        module, there = homes[name]
        return getattr(import_module(module), there)

    return sorted(homes), __getattr__
