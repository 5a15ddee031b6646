-- Lists of persons and bodies that the user brought (sanctions, officials), with coarse keys of their names.
CREATE TABLE lists (name TEXT PRIMARY KEY, record BLOB NOT NULL) STRICT;
CREATE TABLE listed (
  number INTEGER PRIMARY KEY,
  list TEXT NOT NULL REFERENCES lists (name) ON DELETE CASCADE,
  id TEXT NOT NULL,
  record BLOB NOT NULL,
  UNIQUE (list, id)
) STRICT;
CREATE TABLE listed_names (
  key TEXT NOT NULL,
  number INTEGER NOT NULL REFERENCES listed (number) ON DELETE CASCADE,
  PRIMARY KEY (key, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX listed_names_by_entry ON listed_names (number);
