"""The index file: its tables, and opening it. It is disposable: broken or of another version, it is made anew."""

from __future__ import annotations

import os
import re
import sqlite3
import unicodedata
from contextlib import closing, suppress
from pathlib import Path

from triage import __version__
from triage.corpus.index.errors import reason
from triage.corpus.index.meta import set_meta, transaction
from triage.errors import FileError
from triage.lock import exclusive

SCHEMA = 32
"""Another one where tables are others, or the same file may be read otherwise: its title, date, source, language or blocks."""
_LOCK = "index.lock"
CACHE = 32_000  # KB
WAITS = 30  # seconds until another program's writing is an error
LIKE = 78.0  # of 100: "harbor wal" is like "The harbour wall"

BY_ID = "iif(path IS NULL OR typeof(path) = 'blob', id, path || printf('#%018d', substr(id, length(path) + 2)))"
"""What documents are sorted by for the order of their ids: records of a container in that in which they stand there."""
LANGUAGE = "iif(language <> '', language, detected)"
"""What language a row of `documents` is in, as SQL."""

Value = str | bytes


def to_sql(text: str) -> Value:
    """Text as SQLite takes it: a lone surrogate (from a file name that isn't UTF-8) can't be in its TEXT, so that is a BLOB."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def from_sql(value: Value) -> str:
    """The text that `to_sql` stored."""
    return value.decode("utf-8", "surrogatepass") if isinstance(value, bytes) else value


def folded(text: str) -> str:
    """Text as it is compared: without regard to case, and to whether an accent is a character of its own."""
    return unicodedata.normalize("NFC", text.casefold())


def fold(value: Value | None) -> Value:
    """`folded` as a function of SQL."""
    return to_sql(folded(from_sql(value))) if value is not None else ""


def alike(folded: Value, wanted: Value) -> bool:
    """The SQL function of that name: whether a part of the text is like what is wanted, but for a typing error or two."""
    from rapidfuzz import fuzz

    return bool(folded) and fuzz.partial_ratio(from_sql(wanted), from_sql(folded), score_cutoff=LIKE) >= LIKE


def statements() -> list[str]:
    """What makes an empty index, one by one: `tables.sql`."""
    from importlib import resources  # an index is made once

    whole = resources.files("triage.corpus.index").joinpath("tables.sql").read_text(encoding="utf-8")
    return re.split(r";\n+(?=\S)", whole.strip())


_IGNORED = """\
# What is computed again from the documents and their sidecars, and what is about this machine alone.
index.*
scan.lock
spool/
*.lock
journal/saved.json
.triage-*
journal/*.torn
"""
_ATTRIBUTES = "# Whoever merges has the lines of both sides: each is a command that was given.\njournal/*.jsonl merge=union\n"
_VERSION = re.compile(r"\d+/\S+")


def version() -> str:
    """What an index must have been made by to be used as it is."""
    return f"{SCHEMA}/{__version__}"


def index_file(db: sqlite3.Connection) -> Path:
    """The file of an open index."""
    return Path(db.execute("SELECT file FROM pragma_database_list WHERE name = 'main'").fetchone()[0])


def remove(path: Path) -> None:
    """Deletes an index, with the files that SQLite keeps beside it."""
    for name in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm", "-broken"))):
        with suppress(FileNotFoundError):
            name.unlink()


def set_cache(db: sqlite3.Connection, size: int) -> None:
    """How many KB of the index are kept in memory."""
    db.execute(f"PRAGMA cache_size = -{size}")


def connect(path: Path) -> sqlite3.Connection:
    """A connection with what the statements of this package need; the index isn't looked at."""
    db = _connect(path)
    _prepare(db)
    return db


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=WAITS, isolation_level=None)


def _prepare(db: sqlite3.Connection) -> None:
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = NORMAL")
    db.execute("PRAGMA wal_autocheckpoint = 8000")  # pages: a checkpoint waits for the disk, a small change shouldn't
    set_cache(db, CACHE)
    db.execute("PRAGMA temp_store = MEMORY")
    db.create_function("fold", 1, fold, deterministic=True)
    db.create_function("alike", 2, alike, deterministic=True)


def is_index(path: Path) -> bool:
    """Whether the file is an index of ours, of whatever version. It is only read."""
    if not path.is_file():
        return False
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db:
            return bool(_made_by(db))
    except sqlite3.Error:
        return False


def _made_by(db: sqlite3.Connection) -> str | None:
    """The version that made the index; empty for a new file, None for a database that isn't ours."""
    if not db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        return ""
    try:
        found = db.execute("SELECT value FROM meta WHERE key = 'version'").fetchone()
    except sqlite3.OperationalError as error:
        if str(error).startswith("no such"):
            return None
        raise
    return str(found[0]) if found and _VERSION.fullmatch(str(found[0])) else None


def open_index(path: Path) -> sqlite3.Connection:
    """The index, in a folder that is Triage's, made if there is none. Raises FileError where it can't be made, or another
    program's database has its name."""
    folder = path.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK):
            raise PermissionError(f"{folder} can't be written")
        db = _opened(path)
        if db is None:
            with exclusive(folder / _LOCK):
                db = _opened(path) or _made(path)  # another program may have made it by now
        return db
    except (OSError, sqlite3.Error) as error:
        what, remedy = reason(error, path, "keep it elsewhere with --state DIR")
        raise FileError(f"{path}: the index can't be opened ({what}); {remedy}") from error


def _opened(path: Path) -> sqlite3.Connection | None:
    """The index as it is, None where it must be made, or made anew."""
    db = _connect(path)
    try:
        made_by = _made_by(db)
        if made_by is None:
            raise FileError(f"{path}: is another program's database; move it away, or keep the index elsewhere with --state DIR")
        if made_by == version():
            _prepare(db)
            return db
    except BaseException as error:
        db.close()
        if isinstance(error, sqlite3.OperationalError) or not isinstance(error, sqlite3.DatabaseError):
            raise
        return None  # not a database, or a broken one: it holds nothing that can't be computed again
    db.close()
    return None


def _tell_version_control(folder: Path) -> None:
    """What of the folder isn't to be shared, and how the journal is merged; not where somebody has said something of that."""
    with suppress(FileExistsError), open(folder / ".gitignore", "x", encoding="utf-8") as file:
        file.write(_IGNORED)
        with suppress(FileExistsError), open(folder / ".gitattributes", "x", encoding="utf-8") as attributes:
            attributes.write(_ATTRIBUTES)


def _made(path: Path) -> sqlite3.Connection:
    """An empty index, in the place of what is there."""
    remove(path)
    _tell_version_control(path.parent)
    db = connect(path)
    try:
        with transaction(db):
            for statement in statements():
                db.execute(statement)
            db.execute("INSERT INTO search (search, rank) VALUES ('hashsize', 8388608)")
            set_meta(db, "version", version())
    except BaseException:
        db.close()
        raise
    return db
