"""What programs that print a page as text, such as lynx, w3m and html2text, put between its words: line ends in columns, numbers
and addresses of links, marks of buttons and pictures. A text is asked about itself without them, however its page was printed."""

from __future__ import annotations

import re
from itertools import pairwise

NEW = re.compile(r"\s*(?:[-*+•·▪□◦–—>|]|#{1,6}|\d{1,3}[.)])\s")  # what begins an item or a heading
LEAST_WIDTH, MOST_WIDTH = 60, 100  # characters of a column
LEAST_FULL = 8  # lines
SHARE_FULL = 0.85  # of the long ones
LONG = 0.75  # of the width: what is shorter may end a paragraph, or be a menu's
LEAST_LONG = LONG * LEAST_WIDTH

REFERENCES = re.compile(r"^[ \t]*References[ \t]*\n(?:[ \t\n]{0,9}Visible links:?[ \t]*\n)?[ \t\n]{0,9}1\. \S+$", re.MULTILINE)
# A link whose words are its address, which may run over lines, is a frame of the page.
NUMBERS = re.compile(
    r"^[ \t]*(?:#(?=\[\d).*|IFRAME: .*|\[[^\s\[\]]+\])$|"
    r"\[\d{1,4}\](?:https?://\S+(?:\n[ \t]*[!-Z\]-~]+$){0,9})?|\[_{1,99}\]|\(BUTTON\)",
    re.MULTILINE,
)
ADDRESS = r"\([^()]*(?:\([^()]*\)[^()]*)*\)"
PICTURE = re.compile(rf"!\[[^\[\]]*\]{ADDRESS}")
LINK = re.compile(rf"\[([^\[\]]*)\]{ADDRESS}")
RANK = re.compile(r"\n##{1,5}[ \t]+")
EMPHASIS = re.compile(r"_(?:(?<!\w_)_?(?=\w)|(?<=[\w.,:;!?]_)_?(?!\w))")  # what begins with its sign is found soonest


def without_columns(lines: list[str]) -> list[str]:
    """The lines of a text that was printed in a column, with its paragraphs in one line each; those of another as they are, and
    of one whose paragraphs don't stand apart."""
    apart = lines[:-1].count("")
    if not apart or len(lines) - 2 * apart < LEAST_FULL:
        return lines
    sizes = list(map(len, lines))
    inner = [i for i, (size, below) in enumerate(pairwise(sizes)) if below and size >= LEAST_LONG]
    if len(inner) < LEAST_FULL:
        return lines
    inner = [i for i in inner if lines[i + 1].strip() and not NEW.match(lines[i + 1])]
    # An address is put in one line however long it is.
    words = [i for i in inner if "://" not in lines[i] and "](" not in lines[i] and " " in lines[i]]
    width = sorted(sizes[i] for i in words)[len(words) * 95 // 100] if words else 0
    if not LEAST_WIDTH <= width <= MOST_WIDTH:
        return lines
    full = {i for i in inner if LONG * width <= sizes[i] and _is_full(lines[i], lines[i + 1], width)}
    long = [i for i in words if LONG * width <= sizes[i] <= width]
    if sum(i in full for i in long) < max(LEAST_FULL, SHARE_FULL * len(long)):
        return lines
    joined: list[str] = []
    for i, line in enumerate(lines):
        if i - 1 in full:
            is_address = "://" in joined[-1].rpartition(" ")[2]
            joined[-1] += line.strip() if is_address else f" {line.strip()}"
        else:
            joined.append(line)
    return joined


def _is_full(line: str, below: str, width: int) -> bool:
    """Whether the first word of the line below would not have fitted."""
    return len(line) + 1 + len(below.split(maxsplit=1)[0]) >= width


def without_marks(text: str) -> str:
    """The text without what stands in it for links, buttons, pictures and headings but those of the first rank."""
    if "[1]" in text:
        listed = REFERENCES.search(text)
        text = NUMBERS.sub("", text[: listed.start()] if listed else text)
    if "](" in text:
        text = LINK.sub(_words, PICTURE.sub("", text) if "![" in text else text)
        if "](" in text:  # around another, as around a name that has one of its own
            text = LINK.sub(_words, text)
        text = EMPHASIS.sub("", RANK.sub("\n", f"\n{text}")[1:].replace("**", ""))
    return text


def _words(link: re.Match[str]) -> str:
    """What a link says: it may begin in one line of a column and end in the next."""
    return " ".join(link[1].split())
