-- The record: what was read, what was drawn from it, what was made of it, what people decided.
CREATE TABLE documents (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  path TEXT,
  sha256 TEXT NOT NULL,
  record BLOB NOT NULL,  -- JSON of Document without its text
  text TEXT NOT NULL,
  folded TEXT NOT NULL   -- title and text in ASCII, for search alone; its offsets are not those of text
) STRICT;

CREATE VIRTUAL TABLE words USING fts5(text, folded, content = 'documents', content_rowid = 'row');
CREATE TRIGGER documents_into_words AFTER INSERT ON documents BEGIN
  INSERT INTO words (rowid, text, folded) VALUES (new.row, new.text, new.folded);
END;
CREATE TRIGGER documents_out_of_words AFTER DELETE ON documents BEGIN
  INSERT INTO words (words, rowid, text, folded) VALUES ('delete', old.row, old.text, old.folded);
END;
CREATE TRIGGER documents_within_words AFTER UPDATE OF text, folded ON documents BEGIN
  INSERT INTO words (words, rowid, text, folded) VALUES ('delete', old.row, old.text, old.folded);
  INSERT INTO words (rowid, text, folded) VALUES (new.row, new.text, new.folded);
END;

CREATE TABLE raw (sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;  -- zlib

CREATE TABLE extracted (
  document TEXT PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
  version TEXT NOT NULL,
  times BLOB NOT NULL,
  record BLOB NOT NULL
) STRICT;

CREATE TABLE inputs (
  location TEXT NOT NULL,
  path TEXT NOT NULL,
  document TEXT NOT NULL DEFAULT '',  -- empty: none came of it
  state TEXT NOT NULL,
  error TEXT,
  PRIMARY KEY (location, document)
) STRICT;

CREATE TABLE failures (
  location TEXT NOT NULL,             -- empty where it is the document that failed
  document TEXT NOT NULL DEFAULT '',
  record BLOB NOT NULL,
  PRIMARY KEY (location, document, record)
) STRICT;

CREATE TABLE resolved (
  kind TEXT NOT NULL,
  position INTEGER NOT NULL,
  id TEXT NOT NULL,
  record BLOB NOT NULL,
  PRIMARY KEY (kind, position)
) STRICT;
CREATE INDEX resolved_by_id ON resolved (id);

CREATE TABLE redirects (old TEXT PRIMARY KEY, new TEXT NOT NULL) STRICT;
CREATE TABLE judgements (id TEXT PRIMARY KEY, at TEXT NOT NULL, record BLOB NOT NULL) STRICT;
CREATE TABLE tombstones (id TEXT PRIMARY KEY, at TEXT NOT NULL, by TEXT NOT NULL, why TEXT) STRICT;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
