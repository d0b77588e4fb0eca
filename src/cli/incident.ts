// `warroom incident …`: the record as an operator or auditor reads it. All of these only read, and one damaged row
// keeps none of them from the others.
import { createHash } from "node:crypto";
import { utc } from "../blocks/mrkdwn.ts";
import type { Incident } from "../domain/incident.ts";
import { endOf, startOf } from "../domain/facts/times.ts";
import { durationWords } from "../lib/pure/duration.ts";
import { readEventRows } from "../store/read/events.ts";
import { listGaps } from "../store/read/gaps.ts";
import { incidentRows } from "../store/read/incidents.ts";
import { listMessages, listVersions } from "../store/read/messages.ts";
import { roomsOf } from "../store/read/rooms.ts";
import { unfinishedJobs } from "../store/read/unfinished.ts";
import { lostNumberRows } from "../store/read/workspaces.ts";
import type { Reader } from "../store/store.ts";
import type { EventRow, IncidentRow, JobRow } from "../store/tables.ts";
import { verifyIncident, verifyWorkspaces } from "../store/verify.ts";
import { jsonOf } from "../store/verify-chain.ts";
import { withStore } from "./configured.ts";
import { coverageLines, coverageOfRooms, type RoomCoverage } from "./coverage.ts";
import { exportLine } from "./export-line.ts";
import { findIncident, stateOf } from "./find-incident.ts";
import { counted, print, say, writeOut } from "./terminal.ts";

const LISTED_MAX = 1_000;

export const listAll = ({ open = false, json = false }: { open?: boolean; json?: boolean }): Promise<void> =>
  withStore(async (store) => {
    const newestFirst = (await incidentRows(store)).reverse();
    const rows = newestFirst.filter(({ stage }) => !open || stage === "open").slice(0, LISTED_MAX);
    if (rows.length === 0 && !json) say(open ? "No incident is open." : "No incident was ever declared.");
    for (const row of rows) {
      const incident = await stateOf(store, row);
      if (incident) print(json ? JSON.stringify(incident) : listed(incident));
      else if (json) print(JSON.stringify({ id: row.id, number: row.number, unreadable: true }));
      else print(unreadable(row));
    }
  });

const unreadable = (row: IncidentRow): string =>
  `${row.id}  number ${row.number}: neither its state nor its events can be read; see \`warroom incident verify\``;

function listed(incident: Incident): string {
  const { name, severity, stage, status, mergedInto } = incident;
  const title = incident.private ? `(private) ${incident.title}` : incident.title;
  const state = stage === "open" ? `open, ${status}` : mergedInto ? `merged, ${mergedInto.name}` : stage;
  const endedAt = endOf(incident);
  const lasted = endedAt === null ? "running" : durationWords(endedAt - startOf(incident));
  return [name.padEnd(8), severity.padEnd(6), state.padEnd(20), utc(startOf(incident)), lasted.padEnd(12), title].join(
    "  ",
  );
}

export const showIncident = (id: string, { json = false }: { json?: boolean }): Promise<void> =>
  withStore(async (store) => {
    const row = await findIncident(store, id);
    const state = await stateOf(store, row);
    const events = await readEventRows(store, row.id);
    const jobs = await unfinishedJobs(store, row.id);
    if (json) return print(JSON.stringify({ state, events: events.map(eventJson), jobs: jobs.map(jobJson) }, null, 2));
    print(state ? listed(state) : unreadable(row));
    for (const { at, actor, type, body } of events) {
      const text = body ?? "(removed)";
      print(
        `${utc(at)}  ${type.padEnd(20)} ${actor.padEnd(18)} ${text.length > 200 ? `${text.slice(0, 200)}…` : text}`,
      );
    }
    if (jobs.length > 0) print(`\nNot done yet:\n${jobs.map(jobLine).join("\n")}`);
  });

const eventJson = ({ type, at, actor, body }: EventRow): object => ({
  type,
  at,
  actor,
  ...(body === null ? { removed: true } : ((jsonOf(body) as object | undefined) ?? { unreadable: body })),
});

const jobJson = ({ id, kind, status, due_at, attempts, outcome, body }: JobRow): object => ({
  id,
  kind,
  status,
  dueAt: due_at,
  attempts,
  outcome,
  job: jsonOf(body) ?? body,
});

