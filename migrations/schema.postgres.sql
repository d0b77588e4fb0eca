-- What all migrations together make of an empty PostgreSQL database. Written by `npm run db:dump`.

CREATE TABLE events (
  stream TEXT NOT NULL,
  seq BIGINT NOT NULL,
  type TEXT NOT NULL,
  version INTEGER NOT NULL,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  cause TEXT NOT NULL,
  salt TEXT,
  body TEXT,
  body_hash TEXT NOT NULL,
  hash TEXT NOT NULL
);
CREATE UNIQUE INDEX events_pkey ON public.events USING btree (stream, seq);

CREATE TABLE gaps (
  team TEXT NOT NULL,
  channel TEXT NOT NULL,
  from_at BIGINT NOT NULL,
  to_at BIGINT NOT NULL,
  why TEXT NOT NULL,
  recovered_at BIGINT
);
CREATE UNIQUE INDEX gaps_pkey ON public.gaps USING btree (team, channel, from_at);

CREATE TABLE hearing (
  team TEXT NOT NULL,
  silent_since BIGINT,
  capped_at BIGINT,
  told_to BIGINT
);
CREATE UNIQUE INDEX hearing_pkey ON public.hearing USING btree (team);

CREATE TABLE inbox (
  source TEXT NOT NULL,
  key TEXT NOT NULL,
  received_at BIGINT NOT NULL,
  envelope TEXT,
  outcome TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  done_at BIGINT
);
CREATE INDEX inbox_done ON public.inbox USING btree (done_at) WHERE (done_at IS NOT NULL);
CREATE UNIQUE INDEX inbox_pkey ON public.inbox USING btree (source, key);
CREATE INDEX inbox_undone ON public.inbox USING btree (received_at) WHERE (done_at IS NULL);

CREATE TABLE incidents (
  id TEXT NOT NULL,
  team TEXT NOT NULL,
  number BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  hash TEXT NOT NULL,
  state TEXT NOT NULL,
  state_version INTEGER NOT NULL,
  stage TEXT NOT NULL,
  severity TEXT NOT NULL,
  declared_at BIGINT NOT NULL,
  ended_at BIGINT
);
CREATE INDEX incidents_open ON public.incidents USING btree (team, declared_at) WHERE (stage = 'open'::text);
CREATE UNIQUE INDEX incidents_pkey ON public.incidents USING btree (id);
CREATE UNIQUE INDEX incidents_team_number_key ON public.incidents USING btree (team, number);

CREATE TABLE instances (
  id TEXT NOT NULL,
  started_at BIGINT NOT NULL,
  alive_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX instances_pkey ON public.instances USING btree (id);

CREATE TABLE jobs (
  id TEXT NOT NULL,
  incident TEXT,
  kind TEXT NOT NULL,
  body TEXT NOT NULL,
  lane TEXT NOT NULL,
  priority INTEGER NOT NULL,
  due_at BIGINT NOT NULL,
  status TEXT NOT NULL,
  generation INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  outcome TEXT,
  created_at BIGINT NOT NULL,
  ended_at BIGINT,
  place BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX jobs_due ON public.jobs USING btree (due_at, priority) WHERE (status = 'pending'::text);
CREATE INDEX jobs_incident ON public.jobs USING btree (incident);
CREATE UNIQUE INDEX jobs_pkey ON public.jobs USING btree (id);

CREATE TABLE lanes (
  lane TEXT NOT NULL,
  free_at BIGINT NOT NULL,
  lease_until BIGINT NOT NULL,
  holder TEXT NOT NULL
);
CREATE UNIQUE INDEX lanes_pkey ON public.lanes USING btree (lane);

CREATE TABLE losses (
  team TEXT NOT NULL,
  incident TEXT NOT NULL,
  channel TEXT NOT NULL,
  era BIGINT NOT NULL,
  stored_seq BIGINT NOT NULL,
  stored_at BIGINT NOT NULL,
  seen_seq BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  found_at BIGINT NOT NULL,
  accepted_at BIGINT,
  noted_at BIGINT,
  number BIGINT,
  name TEXT,
  declared_at BIGINT,
  is_private BIGINT
);
CREATE UNIQUE INDEX losses_pkey ON public.losses USING btree (team, incident, era);

CREATE TABLE message_versions (
  team TEXT NOT NULL,
  channel TEXT NOT NULL,
  ts TEXT NOT NULL,
  version INTEGER NOT NULL,
  room_seq BIGINT NOT NULL,
  source TEXT NOT NULL,
  at BIGINT NOT NULL,
  salt TEXT,
  body TEXT,
  body_hash TEXT NOT NULL,
  hash TEXT NOT NULL
);
CREATE UNIQUE INDEX message_versions_chain ON public.message_versions USING btree (team, channel, room_seq);
CREATE UNIQUE INDEX message_versions_pkey ON public.message_versions USING btree (team, channel, ts, version);

CREATE TABLE messages (
  team TEXT NOT NULL,
  channel TEXT NOT NULL,
  ts TEXT NOT NULL,
  kind TEXT NOT NULL,
  thread_ts TEXT,
  author TEXT NOT NULL,
  text TEXT NOT NULL,
  files TEXT NOT NULL,
  version INTEGER NOT NULL,
  edited_ts TEXT NOT NULL,
  contents TEXT NOT NULL,
  deleted_at BIGINT
);
CREATE UNIQUE INDEX messages_pkey ON public.messages USING btree (team, channel, ts);

CREATE TABLE people (
  team TEXT NOT NULL,
  slack_user TEXT NOT NULL,
  name TEXT NOT NULL,
  zone TEXT NOT NULL,
  standing TEXT NOT NULL,
  seen_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX people_pkey ON public.people USING btree (team, slack_user);

CREATE TABLE readiness (
  team TEXT NOT NULL,
  seq BIGINT NOT NULL,
  hash TEXT NOT NULL,
  state TEXT NOT NULL,
  state_version INTEGER NOT NULL
);
CREATE UNIQUE INDEX readiness_pkey ON public.readiness USING btree (team);

CREATE TABLE rooms (
  team TEXT NOT NULL,
  channel TEXT NOT NULL,
  incident TEXT NOT NULL,
  opened_at BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  hash TEXT NOT NULL,
  watermark TEXT NOT NULL,
  compared_at BIGINT,
  compared_from TEXT,
  deep_at BIGINT
);
CREATE INDEX rooms_incident ON public.rooms USING btree (incident);
CREATE UNIQUE INDEX rooms_pkey ON public.rooms USING btree (team, channel);

CREATE TABLE runbooks (
  hash TEXT NOT NULL,
  name TEXT NOT NULL,
  body TEXT NOT NULL,
  loaded_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX runbooks_pkey ON public.runbooks USING btree (hash);

CREATE TABLE schema_versions (
  version INTEGER NOT NULL,
  name TEXT NOT NULL,
  checksum TEXT NOT NULL,
  applied_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX schema_versions_pkey ON public.schema_versions USING btree (version);

CREATE TABLE workspaces (
  team TEXT NOT NULL,
  seq BIGINT NOT NULL,
  hash TEXT NOT NULL
);
CREATE UNIQUE INDEX workspaces_pkey ON public.workspaces USING btree (team);
