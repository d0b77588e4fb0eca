// The plan of an incident: what Warroom does while nobody does anything, and what it does once that incident is resolved.
import type { Instant } from "../../lib/pure/time.ts";
import { ok, type Result } from "../../lib/pure/result.ts";
import type { Actor } from "../actor.ts";
import { type Clock, clocksOf } from "../clocks/clocks.ts";
import type { Measured } from "../condition.ts";
import { decideNew } from "../decide.ts";
import type { Incident } from "../incident.ts";
import type { Problem } from "../problem.ts";
import { attestable } from "../recovery/recovery.ts";
import { type Act, type Play, type Played, play, type Rules } from "./play.ts";

export interface Asked {
  severity: string;
  categories: readonly string[];
  measured: Readonly<Record<string, Measured>>;
  declaredAt: Instant;
  /** How far the silence is played. */
  silent_ms: number;
  /** When it is resolved, for what comes after that. */
  resolvedAfter_ms: number;
  /** How far what comes after the end is played. */
  after_ms: number;
}

export interface Plan {
  asked: Asked;
  /** As it was declared. */
  incident: Incident;
  clocks: Clock[];
  silence: Play;
  afterwards: { resolvedAt: Instant; played: Played[]; waiting: Play["waiting"] };
}

/** Whoever declares it, and says at last that it is over. */
export const DECLARER: Actor & { kind: "person" } = {
  kind: "person",
  team: "T0",
  user: "U0DECLARER",
  standing: "member",
};

const TITLE = "Planned";

/** A problem where it cannot be declared so. */
export function planOf(asked: Asked, rules: Rules): Result<Plan, Problem> {
  const { declaredAt, severity, categories, measured } = asked;
  const declared = decideNew(
    { team: DECLARER.team, seq: 0, recent: [] },
    { type: "DeclareIncident", title: TITLE, severity, categories, measured },
    DECLARER,
    { ...rules, now: declaredAt },
    { id: "PLAN", runbookHash: "" },
  );
  if (!declared.ok) return declared;
  const { after: incident } = declared.value;
  const resolvedAt = declaredAt + asked.resolvedAfter_ms;
  const ended = play(declared.value, rules, resolvedAt + asked.after_ms, endAt(resolvedAt, incident, rules));
  return ok({
    asked,
    incident,
    clocks: clocksOf(incident, rules.runbook),
    silence: play(declared.value, rules, declaredAt + asked.silent_ms),
    afterwards: {
      resolvedAt,
      played: ended.played.filter(({ incident: { stage } }) => stage === "resolved"),
      waiting: ended.waiting,
    },
  });
}

/** All that must be well is said to be so, and it is resolved at that very time, also where a watch would still run. */
function endAt(at: Instant, incident: Incident, { runbook }: Rules): Act[] {
  const criteria = attestable(incident, runbook).map(({ key }) => key);
  return [
    { at, actor: DECLARER, command: { type: "Attest", criteria } },
    { at, actor: DECLARER, command: { type: "Resolve", summary: TITLE, anyway: TITLE } },
  ];
}
