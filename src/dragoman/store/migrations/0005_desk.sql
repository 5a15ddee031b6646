-- What pages are made of: a narrow row of every record with its counts, columns of events packed by 4,096, and words of all that can be found.
-- All of it is drawn from the tables before; what a record here is behind stands in desk_stale, filled by triggers and emptied in the same transaction.
CREATE TABLE desk_stale (kind TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (kind, key)) STRICT, WITHOUT ROWID;
CREATE TRIGGER resolved_put AFTER INSERT ON resolved BEGIN
  INSERT INTO desk_stale (kind, key) VALUES (new.kind, new.key) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER resolved_changed AFTER UPDATE ON resolved BEGIN
  INSERT INTO desk_stale (kind, key) VALUES (old.kind, old.key) ON CONFLICT DO NOTHING;
  INSERT INTO desk_stale (kind, key) VALUES (new.kind, new.key) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER resolved_dropped AFTER DELETE ON resolved BEGIN
  INSERT INTO desk_stale (kind, key) VALUES (old.kind, old.key) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER mentions_put AFTER INSERT ON entity_mentions BEGIN
  INSERT INTO desk_stale (kind, key) VALUES ('entities', new.entity) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER mentions_moved AFTER UPDATE OF entity ON entity_mentions BEGIN
  INSERT INTO desk_stale (kind, key) VALUES ('entities', old.entity) ON CONFLICT DO NOTHING;
  INSERT INTO desk_stale (kind, key) VALUES ('entities', new.entity) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER mentions_dropped AFTER DELETE ON entity_mentions BEGIN
  INSERT INTO desk_stale (kind, key) VALUES ('entities', old.entity) ON CONFLICT DO NOTHING;
END;

CREATE INDEX entity_mentions_by_entity ON entity_mentions (entity, document);

