-- name: documents
SELECT record, text, path FROM documents ORDER BY id;
-- name: document
SELECT record, text, path FROM documents WHERE id = ?;
-- name: versions
SELECT document, version FROM extracted ORDER BY document;
-- name: extracted
SELECT d.record, d.text, d.path, e.version, e.times, e.record FROM extracted e JOIN documents d ON d.id = e.document ORDER BY d.id;
-- name: times
SELECT document, times FROM extracted ORDER BY document;
-- name: resolved
SELECT kind, record FROM resolved ORDER BY kind, position;
-- name: meta
SELECT value FROM meta WHERE key = ?;
-- name: brought_by
SELECT part, document FROM inputs WHERE location = ? AND document <> '' ORDER BY part, document;
-- name: rows_of
SELECT part, document FROM inputs WHERE location = ?;
-- name: failed
SELECT location, document, record FROM failures ORDER BY location, document, record;
-- name: called
SELECT path, part FROM inputs WHERE location = ? ORDER BY part, document LIMIT 1;
-- name: tombstones
SELECT id, at, by, why FROM tombstones ORDER BY id;
-- name: visit
SELECT record FROM visits WHERE url = ?;
-- name: sharing
SELECT count(*) FROM documents WHERE sha256 = ?;
-- name: locations_of
SELECT DISTINCT location FROM inputs WHERE document = ? ORDER BY location;
-- name: inputs
SELECT DISTINCT i.path, i.state, i.document, i.error, d.path FROM inputs i LEFT JOIN documents d ON d.id = i.document ORDER BY i.path, i.document, i.state, i.error;
-- name: failures
SELECT f.record, d.path FROM failures f LEFT JOIN documents d ON d.id = f.document;
-- name: judgements
SELECT record FROM judgements ORDER BY at, id;
-- name: redirects
SELECT old, new FROM redirects ORDER BY old;
-- name: search
SELECT d.id FROM words w JOIN documents d ON d.row = w.rowid WHERE words MATCH ? ORDER BY bm25(words), d.id;
-- name: raw
SELECT bytes FROM raw WHERE sha256 = ?;
-- name: resolved_ids
SELECT id FROM resolved WHERE id <> '' ORDER BY id;
-- name: lists
SELECT record FROM lists ORDER BY name;
-- name: listed
SELECT DISTINCT l.list, l.id, l.record FROM json_each(?) k JOIN listed_names n ON n.key = k.value JOIN listed l ON l.number = n.number ORDER BY l.list, l.id;
