// What a person does with messages on the page: post, edit, delete, react, pin, upload.
import { sha256 } from "../../lib/hash.ts";
import type { ActOf } from "../act-of.ts";
import { type Body, done, fail, isFailure } from "../answers.ts";
import { reserveFile, shareFiles } from "./files.ts";
import { addPin, addReaction, removePin, removeReaction } from "./marks.ts";
import { addMessage, editMessage, removeMessage } from "./messages.ts";
import { ownChannel } from "../permissions.ts";
import { richText } from "./rich-text.ts";
import type { Channel, User, Workspace } from "../state.ts";
import { composed } from "./text.ts";

type MessageAct = ActOf<"post" | "edit" | "delete" | "react" | "unreact" | "pin" | "unpin" | "upload">;

export function messageActs(ws: Workspace, user: User, what: MessageAct): Body {
  const channel = ownChannel(ws, user, what.channel);
  if (isFailure(channel)) return channel;
  if (what.act === "post") return post(ws, user, channel, what);
  if (what.act === "upload") return upload(ws, user, channel, what);
  const message = channel.messages.get(what.ts);
  if (!message || message.subtype === "tombstone") return fail("message_not_found");
  switch (what.act) {
    case "edit": {
      if (message.user !== user.id || (message.subtype && message.subtype !== "file_share"))
        return fail("cant_update_message");
      if (what.text.trim() === "") return fail("no_text");
      editMessage(ws, channel, message, user.id, written(ws, what.text));
      return done();
    }
    case "delete":
      if (message.user !== user.id && !user.isAdmin) return fail("cant_delete_message");
      removeMessage(ws, channel, message);
      return done();
    case "react":
      return addReaction(ws, channel, message, what.name, user.id);
    case "unreact":
      return removeReaction(ws, channel, message, what.name, user.id);
    case "pin":
      return addPin(ws, channel, message, user.id);
    case "unpin":
      return removePin(ws, channel, message, user.id);
  }
}

function post(ws: Workspace, user: User, channel: Channel, what: ActOf<"post">): Body {
  if (what.text.trim() === "") return fail("no_text");
  const thread = what.threadTs ? { threadTs: what.threadTs } : {};
  if (what.threadTs && !channel.messages.has(what.threadTs)) return fail("thread_not_found");
  const message = addMessage(ws, channel, { user: user.id, ...written(ws, what.text), ...thread });
  return done({ channel: channel.id, ts: message.ts });
}

/** What the composer sends: the text, and the same in parts. */
function written(ws: Workspace, typed: string) {
  const text = composed(ws.state, typed);
  // Its id says nothing, and must not depend on what chance gave to others meanwhile.
  return { text, blocks: [richText(text, sha256(text).slice(0, 5))] };
}

function upload(ws: Workspace, user: User, channel: Channel, what: ActOf<"upload">): Body {
  const file = reserveFile(ws, what.name, user.id);
  file.bytes = new Uint8Array(Buffer.from(what.base64, "base64"));
  if (what.mimetype) file.mimetype = what.mimetype;
  const thread = what.threadTs ? { threadTs: what.threadTs } : {};
  const message = shareFiles(ws, channel, [file], { user: user.id, text: "", ...thread });
  return done({ channel: channel.id, ts: message.ts });
}
