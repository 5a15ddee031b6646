-- What a model said of two tellings, by its name and digests of both, so that no pair is read twice. All of it can be worked out anew.
CREATE TABLE odds (pair TEXT PRIMARY KEY, odds REAL NOT NULL) STRICT, WITHOUT ROWID;
