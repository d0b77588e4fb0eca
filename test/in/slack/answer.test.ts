// What the person who acted is told when storing takes long or fails: always how it ended, never what nobody knows.
import { describe, expect, test } from "vitest";
import { en } from "../../../src/blocks/words/en.ts";
import { ACTION, FORM } from "../../../src/blocks/actions.ts";
import { FIELD } from "../../../src/blocks/forms.ts";
import { createDispatch } from "../../../src/commands/dispatch.ts";
import type { Ways } from "../../../src/in/slack/answer.ts";
import { answer } from "../../../src/in/slack/app.ts";
import type { FormRequest, Request } from "../../../src/in/slack/request.ts";
import { createActivity } from "../../../src/lib/activity.ts";
import { loadIncident } from "../../../src/store/read/incidents.ts";
import { type Store, StoreError } from "../../../src/store/store.ts";
import { createOrders, type Orders, TEAM } from "../../support/orders.ts";
import { noSlack } from "../../support/no-slack.ts";
import { quiet } from "../../support/quiet.ts";

const NOT_CONFIRMED = "Not confirmed yet";
const CHANNEL = "CENGINEERING";

const person = { team: TEAM, user: "UANA", channel: CHANNEL, triggerId: "trigger", key: "act-1" };
const form = (incident: string, asks: "note" | "resolve", fields: Record<string, string>): FormRequest => ({
  ...person,
  kind: "form",
  view: "V1",
  form: FORM.text,
  metadata: { incident, channel: CHANNEL, asks },
  fields,
});

/** Slack as these answers meet it: everything it was told, in order. `refuses` are methods that it says no to. */
function createWays(refuses: readonly string[] = [], responds = false) {
  const told: { way: string; body: Record<string, unknown> }[] = [];
  const ways: Ways = {
    ack: async (body = {}) => void told.push({ way: "ack", body }),
    async call(method, args) {
      if (refuses.includes(method)) return { ok: false, kind: "refused", error: "not_found" };
      told.push({ way: method, body: args });
      return { ok: true, data: {} };
    },
    ...(responds ? { respond: async (body) => void told.push({ way: "respond", body }) } : {}),
  };
  return { ways, told };
}

const wordsOf = (told: { way: string; body: unknown } | undefined) => JSON.stringify(told?.body);

/** Gives `request` to a program whose store is `change`d, and lets `span_ms` pass. */
async function ask(orders: Orders, change: (store: Store) => Store, request: Request, ways: Ways, span_ms = 10_000) {
  const store = change(orders.store);
  const activity = createActivity();
  const deps = {
    ...orders,
    store,
    log: quiet,
    words: en,
    activity,
    dispatch: createDispatch({ ...orders, store }),
    call: noSlack,
    standingOf: async () => "member" as const,
    connected: [],
    hasChecker: false,
  };
  const given = answer(deps, request, ways);
  const turns = () => new Promise<void>((resolve) => setTimeout(resolve, 20));
  await orders.clock.advance(span_ms, turns);
  await given;
}

const slow =
  (orders: Orders) =>
  (store: Store): Store => ({
    ...store,
    async commit(commit) {
      await new Promise<void>((resolve) => orders.clock.after(4_000, resolve));
      return store.commit(commit);
    },
  });

describe("an answer that takes longer than Slack waits", () => {
  test("follows in the form that waits for it, also when all there is to say is that it worked", async () => {
    const orders = await createOrders("sqlite");
    const incident = await orders.declare();
    const { ways, told } = createWays();
    await ask(orders, slow(orders), form(incident.id, "resolve", { [FIELD.text]: "Still down" }), ways);
    expect(told.map(({ way }) => way)).toEqual(["ack", "views.update"]);
    expect(wordsOf(told[0])).toContain(NOT_CONFIRMED);
    expect(told[1]!.body.view_id).toBe("V1");
    expect(wordsOf(told[1])).toContain("Done.");
    expect((await loadIncident(orders.store, incident.id))?.incident.ended?.words).toBe("Still down");
  });

  test("goes to where the form was opened when it was closed meanwhile", async () => {
    const orders = await createOrders("sqlite");
    const incident = await orders.declare();
    const { ways, told } = createWays(["views.update"]);
    await ask(orders, slow(orders), form(incident.id, "resolve", { [FIELD.text]: "Still down" }), ways);
    expect(told.map(({ way }) => way)).toEqual(["ack", "chat.postEphemeral"]);
    expect(told[1]!.body).toMatchObject({ channel: CHANNEL, user: "UANA", text: "Done." });
  });

  test("goes to the person directly when Warroom cannot speak where they were", async () => {
    const orders = await createOrders("sqlite");
    const incident = await orders.declare();
    const { ways, told } = createWays(["views.update", "chat.postEphemeral"]);
    await ask(orders, slow(orders), form(incident.id, "resolve", { [FIELD.text]: "Still down" }), ways);
    expect(told.at(-1)).toMatchObject({ way: "chat.postMessage", body: { channel: "UANA", text: "Done." } });
  });

  test("says a field's error in words, since the field is gone", async () => {
    const orders = await createOrders("sqlite");
    const incident = await orders.declare();
    const { ways, told } = createWays();
    const slowRead = (store: Store): Store => ({
      ...store,
      async read(query) {
        await new Promise<void>((resolve) => orders.clock.after(1_500, resolve));
        return store.read(query);
      },
    });
    await ask(orders, slowRead, form(incident.id, "resolve", { [FIELD.text]: " " }), ways, 60_000);
    expect(wordsOf(told[0])).toContain(NOT_CONFIRMED);
    expect(wordsOf(told[1])).toContain("Nothing was changed. The summary is empty.");
  });

  test("of a button that needs no words is told by its response_url", async () => {
    const orders = await createOrders("sqlite");
    const incident = await orders.declare();
    const { ways, told } = createWays([], true);
    const value = JSON.stringify({ incident: incident.id });
    await ask(orders, slow(orders), { ...person, kind: "action", action: ACTION.acknowledge, value, view: null }, ways);
    expect(told.map(({ way }) => way)).toEqual(["ack", "respond", "respond"]);
    expect(told.at(-1)!.body.text).toBe("Done.");
  });
});

