"""What the style names of the view mean, in the colours of the theme in force."""

from __future__ import annotations

from collections.abc import Mapping

from rich.style import Style as DrawnStyle
from textual.style import Style

LOOKS: Mapping[str, str] = {
    "title": "bold",
    "strong": "bold",
    "dim": "$text-muted",
    "key": "bold $text-accent",
    # answers
    "undecided": "$text-muted",
    "keep": "bold $text-success",
    "reject": "bold $text-error",
    "defer": "bold $text-warning",
    # what is known of a document
    "dup": "$text-warning",
    "boiler": "$text-accent",
    "cluster": "$text-primary",
    "decides": "bold $text-warning",
    # a text
    "boilerplate": "italic $text-muted",
    "duplicate": "italic $text-warning",
    "rule": "$text-accent",
    "focus": "bold $text-primary",
    "override": "bold $text-success",
    "gutter": "$text-muted",
    # what goes wrong
    "error": "bold $text-error",
    "problem": "bold $text-error",
    "warning": "$text-warning",
}


def look_of(name: str, looks: Mapping[str, str] = LOOKS) -> Style:
    """The style of a name; an unknown one is plain text."""
    return Style.parse(looks[name]) if name in looks else Style.null()


def drawn(name: str, looks: Mapping[str, str] = LOOKS) -> DrawnStyle:
    """The same, to be laid over another style that is drawn."""
    return look_of(name, looks).rich_style


def laid_over(under: DrawnStyle, look: DrawnStyle) -> DrawnStyle:
    """Both together. What is reversed keeps to one colour: the colour of a text would fill its ground, a bar without an edge."""
    return under + (look.without_color if under.reverse else look)
