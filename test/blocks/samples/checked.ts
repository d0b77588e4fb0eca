// Some looks at checks, one of which gave no answer at first.
import type { Measured } from "../../../src/domain/condition.ts";
import type { Check, Verdict } from "../../../src/domain/checks/check.ts";
import type { CheckEvent } from "../../../src/domain/checks/checks.ts";
import type { DomainEvent } from "../../../src/domain/event.ts";
import { at } from "./data.ts";

export const CHECKS: readonly Check[] = [
  { key: "error-rate", title: "Error rate", unit: "%" },
  { key: "services", title: "Every service runs", unit: "" },
  { key: "queue", title: "Messages waiting", unit: "" },
];

const LOOKS: readonly [minutes: number, errors: number, services: boolean | null][] = [
  [1, 12, null],
  [20, 31.5, false],
  [21, 0.05, true],
];

export const CHECKED: readonly DomainEvent[] = LOOKS.flatMap(([minutes, errors, services]) => {
  const results = [
    { check: "error-rate", value: errors, verdict: errors < 1 ? ("well" as const) : ("not-well" as const) },
    { check: "services", value: services, verdict: verdictOf(services) },
    { check: "queue", value: null, verdict: "unknown" as const },
  ].map((one: { check: string; value: Measured | null; verdict: Verdict }) => ({ ...one, detail: null }));
  const changes = results.map((one) => {
    const { title, unit } = CHECKS.find(({ key }) => key === one.check)!;
    return { ...one, title, unit, before: null };
  });
  const ran: CheckEvent = {
    type: "ChecksRan",
    asked: null,
    shown: true,
    results: results.map((one) => ({ ...one, passed: [] })),
  };
  return [at(minutes, ran, null), at(minutes, { type: "ChecksChanged", changes }, null)];
});

function verdictOf(services: boolean | null): Verdict {
  if (services === null) return "unknown";
  return services ? "well" : "not-well";
}
