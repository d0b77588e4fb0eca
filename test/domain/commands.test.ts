import { describe, expect, test } from "vitest";
import { WARROOM } from "../../src/domain/actor.ts";
import type { Command, PersonCommand } from "../../src/domain/command.ts";
import { TEXT_CHARS_MAX } from "../../src/domain/limits.ts";
import { shownOf } from "../../src/domain/incident.ts";
import { at, claimed, declared, declaring, event, given, person, resolved, room, T0 } from "./given.ts";

const COMMANDS: PersonCommand[] = [
  { type: "ClaimRole", role: "scribe" },
  { type: "AssignRole", role: "scribe", user: "UBEN" },
  { type: "ReleaseRole", role: "scribe" },
  { type: "Acknowledge" },
  { type: "ChangeSeverity", severity: "SEV2" },
  { type: "ChangeStatus", status: "Fixing" },
  { type: "PostUpdate", text: "on it" },
  { type: "Resolve", summary: "done" },
  { type: "Cancel", reason: "a test" },
];

describe("declaring", () => {
  const made = {
    type: "IncidentDeclared" as const,
    team: "T1",
    number: 7,
    name: "INC-7",
    title: "Checkout is down",
    severity: "SEV1",
    status: "Triage",
    startedAt: T0,
    runbook: "hash",
  };
  const similar = {
    id: "I6",
    name: "INC-6",
    title: "Checkout slow",
    declaredBy: "UBEN",
    declaredAt: T0 - 5,
    channel: "C6",
  };

  test("takes the next number and the runbook's own words, and opens a room", () => {
    const { enqueues, decision } = declaring({ title: "  Checkout\nis   down ", severity: "sev1" }).then(made);
    expect(enqueues).toEqual(["open-room", "record-breach"]);
    expect(decision.after).toMatchObject({ id: "I7", stage: "open", declaredBy: "UANA", seq: 1, roles: {} });
  });
  test("may say when the trouble began, but not in the future", () => {
    declaring({ startedAt: T0 - 60_000 }).then({ ...made, startedAt: T0 - 60_000 });
    declaring({ startedAt: T0 + 1 }).refused({ type: "time-in-future", at: T0 + 1 });
  });
  test("needs a title of at most 200 characters", () => {
    declaring({ title: " \n\t " }).refused({ type: "title-empty" });
    declaring({ title: "\u200b\u202e" }).refused({ type: "title-empty" });
    declaring({ title: "x".repeat(201) }).refused({ type: "title-too-long", length: 201, length_max: 200 });
    declaring({ title: "x".repeat(200) }).then({ ...made, title: "x".repeat(200) });
  });
  test("with a severity nobody knows says which there are and which was probably meant", () => {
    declaring({ severity: "SV1" }).refused({
      type: "unknown-severity",
      asked: "SV1",
      known: ["SEV1", "SEV2", "SEV4"],
      nearest: "SEV1",
    });
    declaring({ severity: "banana" }).refused({ type: "unknown-severity", nearest: null });
  });
  test("just after somebody else shows theirs, unless that is known", () => {
    declaring({}, { recent: [similar] }).refused({ type: "just-declared", incident: "I6", by: "UBEN", channel: "C6" });
    declaring({ anyway: true }, { recent: [similar] }).then(made);
  });
  test("is open to people not known yet and to operators, not to guests and external people", () => {
    declaring({}, { by: person("UX", "unknown") }).then(made);
    const { decision } = declaring({}, { by: { kind: "operator", name: "root" } }).then(made);
    expect(decision.after.declaredBy).toBe("operator:root");
    declaring({}, { by: person("UX", "guest") }).refused({ type: "not-allowed", standing: "guest" });
    declaring({}, { by: person("UX", "external") }).refused({ type: "not-allowed", standing: "external" });
  });
});

