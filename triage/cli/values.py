"""What may stand for the values of options."""

from __future__ import annotations

import argparse


def place(text: str) -> str:
    """A name: an empty one, of a variable that isn't set, would be the folder at hand."""
    if not text:
        raise argparse.ArgumentTypeError("is empty; name a file or a folder")
    return text


def positive(text: str) -> int:
    """A whole number from 1 upwards."""
    number = int(text) if text.isascii() and text.isdigit() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 upwards")
    return number
