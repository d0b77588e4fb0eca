// Two incidents that are one: what is said, why it is not done, what a draft's timeline has of it.
import type { EventBody } from "../../../src/domain/event.ts";
import { fold } from "../../../src/domain/incident.ts";
import type { Said } from "../../../src/domain/job.ts";
import type { Problem } from "../../../src/domain/problem.ts";
import { line } from "../../../src/blocks/mrkdwn.ts";
import { at, BEN, CHLOE, declared, OTHER_ROOM, REASON, ROOM, roomOpened, TITLE } from "./data.ts";
import type { Cases, Sample } from "./sample.ts";

const other = { incident: "I6", name: "INC-6", channel: OTHER_ROOM };
const roomless = { ...other, channel: null };

/** Merged into another incident, as is known of it. */
export const MERGED = fold("I7", [
  declared(),
  roomOpened,
  at(9, { type: "MergedInto", ...other, reason: REASON }, BEN),
]);
export const MERGED_ROOMLESS = fold("I7", [
  declared(),
  roomOpened,
  at(9, { type: "MergedInto", ...roomless, reason: null }, BEN),
]);
/** Two others were merged into it. */
export const WITH_DUPLICATES = fold("I7", [
  declared(),
  roomOpened,
  at(9, { type: "DuplicateMerged", ...other, title: TITLE, severity: "SEV2", people: [CHLOE] }, BEN),
  at(10, {
    type: "DuplicateMerged",
    ...roomless,
    incident: "I5",
    title: TITLE,
    severity: "SEV2",
    people: [],
  }),
]);

export const MERGE_SAID: Pick<Cases<Said>, "merged" | "duplicate-merged" | "duplicate-parted" | "reported-too"> = {
  merged: [
    { when: "a duplicate is merged, in its own room", of: { ...other, by: BEN, reason: null } },
    { when: "a duplicate is merged, with a reason", of: { ...other, by: BEN, reason: REASON } },
    { when: "it is merged into one without a room", of: { ...roomless, by: BEN, reason: null } },
  ],
  "duplicate-merged": [
    {
      when: "a duplicate is merged, in the room that goes on",
      of: { ...other, title: TITLE, severity: "SEV2", by: BEN },
    },
    { when: "the duplicate has no room", of: { ...roomless, title: TITLE, severity: "SEV2", by: BEN } },
  ],
  "duplicate-parted": [
    { when: "a merged incident is reopened, in the other's room", of: { ...other, by: BEN } },
    { when: "it has no room", of: { ...roomless, by: BEN } },
  ],
  "reported-too": [{ when: "somebody joins instead of declaring the same", of: { user: CHLOE, title: TITLE } }],
};

export const MERGE_PROBLEMS: Pick<Cases<Problem>, "merged-into-itself" | "merged-with-private"> = {
  "merged-into-itself": [{ when: "an incident is merged into itself", of: { name: "INC-7" } }],
  "merged-with-private": [{ when: "one of two is private", of: { name: "INC-7" } }],
};

export const MERGE_HAPPENED: {
  readonly [Type in "MergedInto" | "DuplicateMerged" | "DuplicateParted" | "Joined"]: readonly Extract<
    EventBody,
    { type: Type }
  >[];
} = {
  MergedInto: [
    { type: "MergedInto", ...other, reason: null },
    { type: "MergedInto", ...other, reason: REASON },
  ],
  DuplicateMerged: [{ type: "DuplicateMerged", ...other, title: TITLE, severity: "SEV2", people: [CHLOE] }],
  DuplicateParted: [{ type: "DuplicateParted", ...other }],
  Joined: [{ type: "Joined", user: CHLOE, reported: TITLE }],
};

export const MERGE_ANSWERS: readonly Sample[] = [
  {
    name: "merged",
    when: "somebody merged a duplicate",
    show: ({ merge }) => line(merge.answers.merged({ from: "INC-7", name: "INC-6" })),
  },
  {
    name: "joined",
    when: "somebody joins instead of declaring the same",
    show: ({ merge }) => line(merge.answers.joined({ room: `<#${ROOM}>` })),
  },
  {
    name: "how to merge",
    when: "the command names no incident",
    show: ({ merge }) => line(merge.answers.usage),
  },
];
