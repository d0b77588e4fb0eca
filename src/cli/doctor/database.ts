// The database and its disk as the doctor sees them, beside a running Warroom: it only reads.
import { statfs } from "node:fs/promises";
import path from "node:path";
import { utc } from "../../blocks/mrkdwn.ts";
import { EVENT_ATTEMPTS_MAX } from "../../commands/inbox.ts";
import { systemClock } from "../../lib/clock.ts";
import type { Instant } from "../../lib/pure/time.ts";
import type { Log } from "../../lib/log.ts";
import { DAY_MS } from "../../lib/pure/duration.ts";
import { openStoreReadOnly } from "../../store/open.ts";
import { failedEvents, lastEventAt, openCount, parkedJobs } from "../../store/read/doctor.ts";
import type { Reader } from "../../store/store.ts";
import { type Check, look, ok, wrong } from "./check.ts";

const MB = 1024 * 1024;
const FREE_WRONG_BYTES = 100 * MB;
const FREE_SHOWN_BYTES = 1024 * MB;
const LISTED_MAX = 10;

export async function databaseChecks(url: string, log: Log): Promise<Check[]> {
  const disk = await diskCheck(url);
  try {
    const store = await openStoreReadOnly(url, { clock: systemClock, log });
    try {
      const checks: Check[] = [];
      await store.snapshot(async (reader) => void checks.push(...(await contentChecks(reader))));
      return [
        ...disk,
        ok("database", url.startsWith("postgres") ? "PostgreSQL answers" : "the file opens, at this version's schema"),
        ...checks,
      ];
    } finally {
      await store.close();
    }
  } catch (error) {
    if (!(error instanceof Error) || error.name !== "StoreError") throw error;
    const [says, fix] = error.message.split(". Next step: ") as [string, string?];
    const isNew = says.startsWith("there is no database");
    const next = fix ? `${fix[0]!.toUpperCase()}${fix.slice(1)}` : "See the message.";
    return [...disk, isNew ? look("database", says, next) : wrong("database", says, next)];
  }
}

async function contentChecks(reader: Reader): Promise<Check[]> {
  const now = systemClock.now();
  const [open, last, parked, failed] = await Promise.all([
    openCount(reader),
    lastEventAt(reader),
    parkedJobs(reader, now - 30 * DAY_MS, LISTED_MAX + 1),
    failedEvents(reader, EVENT_ATTEMPTS_MAX, LISTED_MAX + 1),
  ]);
  return [
    eventsCheck(open, last, now),
    listCheck(
      "given up",
      parked.map(({ id, outcome }) => `${id} (${outcome ?? "no reason"})`),
      "jobs were given up in the last 30 days",
      "Mend the reason; whoever leads the incident has a direct message with the button “Try again”.",
    ),
    listCheck(
      "not taken in",
      failed.map(({ key, outcome }) => `${key} (${outcome ?? "no reason"})`),
      "events could not be taken in",
      "Restart Warroom, which tries them again; if they fail again, report their reasons.",
    ),
  ];
}

function eventsCheck(open: number, last: Instant | null, now: Instant): Check {
  const fix =
    "At api.slack.com/apps look whether Event Subscriptions is on and the app is in its channels; Delayed Events should be on.";
  if (last === null) return look("events", "no event of Slack was ever stored", fix);
  const says = `the last event of Slack came ${utc(last)}, ${open} open ${open === 1 ? "incident" : "incidents"}`;
  return open > 0 && now - last > DAY_MS ? look("events", says, fix) : ok("events", says);
}

function listCheck(name: string, all: readonly string[], what: string, fix: string): Check {
  if (all.length === 0) return ok(name, "nothing");
  const more = all.length > LISTED_MAX ? " and more" : "";
  return look(name, `${what}: ${all.slice(0, LISTED_MAX).join("; ")}${more}`, fix);
}

/** Nothing to say of a disk that belongs to a database server. */
async function diskCheck(url: string): Promise<Check[]> {
  const file = /^sqlite:(?:\/\/)?(.+)$/.exec(url)?.[1];
  if (file === undefined) return [];
  const folder = path.dirname(path.resolve(file));
  try {
    const { bavail, bsize } = await statfs(folder);
    const free = bavail * bsize;
    const says = `${Math.floor(free / MB).toLocaleString("en")} MB free in ${folder}`;
    const fix = "Free space there: on a full disk nothing can be recorded, and commands say so.";
    if (free < FREE_WRONG_BYTES) return [wrong("disk", says, fix)];
    return [free < FREE_SHOWN_BYTES ? look("disk", says, fix) : ok("disk", says)];
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") {
      return [
        look("disk", `there is no folder ${folder} yet`, "Start Warroom once, which makes it, or set DATABASE_URL."),
      ];
    }
    return [
      look("disk", `${folder} cannot be looked at: ${message}`, "Let this user into the folder, or set DATABASE_URL."),
    ];
  }
}
