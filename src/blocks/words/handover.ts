import type { Pieces } from "./catalogue.ts";

type End = Pieces<"who" | "at">;
type Offer = Pieces<"role" | "from" | "to">;

/** Handing a role over, taking the lead over, and reminding of it. */
export const handover = {
  offered: ({ role, from, to }: Offer) =>
    `${from} offers *${role}* to ${to}. Until it is accepted, ${from} goes on holding it.`,
  offeredFor: ({ role, from, to, by }: Offer & Pieces<"by">) =>
    `${by} asks ${to} to take *${role}* over from ${from}. Until it is accepted, ${from} goes on holding it.`,
  handedOver: ({ who, role, from }: Pieces<"who" | "role" | "from">) =>
    `${who} is now *${role}*, handed over by ${from}.`,
  takenOver: ({ who, role, from }: Pieces<"who" | "role" | "from">) =>
    `${who} is now *${role}*, since a question to ${from} waited. ${from}, please tell ${who} what you have under way.`,
  declined: ({ role, from, to }: Offer) => `${to} cannot take *${role}* now. ${from} still holds it.`,
  /** Below what was asked, once it is over. */
  ended: {
    accepted: ({ who, at }: End) => `Accepted by ${who} at ${at}.`,
    declined: ({ who, at }: End) => `Declined by ${who} at ${at}.`,
    withdrawn: ({ who, at }: End) => `Taken back by ${who} at ${at}.`,
    answered: ({ who, at }: End) => `Answered by ${who} at ${at}.`,
    passed: ({ who, at }: End) => `Passed on: ${who} took the role at ${at}.`,
    void: ({ at }: Pick<End, "at">) => `No answer is needed any more since ${at}.`,
  },
  withdrawn: ({ role, from, to, by }: Offer & Pieces<"by">) =>
    `${by} took the offer of *${role}* to ${to} back. ${from} still holds it.`,
  lapsed: ({ role, from, to }: Offer) =>
    `${to} left the room, so the offer of *${role}* is over. ${from} still holds it.`,
  unanswered: ({ role, to, name, waited }: Pieces<"role" | "to" | "name" | "waited">) =>
    `${to} has not answered your offer of *${role}* of ${name} for ${waited}. You still hold it. To ask somebody else, take the offer back first.`,
  longHours: ({ role, name, held }: Pieces<"role" | "name" | "held">) =>
    `You have been *${role}* of ${name} for ${held}. It may be time to hand over to somebody rested.`,
  /** On the card, behind the holder. */
  offeredTo: ({ who, to }: Pieces<"who" | "to">) => `${who}, offered to ${to}`,

  answers: {
    offered: ({ to }: Pieces<"to">) => `Offered to ${to}; the room was told. Nothing changes until they accept.`,
    severalOffers: "More than one offer can be meant: use the buttons in the room.",
    noOfferToYou: "No role is offered to you now.",
    noOfferToWithdraw: "There is no offer of yours to take back.",
    nothingHeld: ({ lead }: Pieces<"lead">) =>
      `You hold no role here, so there is nothing to hand over. The ${lead} can hand over any role.`,
    notMember: ({ who }: Pieces<"who">) =>
      `${who} is a guest or from another organisation and cannot hold a role. Offer it to a full member.`,
    tookOver: "You lead now; the room was told.",
    asked: "Asked in the room. If no answer comes within 3 min, the room is told.",
    answered: "Noted as answered.",
  },

  /** Why it was not done. */
  problem: {
    roleVacant: ({ role, key }: Pieces<"role" | "key">) =>
      `Nobody is ${role} now. Take it with \`/incident role ${key}\`, or add \`@name\` to assign it.`,
    notHolder: ({ who, role, key, at }: Pieces<"who" | "role" | "key" | "at">) =>
      `${who} has been ${role} since ${at}: only they or whoever leads can hand it over. To put somebody in their place, use \`/incident role ${key} @name\`.`,
    alreadyOffered: ({ role, to, by, at }: Pieces<"role" | "to" | "by" | "at">) =>
      `${by} offered ${role} to ${to} at ${at}, and they have not answered. To ask somebody else, take that back first: \`/incident handover withdraw\`.`,
    offerOver: ({ role, who, at }: Pieces<"role" | "who" | "at">) =>
      `There is no offer of ${role} any more. ${who} has held it since ${at}.`,
    offerOverVacant: ({ role, key }: Pieces<"role" | "key">) =>
      `There is no offer of ${role} any more, and nobody holds it. Take it with \`/incident role ${key}\`.`,
    offeredToOther: ({ role, to }: Pieces<"role" | "to">) =>
      `${role} is offered to ${to}: only they can accept or decline.`,
    takeOverEarly: ({ role, who, key, at }: Pieces<"role" | "who" | "key" | "at">) =>
      `${who} has been ${role} since ${at} and leaves no question unanswered. Ask them with \`/incident ask\`; without an answer within 3 min you can take over. Or assign somebody: \`/incident role ${key} @name\`.`,
    takeOverSoon: ({ role, who, at, from }: Pieces<"role" | "who" | "at" | "from">) =>
      `${who} has been ${role} since ${at} and was asked a moment ago. Without an answer you can take over from ${from} on.`,
    leadAsks: ({ role }: Pieces<"role">) => `You are ${role} yourself: ask the others in the room.`,
    questionOver: "This question is answered already, or nobody needs an answer any more. Nothing was changed.",
    questionUnheard: ({ name }: Pieces<"name">) =>
      `${name} has no room, so Warroom would not hear an answer. Ask in the thread of its announcement.`,
  },

  /** A question to whoever leads; its words follow. */
  question: ({ by, to }: Pieces<"by" | "to">) => `${to}, ${by} asks:`,
  waiting: ({ to, waited }: Pieces<"to" | "waited">, count: number): string =>
    count === 1
      ? `A question to ${to} has had no answer for ${waited}.`
      : `${count} questions to ${to} have had no answer, the first for ${waited}.`,
  /** The same, once all are over. */
  waited: ({ to, waited }: Pieces<"to" | "waited">, count: number): string =>
    count === 1
      ? `A question to ${to} had waited ${waited} for an answer.`
      : `${count} questions to ${to} had waited for an answer, the first ${waited}.`,
  asked: ({ by }: Pieces<"by">) => `Asked by ${by}`,
  message: "message",
  mayTakeOver: ({ role }: Pieces<"role">) => `Whoever can lead now may take *${role}* over, with a reason.`,
  more: (count: number): string => `… and ${count} more.`,
};
