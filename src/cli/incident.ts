// `warroom incident …`: the record as an operator or auditor reads it. All of these only read.
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { utc } from "../blocks/mrkdwn.ts";
import type { Incident } from "../domain/incident.ts";
import { durationWords } from "../lib/pure/duration.ts";
import { readEventRows, readEvents } from "../store/read/events.ts";
import { listGaps } from "../store/read/gaps.ts";
import { incidentRows, listIncidents } from "../store/read/incidents.ts";
import { listMessages, listVersions } from "../store/read/messages.ts";
import { roomsOf } from "../store/read/rooms.ts";
import type { Store } from "../store/store.ts";
import type { IncidentRow } from "../store/tables.ts";
import { verifyIncident, verifyWorkspaces } from "../store/verify.ts";
import { withStore } from "./configured.ts";
import { print, say, UserError } from "./terminal.ts";

const LISTED_MAX = 1_000;

export const listAll = ({ open = false, json = false }: { open?: boolean; json?: boolean }): Promise<void> =>
  withStore(async (store) => {
    const incidents = await listIncidents(store, { openOnly: open, limit: LISTED_MAX });
    if (json) for (const incident of incidents) print(JSON.stringify(incident));
    else if (incidents.length === 0) say(open ? "No incident is open." : "No incident was ever declared.");
    else for (const incident of incidents) print(listed(incident));
  });

function listed(incident: Incident): string {
  const { name, severity, stage, status, title, ended, startedAt } = incident;
  const state = stage === "open" ? `open, ${status}` : stage;
  const lasted = ended ? durationWords(ended.at - startedAt) : "running";
  return [name.padEnd(8), severity.padEnd(6), state.padEnd(20), utc(startedAt), lasted.padEnd(12), title].join("  ");
}

export const showIncident = (id: string, { json = false }: { json?: boolean }): Promise<void> =>
  withStore(async (store) => {
    const row = await find(store, id);
    const events = await readEvents(store, row.id);
    if (json) return print(JSON.stringify({ state: JSON.parse(row.state), events }, null, 2));
    print(listed(JSON.parse(row.state) as Incident));
    for (const { at, actor, type, ...body } of events) {
      const text = JSON.stringify(body);
      print(
        `${utc(at)}  ${type.padEnd(20)} ${actor.padEnd(18)} ${text.length > 200 ? `${text.slice(0, 200)}…` : text}`,
      );
    }
  });

/** One JSON line for each row, and a last one with the SHA-256 of all before it. */
export const exportIncident = (id: string, { out }: { out?: string }): Promise<void> =>
  withStore(async (store) => {
    const row = await find(store, id);
    const lines = [line("incident", row)];
    for (const event of await readEventRows(store, row.id)) lines.push(line("event", event));
    for (const room of await roomsOf(store, row.id)) {
      const { team, channel } = room;
      lines.push(line("room", room));
      for (const version of await listVersions(store, team, channel)) lines.push(line("message_version", version));
      for (const message of await listMessages(store, team, channel)) lines.push(line("message", message));
      for (const gap of await listGaps(store, team, channel)) lines.push(line("gap", gap));
    }
    const sum = createHash("sha256")
      .update(`${lines.join("\n")}\n`)
      .digest("hex");
    lines.push(JSON.stringify({ table: "checksum", lines: lines.length, sha256: sum }));
    if (out === undefined) return print(lines.join("\n"));
    writeFileSync(out, `${lines.join("\n")}\n`);
    say(`${lines.length} lines written to ${out} (sha256 of all but the last: ${sum}).`);
  });

const line = (table: string, row: object): string => JSON.stringify({ table, ...row });

export const verifyIncidents = (id: string | undefined, { json = false }: { json?: boolean }): Promise<void> =>
  withStore(async (store) => {
    const rows = id === undefined ? await incidentRows(store) : [await find(store, id)];
    const total = {
      incidents: rows.length,
      events: 0,
      messages: 0,
      versions: 0,
      findings: await verifyWorkspaces(store),
    };
    for (const row of rows) {
      const { events, messages, versions, findings } = await verifyIncident(store, row);
      total.events += events;
      total.messages += messages;
      total.versions += versions;
      total.findings.push(...findings);
    }
    if (json) print(JSON.stringify(total));
    else for (const finding of total.findings) print(`CHANGED  ${finding}`);
    const { incidents, events, messages, versions, findings } = total;
    const looked = `${incidents} incidents, ${events} events, ${messages} messages in ${versions} versions`;
    if (findings.length === 0) return say(`Verified: ${looked}. Everything is as it was written.`);
    say(
      `${looked}: ${findings.length} ${findings.length === 1 ? "finding" : "findings"}. Next step: restore a backup beside it and compare.`,
    );
    process.exitCode = 1;
  });

/** By its name ("INC-1") or its own id. */
async function find(store: Store, id: string): Promise<IncidentRow> {
  const rows = await incidentRows(store);
  const named = rows.filter((row) => row.id === id || (JSON.parse(row.state) as Incident).name === id.toUpperCase());
  if (named.length === 1) return named[0]!;
  if (named.length > 1) {
    const choices = named.map((row) => `${row.id} (workspace ${row.team})`).join(", ");
    throw new UserError(`${id} exists in several workspaces. Next step: name one by its id: ${choices}.`);
  }
  throw new UserError(`there is no incident ${id}. Next step: \`warroom incident list\` shows all.`);
}
