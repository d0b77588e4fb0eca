// What a channel is called, and the mark before it.
import { avatar } from "./avatar.js";
import { icon } from "./icons.js";
import { isDirect } from "./route.js";
import { nameOf } from "./store.js";

/** What a person calls it: `#general`, or who else is in a direct message. */
export const channelTitle = (channel) => (isDirect(channel) ? directName(channel) : `#${channel.name}`);

/** Who else is in a direct message. */
export const directName = ({ directWith, groupWith }) =>
  directWith ? nameOf(directWith) : groupWith.map((id) => nameOf(id).split(" ")[0]).join(", ");

/** What stands before the name. */
export function channelMark(channel) {
  if (channel.directWith) return avatar(channel.directWith, "small");
  if (channel.groupWith) return icon("people");
  return icon(channel.isPrivate ? "lock" : "hash");
}
