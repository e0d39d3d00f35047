"""Which files are documents, by name and by their first bytes."""

from __future__ import annotations

import codecs
import re

from triage.naming import CORPUS_CONFIG, GUIDELINE

SNIFF_BYTES = 4096

TEXT_SUFFIXES = (".txt", ".text")
MARKDOWN_SUFFIXES = (".md", ".markdown")
HTML_SUFFIXES = (".html", ".htm", ".xhtml")
JSONL_SUFFIXES = (".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz")
DOCUMENT_SUFFIXES = TEXT_SUFFIXES + MARKDOWN_SUFFIXES + HTML_SUFFIXES + JSONL_SUFFIXES

# At the corpus root these are the editor's own, not articles.
OWN_FILES = frozenset({CORPUS_CONFIG, GUIDELINE})

# Never opened: known not to be articles. Data and programs are here too, though they are text.
OTHER_SUFFIXES = frozenset(
    [
        ".7z",
        ".a",
        ".avi",
        ".avif",
        ".bak",
        ".bin",
        ".bmp",
        ".bz2",
        ".c",
        ".class",
        ".cpp",
        ".css",
        ".csv",
        ".db",
        ".dll",
        ".doc",
        ".docx",
        ".dylib",
        ".eot",
        ".epub",
        ".exe",
        ".flac",
        ".gif",
        ".go",
        ".gz",
        ".h",
        ".heic",
        ".ico",
        ".ini",
        ".ipynb",
        ".jar",
        ".java",
        ".jpeg",
        ".jpg",
        ".js",
        ".json",
        ".lock",
        ".log",
        ".m4a",
        ".mjs",
        ".mkv",
        ".mobi",
        ".mov",
        ".mp3",
        ".mp4",
        ".npy",
        ".npz",
        ".o",
        ".odt",
        ".ogg",
        ".orig",
        ".otf",
        ".parquet",
        ".part",
        ".pdf",
        ".pickle",
        ".pkl",
        ".png",
        ".ppt",
        ".pptx",
        ".psd",
        ".py",
        ".pyc",
        ".rar",
        ".rb",
        ".rej",
        ".rs",
        ".sh",
        ".so",
        ".sql",
        ".sqlite",
        ".svg",
        ".swo",
        ".swp",
        ".tar",
        ".tgz",
        ".tif",
        ".tiff",
        ".tmp",
        ".toml",
        ".tsv",
        ".ttf",
        ".wasm",
        ".wav",
        ".webm",
        ".webp",
        ".whl",
        ".woff",
        ".woff2",
        ".xls",
        ".xlsx",
        ".xml",
        ".xz",
        ".yaml",
        ".yml",
        ".zip",
        ".zst",
    ]
)

MAGIC = (
    b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!\x1a", b"BZh9", b"\x7fELF",
    b"OggS\x00", b"ID3\x03", b"ID3\x04", b"SQLite format 3\x00", b"\xd0\xcf\x11\xe0", b"\x00asm", b"wOFF", b"wOF2",
    b"\xca\xfe\xba\xbe", b"{\\rtf",
    b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd", b"PAR1",
)  # fmt: skip

