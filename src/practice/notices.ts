// Short sentences from Slack itself to one member, until that member puts them away.
import type { Workspace } from "./state.ts";

export function notify(ws: Workspace, user: string, text: string): void {
  ws.state.notices.push({ id: ++ws.state.noticeCount, user, text });
  ws.changed();
}

export function dismissNotice(ws: Workspace, user: string, id: number): void {
  ws.state.notices = ws.state.notices.filter((one) => one.id !== id || one.user !== user);
  ws.changed();
}
