-- Notes about the whole: versions, what was matched by which criteria.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- What was found in the folder: files with the size and time with which they were read; folders with a digest of what
-- is in them (`folders`), so that a scan that finds nothing compares no files, and with their times (`seen`), so that a
-- command may trust the index without walking the folder at all. A scan fills and empties them.
CREATE TABLE files (folder NOT NULL, name NOT NULL, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL,
    PRIMARY KEY (folder, name)) WITHOUT ROWID;
CREATE TABLE seen (folder PRIMARY KEY, mtime_ns INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE folders (folder PRIMARY KEY, digest BLOB NOT NULL) WITHOUT ROWID;

-- What lists and queries need, a row a document, kept narrow; what only one document's page needs is in `details`.
-- `path`: the container of a record, null where it is the id. `text`: the distinct text that its words are, `body` a hash of
-- it with capitals and signs. `due`: to be cleaned by the next scan. `overridden`: of which labels of a reviewer's own the
-- row tells (`decisions.overrides`), as do `search`, text and copies. `language` is what the document says of itself,
-- `detected` what its cleaned text is in, as far as that can be told. `answer`, `stale` and `sidecar_problem` are
-- copied from `decisions`, `cluster` and its size from `members`.
CREATE TABLE documents (
    doc INTEGER PRIMARY KEY, id NOT NULL UNIQUE, path, size INTEGER NOT NULL, sha256 BLOB NOT NULL,
    encoding TEXT NOT NULL, title NOT NULL, folded NOT NULL, date TEXT NOT NULL, source NOT NULL, author NOT NULL DEFAULT '',
    language NOT NULL, detected TEXT NOT NULL DEFAULT '',
    words INTEGER NOT NULL DEFAULT 0, blocks INTEGER NOT NULL DEFAULT 0, chars INTEGER NOT NULL DEFAULT 0,
    boiler REAL NOT NULL DEFAULT 0, dup REAL NOT NULL DEFAULT 0, problem TEXT NOT NULL, problem_message NOT NULL,
    problem_line INTEGER, cleaned_sha256 BLOB NOT NULL DEFAULT x'', rules INTEGER NOT NULL DEFAULT 0,
    overridden TEXT NOT NULL DEFAULT '', due INTEGER NOT NULL DEFAULT 1,
    answer TEXT NOT NULL DEFAULT '', stale TEXT NOT NULL DEFAULT 'current',
    sidecar_problem TEXT NOT NULL DEFAULT '', cluster TEXT NOT NULL DEFAULT '', cluster_size INTEGER NOT NULL DEFAULT 0,
    text INTEGER, body INTEGER);

-- The rules by which documents were cleaned.
CREATE TABLE rules (rules INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE);
CREATE INDEX documents_path ON documents (path) WHERE path IS NOT NULL;
CREATE INDEX documents_answer ON documents (answer) WHERE answer <> '';
CREATE INDEX documents_text ON documents (text) WHERE text IS NOT NULL;
CREATE INDEX documents_due ON documents (doc) WHERE due;
CREATE INDEX documents_overridden ON documents (doc) WHERE overridden <> '';
CREATE INDEX documents_problem ON documents (doc) WHERE problem <> '' OR sidecar_problem <> '';

-- Large folders alone: all documents in each order, made by a scan (`orders.py`), and where each stands in that of the ids;
-- `moved` are those that came or changed since, filled by the triggers below and emptied by the next scan that makes or mends
-- the orders.
CREATE TABLE orders (sort TEXT PRIMARY KEY, docs BLOB NOT NULL);
CREATE TABLE places (chunk INTEGER PRIMARY KEY, places BLOB NOT NULL);
CREATE TABLE moved (doc INTEGER PRIMARY KEY, whole INTEGER NOT NULL);

-- How many documents have each answer, and how many a problem; kept by triggers.
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

-- Labels without a reviewer's own, the cleaned text with these, and the text that was matched where that is another one.
CREATE TABLE details (doc INTEGER PRIMARY KEY, labels BLOB, text BLOB, matched BLOB);

-- The blocks of each document as fingerprints; `held`: how many documents hold each (and which, where it is few), from
-- which the evidence for cleaning comes; `pending`: which blocks came and went and aren't counted
-- yet, because a scan is on its way or was killed.
CREATE TABLE prints (doc INTEGER PRIMARY KEY, blocks BLOB NOT NULL);
CREATE TABLE held (print INTEGER PRIMARY KEY, n INTEGER NOT NULL, docs BLOB);
CREATE TABLE pending (stamp INTEGER PRIMARY KEY, added BLOB NOT NULL, removed BLOB NOT NULL);

-- What matching keeps between scans (`texts.py`): the distinct texts; sketches that aren't in a posting list yet (`fresh`);
-- texts that no document has any more, of which matching has yet to take the sketches out (`left_texts`); texts whose documents
-- changed (`dirty`: a row goes only together with its consequences); of all texts, in chunks, what is asked of all at once
-- (`columns`); the posting lists; and what pairs share (`near`). All of it can be made again from `details`.
CREATE TABLE texts (text INTEGER PRIMARY KEY, key INTEGER NOT NULL UNIQUE, length INTEGER NOT NULL, level INTEGER NOT NULL,
    body INTEGER);
CREATE TABLE fresh (text INTEGER PRIMARY KEY, hashes BLOB NOT NULL);
CREATE TABLE left_texts (text INTEGER PRIMARY KEY, packed BLOB NOT NULL);
CREATE TABLE dirty (stamp INTEGER PRIMARY KEY, text INTEGER NOT NULL);
CREATE TABLE columns (chunk INTEGER PRIMARY KEY, keys BLOB, lengths BLOB, levels BLOB, provisional BLOB, story BLOB);
CREATE TABLE postings (bucket INTEGER PRIMARY KEY, packed BLOB);
CREATE TABLE near (text INTEGER PRIMARY KEY, packed BLOB);

-- Full text of titles and cleaned texts.
CREATE VIRTUAL TABLE search USING fts5 (title, body, content='', tokenize='unicode61 remove_diacritics 2');

-- The sidecars, as queries find them (`sidecar_index.py`). Keyed by id, since a decision may outlive its document. `size` is -1
-- until the file has been read. `overriding`: the labels that it gives to blocks, as JSON, and `overrides` a hash of these. A
-- `problem_message` without a `problem` is of a sidecar that can be read and not be written. `mended`: what it says of its
-- document that somebody wrote there, as JSON.
CREATE TABLE decisions (
    id PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, answer TEXT NOT NULL DEFAULT '',
    reasons TEXT NOT NULL DEFAULT '[]', tags TEXT NOT NULL DEFAULT '[]', note NOT NULL DEFAULT '',
    duplicate_of NOT NULL DEFAULT '', reviewer NOT NULL DEFAULT '', decided_at TEXT NOT NULL DEFAULT '',
    source_sha256 TEXT NOT NULL DEFAULT '', clean_sha256 TEXT NOT NULL DEFAULT '', rules_sha256 TEXT NOT NULL DEFAULT '',
    overrides TEXT NOT NULL DEFAULT '', overriding TEXT NOT NULL DEFAULT '', problem TEXT NOT NULL DEFAULT '', problem_message NOT NULL DEFAULT '',
    problem_line INTEGER, mended TEXT NOT NULL DEFAULT '') WITHOUT ROWID;
CREATE INDEX decisions_overrides ON decisions (id) WHERE overrides <> '';
CREATE INDEX decisions_mended ON decisions (id) WHERE mended <> '';
CREATE TABLE tags (tag NOT NULL, id NOT NULL, folded NOT NULL, PRIMARY KEY (tag, id)) WITHOUT ROWID;
CREATE INDEX tags_folded ON tags (folded, id);
CREATE INDEX tags_id ON tags (id);
CREATE TABLE reasons (reason NOT NULL, id NOT NULL, folded NOT NULL, PRIMARY KEY (reason, id)) WITHOUT ROWID;
CREATE INDEX reasons_folded ON reasons (folded, id);
CREATE INDEX reasons_id ON reasons (id);

-- What documents say themselves of which a sidecar says something else (`told`, which is what `documents` has then).
CREATE TABLE mended (doc INTEGER PRIMARY KEY, told TEXT NOT NULL, title NOT NULL, folded NOT NULL, date TEXT NOT NULL,
    source NOT NULL, author NOT NULL, language NOT NULL);

-- The clusters, a row a member; and as they are printed, in pages (`pages.py`), of which those in `outdated` (filled by
-- triggers) are made again by the next scan.
CREATE TABLE members (
    doc INTEGER PRIMARY KEY, cluster TEXT NOT NULL, place INTEGER NOT NULL, similarity REAL NOT NULL, role TEXT NOT NULL,
    kind TEXT NOT NULL, via INTEGER NOT NULL, of_member REAL NOT NULL, of_representative REAL NOT NULL,
    shared REAL NOT NULL);
CREATE INDEX members_cluster ON members (cluster, place);
CREATE TABLE pages (first TEXT PRIMARY KEY, lines BLOB, cells BLOB);
CREATE TABLE outdated (cluster TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TRIGGER members_come AFTER INSERT ON members WHEN EXISTS (SELECT 1 FROM pages) BEGIN
    INSERT OR IGNORE INTO outdated VALUES (new.cluster); END;
CREATE TRIGGER members_go AFTER DELETE ON members WHEN EXISTS (SELECT 1 FROM pages) BEGIN
    INSERT OR IGNORE INTO outdated VALUES (old.cluster); END;

-- What reviewers told apart, from the sidecars.
CREATE TABLE apart (id NOT NULL, other NOT NULL, PRIMARY KEY (id, other)) WITHOUT ROWID;
