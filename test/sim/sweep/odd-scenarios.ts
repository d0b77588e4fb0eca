// Scenarios in which more is wrong, or less may be told, than in a common incident.
import { MINUTE_MS, SECOND_MS } from "../../../src/lib/pure/duration.ts";
import { PRIVATE_WORD } from "../checkers/private.ts";
import {
  adds,
  archives,
  home,
  invites,
  joins,
  kicks,
  minutes,
  opens,
  pins,
  presses,
  says,
  submits,
  types,
} from "./people.ts";
import type { Scenario } from "./scenario.ts";

export const privately: Scenario = {
  name: "private",
  what: "a private incident, seen by those in its room alone; others try to get at it",
  profile: { sockets: true },
  steps: [
    types("mei", "general", `declare --private SEV1 The ${PRIVATE_WORD} list is out`),
    invites("mei", "inc-1", "jonas"),
    types("mei", "inc-1", "role commander"),
    says("jonas", "inc-1", `Who has the ${PRIVATE_WORD} list?`),
    adds("mei", "inc-1", `update The ${PRIVATE_WORD} list was taken down`),
    types("rafael", "general", "brief INC-1"),
    pins("mei", "inc-1", `Who has the ${PRIVATE_WORD}`),
    types("mei", "inc-1", "role scribe @jonas.lindqvist"),
    types("jonas", "inc-1", "subscribe"),
    adds("mei", "inc-1", `task @jonas.lindqvist find the ${PRIVATE_WORD} copies 5m`),
    types("jonas", "inc-1", "task 1 done there are none"),
    types("mei", "inc-1", `resolve The ${PRIVATE_WORD} list is gone`),
    types("rafael", "general", "reopen INC-1 I want to see"),
  ],
  expects: ({ incidents: [one], user }) => ({
    "it is resolved": one?.stage === "resolved",
    "jonas writes": one?.roles.scribe?.user === user("jonas"),
    "it was not announced": one?.announcement === null,
  }),
};

export const slackDown: Scenario = {
  name: "slack-down",
  what: "Slack takes no calls for four minutes while people go on, and then everything is there once",
  profile: {
    sockets: true,
    windows: [{ kind: "api-dead", after_ms: 70 * SECOND_MS, lasts_ms: 4 * MINUTE_MS }],
  },
  steps: [
    types("mei", "general", "declare SEV1 The site is down"),
    types("amara", "inc-1", "role commander"),
    types("jonas", "inc-1", "ack"),
    minutes(1),
    adds("amara", "inc-1", "update We do not know yet"),
    says("mei", "inc-1", "It is the certificate"),
    types("amara", "inc-1", "status Resolution all"),
    adds("mei", "inc-1", "note It ran out at nine"),
    types("jonas", "inc-1", "subscribe"),
    minutes(4),
    adds("amara", "inc-1", "update It is renewed"),
    types("amara", "inc-1", "resolve Renewed"),
  ],
  expects: ({ incidents: [one], messages, user }) => ({
    "two updates": one?.updates.length === 2,
    "both stand under the announcement":
      messages("incidents").filter(({ text }) => /We do not know yet|It is renewed/.test(text)).length === 2,
    "amara leads": one?.roles.commander?.user === user("amara"),
    "it is resolved": one?.stage === "resolved",
  }),
};

export const roomLost: Scenario = {
  name: "room",
  what: "Warroom is thrown out of the room and comes back; at the end the room is archived by hand",
  steps: [
    types("mei", "general", "declare SEV3 Labels print twice"),
    types("jonas", "inc-1", "role commander"),
    kicks("mei", "inc-1", "warroom"),
    says("mei", "inc-1", "Sorry, wrong button"),
    types("jonas", "inc-1", "status Investigation"),
    minutes(1),
    adds("jonas", "inc-1", "update Only labels of Tuesday"),
    joins("priya", "inc-1"),
    kicks("jonas", "inc-1", "warroom"),
    adds("jonas", "general", "note INC-1 it is the driver"),
    minutes(1),
    says("priya", "inc-1", "Nothing prints twice any more"),
    types("jonas", "inc-1", "resolve New driver"),
    types("jonas", "general", "postmortem INC-1"),
    minutes(1),
    archives("jonas", "inc-1"),
  ],
  expects: ({ incidents: [one] }) => ({
    "it is resolved": one?.stage === "resolved",
    "one update": one?.updates.length === 1,
  }),
};

export const exercised: Scenario = {
  name: "exercises",
  what: "the week's exercise is asked for, moved by its button and then said to be done; a drill is held besides",
  steps: [
    types("mei", "general", "readiness"),
    minutes(30),
    opens(presses("mei", "incidents", "open_move_exercise")),
    submits("mei", { due: "2026-11-05", text: "The items are not there yet" }),
    adds("amara", "general", "drill SEV2 Fire"),
    adds("jonas", "general", "readiness done 1 Two items are left"),
    types("priya", "general", "readiness not-done 1 Nobody told me"),
    types("priya", "general", "readiness"),
    adds("amara", "inc-1", "update We run for the doors"),
    types("amara", "inc-1", "resolve Everybody is outside"),
    home("mei"),
  ],
  expects: ({ incidents: [one], messages }) => {
    const reminders = messages("incidents").filter(({ text }) => text.startsWith("Due now"));
    return {
      "the week is asked for once": reminders.length === 1,
      "its message says what came of it": JSON.stringify(reminders[0]?.blocks).includes("Nobody told me"),
      "the drill is over": one?.stage === "resolved",
    };
  },
};
