// The room's canvas: people write the postmortem there. Warroom makes it once, and from then on renews only the parts that
// it generated itself, each found again by the words of its first line. Slack has no way to read a canvas, so what people
// wrote is never fetched and never replaced.
import type { CanvasDraft, CanvasPart } from "../../../blocks/postmortem/canvas.ts";
import type { SlackFailure } from "../../../lib/slack-call.ts";
import type { SlackDeps } from "../port.ts";

/** `id` null: this workspace or this room has no place for it, for the reason that `why` gives. */
type CanvasOutcome = { ok: true; id: string | null; why: string | null } | { ok: false; reply: SlackFailure };

/** A canvas that was there before, made by people or by an attempt whose answer was lost. */
const EXISTS = "channel_canvas_already_exists";

/** `known` is the canvas an earlier draft made. */
export async function putCanvas(
  deps: SlackDeps,
  channel: string,
  draft: CanvasDraft,
  known: string | null,
): Promise<CanvasOutcome> {
  if (known !== null) return renew(deps, known, draft.parts);
  const made = await deps.slack.send("conversations.canvases.create", {
    channel_id: channel,
    title: draft.title,
    document_content: { type: "markdown", markdown: draft.markdown },
  });
  if (made.ok) return { ok: true, id: String(made.data.canvas_id), why: null };
  if (made.kind !== "refused") return { ok: false, reply: made };
  // A plan without canvases, a scope that was not granted: the file has everything.
  if (made.error !== EXISTS) return { ok: true, id: null, why: made.error };
  return adopt(deps, channel, draft.parts);
}

/** Ours, if it has our parts; else it belongs to people, and is left alone. */
async function adopt(deps: SlackDeps, channel: string, parts: readonly CanvasPart[]): Promise<CanvasOutcome> {
  const info = await deps.slack.read("conversations.info", { channel });
  if (!info.ok) return { ok: false, reply: info };
  const { properties } = info.data.channel as { properties?: { canvas?: { file_id?: string } } };
  const id = properties?.canvas?.file_id;
  if (!id) return { ok: true, id: null, why: EXISTS };
  for (const part of parts) {
    const found = await sectionsWith(deps, id, part.label);
    if (!found.ok) return found;
    if (found.ids.length > 0) return renew(deps, id, parts);
  }
  return { ok: true, id: null, why: EXISTS };
}

/** One part, one operation: Slack takes no more in a call. A part that people deleted stays deleted. */
async function renew(deps: SlackDeps, id: string, parts: readonly CanvasPart[]): Promise<CanvasOutcome> {
  for (const part of parts) {
    const found = await sectionsWith(deps, id, part.label);
    if (!found.ok) return isGone(found.reply) ? { ok: true, id: null, why: "the canvas was deleted" } : found;
    const [section] = found.ids;
    // Found twice, somebody quoted it: which one is ours cannot be told, so neither is touched.
    if (section === undefined || found.ids.length > 1) continue;
    const replaced = await deps.slack.send("canvases.edit", {
      canvas_id: id,
      changes: [
        {
          operation: "replace",
          section_id: section,
          document_content: { type: "markdown", markdown: part.markdown },
        },
      ],
    });
    if (!replaced.ok && replaced.kind !== "refused") return { ok: false, reply: replaced };
    if (!replaced.ok) deps.log.warn({ canvas: id, error: replaced.error }, "Slack refused to renew a part of a canvas");
  }
  return { ok: true, id, why: null };
}

const isGone = (reply: SlackFailure): boolean =>
  reply.kind === "refused" && ["canvas_not_found", "canvas_deleted"].includes(reply.error);

async function sectionsWith(
  deps: SlackDeps,
  id: string,
  words: string,
): Promise<{ ok: true; ids: string[] } | { ok: false; reply: SlackFailure }> {
  const reply = await deps.slack.read("canvases.sections.lookup", {
    canvas_id: id,
    criteria: { contains_text: words },
  });
  if (!reply.ok) return { ok: false, reply };
  const sections = (reply.data.sections as { id?: string }[] | undefined) ?? [];
  return { ok: true, ids: sections.flatMap(({ id: section }) => (section ? [section] : [])) };
}