CREATE TABLE desk_counter (n INTEGER NOT NULL) STRICT;  -- documents that ever came in
INSERT INTO desk_counter (n) VALUES (0);
CREATE TABLE desk_documents (
  row INTEGER PRIMARY KEY,             -- that of documents
  id TEXT NOT NULL UNIQUE,
  number INTEGER NOT NULL,             -- in order of coming in; never used again
  title TEXT NOT NULL,
  outlet TEXT,
  lang TEXT,
  day TEXT,
  path TEXT,
  url TEXT,
  length INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'coded',
  origin TEXT,                         -- the document that it copies or rewrites, else itself or empty
  kin TEXT NOT NULL DEFAULT 'original',
  of TEXT,
  copies INTEGER NOT NULL DEFAULT 0,
  events INTEGER NOT NULL DEFAULT 0,
  claims INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX desk_documents_by_day ON desk_documents (day, id);
CREATE INDEX desk_documents_by_number ON desk_documents (number);
CREATE INDEX desk_documents_by_kin ON desk_documents (of) WHERE of IS NOT NULL;
CREATE TRIGGER documents_onto_desk AFTER INSERT ON documents BEGIN
  UPDATE desk_counter SET n = n + 1;
  INSERT INTO desk_documents (row, id, number, title, outlet, lang, day, path, url, length) VALUES (
    new.row, new.id, (SELECT n FROM desk_counter), substr(coalesce(json_extract(CAST(new.record AS TEXT), '$.title'), substr(new.text, 1, 100)), 1, 300),
    json_extract(CAST(new.record AS TEXT), '$.outlet'), json_extract(CAST(new.record AS TEXT), '$.lang'), new.day, new.path,
    json_extract(CAST(new.record AS TEXT), '$.url'), length(new.text));
END;
CREATE TRIGGER documents_on_desk AFTER UPDATE OF record, path, text, day ON documents BEGIN
  UPDATE desk_documents SET
    title = substr(coalesce(json_extract(CAST(new.record AS TEXT), '$.title'), substr(new.text, 1, 100)), 1, 300),
    outlet = json_extract(CAST(new.record AS TEXT), '$.outlet'), lang = json_extract(CAST(new.record AS TEXT), '$.lang'), day = new.day, path = new.path,
    url = json_extract(CAST(new.record AS TEXT), '$.url')
  WHERE row = new.row;
  INSERT INTO desk_stale (kind, key) SELECT kind, key FROM resting WHERE document = new.id AND new.record <> old.record ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER documents_off_desk AFTER DELETE ON documents BEGIN
  DELETE FROM desk_documents WHERE row = old.row;
END;
INSERT INTO desk_documents (row, id, number, title, outlet, lang, day, path, url, length) SELECT
  row, id, row, substr(coalesce(json_extract(CAST(record AS TEXT), '$.title'), substr(text, 1, 100)), 1, 300), json_extract(CAST(record AS TEXT), '$.outlet'),
  json_extract(CAST(record AS TEXT), '$.lang'), day, path, json_extract(CAST(record AS TEXT), '$.url'), length(text) FROM documents ORDER BY row;
UPDATE desk_counter SET n = (SELECT coalesce(max(row), 0) FROM documents);

CREATE TABLE desk_words (no INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE) STRICT;  -- types, codes, outlets: what packed columns count by
CREATE TABLE desk_places (
  no INTEGER PRIMARY KEY, name TEXT NOT NULL, country TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL,  -- empty, 999: unknown
  UNIQUE (name, country, lat, lon)
) STRICT;
CREATE TABLE desk_events (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  summary TEXT NOT NULL,
  packed BLOB NOT NULL,                -- see desk_pack.py, as the next three
  parties BLOB NOT NULL,
  told BLOB NOT NULL,
  pairs BLOB NOT NULL
) STRICT;
CREATE TABLE desk_parties (entity INTEGER NOT NULL, event INTEGER NOT NULL, PRIMARY KEY (entity, event)) STRICT, WITHOUT ROWID;
CREATE INDEX desk_parties_by_event ON desk_parties (event);
CREATE TABLE desk_segments (kind TEXT NOT NULL, segment INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (kind, segment)) STRICT;
CREATE TABLE desk_claims (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  source TEXT,                         -- entity that its nearest source is
  told BLOB NOT NULL,
  born INTEGER NOT NULL,               -- smallest number of a document that tells it
  day TEXT
) STRICT;
CREATE INDEX desk_claims_by_source ON desk_claims (source, day) WHERE source IS NOT NULL;
CREATE TABLE desk_entities (
  row INTEGER PRIMARY KEY AUTOINCREMENT,  -- no number is used again: packed columns may still hold it
  id TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  name TEXT NOT NULL,
  folded TEXT NOT NULL,
  aliases TEXT NOT NULL,
  country TEXT,
  mentions INTEGER NOT NULL,
  documents INTEGER NOT NULL,
  born INTEGER NOT NULL,
  events INTEGER NOT NULL DEFAULT 0,
  claims INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX desk_entities_by_documents ON desk_entities (documents DESC, mentions DESC, id);
CREATE INDEX desk_entities_by_type ON desk_entities (type, documents DESC, mentions DESC, id);
CREATE INDEX desk_entities_by_country ON desk_entities (country, type);
CREATE TABLE desk_questions (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  about TEXT NOT NULL,
  slot TEXT NOT NULL,
  answers INTEGER NOT NULL,
  documents INTEGER NOT NULL,
  outlets INTEGER NOT NULL,
  origins INTEGER NOT NULL,
  severity INTEGER NOT NULL,
  open INTEGER NOT NULL,
  first TEXT,
  last TEXT,
  born INTEGER NOT NULL,
  latest INTEGER NOT NULL
) STRICT;
CREATE INDEX desk_questions_by_contest ON desk_questions (severity DESC, outlets DESC, origins DESC, answers DESC, id, open, slot, born);
CREATE INDEX desk_questions_by_about ON desk_questions (about);
CREATE INDEX desk_questions_by_day ON desk_questions (last DESC, id);
CREATE TABLE desk_ties (
  key TEXT PRIMARY KEY, actor TEXT NOT NULL, recipient TEXT NOT NULL, unit TEXT NOT NULL, start TEXT NOT NULL, finish TEXT NOT NULL, n INTEGER NOT NULL,
  score REAL NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX desk_ties_by_unit ON desk_ties (unit, start, actor, recipient, finish, n, score);
CREATE INDEX desk_ties_by_pair ON desk_ties (actor, recipient, unit);
CREATE TABLE desk_shifts (key TEXT PRIMARY KEY, finish TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX desk_shifts_by_day ON desk_shifts (finish);
CREATE TABLE desk_gatherings (
  kind TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, folded TEXT NOT NULL, level TEXT NOT NULL, parent TEXT, first TEXT, last TEXT,
  documents INTEGER NOT NULL, events INTEGER NOT NULL, PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE event_words USING fts5(words);     -- folded, as documents.folded
CREATE VIRTUAL TABLE claim_words USING fts5(words);
CREATE VIRTUAL TABLE question_words USING fts5(words);
CREATE VIRTUAL TABLE entity_words USING fts5(names, sounds, prefix = '2 3');  -- every spelling; skeletons of their words
CREATE TABLE searches (owner TEXT NOT NULL, name TEXT NOT NULL, record BLOB NOT NULL, PRIMARY KEY (owner, name)) STRICT;
CREATE TABLE last_visits (owner TEXT PRIMARY KEY, number INTEGER NOT NULL, at TEXT NOT NULL) STRICT;
