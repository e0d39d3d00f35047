"""What all matches of a regular expression have, so that it is asked only where there may be one: how they begin, and what stands
in them. RE2 calls it a prefilter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

LONGEST = 3
DIGIT = "0"
FOREIGN = "\U0010ffff"
"""Stands for any first character that isn't ASCII."""
_ASCII = 0x7F
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
_MOST = 400  # beginnings; of a pattern with more only shorter ones are told
_MOST_CHARS = 20  # of a set

_Parts: TypeAlias = Sequence[tuple[Any, Any]]  # of a syntax tree: what each is, and what is in it


def keyed(text: str) -> str:
    """A text with all digits as one, by which patterns tell what their matches have."""
    return text if text.isalpha() else "".join([DIGIT if char.isdecimal() else char for char in text])


def key_of(line: str) -> str:
    """What the beginnings are looked up by: a line's first characters."""
    return keyed(line[:LONGEST])


def beginnings_of(pattern: str) -> set[str]:
    """The key of a line for the whole of which the pattern, which has no flags, can hold begins with one of these, or the line
    with what `FOREIGN` stands for. An empty one: it may begin with anything."""
    parts = _parts_of(pattern)
    if parts is None:
        return {""}
    cut: set[str] = set()
    whole = _behind({""}, parts, cut)
    found = whole | cut
    for length in range(LONGEST - 1, -1, -1):
        if len(found) <= _MOST:
            break
        found = {beginning[:length] for beginning in found}
    return found


def needed_by(pattern: str) -> set[str] | None:
    """Texts of which each match of the pattern, which has no flags, has one at least, digits aside; None where there are none
    such."""
    parts = _parts_of(pattern)
    return _needed_by_all(parts) if parts is not None else None


def telling(texts: Iterable[str]) -> int:
    """How much it says that one of these texts stands in a line: by the bytes of the shortest."""
    return min(len(text.encode()) for text in texts)


def _parts_of(pattern: str) -> _Parts | None:
    """The syntax tree, where this version of Python gives one."""
    try:
        from re import _parser  # type: ignore[attr-defined]  # no public module has it
    except ImportError:
        return None
    return list(_parser.parse(pattern))


def _needed_by_all(parts: _Parts) -> set[str] | None:
    """Of what parts in a row need that which tells most."""
    found: list[set[str]] = []
    run = ""
    for kind, value in parts:
        char, least, most = _repeated_char(str(kind), value)
        run += char * least
        if char and least == most:
            continue
        needed = _needed_by_one(str(kind), value) if not char else None
        found += [texts for texts in ({run}, needed) if texts and "" not in texts]
        run = char * least  # of as many as there are the last stand before what follows
    found += [{run}] * bool(run)
    return max(found, key=lambda texts: (telling(texts), -len(texts)), default=None)


def _repeated_char(kind: str, value: Any) -> tuple[str, int, int]:
    """The one character that a part is, and how often it stands there; an empty one of other parts."""
    least, most, parts = value if kind in _REPEATS else (1, 1, [(kind, value)])
    chars = _one_of(*parts[0]) if len(parts) == 1 and least else set[str]()
    return (chars.pop(), least, most) if len(chars) == 1 else ("", 0, 0)


def _one_of(kind: Any, value: Any) -> set[str]:
    """The characters of which a part is one; none where it may be any, or is no character."""
    if str(kind) == "LITERAL":
        return {keyed(chr(value))}
    chars = _chars_of(value) if str(kind) == "IN" else None
    return chars if chars and FOREIGN not in chars else set()


def _needed_by_one(kind: str, value: Any) -> set[str] | None:
    match kind:
        case "SUBPATTERN":
            return _needed_by_all(value[3])
        case "ATOMIC_GROUP":
            return _needed_by_all(value)
        case "ASSERT":
            return _needed_by_all(value[1]) if value[0] == 1 else None
        case _ if kind in _REPEATS:
            return _needed_by_all(value[2]) if value[0] else None
        case "BRANCH":
            either = [_needed_by_all(branch) or set() for branch in value[1]]
            return {text for needed in either for text in needed} if all(either) else None
        case "IN":
            return _one_of(kind, value) or None
    return None


def _behind(begun: set[str], parts: _Parts, cut: set[str]) -> set[str]:
    """What has `begun` with the `parts` behind it; what is long enough goes into `cut`, and what goes on as nobody can tell."""
    for at, (kind, value) in enumerate(parts):
        if str(kind) == "ASSERT" and value[0] == 1 and begun == {""}:
            return _behind_both(value[1], parts[at + 1 :], cut)
        begun = _behind_one(begun, str(kind), value, cut)
        if not begun:
            break
    return begun


def _behind_both(ahead: _Parts, parts: _Parts, cut: set[str]) -> set[str]:
    """Of what begins as `parts` do and as what is looked ahead for, which counts where those can't be told."""
    own: set[str] = set()
    begun = _behind({""}, parts, own)
    if "" in own:
        own.remove("")
        whole = _behind({""}, ahead, own)
        own |= whole
    cut |= own
    return begun


def _behind_one(begun: set[str], kind: str, value: Any, cut: set[str]) -> set[str]:
    match kind:
        case "LITERAL":
            return _longer(begun, [key_of(chr(value))], cut)
        case "IN":
            chars = _chars_of(value)
            if chars is not None:
                return _longer(begun, chars, cut)
        case "BRANCH":
            return {one for branch in value[1] for one in _behind(begun, branch, cut)}
        case "SUBPATTERN":
            return _behind(begun, value[3], cut)
        case "ATOMIC_GROUP":
            return _behind(begun, value, cut)
        case _ if kind in _REPEATS:
            return _repeated(begun, value, cut)
        case "ASSERT" | "ASSERT_NOT" | "AT":
            return begun
    cut |= begun
    return set()


def _repeated(begun: set[str], value: Any, cut: set[str]) -> set[str]:
    """Behind each number of repetitions; with more than there is room for it begins as with that many."""
    least, most, parts = value
    found = begun if least == 0 else set()
    for times in range(1, min(most, max(least, LONGEST)) + 1):
        begun = _behind(begun, parts, cut)
        if times >= least:
            found = found | begun
    return found


def _longer(begun: Iterable[str], chars: Iterable[str], cut: set[str]) -> set[str]:
    longer = set()
    for one in begun:
        for char in chars:
            if char == FOREIGN:
                cut.add(one or FOREIGN)
            elif len(one) + 1 == LONGEST:
                cut.add(one + char)
            else:
                longer.add(one + char)
    return longer


def _chars_of(items: _Parts) -> set[str] | None:
    """The characters of a set; None where they are too many, and some of them ASCII."""
    chars: set[str] = set()
    is_negated = False
    for kind, value in items:
        match str(kind), str(value):
            case "NEGATE", _:
                is_negated = True
            case "LITERAL", _:
                chars.add(key_of(chr(value)))
            case "RANGE", _:
                first, last = value
                if is_negated and first == 0 and last >= _ASCII:
                    return {FOREIGN}
                if last - first >= _MOST_CHARS and first <= _ASCII:
                    return None
                chars.update(map(key_of, map(chr, range(first, last + 1))) if last - first < _MOST_CHARS else FOREIGN)
            case "CATEGORY", "CATEGORY_DIGIT":
                chars.add("0")
            case _:
                return None
    return None if is_negated or len(chars) > _MOST_CHARS else chars
