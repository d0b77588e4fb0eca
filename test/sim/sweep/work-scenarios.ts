// Scenarios of an incident that runs: declared, told about, reminded of, recorded, worked on.
import {
  adds,
  deletes,
  edits,
  home,
  joins,
  leaves,
  minutes,
  opens,
  pins,
  presses,
  reacts,
  replies,
  says,
  submits,
  together,
  types,
  unreacts,
} from "./people.ts";
import type { Scenario } from "./scenario.ts";

export const declared: Scenario = {
  name: "declare",
  what: "somebody declares by command, and the first to come acknowledge, lead and say what is known",
  steps: [
    types("mei", "general", "declare SEV1 Mail is down"),
    types("amara", "inc-1", "ack"),
    presses("amara", "inc-1", "claim_role:commander"),
    types("priya", "inc-1", "role communications"),
    types("amara", "inc-1", "bridge https://meet.example/mail"),
    types("amara", "inc-1", "impact Nobody gets mail"),
    types("mei", "inc-1", "times started 10 minutes ago the graphs say so"),
    types("amara", "inc-1", "role scribe @jonas.lindqvist"),
    opens(types("amara", "inc-1", "triage")),
    submits("amara", {}),
    types("amara", "inc-1", "status Investigation"),
    joins("rafael", "inc-1"),
    types("amara", "inc-1", "severity SEV2 some mail comes"),
    home("rafael"),
  ],
  expects: ({ incidents, user }) => ({
    "one incident": incidents.length === 1,
    "amara leads": incidents[0]?.roles.commander?.user === user("amara"),
    "jonas writes": incidents[0]?.roles.scribe?.user === user("jonas"),
    "it is SEV2": incidents[0]?.severity === "SEV2",
    "it is investigated": incidents[0]?.status === "Investigation",
    "the bridge is known": incidents[0]?.bridge !== null,
  }),
};

export const declaredByForm: Scenario = {
  name: "declare-by-form",
  what: "two people see the same trouble, open the form at the same moment, and both take the lead",
  steps: [
    together(opens(types("mei", "general", "declare")), opens(types("tomasz", "engineering", "declare"))),
    together(
      submits("mei", { title: "Search is down", severity: "SEV2" }),
      submits("tomasz", { title: "Search is down", severity: "SEV2" }),
    ),
    together(
      presses("mei", "inc-1", "claim_role:commander"),
      presses("tomasz", "inc-1", "claim_role:commander"),
      types("amara", "inc-1", "role commander"),
    ),
    together(types("mei", "inc-1", "ack"), presses("amara", "inc-1", "acknowledge")),
    together(types("mei", "inc-1", "severity SEV1"), types("tomasz", "inc-1", "severity SEV3 it is less")),
    opens(presses("amara", "inc-1", "open_update")),
    submits("amara", { text: "Nothing is found by anybody" }),
    types("amara", "inc-1", "cancel It was the test system"),
  ],
  expects: ({ incidents, events }) => ({
    "one incident, whoever was first": incidents.length === 1,
    "somebody leads": incidents[0]?.roles.commander !== undefined,
    "the lead was taken once": events.filter(({ type }) => type === "RoleAssigned").length === 1,
    "it was acknowledged once": events.filter(({ type }) => type === "Acknowledged").length === 1,
    "it is cancelled": incidents[0]?.stage === "cancelled",
  }),
};

export const updated: Scenario = {
  name: "update",
  what: "those outside are told twice, one of them subscribes, and the second update is corrected",
  steps: [
    types("mei", "general", "declare SEV2 Payments are slow"),
    types("priya", "inc-1", "role communications"),
    types("rafael", "general", "subscribe INC-1"),
    adds("priya", "inc-1", "update Every fourth payment takes a minute"),
    types("tomasz", "incidents", "subscribe INC-1"),
    opens(presses("priya", "inc-1", "open_update")),
    submits("priya", { text: "Every second payment takes a minute", status: "Investigation", next: "In an hour" }),
    types("priya", "inc-1", "correct-update"),
    opens(presses("priya", "inc-1", "open_correct")),
    submits("priya", { text: "Every third payment takes a minute", reason: "counted again" }),
    types("tomasz", "inc-1", "unsubscribe"),
    types("priya", "inc-1", "pause 20m we wait for the bank"),
    types("priya", "inc-1", "unpause"),
    types("mei", "inc-1", "resolve The bank's line is back"),
  ],
  expects: ({ incidents: [one], messages, user }) => ({
    "two updates": one?.updates.length === 2,
    "the second was corrected": one?.updates[1]?.text === "Every third payment takes a minute",
    "each stands under the announcement once":
      messages("incidents").filter(({ text }) => /payment takes a minute/.test(text)).length === 2,
    "rafael is subscribed": one?.subscribers.includes(user("rafael")) ?? false,
    "rafael got both": messages("@rafael").filter(({ text }) => /payment takes a minute/.test(text)).length === 2,
    "it is resolved": one?.stage === "resolved",
  }),
};