describe("who may", () => {
  test.each(COMMANDS)("$type: members, not guests, external or unknown people", (command) => {
    for (const standing of ["guest", "external", "unknown"] as const) {
      given(declared()).when(command, person("UX", standing)).refused({ type: "not-allowed", standing });
    }
  });
  test("note: also people not known yet", () => {
    const noted = { type: "NoteAdded" as const, text: "hm", happenedAt: at(1) };
    given(declared()).when({ type: "AddNote", text: "hm" }, person("UX", "unknown")).then(noted);
    given(declared())
      .when({ type: "AddNote", text: "hm" }, person("UX", "guest"))
      .refused({ type: "not-allowed", command: "AddNote" });
  });
  test("tell what the world answered: Warroom alone", () => {
    const command: Command = { type: "RecordRoomOpened", channel: "C9", name: "x" };
    given(declared()).when(command, person("UANA")).refused({ type: "not-allowed", standing: "person" });
    given(declared()).when(command, { kind: "operator", name: "root" }).refused({ type: "not-allowed" });
  });
});

describe("a role", () => {
  test("that is free goes to whoever claims it, and the room is told", () => {
    const { enqueues, job } = given(declared(), room)
      .when({ type: "ClaimRole", role: "Communications Lead" })
      .then({ type: "RoleAssigned", role: "communications", user: "UANA", previous: null, how: "claimed" });
    expect(enqueues).toEqual(expect.arrayContaining(["say:room:3", "invite:3"]));
    expect(job("invite:3")?.job).toEqual({ kind: "invite", users: ["UANA"] });
  });
  test("that is held is refused to a second claim, with the holder's name", () => {
    given(declared(), claimed(1, "scribe", "UBEN"))
      .when({ type: "ClaimRole", role: "scribe" })
      .refused({ type: "role-held", role: "scribe", user: "UBEN", at: at(1) });
  });
  test("that is held can be given to another, not to its holder again", () => {
    const held = given(declared(), claimed(1, "scribe", "UBEN"));
    held
      .when({ type: "AssignRole", role: "scribe", user: "UCLEO" })
      .then({ type: "RoleAssigned", role: "scribe", user: "UCLEO", previous: "UBEN", how: "assigned" });
    held.when({ type: "AssignRole", role: "scribe", user: "UBEN" }).refused({ type: "role-held", user: "UBEN" });
  });
  test("can be freed once", () => {
    given(declared(), claimed(1, "scribe", "UBEN"))
      .when({ type: "ReleaseRole", role: "scribe" })
      .then({ type: "RoleReleased", role: "scribe", user: "UBEN", lead: false });
    given(declared()).when({ type: "ReleaseRole", role: "scribe" }).refused({ type: "role-not-held", role: "scribe" });
  });
  test("that the runbook does not have is refused with the nearest", () => {
    given(declared())
      .when({ type: "ClaimRole", role: "scrib e" })
      .refused({
        type: "unknown-role",
        known: ["commander", "communications", "scribe"],
        nearest: "scribe",
      });
  });
  test("can be claimed only by somebody in Slack", () => {
    given(declared())
      .when({ type: "ClaimRole", role: "scribe" }, { kind: "operator", name: "root" })
      .refused({ type: "not-allowed", standing: "operator" });
  });
});

