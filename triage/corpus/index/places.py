"""Where documents stand in an order: as it is kept of the order of ids, and found in any other."""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Collection, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from triage.corpus.index.meta import Db

if TYPE_CHECKING:
    from triage.arrays import I32

_CHUNK = 1000  # documents whose places are a row, which is a page of the index
_LOWEST = (0, 1) if sys.byteorder == "little" else (3, 2)  # which bytes of a number differ most
_MANY = 250  # numbers from which on it is faster to look at each
_SOME = b"\0" + b"\1" * 255


def keep_places(db: Db, docs: Sequence[int] | I32) -> None:
    """Notes where each document stands in the order of ids."""
    import numpy as np

    order = np.asarray(docs, np.int32)
    places = np.full(int(order.max(initial=0)) + 1, -1, np.int32)
    places[order] = np.arange(len(order), dtype=np.int32)
    rows = ((first // _CHUNK, places[first : first + _CHUNK].tobytes()) for first in range(0, len(places), _CHUNK))
    db.execute("DELETE FROM places")
    db.executemany("INSERT INTO places VALUES (?, ?)", rows)


def kept_places(db: Db, docs: Collection[int]) -> dict[int, int]:
    """Where those of the documents stand that were in the order of ids when that was noted."""
    of_chunk = {chunk: list(own) for chunk, own in groupby(sorted(docs), key=lambda doc: doc // _CHUNK)}
    found = {}
    select = "SELECT chunk, places FROM places WHERE chunk IN (SELECT value FROM json_each(?))"
    for chunk, packed in db.execute(select, (json.dumps([*of_chunk]),)):
        places, first = array("i", packed), chunk * _CHUNK
        for doc in of_chunk[chunk]:
            if doc - first < len(places) and places[doc - first] >= 0:
                found[doc] = places[doc - first]
    return found


def found_places(docs: array[int], wanted: Collection[int]) -> list[int]:
    """Where the wanted documents stand, in order, each of which may be among `docs` or not.

    In an order of a million, each number would be made into an object to be looked at. So those are passed over together that
    don't have two bytes of a wanted one: the wanted ones are in eight groups, each of which has a bit, and a byte that one of
    the group has at its place has the bit set."""
    among = frozenset(wanted)
    if len(among) > _MANY:
        return [place for place, doc in enumerate(docs) if doc in among]
    marks = [bytearray(256) for _ in _LOWEST]
    for number, doc in enumerate(among):
        own = doc.to_bytes(docs.itemsize, sys.byteorder)
        for mark, at in zip(marks, _LOWEST, strict=True):
            mark[own[at]] |= 1 << number % 8
    packed = docs.tobytes()
    one, other = (packed[at :: docs.itemsize].translate(mark) for mark, at in zip(marks, _LOWEST, strict=True))
    both = int.from_bytes(one, "little") & int.from_bytes(other, "little")
    likely = both.to_bytes(len(docs), "little").translate(_SOME)
    found = []
    place = likely.find(1)
    while place >= 0:
        if docs[place] in among:
            found.append(place)
        place = likely.find(1, place + 1)
    return found
