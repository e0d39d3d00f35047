"""The index file: its tables, and opening it. It is disposable: broken or of another version, it is made anew."""

from __future__ import annotations

import os
import re
import sqlite3
from contextlib import suppress
from pathlib import Path

from triage import __version__
from triage.corpus.meta import set_meta, transaction
from triage.errors import FileError

SCHEMA = 19
"""Another one where tables are others, or the same file may be read otherwise: its title, date, source or blocks."""
STATE = ".triage"  # the folder of the index below a corpus, where no other is given
INDEX = "index.sqlite"
CACHE = 32_000  # KB
LIKE = 78.0  # of 100: "harbor wal" is like "The harbour wall"

# `documents` holds what lists and queries need and stays narrow; what only one document's page needs is in `details`.
# `overridden_sha256` is of the cleaned text with the reviewer's own labels, known only where rules changed since the decision.
# `decisions` is keyed by id, since a decision may outlive its document; `answer`, `stale` and `unsaved` are copied from it.
# A `problem_message` without a `problem` is of a sidecar that can be read and not be written.
# `moved` is of use only where orders are kept.
# `documents.text` is the distinct text that a document's words are, `body` a hash of it with capitals and signs; `texts` …
# `near` are what matching keeps, see `texts.py`. `documents.path` is the container of a record, and null where it is the id.
TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE files (folder NOT NULL, name NOT NULL, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL,
    PRIMARY KEY (folder, name)) WITHOUT ROWID;
