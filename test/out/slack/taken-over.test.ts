// A process that stood still after it had claimed a job wakes up: by then another one has taken the job over.
import { expect, test } from "vitest";
import { WARROOM } from "../../../src/domain/actor.ts";
import { en } from "../../../src/blocks/words/en.ts";
import { postOnce } from "../../../src/out/slack/post.ts";
import { applyJobChange, claimOf, expectClaim, expectEnd } from "../../../src/store/jobs.ts";
import { loadIncident } from "../../../src/store/read/incidents.ts";
import type { JobRow } from "../../../src/store/tables.ts";
import { createOrders, rows, START, TEAM } from "../../support/orders.ts";

test("it sends nothing and settles nothing", async () => {
  const orders = await createOrders("postgres");
  const { store } = orders;
  const declared = await orders.declare();
  const command = { type: "RecordRoomOpened" as const, channel: "C1", name: "inc-1" };
  await orders.dispatch({ team: TEAM, actor: WARROOM, cause: "test", command, incident: declared.id });
  const job = { do: "enqueue", key: "say:x", job: { kind: "post-card" }, lane: "post:C1", priority: 0 } as const;
  await store.commit({ writes: [applyJobChange(store, declared.id, { ...job, dueAt: START, again: "once" }, START)] });
  const row = async () => (await rows<JobRow>(store, "jobs")).find(({ id }) => id === "say:x")!;

  const first = claimOf(await row(), "one");
  await store.commit({ expect: expectClaim(store, first, START, START + 1_000), writes: [] });
  const sent: string[] = [];
  const send = async (method: string) => {
    sent.push(method);
    return { ok: true as const, data: { channel: "C1", ts: `${sent.length}.1` } };
  };
  const deps = { ...orders, words: en, slack: { send, read: send, upload: send } } as never;
  const stored = (await loadIncident(store, declared.id))!;
  const delivery = { claim: first, ...stored, runbook: orders.runbooks.current.runbook } as never;
  const post = () => postOnce(deps, delivery, "C1", { text: "hello", blocks: [] });
  expect((await post()).ok, "while it is its own").toBe(true);

  const second = claimOf(await row(), "two");
  const late = START + 5_000;
  expect(await store.commit({ expect: expectClaim(store, second, late, late + 1_000), writes: [] })).toEqual({
    ok: true,
  });
  sent.length = 0;
  expect(await post()).toEqual({ ok: false, reply: null });
  expect(sent).toEqual([]);
  const ends = expectEnd(store, first, { status: "done", outcome: null }, late);
  expect((await store.commit({ expect: [ends], writes: [] })).ok).toBe(false);
});
