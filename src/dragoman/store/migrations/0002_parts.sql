-- Inputs by part, since an archive or a feed brings many; visits of addresses, so that a page is not fetched twice.
ALTER TABLE inputs RENAME TO old_inputs;
CREATE TABLE inputs (
  location TEXT NOT NULL,
  part TEXT NOT NULL DEFAULT '',      -- within the file; empty: the file itself
  document TEXT NOT NULL DEFAULT '',  -- empty: none came of it
  path TEXT NOT NULL,
  state TEXT NOT NULL,
  error TEXT,
  PRIMARY KEY (location, part, document)
) STRICT;
INSERT INTO inputs (location, document, path, state, error) SELECT location, document, path, state, error FROM old_inputs;
DROP TABLE old_inputs;
CREATE INDEX inputs_by_document ON inputs (document);
CREATE INDEX documents_by_bytes ON documents (sha256);

CREATE TABLE visits (url TEXT PRIMARY KEY, record BLOB NOT NULL) STRICT;