/** When it is due, or since when it waits for somebody; what it is; why it is not done. */
function jobLine({ kind, status, due_at, ended_at, attempts, outcome }: JobRow): string {
  const isParked = status === "parked";
  const when = isParked ? `parked ${utc(ended_at ?? due_at)}` : `due    ${utc(due_at)}`;
  const tries = attempts === 0 ? "" : `${attempts} ${attempts === 1 ? "attempt" : "attempts"}`;
  return `  ${when}  ${kind.padEnd(18)} ${[tries, outcome].filter(Boolean).join(": ")}`.trimEnd();
}

/** One JSON line for each row, and a last one with the SHA-256 of all before it. */
export const exportIncident = (id: string, { out }: { out?: string }): Promise<void> =>
  withStore(async (store) => {
    const row = await findIncident(store, id);
    const lines = [exportLine("incident", row)];
    for (const event of await readEventRows(store, row.id)) lines.push(exportLine("event", event));
    for (const room of await roomsOf(store, row.id)) {
      const { team, channel } = room;
      lines.push(exportLine("room", room));
      for (const version of await listVersions(store, team, channel))
        lines.push(exportLine("message_version", version));
      for (const message of await listMessages(store, team, channel)) lines.push(exportLine("message", message));
      for (const gap of await listGaps(store, team, channel)) lines.push(exportLine("gap", gap));
    }
    const sum = createHash("sha256")
      .update(`${lines.join("\n")}\n`)
      .digest("hex");
    lines.push(JSON.stringify({ table: "checksum", lines: lines.length, sha256: sum }));
    if (out === undefined) return print(lines.join("\n"));
    writeOut(out, `${lines.join("\n")}\n`);
    say(`${lines.length} lines written to ${out} (sha256 of all but the last: ${sum}).`);
  });

/** What an operator accepted after an older database had been put back. */
async function lossLines(store: Reader, row: IncidentRow): Promise<string[]> {
  const incident = await stateOf(store, row);
  if (!incident?.loss) return [];
  const lost = (await readEventRows(store, row.id)).filter(({ type }) => type === "ActionsLost");
  return lost.flatMap(({ body }) => {
    const { count, from, to } = jsonOf(body ?? "{}") as { count: number; from: number; to: number };
    const between = `between ${utc(from)} and ${utc(to)}`;
    return `LOST     ${incident.name}: at least ${counted(count, "action")} ${between}: an older database was put back`;
  });
}

/** Whole incidents of which the same is true: their numbers are never given again. */
const lostNumberLines = async (store: Reader): Promise<string[]> =>
  (await lostNumberRows(store)).map(({ at, body }) => {
    const { number, name } = jsonOf(body ?? "{}") as { number: number; name: string | null };
    const called = name ?? `incident number ${number}`;
    return `LOST     ${called}: all of it; an older database was put back, which was accepted ${utc(at)}`;
  });

export const verifyIncidents = (id: string | undefined, { json = false }: { json?: boolean }): Promise<void> =>
  withStore(async (store) => {
    const rows = id === undefined ? await incidentRows(store) : [await findIncident(store, id)];
    const total = {
      incidents: rows.length,
      events: 0,
      messages: 0,
      versions: 0,
      redacted: 0,
      findings: await verifyWorkspaces(store),
      coverage: [] as RoomCoverage[],
      lost: id === undefined ? await lostNumberLines(store) : [],
    };
    for (const row of rows) {
      total.coverage.push(...(await coverageOfRooms(store, row)));
      total.lost.push(...(await lossLines(store, row)));
      const { events, messages, versions, redacted, findings } = await verifyIncident(store, row);
      total.events += events;
      total.messages += messages;
      total.versions += versions;
      total.redacted += redacted;
      total.findings.push(...findings);
    }
    if (json) print(JSON.stringify(total));
    else {
      for (const finding of total.findings) print(`CHANGED  ${finding}`);
      for (const line of total.lost) print(line);
      // Of all incidents, only what is not as it should be.
      const told = total.coverage.filter(({ mayLack }) => mayLack || id !== undefined);
      for (const line of told.flatMap(coverageLines)) print(line);
    }
    const { incidents, events, messages, versions, redacted, findings } = total;
    const emptied = redacted === 0 ? "" : `, ${redacted} redacted`;
    const looked = `${counted(incidents, "incident")}, ${counted(events, "event")}, ${counted(messages, "message")} in ${counted(versions, "version")}${emptied}`;
    if (findings.length === 0) return say(`Verified: ${looked}. Everything is as it was written.`);
    say(
      `${looked}: ${findings.length} ${findings.length === 1 ? "finding" : "findings"}. Next step: restore a backup beside it and compare.`,
    );
    process.exitCode = 1;
  });
