// views.*: opening and changing modals, publishing App Home.
import { type Body, done, fail, isFailure } from "../answers.ts";
import type { Json, View, Workspace } from "../state.ts";
import { useTrigger } from "../interactions/triggers.ts";
import { findView, openView, publishHome, pushView, readView, updateView, viewShape } from "../interactions/views.ts";
import { findUser, type Methods } from "./method.ts";

export const viewMethods: Methods = {
  "views.open": (ws, args) => show(ws, args, openView),
  "views.push": (ws, args) => show(ws, args, pushView),
  "views.update": update,
  "views.publish": publish,
};

function show(ws: Workspace, args: Json, put: typeof openView): Body {
  // A view that is wrong does not use its trigger up.
  const draft = readView(ws, args.view);
  if (isFailure(draft)) return draft;
  if (draft.type !== "modal") return fail("invalid_arguments");
  const trigger = useTrigger(ws, args.trigger_id ?? args.interactivity_pointer);
  if (isFailure(trigger)) return trigger;
  return shown(ws, put(ws, trigger.user, draft));
}

function update(ws: Workspace, args: Json): Body {
  const draft = readView(ws, args.view);
  if (isFailure(draft)) return draft;
  const view = findView(ws, args.view_id, args.external_id);
  if (!view || view.type !== draft.type) return fail("not_found");
  if (args.hash && args.hash !== view.hash) return fail("hash_conflict");
  updateView(ws, view, draft);
  return shown(ws, view);
}

function publish(ws: Workspace, args: Json): Body {
  const draft = readView(ws, args.view);
  if (isFailure(draft)) return draft;
  if (draft.type !== "home") return fail("invalid_arguments");
  const user = findUser(ws, args.user_id);
  if (isFailure(user)) return user;
  const before = ws.state.homes.get(user.id);
  if (args.hash && before && args.hash !== before.hash) return fail("hash_conflict");
  return shown(ws, publishHome(ws, user.id, draft));
}

const shown = (ws: Workspace, view: View | Body): Body => ("ok" in view ? view : done({ view: viewShape(ws, view) }));
