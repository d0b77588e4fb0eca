// An incident by what a person calls it. Nothing here fails on a row that cannot be read: it may be another one's.
import { fold, type Incident, STATE_VERSION } from "../domain/incident.ts";
import { readEvents } from "../store/read/events.ts";
import { incidentRows } from "../store/read/incidents.ts";
import type { Reader } from "../store/store.ts";
import type { IncidentRow } from "../store/tables.ts";
import { jsonOf } from "../store/verify-chain.ts";
import { UserError } from "./terminal.ts";

/** By its name ("INC-1", in any case) or its own id. */
export async function findIncident(reader: Reader, asked: string): Promise<IncidentRow> {
  const found: IncidentRow[] = [];
  for (const row of await incidentRows(reader)) {
    if (same(row.id, asked)) return row;
    if (asked.includes(String(row.number)) && same(await nameOf(reader, row), asked)) found.push(row);
  }
  if (found.length === 1) return found[0]!;
  if (found.length > 1) {
    const choices = found.map((row) => `${row.id} (workspace ${row.team})`).join(", ");
    throw new UserError(`${asked} exists in several workspaces. Next step: name one by its id: ${choices}.`);
  }
  throw new UserError(`there is no incident ${asked}. Next step: \`warroom incident list\` shows all.`);
}

/** Its stored state, else what its events fold to; null where neither can be read. */
export async function stateOf(reader: Reader, row: IncidentRow): Promise<Incident | null> {
  const stored = row.state_version === STATE_VERSION ? jsonOf(row.state) : null;
  if (isShown(stored)) return stored;
  try {
    return fold(row.id, await readEvents(reader, row.id));
  } catch {
    return null;
  }
}

/** JSON of another shape is as good as none. */
function isShown(value: unknown): value is Incident {
  if (typeof value !== "object" || value === null) return false;
  const { name, title, severity, status, stage, startedAt, ended, times } = value as Partial<Incident>;
  const isEnded = ended === null || typeof ended?.at === "number";
  return (
    [name, title, severity, status, stage].every((one) => typeof one === "string") &&
    isEnded &&
    Boolean(startedAt) &&
    Boolean(times)
  );
}

/** Where nothing can be read any more, the name that runbooks give when they say nothing else. */
const nameOf = async (reader: Reader, row: IncidentRow): Promise<string> =>
  (await stateOf(reader, row))?.name ?? `INC-${row.number}`;

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
