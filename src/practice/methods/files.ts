// files.*: uploads in three steps, and what is known of a file afterwards.
import { type Body, done, type Failure, fail, isFailure } from "../answers.ts";
import { readBlocks } from "../block-kit/block-kit.ts";
import { fileShape } from "../messages/file-shapes.ts";
import { reserveFile, shareFiles } from "../messages/files.ts";
import type { Channel, Json, StoredFile, Workspace } from "../state.ts";
import { findOwnChannel, listOf, type Methods, textOf } from "./method.ts";

export const fileMethods: Methods = {
  "files.getUploadURLExternal": getUploadUrl,
  "files.completeUploadExternal": completeUpload,
  "files.info": info,
  "files.list": list,
  "files.delete": remove,
};

function getUploadUrl(ws: Workspace, args: Json): Body {
  if (textOf(args.filename) === "" || !(Number(args.length) > 0)) return fail("invalid_arguments");
  const file = reserveFile(ws, textOf(args.filename), ws.state.app.botUser);
  return done({ upload_url: `${ws.baseUrl}/upload/${file.id}`, file_id: file.id });
}

function completeUpload(ws: Workspace, args: Json): Body {
  const files = readFiles(ws, args.files);
  if (isFailure(files)) return files;
  const ids = [...listOf(args.channel_id), ...listOf(args.channels)];
  const channels = ids.map((id) => findOwnChannel(ws, id));
  const refused = channels.find(isFailure);
  if (refused) return refused;
  const blocks = readBlocks(ws, args.blocks, "message");
  if (isFailure(blocks)) return blocks;
  const thread = args.thread_ts ? { threadTs: textOf(args.thread_ts) } : {};
  const draft = { user: ws.state.app.botUser, text: textOf(args.initial_comment), blocks: blocks.list, ...thread };
  for (const file of files) file.complete = true;
  for (const channel of channels) shareFiles(ws, channel as Channel, files, draft);
  ws.changed();
  return done({ files: files.map((file) => fileShape(ws, file)) });
}

function readFiles(ws: Workspace, value: unknown): StoredFile[] | Failure {
  if (!Array.isArray(value) || value.length === 0) return fail("invalid_arguments");
  const files: StoredFile[] = [];
  for (const { id, title } of value as { id?: unknown; title?: unknown }[]) {
    const file = ws.state.files.get(String(id));
    if (!file || file.bytes.length === 0) return fail("file_not_found");
    if (title) file.title = String(title);
    files.push(file);
  }
  return files;
}

function info(ws: Workspace, args: Json): Body {
  const file = findFile(ws, args);
  return isFailure(file) ? file : done({ file: fileShape(ws, file), comments: [] });
}

function list(ws: Workspace, args: Json): Body {
  const wanted = (file: StoredFile) =>
    file.complete &&
    (!args.channel || file.channels.includes(String(args.channel))) &&
    (!args.user || file.user === args.user);
  const files = [...ws.state.files.values()].filter(wanted).reverse();
  const paging = { count: files.length, total: files.length, page: 1, pages: 1 };
  return done({ files: files.map((file) => fileShape(ws, file)), paging });
}

function remove(ws: Workspace, args: Json): Body {
  const file = findFile(ws, args);
  if (isFailure(file)) return file;
  if (file.user !== ws.state.app.botUser) return fail("cant_delete_file");
  ws.state.files.delete(file.id);
  ws.changed();
  return done();
}

function findFile(ws: Workspace, args: Json): StoredFile | Failure {
  const file = ws.state.files.get(String(args.file));
  return file?.complete ? file : fail("file_not_found");
}
