-- SHA-256 of what was finalised. School record, round, definitions and earlier years can change afterwards, and then
-- the workbook would no longer hold the figures that were checked. NULL in a draft, and in what was finalised before
-- this column was there.
ALTER TABLE submissions ADD COLUMN finalised_hash TEXT;
