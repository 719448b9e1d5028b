-- The centre school of a township fills the township's forms besides its own.
ALTER TABLE schools ADD COLUMN township_centre INTEGER NOT NULL DEFAULT 0 CHECK (township_centre IN (0, 1));

-- A finalised submission answers to the school as it was at 定稿 (JSON of the record without its id); null in a draft.
ALTER TABLE submissions ADD COLUMN finalised_school TEXT CHECK (finalised_school IS NULL OR json_valid(finalised_school));
UPDATE submissions SET finalised_school = (
  SELECT json_object(
    'code', code, 'name', name, 'type', type, 'attachedClasses', json(attached_classes), 'system', system,
    'entryAge', entry_age, 'county', county, 'town', town, 'placeType', place_type, 'townshipCentre', json('false'))
  FROM schools WHERE schools.id = submissions.school_id)
WHERE state = 'finalised';
