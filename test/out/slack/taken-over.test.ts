// A process that stood still after it had claimed a job wakes up: by then another one has taken the job over. And a job
// that is called off while its attempt is under way.
import { expect, test } from "vitest";
import { WARROOM } from "../../../src/domain/actor.ts";
import { en } from "../../../src/blocks/words/en.ts";
import { postDirect } from "../../../src/out/slack/post/direct.ts";
import { postOnce } from "../../../src/out/slack/post/post.ts";
import { uploadOnce } from "../../../src/out/slack/post/upload-once.ts";
import { applyJobChange, claimOf, expectClaim, expectEnd } from "../../../src/store/jobs.ts";
import { loadIncident } from "../../../src/store/read/incidents.ts";
import type { JobRow } from "../../../src/store/tables.ts";
import { createOrders, rows, START, TEAM } from "../../support/orders.ts";
import { ENGINES } from "../../support/stores.ts";

const POST = { text: "hello", blocks: [] };

test.each(ENGINES)("it sends nothing and settles nothing (%s)", async (engine) => {
  const { store, row, claim, sent, deps, delivery } = await claimed(engine);
  const post = () => postOnce(deps, delivery, "C1", POST);
  expect((await post()).ok, "while it is its own").toBe(true);

  const second = claimOf(await row(), "two");
  const late = START + 5_000;
  expect(await store.commit({ expect: expectClaim(store, second, late, late + 1_000), writes: [] })).toEqual({
    ok: true,
  });
  sent.length = 0;
  expect(await post()).toEqual({ ok: false, reply: null });
  expect(sent).toEqual([]);
  const ends = expectEnd(store, claim, { status: "done", outcome: null }, late);
  expect((await store.commit({ expect: [ends], writes: [] })).ok).toBe(false);
});

test("what was called off while the conversation was being opened is not said", async () => {
  const { store, sent, deps, delivery, during } = await claimed("sqlite");
  during.set("conversations.open", () =>
    store.commit({ writes: [applyJobChange(store, null, { do: "cancel", key: "say:x" }, START)] }),
  );
  expect(await postDirect(deps, delivery, "U1", POST)).toEqual({ ok: false, reply: null });
  expect(sent).toEqual(["conversations.open"]);
});

test("what was called off before its file is shared is not shared", async () => {
  const { store, sent, deps, delivery } = await claimed("sqlite");
  const share = () => uploadOnce(deps, delivery, { channel: "C1", fileName: "x.md", title: "x", text: "x" });
  expect((await share()).ok).toBe(true);
  sent.length = 0;
  await store.commit({ writes: [applyJobChange(store, null, { do: "cancel", key: "say:x" }, START)] });
  expect(await share()).toMatchObject({ ok: false, outcome: { type: "superseded" } });
  expect(sent).toEqual([]);
});

/** A job that is being carried out; `during`: what happens while Slack answers. */
async function claimed(engine: (typeof ENGINES)[number]) {
  const orders = await createOrders(engine);
  const { store } = orders;
  const declared = await orders.declare();
  const command = { type: "RecordRoomOpened" as const, channel: "C1", name: "inc-1" };
  await orders.dispatch({ team: TEAM, actor: WARROOM, cause: "test", command, incident: declared.id });
  const job = { do: "enqueue", key: "say:x", job: { kind: "post-card" }, lane: "post:C1", priority: 0 } as const;
  await store.commit({ writes: [applyJobChange(store, declared.id, { ...job, dueAt: START, again: "once" }, START)] });
  const row = async () => (await rows<JobRow>(store, "jobs")).find(({ id }) => id === "say:x")!;
  const claim = claimOf(await row(), "one");
  await store.commit({ expect: expectClaim(store, claim, START, START + 1_000), writes: [] });
  const sent: string[] = [];
  const during = new Map<string, () => Promise<unknown>>();
  const send = async (method: string) => {
    sent.push(method);
    await during.get(method)?.();
    return { ok: true as const, data: { channel: method === "conversations.open" ? { id: "D1" } : "C1", ts: "1.1" } };
  };
  const deps = { ...orders, words: en, slack: { send, read: send, upload: send } } as never;
  const stored = (await loadIncident(store, declared.id))!;
  const delivery = { claim, ...stored, runbook: orders.runbooks.current.runbook } as never;
  return { store, row, claim, sent, deps, delivery, during };
}
