// /upload/<id>, /files/<id>/<name> and /response/<team>/<id>: the addresses Slack hands out with other answers.
import type { PracticeCore } from "../core.ts";
import { type Exchange, readBytes, readForm, readJsonObject, sendJson, sendText } from "./http-exchange.ts";

/** Takes a file's bytes, as the whole body or as the one file of a form. */
export async function takeUpload(core: PracticeCore, { request, response, path }: Exchange): Promise<void> {
  const type = request.headers["content-type"] ?? "";
  let bytes: Uint8Array = await readBytes(request);
  if (type.startsWith("multipart/form-data")) {
    const files = [...(await readForm(Buffer.from(bytes), type))].map(([, value]) => value);
    const file = files.find((value) => typeof value !== "string");
    bytes = file ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array();
  }
  if (!core.upload(path[1] ?? "", new Uint8Array(bytes))) return sendText(response, 404, "no such upload");
  sendText(response, 200, `OK - ${bytes.length}`);
}

/** Never shown as a page of ours: what people upload must not run here. */
export function sendFile(core: PracticeCore, { response, path }: Exchange): void {
  const file = core.state.files.get(path[1] ?? "");
  if (!file) return void sendText(response, 404, "no such file");
  const isImage = /^image\/(png|jpeg|gif|webp)$/.test(file.mimetype);
  // Text is shown as it is, whatever it says it is: a postmortem is read at once, and markup in it stays text.
  const isText = file.mimetype.startsWith("text/");
  response.writeHead(200, {
    "content-type": isImage ? file.mimetype : isText ? "text/plain; charset=utf-8" : "application/octet-stream",
    "content-disposition": `${isImage || isText ? "inline" : "attachment"}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    "content-security-policy": "sandbox",
    "x-content-type-options": "nosniff",
  });
  response.end(file.bytes);
}

/** Slack answers a response URL with a bare "ok", and with 404 once it is used up or too old. */
export async function takeResponse(core: PracticeCore, { request, response, path }: Exchange): Promise<void> {
  const body = readJsonObject((await readBytes(request)).toString());
  if (!body) return sendJson(response, 400, { ok: false, error: "invalid_payload" });
  const answer = core.respond(path.at(-1) ?? "", body);
  if (answer.ok) return sendText(response, 200, "ok");
  const gone = ["used_url", "expired_url", "invalid_url"].includes(String(answer.error));
  sendJson(response, gone ? 404 : 400, answer);
}
