-- name: put_document
INSERT INTO documents (id, path, sha256, record, text, folded, day) VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET path = excluded.path, record = excluded.record, text = excluded.text, folded = excluded.folded, day = excluded.day;
-- name: set_path
UPDATE documents SET path = ? WHERE id = ? AND (path IS NULL OR path > ?);
-- name: put_raw
INSERT INTO raw (sha256, bytes) VALUES (?, ?) ON CONFLICT (sha256) DO NOTHING;
-- name: put_extracted
INSERT INTO extracted (document, version, times, record, stamp) VALUES (?, ?, ?, ?, (SELECT coalesce(max(stamp), 0) + 1 FROM extracted))
ON CONFLICT (document) DO UPDATE SET version = excluded.version, times = excluded.times, record = excluded.record, stamp = excluded.stamp;
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
-- name: put_part
INSERT INTO resolved (kind, key, id, record) VALUES (?, ?, ?, ?);
-- name: drop_part
DELETE FROM resolved WHERE kind = ? AND key = ?;
-- name: put_resting
INSERT INTO resting (document, kind, key) VALUES (?, ?, ?) ON CONFLICT DO NOTHING;
-- name: drop_resting
DELETE FROM resting WHERE kind = ? AND key = ?;
-- name: put_entity_mention
INSERT INTO entity_mentions (mention, entity, document, face, told, record) VALUES (?, ?, ?, ?, ?, ?);
-- name: move_mentions
UPDATE entity_mentions SET entity = ? WHERE entity = ?;
-- name: put_reason
INSERT INTO reasons (entity, position, a, b, record) VALUES (?, ?, ?, ?, ?);
-- name: move_reasons
UPDATE reasons SET entity = ?, position = position + ? WHERE entity = ?;
-- name: put_found_by
INSERT INTO found_by (space, key, ref) VALUES (?, ?, ?) ON CONFLICT DO NOTHING;
-- name: drop_found_by
DELETE FROM found_by WHERE ref = ?;
-- name: put_block
INSERT INTO blocks (key, first, last, kind, near, half, mention, document) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING;
-- name: put_resolved_document
INSERT INTO resolved_documents (document, stamp) VALUES (?, ?) ON CONFLICT (document) DO UPDATE SET stamp = excluded.stamp;
-- name: drop_resolved_document
DELETE FROM resolved_documents WHERE document = ?;
-- name: rename
UPDATE resolved SET record = CAST(replace(CAST(record AS TEXT), ?, ?) AS BLOB)
WHERE rowid IN (SELECT r.rowid FROM json_each(?) d JOIN resting t ON t.document = d.value JOIN resolved r ON r.kind = t.kind AND r.key = t.key)
AND instr(CAST(record AS TEXT), ?);
-- name: rename_entities
UPDATE resolved SET record = CAST(replace(CAST(record AS TEXT), ?, ?) AS BLOB)
WHERE kind = 'entities' AND key IN (SELECT m.entity FROM json_each(?) d JOIN entity_mentions m ON m.document = d.value) AND instr(CAST(record AS TEXT), ?);
-- name: rename_keys
UPDATE OR IGNORE found_by SET key = replace(key, ?, ?)
WHERE space = 'question' AND ref IN (SELECT value FROM json_each(?)) AND instr(key, ?);
-- name: move_redirects
UPDATE redirects SET new = ? WHERE new = ?;
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
-- name: drop_blocks
DELETE FROM blocks WHERE document = ?;
-- name: drop_entity_mentions
DELETE FROM entity_mentions WHERE document = ?;
-- name: drop_reasons
WITH gone AS (SELECT mention, entity FROM entity_mentions WHERE document = ?)
DELETE FROM reasons WHERE entity IN (SELECT entity FROM gone) AND (a IN (SELECT mention FROM gone) OR b IN (SELECT mention FROM gone));
-- name: put_face
INSERT INTO faces (entity, face, mention, n) VALUES (?, ?, ?, 1) ON CONFLICT (entity, face) DO UPDATE SET mention = min(mention, excluded.mention), n = n + 1;
-- name: move_faces
INSERT INTO faces (entity, face, mention, n) SELECT ?, face, mention, n FROM faces WHERE entity = ?
ON CONFLICT (entity, face) DO UPDATE SET mention = min(mention, excluded.mention), n = n + excluded.n;
-- name: drop_faces
DELETE FROM faces WHERE entity = ?;
-- name: count_faces
INSERT INTO faces (entity, face, mention, n) SELECT entity, face, min(mention), count(*) FROM entity_mentions WHERE entity = ? GROUP BY entity, face;
-- name: put_state
UPDATE desk_documents SET state = ? WHERE id = ?;
-- name: put_search
INSERT INTO searches (owner, name, record) VALUES (?, ?, ?) ON CONFLICT (owner, name) DO UPDATE SET record = excluded.record;
-- name: drop_search
DELETE FROM searches WHERE owner = ? AND name = ?;
-- name: put_last_visit
INSERT INTO last_visits (owner, number, at) VALUES (?, ?, ?) ON CONFLICT (owner) DO UPDATE SET number = excluded.number, at = excluded.at;
-- name: drop_meta
DELETE FROM meta WHERE key = ?;
-- name: put_odds
INSERT INTO odds (pair, odds) SELECT key, value FROM json_each(?) WHERE true ON CONFLICT (pair) DO UPDATE SET odds = excluded.odds;
-- name: drop_odds
DELETE FROM odds WHERE pair NOT IN (SELECT value FROM json_each(?));
