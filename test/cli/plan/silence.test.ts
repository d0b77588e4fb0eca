// The plan is what a silent incident does: each severity and category of the bundled runbooks runs in virtual time, across
// both changes of the clocks, and does what the plan said, when it said so.
import { describe, expect, test } from "vitest";
import { notice as noticePost, said as saidPost } from "../../../src/blocks/say.ts";
import { en } from "../../../src/blocks/words/en.ts";
import { DECLARER, planOf } from "../../../src/domain/plan/plan.ts";
import type { Played } from "../../../src/domain/plan/play.ts";
import type { People, Runbook } from "../../../src/domain/runbook.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../../src/lib/pure/duration.ts";
import { mentionsIn } from "../../../src/lib/pure/text.ts";
import { unboundKeys } from "../../../src/runbook/people.ts";
import { testRunbook } from "../../support/runbook.ts";
import { createSilentWorld, type Done } from "./silent-world.ts";

const RUNBOOKS = ["agentic-canon", "magnus", "mgmtvibe", "novacron", "sarvanom"];

/** Slack takes one message a second in a channel: what comes at once in several rooms, or after another, comes so late. */
const PACE_MS = 5 * SECOND_MS;
const SILENT_MS = DAY_MS;
const RESOLVED_AFTER_MS = 2 * HOUR_MS;
/** Between two declarations, so that they do not stand in each other's way in the one channel that hears of all. */
const APART_MS = 11 * MINUTE_MS;

/** As the clocks go forward, and back, in Berlin and in London. */
const STARTS = [Date.UTC(2026, 2, 28, 22, 30), Date.UTC(2026, 9, 24, 22, 30)];

interface Line {
  at: number;
  key: string;
  kind: string;
  whom: string;
}

describe.each(RUNBOOKS)("%s", (name) => {
  const stamped = testRunbook(name);
  const { runbook } = stamped;
  const people = standIns(runbook);
  const kinds = [null, ...runbook.categories.map(({ key }) => key)];
  const asked = runbook.severities.flatMap((severity) =>
    kinds.map((category) => ({ severity: severity.name, categories: category === null ? [] : [category] })),
  );

  test.each(STARTS)("every severity and category, declared at %d", async (startAt) => {
    const world = await createSilentWorld(stamped, people, startAt);
    const declared = [];
    for (const one of asked) {
      const declaredAt = world.now();
      const order = { type: "DeclareIncident" as const, title: "Planned", anyway: true, ...one };
      const made = await world.dispatch({ team: DECLARER.team, actor: DECLARER, cause: "test", command: order });
      if (!made.ok) throw new Error(JSON.stringify(made.error));
      declared.push({ ...one, declaredAt, id: made.value.incident.id });
      await world.advance(APART_MS);
    }
    await world.advance(SILENT_MS);
    for (const { id, declaredAt, ...one } of declared) {
      const until = declaredAt + SILENT_MS;
      const plan = planned({ ...one, declaredAt }, { runbook, people });
      const real = world.done.filter((one) => one.incident === id && one.at <= until && isSeen(one)).map(doneLine);
      expect(withoutPace(real, plan), `${one.severity} ${one.categories}`).toEqual(plan);
    }
  });
});

function planned(
  one: { severity: string; categories: string[]; declaredAt: number },
  rules: { runbook: Runbook; people: People },
): Line[] {
  const spans = { silent_ms: SILENT_MS, resolvedAfter_ms: RESOLVED_AFTER_MS, after_ms: DAY_MS };
  const plan = planOf({ ...one, measured: {}, ...spans }, rules);
  if (!plan.ok) throw new Error(JSON.stringify(plan.error));
  return sorted(plan.value.silence.played.filter(isSeen).map((played) => plannedLine(played, rules.runbook)));
}

/** What only makes something look as it should is no line of the plan. */
const UNSEEN = new Set(["refresh", "bookmark", "reconcile"]);
const isSeen = (one: Played | Done): boolean => !UNSEEN.has("kind" in one ? one.kind : one.job.kind);

function plannedLine({ at, key, job, to, incident }: Played, runbook: Runbook): Line {
  const text =
    job.kind === "say"
      ? saidPost(incident, runbook, job.said, en).text
      : job.kind === "notice"
        ? noticePost(incident, runbook, job.notice, en).text
        : "";
  const whom = [...to, ...mentionsIn(text)];
  return { at, key: key.replace(":PLAN", ""), kind: job.kind, whom: [...new Set(whom)].sort().join() };
}

const doneLine = ({ at, key, kind, whom }: Done): Line => ({ at, key, kind, whom: whom.toSorted().join() });

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

const isSame = (a: Line, b: Line): boolean => a.key === b.key && a.kind === b.kind && a.whom === b.whom;

const sorted = (lines: Line[]): Line[] => lines.toSorted((a, b) => a.at - b.at || a.key.localeCompare(b.key));

/** Somebody behind each name of the runbook. */
const standIns = (runbook: Runbook): People =>
  Object.fromEntries(unboundKeys(runbook, {}).map((key, index) => [key, [`U${index + 1}STANDIN`]]));
