// Whether somebody may be told of an incident, asked at the moment of telling.
import type { Incident } from "../../domain/incident.ts";
import { visibleTo } from "../../domain/visible.ts";
import { membersOf } from "../../lib/slack-members.ts";
import type { SlackFailure } from "../../lib/slack-call.ts";
import type { SlackDeps } from "./port.ts";

type Visible = { ok: true; visible: boolean } | { ok: false; reply: SlackFailure };

/** A refusal means that Warroom is not in the room itself: nobody knows who is, and nobody is told. */
export async function isVisible({ slack, log }: SlackDeps, incident: Incident, user: string): Promise<Visible> {
  const viewer = { kind: "person" as const, user };
  if (!incident.private || !incident.room) return { ok: true, visible: visibleTo(viewer, incident, null) };
  const members = await membersOf(slack.read, incident.room.channel);
  if (!members.ok && members.reply.kind !== "refused") return members;
  const visible = visibleTo(viewer, incident, members.ok ? members.users : null);
  if (!visible) log.debug({ incident: incident.id }, "somebody who may not see a private incident is not told of it");
  return { ok: true, visible };
}
