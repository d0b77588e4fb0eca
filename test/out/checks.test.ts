import { expect, test } from "vitest";
import { fold } from "../../src/domain/incident.ts";
import { createFrozenClock, createMovableClock } from "../../src/lib/clock.ts";
import { SECOND_MS } from "../../src/lib/pure/duration.ts";
import { runChecks } from "../../src/out/checks.ts";
import type { Delivery } from "../../src/out/deliver.ts";
import type { Checked, Checker } from "../../src/out/outlets.ts";
import { at, declared, PEOPLE, room } from "../domain/given.ts";
import { runbookOf } from "../runbook/reading.ts";
import { quiet } from "../support/quiet.ts";

const RUNBOOK = runbookOf(`
title: Test
severities: [{ name: SEV1, title: High }]
checks: { errors: { title: Error rate, unit: "%" }, alerts: { title: Alerts } }
`);

const delivery = { incident: fold("I7", [declared(), room]), runbook: RUNBOOK } as Delivery;

function running(checker: Checker | null, minute = 0) {
  const clock = createMovableClock(createFrozenClock(at(minute)));
  const deps = { clock, log: quiet, runbooks: { people: PEOPLE }, outlets: { checker } };
  return { clock, outcome: runChecks(deps, delivery, { kind: "run-checks" }) };
}

const answering =
  (answers: Record<string, () => Promise<Checked>>): Checker["check"] =>
  ({ key }) =>
    (answers[key] ?? (async () => ({ value: 0, detail: null })))();

test("what never answers is asked once more and is then unknown, and keeps no other from being told", async () => {
  let asked = 0;
  const never = () => {
    asked += 1;
    return new Promise<Checked>(() => {});
  };
  const { clock, outcome } = running({ check: answering({ errors: never }) });
  await clock.advance(20 * SECOND_MS, async () => {
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  });
  expect(await outcome).toEqual({
    type: "done",
    command: {
      type: "RecordChecks",
      results: [
        { check: "errors", value: null, detail: "no answer within 10 s" },
        { check: "alerts", value: 0, detail: null },
      ],
    },
  });
  expect(asked).toBe(2);
});

test("one lost answer is asked for again", async () => {
  let asked = 0;
  const flaky = async () => {
    asked += 1;
    if (asked === 1) throw new Error("connection reset");
    return { value: 0.3, detail: null };
  };
  const { outcome } = running({ check: answering({ errors: flaky }) });
  expect(await outcome).toMatchObject({ command: { results: [{ check: "errors", value: 0.3 }, { check: "alerts" }] } });
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, "12", undefined])("%s is no answer", async (value) => {
  const { outcome } = running({ check: answering({ errors: async () => ({ value, detail: null }) as Checked }) });
  expect(await outcome).toMatchObject({ command: { results: [{ value: null, detail: `answered ${value}` }, {}] } });
});

test("what it says besides is one line, and holds no secret", async () => {
  const token = `xoxb-${"1234567890-".repeat(3)}abcdefghijklmnop`;
  const telling = async (): Promise<Checked> => {
    throw new Error(`401\nwith ${token}`);
  };
  const { outcome } = running({ check: answering({ errors: telling }) });
  const text = JSON.stringify(await outcome);
  expect(text).toContain("401 with");
  expect(text).not.toContain("abcdefghijklmnop");
});

test("where nothing is connected, that is told; before its time nothing is asked", async () => {
  expect(await running(null).outcome).toEqual({ type: "done", command: { type: "RecordNoChecker" } });
  expect(await running({ check: answering({}) }, -1).outcome).toMatchObject({ type: "retry", aside: true });
});
