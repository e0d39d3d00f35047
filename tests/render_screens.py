"""Draw the screen of the sample corpus as SVG: `python tests/render_screens.py FOLDER` writes every size and theme;
without FOLDER it writes the picture of the README. A test holds that picture to the program."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

HERE = Path(__file__).parent
PICTURE = HERE / "goldens" / "screen.svg"
SIZES = ((80, 24), (120, 40), (200, 60))
MOMENT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
KEYS = ("n", "a", "x", "]", "]")
# The other screens, by what opens them.
SCREENS = {
    "": KEYS,
    "rule": (*KEYS, "D"),
    "rules": (*KEYS, "D", "wait", "enter", "r"),
    "statistics": (*KEYS, "percent_sign"),
    "tags": (*KEYS, "t"),
    "all-tags": (*KEYS, "1", "T"),
    "reasons": (*KEYS, "X", "tab"),
    "guideline": (*KEYS, "i"),
    "cluster": (":", *"cranes-2", "enter", "C", "wait"),
    "cluster-question": (":", *"cranes-2", "enter", "a", ":", *"cranes-3", "enter", "C", "k", "s", "a", "wait"),
    "help": (*KEYS, "?"),
}


async def draw(folder: Path, size: tuple[int, int], keys: tuple[str, ...] = KEYS, theme: str = "") -> str:
    """The SVG of the screen of the corpus `folder` after some keys."""
    from triage.session import Session
    from triage.tui.app import TriageApp

    with Session.open(folder, reviewer="editor", now=lambda: MOMENT) as session:
        session.corpus.scan()
        app = TriageApp(session, scan=False)
        app.clock = count().__next__  # an unhurried editor
        async with app.run_test(size=size) as pilot:
            if theme:
                app.theme = theme
            await pilot.pause(0.6)
            for key in keys:
                await (pilot.pause(0.3) if key == "wait" else pilot.press(key))
            session.flush()
            await pilot.pause(0.3)
            return app.export_screenshot(title="triage")


def picture(size: tuple[int, int] = (120, 36), keys: tuple[str, ...] = KEYS, theme: str = "") -> str:
    """The same, of a fresh copy of the sample corpus; what changes between runs is taken out."""
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / "sample_seeds"
        shutil.copytree(HERE.parent / "sample_seeds", folder)
        svg = asyncio.run(draw(folder, size, keys, theme))
    svg = re.sub(r"terminal-\d+", "terminal-0", svg)
    return re.sub(r"saved(&#160;|\s)*✓(&#160;|\s)*\d\d:\d\d", "saved ✓ 12:03", svg)


def words(svg: str) -> list[str]:
    """What stands on the picture, without colours and places."""
    return re.findall(r">([^<>]+)</text>", svg)


def main() -> None:
    if len(sys.argv) == 1:
        PICTURE.parent.mkdir(exist_ok=True)
        PICTURE.write_text(picture(), encoding="utf-8")
        return
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    for screen, keys in SCREENS.items():
        for size in SIZES:
            name = f"{screen or 'review'}-{size[0]}x{size[1]}"
            for theme in ("triage-dark", "triage-light"):
                (out / f"{name}-{theme}.svg").write_text(picture(size, keys, theme), encoding="utf-8")
            os.environ["NO_COLOR"] = "1"
            (out / f"{name}-no-color.svg").write_text(picture(size, keys), encoding="utf-8")
            del os.environ["NO_COLOR"]


if __name__ == "__main__":
    main()
