"""The file of saved views."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from triage.model import View
from triage.save.keyed_file import KeyedFile


def view_table(view: View) -> dict[str, Any]:
    """A view as its table in the file."""
    return view._asdict()


def view_from_table(name: str, table: Mapping[str, Any]) -> View:
    """The view in a table; ValueError says which key holds what can't be."""
    view = View(table.get("where", ""), table.get("sort", "id"))
    for key, value in view._asdict().items():
        if not isinstance(value, str):
            raise ValueError(f"{key}: must be a text in quotation marks")
    return view


class ViewFile(KeyedFile[View]):
    """Saved views, in the order of their names."""

    kind = "view"
    schema = "triage/views"
    sorts = True
    parse = staticmethod(view_from_table)
    table = staticmethod(view_table)
