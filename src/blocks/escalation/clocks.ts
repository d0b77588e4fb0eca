// A clock that runs, in words: on the card and in the brief.
import { isRecorded } from "../../domain/clocks/breaches.ts";
import type { Clock } from "../../domain/clocks/clocks.ts";
import type { Incident } from "../../domain/incident.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { escaped, timeNear } from "../mrkdwn.ts";
import type { Words } from "../words/en.ts";

/** "response due by 09:15 (15 min)"; of another day than `from`, its date too. */
export function clockWords(incident: Incident, clock: Clock, from: Instant, { escalation: said }: Words): string {
  const { name, target, dueAt } = clock;
  const pieces = { clock: said.clock[name], target: escaped(target.words) };
  if (dueAt === null) return said.card.due(pieces);
  const hasPassed = isRecorded(incident, clock);
  return said.card[hasPassed ? "passed" : "dueBy"]({ ...pieces, at: timeNear(dueAt, from) });
}
