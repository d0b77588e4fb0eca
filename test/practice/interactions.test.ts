import { expect, test } from "vitest";
import { acked, type Envelope } from "../../src/practice/deliveries.ts";
import type { Json } from "../../src/practice/state.ts";
import { listen, nextTurn, setUp } from "./support.ts";

const input = (block_id: string) => ({
  type: "input",
  block_id,
  label: { type: "plain_text", text: "Title" },
  element: { type: "plain_text_input", action_id: "text" },
});
const modal = (more: Json = {}) => ({
  type: "modal",
  callback_id: "declare",
  title: { type: "plain_text", text: "Declare" },
  submit: { type: "plain_text", text: "Go" },
  blocks: [input("title")],
  ...more,
});

async function withTrigger(answer?: (envelope: Envelope) => ReturnType<typeof acked>) {
  const all = setUp();
  const { got } = listen(all.core, answer);
  all.core.act({ as: all.amara, act: "shortcut", callbackId: "declare_incident" });
  await all.settle();
  return { ...all, got, trigger_id: got[0]!.payload.trigger_id };
}

const typed = (value: string) => ({ title: { text: { type: "plain_text_input", value } } });

test("a trigger opens one view within three seconds, and only one", async () => {
  const { core, body, amara, trigger_id } = await withTrigger();
  expect(body("views.open", { trigger_id, view: modal() })).toMatchObject({
    ok: true,
    view: { callback_id: "declare" },
  });
  expect(core.view(amara)?.modals).toMatchObject([{ title: "Declare", submit: "Go" }]);
  expect(body("views.open", { trigger_id, view: modal() }).error).toBe("exchanged_trigger_id");
  expect(body("views.open", { trigger_id: "1.2.3", view: modal() }).error).toBe("invalid_trigger_id");
});

test("a trigger is too old after three seconds", async () => {
  const { body, advance, trigger_id } = await withTrigger();
  await advance(3_001);
  expect(body("views.open", { trigger_id, view: modal() }).error).toBe("expired_trigger_id");
});

test("a view that is wrong is refused with the place that is wrong, and its trigger stays good", async () => {
  const { body, trigger_id } = await withTrigger();
  const title = { type: "plain_text", text: "a title of more than 24 letters" };
  const refused = body("views.open", { trigger_id, view: modal({ title }) });
  expect(refused).toMatchObject({
    error: "invalid_arguments",
    response_metadata: { messages: ["[ERROR] must be less than 25 characters [json-pointer:/view/title/text]"] },
  });
  expect(body("views.open", { trigger_id, view: modal({ private_metadata: "x".repeat(3_001) }) }).ok).toBe(false);
  expect(body("views.open", { trigger_id, view: modal() }).ok).toBe(true);
});

test("a submitted form carries what was typed, and closes when the app says nothing", async () => {
  const { core, body, settle, got, amara, trigger_id } = await withTrigger();
  body("views.open", { trigger_id, view: modal({ private_metadata: "m" }) });
  const view = core.view(amara)!.modals[0]!.id;
  core.act({ as: amara, act: "submit", view, values: typed("Checkout is down") });
  expect(core.view(amara)?.modals[0]?.busy).toBe(true);
  await settle();
  expect(got.at(-1)?.payload).toMatchObject({
    type: "view_submission",
    user: { id: amara },
    view: { id: view, private_metadata: "m", state: { values: typed("Checkout is down") } },
  });
  expect(core.view(amara)?.modals).toEqual([]);
});

test("a required input left empty is asked for without troubling the app", async () => {
  const { core, body, settle, got, amara, trigger_id } = await withTrigger();
  body("views.open", { trigger_id, view: modal() });
  core.act({ as: amara, act: "submit", view: core.view(amara)!.modals[0]!.id, values: {} });
  await settle();
  expect(got).toHaveLength(1);
  expect(core.view(amara)?.modals[0]?.errors).toEqual({ title: "Please complete this required field." });
});

