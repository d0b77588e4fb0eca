import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createFrozenClock, createMovableClock } from "../../src/lib/clock.ts";
import { insertLoss } from "../../src/store/losses.ts";
import { openStore } from "../../src/store/open.ts";
import { openLosses } from "../../src/store/read/losses.ts";
import { ordersOn, START, TEAM } from "../support/orders.ts";
import { quiet } from "../support/quiet.ts";
import { temporaryFolder, warroom } from "./run.ts";

test("what Slack has seen and the database lost is shown beside a running Warroom, and accepted", async () => {
  const clock = createMovableClock(createFrozenClock(START));
  const env = { DATABASE_URL: `sqlite:${path.join(temporaryFolder(), "warroom.db")}` };
  const { store } = await openStore(env.DATABASE_URL, { clock, log: quiet });
  onTestFinished(() => store.close());
  const incident = await (await ordersOn(store, clock)).declare();
  expect((await warroom(["reconcile"], env)).err).toMatch(/^Warroom is not in safe mode/);

  const seen = { team: TEAM, channel: "C1", era: 0, seen_at: START + 3_600_000 };
  const losses = [
    { ...seen, incident: incident.id, stored_seq: 1, stored_at: START, seen_seq: 10 },
    { ...seen, incident: "01LOST", stored_seq: 0, stored_at: 0, seen_seq: 4 },
  ];
  await store.commit({ writes: losses.map((loss) => insertLoss(store, loss, START + 7_200_000)) });
  const shown = await warroom(["reconcile"], env);
  expect(shown.out.split("\n").slice(0, 2).sort()).toEqual([
    "An incident declared later (01LOST) is not stored at all; Slack has seen event 4 (2026-11-02 10:00 UTC, in C1)",
    "INC-1     stored up to event 1 (2026-11-02 09:00 UTC); Slack has seen event 10 (2026-11-02 10:00 UTC, in C1): at least 9 missing",
  ]);
  expect(shown.err).toMatch(
    /In safe mode since 2026-11-02 11:00 UTC.*warroom restore FILE.*reconcile --accept.*room is told nothing.*declare it anew/s,
  );

  const accepted = await warroom(["reconcile", "--accept"], env);
  expect(accepted).toMatchObject({ code: 0, err: expect.stringMatching(/^Accepted for 2 incidents\./) });
  expect(await openLosses(store)).toEqual([]);
  expect((await warroom(["reconcile", "--accept"], env)).err).toMatch(/nothing to accept/);
});
