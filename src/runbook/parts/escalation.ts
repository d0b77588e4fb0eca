// `escalation`: who hears of it next, and what makes them hear of it.
import { z } from "zod";
import { AT_ONCE, type Span } from "../../domain/calendar/span.ts";
import { type Ladder, RUNG_WAITS, type Rung, type RungWait, type Trigger } from "../../domain/escalation/ladder.ts";
import { buildCheckTest, buildCondition, checkTest, condition } from "./condition.ts";
import { buildSpan, key, keyOf, line, peopleKeys, span } from "./words.ts";

const AT_ONCE_WORDS = "at once";
const spanOrAtOnce = z.string().refine((text) => text === AT_ONCE_WORDS || span.safeParse(text).success, {
  error: 'is no length of time: write "15m", "2h", "next business day" or "at once"',
});

const after = z
  .union([spanOrAtOnce, z.record(z.string(), spanOrAtOnce)])
  .describe(
    '"30m" or "at once", counted from when the severity was set; or one for each severity: { P1: 15m, P2: 1h }.',
  );
const unless = z
  .enum(RUNG_WAITS)
  .describe("What keeps a timed rung from going off: acknowledged, mitigated or resolved. Default: resolved.");

const WORDS = ["no-update", "raised", "blocked", "complaints", "found"] as const;

const trigger = z.union([
  z.enum(WORDS),
  z.strictObject({ after, unless: unless.optional() }),
  z.strictObject({ check: key, is: checkTest, lasting: span.optional() }),
  z.strictObject({ person: line(100).nullable() }),
]);

const rung = z.strictObject({
  key: key.optional().describe("Default: made of the name."),
  name: line(75).describe("Whom it reaches, as people call them."),
  to: peopleKeys.optional().describe("Who that is. Default: a key made of the name."),
  after: after.optional(),
  unless: unless.optional(),
  when: z
    .array(trigger)
    .max(10)
    .optional()
    .describe(
      "What else sets it off: no-update, raised, blocked, complaints, found (its `only` came to hold, at the declaration or since), { check, is }, { person: why }.",
    ),
  only: condition.optional(),
  duties: z
    .array(line(200))
    .max(20)
    .optional()
    .describe("What they answer for, told when they are called. Default: none."),
});

export const escalation = z
  .array(rung)
  .max(30)
  .describe("The rungs, in order. Each goes off once; by hand one climbs them one by one.");

type Given = z.infer<typeof escalation>;

/** `severities` with the rungs that each has of its own. */
export function buildLadder(
  general: Given | undefined,
  severities: readonly { name: string; escalation?: Given | undefined }[],
  nameOf: (severity: string) => string,
): Ladder {
  const names = severities.map(({ name }) => name);
  const build = (one: Given[number], of: readonly string[], prefix: string): Rung => ({
    key: one.key ?? prefix + keyOf(one.name),
    name: one.name,
    to: one.to ?? [keyOf(one.name)],
    triggers: triggersOf(one, of, nameOf),
    only: buildCondition(one.only, nameOf),
    duties: one.duties ?? [],
  });
  const own = severities.filter((one) => one.escalation !== undefined);
  return {
    rungs: (general ?? []).map((one) => build(one, names, "")),
    bySeverity: Object.fromEntries(
      own.map(({ name, escalation: rungs }) => [name, rungs!.map((one) => build(one, [name], `${keyOf(name)}-`))]),
    ),
  };
}

function triggersOf(one: Given[number], of: readonly string[], nameOf: (severity: string) => string): Trigger[] {
  const timed = one.after === undefined ? [] : [timedTrigger(one.after, one.unless, of, nameOf)];
  const others = (one.when ?? []).map((given): Trigger => {
    if (typeof given === "string") return { on: given };
    if ("after" in given) return timedTrigger(given.after, given.unless, of, nameOf);
    if ("person" in given) return { on: "person", reason: given.person };
    const lasting = given.lasting === undefined ? null : buildSpan(given.lasting);
    return { on: "check", check: given.check, test: buildCheckTest(given.is), lasting };
  });
  return [...timed, ...others];
}

function timedTrigger(
  given: z.infer<typeof after>,
  wait: RungWait | undefined,
  of: readonly string[],
  nameOf: (severity: string) => string,
): Trigger {
  const pairs: [string, Span][] =
    typeof given === "string"
      ? of.map((name) => [name, spanOf(given)])
      : Object.entries(given).map(([name, text]) => [nameOf(name), spanOf(text)]);
  return { on: "time", after: Object.fromEntries(pairs), unless: wait ?? "resolved" };
}

const spanOf = (text: string): Span => (text === AT_ONCE_WORDS ? AT_ONCE : buildSpan(text));
