// conversations.canvases.create and canvases.*: the canvas of a channel.
import { type Body, done, type Failure, fail, failWith, isFailure } from "../answers.ts";
import { type CanvasChange, createCanvas, editCanvas, findSections } from "../channels/canvases.ts";
import type { Canvas, Json, Workspace } from "../state.ts";
import { findOwnChannel, listOf, type Methods, textOf } from "./method.ts";

export const canvasMethods: Methods = {
  "conversations.canvases.create": create,
  "canvases.edit": edit,
  "canvases.sections.lookup": lookUp,
};

const HEADERS = ["h1", "h2", "h3", "any_header"];

function create(ws: Workspace, args: Json): Body {
  const channel = findOwnChannel(ws, args.channel_id);
  if (isFailure(channel)) return channel;
  const markdown = args.document_content === undefined ? "" : markdownOf(args.document_content);
  if (isFailure(markdown)) return markdown;
  const canvas = createCanvas(ws, channel, textOf(args.title), markdown);
  return isFailure(canvas) ? canvas : done({ canvas_id: canvas.id });
}

function edit(ws: Workspace, args: Json): Body {
  const canvas = findCanvas(ws, args.canvas_id);
  if (isFailure(canvas)) return canvas;
  const changes = args.changes;
  if (!Array.isArray(changes) || changes.length === 0) return failWith("invalid_arguments", ["missing: changes"]);
  if (changes.length > 1)
    return failWith("invalid_arguments", ["no more than 1 items allowed [json-pointer:/changes]"]);
  const change = readChange(changes[0] as Json);
  if (isFailure(change)) return change;
  return editCanvas(ws, canvas, change) ?? done();
}

function readChange(given: Json): CanvasChange | Failure {
  const operation = textOf(given.operation);
  const section = textOf(given.section_id);
  if (operation === "rename") {
    const title = markdownOf(given.title_content);
    return isFailure(title) ? title : { operation, title };
  }
  const needsSection = ["insert_before", "insert_after", "delete"].includes(operation);
  if (needsSection && section === "") return failWith("invalid_arguments", ["missing required field: section_id"]);
  if (operation === "delete") return { operation, section };
  const markdown = markdownOf(given.document_content);
  if (isFailure(markdown)) return markdown;
  switch (operation) {
    case "insert_at_start":
    case "insert_at_end":
      return { operation, markdown };
    case "insert_before":
    case "insert_after":
      return { operation, section, markdown };
    case "replace":
      return { operation, markdown, ...(section !== "" && { section }) };
    default:
      return failWith("invalid_arguments", [`unsupported operation: ${operation}`]);
  }
}

function lookUp(ws: Workspace, args: Json): Body {
  const canvas = findCanvas(ws, args.canvas_id);
  if (isFailure(canvas)) return canvas;
  const { section_types, contains_text } = (args.criteria ?? {}) as Json;
  if (section_types === undefined && contains_text === undefined) {
    return failWith("invalid_arguments", ["criteria needs section_types or contains_text"]);
  }
  const types = section_types === undefined ? undefined : listOf(section_types);
  if (types?.some((type) => !HEADERS.includes(type))) return failWith("invalid_arguments", ["unknown section type"]);
  const words = contains_text === undefined ? undefined : textOf(contains_text);
  return done({ sections: findSections(canvas, types, words).map(({ id }) => ({ id })) });
}

/** The canvas of a channel the bot is in: access to it follows the channel. */
function findCanvas(ws: Workspace, id: unknown): Canvas | Failure {
  for (const channel of ws.state.channels.values()) {
    const { canvas, members } = channel;
    if (canvas && canvas.id === id && members.includes(ws.state.app.botUser)) return canvas;
  }
  return fail("canvas_not_found");
}

function markdownOf(value: unknown): string | Failure {
  const { type, markdown } = (typeof value === "object" && value !== null ? value : {}) as Json;
  if (type !== "markdown" || typeof markdown !== "string") {
    return failWith("invalid_arguments", ['content needs { type: "markdown", markdown }']);
  }
  return markdown;
}
