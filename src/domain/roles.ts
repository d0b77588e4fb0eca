import { err, ok, type Result } from "../lib/pure/result.ts";
import { nearest } from "../lib/pure/text.ts";
import type { Actor } from "./actor.ts";
import type { PersonCommand } from "./command.ts";
import type { Context } from "./context.ts";
import type { EventBody } from "./event.ts";
import type { Incident } from "./incident.ts";
import { openOnly } from "./lifecycle.ts";
import type { Problem } from "./problem.ts";
import { leadRole, type Role, type Runbook, roleOf } from "./runbook.ts";

type RoleCommand = Extract<PersonCommand, { type: "ClaimRole" | "AssignRole" | "ReleaseRole" }>;

/** One holder a role. Claiming a held role is refused and says who was first; assigning it replaces the holder. */
export function decideRole(
  incident: Incident,
  command: RoleCommand,
  actor: Actor,
  { runbook }: Context,
): Result<EventBody[], Problem> {
  const open = openOnly(incident);
  if (!open.ok) return open;
  const role = knownRole(runbook, command.role);
  if (!role.ok) return role;
  const { key } = role.value;
  const held = incident.roles[key];
  if (command.type === "ReleaseRole") {
    if (!held) return err({ type: "role-not-held", role: key });
    const lead = leadRole(runbook)?.key === key;
    return ok([{ type: "RoleReleased", role: key, user: held.user, lead }]);
  }
  const user = command.type === "AssignRole" ? command.user : actor.kind === "person" ? actor.user : null;
  if (user === null) return err({ type: "not-allowed", command: command.type, standing: actor.kind });
  if (held && (command.type === "ClaimRole" || held.user === user)) {
    return err({ type: "role-held", role: key, user: held.user, at: held.since });
  }
  const how = command.type === "ClaimRole" ? "claimed" : "assigned";
  return ok([{ type: "RoleAssigned", role: key, user, previous: held?.user ?? null, how }]);
}

/** Who holds the leading role; null where nobody does. */
export function leading(incident: Incident, runbook: Runbook): string | null {
  const lead = leadRole(runbook);
  return (lead && incident.roles[lead.key]?.user) ?? null;
}

/** What responders everywhere say for short. */
const SHORT_WORDS: Record<string, string> = { ic: "commander", comms: "communications", tl: "technical" };

/** Fewer letters would be a guess. */
const BEGINNING_CHARS_MIN = 3;

/** A role by its key or name, however it was typed; the beginning is enough where only one role has it. */
export function knownRole(runbook: Runbook, asked: string): Result<Role, Problem> {
  const typed = asked.trim().toLowerCase();
  const role = roleOf(runbook, typed) ?? runbook.roles.find((one) => one.name.toLowerCase() === typed);
  if (role) return ok(role);
  const beginning = SHORT_WORDS[typed] ?? typed;
  const meant = runbook.roles.filter(({ key, name }) =>
    [key, name.toLowerCase()].some((word) => word.startsWith(beginning)),
  );
  if (beginning.length >= BEGINNING_CHARS_MIN && meant.length === 1) return ok(meant[0]!);
  const known = runbook.roles.map((one) => one.key);
  return err({ type: "unknown-role", asked, known, nearest: nearest(typed, known) ?? null });
}