test("an answer that its response_url takes no more goes as an ephemeral message", async () => {
  const orders = await createOrders("sqlite");
  const incident = await orders.declare();
  const { ways, told } = createWays();
  const expired: Ways = { ...ways, respond: () => Promise.reject(new Error("expired_url")) };
  const value = JSON.stringify({ incident: incident.id });
  const press: Request = { ...person, kind: "action", action: ACTION.acknowledge, value, view: null };
  await ask(orders, slow(orders), press, expired);
  expect(told.map(({ way }) => way)).toEqual(["ack", "chat.postEphemeral", "chat.postEphemeral"]);
  expect(told.at(-1)!.body).toMatchObject({ channel: CHANNEL, user: "UANA", text: "Done." });
});

describe("an answer to a request that failed", () => {
  const press = (incident: string): Request => ({
    ...person,
    kind: "action",
    action: ACTION.acknowledge,
    value: JSON.stringify({ incident }),
    view: null,
  });
  const breaking =
    (stores: boolean, reads = true) =>
    (store: Store): Store => {
      let broken = false;
      return {
        ...store,
        async commit(commit) {
          broken = true;
          if (stores) await store.commit(commit);
          throw new StoreError("the connection was cut off");
        },
        async read(query) {
          if (broken && !reads) throw new StoreError("the connection was cut off");
          return store.read(query);
        },
      };
    };
  const toldAfter = async (change: (store: Store) => Store): Promise<string> => {
    const orders = await createOrders("sqlite");
    const incident = await orders.declare();
    const { ways, told } = createWays();
    await ask(orders, change, press(incident.id), ways);
    return String(told.at(-1)!.body.text);
  };

  test("says that nothing was changed only where nothing is stored", async () => {
    expect(await toldAfter(breaking(false))).toContain("Nothing was changed");
  });

  test("says that it was done when the commit went through and its answer was lost", async () => {
    const words = await toldAfter(breaking(true));
    expect(words).toContain("This *was* done");
    expect(words).not.toContain("Nothing was changed");
  });

  test("says that nobody knows, and how to look, when the database does not tell", async () => {
    const words = await toldAfter(breaking(true, false));
    expect(words).toContain("*not known*");
    expect(words).toContain("`/incident`");
    expect(words).not.toContain("Nothing was changed");
  });
});

test("an incident of another workspace is none, whatever a button or a form carries", async () => {
  const orders = await createOrders("sqlite");
  const incident = await orders.declare();
  const foreign = { ...person, team: "T2", user: "UEVE" };
  const value = JSON.stringify({ incident: incident.id });
  for (const request of [
    { ...foreign, kind: "action" as const, action: ACTION.openUpdate, value, view: null },
    { ...foreign, key: "act-2", kind: "action" as const, action: ACTION.acknowledge, value, view: null },
    ...Object.values(FORM)
      .filter((name) => name !== FORM.declare && name !== FORM.exercise)
      .map((name) => ({
        ...form(incident.id, "resolve", { [FIELD.text]: "Hello" }),
        ...foreign,
        key: name,
        form: name,
      })),
  ]) {
    const { ways, told } = createWays();
    await ask(orders, (store) => store, request, ways);
    expect(wordsOf(told.at(-1))).toContain("no such incident");
    if (request.kind === "form") expect(wordsOf(told.at(-1)), request.form).toContain("Hello");
  }
  expect((await loadIncident(orders.store, incident.id))?.head.seq).toBe(1);
});
