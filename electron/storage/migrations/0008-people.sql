-- Who works at this PC. A person is never removed: the log names them.
CREATE TABLE operators (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  -- 填表人, 统计负责人, 单位负责人
  duty TEXT NOT NULL CHECK (duty IN ('clerk', 'lead', 'head')),
  retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1))
) STRICT;

-- Names, not ids: the log says what was true then. NULL where nobody was named, and in what is older than this column.
ALTER TABLE edit_log ADD COLUMN operator TEXT;
ALTER TABLE state_log ADD COLUMN operator TEXT;
ALTER TABLE exports ADD COLUMN operator TEXT;
ALTER TABLE imports ADD COLUMN operator TEXT;

-- What of a submission the file holds; NULL in what is older than this column.
ALTER TABLE exports ADD COLUMN what TEXT CHECK (what IN ('workbook', 'list', 'table'));

-- What happened besides the cells: explanations, 已核对, school record, round, rosters, backups, people. `about` names
-- what it was done to (a finding, a form, a file); old and new are texts, or JSON of a record.
CREATE TABLE events (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  operator TEXT,
  submission_id INTEGER REFERENCES submissions (id),
  kind TEXT NOT NULL CHECK (kind <> ''),
  about TEXT,
  old_text TEXT,
  new_text TEXT
) STRICT;
CREATE INDEX events_of_submission ON events (submission_id, id);

-- The password, if there is one. `wrapped_key` is a random key sealed under what scrypt makes of the password: that it
-- opens is the test of a password, and neither is in the file. `sealed`: personal columns are sealed with that key.
CREATE TABLE access (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  parameters TEXT NOT NULL CHECK (json_valid(parameters)),
  wrapped_key BLOB NOT NULL,
  sealed INTEGER NOT NULL CHECK (sealed IN (0, 1)),
  -- 0: only at the start.
  idle_minutes INTEGER NOT NULL CHECK (idle_minutes >= 0),
  -- Was sealed or opened, but free pages and copies may still hold the texts as they were before.
  unfinished INTEGER NOT NULL CHECK (unfinished IN (0, 1)),
  -- Until then: what the copies were sealed with before, sealed under the new key.
  earlier BLOB
) STRICT;
