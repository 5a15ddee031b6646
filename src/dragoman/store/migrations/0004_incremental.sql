-- Resolved records one by one, with the documents that they rest on and the keys by which new documents find them, so that a few can be replaced.
DROP TABLE resolved;
CREATE TABLE resolved (
  kind TEXT NOT NULL,
  key TEXT NOT NULL,                  -- gives the order of the records of a kind; of those that have an id it is the id
  id TEXT NOT NULL,
  record BLOB NOT NULL,               -- an entity without its mentions and reasons, which stand below
  PRIMARY KEY (kind, key)
) STRICT;
CREATE INDEX resolved_by_id ON resolved (id);
CREATE TABLE resting (
  document TEXT NOT NULL,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  PRIMARY KEY (document, kind, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX resting_by_record ON resting (kind, key);
CREATE TABLE entity_mentions (
  mention TEXT PRIMARY KEY,
  entity TEXT NOT NULL,
  document TEXT NOT NULL,
  face TEXT NOT NULL,                 -- digest of all but the place: mentions of one face say the same
  told INTEGER NOT NULL,              -- is an attribute told of it?
  record BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX entity_mentions_by_face ON entity_mentions (entity, face, mention, document);
CREATE INDEX entity_mentions_by_document ON entity_mentions (document);
CREATE TABLE faces (                    -- of each entity: the first mention of each face, and how many there are
  entity TEXT NOT NULL,
  face TEXT NOT NULL,
  mention TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (entity, face)
) STRICT, WITHOUT ROWID;
CREATE TABLE reasons (
  entity TEXT NOT NULL,
  position INTEGER NOT NULL,
  a TEXT NOT NULL,
  b TEXT NOT NULL,
  record BLOB NOT NULL,
  PRIMARY KEY (entity, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE found_by (                -- which documents, or which entities, a key leads to
  space TEXT NOT NULL,
  key TEXT NOT NULL,
  ref TEXT NOT NULL,
  PRIMARY KEY (space, key, ref)
) STRICT, WITHOUT ROWID;
CREATE INDEX found_by_ref ON found_by (ref, space);
CREATE TABLE blocks (                  -- of event mentions: resolve/event_blocks.py
  key INTEGER NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  near INTEGER NOT NULL,
  half INTEGER NOT NULL,
  mention TEXT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (key, first, mention)
) STRICT, WITHOUT ROWID;
CREATE INDEX blocks_by_document ON blocks (document);
ALTER TABLE documents ADD COLUMN day TEXT;
UPDATE documents SET day = json_extract(CAST(record AS TEXT), '$.published.day');
CREATE INDEX documents_by_day ON documents (day);
ALTER TABLE extracted ADD COLUMN stamp INTEGER NOT NULL DEFAULT 0;  -- another one each time that the document is coded
CREATE INDEX extracted_by_stamp ON extracted (stamp, document);
CREATE TABLE resolved_documents (document TEXT PRIMARY KEY, stamp INTEGER NOT NULL) STRICT;
DELETE FROM meta WHERE key = 'resolved_for';
