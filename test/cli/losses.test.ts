import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createFrozenClock, createMovableClock } from "../../src/lib/clock.ts";
import { insertLoss } from "../../src/store/losses.ts";
import { openStore } from "../../src/store/open.ts";
import { savePeople } from "../../src/store/people.ts";
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
    "(number unknown)  declared after the backup, in C1, Warroom's last message there 2026-11-02 10:00 UTC: not stored at all",
    "INC-1     stored up to event 1 (2026-11-02 09:00 UTC); Slack has seen event 10 (2026-11-02 10:00 UTC, in C1): at least 9 missing",
  ]);
  expect(shown.err).toMatch(
    /In safe mode since 2026-11-02 11:00 UTC.*warroom restore FILE.*reconcile --accept.*room is told so.*number is never given again.*declare it anew/s,
  );

  const accepted = await warroom(["reconcile", "--accept"], env);
  expect(accepted).toMatchObject({ code: 0, err: expect.stringMatching(/^Accepted for 2 incidents\./) });
  expect(await openLosses(store)).toEqual([]);
  expect((await warroom(["reconcile", "--accept"], env)).err).toMatch(/nothing to accept/);
});

test("with Warroom stopped, nothing is declared before the loss is accepted, and afterwards under a number of its own", async () => {
  const clock = createMovableClock(createFrozenClock(START));
  const env = { DATABASE_URL: `sqlite:${path.join(temporaryFolder(), "warroom.db")}` };
  const { store } = await openStore(env.DATABASE_URL, { clock, log: quiet });
  const seen = { era: 0, stored_seq: 0, stored_at: START, seen_seq: 4, seen_at: START + 120_000 };
  const about = { number: 2, name: "INC-2", declared_at: START + 60_000, is_private: 0 };
  const ana = { slack_user: "UANA", name: "Ana", zone: "UTC", standing: "member", seen_at: START } as const;
  await (await ordersOn(store, clock)).declare();
  await store.commit({
    writes: [
      ...savePeople(store, [{ team: TEAM, ...ana }]),
      insertLoss(store, { team: TEAM, incident: "01LOST", channel: "C2", ...seen, ...about }, START + 180_000),
    ],
  });
  await store.close();
  const declare = () => warroom(["incident", "declare", "SEV2", "Disk is full"], env);

  expect(await declare()).toMatchObject({ code: 1, err: expect.stringMatching(/safe mode.*warroom reconcile/s) });
  await warroom(["reconcile", "--accept"], env);
  expect((await warroom(["reconcile"], env)).out).toBe(
    "INC-2     declared 2026-11-02 09:01 UTC, in C2, Warroom's last message there 2026-11-02 09:02 UTC: lost; its room is told once Warroom runs and Slack answers\n",
  );
  expect((await declare()).out).toMatch(/^INC-3 is declared/);
  const verified = await warroom(["incident", "verify"], env);
  expect(verified).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^LOST {5}INC-2: all of it; an older database/),
  });
});