CREATE TABLE seen (folder PRIMARY KEY, mtime_ns INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE folders (folder PRIMARY KEY, digest BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
    doc INTEGER PRIMARY KEY, id NOT NULL UNIQUE, path, size INTEGER NOT NULL, sha256 BLOB NOT NULL,
    encoding TEXT NOT NULL, title NOT NULL, folded NOT NULL, date TEXT NOT NULL, source NOT NULL, language NOT NULL,
    words INTEGER NOT NULL DEFAULT 0, blocks INTEGER NOT NULL DEFAULT 0, chars INTEGER NOT NULL DEFAULT 0,
    boiler REAL NOT NULL DEFAULT 0, dup REAL NOT NULL DEFAULT 0, problem TEXT NOT NULL, problem_message NOT NULL,
    problem_line INTEGER, cleaned_sha256 BLOB NOT NULL DEFAULT x'', rules INTEGER NOT NULL DEFAULT 0,
    overridden_sha256 TEXT NOT NULL DEFAULT '', due INTEGER NOT NULL DEFAULT 1,
    answer TEXT NOT NULL DEFAULT '', stale TEXT NOT NULL DEFAULT 'current',
    sidecar_problem TEXT NOT NULL DEFAULT '', cluster TEXT NOT NULL DEFAULT '', cluster_size INTEGER NOT NULL DEFAULT 0,
    text INTEGER, body INTEGER);
CREATE TABLE rules (rules INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE);
CREATE INDEX documents_path ON documents (path) WHERE path IS NOT NULL;
CREATE INDEX documents_answer ON documents (answer) WHERE answer <> '';
CREATE INDEX documents_text ON documents (text) WHERE text IS NOT NULL;
CREATE INDEX documents_due ON documents (doc) WHERE due;
CREATE INDEX documents_problem ON documents (doc) WHERE problem <> '' OR sidecar_problem <> '';
CREATE TABLE orders (sort TEXT PRIMARY KEY, docs BLOB NOT NULL);
CREATE TABLE moved (doc INTEGER PRIMARY KEY, whole INTEGER NOT NULL);
CREATE TABLE counters (name TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO counters VALUES ('', 0), ('keep', 0), ('reject', 0), ('defer', 0), ('problems', 0);
CREATE TRIGGER documents_come AFTER INSERT ON documents BEGIN
    UPDATE counters SET n = n + 1
    WHERE name IN (new.answer, iif(new.problem || new.sidecar_problem <> '', 'problems', new.answer));
    INSERT OR REPLACE INTO moved SELECT new.doc, 1 WHERE EXISTS (SELECT 1 FROM orders); END;
CREATE TRIGGER documents_go AFTER DELETE ON documents BEGIN
    UPDATE counters SET n = n - 1
    WHERE name IN (old.answer, iif(old.problem || old.sidecar_problem <> '', 'problems', old.answer));
    INSERT OR REPLACE INTO moved SELECT old.doc, 1 WHERE EXISTS (SELECT 1 FROM orders); END;
CREATE TRIGGER documents_decide AFTER UPDATE OF answer ON documents WHEN old.answer <> new.answer BEGIN
    UPDATE counters SET n = n + CASE name WHEN new.answer THEN 1 ELSE -1 END WHERE name IN (old.answer, new.answer); END;
CREATE TRIGGER documents_fail AFTER UPDATE OF problem, sidecar_problem ON documents
    WHEN (old.problem || old.sidecar_problem <> '') <> (new.problem || new.sidecar_problem <> '') BEGIN
    UPDATE counters SET n = n + CASE WHEN new.problem || new.sidecar_problem <> '' THEN 1 ELSE -1 END
    WHERE name = 'problems'; END;
CREATE TRIGGER documents_move AFTER UPDATE OF id, folded, date, source, words, dup, boiler ON documents
    WHEN EXISTS (SELECT 1 FROM orders) AND (old.id <> new.id OR old.folded <> new.folded OR old.date <> new.date
    OR old.source <> new.source OR old.words <> new.words OR old.dup <> new.dup OR old.boiler <> new.boiler) BEGIN
    INSERT OR REPLACE INTO moved VALUES (new.doc, 1); END;
CREATE TRIGGER documents_regroup AFTER UPDATE OF cluster ON documents
    WHEN old.cluster <> new.cluster AND EXISTS (SELECT 1 FROM orders) BEGIN
    INSERT OR IGNORE INTO moved VALUES (new.doc, 0); END;
CREATE TABLE details (doc INTEGER PRIMARY KEY, labels BLOB, text BLOB, matched BLOB);
CREATE TABLE prints (doc INTEGER PRIMARY KEY, blocks BLOB NOT NULL);
CREATE TABLE held (print INTEGER PRIMARY KEY, n INTEGER NOT NULL, docs BLOB);
CREATE TABLE pending (stamp INTEGER PRIMARY KEY, added BLOB NOT NULL, removed BLOB NOT NULL);
CREATE TABLE texts (text INTEGER PRIMARY KEY, key INTEGER NOT NULL UNIQUE, length INTEGER NOT NULL, level INTEGER NOT NULL,
    body INTEGER);
CREATE TABLE fresh (text INTEGER PRIMARY KEY, hashes BLOB NOT NULL);
CREATE TABLE left_texts (text INTEGER PRIMARY KEY, packed BLOB NOT NULL);
CREATE TABLE dirty (stamp INTEGER PRIMARY KEY, text INTEGER NOT NULL);
CREATE TABLE columns (chunk INTEGER PRIMARY KEY, keys BLOB, lengths BLOB, levels BLOB, provisional BLOB, story BLOB);
CREATE TABLE postings (bucket INTEGER PRIMARY KEY, packed BLOB);
CREATE TABLE near (text INTEGER PRIMARY KEY, packed BLOB);
CREATE VIRTUAL TABLE search USING fts5 (title, body, content='', tokenize='unicode61 remove_diacritics 2');
CREATE TABLE decisions (
    id PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, answer TEXT NOT NULL DEFAULT '',
    reasons TEXT NOT NULL DEFAULT '[]', tags TEXT NOT NULL DEFAULT '[]', note NOT NULL DEFAULT '',
    duplicate_of NOT NULL DEFAULT '', reviewer NOT NULL DEFAULT '', decided_at TEXT NOT NULL DEFAULT '',
    source_sha256 TEXT NOT NULL DEFAULT '', clean_sha256 TEXT NOT NULL DEFAULT '', rules_sha256 TEXT NOT NULL DEFAULT '',
    overrides INTEGER NOT NULL DEFAULT 0, problem TEXT NOT NULL DEFAULT '', problem_message NOT NULL DEFAULT '',
    problem_line INTEGER) WITHOUT ROWID;
CREATE TABLE tags (tag NOT NULL, id NOT NULL, folded NOT NULL, PRIMARY KEY (tag, id)) WITHOUT ROWID;
CREATE INDEX tags_folded ON tags (folded, id);
CREATE INDEX tags_id ON tags (id);
CREATE TABLE reasons (reason NOT NULL, id NOT NULL, PRIMARY KEY (reason, id)) WITHOUT ROWID;
CREATE INDEX reasons_id ON reasons (id);
CREATE TABLE members (
    doc INTEGER PRIMARY KEY, cluster TEXT NOT NULL, place INTEGER NOT NULL, similarity REAL NOT NULL, role TEXT NOT NULL,
    kind TEXT NOT NULL, via INTEGER NOT NULL, of_member REAL NOT NULL, of_representative REAL NOT NULL);
CREATE INDEX members_cluster ON members (cluster, place);
CREATE TABLE pages (first TEXT PRIMARY KEY, lines BLOB, cells BLOB);
CREATE TABLE outdated (cluster TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TRIGGER members_come AFTER INSERT ON members WHEN EXISTS (SELECT 1 FROM pages) BEGIN
    INSERT OR IGNORE INTO outdated VALUES (new.cluster); END;
CREATE TRIGGER members_go AFTER DELETE ON members WHEN EXISTS (SELECT 1 FROM pages) BEGIN
    INSERT OR IGNORE INTO outdated VALUES (old.cluster); END;
CREATE TABLE apart (id NOT NULL, other NOT NULL, PRIMARY KEY (id, other)) WITHOUT ROWID;
"""

STATEMENTS = re.split(r";\n(?=\S)", TABLES.strip())

Value = str | bytes


def put(text: str) -> Value:
    """Text as SQLite takes it: a lone surrogate (from a file name that isn't UTF-8) can't be in its TEXT, so that is a BLOB."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def take(value: Value) -> str:
    """The text that `put` stored."""
    return value.decode("utf-8", "surrogatepass") if isinstance(value, bytes) else value


def fold(value: Value | None) -> Value:
    """The SQL function of that name: text compared without regard to case."""
    return put(take(value).casefold()) if value is not None else ""


def alike(folded: Value, wanted: Value) -> bool:
    """The SQL function of that name: whether a part of the text is like what is wanted, but for a typing error or two."""
    from rapidfuzz import fuzz

    return bool(folded) and fuzz.partial_ratio(take(wanted), take(folded), score_cutoff=LIKE) >= LIKE


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
    db = sqlite3.connect(path, timeout=30, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = NORMAL")
    db.execute("PRAGMA wal_autocheckpoint = 8000")  # pages: a checkpoint waits for the disk, a small change shouldn't
    set_cache(db, CACHE)
    db.execute("PRAGMA temp_store = MEMORY")
    db.create_function("fold", 1, fold, deterministic=True)
    db.create_function("alike", 2, alike, deterministic=True)
    return db


def _made_by(db: sqlite3.Connection) -> str | None:
    """The version that made the index; empty for a new file, None for one that isn't ours or isn't finished."""
    if not db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        return ""
    try:
        found = db.execute("SELECT value FROM meta WHERE key = 'version'").fetchone()
    except sqlite3.OperationalError as error:
        if "no such table" in str(error):
            return None
        raise
    return str(found[0]) if found else None


def _create(db: sqlite3.Connection) -> None:
    """Makes the tables, all or none. Two processes may get here at once: the second finds them made."""
    with transaction(db):
        if not _made_by(db):
            for statement in STATEMENTS:
                db.execute(statement)
            db.execute("INSERT INTO search (search, rank) VALUES ('hashsize', 8388608)")
            set_meta(db, "version", version())


def open_index(folder: Path) -> sqlite3.Connection:
    """The index in a folder, made if there is none. Raises FileError where it can't be made."""
    path = folder / INDEX
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK):
            raise PermissionError(f"{folder} can't be written")
        try:
            return _opened(path)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:  # not a database, or a broken one: it holds nothing that can't be computed again
            remove(path)
            return _opened(path)
    except (OSError, sqlite3.Error) as error:
        raise FileError(f"{path}: the index can't be opened ({error}); --state DIR keeps it elsewhere") from error


def _opened(path: Path) -> sqlite3.Connection:
    db = connect(path)
    try:
        made_by = _made_by(db)
        if made_by != version():
            if made_by != "":
                db.close()
                remove(path)
                db = connect(path)
            _create(db)
    except BaseException:
        db.close()
        raise
    return db
