"""Documents that try to reach the terminal, in the real program: nothing that they say is obeyed, and none is missing."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

from tests.terminal.emulator import Terminal, triage

PARA = "The ferry company said on Monday that the old quay would be used until the pier is mended.\n"
DOCUMENTS = {
    "a-title.txt": "\x1b]0;PWNED\x07Storm\x1b[2J warning\n",
    "b-clipboard.txt": "Prices \x1b]52;c;UFdORUQ=\x07rise \x1bP1;PWNED\x1b\\\n",
    "c-c1.txt": "Vote \x9b2J\x9d0;PWNED\x9c count\n",
    "d-bidi.txt": "The \u202efdp.exe\u202c file \u2066isolated\u2069\n",
    "e-markup.txt": "[/foo] Mayor [bold red]resigns[/] [link=x]today[/link] [b\n[@click=app.quit]quit[/]\n",
    "f-controls.txt": "Bell\x07 back\x08space \x0bvt \x0cff \x7fdel \x1a eof\n",
    "g-zalgo.txt": "Z" + "\u0301\u0316" * 200 + "algo \u200b\ufeff\U000e0041\n",
    "h-wide.txt": "会議は火曜日に 👩\u200d👩\u200d👧 🇰🇵 e\u0301\n",
    "i-empty.txt": "",
    "j-long.txt": PARA.replace("\n", " ") * 3000,
    "k-\x1b[2JPWNED\n[b.txt": "",
    "l-lines.txt": "".join(f"Line {n} of the timetable\n" for n in range(3000)),
}


def hostile(folder: Path) -> int:
    """Writes the folder; how many documents there are."""
    folder.mkdir()
    for name, text in DOCUMENTS.items():
        (folder / name).write_text(text + PARA if name[0] not in "ij" else text, "utf-8")
    (folder / "m-binary.txt").write_bytes(bytes(range(256)) * 8)
    (folder / "n-dangling.txt").symlink_to("nowhere.txt")
    os.mkfifo(folder / "o-pipe.txt")
    return len(DOCUMENTS) + 3


def test_hostile_documents_are_listed_shown_decided_and_exported(tmp_path: Path) -> None:
    folder = tmp_path / "hostile"
    count = hostile(folder)
    subprocess.run(triage("scan", folder), check=True, capture_output=True, timeout=120)
    with Terminal(triage(folder)) as terminal:
        terminal.wait(f" of {count} decided ")
        terminal.settle(0.4)
        terminal.press(*["j"] * count, *["k"] * count, *["a"] * (count - 3))
        for name in ("m-binary", "n-dangling", "o-pipe"):
            terminal.press("a")
            terminal.wait(f"Keep {name}.txt?")
            terminal.settle(0.1)
            terminal.press("enter")
        terminal.wait(f"{count} of {count} decided")
        terminal.press("q")
        assert terminal.finish() == 0
        assert terminal.not_painting() == []
        assert b"Traceback" not in terminal.output
    listed = subprocess.run(triage("list", folder, "--json"), check=True, capture_output=True, timeout=60).stdout
    rows = [json.loads(line) for line in listed.splitlines()]
    assert [row["answer"] for row in rows] == ["keep"] * count
    assert {row["id"][0] for row in rows if row["problem"]} >= set("imno")
    plain = subprocess.run(triage("list", folder), check=True, capture_output=True, timeout=60).stdout
    assert b"\x1b" not in plain
    assert len(plain.splitlines()) == count + 1
    out = tmp_path / "out.jsonl"
    exported = subprocess.run(triage("export", folder, "--out", out), check=False, capture_output=True, timeout=60)
    assert exported.returncode == 3  # the dangling link and the pipe are kept, and have no text
    assert b"Traceback" not in exported.stderr
    assert b"\x1b" not in exported.stderr
    assert len(out.read_bytes().splitlines()) == count
