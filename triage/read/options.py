"""What a reader may be told. Kept apart so that every reader can import it without the others."""

from __future__ import annotations

from typing import NamedTuple

MAX_BYTES = 64 * 1024 * 1024


class ReadOptions(NamedTuple):
    """`text_field` names the field of a JSONL record that holds the text (`a.b` reaches into an object).

    `max_bytes` is the most that one document, or one line of a container, may hold. `text_alone`: title, date and source of
    plain text aren't asked for, which is most of the work; its text is the same.
    """

    text_field: str | None = None
    max_bytes: int = MAX_BYTES
    text_alone: bool = False
