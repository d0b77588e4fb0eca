import { expect, test } from "vitest";
import type { Json } from "../../src/practice/state.ts";
import { setUp } from "./support.ts";

const markdown = (text: string) => ({ type: "markdown", markdown: text });
const REPORT =
  "# Report\n\nPayments time out.\nWe look.\n\n- one\n  more of one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |";

function withCanvas(text = REPORT) {
  const all = setUp({ limits: false });
  const made = all.body("conversations.canvases.create", {
    channel_id: all.incidents,
    title: "INC-1",
    document_content: markdown(text),
  });
  const canvas_id = String(made.canvas_id);
  const edit = (change: Json) => all.body("canvases.edit", { canvas_id, changes: [change] });
  const find = (criteria: Json) =>
    (all.body("canvases.sections.lookup", { canvas_id, criteria }).sections as { id: string }[]).map(({ id }) => id);
  const shown = () =>
    all.core
      .view(all.amara)!
      .channels.find(({ id }) => id === all.incidents)!
      .canvas!.sections.map((s) => s.markdown);
  return { ...all, canvas_id, edit, find, shown };
}

test("a canvas is made of sections, and the channel names it", () => {
  const { body, core, amara, incidents, canvas_id } = withCanvas();
  const canvas = core.view(amara)!.channels.find(({ id }) => id === incidents)!.canvas!;
  expect(canvas).toMatchObject({ id: canvas_id, title: "INC-1" });
  expect(canvas.sections.map(({ type }) => type)).toEqual(["header", "paragraph", "list", "table"]);
  expect(canvas.sections[2]!.markdown).toBe("- one\n  more of one\n- two");
  expect(body("conversations.info", { channel: incidents })).toMatchObject({
    channel: { properties: { canvas: { file_id: canvas_id, is_empty: false } } },
  });
});

test("one operation a call puts sections where they are wanted", () => {
  const { edit, find, shown, core, incidents } = withCanvas("# One\n\n## Two");
  const [two] = find({ section_types: ["h2"] });
  edit({ operation: "insert_before", section_id: two, document_content: markdown("before two") });
  edit({ operation: "insert_after", section_id: two, document_content: markdown("after two") });
  edit({ operation: "insert_at_start", document_content: markdown("first") });
  edit({ operation: "insert_at_end", document_content: markdown("last") });
  expect(shown()).toEqual(["first", "# One", "before two", "## Two", "after two", "last"]);
  edit({ operation: "replace", section_id: two, document_content: markdown("## Two, again") });
  edit({ operation: "delete", section_id: find({ section_types: ["h1"] })[0] });
  expect(shown()).toEqual(["first", "before two", "## Two, again", "after two", "last"]);
  expect(find({ section_types: ["any_header"], contains_text: "two" }), "a replaced section keeps its id").toEqual([
    two,
  ]);
  edit({ operation: "replace", document_content: markdown("# Anew") });
  edit({ operation: "rename", title_content: markdown("INC-1 report") });
  expect(shown()).toEqual(["# Anew"]);
  expect(core.state.channels.get(incidents)!.canvas!.title).toBe("INC-1 report");
});

test("what Slack refuses is refused by its name, and changes nothing", () => {
  const { body, edit, shown, canvas_id, incidents } = withCanvas("one");
  const table = (rows: number) => Array.from({ length: rows }, () => "| a | b | c |").join("\n");
  expect(body("conversations.canvases.create", { channel_id: incidents })).toMatchObject({
    error: "channel_canvas_already_exists",
  });
  expect(edit({ operation: "insert_at_end", document_content: markdown("> quoted\n> - a list") })).toMatchObject({
    error: "canvas_editing_failed",
    detail: "Unsupported list in block quote",
  });
  expect(edit({ operation: "insert_at_end", document_content: markdown(table(101)) })).toMatchObject({
    error: "canvas_editing_failed",
    detail: "Table exceeds 300 cells",
  });
  expect(edit({ operation: "delete", section_id: "temp:C:no" })).toMatchObject({ error: "canvas_editing_failed" });
  expect(edit({ operation: "insert_after", document_content: markdown("x") })).toMatchObject({
    error: "invalid_arguments",
  });
  const twice = { operation: "insert_at_end", document_content: markdown("x") };
  expect(body("canvases.edit", { canvas_id, changes: [twice, twice] })).toMatchObject({ error: "invalid_arguments" });
  expect(body("canvases.edit", { canvas_id: "F404", changes: [twice] })).toMatchObject({ error: "canvas_not_found" });
  expect(shown()).toEqual(["one"]);
  expect(edit({ operation: "insert_at_end", document_content: markdown(table(100)) })).toMatchObject({ ok: true });
});

test("a free plan has no channel canvases, and an administrator can switch them off", () => {
  const { core, body, incidents } = setUp();
  const create = () => body("conversations.canvases.create", { channel_id: incidents }).error;
  core.admin.setCanvasRule("free plan");
  expect(create()).toBe("team_tier_cannot_create_channel_canvases");
  core.admin.setCanvasRule("switched off");
  expect(create()).toBe("canvas_disabled_user_team");
});

test("a person writes into the canvas too: adds, changes and takes away", () => {
  const { core, amara, incidents, shown, find } = withCanvas("# Report");
  const write = (more: { section?: string; markdown: string }) =>
    core.act({ as: amara, act: "edit-canvas", channel: incidents, ...more });
  write({ markdown: "My own note" });
  expect(shown()).toEqual(["# Report", "My own note"]);
  const [note] = find({ contains_text: "own note" });
  write({ section: note!, markdown: "My better note" });
  expect(shown()).toEqual(["# Report", "My better note"]);
  write({ section: note!, markdown: "" });
  expect(shown()).toEqual(["# Report"]);
  expect(write({ markdown: "> - no" })).toEqual({ ok: false, error: "canvas_editing_failed" });
});
