// A stored file as the Web API and the events show it.
import type { Json, StoredFile, Workspace } from "../state.ts";

export const fileUrl = (ws: Workspace, file: StoredFile): string =>
  `${ws.baseUrl}/files/${file.id}/${encodeURIComponent(file.name)}`;

export function fileShape(ws: Workspace, file: StoredFile): Json {
  const created = Math.floor(file.created / 1_000);
  return {
    id: file.id,
    created,
    timestamp: created,
    name: file.name,
    title: file.title,
    mimetype: file.mimetype,
    filetype: file.name.includes(".") ? file.name.split(".").at(-1) : "binary",
    user: file.user,
    user_team: ws.state.team.id,
    size: file.bytes.length,
    mode: "hosted",
    is_external: false,
    is_public: file.channels.some((id) => ws.state.channels.get(id)?.kind === "channel"),
    url_private: fileUrl(ws, file),
    url_private_download: fileUrl(ws, file),
    permalink: fileUrl(ws, file),
    channels: file.channels.filter((id) => ws.state.channels.get(id)?.kind === "channel"),
    groups: file.channels.filter((id) => ws.state.channels.get(id)?.kind === "group"),
    ims: file.channels.filter((id) => ws.state.channels.get(id)?.kind === "im"),
    file_access: "visible",
  };
}
