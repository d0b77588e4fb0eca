import { expect, test } from "vitest";
import { learnEverybody, standingOfUser } from "../../src/commands/people.ts";
import { createFrozenClock } from "../../src/lib/clock.ts";
import type { SlackCall } from "../../src/lib/slack-call.ts";
import { ENGINES, freshStore } from "../support/stores.ts";

const user = (id: string, more: object = {}) => ({ id, name: id.toLowerCase(), tz: "Europe/Paris", ...more });

test.each(ENGINES)("keeps everybody of a workspace, page after page, until one fails (%s)", async (engine) => {
  const clock = createFrozenClock(1_000);
  const store = await freshStore(engine, clock);
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
  };
  const call: SlackCall = async (method, args) => {
    expect(method).toBe("users.list");
    cursors.push(args.cursor);
    const data = pages[String(args.cursor ?? "first")];
    return data ? { ok: true, data: { ...data } } : { ok: false, kind: "rate-limited", retryAfter_ms: 30_000 };
  };
  await learnEverybody({ store, clock }, call, "T1");
  expect(cursors).toEqual([undefined, "second", "third"]);

  const unasked: SlackCall = async () => {
    throw new Error("nobody has to be asked for");
  };
  const standings = ["U0", "U98", "UGUEST", "ULATE"].map((id) => standingOfUser({ store, clock }, unasked, "T1", id));
  expect(await Promise.all(standings)).toEqual(["member", "member", "guest", "member"]);
});
