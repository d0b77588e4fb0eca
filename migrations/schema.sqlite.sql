-- What all migrations together make of an empty SQLite database. Written by `npm run db:dump`.

CREATE TABLE events (
  stream    TEXT    NOT NULL,
  seq       BIGINT  NOT NULL,
  type      TEXT    NOT NULL,
  version   INTEGER NOT NULL,
  at        BIGINT  NOT NULL,
  actor     TEXT    NOT NULL,
  cause     TEXT    NOT NULL,
  salt      TEXT,
  body      TEXT,
  body_hash TEXT    NOT NULL,
  hash      TEXT    NOT NULL,
  PRIMARY KEY (stream, seq)
);

CREATE TABLE gaps (
  team         TEXT   NOT NULL,
  channel      TEXT   NOT NULL,
  from_at      BIGINT NOT NULL,
  to_at        BIGINT NOT NULL,
  why          TEXT   NOT NULL,
  recovered_at BIGINT,
  PRIMARY KEY (team, channel, from_at)
);

CREATE TABLE hearing (
  team         TEXT PRIMARY KEY,
  silent_since BIGINT,
  capped_at    BIGINT
, told_to BIGINT);

CREATE TABLE inbox (
  source      TEXT    NOT NULL,
  key         TEXT    NOT NULL,
  received_at BIGINT  NOT NULL,
  envelope    TEXT,
  outcome     TEXT,
  attempts    INTEGER NOT NULL DEFAULT 0,
  done_at     BIGINT,
  PRIMARY KEY (source, key)
);

CREATE INDEX inbox_done ON inbox (done_at) WHERE done_at IS NOT NULL;

CREATE INDEX inbox_undone ON inbox (received_at) WHERE done_at IS NULL;

CREATE TABLE incidents (
  id            TEXT    PRIMARY KEY,
  team          TEXT    NOT NULL,
  number        BIGINT  NOT NULL,
  seq           BIGINT  NOT NULL,
  hash          TEXT    NOT NULL,
  state         TEXT    NOT NULL,
  state_version INTEGER NOT NULL,
  stage         TEXT    NOT NULL,
  severity      TEXT    NOT NULL,
  declared_at   BIGINT  NOT NULL,
  ended_at      BIGINT,
  UNIQUE (team, number)
);

CREATE INDEX incidents_open ON incidents (team, declared_at) WHERE stage = 'open';

CREATE TABLE instances (
  id         TEXT   PRIMARY KEY,
  started_at BIGINT NOT NULL,
  alive_at   BIGINT NOT NULL
);

CREATE TABLE jobs (
  id          TEXT    PRIMARY KEY,
  incident    TEXT,
  kind        TEXT    NOT NULL,
  body        TEXT    NOT NULL,
  lane        TEXT    NOT NULL,
  priority    INTEGER NOT NULL,
  due_at      BIGINT  NOT NULL,
  status      TEXT    NOT NULL,
  generation  INTEGER NOT NULL,
  attempts    INTEGER NOT NULL,
  outcome     TEXT,
  created_at  BIGINT  NOT NULL,
  ended_at    BIGINT
, place BIGINT NOT NULL DEFAULT 0);

CREATE INDEX jobs_due ON jobs (due_at, priority) WHERE status = 'pending';

CREATE INDEX jobs_incident ON jobs (incident);

CREATE TABLE lanes (
  lane        TEXT   PRIMARY KEY,
  free_at     BIGINT NOT NULL,
  lease_until BIGINT NOT NULL,
  holder      TEXT   NOT NULL
);

CREATE TABLE losses (
  team        TEXT   NOT NULL,
  incident    TEXT   NOT NULL,
  channel     TEXT   NOT NULL,
  era         BIGINT NOT NULL,
  stored_seq  BIGINT NOT NULL,
  stored_at   BIGINT NOT NULL,
  seen_seq    BIGINT NOT NULL,
  seen_at     BIGINT NOT NULL,
  found_at    BIGINT NOT NULL,
  accepted_at BIGINT,
  noted_at    BIGINT, number      BIGINT, name        TEXT, declared_at BIGINT, is_private  BIGINT,
  PRIMARY KEY (team, incident, era)
);

CREATE TABLE message_versions (
  team      TEXT    NOT NULL,
  channel   TEXT    NOT NULL,
  ts        TEXT    NOT NULL,
  version   INTEGER NOT NULL,
  room_seq  BIGINT  NOT NULL,
  source    TEXT    NOT NULL,
  at        BIGINT  NOT NULL,
  salt      TEXT,
  body      TEXT,
  body_hash TEXT    NOT NULL,
  hash      TEXT    NOT NULL,
  PRIMARY KEY (team, channel, ts, version)
);

CREATE UNIQUE INDEX message_versions_chain ON message_versions (team, channel, room_seq);

CREATE TABLE messages (
  team       TEXT    NOT NULL,
  channel    TEXT    NOT NULL,
  ts         TEXT    NOT NULL,
  kind       TEXT    NOT NULL,
  thread_ts  TEXT,
  author     TEXT    NOT NULL,
  text       TEXT    NOT NULL,
  files      TEXT    NOT NULL,
  version    INTEGER NOT NULL,
  edited_ts  TEXT    NOT NULL,
  contents   TEXT    NOT NULL,
  deleted_at BIGINT,
  PRIMARY KEY (team, channel, ts)
);

CREATE TABLE people (
  team     TEXT NOT NULL,
  slack_user TEXT NOT NULL,
  name     TEXT NOT NULL,
  zone     TEXT NOT NULL,
  standing TEXT NOT NULL,
  seen_at  BIGINT NOT NULL,
  PRIMARY KEY (team, slack_user)
);

CREATE TABLE readiness (
  team          TEXT    PRIMARY KEY,
  seq           BIGINT  NOT NULL,
  hash          TEXT    NOT NULL,
  state         TEXT    NOT NULL,
  state_version INTEGER NOT NULL
);

CREATE TABLE rooms (
  team        TEXT   NOT NULL,
  channel     TEXT   NOT NULL,
  incident    TEXT   NOT NULL,
  opened_at   BIGINT NOT NULL,
  seq         BIGINT NOT NULL,
  hash        TEXT   NOT NULL,
  watermark   TEXT   NOT NULL, compared_at   BIGINT, compared_from TEXT, deep_at       BIGINT,
  PRIMARY KEY (team, channel)
);

CREATE INDEX rooms_incident ON rooms (incident);

CREATE TABLE runbooks (
  hash      TEXT   PRIMARY KEY,
  name      TEXT   NOT NULL,
  body      TEXT   NOT NULL,
  loaded_at BIGINT NOT NULL
);

CREATE TABLE schema_versions (
  version INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at BIGINT NOT NULL);

CREATE TABLE workspaces (
  team TEXT   PRIMARY KEY,
  seq  BIGINT NOT NULL,
  hash TEXT   NOT NULL
);
