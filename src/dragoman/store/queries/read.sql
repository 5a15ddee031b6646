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
SELECT kind, record FROM resolved ORDER BY kind, key;
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
-- name: lists
SELECT record FROM lists ORDER BY name;
-- name: listed
SELECT DISTINCT l.list, l.id, l.record FROM json_each(?) k JOIN listed_names n ON n.key = k.value JOIN listed l ON l.number = n.number ORDER BY l.list, l.id;
-- name: stamps
SELECT document, stamp FROM extracted;
-- name: resolved_stamps
SELECT document, stamp FROM resolved_documents;
-- name: latest_day
SELECT max(day) FROM documents;
-- name: weight
SELECT sum(length(record)) FROM extracted;
-- name: extracted_of
SELECT d.record, d.text, d.path, e.version, e.times, e.record FROM json_each(?) k CROSS JOIN extracted e ON e.document = k.value CROSS JOIN documents d ON d.id = e.document ORDER BY d.id;
-- name: entity_mentions
SELECT entity, record FROM entity_mentions ORDER BY entity, mention;
-- name: reasons
SELECT entity, record FROM reasons ORDER BY entity, position;
-- name: reasons_of
SELECT coalesce(max(position) + 1, 0) FROM reasons WHERE entity = ?;
-- name: resting
WITH found AS (SELECT DISTINCT t.kind, t.key FROM json_each(?) d CROSS JOIN resting t ON t.document = d.value WHERE t.kind = ?)
SELECT r.record FROM found f CROSS JOIN resolved r ON r.kind = f.kind AND r.key = f.key ORDER BY r.key;
-- name: parts
SELECT r.record FROM json_each(?) k CROSS JOIN resolved r ON r.kind = ? AND r.key = k.value ORDER BY r.key;
-- name: between
SELECT record FROM resolved WHERE kind = ? AND key >= ? AND key < ? AND key GLOB ? ORDER BY key;
-- name: entity_of
SELECT m.mention, m.entity FROM json_each(?) d CROSS JOIN entity_mentions m ON m.document = d.value;
-- name: documents_of_entities
SELECT DISTINCT m.entity, m.document FROM json_each(?) e CROSS JOIN entity_mentions m ON m.entity = e.value WHERE m.told >= ? ORDER BY m.entity, m.document;
-- name: faces
SELECT f.entity, m.record, f.n FROM json_each(?) e CROSS JOIN faces f ON f.entity = e.value CROSS JOIN entity_mentions m ON m.mention = f.mention ORDER BY f.entity, f.mention;
-- name: faces_without
SELECT f.entity, m.record, f.n FROM
  (SELECT entity, min(mention) AS mention, count(*) AS n FROM json_each(?) e JOIN entity_mentions m ON m.entity = e.value
   WHERE document NOT IN (SELECT value FROM json_each(?)) GROUP BY entity, face) f
  JOIN entity_mentions m ON m.mention = f.mention ORDER BY f.entity, m.mention;
-- name: lives
SELECT f.ref, f.key FROM json_each(?) e CROSS JOIN found_by f ON f.ref = e.value AND f.space = 'life';
-- name: some_documents
SELECT document FROM entity_mentions WHERE entity = ? LIMIT ?;
-- name: found_by
SELECT ref FROM found_by WHERE space = ? AND key = ? ORDER BY ref LIMIT ?;
-- name: near_blocks
SELECT mention, document FROM blocks WHERE key = ? AND first <= ? AND last >= ? AND (half OR ?) ORDER BY near <> ?, kind <> ?, abs(first - ?), mention LIMIT ?;
-- name: documents_of_record
SELECT document FROM entity_mentions WHERE entity = ? UNION SELECT t.document FROM resolved r JOIN resting t ON t.kind = r.kind AND t.key = r.key WHERE r.id = ?;
-- name: entity_of_mentions
SELECT m.mention, m.entity FROM json_each(?) k CROSS JOIN entity_mentions m ON m.mention = k.value;
-- name: all_of
SELECT record FROM resolved WHERE kind = ? ORDER BY key;
-- name: rests_on
SELECT document FROM resting WHERE kind = ? AND key = ? ORDER BY document;
-- name: days
SELECT d.id, d.day FROM json_each(?) k CROSS JOIN documents d ON d.id = k.value WHERE d.day IS NOT NULL;
-- name: odds
SELECT odds FROM odds WHERE pair = ?;
