"""Languages that a web archive names by three letters, by the two of ISO 639-1 as everywhere else."""

from __future__ import annotations

_CODES = {
    "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "por": "pt", "ita": "it", "cat": "ca",
    "glg": "gl", "nld": "nl", "dut": "nl", "swe": "sv", "dan": "da", "nor": "no", "nob": "no", "fin": "fi", "pol": "pl",
    "ces": "cs", "cze": "cs", "slk": "sk", "slo": "sk", "hrv": "hr", "slv": "sl", "hun": "hu", "ron": "ro", "rum": "ro",
    "tur": "tr", "ind": "id", "tgl": "tl", "vie": "vi", "rus": "ru", "ukr": "uk", "bel": "be", "bul": "bg", "srp": "sr",
    "ell": "el", "gre": "el", "ara": "ar", "heb": "he", "kor": "ko", "tha": "th", "hin": "hi", "hye": "hy", "arm": "hy",
    "kat": "ka", "geo": "ka", "ben": "bn", "tam": "ta", "jpn": "ja", "zho": "zh", "chi": "zh", "urd": "ur", "fas": "fa",
    "per": "fa", "mkd": "mk", "mac": "mk",
}  # fmt: skip


def first_language(names: str) -> str:
    """The code of the first language in such a list, which most of the text is in; nothing where it isn't known."""
    return _CODES.get(names.partition(",")[0].strip().lower(), "")
