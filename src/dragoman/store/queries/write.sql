-- name: put_document
INSERT INTO documents (id, path, sha256, record, text, folded) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET path = excluded.path, record = excluded.record, text = excluded.text, folded = excluded.folded;
-- name: set_path
UPDATE documents SET path = ? WHERE id = ? AND (path IS NULL OR path > ?);
-- name: put_raw
INSERT INTO raw (sha256, bytes) VALUES (?, ?) ON CONFLICT (sha256) DO NOTHING;
-- name: put_extracted
INSERT INTO extracted (document, version, times, record) VALUES (?, ?, ?, ?)
ON CONFLICT (document) DO UPDATE SET version = excluded.version, times = excluded.times, record = excluded.record;
-- name: put_input
INSERT INTO inputs (location, part, path, document, state, error) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (location, part, document) DO UPDATE SET path = excluded.path, state = excluded.state, error = excluded.error WHERE excluded.document = '';
-- name: drop_input
DELETE FROM inputs WHERE location = ? AND part = ? AND document = ?;
-- name: drop_document
DELETE FROM documents WHERE id = ?;
-- name: drop_inputs_of
DELETE FROM inputs WHERE document = ?;
-- name: drop_failures_of
DELETE FROM failures WHERE document = ?;
-- name: drop_raw
DELETE FROM raw WHERE sha256 = ?;
-- name: optimize_words
INSERT INTO words (words) VALUES ('optimize');
-- name: put_tombstone
INSERT INTO tombstones (id, at, by, why) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING;
-- name: drop_tombstone
DELETE FROM tombstones WHERE id = ?;
-- name: put_visit
INSERT INTO visits (url, record) VALUES (?, ?) ON CONFLICT (url) DO UPDATE SET record = excluded.record;
-- name: drop_failures
DELETE FROM failures WHERE location = ? AND document = ?;
-- name: put_failure
INSERT INTO failures (location, document, record) VALUES (?, ?, ?) ON CONFLICT DO NOTHING;
-- name: drop_resolved
DELETE FROM resolved;
-- name: put_resolved
INSERT INTO resolved (kind, position, id, record) VALUES (?, ?, ?, ?);
-- name: put_meta
INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value;
-- name: put_redirect
INSERT INTO redirects (old, new) VALUES (?, ?) ON CONFLICT (old) DO UPDATE SET new = excluded.new;
-- name: drop_redirect
DELETE FROM redirects WHERE old = ?;
-- name: put_judgement
INSERT INTO judgements (id, at, record) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING;
-- name: put_list
INSERT INTO lists (name, record) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET record = excluded.record;
-- name: drop_list
DELETE FROM lists WHERE name = ?;
-- name: put_listed
INSERT INTO listed (list, id, record) VALUES (?, ?, ?) ON CONFLICT (list, id) DO NOTHING RETURNING number;
-- name: put_listed_name
INSERT INTO listed_names (key, number) VALUES (?, ?) ON CONFLICT DO NOTHING;
