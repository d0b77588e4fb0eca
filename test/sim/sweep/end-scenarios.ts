// Scenarios of handing over and of how incidents end.
import { adds, joins, minutes, opens, presses, says, submits, together, types } from "./people.ts";
import type { Scenario } from "./scenario.ts";

export const passedOn: Scenario = {
  name: "hand-over",
  what: "the lead is claimed, offered, accepted, offered again, declined, and taken over from somebody who is silent",
  steps: [
    types("mei", "general", "declare SEV1 Login fails"),
    presses("amara", "inc-1", "claim_role:commander"),
    says("amara", "inc-1", "I have it"),
    types("amara", "inc-1", "handover @jonas.lindqvist I must sleep"),
    presses("jonas", "inc-1", "accept_handover"),
    types("jonas", "inc-1", "handover @mei.tanaka"),
    types("mei", "inc-1", "handover decline no time"),
    types("jonas", "inc-1", "handover @priya.raman"),
    types("jonas", "inc-1", "handover withdraw"),
    joins("tomasz", "inc-1"),
    types("tomasz", "inc-1", "ask Is it the new certificate?"),
    minutes(4),
    types("tomasz", "inc-1", "takeover no answer"),
    types("tomasz", "inc-1", "brief"),
    types("amara", "inc-1", "role technical-lead"),
    types("amara", "inc-1", "role technical-lead release"),
  ],
  expects: ({ incidents: [one], user, events }) => ({
    "tomasz leads": one?.roles.commander?.user === user("tomasz"),
    "no offer is left": Object.keys(one?.offers ?? {}).length === 0,
    "it was handed over once":
      events.filter((event) => event.type === "RoleAssigned" && event.how === "handed-over").length === 1,
  }),
};

export const afterwards: Scenario = {
  name: "resolve",
  what: "resolved with a draft on a canvas and as a file; people contribute, and a second draft is wanted",
  steps: [
    types("mei", "general", "declare SEV2 Images are missing"),
    types("amara", "inc-1", "role commander"),
    says("mei", "inc-1", "The bucket is gone"),
    adds("amara", "inc-1", "update Pictures do not load"),
    adds("amara", "inc-1", "note decision: restore it from yesterday"),
    opens(presses("amara", "inc-1", "open_resolve")),
    submits("amara", { text: "Restored from yesterday" }),
    adds("mei", "inc-1", "contribute well the copy was there"),
    says("mei", "inc-1", "We never tried that before"),
    adds("jonas", "inc-1", "contribute why nobody owns the bucket"),
    adds("amara", "inc-1", "action @mei.tanaka try it every month"),
    types("amara", "inc-1", "postmortem"),
    types("amara", "inc-1", "timeline"),
    types("mei", "inc-1", "archive"),
  ],
  expects: ({ incidents: [one], events, messages }) => ({
    "it is resolved": one?.stage === "resolved",
    "it was resolved once": events.filter(({ type }) => type === "Resolved").length === 1,
    "each draft that was wanted is one file":
      messages("inc-1").filter(({ fileIds }) => fileIds.length > 0).length ===
      events.filter(({ type }) => type === "PostmortemDrafted").length,
    "a second draft was wanted": (one?.postmortems ?? 0) >= 2,
    "a canvas is there": one?.canvas !== null,
  }),
};

export const merged: Scenario = {
  name: "merge",
  what: "two rooms for one trouble: the second is merged into the first, opened again, and both end",
  steps: [
    types("mei", "general", "declare SEV2 Mail is slow"),
    minutes(2),
    types("tomasz", "engineering", "declare SEV2 Queues are full"),
    types("tomasz", "inc-2", "role commander"),
    types("amara", "inc-1", "role commander"),
    says("tomasz", "inc-2", "Same pool"),
    types("tomasz", "inc-2", "subscribe"),
    types("tomasz", "inc-2", "merge into INC-1 same pool"),
    adds("amara", "inc-1", "update One pool for both"),
    together(
      types("tomasz", "general", "reopen INC-2 it is another"),
      types("mei", "inc-1", "severity SEV1 everybody is hit"),
    ),
    says("tomasz", "inc-2", "It was the other pool"),
    together(types("amara", "inc-1", "resolve Restarted"), types("tomasz", "inc-2", "resolve Drained")),
    types("mei", "inc-1", "reopen It is back"),
    types("amara", "inc-1", "cancel Somebody else's"),
  ],
  expects: ({ incidents }) => ({
    "two incidents": incidents.length === 2,
    "the first is cancelled": incidents[0]?.stage === "cancelled",
    "the second is resolved": incidents[1]?.stage === "resolved",
    "they are two again": incidents[1]?.mergedInto === null && incidents[0]?.duplicates.length === 0,
  }),
};
