-- How far a room was compared with Slack's history, so that what is not compared can be said.
ALTER TABLE rooms ADD COLUMN compared_at   BIGINT;  -- when the last comparison that came through began
ALTER TABLE rooms ADD COLUMN compared_from TEXT;    -- the ts from which on it looked
ALTER TABLE rooms ADD COLUMN deep_at       BIGINT;  -- when the last one of all there is began

-- How a workspace's Slack is heard. No row: as it should be, for all that is known.
CREATE TABLE hearing (
  team         TEXT PRIMARY KEY,
  silent_since BIGINT,                              -- the last event before messages were found of which none told
  capped_at    BIGINT                               -- since when Slack shows this app 15 messages of history a minute
);
