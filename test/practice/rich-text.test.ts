import { expect, test } from "vitest";
import { richText } from "../../src/practice/messages/rich-text.ts";
import { listen, setUp } from "./support.ts";

const elements = (text: string) => richText(text, "b").elements;
const section = (...inside: object[]) => ({ type: "rich_text_section", elements: inside });
const text = (words: string, style?: object) => ({ type: "text", text: words, ...(style && { style }) });

test.each([
  ["plain &amp; escaped", [section(text("plain & escaped"))]],
  [
    "a *bold _both_* b",
    [section(text("a "), text("bold ", { bold: true }), text("both", { bold: true, italic: true }), text(" b"))],
  ],
  ["`*not bold*`", [section(text("*not bold*", { code: true }))]],
  ["snake_case_name 2*3*4", [section(text("snake_case_name 2*3*4"))]],
  [
    "hi <@U1> in <#C1|x>",
    [section(text("hi "), { type: "user", user_id: "U1" }, text(" in "), { type: "channel", channel_id: "C1" })],
  ],
  [
    "<!here> :eyes: at 10:15:30",
    [section({ type: "broadcast", range: "here" }, text(" "), { type: "emoji", name: "eyes" }, text(" at 10:15:30"))],
  ],
  ["<https://a.example/?b=1&amp;c=2>", [section({ type: "link", url: "https://a.example/?b=1&c=2" })]],
  ["&gt; quoted\nsaid", [{ type: "rich_text_quote", elements: [text("quoted")] }, section(text("said"))]],
  [
    "- a\n- b",
    [{ type: "rich_text_list", style: "bullet", indent: 0, elements: [section(text("a")), section(text("b"))] }],
  ],
  [
    "see ```a &lt; b```",
    [section(text("see ")), { type: "rich_text_preformatted", elements: [text("a < b")], border: 0 }],
  ],
])("%s", (typed, parts) => {
  expect(elements(typed)).toEqual(parts);
});

test("a person's message reaches the app as text and as rich text, also once it was edited", async () => {
  const { core, settle, amara, jonas, incidents } = setUp();
  const { events } = listen(core);
  const posted = core.act({ as: amara, act: "post", channel: incidents, text: "@jonas.lindqvist *look*" });
  const inside = (bold: string) => [
    { type: "rich_text", elements: [section({ type: "user", user_id: jonas }, text(" "), text(bold, { bold: true }))] },
  ];
  core.act({
    as: amara,
    act: "edit",
    channel: incidents,
    ts: posted.ok ? posted.ts! : "",
    text: "@jonas.lindqvist *look again*",
  });
  await settle();
  expect(events()).toMatchObject([
    { text: `<@${jonas}> *look*`, blocks: inside("look") },
    { message: { blocks: inside("look again") }, previous_message: { blocks: inside("look") } },
  ]);
});
