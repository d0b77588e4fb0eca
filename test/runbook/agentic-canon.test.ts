import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { leadRole } from "../../src/domain/runbook.ts";
import { HOUR_MS, MINUTE_MS } from "../../src/lib/pure/duration.ts";
import { DEFAULT_ROLES } from "../../src/runbook/defaults.ts";
import { runbookOf } from "./reading.ts";

const FILE = "runbooks/agentic-canon.yml";
const SOURCE = "../shared/runbooks/agentic-canon.md";
const text = readFileSync(FILE, "utf8");
const runbook = runbookOf(text, FILE);

test("the levels promise what the source promises", () => {
  const table = runbook.severities.map(({ name, rank, response, cadence_ms, invite }) => [
    rank,
    name,
    response?.words,
    response?.within ?? null,
    cadence_ms,
    invite.join(),
  ]);
  expect(table).toEqual([
    [1, "SEV1", "immediate, under 15 min", { unit: "exact", ms: 15 * MINUTE_MS }, 15 * MINUTE_MS, "on-call"],
    [2, "SEV2", "30 min", { unit: "exact", ms: 30 * MINUTE_MS }, 30 * MINUTE_MS, "on-call"],
    [3, "SEV3", "2 h", { unit: "exact", ms: 2 * HOUR_MS }, 2 * HOUR_MS, ""],
    [4, "SEV4", "next business day", { unit: "business-days", count: 1 }, null, ""],
  ]);
});

test("an incident starts at triage, and goes through the phases between detection and the review", () => {
  expect(runbook.statuses).toEqual(["Triage", "Communication", "Investigation", "Resolution", "Recovery"]);
});

test("the questions of triage are those that the source asks of the impact, and land there", () => {
  expect(runbook.triage.map(({ lands }) => lands)).toEqual(["users", "services", "business", "data", "security"]);
  expect(runbook.mitigatedAt).toBe("Recovery");
});

test("the announcement channel, the links and the postmortem's sections are those of the source", () => {
  expect(runbook.announceChannel).toBe("incidents");
  expect(runbook.links.map(({ url }) => new URL(url).host)).toEqual([
    "sre.google",
    "response.pagerduty.com",
    "www.atlassian.com",
    "github.com",
  ]);
  expect(runbook.postmortem.sections.map(({ title }) => title)).toEqual([
    "Summary",
    "Timeline",
    "Impact",
    "Root Cause",
    "Resolution",
    "What Went Well",
    "What Could Be Improved",
    "Action Items",
  ]);
});

test("the source names no roles but a lead, so Warroom's own hold", () => {
  expect(runbook.roles).toEqual(DEFAULT_ROLES);
  expect(leadRole(runbook)?.key).toBe("commander");
});

test("every section that a comment names is a heading of the source", ({ skip }) => {
  skip(!existsSync(SOURCE), `the source text is not at ${SOURCE}`);
  const headings = [...readFileSync(SOURCE, "utf8").matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading!);
  const named = [...text.matchAll(/#[^\n]*?\[([^\]]+)\]/g)].map(([, heading]) => heading!);
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((one) => !headings.includes(one))).toEqual([]);
});
