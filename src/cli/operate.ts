// `warroom incident declare | note | resolve`: for an operator while Slack does not work. The running program carries it
// out where it holds the database; else this process does, and what others must see waits for the next start.
import { userInfo } from "node:os";
import { existsSync, readFileSync } from "node:fs";
import { request } from "node:http";
import { problemWords } from "../blocks/problem.ts";
import { en } from "../blocks/words/en.ts";
import { createDispatch } from "../commands/dispatch.ts";
import {
  createOperate,
  type Operated,
  type OperatorOrder,
  type OperatorProblem,
  type OperatorRequest,
} from "../commands/operate.ts";
import { createRunbookLibrary } from "../commands/runbook-library.ts";
import { noteAccepted } from "../commands/life/safe-mode.ts";
import type { Config } from "../config.ts";
import type { ControlFile } from "../in/operator/control.ts";
import type { Runbook } from "../domain/runbook.ts";
import { systemClock } from "../lib/clock.ts";
import type { Log } from "../lib/log.ts";
import { SECOND_MS } from "../lib/pure/duration.ts";
import { asTyped } from "../lib/pure/text.ts";
import { err, type Result } from "../lib/pure/result.ts";
import { newId, systemRandom } from "../lib/random.ts";
import { openRunbook } from "../runbook/find.ts";
import { problemText } from "../runbook/problem.ts";
import { controlFileOf, openStore, openStoreReadOnly } from "../store/open.ts";
import { openLosses } from "../store/read/losses.ts";
import { knownTeams, namesOf } from "../store/read/people.ts";
import { configured, withStore } from "./configured.ts";
import { print, say, UserError } from "./terminal.ts";

interface Flags {
  team?: string;
  anyway?: boolean;
}

export const declare = (severity: string, title: string[], { team, anyway = false }: Flags): Promise<void> =>
  operate({ do: "declare", severity, title: title.join(" "), anyway }, team, ({ incident, call }, isRunning) => {
    print(`${incident.name} is declared: ${incident.severity} ${incident.title}`);
    say(isRunning ? ROOM_FOLLOWS : ROOM_WAITS);
    say(call.length > 0 ? `Call now: ${call.join(", ")}.` : NOBODY_BOUND);
  });

/** `title`: what is practised. */
export const drill = (severity: string, title: string[], { team, page = false }: { team?: string; page?: boolean }) => {
  const order = { do: "declare" as const, severity, title: en.drill.title({ title: title.join(" ") }), anyway: true };
  return operate({ ...order, drill: { pages: page } }, team, ({ incident, call }, isRunning) => {
    print(`${incident.name} is declared, as a drill: ${incident.severity} ${incident.title}`);
    say(isRunning ? ROOM_FOLLOWS : ROOM_WAITS);
    say(call.length > 0 ? `They are called: ${call.join(", ")}.` : "Nobody is paged, and nobody outside is told.");
  });
};

export const note = (incident: string, text: string[], { team, anyway = false }: Flags): Promise<void> =>
  operate({ do: "note", incident, text: text.join(" "), anyway }, team, (done, isRunning) => {
    print(`Noted on ${done.incident.name}${done.entry === null ? "" : ` as entry ${done.entry}`}.`);
    say(isRunning ? WORDS_FOLLOW : WORDS_WAIT);
  });

export function resolve(incident: string, summary: string[], { team, why }: { team?: string; why?: string }) {
  const reason = why === undefined ? {} : { reason: why };
  return operate({ do: "resolve", incident, summary: summary.join(" "), ...reason }, team, (done, isRunning) => {
    print(`${done.incident.name} is resolved.`);
    say(isRunning ? WORDS_FOLLOW : WORDS_WAIT);
  });
}

const ROOM_FOLLOWS =
  "Recorded. Its room is made and people are told as soon as Slack answers; nothing more is to be done for that.";
const ROOM_WAITS =
  "Recorded. Warroom is not running here: start it (`warroom start`), and the room is made as soon as Slack answers.";
const WORDS_FOLLOW = "Recorded. It is said in Slack as soon as Slack answers.";
const WORDS_WAIT =
  "Recorded. Warroom is not running here: start it (`warroom start`), and it is said as soon as Slack answers.";
const NOBODY_BOUND = "Nobody stands behind this severity's names in people.yml: call whom you know to be on call.";

async function operate(
  order: OperatorOrder,
  team: string | undefined,
  tell: (done: Operated, isRunning: boolean) => void,
): Promise<void> {
  const { config, log } = configured();
  const key = newId(systemRandom, systemClock.now());
  const asked: OperatorRequest = { order, by: userInfo().username, team: team ?? null, key };
  const runbook = await openRunbook(config.runbook);
  if (!runbook.ok) throw new UserError(runbook.error.map(problemText).join("\n         "));
  const byRunning = await askRunning(config, asked);
  const outcome = byRunning ?? (await operateHere(config, log, runbook.value, asked));
  if (!outcome.ok) throw new UserError(await named(problemSentence(outcome.error, runbook.value.runbook)));
  // Other processes may share PostgreSQL, and hear of this commit.
  tell(outcome.value, byRunning !== null || config.databaseUrl.startsWith("postgres"));
}