test("the app can answer a form with errors, another view, one on top, or by closing all", async () => {
  const answers: Json[] = [
    { response_action: "errors", errors: { title: "Too vague" } },
    { response_action: "update", view: modal({ title: { type: "plain_text", text: "Second" } }) },
    { response_action: "push", view: modal({ title: { type: "plain_text", text: "Third" } }) },
    { response_action: "clear" },
  ];
  const { core, body, settle, amara, trigger_id } = await withTrigger(({ payload }) =>
    acked(payload.type === "view_submission" ? answers.shift() : undefined),
  );
  body("views.open", { trigger_id, view: modal() });
  const submit = async () => {
    core.act({ as: amara, act: "submit", view: core.view(amara)!.modals.at(-1)!.id, values: typed("x") });
    await settle();
    return core.view(amara)!.modals;
  };
  expect(await submit()).toMatchObject([{ errors: { title: "Too vague" }, busy: false }]);
  expect(await submit()).toMatchObject([{ title: "Second", errors: {} }]);
  expect(await submit()).toMatchObject([{ title: "Second" }, { title: "Third" }]);
  expect(await submit()).toEqual([]);
});

test("a stale hash is refused, and an unknown view is not found", async () => {
  const { body, trigger_id } = await withTrigger();
  const { view } = body("views.open", { trigger_id, view: modal() }) as unknown as {
    view: { id: string; hash: string };
  };
  expect(body("views.update", { view_id: view.id, hash: view.hash, view: modal() }).ok).toBe(true);
  expect(body("views.update", { view_id: view.id, hash: view.hash, view: modal() }).error).toBe("hash_conflict");
  expect(body("views.update", { view_id: "V1", view: modal() }).error).toBe("not_found");
});

test("a command carries escaped names, and the acknowledgement's text is shown to the person alone", async () => {
  const { core, settle, incidents, amara, jonas, userId } = setUp();
  const { got } = listen(core, () => acked({ text: "On it." }));
  core.act({ as: amara, act: "command", channel: incidents, command: "/incident", text: "assign @mei.tanaka <now>" });
  await settle();
  expect(got[0]).toMatchObject({
    type: "slash_commands",
    payload: {
      command: "/incident",
      channel_name: "incidents",
      text: `assign <@${userId("mei.tanaka")}|mei.tanaka> &lt;now&gt;`,
    },
  });
  const shown = (user: string) => core.view(user)!.channels.find((one) => one.id === incidents)!.messages;
  expect(shown(amara)).toMatchObject([{ text: "On it.", ephemeral: true }]);
  expect(shown(jonas)).toEqual([]);
});

test("an app that is not there, or does not answer, is named in Slack's own words", async () => {
  const { core, clock, settle, incidents, amara } = setUp();
  const say = () => core.act({ as: amara, act: "command", channel: incidents, command: "/incident", text: "" });
  const notices = () => core.view(amara)!.notices.map((one) => one.text);
  say();
  await settle();
  expect(notices()).toEqual(['/incident failed with the error "dispatch_failed"']);
  core.connectApp({ deliver: () => new Promise(() => {}) });
  say();
  await nextTurn();
  await clock.advance(3_000, nextTurn);
  expect(notices().at(-1)).toBe('/incident failed with the error "operation_timeout"');
  expect(core.act({ as: amara, act: "dismiss-notice", id: core.view(amara)!.notices[0]!.id }).ok).toBe(true);
  expect(notices()).toHaveLength(1);
});

test("a response URL takes five messages within thirty minutes", async () => {
  const { core, settle, advance, incidents, amara } = setUp();
  const { got } = listen(core);
  core.act({ as: amara, act: "command", channel: incidents, command: "/incident", text: "" });
  core.act({ as: amara, act: "command", channel: incidents, command: "/incident", text: "" });
  await settle();
  const [one, two] = got.map((envelope) => String(envelope.payload.response_url));
  for (let use = 0; use < 5; use++) expect(core.respond(one!, { text: "hi" }).ok).toBe(true);
  expect(core.respond(one!, { text: "hi" })).toMatchObject({ error: "used_url" });
  await advance(30 * 60_000 + 1);
  expect(core.respond(two!, { text: "hi" })).toMatchObject({ error: "expired_url" });
});

