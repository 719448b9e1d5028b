-- Codes are TEXT everywhere: `01` stored as a number would come back as `1`, and a ten-digit school code with it.
-- STRICT makes SQLite refuse a value of the wrong type instead of converting it.

CREATE TABLE schools (
  id INTEGER PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  attached_classes TEXT NOT NULL CHECK (json_valid(attached_classes)),
  system TEXT NOT NULL,
  entry_age INTEGER NOT NULL,
  county TEXT NOT NULL,
  town TEXT NOT NULL,
  place_type TEXT NOT NULL
) STRICT;

CREATE TABLE collections (
  id INTEGER PRIMARY KEY,
  title TEXT NOT NULL,
  school_year INTEGER NOT NULL,
  edition TEXT NOT NULL,
  target_profiles TEXT NOT NULL CHECK (json_valid(target_profiles)),
  due_date TEXT,
  UNIQUE (school_year, edition)
) STRICT;

CREATE TABLE submissions (
  id INTEGER PRIMARY KEY,
  school_id INTEGER NOT NULL REFERENCES schools (id),
  collection_id INTEGER NOT NULL REFERENCES collections (id),
  state TEXT NOT NULL CHECK (state IN ('draft', 'finalised')),
  revision INTEGER NOT NULL,
  version INTEGER NOT NULL,
  edition_version TEXT NOT NULL,
  UNIQUE (school_id, collection_id)
) STRICT;

-- Only what the clerk entered; totals, indicators and findings are derived and would grow stale here.
-- Numbers are kept as canonical decimal text beside their kind: REAL cannot hold 0.1 exactly, INTEGER cannot hold
-- 12.5, and a raw text has to live in the same column as the number it will become.
-- A blank cell has no row, so that blank and 0 cannot be confused.
CREATE TABLE cells (
  submission_id INTEGER NOT NULL REFERENCES submissions (id),
  form TEXT NOT NULL,
  cell TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('number', 'text', 'raw')),
  text TEXT NOT NULL CHECK (text <> ''),
  PRIMARY KEY (submission_id, form, cell)
) STRICT, WITHOUT ROWID;

-- Rows of list forms. `position` is REAL so that a record can be put between two others without renumbering them.
CREATE TABLE records (
  submission_id INTEGER NOT NULL REFERENCES submissions (id),
  form TEXT NOT NULL,
  record TEXT NOT NULL,
  position REAL NOT NULL,
  PRIMARY KEY (submission_id, form, record)
) STRICT, WITHOUT ROWID;

CREATE TABLE record_cells (
  submission_id INTEGER NOT NULL,
  form TEXT NOT NULL,
  record TEXT NOT NULL,
  column_key TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('number', 'text', 'raw')),
  text TEXT NOT NULL CHECK (text <> ''),
  PRIMARY KEY (submission_id, form, record, column_key),
  FOREIGN KEY (submission_id, form, record) REFERENCES records (submission_id, form, record) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- Every value that a cell ever had: the inspector asks where a number comes from, and undo writes an old one back.
-- `cell` is `<record>.c05` in a list form; `<record>` alone, of kind 'position', tells that the record was added,
-- moved or removed. NULL is a blank.
CREATE TABLE edit_log (
  id INTEGER PRIMARY KEY,
  submission_id INTEGER NOT NULL REFERENCES submissions (id),
  revision INTEGER NOT NULL,
  at TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('typed')),
  form TEXT NOT NULL,
  cell TEXT NOT NULL,
  old_kind TEXT,
  old_text TEXT,
  new_kind TEXT,
  new_text TEXT
) STRICT;

-- 已核对: from then on the blanks of the form mean zero.
CREATE TABLE reviewed (
  submission_id INTEGER NOT NULL REFERENCES submissions (id),
  form TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (submission_id, form)
) STRICT, WITHOUT ROWID;

-- `cell_values` are the values that the text was written about; a different value makes the text stale.
CREATE TABLE explanations (
  submission_id INTEGER NOT NULL REFERENCES submissions (id),
  finding TEXT NOT NULL,
  text TEXT NOT NULL,
  cell_values TEXT NOT NULL CHECK (json_valid(cell_values)),
  at TEXT NOT NULL,
  PRIMARY KEY (submission_id, finding)
) STRICT, WITHOUT ROWID;

-- When and why a submission was finalised and reopened.
CREATE TABLE state_log (
  id INTEGER PRIMARY KEY,
  submission_id INTEGER NOT NULL REFERENCES submissions (id),
  revision INTEGER NOT NULL,
  at TEXT NOT NULL,
  state TEXT NOT NULL,
  version INTEGER NOT NULL,
  reason TEXT
) STRICT;

-- Every workbook that left the program; `version` is NULL for a draft.
CREATE TABLE exports (
  id INTEGER PRIMARY KEY,
  submission_id INTEGER NOT NULL REFERENCES submissions (id),
  revision INTEGER NOT NULL,
  at TEXT NOT NULL,
  version INTEGER,
  edition_version TEXT NOT NULL,
  folder TEXT NOT NULL,
  file_name TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;

CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
