-- Times are milliseconds since 1970 UTC, given by the program: no statement here or elsewhere asks the database's clock.

-- What arrived, stored before it is acknowledged. Events are drained from here; an interaction's row holds its outcome.
CREATE TABLE inbox (
  source      TEXT    NOT NULL,               -- 'event' | 'interaction'
  key         TEXT    NOT NULL,               -- event id, view id, trigger id, else a hash of the content
  received_at BIGINT  NOT NULL,
  envelope    TEXT,                           -- the parsed request as JSON; emptied when done
  outcome     TEXT,
  attempts    INTEGER NOT NULL DEFAULT 0,
  done_at     BIGINT,
  PRIMARY KEY (source, key)
);
CREATE INDEX inbox_undone ON inbox (received_at) WHERE done_at IS NULL;
CREATE INDEX inbox_done ON inbox (done_at) WHERE done_at IS NOT NULL;

-- One row a workspace. seq counts its incidents, so that numbers are consecutive and two declarations see each other.
CREATE TABLE workspaces (
  team TEXT   PRIMARY KEY,
  seq  BIGINT NOT NULL,
  hash TEXT   NOT NULL
);

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

-- Append only. A stream is an incident's id or 'workspace:' and a team. hash chains each row to the one before it;
-- body and salt may be emptied (redaction), body_hash stays, and the chain still verifies.
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

-- The channels that are recorded. seq and hash are the head of the room's own chain of message versions.
CREATE TABLE rooms (
  team        TEXT   NOT NULL,
  channel     TEXT   NOT NULL,
  incident    TEXT   NOT NULL,
  opened_at   BIGINT NOT NULL,
  seq         BIGINT NOT NULL,
  hash        TEXT   NOT NULL,
  watermark   TEXT   NOT NULL,                -- up to this ts it was compared with Slack: the next comparison begins before it
  PRIMARY KEY (team, channel)
);
CREATE INDEX rooms_incident ON rooms (incident);

-- The current text of each message.
CREATE TABLE messages (
  team       TEXT    NOT NULL,
  channel    TEXT    NOT NULL,
  ts         TEXT    NOT NULL,                -- Slack's, unique in its channel; '#type' follows where it is no message
  kind       TEXT    NOT NULL,                -- Slack's subtype, or the event type where it is no message; '' for a plain one
  thread_ts  TEXT,
  author     TEXT    NOT NULL,
  text       TEXT    NOT NULL,
  files      TEXT    NOT NULL,                -- JSON list of names
  version    INTEGER NOT NULL,                -- how many versions there are
  edited_ts  TEXT    NOT NULL,                -- of the version shown; '' when never edited
  contents   TEXT    NOT NULL,                -- a short hash of each version's content: one seen before is no new version
  deleted_at BIGINT,
  PRIMARY KEY (team, channel, ts)
);

CREATE TABLE message_versions (
  team      TEXT    NOT NULL,
  channel   TEXT    NOT NULL,
  ts        TEXT    NOT NULL,
  version   INTEGER NOT NULL,
  room_seq  BIGINT  NOT NULL,
  source    TEXT    NOT NULL,                 -- 'event' | 'history'
  at        BIGINT  NOT NULL,
  salt      TEXT,
  body      TEXT,
  body_hash TEXT    NOT NULL,
  hash      TEXT    NOT NULL,
  PRIMARY KEY (team, channel, ts, version)
);
CREATE UNIQUE INDEX message_versions_chain ON message_versions (team, channel, room_seq);

-- What the record lacks, or lacked until it was recovered.
CREATE TABLE gaps (
  team         TEXT   NOT NULL,
  channel      TEXT   NOT NULL,
  from_at      BIGINT NOT NULL,
  to_at        BIGINT NOT NULL,
  why          TEXT   NOT NULL,
  recovered_at BIGINT,
  PRIMARY KEY (team, channel, from_at)
);

-- Effects and timers. attempts is the fencing token: an outcome counts only for the attempt that is still current.
CREATE TABLE jobs (
  id          TEXT    PRIMARY KEY,
  incident    TEXT,
  kind        TEXT    NOT NULL,
  body        TEXT    NOT NULL,
  lane        TEXT    NOT NULL,
  priority    INTEGER NOT NULL,
  due_at      BIGINT  NOT NULL,
  status      TEXT    NOT NULL,               -- 'pending' | 'done' | 'superseded' | 'cancelled' | 'parked'
  generation  INTEGER NOT NULL,
  attempts    INTEGER NOT NULL,
  outcome     TEXT,
  created_at  BIGINT  NOT NULL,
  ended_at    BIGINT
);
CREATE INDEX jobs_due ON jobs (due_at, priority) WHERE status = 'pending';
CREATE INDEX jobs_incident ON jobs (incident);

-- What must stay in order or in pace. A row is made when a lane is first claimed.
CREATE TABLE lanes (
  lane        TEXT   PRIMARY KEY,
  free_at     BIGINT NOT NULL,
  lease_until BIGINT NOT NULL,
  holder      TEXT   NOT NULL
);

-- The runbook bodies that incidents were declared under.
CREATE TABLE runbooks (
  hash      TEXT   PRIMARY KEY,
  name      TEXT   NOT NULL,
  body      TEXT   NOT NULL,
  loaded_at BIGINT NOT NULL
);

CREATE TABLE people (
  team     TEXT NOT NULL,
  slack_user TEXT NOT NULL,
  name     TEXT NOT NULL,
  zone     TEXT NOT NULL,
  standing TEXT NOT NULL,                     -- 'member' | 'guest' | 'external'
  seen_at  BIGINT NOT NULL,
  PRIMARY KEY (team, slack_user)
);

-- The running programs and when each was last alive: what lies between two lives is a gap in the record.
CREATE TABLE instances (
  id         TEXT   PRIMARY KEY,
  started_at BIGINT NOT NULL,
  alive_at   BIGINT NOT NULL
);