_BLOCK_TAGS = "html|body|article|section|main|div|p|h[1-6]|figure|blockquote|ul|ol|table"
_COMMENT = "<!--(?:(?!-->).){0,2000}-->"
MARKUP = re.compile(rf"[\s\ufeff]*(?:{_COMMENT}\s*)?<(?:!doctype html|{_BLOCK_TAGS})\b[^<>]*>", re.IGNORECASE | re.DOTALL)
PAGE = re.compile(
    rf"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^<>]{{0,200}}>\s*)?(?:{_COMMENT}\s*){{0,9}}<(?:!doctype html|html)\b".encode("latin-1"),
    re.IGNORECASE | re.DOTALL,
)
SAVED = re.compile(rb"^(?:Snapshot-Content-Location:|From: <?Saved by )", re.MULTILINE | re.IGNORECASE)
IN_PARTS = re.compile(rb"^Content-Type:\s*multipart/related\b", re.MULTILINE | re.IGNORECASE)
FIELD = re.compile(rb"[A-Za-z-]{1,60}:")
# Also of UTF-16 and UTF-32; an address of mail is none.
ANY_TAG = re.compile(rb"<\0{0,3}[!/?a-zA-Z][^<>@]*>")
PARTING = re.compile(r"<br\s{0,3}/?>|</p\s{0,3}>", re.IGNORECASE)
TAG_NAME = re.compile(r"</?([a-z][a-z0-9]*)\b[^<>]{0,2000}>", re.IGNORECASE)
_OF_TEXT = (
    "p br b i em strong a span u s q cite h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote img div figure figcaption sup sub small "
    "hr font center iframe table tbody thead tr td th"
)
OF_TEXT = frozenset(_OF_TEXT.split())
LEAST_PARTED = 2
BLOCK_END = re.compile(rf"</(?:{_BLOCK_TAGS})\s*>", re.IGNORECASE)
WHOLE = re.compile(rf"[\s\ufeff]*(?:{_COMMENT}\s*)?<(?:!doctype|html|body)\b", re.IGNORECASE | re.DOTALL)
# Between words, where no tag is beside it.
LINE_BETWEEN = re.compile(r"[^>\s][ \t\r]*\n\s*[^<\s]")
BLANK = re.compile(r"\n[ \t\r]*\n")
BLANK_BETWEEN = re.compile(r"[^>\s][ \t\r]*\n[ \t\r]*\n\s*[^<\s]")
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Bytes that text doesn't hold. Escape, backspace, tab and the line ends are left out: terminal captures are text.
CONTROLS = bytes(set(range(32)) - {0x08, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1B}) + b"\x7f"
MOST_CONTROLS = 0.08  # uniform bytes have 0.10, text with some NULs far less


def suffix_of(name: str, suffixes: tuple[str, ...]) -> bool:
    """Whether the name ends, in any case, in one of the suffixes."""
    return name.lower().endswith(suffixes)


def is_page(sample: bytes) -> bool:
    """Whether the first bytes are those of a whole page of HTML, whatever its name."""
    return PAGE.match(sample[:SNIFF_BYTES]) is not None


def is_saved_page(data: bytes) -> bool:
    """Whether it is a page that a browser saved as one file, MHTML."""
    head = data[:SNIFF_BYTES]
    return FIELD.match(head) is not None and SAVED.search(head) is not None and IN_PARTS.search(head) is not None


def has_tags(data: bytes) -> bool:
    """Whether there is anything in it that HTML marks."""
    return ANY_TAG.search(data) is not None


def is_markup(text: str) -> bool:
    """Whether a text is a page of HTML, or the part of one that a feed or a content system hands out: it begins with the tag of a
    block, and such a tag ends in it; or tags part its lines, and it has no others than those of text. Where blank lines part more
    of it than tags do, or other lines than tags of `br`, it is a text with tags in it, such as Markdown: HTML has no lines."""
    if MARKUP.match(text) is not None and (ends := len(BLOCK_END.findall(text))):
        # All blank lines are quicker to count, and most often few enough.
        return WHOLE.match(text) is not None or any(len(one.findall(text)) <= ends for one in (BLANK, BLANK_BETWEEN))
    parted = len(PARTING.findall(text)) if "<" in text else 0
    if parted < LEAST_PARTED or text.count("\n\n") >= parted:
        return False
    if BLOCK_END.search(text) is None and len(LINE_BETWEEN.findall(text)) >= parted:
        return False
    return all(name.lower() in OF_TEXT for name in TAG_NAME.findall(text))


def is_container(name: str) -> bool:
    """Whether the file holds a document a line."""
    return suffix_of(name, JSONL_SUFFIXES)


def is_zipped(name: str) -> bool:
    """Whether a container's lines are packed: what it holds may be a thousand times its size."""
    return name.lower().endswith(".gz")


def wide_encoding(sample: bytes) -> str:
    """UTF-16 without a mark shows by the place of its NULs; empty if it isn't that."""
    if len(sample) < 8 or sample.count(0) * 4 < len(sample):
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd * 2 > half and even * 10 < half:
        return "utf-16-le"
    if even * 2 > half and odd * 10 < half:
        return "utf-16-be"
    return ""


def is_binary(sample: bytes) -> bool:
    """Whether the first bytes are those of a picture, an archive, a program: by their mark, or by many control bytes."""
    if sample.startswith(MAGIC):
        return True
    if sample.startswith((codecs.BOM_UTF8, *UTF_16)) or wide_encoding(sample):
        return False
    # of very few bytes nothing can be told; then text is the safer guess
    controls = len(sample) - len(sample.translate(None, CONTROLS))
    return controls > max(8, len(sample) * MOST_CONTROLS)
