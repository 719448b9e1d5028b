-- A bureau's own target profiles. A saved version never changes, so that a round judged by it stays as it was.
CREATE TABLE target_profiles (
  id TEXT PRIMARY KEY,
  definition TEXT NOT NULL CHECK (json_valid(definition)),
  saved_at TEXT NOT NULL
) STRICT;

-- Reading of an indicator chosen for the round, by indicator.
ALTER TABLE collections ADD COLUMN methods TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(methods));
