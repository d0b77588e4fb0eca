// Slack answers a question for one reply with its parent in front, or with the parent alone: that is not what was marked.
import { expect, test } from "vitest";
import type { Sighting } from "../../../../src/domain/record/sighting.ts";
import type { SeenMark } from "../../../../src/domain/timeline/seen-marks.ts";
import { fetchMarked } from "../../../../src/out/slack/record/fetch-marked.ts";
import type { SlackDeps } from "../../../../src/out/slack/port.ts";
import type { Claim } from "../../../../src/store/jobs.ts";

const message = (ts: string, more: object = {}) => ({ type: "message", ts, user: "UANA", text: `text ${ts}`, ...more });
const PARENT = message("1.0001");
const REPLY = message("2.0002", { thread_ts: "1.0001" });
const seen: SeenMark = { ts: "2.0002", user: "UBEN", mark: ":bulb:", at: 3, on: true };

// Each row: what the history and the thread hold, by Slack's word; what is recorded and then marked.
test.each([
  ["the message itself", [REPLY], [], ["2.0002"]],
  ["the reply behind its parent", [], [PARENT, REPLY], ["2.0002"]],
  ["the parent alone", [PARENT], [PARENT], []],
  ["nothing at all", [], [], []],
  ["a message of Warroom's own", [{ ...REPLY, bot_id: "BWARROOM" }], [], []],
])("%s", async (_, history, replies, taken) => {
  const recorded: string[] = [];
  const marked: string[] = [];
  const data: Record<string, Record<string, unknown>> = {
    "auth.test": { bot_id: "BWARROOM" },
    "conversations.history": { messages: history },
    "conversations.replies": { messages: replies },
  };
  const deps = {
    slack: { read: async (method: string) => ({ ok: true as const, data: data[method]! }) },
    recordRoom: async ({ sightings }: { sightings: readonly Sighting[] }) => {
      recorded.push(...sightings.map(({ ts }) => ts));
      return sightings.length;
    },
    takeMarks: async (_place: object, marks: readonly SeenMark[]) => void marked.push(...marks.map(({ ts }) => ts)),
  } as unknown as SlackDeps;
  const outcome = await fetchMarked(deps, { id: "J1" } as Claim, { team: "T1", channel: "C1", seen });
  expect({ recorded, marked }).toEqual({ recorded: taken, marked: taken });
  expect(outcome.type).toBe(taken.length > 0 ? "done" : "superseded");
});
