-- name: turn
SELECT value FROM meta WHERE key = 'desk_turn';
-- name: words
SELECT no, word FROM desk_words;
-- name: word
SELECT no FROM desk_words WHERE word = ?;
-- name: redirect
SELECT new FROM redirects WHERE old = ?;
-- name: entity_row
SELECT row FROM desk_entities WHERE id = ?;
-- name: event_rows
SELECT e.row FROM json_each(?) k CROSS JOIN desk_events e ON e.id = k.value;
-- name: event_row
SELECT row FROM desk_events WHERE id = ?;
-- name: event_ids
SELECT e.row, e.id, e.summary FROM json_each(?) k CROSS JOIN desk_events e ON e.row = k.value;
-- name: event_records
SELECT e.row, r.record FROM json_each(?) k CROSS JOIN desk_events e ON e.row = k.value CROSS JOIN resolved r ON r.kind = 'events' AND r.key = e.id;
-- name: documents_rows
SELECT d.row FROM json_each(?) k CROSS JOIN desk_documents d ON d.id = k.value;
-- name: event_words
SELECT rowid FROM event_words WHERE event_words MATCH ?;
-- name: states
SELECT country, name, id FROM desk_entities WHERE country IN (SELECT value FROM json_each(?)) AND type = 'state' ORDER BY country, documents, mentions, id DESC;
-- name: entity_names
SELECT e.row, e.id, e.name FROM json_each(?) k CROSS JOIN desk_entities e ON e.row = k.value;
-- name: names_of_entities
SELECT e.id, e.name FROM json_each(?) k CROSS JOIN desk_entities e ON e.id = k.value;
-- name: places
SELECT p.no, p.name, p.country, p.lat, p.lon FROM json_each(?) k CROSS JOIN desk_places p ON p.no = k.value;
-- name: document_rows
SELECT d.id, d.number, d.title, d.outlet, d.lang, d.day, d.path, d.url, d.kin, d.of, d.copies, d.events, d.claims, d.length, d.state
FROM json_each(?) k CROSS JOIN desk_documents d ON d.id = k.value;
-- name: document_words
SELECT rowid FROM words WHERE words MATCH ?;
-- name: documents_naming
SELECT DISTINCT d.row FROM entity_mentions m JOIN desk_documents d ON d.id = m.document WHERE m.entity = ?;
-- name: documents_telling
SELECT d.row FROM resting t JOIN desk_documents d ON d.id = t.document WHERE t.kind = 'events' AND t.key = ?;
-- name: entity_rows
SELECT e.id, e.type, e.name, e.aliases, e.country, e.mentions, e.documents, e.events, e.claims FROM json_each(?) k CROSS JOIN desk_entities e ON e.id = k.value;
-- name: entity_matches
SELECT rowid FROM entity_words WHERE entity_words MATCH ?;
-- name: question_matches
SELECT rowid FROM question_words WHERE question_words MATCH ?;
-- name: question_rows
SELECT r.record, q.answers, q.documents, q.outlets, q.origins, q.severity, q.open, q.first, q.last
FROM json_each(?) k CROSS JOIN desk_questions q ON q.id = k.value CROSS JOIN resolved r ON r.kind = 'questions' AND r.key = q.id ORDER BY k.key;
-- name: summaries
SELECT e.id, e.summary FROM json_each(?) k CROSS JOIN desk_events e ON e.id = k.value;
-- name: input_counts
SELECT CASE WHEN i.document <> '' AND i.state <> 'updated' THEN CASE WHEN i.path IS NOT d.path OR d.kin = 'copy' THEN 'copy' ELSE 'added' END ELSE i.state END AS told,
count(*) FROM inputs i LEFT JOIN desk_documents d ON d.id = i.document GROUP BY told ORDER BY told;
-- name: inputs
SELECT * FROM (
  SELECT i.rowid AS number, i.path AS path, i.location AS location, CASE WHEN i.document <> '' AND i.state <> 'updated'
    THEN CASE WHEN i.path IS NOT d.path OR d.kin = 'copy' THEN 'copy' ELSE 'added' END ELSE i.state END AS told,
    i.document AS document, i.error AS error, d.kin AS kin
  FROM inputs i LEFT JOIN desk_documents d ON d.id = i.document)
