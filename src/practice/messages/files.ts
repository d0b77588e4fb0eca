// Files: asked for, uploaded, completed, shared.
import { freshId } from "../ids.ts";
import { addMessage, type Draft } from "./messages.ts";
import type { Channel, Message, StoredFile, Workspace } from "../state.ts";

const TYPES: Record<string, string> = {
  md: "text/markdown",
  txt: "text/plain",
  log: "text/plain",
  csv: "text/csv",
  json: "application/json",
  html: "text/html",
  pdf: "application/pdf",
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  gif: "image/gif",
  webp: "image/webp",
};

/** A place for bytes that are still to come. */
export function reserveFile(ws: Workspace, name: string, user: string): StoredFile {
  const mimetype = TYPES[name.split(".").at(-1)?.toLowerCase() ?? ""] ?? "application/octet-stream";
  const base = { id: freshId(ws.random, "F"), name, title: name, mimetype, user, created: ws.clock.now() };
  const file: StoredFile = { ...base, bytes: new Uint8Array(), complete: false, channels: [] };
  ws.state.files.set(file.id, file);
  return file;
}

/** Puts complete files into a channel with one message. */
export function shareFiles(
  ws: Workspace,
  channel: Channel,
  files: StoredFile[],
  draft: Omit<Draft, "fileIds" | "subtype">,
): Message {
  for (const file of files) {
    file.complete = true;
    file.channels = [...new Set([...file.channels, channel.id])];
  }
  return addMessage(ws, channel, { ...draft, subtype: "file_share", fileIds: files.map((file) => file.id) });
}
