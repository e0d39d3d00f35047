"""Pages that a browser saved as one file, MHTML. All texts are invented."""

from __future__ import annotations

import base64
import quopri
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from triage.model import Document
from triage.read import ReadOptions, read_document, read_documents

TEXT = "Le café du port était fermé mardi, et l’hôtel aussi, a dit l’autorité portuaire = personne n’y entre plus."
PAGE = (
    '<!DOCTYPE html><html lang="fr"><head><meta charset="{}"><title>Le port</title></head>'
    f"<body><h1>Le café est fermé</h1><p>{TEXT}</p>"
    "<p>Deux plongeurs ont vu que neuf pieux étaient rongés sous l’eau.</p></body></html>"
)
HEAD = """From: <Saved by Blink>
Snapshot-Content-Location: https://www.sund.example/port
Subject: Le port
Date: Tue, 12 Mar 2024 07:02:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html";
\tboundary="----MultipartBoundary--x----"

"""


NESTED = [b"----MultipartBoundary--x----", *(b"part%d." % n for n in range(3000))]


def saved(charset: str = "utf-8", encoding: str = "quoted-printable", head: str = HEAD, first: str = "") -> bytes:
    page = PAGE.format(charset).encode(charset)
    body = quopri.encodestring(page) if encoding == "quoted-printable" else base64.encodebytes(page)
    border = b"------MultipartBoundary--x----"
    kind = f"Content-Type: text/html\nContent-Transfer-Encoding: {encoding}\nContent-Location: https://www.sund.example/port\n\n"
    picture = b"Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n"
    return b"\n".join([head.encode(), border, first.encode() + kind.encode() + body, border, picture, border + b"--\n"])


def read(tmp_path: Path, data: bytes, name: str = "a.mhtml") -> Document:
    (tmp_path / name).write_bytes(data)
    (document,) = read_documents(tmp_path, name, ReadOptions())
    assert read_document(tmp_path, name, ReadOptions()) == document
    return document


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
@pytest.mark.parametrize("name", ["a.mhtml", "a.mht", "a.html", "a.txt", "a"])
def test_its_page_is_read(tmp_path: Path, name: str, charset: str, encoding: str) -> None:
    for data in (saved(charset, encoding), saved(charset, encoding).replace(b"\n", b"\r\n")):
        document = read(tmp_path, data, name)
        assert document.raw.split("\n")[:3] == ["Le café est fermé", "", TEXT]
        assert [hint.tag for hint in document.hints] == ["h1", "p", "p"]
        assert document.source.size == len(data)
        found = document.metadata
        assert (found.title, found.source, found.language) == ("Le café est fermé", "sund.example", "fr")
        assert found.date != date(2024, 3, 12)  # on which it was saved


@pytest.mark.parametrize(
    "data",
    [
        saved().replace(b"Content-Type: text/html", b"Content-Type: text/css"),
        HEAD.encode(),
        HEAD.encode().replace(b"boundary", b"x"),
        HEAD.encode() + b"".join(b'--%b\nContent-Type: multipart/mixed; boundary="%b"\n\n' % two for two in pairwise(NESTED)),
    ],
)
def test_one_without_a_page_is_a_text(tmp_path: Path, data: bytes) -> None:
    assert read(tmp_path, data).raw == data.decode()


def test_a_mail_is_a_text(tmp_path: Path) -> None:
    mail = saved(head=HEAD.replace("related", "alternative").replace("Snapshot-Content-Location", "X-Seen"))
    assert read(tmp_path, mail, "a.eml").raw == mail.decode()
