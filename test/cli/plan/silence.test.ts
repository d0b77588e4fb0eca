// The plan is what a silent incident does: each severity and category of the bundled runbooks, and of others', runs in virtual time, across
// both changes of the clocks, and does what the plan said, when it said so.
import { describe, expect, test } from "vitest";
import { notice as noticePost, said as saidPost } from "../../../src/blocks/say.ts";
import { en } from "../../../src/blocks/words/en.ts";
import type { Command } from "../../../src/domain/command.ts";
import { DECLARER, type Plan, planOf } from "../../../src/domain/plan/plan.ts";
import { isWordless } from "../../../src/domain/follow.ts";
import type { Incident } from "../../../src/domain/incident.ts";
import type { Job } from "../../../src/domain/job.ts";
import type { Played, Rules } from "../../../src/domain/plan/play.ts";
import type { People, Runbook } from "../../../src/domain/runbook.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../../src/lib/pure/duration.ts";
import { mentionsIn } from "../../../src/lib/pure/text.ts";
import { UNSEEN } from "../../../src/cli/plan/words.ts";
import { unboundKeys } from "../../../src/runbook/people.ts";
import { runbookAt, testRunbook } from "../../support/runbook.ts";
import { createSilentWorld, type Done, type SilentWorld } from "./silent-world.ts";

const BUNDLED = ["agentic-canon", "magnus", "mgmtvibe", "novacron", "sarvanom"];
const PUBLISHED = ["gds-way", "moj-cloud-platform", "pagerduty"];

/** Slack takes one message a second in a channel: what comes at once in several rooms, or after another, comes so late. */
const PACE_MS = 6 * SECOND_MS;
const SILENT_MS = 3 * DAY_MS;
/** When nothing else is due, which would make what is said then come later by its pace. */
const RESOLVED_AFTER_MS = 2 * HOUR_MS + 7 * MINUTE_MS;
const AFTER_MS = 90 * DAY_MS;
/** Between two declarations, so that they do not stand in each other's way in the one channel that hears of all. */
const APART_MS = 11 * MINUTE_MS;

/** As the clocks go forward, and back, in Berlin and in London. */
const STARTS = [Date.UTC(2026, 2, 28, 22, 30), Date.UTC(2026, 9, 24, 22, 30)];

interface Line {
  at: number;
  /** The kind of job, its key, and what it says. */
  what: string;
  whom: string;
}

type One = { severity: string; categories: string[]; declaredAt: number };

describe.each([
  ...BUNDLED.map((name) => [name, testRunbook(name)] as const),
  ...PUBLISHED.map((name) => [name, runbookAt(`test/runbook/published/${name}.yml`)] as const),
])("%s", (_, stamped) => {
  const { runbook } = stamped;
  const people = standIns(runbook);
  const kinds = [null, ...runbook.categories.map(({ key }) => key)];
  const asked = runbook.severities.flatMap((severity) =>
    kinds.map((category) => ({ severity: severity.name, categories: category === null ? [] : [category] })),
  );

  test.each(STARTS)("every severity and category, declared at %d", { timeout: 240_000 }, async (startAt) => {
    const world = await createSilentWorld(stamped, people, startAt);
    const declared = [];
    for (const one of asked) {
      declared.push(await declare(world, one));
      await world.advance(APART_MS);
    }
    await world.advance(SILENT_MS);
    for (const { id, ...one } of declared) {
      const until = one.declaredAt + SILENT_MS;
      const { silence } = planned(one, { runbook, people });
      const plan = linesOf(silence.played, runbook).filter(({ at }) => at < until);
      const real = world.done.filter((done) => done.incident === id && done.at < until && isSeen(done)).map(doneLine);
      expect(plan.length, `${one.severity} ${one.categories}`).toBeGreaterThan(4);
      expect(withoutPace(real, plan), `${one.severity} ${one.categories}`).toEqual(plan);
    }
  });

  test.each(STARTS)("what comes after the end of each severity, declared at %d", async (startAt) => {
    for (const { name: severity } of runbook.severities) {
      const world = await createSilentWorld(stamped, people, startAt);
      const { id, ...one } = await declare(world, { severity, categories: [] });
      await world.advance(RESOLVED_AFTER_MS);
      const criteria = runbook.recovery.criteria.map(({ key }) => key);
      await act(world, id, { type: "Attest", criteria });
      await world.advance(0);
      const from = world.done.length;
      await act(world, id, { type: "Resolve", summary: "Planned", anyway: "Planned" });
      await world.advance(AFTER_MS);
      const plan = linesOf(planned(one, { runbook, people }).afterwards.played, runbook);
      const real = world.done.slice(from).filter(isSeen).map(doneLine);
      expect(plan.length, severity).toBeGreaterThan(2);
      expect(withoutPace(real, plan), severity).toEqual(plan);
    }
  });
});

