-- A value may come from a workbook now. `importedBlank`: a blank of an official workbook, which prints zero as blank,
-- taken for the 0 that it means. SQLite cannot change a CHECK, so the log is written again, row for row.
CREATE TABLE edit_log_rebuilt (
  id INTEGER PRIMARY KEY,
  submission_id INTEGER NOT NULL REFERENCES submissions (id),
  revision INTEGER NOT NULL,
  at TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('typed', 'imported', 'importedBlank')),
  form TEXT NOT NULL,
  cell TEXT NOT NULL,
  old_kind TEXT,
  old_text TEXT,
  new_kind TEXT,
  new_text TEXT
) STRICT;
INSERT INTO edit_log_rebuilt
  SELECT id, submission_id, revision, at, origin, form, cell, old_kind, old_text, new_kind, new_text FROM edit_log;
DROP TABLE edit_log;
ALTER TABLE edit_log_rebuilt RENAME TO edit_log;

-- Every workbook that was taken in. `origin` is `own` for one that carried our data undamaged; `revision` is the one
-- that the import led to, so that the log tells which values came from which file.
CREATE TABLE imports (
  id INTEGER PRIMARY KEY,
  submission_id INTEGER NOT NULL REFERENCES submissions (id),
  revision INTEGER NOT NULL,
  at TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('own', 'official')),
  file_name TEXT NOT NULL,
  hash TEXT NOT NULL,
  accepted INTEGER NOT NULL,
  refused INTEGER NOT NULL
) STRICT;

-- Name lists that an imported workbook is silent about: what counts them is unknown, not zero.
CREATE TABLE unknown_lists (
  submission_id INTEGER NOT NULL REFERENCES submissions (id),
  form TEXT NOT NULL,
  PRIMARY KEY (submission_id, form)
) STRICT, WITHOUT ROWID;
