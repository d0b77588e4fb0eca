import type { Pieces } from "./catalogue.ts";

/** The announcement of an incident, and its room's topic. */
export const announcement = {
  room: ({ room }: Pieces<"room">) => `Room: ${room}`,
  noRoom: ({ error }: Pieces<"error">) => `No room could be made (Slack: \`${error}\`). Work on it in this thread.`,
  roomOpening: "Its room is being opened.",
  topicLead: ({ role, who }: Pieces<"role" | "who">) => `${role}: ${who}`,
};
