import { describe, expect, test } from "vitest";
import { fold } from "../../src/domain/incident.ts";
import type { JobRow } from "../../src/store/tables.ts";
import { openStore } from "../../src/store/open.ts";
import { claimOf, expectClaim } from "../../src/store/jobs.ts";
import { readEvents } from "../../src/store/read/events.ts";
import { findByNumber, listIncidents, loadIncident } from "../../src/store/read/incidents.ts";
import { subjectOfInteraction } from "../../src/store/read/inbox.ts";
import { loadWorkspaceHead } from "../../src/store/read/workspaces.ts";
import { WARROOM } from "../../src/domain/actor.ts";
import { createOrders, member, type Orders, ordersOn, rows, START, TEAM } from "../support/orders.ts";
import { testRunbook } from "../support/runbook.ts";
import { quiet } from "../support/quiet.ts";
import { ENGINES, freshDatabase } from "../support/stores.ts";

const declareBy = (orders: Orders, user: string, more: object = {}, interaction?: string) =>
  orders.dispatch({
    team: TEAM,
    actor: member(user),
    cause: "test",
    command: { type: "DeclareIncident", title: `By ${user}`, severity: "SEV2", anyway: true, ...more },
    ...(interaction === undefined ? {} : { interaction }),
  });

describe.each(ENGINES)("dispatch on %s", (engine) => {
  test("stores events, state and jobs of a declaration in one commit", async () => {
    const orders = await createOrders(engine);
    const incident = await orders.declare();
    expect(incident).toMatchObject({ name: "INC-1", severity: "SEV1", status: "Triage", declaredBy: "UANA" });
    const stored = await loadIncident(orders.store, incident.id);
    expect(stored?.incident).toEqual(incident);
    expect(stored?.head.seq).toBe(1);
    expect(fold(incident.id, await readEvents(orders.store, incident.id))).toEqual(incident);
    const pending = (await rows<JobRow>(orders.store, "jobs")).filter(({ status }) => status === "pending");
    expect(pending.map(({ kind, incident: of }) => [kind, of]).sort()).toEqual([
      ["open-room", incident.id],
      ["page", incident.id],
      ["record-breach", incident.id],
    ]);
  });

  test("numbers twenty declarations at the same time 1 to 20, without a gap", async () => {
    const orders = await createOrders(engine);
    const outcomes = await Promise.all(Array.from({ length: 20 }, (_, index) => declareBy(orders, `U${index}`)));
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    const numbers = (await listIncidents(orders.store, { team: TEAM, openOnly: true, limit: 50 })).map(
      (one) => one.number,
    );
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect((await loadWorkspaceHead(orders.store, TEAM)).seq).toBe(20);
    expect(await rows(orders.store, "events")).toHaveLength(40);
  });

  test("shows the second of two people who declare at once what the first declared", async () => {
    const orders = await createOrders(engine);
    const outcomes = await Promise.all([
      declareBy(orders, "UANA", { anyway: false }),
      declareBy(orders, "UBEN", { anyway: false }),
    ]);
    const [won, lost] = outcomes[0]!.ok ? outcomes : outcomes.toReversed();
    expect(won).toMatchObject({ ok: true, value: { incident: { number: 1 } } });
    const first = won!.ok ? won!.value.incident : null;
    expect(lost).toMatchObject({ ok: false, error: { type: "just-declared", by: first!.declaredBy, name: "INC-1" } });
    expect(await rows(orders.store, "incidents")).toHaveLength(1);
  });

  test("gives a role that two people claim at once to exactly one, and tells the other who", async () => {
    const orders = await createOrders(engine);
    const incident = await orders.declare();
    const users = Array.from({ length: 8 }, (_, index) => `U${index}`);
    const outcomes = await Promise.all(
      users.map((user) => orders.order(incident, { type: "ClaimRole", role: "commander" }, user)),
    );
    const holders = users.filter((_, index) => outcomes[index]!.ok);
    expect(holders).toHaveLength(1);
    for (const outcome of outcomes) {
      if (!outcome.ok) expect(outcome.error).toMatchObject({ type: "role-held", user: holders[0] });
    }
    expect((await loadIncident(orders.store, incident.id))?.incident.roles.commander?.user).toBe(holders[0]);
    expect((await readEvents(orders.store, incident.id)).map(({ type }) => type)).toEqual([
      "IncidentDeclared",
      "RoleAssigned",
    ]);
  });

  test("keeps every one of several different changes at the same time", async () => {
    const orders = await createOrders(engine);
    const incident = await orders.declare();
    const outcomes = await Promise.all([
      orders.order(incident, { type: "Acknowledge" }, "UONE"),
      orders.order(incident, { type: "ClaimRole", role: "scribe" }, "UTWO"),
      orders.order(incident, { type: "AddNote", text: "seen" }, "UTHREE"),
      orders.order(incident, { type: "PostUpdate", text: "on it" }, "UFOUR"),
      orders.order(incident, { type: "ChangeSeverity", severity: "SEV2" }, "UFIVE"),
    ]);
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    const stored = (await loadIncident(orders.store, incident.id))!;
    expect(stored.incident).toMatchObject({ seq: 6, severity: "SEV2", acknowledged: { by: "UONE" } });
    expect(fold(incident.id, await readEvents(orders.store, incident.id))).toEqual(stored.incident);
  });

  test("merges one of two incidents that are merged into each other at once, ten times over, and tells the other side", async () => {
    const orders = await createOrders(engine);
    for (let round = 0; round < 10; round++) {
      const [one, other] = [await orders.declare({ anyway: true }), await orders.declare({ anyway: true })];
      const outcomes = await Promise.all([
        orders.order(one, { type: "MergeIncident", into: other.id }, "UANA"),
        orders.order(other, { type: "MergeIncident", into: one.id }, "UBEN"),
      ]);
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
      expect(outcomes.find(({ ok }) => !ok)).toMatchObject({ error: { type: "not-open", stage: "merged" } });
      const [kept, gone] = outcomes[0]!.ok ? [other, one] : [one, other];
      expect((await loadIncident(orders.store, gone.id))!.incident.mergedInto?.incident).toBe(kept.id);
      expect((await loadIncident(orders.store, kept.id))!.incident).toMatchObject({
        stage: "open",
        duplicates: [{ incident: gone.id }],
      });
      for (const { id } of [kept, gone]) {
        const stored = (await loadIncident(orders.store, id))!;
        expect(fold(id, await readEvents(orders.store, id))).toEqual(stored.incident);
      }
    }
  });

  test("a merge that another change overtakes on either side is decided again, and loses nothing", async () => {
    const orders = await createOrders(engine);
    const [one, other] = [await orders.declare({ anyway: true }), await orders.declare({ anyway: true })];
    const outcomes = await Promise.all([
      orders.order(other, { type: "AddNote", text: "seen" }, "UTWO"),
      orders.order(one, { type: "MergeIncident", into: other.id }, "UANA"),
      orders.order(other, { type: "Acknowledge" }, "UONE"),
    ]);
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect((await loadIncident(orders.store, other.id))!.incident).toMatchObject({
      seq: 4,
      acknowledged: { by: "UONE" },
      duplicates: [{ incident: one.id }],
    });
  });

  test("answers an interaction that comes again with its first outcome, and changes nothing", async () => {
    const orders = await createOrders(engine);
    const first = await declareBy(orders, "UANA", {}, "view-1");
    const second = await declareBy(orders, "UANA", {}, "view-1");
    expect(first).toMatchObject({ ok: true, value: { repeated: false } });
    expect(second).toMatchObject({ ok: true, value: { repeated: true, events: [] } });
    expect(second.ok && first.ok && second.value.incident.id).toBe(first.ok && first.value.incident.id);
    expect(await rows(orders.store, "incidents")).toHaveLength(1);
    expect(await subjectOfInteraction(orders.store, "view-1")).toBe(first.ok && first.value.incident.id);
  });

  test("makes one commit of one interaction that is delivered five times at once", async () => {
    const orders = await createOrders(engine);
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => declareBy(orders, "UANA", {}, "view-1")));
    expect(outcomes.map((one) => one.ok && one.value.repeated).sort()).toEqual([false, true, true, true, true]);
    expect(await rows(orders.store, "incidents")).toHaveLength(1);

    const incident = outcomes[0]!.ok ? outcomes[0]!.value.incident : null;
    const claims = await Promise.all(
      [1, 2, 3].map(() =>
        orders.order(incident!, { type: "ClaimRole", role: "scribe" }, "UANA", { interaction: "press-1" }),
      ),
    );
    expect(claims.every(({ ok }) => ok)).toBe(true);
    expect((await loadIncident(orders.store, incident!.id))?.head.seq).toBe(2);
  });

  test("stores nothing of a command that is refused, so that trying again is possible", async () => {
    const orders = await createOrders(engine);
    const incident = await orders.declare();
    const interaction = { interaction: "press-1" };
    const bad = await orders.order(incident, { type: "ClaimRole", role: "pilot" }, "UANA", interaction);
    expect(bad).toMatchObject({ ok: false, error: { type: "unknown-role" } });
    expect(await subjectOfInteraction(orders.store, "press-1")).toBeNull();
    expect(await orders.order(incident, { type: "ClaimRole", role: "scribe" }, "UANA", interaction)).toMatchObject({
      ok: true,
    });
  });

  test("refuses a command for an incident that does not exist", async () => {
    const orders = await createOrders(engine);
    const order = { team: TEAM, actor: member("UANA"), cause: "test", command: { type: "Acknowledge" as const } };
    expect(await orders.dispatch({ ...order, incident: "nope" })).toEqual({
      ok: false,
      error: { type: "unknown-incident", asked: "nope" },
    });
    expect(await orders.dispatch(order)).toMatchObject({ ok: false, error: { type: "unknown-incident" } });
  });

  test("ends a job and records what it brought in one commit; a late second outcome changes nothing", async () => {
    const orders = await createOrders(engine);
    const { store } = orders;
    const incident = await orders.declare();
    const row = (await rows<JobRow>(store, "jobs")).find(({ kind }) => kind === "open-room")!;
    const claim = claimOf(row, "h1");
    await store.commit({ expect: expectClaim(store, claim, START, START + 1), writes: [] });
    const settle = (channel: string) =>
      orders.dispatch({
        team: TEAM,
        actor: WARROOM,
        cause: `job:${row.id}`,
        incident: incident.id,
        command: { type: "RecordRoomOpened", channel, name: "inc-1" },
        settles: { claim, status: "done", outcome: null, laneFreeAt: 0 },
      });
    expect(await settle("C1")).toMatchObject({ ok: true });
    const after = await rows<JobRow>(store, "jobs");
    expect(after.find(({ id }) => id === row.id)).toMatchObject({ status: "done" });
    expect(after.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["post-card", "post-announcement", "invite"]));
    expect(await rows(store, "rooms")).toEqual([expect.objectContaining({ channel: "C1", incident: incident.id })]);
    expect(await settle("C2")).toMatchObject({ ok: false, error: { type: "no-longer-wanted" } });
    expect(await rows(store, "rooms")).toHaveLength(1);
  });

  test("refuses the outcome of a job that was taken over meanwhile", async () => {
    const orders = await createOrders(engine);
    const { store } = orders;
    const incident = await orders.declare();
    const [row] = (await rows<JobRow>(store, "jobs")).filter(({ kind }) => kind === "open-room");
    const dead = claimOf(row!, "dead");
    await store.commit({ expect: expectClaim(store, dead, START, START + 1), writes: [] });
    const next = claimOf({ ...row!, attempts: 1 }, "next");
    await store.commit({ expect: expectClaim(store, next, START + 1, START + 2), writes: [] });
    const late = await orders.dispatch({
      team: TEAM,
      actor: WARROOM,
      cause: "job",
      incident: incident.id,
      command: { type: "RecordRoomOpened", channel: "C1", name: "inc-1" },
      settles: { claim: dead, status: "done", outcome: null, laneFreeAt: 0 },
    });
    expect(late).toMatchObject({ ok: false, error: { type: "no-longer-wanted" } });
    expect((await loadIncident(store, incident.id))?.incident.room).toBeNull();
    expect(await rows(store, "rooms")).toEqual([]);
  });

  test("folds a state anew that another version of the program stored", async () => {
    const orders = await createOrders(engine);
    const incident = await orders.declare();
    await orders.order(incident, { type: "ClaimRole", role: "scribe" });
    const { store } = orders;
    const before = (await loadIncident(store, incident.id))!;
    const other = { state: `{"of":"another version"}`, state_version: 0 };
    await store.commit({
      writes: [store.build.updateTable("incidents").set(other).where("id", "=", incident.id).compile()],
    });
    expect(await loadIncident(store, incident.id)).toEqual(before);
    expect(await findByNumber(store, TEAM, 1)).toEqual(before);
    expect(await orders.order(incident, { type: "Acknowledge" })).toMatchObject({ ok: true });
  });

  test("keeps an incident on the rules it was declared under, whatever the runbook's file says since", async () => {
    const orders = await createOrders(engine);
    const before = await orders.declare();
    const { runbook, text } = testRunbook();
    const changed = { ...runbook, severities: runbook.severities.map((one) => ({ ...one, name: `X${one.name}` })) };
    await orders.runbooks.renew({ runbook: changed, hash: "another", text }, {});
    const change = (incident: string, severity: string) =>
      orders.dispatch({
        team: TEAM,
        actor: member("UANA"),
        cause: "test",
        incident,
        command: { type: "ChangeSeverity", severity },
      });
    expect(await change(before.id, "SEV2")).toMatchObject({ ok: true });
    expect(await change(before.id, "XSEV1")).toMatchObject({ ok: false, error: { type: "unknown-severity" } });
    const command = { type: "DeclareIncident" as const, title: "Mail waits", severity: "XSEV1", anyway: true };
    const after = await orders.dispatch({ team: TEAM, actor: member("UANA"), cause: "test", command });
    expect(after).toMatchObject({ ok: true, value: { incident: { severity: "XSEV1", runbook: "another" } } });
  });

  test("keeps the numbers of two workspaces apart", async () => {
    const orders = await createOrders(engine);
    await orders.declare();
    const command = { type: "DeclareIncident" as const, title: "Elsewhere", severity: "SEV3" };
    const other = await orders.dispatch({ team: "T2", actor: member("UANA"), cause: "test", command });
    expect(other).toMatchObject({ ok: true, value: { incident: { number: 1, team: "T2" } } });
    expect((await findByNumber(orders.store, "T2", 1))?.incident.title).toBe("Elsewhere");
    expect(await findByNumber(orders.store, "T2", 2)).toBeNull();
  });
});

test("two programs on one PostgreSQL database number their declarations without a gap or a double", async () => {
  const one = await createOrders("postgres");
  const url = await freshDatabase("postgres");
  const stores = await Promise.all(
    [1, 2].map(async () => (await openStore(url, { clock: one.clock, log: quiet })).store),
  );
  const programs = await Promise.all(stores.map((store, index) => ordersOn(store, one.clock, 100 + index)));
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, (_, index) => declareBy(programs[index % 2]!, `U${index}`)),
  );
  const numbers = outcomes.map((outcome) => (outcome.ok ? outcome.value.incident.number : 0));
  expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  await Promise.all(stores.map((store) => store.close()));
});
