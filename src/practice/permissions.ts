// Who may see and use what, for people. Apps have their own rules in methods/.
import { type Failure, fail } from "./answers.ts";
import type { Channel, User, Workspace } from "./state.ts";

/** Public channels are open to every full member; the rest only to those inside. */
export const maySee = (channel: Channel, user: User): boolean =>
  channel.members.includes(user.id) || (channel.kind === "channel" && user.kind === "member");

/** A channel this person can see. */
export function visibleChannel(ws: Workspace, user: User, id: string): Channel | Failure {
  const channel = ws.state.channels.get(id);
  return channel && maySee(channel, user) ? channel : fail("channel_not_found");
}

/** A channel this person is in and that is not archived. */
export function ownChannel(ws: Workspace, user: User, id: string): Channel | Failure {
  const channel = ws.state.channels.get(id);
  if (!channel || !maySee(channel, user)) return fail("channel_not_found");
  if (!channel.members.includes(user.id)) return fail("not_in_channel");
  return channel.isArchived ? fail("is_archived") : channel;
}
