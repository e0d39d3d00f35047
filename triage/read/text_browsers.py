"""What programs that print a page as text, such as lynx, w3m and html2text, put between its words: numbers and addresses of
links, marks of buttons and pictures. A text is asked about itself without them, however its page was printed."""

from __future__ import annotations

import re

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
