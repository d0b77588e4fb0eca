// Who held which role when, how it came to them, and when nobody led.
import type { Instant } from "../../lib/pure/time.ts";
import type { Assignment } from "../event.ts";
import { evolve, fold, type Incident } from "../incident.ts";
import { leadRole, type Runbook } from "../runbook.ts";
import type { NumberedEvent, Period } from "./source.ts";

export interface Tenure extends Period {
  role: string;
  user: string;
  how: Assignment | null;
  /** Why they took over; null otherwise. */
  reason: string | null;
  /** Whose it was before; null where it was free. */
  previous: string | null;
}

/** `asked`: how often Warroom asked for somebody to lead meanwhile. */
interface Leaderless extends Period {
  asked: number;
}

export interface Custody {
  /** By role as the runbook lists them, then by time. */
  tenures: Tenure[];
  /** Names of the roles that nobody ever held. */
  neverHeld: string[];
  leaderless: Leaderless[];
}

export const custodyOf = (id: string, runbook: Runbook, events: readonly NumberedEvent[]): Custody => ({
  ...rolesHeld(runbook, events),
  leaderless: leaderless(id, runbook, events),
});

function rolesHeld(runbook: Runbook, events: readonly NumberedEvent[]): Pick<Custody, "tenures" | "neverHeld"> {
  const tenures: Tenure[] = [];
  const end = (role: string, at: Instant, seq: number) => {
    const running = tenures.find((one) => one.role === role && one.to === null);
    if (!running) return;
    running.to = at;
    running.sources.push(seq);
  };
  for (const event of events) {
    if (event.type !== "RoleAssigned" && event.type !== "RoleReleased") continue;
    const { role, user, at, seq } = event;
    end(role, at, seq);
    if (event.type === "RoleReleased") continue;
    const { how = null, reason = null, previous } = event;
    tenures.push({ role, user, from: at, to: null, how, reason, previous, sources: [seq] });
  }
  const held = new Set(tenures.map(({ role }) => role));
  const place = (role: string) => runbook.roles.findIndex(({ key }) => key === role);
  tenures.sort((a, b) => place(a.role) - place(b.role) || a.from - b.from);
  return { tenures, neverHeld: runbook.roles.filter(({ key }) => !held.has(key)).map(({ name }) => name) };
}

function leaderless(id: string, runbook: Runbook, events: readonly NumberedEvent[]): Leaderless[] {
  const lead = leadRole(runbook);
  const spans: Leaderless[] = [];
  if (!lead) return spans;
  let state: Incident | null = null;
  for (const event of events) {
    state = state ? evolve(state, event) : fold(id, [event]);
    const empty = state.stage === "open" && !state.roles[lead.key];
    const running = spans.at(-1)?.to === null ? spans.at(-1)! : null;
    if (empty && !running) spans.push({ from: event.at, to: null, asked: 0, sources: [event.seq] });
    if (running && event.type === "LeadAsked") running.asked += 1;
    if (!empty && running) {
      running.to = event.at;
      running.sources.push(event.seq);
    }
  }
  return spans;
}
