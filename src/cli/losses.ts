// `warroom reconcile`: what Slack has seen and the database lost, and the operator's word that it may go on without.
import { utc } from "../blocks/mrkdwn.ts";
import { lostRoomKey } from "../domain/record/lost-incidents.ts";
import { systemClock } from "../lib/clock.ts";
import { acceptLosses } from "../store/losses.ts";
import { loadIncident } from "../store/read/incidents.ts";
import { jobEnd } from "../store/read/jobs.ts";
import { lostIncidents, openLosses } from "../store/read/losses.ts";
import { openStoreBeside } from "../store/open.ts";
import type { Reader } from "../store/store.ts";
import type { LossRow } from "../store/tables.ts";
import { configured, withStore } from "./configured.ts";
import { print, say } from "./terminal.ts";

export async function losses({ accept = false, json = false }: { accept?: boolean; json?: boolean }): Promise<void> {
  if (accept) return acceptAll();
  await withStore(async (reader) => {
    const losses = await openLosses(reader);
    if (json) {
      for (const loss of losses) print(JSON.stringify(loss));
      return;
    }
    if (losses.length === 0) {
      for (const loss of await lostIncidents(reader)) print(await acceptedLine(reader, loss));
      return say(
        "Warroom is not in safe mode: at this database's last start, Slack knew of nothing that it lacks. Each start compares anew.",
      );
    }
    for (const loss of losses) print(await lossLine(reader, loss));
    say(
      `\nIn safe mode since ${utc(Math.min(...losses.map(({ found_at }) => found_at)))}: nothing is sent, nothing can be ordered.`,
    );
    say("Next step: if a newer database exists, stop Warroom and put it back (`warroom restore FILE`).");
    say("If not: `warroom reconcile --accept` notes down in each record what is missing, tells its room, and goes on.");
    if (losses.some(isGone)) say(NOT_STORED);
  });
}

const isGone = ({ stored_seq }: LossRow): boolean => stored_seq === 0;

const NOT_STORED =
  "What is not stored at all cannot come back: accepted, its room is told so, its buttons no longer work, and its number is never given again. Where it still goes on, its people declare it anew.";

async function lossLine(reader: Reader, loss: LossRow): Promise<string> {
  if (isGone(loss)) return `${goneLine(loss)}: not stored at all`;
  const { incident: id, stored_seq, stored_at, seen_seq, seen_at, channel } = loss;
  const seen = `Slack has seen event ${seen_seq} (${utc(seen_at)}, in ${channel})`;
  const stored = await loadIncident(reader, id);
  const missing = Math.max(1, seen_seq - stored_seq);
  const has = `stored up to event ${stored_seq} (${utc(stored_at)})`;
  return `${(stored?.incident.name ?? id).padEnd(8)}  ${has}; ${seen}: at least ${missing} missing`;
}

/** Of an incident that only our messages in Slack tell of; they carry no word of its title. */
function goneLine({ name, is_private, declared_at, channel, seen_at }: LossRow): string {
  const called = `${name ?? "(number unknown)"}${is_private ? " (private)" : ""}`;
  const declared = declared_at === null ? "declared after the backup" : `declared ${utc(declared_at)}`;
  return `${called.padEnd(8)}  ${declared}, in ${channel}, Warroom's last message there ${utc(seen_at)}`;
}

async function acceptedLine(reader: Reader, loss: LossRow): Promise<string> {
  return `${goneLine(loss)}: lost; ${await toldWords(reader, loss)}`;
}

/** Slack's word for it. */
const ARCHIVED = "is_archived";

/** Whether its room was told. The job is forgotten some weeks after the end. */
async function toldWords(reader: Reader, { incident, noted_at }: LossRow): Promise<string> {
  const job = await jobEnd(reader, lostRoomKey(incident));
  if (noted_at !== null && (!job || job.status === "done")) return "its room was told";
  if (job?.outcome === ARCHIVED) return "its room is archived, so nobody was told";
  if (!job || job.status === "pending") return "its room is told once Warroom runs and Slack answers";
  return `its room could not be told (${job.outcome}); next step: tell its people yourself, where it still goes on`;
}

/** A running Warroom looks for it every few seconds; a stopped one finds it at its start. */
async function acceptAll(): Promise<void> {
  const { config, log } = configured();
  const store = await openStoreBeside(config.databaseUrl, { clock: systemClock, log });
  try {
    const losses = await openLosses(store);
    if (losses.length === 0) return say("There is nothing to accept: Warroom is not in safe mode.");
    await store.commit({ writes: [acceptLosses(store, systemClock.now())] });
    const incidents = losses.length === 1 ? "1 incident" : `${losses.length} incidents`;
    say(`Accepted for ${incidents}. A running Warroom leaves safe mode within seconds; otherwise at its next start.`);
    const gone = losses.filter(isGone);
    if (gone.length === 0) return;
    for (const loss of gone) print(goneLine(loss));
    say("Of these nothing is stored: their rooms are told so then, and `warroom reconcile` says whether each was.");
  } finally {
    await store.close();
  }
}
