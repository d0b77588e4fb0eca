// Random updates, corrections and pauses by several people, some of whom saw an older state.
import fc from "fast-check";
import { expect, test } from "vitest";
import { WARROOM } from "../../../src/domain/actor.ts";
import type { Command } from "../../../src/domain/command.ts";
import { decide } from "../../../src/domain/decide.ts";
import type { DomainEvent } from "../../../src/domain/event.ts";
import { fold, type Incident } from "../../../src/domain/incident.ts";
import type { JobChange } from "../../../src/domain/job.ts";
import { nextNudge, nudgeDue } from "../../../src/domain/nudges.ts";
import { updateDueAt } from "../../../src/domain/updates/update-cycle.ts";
import { declared, PEOPLE, person, room, RUNBOOK, T0 } from "../given.ts";

const MINUTE_MS = 60_000;

/** What people do: `ahead` is in minutes from then, `of` the place of an update among the latest. */
interface Step {
  by: string;
  wait: number;
  what:
    | "post"
    | "promise"
    | "correct"
    | "correct-stale"
    | "pause"
    | "resume"
    | "severity"
    | "end"
    | "nudge"
    | "deliver";
  ahead: number;
  of: number;
}

const steps = fc.array(
  fc.record<Step>({
    by: fc.constantFrom("UANA", "UBEN"),
    wait: fc.nat(25),
    what: fc.constantFrom(
      ...(["post", "promise", "correct", "correct-stale", "pause", "resume"] as const),
      ...(["severity", "end", "nudge", "deliver"] as const),
    ),
    ahead: fc.integer({ min: -5, max: 25 * 60 }),
    of: fc.nat(5),
  }),
  { maxLength: 60 },
);

function commandOf(state: Incident, { what, ahead, of }: Step, now: number, index: number): Command {
  const update = state.updates[of];
  const at = now + ahead * MINUTE_MS;
  switch (what) {
    case "post":
      return { type: "PostUpdate", text: `text ${index}`, seenUpdate: state.updates.at(-1)?.seq ?? 0 };
    case "promise":
      return { type: "PostUpdate", text: `text ${index}`, nextAt: at };
    case "correct":
    case "correct-stale": {
      const version = (update?.version ?? 0) - (what === "correct" ? 0 : 1);
      const seq = update?.seq ?? of;
      return { type: "CorrectUpdate", update: seq, version, text: `other ${index}`, parts: {}, reason: "why" };
    }
    case "pause":
      return { type: "PauseNudges", until: at, reason: "why" };
    case "resume":
      return { type: "ResumeNudges" };
    case "severity":
      return { type: "ChangeSeverity", severity: ["SEV1", "SEV2", "SEV4"][of % 3]! };
    case "end":
      return state.stage === "open" ? { type: "Resolve", summary: "x" } : { type: "Reopen", reason: "x" };
    case "deliver":
      return {
        ...{ type: "RecordUpdateDelivered", update: update?.seq ?? of, version: (update?.version ?? 0) - (ahead % 2) },
        ...{ channel: "C7", ts: `1.${index}`, to: null },
      };
    case "nudge": {
      const { since } = state.updateCycle;
      const step = nudgeDue(state, RUNBOOK, now) ?? "soon";
      return { type: "RecordNudge", step, cycle: since, dueAt: now, to: [], text: "", channel: "C7", ts: `1.${index}` };
    }
  }
}

interface Taken {
  step: Step;
  command: Command;
  jobs: readonly JobChange[];
}

function run(
  all: readonly Step[],
  check: (before: Incident, after: Incident, event: DomainEvent, taken: Taken) => void,
): void {
  let state = fold("I7", [declared(), room]);
  let now = T0;
  for (const [index, step] of all.entries()) {
    now += step.wait * MINUTE_MS;
    const command = commandOf(state, step, now, index);
    const actor = command.type.startsWith("Record") ? WARROOM : person(step.by);
    const decision = decide(state, command, actor, { now, runbook: RUNBOOK, people: PEOPLE });
    if (!decision.ok) continue;
    const { after, events, jobs } = decision.value;
    for (const event of events) check(state, after, event, { step, command, jobs });
    state = after;
  }
}

test("nothing that people do makes the next update due before that moment", () => {
  fc.assert(
    fc.property(steps, (all) => {
      run(all, (_before, after, { type, at }) => {
        const dueAt = updateDueAt(after, RUNBOOK);
        const moves = /^(UpdatePosted|NudgesPaused|NudgesResumed|SeverityChanged|Reopened)$/.test(type);
        if (moves && dueAt !== null) expect(dueAt).toBeGreaterThanOrEqual(at);
      });
    }),
    { numRuns: 500 },
  );
});

test("nobody is reminded within a pause, and a pause ends within a day", () => {
  fc.assert(
    fc.property(steps, (all) => {
      run(all, (_before, after, event) => {
        if (event.type === "NudgesPaused") expect(event.until - event.at).toBeLessThanOrEqual(24 * 60 * MINUTE_MS);
        const next = nextNudge(after, RUNBOOK);
        if (next && after.pause) expect(next.at).toBeGreaterThanOrEqual(after.pause.until);
      });
    }),
    { numRuns: 500 },
  );
});

test("a correction is of one of the latest updates, by who saw its present words, and of no other", () => {
  fc.assert(
    fc.property(steps, (all) => {
      run(all, (before, after, event, { step }) => {
        expect(after.updates.length).toBeLessThanOrEqual(5);
        if (event.type !== "UpdateCorrected") return;
        expect(step.what).toBe("correct");
        const others = (state: Incident) => state.updates.filter(({ seq }) => seq !== event.update);
        expect(others(after)).toEqual(others(before));
        expect(after.updates.find(({ seq }) => seq === event.update)?.text).toBe(event.text);
      });
    }),
    { numRuns: 500 },
  );
});

test("a message that shows older words than the update has is brought up to date", () => {
  fc.assert(
    fc.property(steps, (all) => {
      run(all, (before, _after, event, { jobs, command }) => {
        if (command.type !== "RecordUpdateDelivered" || event.type !== "UpdateDelivered") return;
        const update = before.updates.find(({ seq }) => seq === event.update);
        const corrects = jobs.some((change) => change.do === "enqueue" && change.job.kind === "correct-update");
        expect(corrects).toBe(update !== undefined && update.version !== command.version);
      });
    }),
    { numRuns: 500 },
  );
});
