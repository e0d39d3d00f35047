"""Whatever stands in a file, it is read and cleaned: pages put together at random from what breaks programs."""

from __future__ import annotations

import random
import re
import unicodedata

import pytest

from triage.clean import Cleaner
from triage.model import Seen
from triage.read.html import read_html
from triage.read.markdown import read_markdown
from triage.read.text import read_text

CLEANER = Cleaner()
PROSE = "The council voted on Tuesday to mend the bridge, which has stood for ninety years."
SIGNS = "\f|\x85|\u2028|\x1c|\r|\r\n|\n|\n\n|\t|\0|\x1b[31m|\u202e|\u200b|\ufeff|\ud800|😀|ſ|İ|ﬁ"
LINES = """Sorry!!| date 2025-05-10 403|Subject: =?utf-8?b?a?=|From: a@b|title: 'x|---|+++|# Head #|Share|Advertisement|1. x|- y
© 2024 X|By Ann Lee|May 3, 2025|20:15|http://x.y/z|Q: why?|cafÃ©|&amp;lt;b&gt;|CommentsNo comment
漢字かな交じり文です。|한국어 문장입니다.|مرحبا بالعالم"""
TAGS = """<p>|</p>|<pre>|</pre>|<li>|<ul>|</ul>|<h1>|</h1>|<br>|<!--|-->|<a href='x'>|</a>|<script>|</script>|<div hidden>
<table>|<tr><td>|</table>|<title>|</title>"""
PIECES = [PROSE, "a" * 300, *SIGNS.split("|"), *re.split("[|\n]", LINES), *re.split("[|\n]", TAGS)]


def page(rng: random.Random) -> bytes:
    size = rng.choice((1, 3, 8, 20, 60))
    text = "".join(rng.choice(PIECES) + rng.choice(("", "\n", " ", "\n\n", "\f")) for _ in range(size))
    return text.encode("utf-8", "surrogatepass" if rng.random() < 0.3 else "replace")


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("read", [read_text, read_html, read_markdown], ids=["text", "html", "markdown"])
def test_any_page_is_read_and_cleaned(read, seed):
    rng = random.Random(seed)
    document = read("a", page(rng))
    if document.problem:
        assert document.problem.code in ("empty", "binary")
        return
    cleaned = CLEANER.clean(document)
    after = 0
    for block in cleaned.blocks:
        assert after <= block.start < block.end <= len(document.raw)
        assert 0 <= block.score <= 1
        after = block.end
    assert not [sign for sign in cleaned.text if unicodedata.category(sign) in ("Cc", "Cs") and sign != "\n"]
    numbers = range(1, len(cleaned.blocks) + 1)
    assert len(CLEANER.explain_many(document, cleaned, numbers)) == len(numbers)
    seen = Seen(tuple(rng.randrange(9) for _ in numbers), 50)
    assert len(CLEANER.clean(document, seen).blocks) == len(numbers)
