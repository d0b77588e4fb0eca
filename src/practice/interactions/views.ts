// Modals and App Homes: opening, stacking, changing, and what is checked before any of that.
import { type Failure, fail, failWith, isFailure } from "../answers.ts";
import { blockMessages, readBlocks } from "../block-kit/block-kit.ts";
import { createProblems, textProblems } from "../block-kit/block-problems.ts";
import { freshId } from "../ids.ts";
import type { Json, View, Workspace } from "../state.ts";

const STACK_MAX = 3;
const VIEW_BYTES_MAX = 250_000;

/** What an app may say in a view. */
type ViewDraft = Pick<
  View,
  | "type"
  | "callbackId"
  | "externalId"
  | "privateMetadata"
  | "title"
  | "submit"
  | "close"
  | "blocks"
  | "clearOnClose"
  | "notifyOnClose"
>;

/** Checks a view as the app sent it. */
export function readView(ws: Workspace, value: unknown): ViewDraft | Failure {
  if (typeof value !== "object" || value === null)
    return failWith("invalid_arguments", ["missing required field: view"]);
  const view = value as Json;
  if (JSON.stringify(view).length > VIEW_BYTES_MAX) return fail("view_too_large");
  const messages = viewMessages(view);
  if (messages.length > 0) return failWith("invalid_arguments", messages);
  const type = view.type as View["type"];
  const blocks = readBlocks(ws, view.blocks, type);
  if (isFailure(blocks)) return blocks;
  return {
    type,
    callbackId: String(view.callback_id ?? ""),
    externalId: String(view.external_id ?? ""),
    privateMetadata: String(view.private_metadata ?? ""),
    title: (view.title as Json | undefined) ?? null,
    submit: (view.submit as Json | undefined) ?? null,
    close: (view.close as Json | undefined) ?? null,
    blocks: blocks.list,
    clearOnClose: view.clear_on_close === true,
    notifyOnClose: view.notify_on_close === true,
  };
}

function viewMessages(view: Json): string[] {
  const problems = createProblems();
  const isModal = view.type === "modal";
  if (!isModal && view.type !== "home") problems.add("must be one of: modal, home", "/view/type");
  if (isModal) textProblems(problems, view.title, 24, "/view/title", ["plain_text"]);
  if (isModal && view.submit !== undefined) textProblems(problems, view.submit, 24, "/view/submit", ["plain_text"]);
  if (isModal && view.close !== undefined) textProblems(problems, view.close, 24, "/view/close", ["plain_text"]);
  if (view.callback_id) problems.text(view.callback_id, 255, "/view/callback_id");
  if (view.external_id) problems.text(view.external_id, 255, "/view/external_id");
  if (view.private_metadata) problems.text(view.private_metadata, 3_000, "/view/private_metadata");
  if (!Array.isArray(view.blocks)) problems.add("missing required field", "/view/blocks");
  else problems.list.push(...blockMessages(view.blocks, isModal ? "modal" : "home", "/view/blocks"));
  const asks = Array.isArray(view.blocks) && view.blocks.some((block) => (block as Json | null)?.type === "input");
  if (isModal && asks && view.submit === undefined)
    problems.add("`submit` is required with input blocks", "/view/submit");
  return problems.list;
}

/** The modals `user` has open, bottom first. */
export const modalsOf = (ws: Workspace, user: string): View[] => ws.state.modals.get(user) ?? [];

/** Opens a first modal; what was open before is put away. */
export function openView(ws: Workspace, user: string, draft: ViewDraft): View | Failure {
  const view = newView(ws, user, draft, null);
  if (isTaken(ws, view)) return fail("duplicate_external_id");
  ws.state.modals.set(user, [view]);
  ws.changed();
  return view;
}

/** Puts a modal on top of the open ones. */
export function pushView(ws: Workspace, user: string, draft: ViewDraft): View | Failure {
  const open = modalsOf(ws, user);
  if (open.length >= STACK_MAX) return fail("push_limit_reached");
  const view = newView(ws, user, draft, open.at(-1) ?? null);
  if (isTaken(ws, view)) return fail("duplicate_external_id");
  ws.state.modals.set(user, [...open, view]);
  ws.changed();
  return view;
}

/** Replaces what a view shows; typed values stay where block and action ids stay. */
export function updateView(ws: Workspace, view: View, draft: ViewDraft): void {
  Object.assign(view, draft, { errors: {}, busy: false, hash: newHash(ws) });
  ws.changed();
}

export function publishHome(ws: Workspace, user: string, draft: ViewDraft): View {
  const before = ws.state.homes.get(user);
  const home = before ?? newView(ws, user, draft, null);
  updateView(ws, home, draft);
  ws.state.homes.set(user, home);
  return home;
}

export function findView(ws: Workspace, id: unknown, externalId?: unknown): View | undefined {
  const all = [...[...ws.state.modals.values()].flat(), ...ws.state.homes.values()];
  return all.find((view) => (id ? view.id === id : externalId && view.externalId === externalId));
}

/** Takes this view and what lies on it away. */
export function closeView(ws: Workspace, view: View): void {
  const open = modalsOf(ws, view.user);
  const at = open.indexOf(view);
  if (at < 0) return;
  ws.state.modals.set(view.user, open.slice(0, at));
  ws.changed();
}

export function closeAllViews(ws: Workspace, user: string): void {
  ws.state.modals.set(user, []);
  ws.changed();
}

/** A view as answers and payloads show it. */
export function viewShape(ws: Workspace, view: View): Json {
  const { team, app } = ws.state;
  return {
    id: view.id,
    team_id: team.id,
    type: view.type,
    blocks: view.blocks,
    private_metadata: view.privateMetadata,
    callback_id: view.callbackId,
    state: { values: view.values },
    hash: view.hash,
    title: view.title ?? { type: "plain_text", text: "View Title", emoji: true },
    clear_on_close: view.clearOnClose,
    notify_on_close: view.notifyOnClose,
    close: view.close,
    submit: view.submit,
    previous_view_id: view.previousId,
    root_view_id: view.rootId,
    app_id: app.id,
    external_id: view.externalId,
    app_installed_team_id: team.id,
    bot_id: app.botId,
  };
}

const newHash = (ws: Workspace) => `${Math.floor(ws.clock.now() / 1_000)}.${ws.random.hex(4)}`;

const isTaken = (ws: Workspace, view: View) =>
  view.externalId !== "" && findView(ws, undefined, view.externalId) !== undefined;

function newView(ws: Workspace, user: string, draft: ViewDraft, under: View | null): View {
  const id = freshId(ws.random, "V");
  const place = { rootId: under?.rootId ?? id, previousId: under?.id ?? null };
  return { ...draft, ...place, id, user, hash: newHash(ws), values: {}, errors: {}, busy: false };
}