describe("the life of an incident", () => {
  test("acknowledging happens once, by a person or an operator", () => {
    given(declared()).when({ type: "Acknowledge" }).then({ type: "Acknowledged", by: "UANA" });
    given(declared())
      .when({ type: "Acknowledge" }, { kind: "operator", name: "root" })
      .then({ type: "Acknowledged", by: "operator:root" });
    given(declared(), event(1, { type: "Acknowledged", by: "UBEN" }))
      .when({ type: "Acknowledge" })
      .refused({ type: "already-acknowledged", by: "UBEN", at: at(1) });
  });
  test("changing the severity invites whom the new one names, and is said in both places", () => {
    const { enqueues, job } = given(declared(), room)
      .when({ type: "ChangeSeverity", severity: "sev2", reason: "partial" })
      .then({ type: "SeverityChanged", from: "SEV1", to: "SEV2", reason: "partial" });
    expect(enqueues).toEqual(expect.arrayContaining(["say:room:3", "say:announcement:3", "invite:3"]));
    expect(job("invite:3")?.job).toEqual({ kind: "invite", users: ["UONE", "UTWO", "UMAX"] });
  });
  test("changing the severity to the same or an unknown one is refused", () => {
    given(declared()).when({ type: "ChangeSeverity", severity: "sev1" }).refused({ type: "severity-unchanged" });
    given(declared())
      .when({ type: "ChangeSeverity", severity: " SEV7" })
      .refused({ type: "unknown-severity", asked: " SEV7" });
  });
  test("a reason for a severity is trimmed, may be left out, and is as long as a Slack input at most", () => {
    const change = (reason: string) => given(declared()).when({ type: "ChangeSeverity", severity: "SEV2", reason });
    const event = { type: "SeverityChanged" as const, from: "SEV1", to: "SEV2" };
    change("  less than feared\n").then({ ...event, reason: "less than feared" });
    change("   ").then({ ...event, reason: null });
    change("x".repeat(TEXT_CHARS_MAX + 1)).refused({ type: "text-too-long", what: "reason" });
  });
  test("the status takes the runbook's words", () => {
    given(declared())
      .when({ type: "ChangeStatus", status: " fixing " })
      .then({ type: "StatusChanged", from: "Triage", to: "Fixing" });
    given(declared())
      .when({ type: "ChangeStatus", status: "triage" })
      .refused({ type: "status-unchanged", status: "Triage" });
    given(declared())
      .when({ type: "ChangeStatus", status: "Watch" })
      .refused({ type: "unknown-status", nearest: "Watching" });
  });
  test("an update names when the next is due, and may carry a status", () => {
    given(declared())
      .when({ type: "PostUpdate", text: " rolling back ", status: "fixing" })
      .then({ type: "UpdatePosted", text: "rolling back", status: "Fixing", nextDueAt: at(21) });
    given(declared("SEV4"))
      .when({ type: "PostUpdate", text: "hm" })
      .then({ type: "UpdatePosted", text: "hm", status: "Triage", nextDueAt: null });
    given(declared())
      .when({ type: "PostUpdate", text: "hm", status: "Sleeping" })
      .refused({ type: "unknown-status", asked: "Sleeping" });
  });
  test("a note may be about the past, never the future, and may come after the end", () => {
    given(declared(), resolved(1))
      .when({ type: "AddNote", text: "found it", at: at(0) }, person("UANA"), 9)
      .then({ type: "NoteAdded", text: "found it", happenedAt: at(0) });
    given(declared())
      .when({ type: "AddNote", text: "later", at: at(5) }, person("UANA"), 4)
      .refused({ type: "time-in-future", at: at(5) });
  });
  test.each([
    ["update" as const, (text: string): Command => ({ type: "PostUpdate", text })],
    ["note" as const, (text: string): Command => ({ type: "AddNote", text })],
    ["summary" as const, (text: string): Command => ({ type: "Resolve", summary: text })],
    ["reason" as const, (text: string): Command => ({ type: "Cancel", reason: text })],
  ])("the text of an %s is there and fits", (what, command) => {
    given(declared()).when(command(" \n ")).refused({ type: "text-empty", what });
    given(declared())
      .when(command("x".repeat(TEXT_CHARS_MAX + 1)))
      .refused({ type: "text-too-long", what, length: TEXT_CHARS_MAX + 1, length_max: TEXT_CHARS_MAX });
  });
  test("resolving is said in both places and drafts the postmortem; cancelling does not draft", () => {
    const inRoom = given(declared(), room);
    const ended = inRoom.when({ type: "Resolve", summary: " fixed " }).then({ type: "Resolved", summary: "fixed" });
    expect(ended.enqueues).toEqual(expect.arrayContaining(["say:room:3", "say:announcement:3", "postmortem:3"]));
    expect(ended.decision.after).toMatchObject({ stage: "resolved", ended: { by: "UANA", words: "fixed" } });
    const off = inRoom.when({ type: "Cancel", reason: "a test" }).then({ type: "Cancelled", reason: "a test" });
    expect(off.enqueues.some((key) => key.startsWith("postmortem"))).toBe(false);
    expect(off.decision.after.stage).toBe("cancelled");
  });
  test.each(COMMANDS)("once it is over, $type is refused with who ended it", (command) => {
    given(declared(), resolved(1))
      .when(command)
      .refused({ type: "not-open", stage: "resolved", by: "UANA", at: at(1), name: "INC-7" });
    given(declared(), event(1, { type: "Cancelled", reason: "no" }))
      .when(command)
      .refused({ type: "not-open", stage: "cancelled" });
  });
  test("reopening needs an end and a reason, and starts the clocks anew", () => {
    given(declared()).when({ type: "Reopen", reason: "again" }).refused({ type: "already-open", name: "INC-7" });
    given(declared(), resolved(1))
      .when({ type: "Reopen", reason: " " })
      .refused({ type: "text-empty", what: "reason" });
    const { decision, job } = given(declared(), room, claimed(0, "commander"), resolved(1))
      .when({ type: "Reopen", reason: "it is back" }, person("UANA"), 100)
      .then({ type: "Reopened", reason: "it is back" });
    expect(decision.after).toMatchObject({ stage: "open", ended: null, updateCycle: { since: at(100), sent: [] } });
    expect(job("nudge-update")?.dueAt).toBe(at(116));
  });
  test("a postmortem can be asked for at any time", () => {
    for (const events of [[declared()], [declared(), resolved(1)]]) {
      given(...events)
        .when({ type: "RequestPostmortem" })
        .then({ type: "PostmortemRequested" });
    }
  });
});

