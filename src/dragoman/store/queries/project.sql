-- name: stale
SELECT key FROM desk_stale WHERE kind = ? ORDER BY key LIMIT ?;
-- name: fresh
DELETE FROM desk_stale WHERE kind = ? AND key IN (SELECT value FROM json_each(?));
-- name: all_fresh
DELETE FROM desk_stale;
-- name: stale_count
SELECT count(*) FROM desk_stale;
-- name: all_stale
INSERT INTO desk_stale (kind, key) SELECT kind, key FROM resolved WHERE true ON CONFLICT DO NOTHING;
-- name: stale_of_documents
INSERT INTO desk_stale (kind, key) SELECT t.kind, t.key FROM json_each(?) d CROSS JOIN resting t ON t.document = d.value
WHERE t.kind IN ('events', 'claims', 'questions') ON CONFLICT DO NOTHING;
-- name: stale_of_claims
INSERT INTO desk_stale (kind, key) SELECT DISTINCT q.kind, q.key FROM json_each(?) k CROSS JOIN resting c ON c.kind = 'claims' AND c.key = k.value
CROSS JOIN resting q ON q.document = c.document AND q.kind = 'questions' WHERE true ON CONFLICT DO NOTHING;
-- name: records
SELECT r.key, r.record FROM json_each(?) k CROSS JOIN resolved r ON r.kind = ? AND r.key = k.value ORDER BY r.key;
-- name: heads
SELECT d.id, d.row, d.number, d.outlet, d.day, coalesce(d.origin, d.id) FROM json_each(?) k CROSS JOIN desk_documents d ON d.id = k.value;
-- name: word
SELECT no FROM desk_words WHERE word = ?;
-- name: put_word
INSERT INTO desk_words (word) VALUES (?) RETURNING no;
-- name: put_place
INSERT INTO desk_places (name, country, lat, lon) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET name = excluded.name RETURNING no;
-- name: origin
UPDATE desk_documents SET origin = ? WHERE id = ? AND origin IS NOT ? RETURNING id;
-- name: kin
UPDATE desk_documents SET kin = ?, of = ? WHERE id = ?;
-- name: copies
UPDATE desk_documents SET copies = (SELECT count(*) FROM desk_documents c WHERE c.of = desk_documents.id) WHERE id = ?;
-- name: kin_of
SELECT of FROM desk_documents WHERE id = ? AND of IS NOT NULL;
-- name: state
UPDATE desk_documents SET state = ? WHERE id = ?;
-- name: row_of_event
INSERT INTO desk_events (id, summary, packed, parties, told, pairs) VALUES (?, '', x'', x'', x'', x'')
ON CONFLICT (id) DO UPDATE SET id = excluded.id RETURNING row;
-- name: put_event
UPDATE desk_events SET summary = ?, packed = ?, parties = ?, told = ?, pairs = ? WHERE row = ?;
-- name: rows_of_events
SELECT e.row, e.id, e.told FROM json_each(?) k CROSS JOIN desk_events e ON e.id = k.value;
-- name: drop_event
DELETE FROM desk_events WHERE row = ?;
-- name: parties_of
SELECT entity FROM desk_parties WHERE event = ?;
-- name: drop_parties
DELETE FROM desk_parties WHERE event = ?;
-- name: put_party
INSERT INTO desk_parties (entity, event) VALUES (?, ?) ON CONFLICT DO NOTHING;
-- name: segment
SELECT packed, parties, told, pairs FROM desk_events WHERE row >= ? AND row < ? ORDER BY row;
-- name: put_segment
INSERT INTO desk_segments (kind, segment, data) VALUES (?, ?, ?) ON CONFLICT (kind, segment) DO UPDATE SET data = excluded.data;
-- name: words_of_events
SELECT words FROM event_words WHERE rowid = ?;
-- name: drop_words_of_events
DELETE FROM event_words WHERE rowid = ?;
-- name: put_words_of_events
INSERT INTO event_words (rowid, words) VALUES (?, ?);
-- name: words_of_claims
SELECT words FROM claim_words WHERE rowid = ?;
-- name: drop_words_of_claims
DELETE FROM claim_words WHERE rowid = ?;
-- name: put_words_of_claims
INSERT INTO claim_words (rowid, words) VALUES (?, ?);
-- name: words_of_questions
SELECT words FROM question_words WHERE rowid = ?;
-- name: drop_words_of_questions
DELETE FROM question_words WHERE rowid = ?;
-- name: put_words_of_questions
INSERT INTO question_words (rowid, words) VALUES (?, ?);
-- name: words_of_entities
SELECT names, sounds FROM entity_words WHERE rowid = ?;
-- name: drop_words_of_entities
DELETE FROM entity_words WHERE rowid = ?;
-- name: put_words_of_entities
INSERT INTO entity_words (rowid, names, sounds) VALUES (?, ?, ?);
-- name: row_of_claim
INSERT INTO desk_claims (id, source, told, born, day) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET source = excluded.source, told = excluded.told, born = excluded.born, day = excluded.day RETURNING row;
-- name: rows_of_claims
SELECT c.row, c.id, c.told, c.source FROM json_each(?) k CROSS JOIN desk_claims c ON c.id = k.value;
-- name: drop_claim
DELETE FROM desk_claims WHERE row = ?;
-- name: row_of_entity
INSERT INTO desk_entities (id, type, name, folded, aliases, country, mentions, documents, born) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET type = excluded.type, name = excluded.name, folded = excluded.folded, aliases = excluded.aliases, country = excluded.country,
mentions = excluded.mentions, documents = excluded.documents, born = excluded.born RETURNING row;
-- name: rows_of_entities
SELECT e.row, e.id FROM json_each(?) k CROSS JOIN desk_entities e ON e.id = k.value;
-- name: drop_entity
DELETE FROM desk_entities WHERE row = ?;
-- name: count_mentions
SELECT m.entity, count(*), count(DISTINCT m.document), min(d.number) FROM json_each(?) k CROSS JOIN entity_mentions m ON m.entity = k.value
JOIN desk_documents d ON d.id = m.document GROUP BY m.entity;
-- name: spellings
SELECT f.entity, json_extract(CAST(m.record AS TEXT), '$.text'), json_extract(CAST(m.record AS TEXT), '$.form')
FROM json_each(?) k CROSS JOIN faces f ON f.entity = k.value CROSS JOIN entity_mentions m ON m.mention = f.mention ORDER BY f.entity, f.mention;
-- name: count_acts
UPDATE desk_entities SET events = (SELECT count(*) FROM desk_parties p WHERE p.entity = desk_entities.row) WHERE row IN (SELECT value FROM json_each(?));
-- name: count_words
UPDATE desk_entities SET claims = (SELECT count(*) FROM desk_claims c WHERE c.source = desk_entities.id) WHERE id IN (SELECT value FROM json_each(?));
-- name: count_of_documents
UPDATE desk_documents SET events = (SELECT count(*) FROM resting t WHERE t.document = desk_documents.id AND t.kind = 'events'),
claims = (SELECT count(*) FROM resting t WHERE t.document = desk_documents.id AND t.kind = 'claims') WHERE row IN (SELECT value FROM json_each(?));
-- name: row_of_question
INSERT INTO desk_questions (id, about, slot, answers, documents, outlets, origins, severity, open, first, last, born, latest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET about = excluded.about, slot = excluded.slot, answers = excluded.answers, documents = excluded.documents,
outlets = excluded.outlets, origins = excluded.origins, severity = excluded.severity, open = excluded.open, first = excluded.first, last = excluded.last,
born = excluded.born, latest = excluded.latest RETURNING row;
-- name: rows_of_questions
SELECT q.row, q.id FROM json_each(?) k CROSS JOIN desk_questions q ON q.id = k.value;
-- name: drop_question
DELETE FROM desk_questions WHERE row = ?;
-- name: put_tie
INSERT INTO desk_ties (key, actor, recipient, unit, start, finish, n, score) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (key) DO UPDATE SET finish = excluded.finish, n = excluded.n, score = excluded.score;
-- name: drop_tie
DELETE FROM desk_ties WHERE key = ?;
-- name: put_shift
INSERT INTO desk_shifts (key, finish) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET finish = excluded.finish;
-- name: drop_shift
DELETE FROM desk_shifts WHERE key = ?;
-- name: put_gathering
INSERT INTO desk_gatherings (kind, id, name, folded, level, parent, first, last, documents, events) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (kind, id) DO UPDATE SET name = excluded.name, folded = excluded.folded, level = excluded.level, parent = excluded.parent, first = excluded.first,
last = excluded.last, documents = excluded.documents, events = excluded.events;
-- name: drop_gathering
DELETE FROM desk_gatherings WHERE kind = ? AND id = ?;
-- name: failed_documents
SELECT DISTINCT document FROM failures WHERE document <> '';
-- name: turned
INSERT INTO meta (key, value) VALUES ('desk_turn', '1') ON CONFLICT (key) DO UPDATE SET value = CAST(value + 1 AS TEXT);
