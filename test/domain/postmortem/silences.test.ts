import { expect, test } from "vitest";
import { silencesOf } from "../../../src/domain/postmortem/silences.ts";
import { at, declared, event, RUNBOOK } from "../given.ts";

const note = (minute: number) => event(minute, { type: "StatusChanged", from: "Triage", to: "Fixing" });

test("a clock that was set back makes no silence, and what came after the declaration still does", () => {
  const events = [declared(), note(-50), note(-45), note(30)].map((one, index) => ({ ...one, seq: index + 1 }));
  const silences = silencesOf("I7", RUNBOOK, events, []);
  expect(silences.map(({ from, to, sources }) => ({ from, to, sources }))).toEqual([
    { from: at(0), to: at(30), sources: [3, 4] },
  ]);
});
