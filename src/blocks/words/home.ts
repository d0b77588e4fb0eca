import type { Pieces } from "./catalogue.ts";

type Where = Pieces<"where">;
type Work = Where & Pieces<"number" | "text">;

/** The app's Home tab. */
export const home = {
  asOf: ({ at }: Pieces<"at">) => `As of ${at}.`,
  waiting: "Waiting for you",
  nothingWaits: "Nothing waits for you.",
  open: "Open incidents",
  ended: "Ended lately",
  where: ({ name, room }: Pieces<"name" | "room">) => `${name} ${room}`,
  update: ({ where, late }: Where & Pieces<"late">) => `• ${where} · the update is *${late} overdue*`,
  question: ({ where, by, text }: Where & Pieces<"by" | "text">) => `• ${where} · ${by} asks: ${text}`,
  offer: ({ where, role }: Where & Pieces<"role">) => `• ${where} · you are asked to take over as *${role}*`,
  task: ({ where, number, text }: Work) => `• ${where} · task ${number}: ${text}`,
  taskDue: ({ where, number, text, at }: Work & Pieces<"at">) => `• ${where} · task ${number}: ${text} (due ${at})`,
  taskGiven: ({ where, number, text }: Work) => `• ${where} · task ${number}, to accept: ${text}`,
  taskOfNobody: ({ where, number, text }: Work) => `• ${where} · task ${number}, which nobody does: ${text}`,
  item: ({ where, number, text }: Work) => `• ${where} · action item ${number}: ${text}`,
  itemDue: ({ where, number, text, day }: Work & Pieces<"day">) =>
    `• ${where} · action item ${number}: ${text} (due ${day})`,
  endedAt: ({ what, at }: Pieces<"what" | "at">) => `• ${what} · ended ${at}`,
  endedIn: ({ what, at, room }: Pieces<"what" | "at" | "room">) => `• ${what} · ended ${at} · ${room}`,
  withDraft: ({ what, link }: Pieces<"what" | "link">) => `${what} · <${link}|postmortem draft>`,
};
