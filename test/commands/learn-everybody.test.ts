import { expect, test } from "vitest";
import { createPeopleKeeper } from "../../src/commands/learn-everybody.ts";
import { standingOfUser } from "../../src/commands/people.ts";
import { createActivity } from "../../src/lib/activity.ts";
import { createFrozenClock, createMovableClock } from "../../src/lib/clock.ts";
import type { SlackCall, SlackReply } from "../../src/lib/slack-call.ts";
import { quiet } from "../support/quiet.ts";
import { ENGINES, freshStore } from "../support/stores.ts";

const user = (id: string, more: object = {}) => ({ id, name: id.toLowerCase(), tz: "Europe/Paris", ...more });

test.each(ENGINES)("keeps everybody of a workspace, and goes on where Slack gave no page (%s)", async (engine) => {
  const clock = createMovableClock(createFrozenClock(1_000));
  const store = await freshStore(engine, clock);
  const activity = createActivity();
  const cursors: unknown[] = [];
  const pages: Record<string, object> = {
    first: {
      members: [
        ...Array.from({ length: 99 }, (_, index) => user(`U${index}`)),
        user("UGUEST", { is_restricted: true }),
      ],
      response_metadata: { next_cursor: "second" },
    },
    second: { members: [user("ULATE")], response_metadata: { next_cursor: "third" } },
    third: { members: [user("ULAST")] },
  };
  const failures: Record<string, SlackReply[]> = {
    first: [{ ok: false, kind: "unreachable", why: "no network" }],
    third: [
      { ok: false, kind: "rate-limited", retryAfter_ms: 30_000 },
      { ok: false, kind: "refused", error: "invalid_cursor" },
    ],
  };
  const call: SlackCall = async (method, args) => {
    if (method === "auth.test") return { ok: true, data: { team_id: "T1", user_id: "UBOT", bot_id: "BBOT" } };
    expect(method).toBe("users.list");
    const page = String(args.cursor ?? "first");
    cursors.push(page);
    return failures[page]?.shift() ?? { ok: true, data: { ...pages[page] } };
  };
  const dispatch = () => Promise.reject(new Error("nobody is gone"));
  const everybody = createPeopleKeeper({ store, clock, activity, log: quiet, dispatch }, call);
  everybody.begin();
  await clock.advance(10 * 60_000, () => activity.idle());
  expect(cursors).toEqual(["first", "first", "second", "third", "third", "first", "second", "third"]);

  const unasked: SlackCall = async () => {
    throw new Error("nobody has to be asked for");
  };
  const users = ["U0", "U98", "UGUEST", "ULATE", "ULAST"];
  const standings = users.map((id) => standingOfUser({ store, clock }, unasked, "T1", id));
  expect(await Promise.all(standings)).toEqual(["member", "member", "guest", "member", "member"]);
});
