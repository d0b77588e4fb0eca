import { expect, test } from "vitest";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "../../src/lib/pure/duration.ts";
import type { Checker } from "./checkers/evidence.ts";
import { calm, type Profile } from "./profile.ts";
import { runWorld } from "./run.ts";
import { START, userOf, type World } from "./world.ts";

const SETTLES_MS = HOUR_MS + MINUTE_MS;

interface Declared {
  profile?: Profile;
  /** How long before its end the run declares its incident. */
  before_ms: number;
  look(world: World): string[];
}

const runDeclared = ({ profile = calm, before_ms, look }: Declared) => {
  const looker: Checker = { name: "looker", holds: [], check: ({ world }) => look(world) };
  return runWorld({ seed: 1, profile }, (world) => declaring(world, profile.faulty_ms + SETTLES_MS - before_ms), {
    also: [looker],
    settles_ms: SETTLES_MS,
  });
};

function declaring({ core, kernel }: World, after_ms: number) {
  const channel = [...core.state.channels.values()].find(({ name }) => name === "engineering")!.id;
  const as = userOf(core, "mei");
  kernel.clock.after(after_ms, () =>
    core.act({ as, act: "command", channel, command: "/incident", text: "declare SEV1 Checkout is down" }),
  );
  return { deleted: [], planned: 1 };
}

test("a run ends when nothing is due any more, and not in the middle of what is", async () => {
  const due = ({ database, shownAt, now }: World) =>
    database
      .rows<{ id: string }>("SELECT id FROM jobs WHERE status = 'pending' AND due_at <= ?", shownAt(now()))
      .map(({ id }) => `${id} is due`);
  const { violations, incidents } = await runDeclared({ before_ms: SECOND_MS, look: due });
  expect(incidents).toBe(1);
  expect(violations).toEqual([]);
});

test("a reminder that left before the clock was set back is not early", async () => {
  let leftAt = 0;
  const look = ({ calls }: World) => {
    leftAt = calls.find(({ job }) => job?.startsWith("nudge-update:"))!.at;
    return [];
  };
  const before_ms = HOUR_MS;
  await runDeclared({ before_ms, look });
  const setBack = { kind: "clock-back" as const, after_ms: leftAt - START + 1, by_ms: -10 * MINUTE_MS, drift_ppm: 0 };
  const { violations } = await runDeclared({ profile: { ...calm, clock: [setBack] }, before_ms, look });
  expect(leftAt).toBe(START + setBack.after_ms - 1);
  expect(violations).toEqual([]);
});
