// Every kind of input in a form: what it starts with, what is chosen, and what the client does not send.
import { expect, test } from "vitest";
import { listen, setUp } from "./support.ts";

const plain = (text: string) => ({ type: "plain_text", text });
const option = (value: string) => ({ text: plain(value), value });
const OPTIONS = [option("a"), option("b")];

// Each row: the element, what it starts with, what is chosen, in the shape of state.values.
const INPUTS = [
  [{ type: "users_select", initial_user: "U1" }, { selected_user: "U1" }, { selected_user: "U2" }],
  [{ type: "conversations_select" }, { selected_conversation: null }, { selected_conversation: "C1" }],
  [
    { type: "datepicker", initial_date: "2026-11-02" },
    { selected_date: "2026-11-02" },
    { selected_date: "2026-11-03" },
  ],
  [{ type: "timepicker", initial_time: "09:30" }, { selected_time: "09:30" }, { selected_time: "10:00" }],
  [{ type: "datetimepicker" }, { selected_date_time: null }, { selected_date_time: 1_793_610_000 }],
  [{ type: "checkboxes", options: OPTIONS }, { selected_options: [] }, { selected_options: OPTIONS }],
  [
    { type: "radio_buttons", options: OPTIONS, initial_option: OPTIONS[0] },
    { selected_option: OPTIONS[0] },
    { selected_option: OPTIONS[1] },
  ],
  [{ type: "multi_static_select", options: OPTIONS }, { selected_options: [] }, { selected_options: [OPTIONS[1]] }],
  [{ type: "number_input", is_decimal_allowed: false, initial_value: "3" }, { value: "3" }, { value: "4" }],
] as const;

async function withForm(elements: readonly object[], optional = true) {
  const all = setUp();
  const { got } = listen(all.core);
  all.core.act({ as: all.amara, act: "shortcut", callbackId: "declare_incident" });
  await all.settle();
  const blocks = elements.map((element, index) => ({
    type: "input",
    block_id: `b${index}`,
    label: plain("?"),
    optional,
    element: { ...element, action_id: "x" },
  }));
  const view = { type: "modal", title: plain("Form"), submit: plain("Go"), blocks };
  const opened = all.body("views.open", { trigger_id: got[0]!.payload.trigger_id, view });
  const submit = async (values: Record<string, object>) => {
    const typed = Object.fromEntries(
      Object.entries(values).map(([id, value]) => [
        id,
        { x: { type: (elements[Number(id.slice(1))] as { type: string }).type, ...value } },
      ]),
    );
    const open = all.core.view(all.amara)!.modals[0]!;
    all.core.act({ as: all.amara, act: "submit", view: open.id, values: typed });
    await all.settle();
    return all.core.view(all.amara)!.modals[0]?.errors ?? {};
  };
  const sent = () => (got.at(-1)!.payload.view as { state: { values: object } }).state.values;
  return { ...all, opened, submit, sent };
}

test("untouched, each input sends what it starts with", async () => {
  const { submit, sent } = await withForm(INPUTS.map(([element]) => element));
  await submit({});
  expect(sent()).toMatchObject(Object.fromEntries(INPUTS.map(([, initial], index) => [`b${index}`, { x: initial }])));
});

test("touched, each sends what was chosen", async () => {
  const { submit, sent } = await withForm(INPUTS.map(([element]) => element));
  const chosen = Object.fromEntries(INPUTS.map(([, , value], index) => [`b${index}`, value]));
  await submit(chosen);
  expect(sent()).toMatchObject(Object.fromEntries(INPUTS.map(([, , value], index) => [`b${index}`, { x: value }])));
});

test("numbers out of bounds and texts out of length stay in the form, each with its reason", async () => {
  const number = { type: "number_input", is_decimal_allowed: false, min_value: "1", max_value: "10" };
  const text = { type: "plain_text_input", min_length: 3, max_length: 5 };
  const { submit } = await withForm([number, number, number, text, text]);
  expect(
    await submit({
      b0: { value: "0" },
      b1: { value: "11" },
      b2: { value: "1.5" },
      b3: { value: "ab" },
      b4: { value: "abcdef" },
    }),
  ).toEqual({
    b0: "Please enter a number of at least 1.",
    b1: "Please enter a number of at most 10.",
    b2: "Please enter a whole number.",
    b3: "Please enter at least 3 characters.",
    b4: "Please enter at most 5 characters.",
  });
  expect(await submit({ b0: { value: "1" }, b1: { value: "10" }, b3: { value: "abc" } })).toEqual({});
});

test("a picker that starts from something it could never hold is refused", async () => {
  const { opened } = await withForm([
    { type: "datepicker", initial_date: "tomorrow" },
    { type: "timepicker", initial_time: "25:00" },
  ]);
  expect(opened).toMatchObject({
    ok: false,
    response_metadata: {
      messages: [
        "[ERROR] must be in the format YYYY-MM-DD [json-pointer:/view/blocks/0/element/initial_date]",
        "[ERROR] must be in the format HH:mm [json-pointer:/view/blocks/1/element/initial_time]",
      ],
    },
  });
});