async function declare(world: SilentWorld, one: Omit<One, "declaredAt">): Promise<One & { id: string }> {
  const declaredAt = world.now();
  const command = { type: "DeclareIncident" as const, title: "Planned", anyway: true, ...one };
  const made = await world.dispatch({ team: DECLARER.team, actor: DECLARER, cause: "test", command });
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  return { ...one, declaredAt, id: made.value.incident.id };
}

const act = (world: SilentWorld, incident: string, command: Command) =>
  world.dispatch({ team: DECLARER.team, actor: DECLARER, cause: "test", incident, command });

function planned(one: One, rules: Rules): Plan {
  const spans = { silent_ms: SILENT_MS, resolvedAfter_ms: RESOLVED_AFTER_MS, after_ms: AFTER_MS };
  const plan = planOf({ ...one, measured: {}, ...spans }, rules);
  if (!plan.ok) throw new Error(JSON.stringify(plan.error));
  return plan.value;
}

const linesOf = (played: readonly Played[], runbook: Runbook): Line[] =>
  sorted(played.filter(isSeen).map((one) => plannedLine(one, runbook)));

const isSeen = ({ job }: Played | Done): boolean => !UNSEEN.has(job.kind);

function plannedLine({ at, key, job, to, incident }: Played, runbook: Runbook): Line {
  const whom = isWordless(job) ? [] : [...to, ...mentionsIn(saidBy(job, incident, runbook))];
  return { at, what: whatOf(job, key), whom: [...new Set(whom)].sort().join() };
}

const doneLine = ({ at, key, job, whom }: Done): Line => ({
  at,
  what: whatOf(job, key),
  whom: whom.toSorted().join(),
});

/** The number of the event behind it is left out: two things that happen at one moment may be recorded in either order. */
function whatOf(job: Job, key: string): string {
  const said = job.kind === "say" ? job.said.type : job.kind === "notice" ? job.notice.type : "";
  return `${job.kind} ${key.replace(/:PLAN$/, "").replace(/:\d+$/, "")} ${said}`.trim();
}

function saidBy(job: Job, incident: Incident, runbook: Runbook): string {
  if (job.kind === "say") return saidPost(incident, runbook, job.said, en).text;
  return job.kind === "notice" ? noticePost(incident, runbook, job.notice, en).text : "";
}

/** With the time of the plan's own line, where it was done within the pace of it. */
function withoutPace(real: readonly Line[], plan: readonly Line[]): Line[] {
  const left = [...plan];
  return sorted(
    real.map((line) => {
      const found = left.findIndex((one) => isSame(one, line) && Math.abs(one.at - line.at) <= PACE_MS);
      return found === -1 ? line : { ...line, at: left.splice(found, 1)[0]!.at };
    }),
  );
}

const isSame = (a: Line, b: Line): boolean => a.what === b.what && a.whom === b.whom;

const sorted = (lines: Line[]): Line[] =>
  lines.toSorted((a, b) => a.at - b.at || a.what.localeCompare(b.what) || a.whom.localeCompare(b.whom));

/** Somebody behind each name of the runbook. */
const standIns = (runbook: Runbook): People =>
  Object.fromEntries(unboundKeys(runbook, {}).map((key, index) => [key, [`U${index + 1}STANDIN`]]));
