// Under which runbook a run stands, and who stands behind its names. Channels and incidents are named as Warroom names them
// where the runbook does not say, so that people find them.
import type { StampedRunbook } from "../../src/commands/runbook-library.ts";
import type { Random } from "../../src/lib/random.ts";
import { unboundKeys } from "../../src/runbook/people.ts";
import { testRunbook, without } from "../support/runbook.ts";
import { pick, shuffled } from "./profile.ts";

export const RUNBOOKS = ["agentic-canon", "magnus", "mgmtvibe", "novacron", "sarvanom"] as const;

/** Whoever acts in a run, and may stand behind a runbook's names. */
export const PEOPLE = ["amara", "jonas", "mei", "rafael", "priya", "tomasz"] as const;

export interface Rules {
  runbook: StampedRunbook;
  /** By the keys that the runbook uses, how those are called who stand behind them. */
  people: Readonly<Record<string, readonly string[]>>;
}

/** Criteria that hold up an incident's end would leave little of what comes after it. */
const WITHOUT_RECOVERY = 0.7;
const UNBOUND = 0.2;
/** Of those that name none; one is asked of every incident. */
const WITH_REGIMES = 0.4;
const REGIMES = "regimes: [gdpr, pci-dss, { use: dora, only: {} }]\n";

export function drawRules(random: Random): Rules {
  // The one whose steps need a word comes twice as often.
  const name = pick(random, [...RUNBOOKS, "novacron"] as const);
  const lacking = random.next() < WITHOUT_RECOVERY ? ["recovery"] : [];
  const keys = unboundKeys(read(name, lacking).runbook, {});
  const people = Object.fromEntries(
    keys.map((key) => {
      const isBound = random.next() >= UNBOUND;
      const count = random.next() < 0.7 ? 1 : 2;
      return [key, isBound ? shuffled(random, PEOPLE).slice(0, count) : []];
    }),
  );
  // Drawn last, so that what was drawn before it stays as it was.
  return { runbook: read(name, lacking, random.next() < WITH_REGIMES ? REGIMES : ""), people };
}

/** Where a run says nothing of it. */
export const usualRules = (): Rules => ({
  runbook: read("agentic-canon", ["recovery"]),
  people: { "on-call": ["amara", "tomasz"], executives: ["priya", "rafael"], team: ["jonas"] },
});

/** What somebody changes; the last one takes away what the worst incidents use. */
const EDITS: readonly ((text: string, worst: string) => string)[] = [
  (text) => text.replace(/update_every: \d+m/g, "update_every: 6m"),
  (text) => text.replace(/^.*\bafter: .*$/gm, (line) => line.replace(/\b\d+[mh]\b/g, "4m")),
  (text) => `${text.replace(/^hand_over_after:.*\n/m, "")}hand_over_after: 3m\n`,
  ...["duties", "playbooks", "escalation"].map((key) => (text: string) => without(text, key)),
  (text, worst) => text.replace(new RegExp(`\\b${worst}\\b`, "g"), "Worst"),
];

/** Another text of the runbook, or the same where the edit finds nothing to change. */
export function edited(random: Random, { runbook, text }: StampedRunbook): StampedRunbook {
  const next = pick(random, EDITS)(text, runbook.severities[0]!.name);
  const key = `edited ${next}`;
  const before = known.get(key) ?? testRunbook(runbook.name, () => next);
  known.set(key, before);
  return before;
}

/** Where Monday begins, and with it a week of exercises, half an hour after a run does. */
const HOURS =
  'hours: { zone: Pacific/Marquesas, days: [mon, tue, wed, thu, fri, sat, sun], opens: "00:00", closes: "24:00" }';

/** One exercise is somebody's, all others the channel's. */
const reminding = (text: string): string => text.replace(/, every: weekly \}/, ", every: weekly, to: [drill-lead] }");

const known = new Map<string, StampedRunbook>();

/** Reading one takes longer than many a run's first minute. */
function read(name: string, lacking: readonly string[], more = ""): StampedRunbook {
  const key = [name, ...lacking, more].join();
  const own = (whole: string) => {
    const text = lacking.reduce(without, whole.replace(/^(id|room|announce): .*\n/gm, ""));
    const timed = `${reminding(text).trimEnd()}\n${HOURS}\n`;
    return /^regimes:/m.test(text) ? timed : `${timed}${more}`;
  };
  const before = known.get(key) ?? testRunbook(name, own);
  known.set(key, before);
  return before;
}
