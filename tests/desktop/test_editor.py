"""Texts go to the editor and come back."""

from __future__ import annotations

import sys
import tempfile

import pytest

from triage.desktop import edit_text, show_text
from triage.errors import FileError, UsageError


def editor(monkeypatch, tmp_path, code: str) -> None:
    script = tmp_path / "an editor.py"
    script.write_text(code, encoding="utf-8")
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"{sys.executable} '{script}'")


def test_a_text_is_edited(monkeypatch, tmp_path):
    editor(monkeypatch, tmp_path, "import sys; p = sys.argv[1]; t = open(p).read(); open(p, 'w').write(t + ' and more\\n')")
    assert edit_text("a note") == "a note and more"


def test_a_document_is_shown_as_it_is_and_cannot_be_saved(monkeypatch, tmp_path):
    out = tmp_path / "seen"
    code = f"import os, shutil, sys; shutil.copy(sys.argv[1], {str(out)!r}); sys.exit(os.stat(sys.argv[1]).st_mode & 0o222)"
    editor(monkeypatch, tmp_path, code)
    show_text("a\r\nb\udcff\ud800", "harbour.html")
    assert out.read_bytes().startswith(b"a\r\nb")
    monkeypatch.setenv("VISUAL", "true")
    show_text("VISUAL is asked first")


@pytest.mark.parametrize(
    ("name", "copy"),
    [
        ("news/harbour.html", "harbour.copy-not-saved.html"),
        ("青石镇.txt", "青石镇.copy-not-saved.txt"),
        ("a\udcff b\x1b[2J.md", "a-b-2J.copy-not-saved.md"),
        ("n" * 250 + ".jsonl", "n" * 40 + ".copy-not-saved.jsonl"),
        ("..", "document.copy-not-saved.txt"),
        ("", "document.copy-not-saved.txt"),
        ("no suffix.a b", "no-suffix.copy-not-saved.txt"),
    ],
)
def test_the_name_of_a_copy_says_that_it_is_one(monkeypatch, tmp_path, name, copy):
    out = tmp_path / "seen"
    editor(monkeypatch, tmp_path, f"import os, sys; open({str(out)!r}, 'wb').write(os.fsencode(os.path.basename(sys.argv[1])))")
    show_text("a text", name)
    assert out.read_text(encoding="utf-8") == copy


@pytest.mark.parametrize(("command", "message"), [("no-such-editor", "can't be started"), ("'", "quotes"), ("false", "code 1")])
def test_what_goes_wrong_is_said(monkeypatch, command, message):
    monkeypatch.setenv("VISUAL", command)
    with pytest.raises(UsageError, match=message):
        edit_text("a note")


@pytest.mark.parametrize(("name", "visual"), [("VISUAL", "'unb"), ("EDITOR", "")])
def test_the_variable_at_fault_is_named(monkeypatch, name, visual):
    monkeypatch.setenv("VISUAL", visual)
    monkeypatch.setenv("EDITOR", "'unb")
    with pytest.raises(UsageError, match=f"{name} is .*mend its quotes"):
        edit_text("a note")


@pytest.mark.parametrize("call", [edit_text, show_text])
def test_without_a_temporary_folder_the_way_to_one_is_said(monkeypatch, tmp_path, call):
    monkeypatch.setenv("VISUAL", "true")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(FileError, match=r"gone.*No such file or directory.*TMPDIR"):
        call("a note")
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(tempfile, "_candidate_tempdir_list", lambda: [str(tmp_path / "gone")])
    with pytest.raises(FileError, match=r"TMPDIR"):
        call("a note")


def test_an_editor_that_takes_the_folder_away_is_no_fault(monkeypatch, tmp_path):
    editor(monkeypatch, tmp_path, "import os, shutil, sys; shutil.rmtree(os.path.dirname(sys.argv[1]))")
    show_text("a document")
    with pytest.raises(FileError, match="the note is as it was"):
        edit_text("a note")
