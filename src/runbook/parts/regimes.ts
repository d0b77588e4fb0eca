// `regimes`: which duties to notify there are, by name or written out; and the shape of runbooks/regimes/.
import { z } from "zod";
import type { Notification, RunbookRegime } from "../../domain/regimes/regime.ts";
import { isDay } from "../../lib/pure/zone.ts";
import { buildCondition, condition } from "./condition.ts";
import { buildSpan, key, line, peopleKeys, span, webAddress } from "./words.ts";

const question = z.strictObject({ key, question: line(200) });

const dueRule = z.strictObject({
  from: line(60).describe("A key of `starts`, or `submitted` and the key of another notification."),
  within: span,
  roll: z.enum(["no", "next-business-day", "noon-next-business-day"]).optional(),
});

const law = {
  name: line(75).describe("What people call it."),
  source: z.strictObject({ url: webAddress, read: z.string().refine(isDay, 'is no day: write "2026-12-24"') }),
  asks: z.array(question).min(1, "must list at least one").max(10),
  starts: z.array(z.strictObject({ key, means: line(200) })).max(10),
  notifications: z
    .array(
      z.strictObject({
        key,
        title: line(75),
        to: line(100),
        words: line(75).optional(),
        due: z.array(dueRule).max(5).optional(),
        only: question.optional(),
      }),
    )
    .min(1, "must list at least one")
    .max(20),
};

/** A file of runbooks/regimes/. */
export const regimeFile = z.strictObject(law);

export type RegimeFile = z.infer<typeof regimeFile>;

const whoAndWhen = {
  only: condition.optional(),
  owner: z.string().optional().describe("The role that answers for it. Default: the leading role."),
  to: peopleKeys.optional().describe("Who is asked and reminded besides. Default: nobody."),
};

export const regimes = z
  .array(
    z.union([
      z.string(),
      z.strictObject({ use: z.string().describe("A name of runbooks/regimes/."), ...whoAndWhen }),
      z.strictObject({ key, ...law, ...whoAndWhen }),
    ]),
  )
  .max(20);

export type GivenRegime = z.infer<typeof regimes>[number];

/** One that is written out, in place of its name. */
export type WholeRegime = Exclude<GivenRegime, string | { use: string }>;

export const buildRegimes = (given: readonly WholeRegime[], nameOf: (severity: string) => string): RunbookRegime[] =>
  given.map(({ key: name, name: title, source, asks, starts, notifications, only, owner, to }) => ({
    key: name,
    name: title,
    source,
    asks,
    starts,
    notifications: notifications.map(buildNotification),
    askedIf: only === undefined ? null : buildCondition(only, nameOf),
    owner: owner ?? null,
    to: to ?? [],
  }));

const buildNotification = (given: RegimeFile["notifications"][number]): Notification => ({
  key: given.key,
  title: given.title,
  to: given.to,
  words: given.words ?? null,
  due: (given.due ?? []).map(({ from, within, roll }) => ({ from, within: buildSpan(within), roll: roll ?? "no" })),
  only: given.only ?? null,
});
