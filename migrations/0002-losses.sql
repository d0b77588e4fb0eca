-- What our own messages in Slack know of an incident beyond what this database holds: found by the comparison at a start.
-- While one is not accepted by an operator, nothing is sent (safe mode).
CREATE TABLE losses (
  team        TEXT   NOT NULL,
  incident    TEXT   NOT NULL,
  channel     TEXT   NOT NULL,                -- where it was seen
  era         BIGINT NOT NULL,                -- how many losses the stored incident had before this one
  stored_seq  BIGINT NOT NULL,                -- 0 where the incident is not stored at all
  stored_at   BIGINT NOT NULL,                -- of its last stored event; 0 where there is none
  seen_seq    BIGINT NOT NULL,
  seen_at     BIGINT NOT NULL,
  found_at    BIGINT NOT NULL,
  accepted_at BIGINT,
  noted_at    BIGINT,                         -- since when the record says so
  PRIMARY KEY (team, incident, era)
);
