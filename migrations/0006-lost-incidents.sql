-- What our messages say of an incident that this database does not hold at all. Null in messages of an older version, and
-- where the incident is stored. Of such a row, `channel` is the room where that is known, and `stored_at` the last moment
-- before the declaration of which the database knows.
ALTER TABLE losses ADD COLUMN number      BIGINT;
ALTER TABLE losses ADD COLUMN name        TEXT;
ALTER TABLE losses ADD COLUMN declared_at BIGINT;
ALTER TABLE losses ADD COLUMN is_private  BIGINT;  -- 1: seen by those in its room alone