test("a press on an ephemeral button can replace and delete what was pressed", async () => {
  const { core, body, settle, incidents, amara } = setUp();
  const { got } = listen(core);
  const button = { type: "button", action_id: "ack", text: { type: "plain_text", text: "Ack" }, value: "v1" };
  const blocks = [{ type: "actions", block_id: "row", elements: [button] }];
  const { message_ts } = body("chat.postEphemeral", { channel: incidents, user: amara, text: "?", blocks });
  core.act({
    as: amara,
    act: "block-action",
    channel: incidents,
    ts: String(message_ts),
    blockId: "row",
    actionId: "ack",
  });
  await settle();
  const { payload } = got[0]!;
  expect(payload).toMatchObject({
    type: "block_actions",
    container: { type: "message", is_ephemeral: true, message_ts },
    actions: [{ action_id: "ack", block_id: "row", value: "v1", type: "button" }],
  });
  expect(payload).not.toHaveProperty("message");
  const shown = () => core.view(amara)!.channels.find((one) => one.id === incidents)!.messages;
  core.respond(String(payload.response_url), { replace_original: true, text: "Done" });
  expect(shown()).toMatchObject([{ text: "Done", blocks: [] }]);
  core.respond(String(payload.response_url), { delete_original: true });
  expect(shown()).toEqual([]);
});

test("a choice in a message carries the state of everything in it", async () => {
  const { core, body, settle, incidents, amara } = setUp();
  const { got } = listen(core);
  const option = { text: { type: "plain_text", text: "SEV1" }, value: "1" };
  const select = { type: "static_select", action_id: "severity", options: [option] };
  const section = { type: "section", block_id: "s", text: { type: "mrkdwn", text: "How bad?" }, accessory: select };
  const { ts } = body("chat.postMessage", { channel: incidents, text: "?", blocks: [section] });
  const chosen = { type: "static_select", selected_option: option };
  core.act({
    as: amara,
    act: "block-action",
    channel: incidents,
    ts: String(ts),
    blockId: "s",
    actionId: "severity",
    chosen,
    values: { s: { severity: chosen } },
  });
  await settle();
  const press = got.find((one) => one.payload.type === "block_actions")!.payload;
  expect(press).toMatchObject({
    actions: [{ selected_option: option }],
    state: { values: { s: { severity: chosen } } },
  });
  expect(press).toMatchObject({ message: { ts }, channel: { id: incidents, name: "incidents" } });
});

test("a message shortcut brings the message along", async () => {
  const { core, settle, incidents, amara } = setUp();
  const { got } = listen(core);
  const posted = core.act({ as: amara, act: "post", channel: incidents, text: "root cause found" });
  const ts = posted.ok ? posted.ts! : "";
  core.act({ as: amara, act: "shortcut", callbackId: "add_to_timeline", channel: incidents, ts });
  await settle();
  expect(got.at(-1)?.payload).toMatchObject({
    type: "message_action",
    callback_id: "add_to_timeline",
    message_ts: ts,
    message: { text: "root cause found", user: amara },
  });
});

test("opening the Home tab tells the app, which publishes what the page then shows", async () => {
  const { core, body, settle, amara } = setUp();
  const { events } = listen(core);
  core.act({ as: amara, act: "open-home" });
  await settle();
  expect(events()).toMatchObject([{ type: "app_home_opened", user: amara, tab: "home" }]);
  const blocks = [{ type: "header", text: { type: "plain_text", text: "Incidents" } }];
  expect(body("views.publish", { user_id: amara, view: { type: "home", blocks } }).ok).toBe(true);
  expect(core.view(amara)?.home).toMatchObject({ type: "home", blocks });
});

test("closing a modal is told only where the app asked for it", async () => {
  const { core, body, settle, got, amara, trigger_id } = await withTrigger();
  body("views.open", { trigger_id, view: modal({ notify_on_close: true }) });
  core.act({ as: amara, act: "close", view: core.view(amara)!.modals[0]!.id });
  await settle();
  expect(got.at(-1)?.payload).toMatchObject({ type: "view_closed", is_cleared: false });
  expect(core.view(amara)?.modals).toEqual([]);
});