export const reminded: Scenario = {
  name: "reminders",
  what: "nobody answers: the lead is asked for, an update is asked for three times, then somebody posts one",
  steps: [
    types("mei", "general", "declare SEV1 Orders are lost"),
    types("mei", "inc-1", "note The queue is empty"),
    minutes(25),
    adds("amara", "inc-1", "update We look at the queue"),
    types("amara", "inc-1", "role commander"),
    types("amara", "inc-1", "role commander release"),
    minutes(6),
  ],
  expects: ({ incidents: [one], events }) => ({
    "reminded soon, when due and when overdue": ["soon", "due", "overdue"].every((step) =>
      events.some((event) => event.type === "NudgeSent" && event.step === step),
    ),
    "the lead was asked for": events.some(({ type }) => type === "LeadAsked"),
    "one update": one?.updates.length === 1,
  }),
};

export const recorded: Scenario = {
  name: "record",
  what: "people talk: an edit, a deletion, a thread, key moments by emoji and pin, and a note that is struck",
  steps: [
    types("mei", "general", "declare SEV3 Reports are late"),
    says("mei", "inc-1", "The nightly job did not run"),
    joins("jonas", "inc-1"),
    says("jonas", "inc-1", "I see it waiting since two"),
    together(
      says("jonas", "inc-1", "This one I take back"),
      replies("mei", "inc-1", "nightly job", "since two, or since three?"),
    ),
    edits("jonas", "inc-1", "waiting since two", "I see it waiting since three"),
    reacts("mei", "inc-1", "since three?", "bulb"),
    together(deletes("jonas", "inc-1", "take back"), pins("mei", "inc-1", "nightly job")),
    adds("jonas", "inc-1", "note decision: start it by hand"),
    reacts("jonas", "inc-1", "nightly job", "round_pushpin"),
    adds("mei", "inc-1", "note 5 minutes ago hypothesis: the disk is full"),
    replies("jonas", "inc-1", "nightly job", "It runs now"),
    types("mei", "inc-1", "strike 3 it is not"),
    types("jonas", "inc-1", "correct 2 since half past two"),
    reacts("jonas", "inc-1", "It runs now", "bulb"),
    unreacts("jonas", "inc-1", "It runs now", "bulb"),
    together(
      edits("mei", "inc-1", "nightly job", "The nightly job did not run, twice"),
      says("jonas", "inc-1", "Nothing else waits"),
    ),
    deletes("jonas", "inc-1", "Nothing else waits"),
    leaves("jonas", "inc-1"),
  ],
  expects: ({ incidents: [one] }) => ({
    "what was marked and noted is on the timeline": (one?.entries.length ?? 0) >= 4,
    "one entry or two are struck": [1, 2].includes(one?.entries.filter(({ struck }) => struck).length ?? 0),
  }),
};

export const worked: Scenario = {
  name: "work",
  what: "tasks and action items are given, taken, asked about, passed on and done",
  steps: [
    types("mei", "general", "declare SEV2 Checkout is slow"),
    types("amara", "inc-1", "role commander"),
    adds("amara", "inc-1", "task @tomasz.wolski look at the database 1m"),
    presses("tomasz", "inc-1", "accept_task"),
    adds("amara", "inc-1", "task @priya.raman ask support 1h"),
    types("priya", "inc-1", "task 2 decline I am on the phone"),
    minutes(1),
    types("tomasz", "inc-1", "task 1 more 5m"),
    types("amara", "inc-1", "task 2 @rafael.souza"),
    types("rafael", "inc-1", "task 2 accept"),
    adds("amara", "inc-1", "action @jonas.lindqvist watch the pool friday"),
    adds("mei", "inc-1", "action write it down"),
    presses("mei", "inc-1", "take_item"),
    types("tomasz", "inc-1", "task 1 done it is the pool"),
    types("jonas", "inc-1", "action 1 done"),
    types("rafael", "inc-1", "task 2 done nobody called"),
  ],
  expects: ({ incidents: [one] }) => ({
    "two tasks, both done": one?.tasks.map(({ stage }) => stage).join() === "done,done",
    "two action items": one?.actionItems.length === 2,
  }),
};
