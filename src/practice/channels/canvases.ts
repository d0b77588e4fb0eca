// Channel canvases: one for each channel, made of sections that can be inserted, replaced and deleted one at a time.
import { type Failure, fail, isFailure } from "../answers.ts";
import { markdownProblem, splitMarkdown } from "./canvas-markdown.ts";
import { freshId } from "../ids.ts";
import type { Canvas, CanvasSection, Channel, Workspace } from "../state.ts";

export type CanvasChange =
  | { operation: "insert_at_start" | "insert_at_end"; markdown: string }
  | { operation: "insert_before" | "insert_after"; section: string; markdown: string }
  /** Without a section the whole canvas is replaced. */
  | { operation: "replace"; section?: string; markdown: string }
  | { operation: "delete"; section: string }
  | { operation: "rename"; title: string };

export function createCanvas(ws: Workspace, channel: Channel, title: string, markdown: string): Canvas | Failure {
  const refused = { allowed: undefined, ...REFUSALS }[ws.state.canvasRule];
  if (refused) return fail(refused);
  if (channel.canvas) return fail("channel_canvas_already_exists");
  const sections = readSections(ws, markdown, "canvas_creation_failed");
  if (isFailure(sections)) return sections;
  channel.canvas = { id: freshId(ws.random, "F"), title, sections };
  ws.changed();
  return channel.canvas;
}

const REFUSALS = {
  "free plan": "team_tier_cannot_create_channel_canvases",
  "switched off": "canvas_disabled_user_team",
};

/** Answers the failure, when there is one; then nothing was changed. */
export function editCanvas(ws: Workspace, canvas: Canvas, change: CanvasChange): Failure | undefined {
  if (ws.state.canvasRule === "switched off") return fail(REFUSALS["switched off"]);
  if (change.operation === "rename") {
    canvas.title = change.title;
    return void ws.changed();
  }
  const fresh = "markdown" in change ? readSections(ws, change.markdown, "canvas_editing_failed") : [];
  if (isFailure(fresh)) return fresh;
  const at = "section" in change ? canvas.sections.findIndex(({ id }) => id === change.section) : -1;
  if ("section" in change && at < 0) return fail("canvas_editing_failed", { detail: "Section not found" });
  canvas.sections = changed(canvas.sections, change, at, fresh);
  return void ws.changed();
}

function changed(before: CanvasSection[], change: CanvasChange, at: number, fresh: CanvasSection[]): CanvasSection[] {
  switch (change.operation) {
    case "insert_at_start":
      return before.toSpliced(0, 0, ...fresh);
    case "insert_at_end":
      return [...before, ...fresh];
    case "insert_before":
      return before.toSpliced(at, 0, ...fresh);
    case "insert_after":
      return before.toSpliced(at + 1, 0, ...fresh);
    case "replace": {
      if (at < 0) return fresh;
      // The first of the new sections keeps the old one's id, so that it can be replaced again.
      const [first, ...rest] = fresh;
      return before.toSpliced(at, 1, ...(first ? [{ ...first, id: before[at]!.id }] : []), ...rest);
    }
    case "delete":
      return before.toSpliced(at, 1);
    case "rename":
      return before;
  }
}

/** The sections with any of these kinds of headers and with these words; what is left out asks for nothing. */
export function findSections(canvas: Canvas, types: readonly string[] | undefined, words: string | undefined) {
  const depthOf = ({ type, markdown }: CanvasSection) =>
    type === "header" ? `h${Math.min(3, /^#+/.exec(markdown)![0].length)}` : null;
  return canvas.sections.filter((section) => {
    const depth = depthOf(section);
    const isOfType = !types || (depth !== null && (types.includes("any_header") || types.includes(depth)));
    return isOfType && (words === undefined || section.markdown.toLowerCase().includes(words.toLowerCase()));
  });
}

function readSections(ws: Workspace, markdown: string, error: string): CanvasSection[] | Failure {
  const problem = markdownProblem(markdown);
  if (problem) return fail(error, { detail: problem });
  return splitMarkdown(markdown).map((block) => ({ ...block, id: `temp:C:${ws.random.hex(14)}` }));
}