describe("what the world answered", () => {
  test("a room is recorded once, and everything it needs follows side by side", () => {
    const { enqueues, job } = given(declared())
      .when({ type: "RecordRoomOpened", channel: "C7", name: "inc-7" })
      .then({ type: "RoomOpened", channel: "C7", name: "inc-7" });
    expect(enqueues).toEqual(
      expect.arrayContaining(["card", "invite", "announcement", "refresh:topic", "nudge-update", "ask-for-lead"]),
    );
    expect(job("invite")?.job).toEqual({ kind: "invite", users: ["UANA", "UONE", "UTWO"] });
    given(declared(), room)
      .when({ type: "RecordRoomOpened", channel: "C8", name: "inc-7-2" })
      .refused({ type: "no-longer-wanted" });
  });
  test("a room that Slack refuses: the announcement speaks for it, and somebody is told", () => {
    const { enqueues, job } = given(declared(), claimed(1, "commander", "UBEN"))
      .when({ type: "RecordRoomRefused", error: "restricted_action" })
      .then({ type: "RoomRefused", error: "restricted_action" });
    expect(enqueues).toEqual(expect.arrayContaining(["announcement", "notice:3", "nudge-update"]));
    expect(job("notice:3")?.job).toMatchObject({ kind: "notice", user: "UBEN" });
    expect(job("nudge-update")?.lane).toBe("post:T1:#incidents");
  });
  test("what happens before the room is open waits to be said in it, in its order", () => {
    const { enqueues, job } = given(declared())
      .when({ type: "PostUpdate", text: "Looking" })
      .then({ type: "UpdatePosted", text: "Looking", status: "Triage", nextDueAt: at(21) });
    expect(enqueues).toEqual(expect.arrayContaining(["say:room:2", "say:announcement:2"]));
    expect(job("say:room:2")?.lane).toBe("say:I7");
  });
  test("a refusal that comes after the room opened changes nothing", () => {
    given(declared(), room)
      .when({ type: "RecordRoomRefused", error: "name_taken" })
      .refused({ type: "no-longer-wanted" });
  });
  test("what was posted while the incident moved on is shown again", () => {
    const { state, when } = given(declared(), room);
    const posted = { type: "RecordPosted" as const, what: "card" as const, channel: "C7", ts: "1.1" };
    const fresh = when({ ...posted, shown: shownOf(state) }).then({
      type: "CardPosted",
      channel: "C7",
      ts: "1.1",
      stale: false,
    });
    expect(fresh.enqueues).toEqual([]);
    const stale = when({ ...posted, shown: "older" }).then({
      type: "CardPosted",
      channel: "C7",
      ts: "1.1",
      stale: true,
    });
    expect(stale.enqueues).toEqual(["refresh:card"]);
  });
  test("a card that comes late into a room given up since is not the incident's card", () => {
    given(declared(), room, event(1, { type: "NewRoomAsked", former: "C7" }))
      .when({ type: "RecordPosted", what: "card", channel: "C7", ts: "1.1", shown: "older" })
      .refused({ type: "no-longer-wanted" });
  });
  test("a change is shown wherever the incident is shown, a second later at the earliest", () => {
    const { enqueues, job } = given(
      declared(),
      room,
      event(0, { type: "CardPosted", channel: "C7", ts: "1.1", stale: false }, "warroom"),
      event(0, { type: "AnnouncementPosted", channel: "C0", ts: "1.2", stale: false }, "warroom"),
    )
      .when({ type: "ChangeStatus", status: "Fixing" })
      .then({ type: "StatusChanged", from: "Triage", to: "Fixing" });
    expect(enqueues).toEqual(["say:room:5", "refresh:card", "refresh:announcement", "refresh:topic"]);
    expect(job("refresh:card")).toMatchObject({ dueAt: at(1) + 1_000, again: "coalesce" });
  });
  test("people whom Slack refused are said in the room, others are not", () => {
    const invites = { type: "RecordInvites" as const, invited: ["UONE"] };
    const all = given(declared(), room).when({ ...invites, refused: [] });
    expect(all.then({ type: "PeopleInvited", invited: ["UONE"], refused: [] }).enqueues).toEqual([]);
    const refused = [{ user: "UGONE", error: "user_disabled" }];
    const some = given(declared(), room).when({ ...invites, refused });
    expect(some.then({ type: "PeopleInvited", invited: ["UONE"], refused }).enqueues).toEqual(["say:room:3"]);
  });
  test("an effect that failed is told to the lead, else to the declarer, never to an operator", () => {
    const failure = {
      type: "RecordFailure" as const,
      effect: { kind: "refresh" as const, what: "topic" as const },
      why: "too_long",
    };
    const failed = {
      type: "EffectFailed" as const,
      effect: { kind: "refresh" as const, what: "topic" as const },
      why: "too_long",
    };
    const toDeclarer = given(declared()).when(failure).then(failed);
    expect(toDeclarer.job("notice:2")?.job).toMatchObject({ user: "UANA" });
    const toLead = given(declared(), claimed(0, "commander", "UBEN"))
      .when(failure)
      .then(failed);
    expect(toLead.job("notice:3")?.job).toMatchObject({ user: "UBEN" });
    const byOperator = { ...declared(), actor: "operator:root" };
    expect(given(byOperator).when(failure, WARROOM).then(failed).enqueues).toEqual([]);
  });
  test("what was given up is tried again when somebody asks for it", () => {
    const again = given(declared())
      .when({ type: "RetryEffect", job: "card:i1" })
      .then({ type: "RetryRequested", job: "card:i1" });
    expect(again.decision.jobs).toContainEqual({ do: "retry", key: "card:i1" });
  });
  test("a nudge and an ask are recorded once each", () => {
    const nudge = { step: "due" as const, cycle: T0, dueAt: at(20), to: ["UANA"], text: "!", ts: "1.1" };
    const sent = { type: "NudgeSent" as const, ...nudge };
    const command = { type: "RecordNudge" as const, ...nudge, channel: "C7" };
    given(declared(), room).when(command).then(sent);
    given(declared(), room, event(20, sent)).when(command).refused({ type: "no-longer-wanted" });
    const ask = {
      type: "RecordLeadAsk" as const,
      ask: 1,
      since: T0,
      to: ["UANA"],
      text: "?",
      channel: "C7",
      ts: "1.2",
    };
    const asked = { type: "LeadAsked" as const, ask: 1, since: T0, to: ["UANA"], text: "?", ts: "1.2" };
    given(declared(), room).when(ask).then(asked);
    given(declared(), room, event(2, asked)).when(ask).refused({ type: "no-longer-wanted" });
  });
  test("a drafted postmortem is counted", () => {
    const draft = { markdown: "# INC-7", fileName: "inc-7.md", permalink: null, canvas: null };
    const { decision } = given(declared(), resolved(1))
      .when({ type: "RecordPostmortem", ...draft })
      .then({ type: "PostmortemDrafted", ...draft });
    expect(decision.after.postmortems).toBe(1);
  });
});
