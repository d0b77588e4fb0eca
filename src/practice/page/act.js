// Everything a person does goes to the server from here, and whatever it refuses is said in plain words.
import { changed, set, ui } from "./store.js";

const SENTENCES = {
  not_in_channel: "You are not a member of that channel.",
  channel_not_found: "That channel does not exist, or you may not see it.",
  is_archived: "That channel is archived.",
  name_taken: "A channel of that name already exists.",
  invalid_name_required: "A channel needs a name.",
  invalid_name_specials: "Channel names hold only lower-case letters, digits, hyphens and underscores.",
  invalid_name_punctuation: "A channel name needs at least one letter or digit.",
  invalid_name_maxlength: "Channel names are at most 80 characters long.",
  already_in_channel: "They are already in this channel.",
  already_reacted: "You have already reacted with that emoji.",
  already_pinned: "That message is already pinned.",
  cant_update_message: "Only the author may edit that message.",
  cant_delete_message: "Only the author may delete that message.",
  edit_window_closed: "That message can no longer be edited.",
  msg_too_long: "That message is too long for Slack.",
  no_text: "There is nothing to send.",
  restricted_action: "This workspace does not allow that.",
  user_is_restricted: "Guests may not do that.",
  already_running: "An outage is already under way. End it first.",
  people_missing: "This workspace lacks the people or channels that the outage needs.",
  clock_not_ours: "The clock belongs to another process, so time cannot be moved from here.",
  unreachable: "The practice workspace did not answer. Is it still running?",
};

/** @param {string} error */
export const sentence = (error) => SENTENCES[error] ?? `Slack answered “${error}”.`;

/**
 * Sends one act as this window's person. `pending` names the control that was pressed, so that it can show it is busy.
 * @param {Record<string, unknown>} what
 * @param {string} [pending]
 * @returns {Promise<import("../page-api.ts").PageAnswer>}
 */
export async function act(what, pending) {
  if (pending) ui.pending.add(pending);
  changed();
  const answer = await post("/practice/act", { as: ui.as, ...what });
  if (pending) ui.pending.delete(pending);
  if (!answer.ok) set({ problem: sentence(answer.error) });
  changed();
  return answer;
}

/** Moves the workspace's clock. */
export async function moveTime(ms, label) {
  set({ moving: label });
  const answer = await post("/practice/time", { advance_ms: ms });
  set(answer.ok ? { moving: "" } : { moving: "", problem: sentence(answer.error) });
}

async function post(url, body) {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return await response.json();
  } catch {
    return { ok: false, error: "unreachable" };
  }
}
