import { expect, test } from "vitest";
import { decide } from "../../src/domain/decide.ts";
import { fold } from "../../src/domain/incident.ts";
import { runbookOf } from "../runbook/reading.ts";
import { at, claimed, declared, event, givenUnder, PEOPLE, person, room, RUNBOOK } from "./given.ts";

const text = (updateEvery: string, more = "") => `
title: Test, changed
severities: [{ name: SEV1, title: Outage, update_every: ${updateEvery} }, { name: SEV2, title: Degraded }]
statuses: [Triage, Fixing]
roles: [{ key: commander, mandatory: true }, { key: communications }]
${more}`;
const CHANGED = runbookOf(text("10m"));
const apply = { type: "ApplyRunbook" as const, runbook: "new" };

test("what is planned is planned anew by it, and what was said is not said again", () => {
  const nudged = event(
    16,
    { type: "NudgeSent", step: "soon", cycle: at(0), dueAt: at(20), to: ["UANA"], text: "", ts: "1.1" },
    "warroom",
  );
  const before = fold("I7", [declared(), room, claimed(1, "commander"), nudged]);
  const decided = decide(before, apply, person("UANA"), {
    now: at(17),
    runbook: CHANGED,
    rulesBefore: RUNBOOK,
    people: PEOPLE,
  });
  if (!decided.ok) throw new Error(JSON.stringify(decided.error));
  expect(decided.value.events).toMatchObject([
    { type: "RunbookApplied", from: "hash", to: "new", title: "Test, changed" },
  ]);
  expect(decided.value.after.runbook).toBe("new");
  const nudge = decided.value.jobs.find((job) => job.key === "nudge-update:I7");
  // Reminded of "soon" already: the next is "due", by the new cadence.
  expect(nudge).toMatchObject({ do: "enqueue", dueAt: at(10) });
});

test("it is refused where it lacks the severity, the status or a role in use, which are named", () => {
  const lacking = runbookOf(text("10m").replaceAll("SEV1", "P1").replace("Triage, ", ""));
  givenUnder(lacking, declared(), claimed(1, "scribe"), claimed(2, "commander"))
    .when(apply)
    .refused({ type: "runbook-lacks", severity: "SEV1", status: "Triage", roles: ["scribe"] });
  // A status of the past is nobody's trouble.
  givenUnder(lacking, declared("SEV2"), event(9, { type: "Resolved", summary: "x" }))
    .when(apply)
    .then({ type: "RunbookApplied", from: "hash", to: "new", title: "Test, changed" });
});

test("the one that it runs under is not applied again", () => {
  givenUnder(CHANGED, declared())
    .when({ ...apply, runbook: "hash" })
    .refused({ type: "runbook-unchanged" });
});
