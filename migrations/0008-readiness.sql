-- What is practised between incidents: one row a workspace, the state and the head of its own stream 'readiness:' and a team.
CREATE TABLE readiness (
  team          TEXT    PRIMARY KEY,
  seq           BIGINT  NOT NULL,
  hash          TEXT    NOT NULL,
  state         TEXT    NOT NULL,
  state_version INTEGER NOT NULL
);