type Outcome = Result<Operated, OperatorProblem>;

const TRIES = 2;

/** Null where no program runs on this database. A lost answer is asked for once more, under the same key. */
async function askRunning({ databaseUrl }: Config, asked: OperatorRequest): Promise<Outcome | null> {
  const file = controlFileOf(databaseUrl);
  if (file === null || !existsSync(file)) return null;
  for (let tries = 1; tries <= TRIES; tries++) {
    const { port, token } = JSON.parse(readFileSync(file, "utf8")) as ControlFile;
    const answer = await post(port, token, asked);
    if (answer?.status === 200) return answer.body as Outcome;
    const why = (answer?.body as { why?: string } | undefined)?.why;
    if (why !== undefined) throw new UserError(why);
  }
  return null;
}

const PATIENCE_MS = 15 * SECOND_MS;

/** Null where nobody answers there, or somebody else does. */
function post(port: number, token: string, body: object): Promise<{ status: number; body: unknown } | null> {
  return new Promise((done) => {
    const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
    const sent = request({ host: "127.0.0.1", port, path: "/operate", method: "POST", headers, timeout: PATIENCE_MS });
    sent.on("error", () => done(null));
    sent.on("timeout", () => sent.destroy());
    sent.on("response", (response) => {
      let text = "";
      response.on("data", (data) => {
        text += data;
      });
      response.on("error", () => done(null));
      response.on("end", () => {
        try {
          done({ status: response.statusCode ?? 0, body: JSON.parse(text) });
        } catch {
          done(null);
        }
      });
    });
    sent.end(JSON.stringify(body));
  });
}

type Opened = Extract<Awaited<ReturnType<typeof openRunbook>>, { ok: true }>["value"];

async function operateHere(
  { databaseUrl }: Config,
  log: Log,
  opened: Opened,
  asked: OperatorRequest,
): Promise<Outcome> {
  const base = { clock: systemClock, random: systemRandom, log };
  // Neither makes a database in the wrong place nor brings one forward under a running program.
  await (await openStoreReadOnly(databaseUrl, base)).close();
  const { store } = await openStore(databaseUrl, base);
  try {
    const runbooks = await createRunbookLibrary({ ...base, store }, opened, opened.people);
    const dispatch = createDispatch({ ...base, store, runbooks });
    const open = await openLosses(store);
    if (open.length > 0) return err({ type: "safe-mode", since: Math.min(...open.map(({ found_at }) => found_at)) });
    await noteAccepted({ ...base, store, dispatch });
    return await createOperate({ ...base, store, runbooks, dispatch })(asked);
  } finally {
    await store.close();
  }
}

function problemSentence(problem: OperatorProblem, runbook: Runbook): string {
  switch (problem.type) {
    case "no-workspace":
      return "Warroom has not met its workspace yet. Next step: start it once while Slack answers.";
    case "several-workspaces":
      return `this database holds several workspaces: ${problem.teams.join(", ")}. Next step: name one with --team.`;
    case "already-noted":
      return `you noted the same a moment ago: entry ${problem.entry} of ${problem.name}. Next step: nothing, or add --anyway to note it again.`;
    case "just-declared":
      return `${plain(problemWords(problem, runbook, en))} Next step: \`warroom incident note ${problem.name} …\` adds to it; --anyway declares another.`;
    case "not-recovered":
      return `${plain(problemWords(problem, runbook, en))} Next step: add --why "…".`;
    case "unknown-incident":
      return `there is no incident ${problem.asked}. Next step: \`warroom incident list\` shows all.`;
    default:
      return plain(problemWords(problem, runbook, en));
  }
}

/** Slack's ids of people tell nobody anything at a terminal; those whom Slack has told of are named. */
async function named(sentence: string): Promise<string> {
  const ids = [...new Set(sentence.match(/(?<=@)[UW][A-Z0-9]{6,}/g))];
  if (ids.length === 0) return sentence;
  let text = sentence;
  await withStore(async (reader) => {
    for (const team of await knownTeams(reader)) {
      for (const [id, name] of await namesOf(reader, team, ids)) text = text.replaceAll(`@${id}`, name);
    }
  });
  return text;
}

/** Slack's marks taken off: a time as it reads in UTC, and no bold. */
const plain = (text: string): string =>
  asTyped(text.replace(/<!date[^|>]*\|([^>]*)>/g, "$1").replaceAll(/\*([^*]+)\*/g, "$1"));
