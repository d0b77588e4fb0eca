import { describe, expect, test } from "vitest";
import type { DomainEvent } from "../../../src/domain/event.ts";
import { fold } from "../../../src/domain/incident.ts";
import { leadingSince, longHoursDue, nextLongHours } from "../../../src/domain/handover/long-hours.ts";
import { HOUR_MS, MINUTE_MS } from "../../../src/lib/pure/duration.ts";
import { at, claimed, declared, event, given, person, RUNBOOK, resolved, room } from "../given.ts";

const [ANA, BEN, CLEO] = ["UANA", "UBEN", "UCLEO"].map((user) => person(user));

const offered = (minute: number, role = "commander", from = "UANA", to = "UBEN"): DomainEvent =>
  event(minute, { type: "HandoverOffered", role, from, to, note: null }, `slack:${from}`);

/** UANA leads, UCLEO is scribe. */
const led = [declared(), room, claimed(0, "commander"), claimed(0, "scribe", "UCLEO")];

describe("a role is offered", () => {
  const offer = { type: "OfferRole" as const, role: "commander", to: "UBEN", note: " read the runbook " };
  test("by its holder: the room is told, and whoever is asked is invited and gets the brief; it changes no holder", () => {
    const { decision, enqueues, job } = given(...led)
      .when(offer, ANA)
      .then({
        type: "HandoverOffered",
        role: "commander",
        from: "UANA",
        to: "UBEN",
        note: "read the runbook",
      });
    expect(decision.after.roles.commander?.user).toBe("UANA");
    expect(enqueues).toEqual(expect.arrayContaining(["invite:5", "say:room:5", "brief:5", "offer-unanswered"]));
    expect(job("brief:5")?.job).toEqual({ kind: "brief", user: "UBEN", why: "offered" });
    expect(job("offer-unanswered")?.dueAt).toBe(at(1) + 5 * MINUTE_MS);
  });
  test("by the lead, though another holds it; by nobody else", () => {
    const scribe = { type: "OfferRole" as const, role: "scribe", to: "UBEN" };
    given(...led)
      .when(scribe, ANA)
      .then({ type: "HandoverOffered", role: "scribe", from: "UCLEO", to: "UBEN", note: null });
    given(...led)
      .when(offer, CLEO)
      .refused({ type: "not-holder", role: "commander", user: "UANA", at: at(0) });
    given(...led)
      .when(scribe, { kind: "operator", name: "root" })
      .refused({ type: "not-holder", role: "scribe" });
  });
  test("neither to its holder, nor while it is vacant, nor while another is asked, nor once it is over", () => {
    given(...led)
      .when({ ...offer, to: "UANA" }, ANA)
      .refused({ type: "role-held", user: "UANA" });
    given(declared(), room).when(offer, ANA).refused({ type: "role-vacant", role: "commander" });
    given(...led, offered(2))
      .when({ ...offer, to: "UCLEO" }, ANA)
      .refused({ type: "already-offered", role: "commander", to: "UBEN", by: "UANA", at: at(2) });
    given(...led, resolved(2))
      .when(offer, ANA)
      .refused({ type: "not-open" });
  });
});

describe("an offer", () => {
  const accept = { type: "AcceptHandover" as const, role: "commander" };
  const withdraw = { type: "WithdrawHandover" as const, role: "commander" };
  test("is accepted by whoever was asked, and by nobody else", () => {
    const { decision } = given(...led, offered(2))
      .when(accept, BEN)
      .then({ type: "RoleAssigned", role: "commander", user: "UBEN", previous: "UANA", how: "handed-over" });
    expect(decision.after.offers).toEqual({});
    given(...led, offered(2))
      .when(accept, CLEO)
      .refused({ type: "offered-to-other", role: "commander", to: "UBEN" });
  });
  test("is declined with a reason or none; the holder stays", () => {
    const declined = { type: "HandoverDeclined" as const, role: "commander", from: "UANA", to: "UBEN" };
    const decline = { type: "DeclineHandover" as const, role: "commander" };
    const { decision, cancels } = given(...led, offered(2))
      .when(decline, BEN)
      .then({ ...declined, reason: null });
    expect(decision.after.roles.commander?.user).toBe("UANA");
    expect(cancels).toContain("offer-unanswered");
    given(...led, offered(2))
      .when({ ...decline, reason: "on a train" }, BEN)
      .then({ ...declined, reason: "on a train" });
    given(...led, offered(2))
      .when(decline, CLEO)
      .refused({ type: "offered-to-other" });
  });
  test("is taken back by its holder or the lead", () => {
    const withdrawn = { type: "HandoverWithdrawn" as const, role: "scribe", from: "UCLEO", to: "UBEN" };
    const ofScribe = [...led, offered(2, "scribe", "UCLEO")];
    for (const by of [ANA, CLEO]) {
      given(...ofScribe)
        .when({ type: "WithdrawHandover", role: "scribe" }, by)
        .then(withdrawn);
    }
    given(...led, offered(2))
      .when(withdraw, CLEO)
      .refused({ type: "not-holder" });
  });
  test.each<[string, DomainEvent]>([
    [
      "somebody else was assigned",
      event(3, { type: "RoleAssigned", role: "commander", user: "UCLEO", previous: "UANA" }),
    ],
    ["it was taken back", event(3, { type: "HandoverWithdrawn", role: "commander", from: "UANA", to: "UBEN" })],
    ["whoever was asked left", event(3, { type: "HandoverLapsed", role: "commander", from: "UANA", to: "UBEN" })],
  ])("is void once %s, and whoever was asked learns who holds the role", (_why, since) => {
    given(...led, offered(2), since)
      .when(accept, BEN)
      .refused({
        type: "offer-over",
        role: "commander",
        holder: expect.objectContaining({ user: expect.any(String) }),
      });
  });
  test("is void once the role was released or the incident ended", () => {
    given(...led, offered(2), event(3, { type: "RoleReleased", role: "commander", user: "UANA", lead: true }))
      .when(accept, BEN)
      .refused({ type: "offer-over", role: "commander", holder: null });
    const over = [event(3, { type: "Cancelled", reason: "no" }), event(4, { type: "Reopened", reason: "yes" })];
    given(...led, offered(2), ...over)
      .when(accept, BEN)
      .refused({ type: "offer-over" });
  });
  test("ends when whoever was asked leaves the room", () => {
    const { enqueues } = given(...led, offered(2))
      .when({ type: "RecordHeard", heard: [{ type: "left", by: "UBEN" }] })
      .then({ type: "HandoverLapsed", role: "commander", from: "UANA", to: "UBEN" });
    expect(enqueues).toContain("say:room:6");
    given(...led, offered(2))
      .when({ type: "RecordHeard", heard: [{ type: "left", by: "UCLEO" }] })
      .then();
  });
  test("that nobody answers is told to its holder once", () => {
    const command = { type: "RecordOfferUnanswered" as const, role: "commander", since: at(2), text: "!", ts: "1.1" };
    const told = {
      type: "HandoverUnanswered" as const,
      role: "commander",
      from: "UANA",
      to: "UBEN",
      text: "!",
      ts: "1.1",
    };
    const { cancels } = given(...led, offered(2))
      .when(command)
      .then(told);
    expect(cancels).toEqual(["offer-unanswered"]);
    given(...led, offered(2), event(7, told, "warroom"))
      .when(command)
      .refused({ type: "no-longer-wanted" });
    given(...led, offered(2))
      .when({ ...command, since: at(1) })
      .refused({ type: "no-longer-wanted" });
  });
});

