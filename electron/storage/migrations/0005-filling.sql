-- A value may be taken over from last year now ('carried'). SQLite cannot change a CHECK, so the log is written again,
-- row for row. The index answers what ever stood in one cell.
CREATE TABLE edit_log_rebuilt (
  id INTEGER PRIMARY KEY,
  submission_id INTEGER NOT NULL REFERENCES submissions (id),
  revision INTEGER NOT NULL,
  at TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('typed', 'imported', 'importedBlank', 'carried')),
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
CREATE INDEX edit_log_of_cell ON edit_log (submission_id, form, cell, id);

-- 待核: values taken over from last year that the clerk has not looked at yet.
CREATE TABLE to_confirm (
  submission_id INTEGER NOT NULL REFERENCES submissions (id),
  form TEXT NOT NULL,
  cell TEXT NOT NULL,
  PRIMARY KEY (submission_id, form, cell)
) STRICT, WITHOUT ROWID;

-- 特殊情况说明: the text asks the bureau to accept an error that cannot be put right.
ALTER TABLE explanations ADD COLUMN exception INTEGER NOT NULL DEFAULT 0 CHECK (exception IN (0, 1));
