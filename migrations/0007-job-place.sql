-- Jobs of one moment are done in the order in which they were planned: by the incident's seq, and within one commit by
-- their place in it.
ALTER TABLE jobs ADD COLUMN place BIGINT NOT NULL DEFAULT 0;
