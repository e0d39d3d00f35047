"""Draw the screens of the sample corpus as SVG: `python tests/render_screens.py FOLDER [SCREEN…]` writes each of them in every
size and theme; without FOLDER it writes the picture of the README. A test holds that picture to the program."""

from __future__ import annotations

import argparse
import asyncio
import atexit
import os
import re
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.pilot import Pilot

HERE = Path(__file__).parent
PICTURE = HERE / "goldens" / "screen.svg"
SIZES = ((60, 20), (80, 24), (120, 40), (200, 60))
MOMENT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
KEYS = ("n", "a", "x", "]", "]")
# Every screen, by the keys that lead to it from the list.
SCREENS: dict[str, tuple[str, ...]] = {
    "list": KEYS,
    "text": (":", *"harbour", "enter", "enter", "]", "V", "j"),
    "list-alone": (*KEYS, "z", "wait"),
    "text-alone": (":", *"harbour", "enter", "z", "enter", "wait", "]"),
    "filter": ("/", *"answer:none words<80"),
    "filter-error": ("/", *"words<80 tag>3"),
    "selection": ("j", "V", "j", "j"),
    "cluster": (":", *"cranes-2", "enter", "C", "wait"),
    "cluster-question": (":", *"cranes-2", "enter", "a", ":", *"cranes-3", "enter", "C", "s", "a", "wait"),
    "rule": (":", *"harbour", "enter", "J", "D"),
    "rules": (*KEYS, "D", "wait", "enter", "r"),
    "tags": ("t", *"t"),
    "all-tags": (*KEYS, "1", "T"),
    "reasons": (*KEYS, "X", "tab"),
    "note": ("m", *"A note"),
    "goto": (":", *"cr"),
    "views": ("'", *"to check"),
    "confirm": ("ctrl+a", "x"),
    "statistics": ("a", "x", "a", "%"),
    "guideline": ("i",),
    "help": ("?",),
    "palette": ("ctrl+p",),
}


@asynccontextmanager
async def shown(
    folder: Path, size: tuple[int, int], keys: tuple[str, ...] = KEYS, theme: str = "dark", ascii: bool = False
) -> AsyncIterator[Pilot[None]]:
    """The screen of the corpus `folder` after some keys."""
    from triage.session import Session
    from triage.tui.app import TriageApp

    with Session.open(folder, reviewer="editor", now=lambda: MOMENT) as session:
        session.corpus.scan()
        app = TriageApp(session, scan=False, theme=theme, ascii_glyphs=ascii)
        app.clock = count().__next__  # an unhurried editor
        async with app.run_test(size=size) as pilot:
            await pilot.pause(0.6)
            for key in keys:
                await (pilot.pause(0.3) if key == "wait" else pilot.press(key))
            session.flush()
            await pilot.pause(0.3)
            yield pilot


async def draw(folder: Path, size: tuple[int, int], keys: tuple[str, ...], theme: str, ascii: bool) -> str:
    """Its SVG."""
    async with shown(folder, size, keys, theme, ascii) as pilot:
        return pilot.app.export_screenshot(title="triage")


@cache
def scanned() -> Path:
    """A copy of the sample corpus with its index, which each picture takes a copy of."""
    from triage.session import Session

    parent = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, parent)
    folder = Path(parent) / "sample_seeds"
    shutil.copytree(HERE.parent / "sample_seeds", folder)
    with Session.open(folder, reviewer="editor", now=lambda: MOMENT) as session:
        session.corpus.scan()
    return folder


def picture(size: tuple[int, int] = (120, 36), keys: tuple[str, ...] = KEYS, theme: str = "dark", ascii: bool = False) -> str:
    """The same, of a fresh copy of the sample corpus; what changes between runs is taken out."""
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(parent) / "sample_seeds"
        shutil.copytree(scanned(), folder)
        svg = asyncio.run(draw(folder, size, keys, theme, ascii))
    svg = re.sub(r"terminal-\d+", "terminal-0", svg)
    return re.sub(r"saved(&#160;|\s)*✓(&#160;|\s)*\d\d:\d\d", "saved ✓ 12:03", svg)


def words(svg: str) -> list[str]:
    """What stands on the picture, without colours and places."""
    return re.findall(r">([^<>]+)</text>", svg)


def main() -> None:
    parser = argparse.ArgumentParser(description="Draw the screens of the sample corpus, or the picture of the README.")
    parser.add_argument("folder", type=Path, nargs="?", help="where they go, in every size and theme; else the README's")
    parser.add_argument("screens", metavar="SCREEN", nargs="*", help=f"only these: {', '.join(SCREENS)}")
    args = parser.parse_args()
    if unknown := [name for name in args.screens if name not in SCREENS]:
        parser.error(f"no such screen: {', '.join(unknown)}")
    if args.folder is None:
        PICTURE.parent.mkdir(exist_ok=True)
        PICTURE.write_text(picture(), encoding="utf-8")
        return
    out: Path = args.folder
    out.mkdir(parents=True, exist_ok=True)
    for name in args.screens or SCREENS:
        for size in SIZES:
            where = f"{name}-{size[0]}x{size[1]}"
            for theme in ("dark", "light", "contrast", "ansi"):
                (out / f"{where}-{theme}.svg").write_text(picture(size, SCREENS[name], theme), encoding="utf-8")
            os.environ["NO_COLOR"] = "1"
            (out / f"{where}-no-color.svg").write_text(picture(size, SCREENS[name]), encoding="utf-8")
            del os.environ["NO_COLOR"]
            (out / f"{where}-ascii.svg").write_text(picture(size, SCREENS[name], ascii=True), encoding="utf-8")


if __name__ == "__main__":
    main()
