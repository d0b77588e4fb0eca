import type { Pieces } from "./catalogue.ts";

/** Each continues "Warroom could not …". */
export const effects = {
  "open-room": "open the room",
  "post-card": "post the status card in the room",
  "post-announcement": "announce it",
  refresh: {
    card: "bring the card up to date",
    announcement: "bring the announcement up to date",
    topic: "set the room's topic",
  },
  invite: "invite people to the room",
  "show-mark": "show on a message that it stands on the timeline",
  "bring-people": "invite the people of the other incident to the room",
  bookmark: ({ title }: Pieces<"title">) => `add the bookmark "${title}" to the room`,
  say: { room: "say the news in the room", announcement: "say the news under the announcement" },
  "nudge-update": "remind anybody of the update that is due",
  "ask-for-lead": "ask who takes the lead",
  "draft-postmortem": "put the postmortem draft into the room",
  "look-up": "read a message that somebody marked",
  "post-work": "say in the room who has what to do",
  "refresh-work": "bring the message of a task or an action item up to date",
  "ask-task": "ask how a task stands",
  "tell-task-waits": "tell somebody that a task is not accepted",
  "remind-action-item": "remind somebody of an action item",
  "tell-unowned": "tell somebody which action items nobody owns",
  "offer-archive": "offer to archive the room",
  "archive-room": "archive the room",
  reconcile: "compare the room with Slack's history",
  notice: "tell somebody what failed",
};
