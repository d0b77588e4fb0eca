// The tables as Kysely sees them; migrations/ is what makes them, and says what each is for.
import type { Stage } from "../domain/incident.ts";

export interface Tables {
  inbox: InboxRow;
  workspaces: { team: string; seq: number; hash: string };
  readiness: ReadinessRow;
  incidents: IncidentRow;
  events: EventRow;
  rooms: RoomRow;
  messages: MessageRow;
  message_versions: MessageVersionRow;
  gaps: GapRow;
  hearing: HearingRow;
  jobs: JobRow;
  lanes: { lane: string; free_at: number; lease_until: number; holder: string };
  runbooks: { hash: string; name: string; body: string; loaded_at: number };
  people: PersonRow;
  losses: LossRow;
  instances: { id: string; started_at: number; alive_at: number };
}

export interface InboxRow {
  source: "event" | "interaction";
  key: string;
  received_at: number;
  envelope: string | null;
  outcome: string | null;
  attempts: number;
  done_at: number | null;
}

export interface ReadinessRow {
  team: string;
  seq: number;
  hash: string;
  state: string;
  state_version: number;
}

export interface IncidentRow {
  id: string;
  team: string;
  number: number;
  seq: number;
  hash: string;
  state: string;
  state_version: number;
  stage: Stage;
  severity: string;
  declared_at: number;
  ended_at: number | null;
}

export interface EventRow {
  stream: string;
  seq: number;
  type: string;
  version: number;
  at: number;
  actor: string;
  cause: string;
  salt: string | null;
  body: string | null;
  body_hash: string;
  hash: string;
}

export interface RoomRow {
  team: string;
  channel: string;
  incident: string;
  opened_at: number;
  seq: number;
  hash: string;
  watermark: string;
  compared_at: number | null;
  compared_from: string | null;
  deep_at: number | null;
}

export interface MessageRow {
  team: string;
  channel: string;
  ts: string;
  kind: string;
  thread_ts: string | null;
  author: string;
  text: string;
  files: string;
  version: number;
  edited_ts: string;
  contents: string;
  deleted_at: number | null;
}

export interface MessageVersionRow {
  team: string;
  channel: string;
  ts: string;
  version: number;
  room_seq: number;
  source: "event" | "history";
  at: number;
  salt: string | null;
  body: string | null;
  body_hash: string;
  hash: string;
}

export interface GapRow {
  team: string;
  channel: string;
  from_at: number;
  to_at: number;
  why: string;
  recovered_at: number | null;
}

export interface HearingRow {
  team: string;
  silent_since: number | null;
  told_to: number | null;
  capped_at: number | null;
}

export interface JobRow {
  id: string;
  incident: string | null;
  kind: string;
  /** The job; once it was put off, also how far an earlier attempt's message was looked for (`searched`, jobs.ts). */
  body: string;
  lane: string;
  priority: number;
  due_at: number;
  status: "pending" | "done" | "superseded" | "cancelled" | "parked";
  generation: number;
  attempts: number;
  outcome: string | null;
  created_at: number;
  ended_at: number | null;
  /** Among the jobs of its incident that were planned in the same moment. */
  place: number;
}

export interface LossRow {
  team: string;
  incident: string;
  channel: string;
  era: number;
  stored_seq: number;
  stored_at: number;
  seen_seq: number;
  seen_at: number;
  found_at: number;
  accepted_at: number | null;
  noted_at: number | null;
  /** These four: of an incident that is not stored at all. */
  number: number | null;
  name: string | null;
  declared_at: number | null;
  is_private: number | null;
}

export interface PersonRow {
  team: string;
  slack_user: string;
  name: string;
  zone: string;
  standing: "member" | "guest" | "external" | "app";
  seen_at: number;
}
