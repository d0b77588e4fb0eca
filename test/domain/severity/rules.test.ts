import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Measured } from "../../../src/domain/condition.ts";
import { askedMeasures, proposeSeverity } from "../../../src/domain/severity/rules.ts";
import { runbookOf } from "../../runbook/reading.ts";

const of = (name: string) => runbookOf(readFileSync(`runbooks/${name}.yml`, "utf8"), `runbooks/${name}.yml`);
const propose = (name: string, measured: Record<string, Measured>, categories: string[] = []) => {
  const proposal = proposeSeverity(of(name), { measured, categories });
  return proposal && [proposal.severity, proposal.rule.because, proposal.unless?.severity ?? null];
};

describe("counts and percentages", () => {
  test("the highest rule that holds is proposed, with its reason", () => {
    expect(propose("novacron", { users: 1_200 })).toEqual(["SEV-2", "more than 1 000 users are hit", null]);
    expect(propose("novacron", { users: 1_200, users_percent: 5, data_risk: true })).toEqual([
      "SEV-1",
      "data may be lost",
      null,
    ]);
  });

  test("what lies exactly on a threshold may be the one above as well", () => {
    expect(propose("novacron", { users: 1_000 })).toEqual(["SEV-3", "more than 100 users are hit", "SEV-2"]);
    expect(propose("magnus", { users_percent: 50 })).toBeNull();
  });

  test("half of the users is neither more nor fewer than half", () => {
    expect(propose("magnus", { users_percent: 51 })?.[0]).toBe("High");
    expect(propose("magnus", { users_percent: 49 })?.[0]).toBe("Medium");
  });

  test("a category found is enough where the runbook says so", () => {
    expect(propose("novacron", {}, ["security-breach"])?.[0]).toBe("SEV-1");
    expect(propose("novacron", {}, [])).toBeNull();
  });
});

describe("a decision tree", () => {
  const ALWAYS_ASKED = ["data_lost", "breached", "customer_facing"];
  const asked = (measured: Record<string, Measured>) =>
    askedMeasures(of("agentic-canon"), { measured, categories: [] })
      .measures.map(({ key }) => key)
      .filter((key) => !ALWAYS_ASKED.includes(key));

  test("asks only what the answers before leave open", () => {
    expect(asked({})).toEqual(["down"]);
    expect(asked({ down: false })).toEqual(["down", "several_users"]);
    expect(asked({ down: true })).toEqual(["down"]);
    expect(asked({ down: false, several_users: true })).toEqual(["down", "several_users", "critical"]);
  });

  test("an answer in a branch that another answer closed counts for nothing, nor does what follows from it", () => {
    const measured = { down: true, several_users: true, critical: true };
    expect(askedMeasures(of("agentic-canon"), { measured, categories: [] }).measured).toEqual({ down: true });
    expect(asked(measured)).toEqual(["down"]);
  });

  test.each([
    [{ down: true }, "SEV1"],
    [{ down: false, several_users: true, critical: true }, "SEV2"],
    [{ down: false, several_users: true, critical: false }, "SEV3"],
    [{ down: false, several_users: false }, "SEV4"],
  ])("%j leads to %s", (measured, severity) => {
    expect(propose("agentic-canon", measured)?.[0]).toBe(severity);
  });

  test("half an answer proposes nothing", () => {
    expect(propose("agentic-canon", { down: false, several_users: true })).toBeNull();
  });
});
