"""What programs that print a page as text, such as lynx, w3m and html2text, put between its words: line ends in columns, numbers
and addresses of links, marks of buttons and pictures. A text is asked about itself without them, however its page was printed."""

from __future__ import annotations

import re

NEW = re.compile(r"\s*(?:[-*+•·▪□◦–—>|]|#{1,6}|\d{1,3}[.)])\s")  # what begins an item or a heading
LEAST_WIDTH, MOST_WIDTH = 60, 100  # characters of a column
LEAST_FULL = 8  # lines
SHARE_FULL = 0.85  # of the long ones
LONG = 0.75  # of the width: what is shorter may end a paragraph, or be a menu's

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
MARKED = re.compile(r"^#{2,6}[ \t]+|\*\*|(?<!\w)_{1,2}(?=\w)|(?<=[\w.,:;!?])_{1,2}(?!\w)", re.MULTILINE)


def without_columns(lines: list[str]) -> list[str]:
    """The lines of a text that was printed in a column, with its paragraphs in one line each; those of another as they are."""
    if sum(LEAST_WIDTH <= len(line) <= MOST_WIDTH for line in lines) < LEAST_FULL:
        return lines
    inner = [i for i in range(len(lines) - 1) if lines[i].strip() and lines[i + 1].strip() and not NEW.match(lines[i + 1])]
    # An address is put in one line however long it is.
    words = [i for i in inner if "://" not in lines[i] and "](" not in lines[i] and " " in lines[i]]
    sizes = sorted(len(lines[i]) for i in words)
    width = sizes[len(sizes) * 95 // 100] if sizes else 0
    if not LEAST_WIDTH <= width <= MOST_WIDTH:
        return lines
    full = {i for i in inner if LONG * width <= len(lines[i]) and _is_full(lines[i], lines[i + 1], width)}
    long = [i for i in words if LONG * width <= len(lines[i]) <= width]
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
        # A link may be around another, as around a name that has one of its own.
        text = MARKED.sub("", LINK.sub(_words, LINK.sub(_words, PICTURE.sub("", text))))
    return text


def _words(link: re.Match[str]) -> str:
    """What a link says: it may begin in one line of a column and end in the next."""
    return " ".join(link[1].split())
