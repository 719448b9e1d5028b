-- A value may be counted from a roster now ('roster'). SQLite cannot change a CHECK, so the log is written again, row
-- for row.
CREATE TABLE edit_log_rebuilt (
  id INTEGER PRIMARY KEY,
  submission_id INTEGER NOT NULL REFERENCES submissions (id),
  revision INTEGER NOT NULL,
  at TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('typed', 'imported', 'importedBlank', 'carried', 'roster')),
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

-- 花名册. Personal data: it stays in this file and is deleted with its traces when the clerk asks for it.
CREATE TABLE rosters (
  -- Never used again: what was counted from one roster is not taken for that of another.
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  submission_id INTEGER NOT NULL REFERENCES submissions (id),
  kind TEXT NOT NULL CHECK (kind IN ('pupils', 'pupilsBefore', 'staff')),
  loaded_at TEXT NOT NULL,
  keep_until TEXT NOT NULL,
  -- [{"fileName": …, "rows": n}]
  files TEXT NOT NULL CHECK (json_valid(files)),
  -- Grows with every corrected person.
  revision INTEGER NOT NULL DEFAULT 0,
  UNIQUE (submission_id, kind)
) STRICT;

-- `person_values` by field id, canonical texts; only columns that a form needs.
CREATE TABLE roster_people (
  roster_id INTEGER NOT NULL REFERENCES rosters (id) ON DELETE CASCADE,
  person INTEGER NOT NULL,
  person_values TEXT NOT NULL CHECK (json_valid(person_values)),
  PRIMARY KEY (roster_id, person)
) STRICT, WITHOUT ROWID;

-- What the clerk said happened to a pupil between two rosters, in the submission of the later one: a roster serves two
-- years, and who came in the first of them may leave in the second.
CREATE TABLE roster_moves (
  submission_id INTEGER NOT NULL REFERENCES submissions (id),
  roster_id INTEGER NOT NULL REFERENCES rosters (id) ON DELETE CASCADE,
  person INTEGER NOT NULL,
  move TEXT NOT NULL,
  PRIMARY KEY (submission_id, roster_id, person)
) STRICT, WITHOUT ROWID;

-- Answers to what the rosters do not say. `about` is what each was given for (shared/roster/answers.ts): for other people
-- it is asked again.
CREATE TABLE roster_answers (
  submission_id INTEGER NOT NULL REFERENCES submissions (id),
  assumption TEXT NOT NULL,
  answer TEXT NOT NULL,
  about TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (submission_id, assumption)
) STRICT, WITHOUT ROWID;

-- What was counted for a cell when the rosters were last applied: it stays when they are deleted, and a number typed
-- otherwise is asked about.
CREATE TABLE roster_counts (
  submission_id INTEGER NOT NULL REFERENCES submissions (id),
  form TEXT NOT NULL,
  cell TEXT NOT NULL,
  counted TEXT NOT NULL,
  PRIMARY KEY (submission_id, form, cell)
) STRICT, WITHOUT ROWID;

-- What a head of a column was taken for by hand; null leaves the column aside. No personal data.
CREATE TABLE roster_heads (
  roster_of TEXT NOT NULL CHECK (roster_of IN ('pupils', 'staff')),
  head TEXT NOT NULL,
  field TEXT,
  PRIMARY KEY (roster_of, head)
) STRICT, WITHOUT ROWID;
