// The one door through which in/ reads incidents: what a person may not see is, for them, not there.
import { threadRecord } from "../../domain/room/thread.ts";
import type { Incident } from "../../domain/incident.ts";
import { numberIn } from "../../domain/room/naming.ts";
import { type RoomMembers, visibleTo } from "../../domain/visible.ts";
import { membersOf } from "../../lib/slack-members.ts";
import { findByNumber, listIncidents, loadIncident } from "../../store/read/incidents.ts";
import { findRoom } from "../../store/read/rooms.ts";
import type { Known, Request } from "./request.ts";
import type { InDeps } from "./steps.ts";

/** More open incidents than this are an outage of the tool that declares them. */
const OPEN_MAX = 200;
const KNOWN_MAX = 500;

/** The incident whose room the request came from; null where it is none. */
export async function incidentOfRoom(request: Known<Request>, deps: InDeps): Promise<Incident | null> {
  const { store } = deps;
  const { team, channel } = request;
  if (channel === null) return null;
  // A message shortcut in a thread means that thread, where it is recorded by itself.
  const threadTs = request.kind === "shortcut" ? request.message?.threadTs : null;
  const thread = threadTs ? await findRoom(store, team, threadRecord({ channel, ts: threadTs })) : null;
  const record = thread ?? (await findRoom(store, team, channel));
  return record ? incidentById(request, deps, record.incident) : null;
}

/** What a button or a form carries comes from outside: it may name another workspace's incident. */
export async function incidentById(
  request: Known<Request>,
  deps: InDeps,
  id: string | undefined,
): Promise<Incident | null> {
  const stored = id ? await loadIncident(deps.store, id) : null;
  return stored?.incident.team === request.team ? ifVisible(request, deps, stored.incident) : null;
}

/** As it stands after others changed it meanwhile; for whoever was shown it in this very request. */
export const reloaded = async ({ store }: InDeps, { id }: Incident): Promise<Incident> =>
  (await loadIncident(store, id))!.incident;

/** What is open, newest first. */
export async function visibleOpen(request: Known<Request>, deps: InDeps): Promise<Incident[]> {
  const open = await listIncidents(deps.store, { team: request.team, openOnly: true, limit: OPEN_MAX });
  const visible = await Promise.all(open.map((incident) => ifVisible(request, deps, incident)));
  return visible.filter((incident) => incident !== null);
}

/**
 * The incident that a word names; "none" where it is an id of nothing; null where it is no id. An incident keeps the id
 * it was declared with, though the runbook's pattern has changed since.
 */
export async function incidentNamed(
  request: Known<Request>,
  deps: InDeps,
  word: string,
): Promise<Incident | "none" | null> {
  const { team } = request;
  const byNumber = async (number: number) => {
    const found = await findByNumber(deps.store, team, number);
    return found && ifVisible(request, deps, found.incident);
  };
  for (const [digits] of word.matchAll(/\d{1,9}/g)) {
    const found = await byNumber(Number(digits));
    if (found?.name.toUpperCase() === word.toUpperCase()) return found;
  }
  const number = numberIn(deps.runbooks.current.runbook, word);
  if (number !== null) return (await byNumber(number)) ?? "none";
  if (!LIKE_AN_ID.test(word)) return null;
  const known = await listIncidents(deps.store, { team, openOnly: false, limit: KNOWN_MAX });
  const named = known.find(({ name }) => name.toUpperCase() === word.toUpperCase());
  if (named) return (await ifVisible(request, deps, named)) ?? "none";
  return known.some((one) => !one.private && shapeOf(one.name) === shapeOf(word)) ? "none" : null;
}

/** "OPS-12", and also "HTTP-500": which of the two it is, the ids that were given before tell. */
const LIKE_AN_ID = /^(?:\p{L}[\p{L}\d]*(?:[-_#]\d{4})?[-_#]?\d{1,9}|\d{14})$/u;

const shapeOf = (name: string): string => name.toUpperCase().replace(/\d+$/, "");

async function ifVisible(request: Known<Request>, deps: InDeps, incident: Incident): Promise<Incident | null> {
  if (!incident.private) return incident;
  const viewer = { kind: "person" as const, user: request.user };
  return visibleTo(viewer, incident, await membersNow(request, deps, incident)) ? incident : null;
}

/** Slack hands on a command only from those who are in its channel; for all else it is asked who is there. */
async function membersNow(request: Request, { call, log }: InDeps, { id, room }: Incident): Promise<RoomMembers> {
  if (!room) return null;
  if (request.kind === "command" && request.channel === room.channel) return new Set([request.user]);
  const members = await membersOf(call, room.channel);
  if (members.ok) return members.users;
  log.warn(
    { incident: id, kind: members.reply.kind },
    "Slack does not say who may see a private incident: nobody does",
  );
  return null;
}