describe("whoever has led for long", () => {
  const state = (...events: DomainEvent[]) => fold("I7", events);
  const nudged = (minute: number, since: number, nudge: number): DomainEvent =>
    event(
      minute,
      { type: "LongHoursNudged", role: "commander", to: "UANA", since, nudge, text: "!", ts: "1.1" },
      "warroom",
    );
  test("is reminded after each four hours, and only of the latest after a time away", () => {
    const leading = state(...led);
    expect(nextLongHours(leading, RUNBOOK)).toEqual({ nudge: 1, at: at(240) });
    expect(longHoursDue(leading, RUNBOOK, at(240) - 1)).toBeNull();
    expect(longHoursDue(leading, RUNBOOK, at(239) + 5 * HOUR_MS)).toBe(2);
    expect(nextLongHours(state(...led, nudged(539, at(0), 2)), RUNBOOK)).toEqual({ nudge: 3, at: at(720) });
  });
  test("is no longer once the role changed hands, it is over, or the runbook says never", () => {
    const passed = event(250, { type: "RoleAssigned", role: "commander", user: "UBEN", previous: "UANA" });
    expect(nextLongHours(state(...led, nudged(240, at(0), 1), passed), RUNBOOK)).toEqual({ nudge: 1, at: at(490) });
    expect(nextLongHours(state(...led, resolved(10)), RUNBOOK)).toBeNull();
    expect(nextLongHours(state(...led), { ...RUNBOOK, handOverAfter_ms: null })).toBeNull();
    expect(nextLongHours(state(declared(), room), RUNBOOK)).toBeNull();
  });
  test("begins anew where the incident was over in between", () => {
    const again = state(...led, resolved(10), event(600, { type: "Reopened", reason: "again" }));
    expect(leadingSince(again, RUNBOOK)).toEqual({ user: "UANA", since: at(600) });
    expect(nextLongHours(again, RUNBOOK)).toEqual({ nudge: 1, at: at(840) });
  });
  test("is recorded as reminded once", () => {
    const command = { type: "RecordLongHours" as const, since: at(0), nudge: 1, to: "UANA", text: "!", ts: "1.1" };
    given(...led)
      .when(command)
      .then({ type: "LongHoursNudged", role: "commander", to: "UANA", since: at(0), nudge: 1, text: "!", ts: "1.1" });
    given(...led, nudged(240, at(0), 1))
      .when(command)
      .refused({ type: "no-longer-wanted" });
  });
  test("is recorded by who leads, also where a clock was set back since the one before them was reminded", () => {
    const passed = (minute: number, user: string) =>
      event(minute, { type: "RoleAssigned", role: "commander", user, previous: "UANA" });
    const before = [...led, passed(100, "UBEN"), nudged(340, at(100), 1)];
    const told = { role: "commander", to: "UANA", nudge: 1, text: "!", ts: "1.1" };
    given(...before, passed(50, "UANA"))
      .when({ type: "RecordLongHours", since: at(50), nudge: 1, to: "UANA", text: "!", ts: "1.1" })
      .then({ type: "LongHoursNudged", since: at(50), ...told });
    given(...before)
      .when({ type: "RecordLongHours", since: at(0), nudge: 1, to: "UANA", text: "!", ts: "1.1" })
      .refused({ type: "no-longer-wanted" });
  });
});