WHERE ?1 IS NULL OR told = ?1 ORDER BY number DESC LIMIT ?2 OFFSET ?3;
-- name: input_failures
SELECT location, record FROM failures WHERE location IN (SELECT value FROM json_each(?)) ORDER BY location, record DESC;
-- name: document_failures
SELECT document, record FROM failures WHERE document IN (SELECT value FROM json_each(?)) ORDER BY document, record DESC;
-- name: counts
SELECT 'documents', count(*) FROM desk_documents UNION ALL SELECT 'claims', count(*) FROM desk_claims UNION ALL SELECT 'entities', count(*) FROM desk_entities
UNION ALL SELECT 'questions', count(*) FROM desk_questions UNION ALL SELECT 'open', count(*) FROM desk_questions WHERE open
UNION ALL SELECT 'disputed', count(*) FROM desk_questions WHERE severity >= 4
UNION ALL SELECT kind, count(*) FROM desk_gatherings GROUP BY kind UNION ALL SELECT 'outlets', count(DISTINCT outlet) FROM desk_documents
UNION ALL SELECT 'languages', count(DISTINCT lang) FROM desk_documents UNION ALL SELECT 'copies', count(*) FROM desk_documents WHERE kin IN ('copy', 'rewrite');
-- name: document
SELECT record, text, path FROM documents WHERE id = ?;
-- name: times
SELECT times FROM extracted WHERE document = ?;
-- name: mentions_in
SELECT entity, record FROM entity_mentions WHERE document = ? ORDER BY mention;
-- name: records
SELECT r.record FROM json_each(?) k CROSS JOIN resolved r ON r.kind = ? AND r.key = k.value ORDER BY r.key;
-- name: resting
SELECT r.record FROM resting t CROSS JOIN resolved r ON r.kind = t.kind AND r.key = t.key WHERE t.document = ? AND t.kind = ? ORDER BY r.key;
-- name: kin_of
SELECT id FROM desk_documents WHERE of = ? ORDER BY id LIMIT 200;
-- name: mentions_of
SELECT m.record FROM entity_mentions m LEFT JOIN desk_documents d ON d.id = m.document WHERE m.entity = ?
ORDER BY d.day DESC, d.id DESC, m.mention LIMIT ? OFFSET ?;
-- name: mentions_of_many
SELECT m.record FROM desk_documents d CROSS JOIN entity_mentions m INDEXED BY entity_mentions_by_entity ON m.entity = ? AND m.document = d.id
ORDER BY d.day DESC, d.id DESC, m.mention LIMIT ? OFFSET ?;
-- name: spellings
SELECT json_extract(CAST(m.record AS TEXT), '$.text') AS text, json_extract(CAST(m.record AS TEXT), '$.form') AS form, sum(f.n) AS told
FROM faces f JOIN entity_mentions m ON m.mention = f.mention WHERE f.entity = ? GROUP BY text, form ORDER BY told DESC, text, form LIMIT 200;
-- name: subject_by_code
SELECT id FROM desk_entities WHERE type = 'state' AND country = ? ORDER BY mentions DESC, id LIMIT 1;
-- name: subject_by_other_code
SELECT d.id FROM desk_entities d JOIN resolved r ON r.kind = 'entities' AND r.key = d.id WHERE d.type = 'state'
AND ?1 IN (json_extract(CAST(r.record AS TEXT), '$.ids.iso2'), json_extract(CAST(r.record AS TEXT), '$.ids.cameo')) ORDER BY d.mentions DESC, d.id LIMIT 1;
-- name: subject_by_row
SELECT e.id, w.names, e.type, e.mentions, e.folded FROM json_each(?) k CROSS JOIN desk_entities e ON e.row = k.value JOIN entity_words w ON w.rowid = e.row;
-- name: exists
SELECT 1 FROM resolved WHERE id = ?1 UNION ALL SELECT 1 FROM documents WHERE id = ?1;
-- name: pairs
SELECT actor, recipient, sum(n), round(sum(n * score) / sum(n), 3), min(start), max(finish) FROM desk_ties
WHERE unit = ?1 AND start >= ?2 AND start <= ?3 AND (?4 IS NULL OR actor = ?4 OR recipient = ?4)
GROUP BY actor, recipient ORDER BY 3 DESC, actor, recipient LIMIT ?5;
-- name: periods
SELECT start, sum(n) FROM desk_ties WHERE unit = ? GROUP BY start ORDER BY start;
-- name: shifts
SELECT r.record FROM (SELECT key FROM desk_shifts ORDER BY finish DESC, key LIMIT ?) s JOIN resolved r ON r.kind = 'shifts' AND r.key = s.key;
-- name: pair_count
SELECT count(*) FROM (SELECT DISTINCT min(actor, recipient), max(actor, recipient) FROM desk_ties WHERE unit = 'year');
-- name: latest
SELECT n FROM desk_counter;
-- name: news_of_documents
SELECT kin, count(*) FROM desk_documents WHERE number > ? GROUP BY kin;
-- name: news
SELECT (SELECT count(*) FROM desk_claims WHERE born > ?1), (SELECT count(*) FROM desk_questions WHERE born > ?1),
(SELECT count(*) FROM desk_entities WHERE born > ?1), (SELECT count(*) FROM desk_questions WHERE born <= ?1 AND latest > ?1);
-- name: searches
SELECT record FROM searches WHERE owner = ? ORDER BY name;
-- name: last_visit
SELECT number, at FROM last_visits WHERE owner = ?;
-- name: document_hits
SELECT d.row, d.id, d.number, d.outlet, d.lang, d.day FROM words w JOIN desk_documents d ON d.row = w.rowid WHERE words MATCH ?;
-- name: best_documents
SELECT rowid, rank FROM words WHERE words MATCH ?;
-- name: best_events
SELECT rowid, rank FROM event_words WHERE event_words MATCH ?;
-- name: best_claims
SELECT rowid, rank FROM claim_words WHERE claim_words MATCH ?;
-- name: best_questions
SELECT rowid, rank FROM question_words WHERE question_words MATCH ?;
-- name: claim_hits
SELECT c.row, c.id, c.born, c.day, c.told FROM claim_words w JOIN desk_claims c ON c.row = w.rowid WHERE claim_words MATCH ?;
-- name: claim_records
SELECT c.row, r.record FROM json_each(?) k CROSS JOIN desk_claims c ON c.row = k.value CROSS JOIN resolved r ON r.kind = 'claims' AND r.key = c.id;
-- name: question_hits
SELECT q.row, q.id, q.born, q.last FROM question_words w JOIN desk_questions q ON q.row = w.rowid WHERE question_words MATCH ?;
-- name: question_ids
SELECT q.row, q.id FROM json_each(?) k CROSS JOIN desk_questions q ON q.row = k.value;
-- name: document_texts
SELECT d.row, d.id, d.title, d.outlet, d.lang, d.day, t.text FROM json_each(?) k CROSS JOIN desk_documents d ON d.row = k.value CROSS JOIN documents t ON t.row = d.row;
-- name: entity_ids
SELECT e.row, e.id FROM json_each(?) k CROSS JOIN desk_entities e ON e.row = k.value;
-- name: entity_hits
SELECT e.row, e.type, e.born FROM json_each(?) k CROSS JOIN desk_entities e ON e.row = k.value ORDER BY e.documents DESC, e.mentions DESC, e.id;
-- name: documents_of
SELECT row FROM desk_documents WHERE (?1 = '[]' OR lang IN (SELECT value FROM json_each(?1))) AND (?2 = '[]' OR outlet IN (SELECT value FROM json_each(?2)));
-- name: first_mentions
SELECT f.entity, m.record FROM (SELECT k.value AS entity, (SELECT min(f.mention) FROM faces f WHERE f.entity = k.value) AS mention FROM json_each(?) k) f
JOIN entity_mentions m ON m.mention = f.mention;
-- name: series
SELECT actor, recipient, start, finish, n, score FROM desk_ties INDEXED BY desk_ties_by_pair WHERE unit = ? AND actor = ? AND recipient = ?;
-- name: reasons
SELECT record FROM reasons WHERE entity = ? ORDER BY position LIMIT ?;
-- name: times_of
SELECT x.document, x.times FROM json_each(?) k CROSS JOIN extracted x ON x.document = k.value;
-- name: faces
WITH ranked AS (SELECT f.entity, f.mention, row_number() OVER (PARTITION BY f.entity ORDER BY f.n DESC, f.mention) AS place
  FROM json_each(?) k CROSS JOIN faces f ON f.entity = k.value)
SELECT r.entity, m.record FROM ranked r CROSS JOIN entity_mentions m ON m.mention = r.mention WHERE r.place <= ? ORDER BY r.entity, r.mention;
