"""Bytes to text."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from triage.read.decode import decode, known
from triage.read.kinds import is_binary

RUSSIAN = "Портовое управление сообщило во вторник, что северный причал останется закрытым. " * 5
POLISH = "W środę premier ogłosił, że będzie więcej pieniędzy na drogi i szkoły, ponieważ są potrzebne. " * 5
JAPANESE = "港湾当局は火曜日、北桟橋を閉鎖すると発表した。" * 10


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "cp866"),
        (RUSSIAN, "iso8859-5"),
        (JAPANESE, "iso2022_jp"),
        ("У Києві випав перший сніг. Мер міста повідомив, що школи працюватимуть у звичайному режимі.", "koi8-u"),
        ("İstanbul'da kar yağışı başladı. Valilik, okulların yarın tatil edildiğini açıkladı.", "cp1254"),
        ("Veðurstofan spáir snjókomu á morgun og íbúar eru beðnir að halda sig heima þar til veður batnar.", "cp1252"),
        (POLISH, "cp1250"),
        (POLISH, "iso8859-2"),
        (JAPANESE, "cp932"),
        (JAPANESE, "euc_jp"),
        ("港湾当局星期二宣布关闭北码头，渡轮将使用旧码头。" * 10, "gb18030"),
        ("항만 당국은 화요일 북쪽 부두를 폐쇄한다고 발표했다. " * 10, "cp949"),
        ("Après le vote, l'élu a précisé où iront les bateaux. Ça reste à voir, d'après « la préfète ».\n", "cp1252"),
        ("As obras começarão no próximo ano. A decisão foi tomada após uma votação, e não há mais reuniões.\n", "cp1252"),
        ("Hamnen ska byggas ut före våren. Det återstår att se vad som händer, säger Åke Öberg på måndagen.\n", "cp1252"),
        ("Però il molo sarà più lungo, perché la città è così; già, la libertà è verità.\n", "cp1252"),
        ("A kikötőt hétfőn bővítik. Őszintén szólva, ez nehéz ügy, és időbe telik, űrhajó ide vagy oda.\n", "cp1250"),
        ("Balıkçılar öneriye karşı çıkıyor ve bahardan önce bir çözüm umuyor. İşçiler de şaşkın.\n", "cp1254"),
        ("Lech Wałęsa spoke on Monday in Gdańsk about the strike and the harbour. Wałęsa was calm.\n", "cp1250"),
        ("“Good” – that is what “all” said – “very good”, said Wałęsa in Gdańsk, and Wałęsa was calm.\n", "cp1250"),
        ("A tank of 30 m³ at 20 °C stands beside one of 40 m³, a third of 50 m³ and a fourth of 60 m³, in the café.\n", "cp1252"),
        ("Müller über Größe: the harbour authority said on Tuesday that the pier would stay closed.\n", "cp1252"),
    ],
)
def test_undeclared(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.assumed) == (text, True)


@pytest.mark.parametrize("name", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_byte_order_mark(name: str) -> None:
    marks = {
        "utf-8": codecs.BOM_UTF8,
        "utf-16-le": codecs.BOM_UTF16_LE,
        "utf-16-be": codecs.BOM_UTF16_BE,
        "utf-32-le": codecs.BOM_UTF32_LE,
        "utf-32-be": codecs.BOM_UTF32_BE,
    }
    decoded = decode(marks[name] + "Fähre\r\n".encode(name), "latin-1")
    assert (decoded.text, decoded.encoding, decoded.assumed) == ("Fähre\r\n", name, False)


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be"])
def test_wide_without_mark(name: str) -> None:
    data = "Ferries to use the old quay\n".encode(name)
    assert not is_binary(data)
    assert decode(data).text == "Ferries to use the old quay\n"
    assert decode(data).assumed


def test_declared() -> None:
    assert decode("Größe".encode("latin-1"), "ISO-8859-1").encoding == "cp1252"
    assert decode(RUSSIAN.encode("koi8-r"), "koi8-r").text == RUSSIAN
    # a false declaration gives way to the bytes
    assert decode("Größe €".encode(), "ascii").text == "Größe €" or decode("Größe €".encode(), "ascii").encoding == "cp1252"
    assert decode(RUSSIAN.encode(), "shift_jis").encoding
    assert decode(b"text", "no-such-thing").encoding == "utf-8"


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "windows-1251", "koi8-r", "gbk", "shift_jis", "euc-kr"])
def test_a_page_that_was_saved_as_utf8_is_that_whatever_it_still_declares(declared: str) -> None:
    for text in (RUSSIAN, "Größe und Länge, für Ärzte – und Öl\n", "它到底有多大？没有人知道\n", "“Closed” – at 5 €\n"):
        assert decode(text.encode(), declared).text == text


def test_few_signs_prove_no_utf8_where_two_bytes_make_one() -> None:
    assert decode("聊聊".encode("gb18030"), "gb2312").text == "聊聊"
    assert decode("café".encode(), "gb2312").encoding == "gb18030"


def test_what_stands_before_the_text_of_a_long_line_tells_nothing() -> None:
    decoded = decode(b"<p>" * 5_000 + RUSSIAN.encode("cp1251"))
    assert (decoded.encoding, decoded.assumed) == ("cp1251", True)


@pytest.mark.parametrize("name", ["", "rot13", "utf-7", "idna", "undefined", "x\0y", "unicode_escape", "raw-unicode-escape"])
def test_names_that_are_no_encodings(name: str) -> None:
    assert known(name) == ""


def test_damaged_utf8_stays_utf8() -> None:
    decoded = decode(RUSSIAN.encode() + b"\xff\xfe caf\xe9\n")
    assert (decoded.encoding, decoded.assumed) == ("utf-8", True)
    assert decoded.text.startswith(RUSSIAN)


@settings(deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["", "utf-8", "latin-1", "shift_jis", "utf-16", "cp037"]))
def test_never_raises_nor_gives_surrogates(data: bytes, declared: str) -> None:
    decode(data, declared).text.encode("utf-8")


@settings(deadline=None)
@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=200).filter(
        lambda text: "\0" not in text and not text.startswith("\ufeff")
    )
)
def test_utf8_is_read_as_it_is(text: str) -> None:
    assert decode(text.encode()).text == text


def test_binary() -> None:
    assert is_binary(bytes(range(256)) * 16)
    assert is_binary(b"%PDF-1.7 all ASCII")
    assert not is_binary(b"Text with some \0\0 NUL bytes, as crawls have them. " * 5)
    assert not is_binary(b"")
    assert not is_binary(b"\x1b[31mred\x1b[0m" * 50)
