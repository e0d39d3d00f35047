"""The themes: dark, light, high contrast, and the terminal's own sixteen colours. A test holds their text to WCAG AA."""

from __future__ import annotations

from collections.abc import Mapping

from textual.theme import Theme

PREFIX = "triage-"
NAMES = ("dark", "light", "contrast", "ansi")

_DARK = {
    "foreground": "#e4e8ee",
    "background": "#10141a",
    "surface": "#141920",
    "panel": "#252e3a",
    "boost": "#1c232c",
    "primary": "#2f5f9e",
    "secondary": "#2a3c54",
    "accent": "#c9a2f2",
    "warning": "#e8b64c",
    "error": "#ff8a80",
    "success": "#77d68a",
}
_LIGHT = {
    "foreground": "#1b2129",
    "background": "#ffffff",
    "surface": "#fbfbf8",
    "panel": "#dde3ea",
    "boost": "#eef1f4",
    "primary": "#1f5aa6",
    "secondary": "#c3d3e8",
    "accent": "#6b2fa3",
    "warning": "#7a4f00",
    "error": "#a81414",
    "success": "#0f6128",
}
_CONTRAST = {
    "foreground": "#ffffff",
    "background": "#000000",
    "surface": "#000000",
    "panel": "#1e1e1e",
    "boost": "#000000",
    "primary": "#0047b3",
    "secondary": "#333333",
    "accent": "#ff9dff",
    "warning": "#ffd800",
    "error": "#ff9c9c",
    "success": "#5cff7a",
}


def _theme(name: str, colours: Mapping[str, str], *, dark: bool, muted: str, row: str) -> Theme:
    """A theme whose text colours are opaque, so that their contrast is what the table says."""
    text = {f"text-{kind}": colours[kind] for kind in ("warning", "error", "success", "accent")}
    return Theme(
        PREFIX + name,
        dark=dark,
        variables={
            **text,
            "text": colours["foreground"],
            "text-primary": colours["accent"],
            "text-secondary": colours["foreground"],
            "text-muted": muted,
            "text-disabled": muted,
            "primary-muted": row,
            "block-cursor-background": colours["primary"],
            "block-cursor-foreground": "#ffffff",
            "block-cursor-blurred-background": colours["panel"],
            "block-cursor-blurred-foreground": colours["foreground"],
            "input-selection-background": row,
            "screen-selection-background": row,
            "screen-selection-foreground": colours["foreground"],
            "border": colours["primary"],
        },
        primary=colours["primary"],
        secondary=colours["secondary"],
        accent=colours["accent"],
        warning=colours["warning"],
        error=colours["error"],
        success=colours["success"],
        foreground=colours["foreground"],
        background=colours["background"],
        surface=colours["surface"],
        panel=colours["panel"],
        boost=colours["boost"],
    )


_ANSI = Theme(
    PREFIX + "ansi",
    ansi=True,
    primary="ansi_blue",
    secondary="ansi_cyan",
    warning="ansi_yellow",
    error="ansi_red",
    success="ansi_green",
    accent="ansi_magenta",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    variables={
        "ansi-background": "ansi_black",
        "ansi-foreground": "ansi_white",
        "border": "ansi_default",
        "input-cursor-text-style": "reverse",
        "primary-muted": "ansi_default",
        "text-primary": "ansi_default",  # blue can't be read on black
    },
)

THEMES = (
    _theme("dark", _DARK, dark=True, muted="#a3b0c0", row="#263c59"),
    _theme("light", _LIGHT, dark=False, muted="#4d5866", row="#cfe0f5"),
    _theme("contrast", _CONTRAST, dark=True, muted="#d8d8d8", row="#003a8c"),
    _ANSI,
)


def first_theme(environment: Mapping[str, str]) -> str:
    """The theme of who has chosen none: the terminal's own sixteen colours where it isn't known to have more, for others would be
    drawn in those of the sixteen that are nearest, and not be told apart; light where it says that it is."""
    many = environment.get("TERM", "").endswith(("-256color", "-kitty", "-direct"))
    if not many and environment.get("COLORTERM", "").lower() not in ("truecolor", "24bit"):
        return "ansi"
    ground = environment.get("COLORFGBG", "").rpartition(";")[2]
    return "light" if ground in ("7", "15") else "dark"


def after(name: str) -> str:
    """The theme that the key changes to."""
    return NAMES[(NAMES.index(name) + 1) % len(NAMES)] if name in NAMES else NAMES[0]
