// Random commands by random people: whatever is asked, the state stays one that can be.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { versionOf } from "../../src/domain/timeline/entries.ts";
import { fold, type Incident } from "../../src/domain/incident.ts";
import { nextReminder } from "../../src/domain/work/action-items.ts";
import { nextLeadAsk, nextNudge } from "../../src/domain/nudges.ts";
import { nextTaskAsk, nextTaskWait } from "../../src/domain/work/tasks.ts";
import { TIME_NAMES, type TimeName, timeOf } from "../../src/domain/facts/times.ts";
import { RUNBOOK, T0 } from "./given.ts";
import { twiceChanged } from "../support/twice-changed.ts";
import { run, steps, timelineSteps } from "./model.ts";

describe("whatever is asked of an incident", () => {
  test("its state is exactly its events, folded", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { state, log } = run(all, () => {});
        expect(fold("I7", log)).toEqual(state);
        expect(state.seq).toBe(log.length);
      }),
      { numRuns: 300 },
    );
  });
  test("an accepted command leaves the state it was given as it was", () => {
    fc.assert(
      fc.property(steps, (all) => {
        let frozen = "";
        let last: Incident | undefined;
        run(all, (before, after) => {
          if (last) expect(JSON.stringify(before)).toBe(frozen);
          frozen = JSON.stringify(after);
          last = after;
        });
      }),
    );
  });
  test("no two parts of its state tell the same field of an event", () => {
    fc.assert(
      fc.property(steps, (all) => {
        run(all, (before, _after, _jobs, events) => expect(twiceChanged(before, events)).toEqual([]));
      }),
    );
  });
  test("stages change only as they may, and what is over has somebody who ended it", () => {
    fc.assert(
      fc.property(steps, (all) => {
        run(all, (before, after, _jobs, [event]) => {
          expect(after.ended === null).toBe(after.stage === "open");
          if (before.stage !== after.stage) {
            const may = { Resolved: "open→resolved", Cancelled: "open→cancelled" } as Record<string, string>;
            const change = `${before.stage}→${after.stage}`;
            if (event!.type === "Reopened") expect(change).toMatch(/^(resolved|cancelled)→open$/);
            else expect(change).toBe(may[event!.type]);
          }
        });
      }),
      { numRuns: 300 },
    );
  });
  test("a role has one holder, changes hands only by a role's events, and the room opens once", () => {
    fc.assert(
      fc.property(steps, (all) => {
        run(all, (before, after, _jobs, [event]) => {
          const isRole = event!.type === "RoleAssigned" || event!.type === "RoleReleased";
          if (!isRole) expect(after.roles).toEqual(before.roles);
          for (const key of Object.keys(after.roles)) expect(["commander", "communications", "scribe"]).toContain(key);
          if (event!.type === "RoleAssigned") expect(before.roles[event!.role]?.user).not.toBe(event!.user);
          if (before.room) expect(after.room).toEqual(before.room);
        });
      }),
      { numRuns: 300 },
    );
  });
  test("guests and external people change nothing, and no one but Warroom records", () => {
    fc.assert(
      fc.property(steps, (all) => {
        run(all, (_before, _after, _jobs, events) => {
          for (const { actor } of events) expect(actor).toMatch(/^(slack:U(ANA|BEN|CLEO|X)|operator:root|warroom)$/);
          if (events[0]!.actor === "slack:UX") expect(events[0]!.type).toMatch(/^(NoteAdded|MomentMarked(Again)?)$/);
        });
      }),
    );
  });
  test("its six times stand in an order that can be, and none is still to come", () => {
    fc.assert(
      fc.property(steps, (all) => {
        let now = T0;
        run(all, (before, after, _jobs, events) => {
          now = events[0]!.at;
          const at = (name: TimeName) => timeOf(after, name);
          for (const name of TIME_NAMES) expect(at(name) ?? 0).toBeLessThanOrEqual(now);
          const inOrder = ["started", "detected", "mitigated", "resolved"] as const;
          const known = inOrder.map(at).filter((one) => one !== null);
          expect(known).toEqual(known.toSorted((a, b) => a - b));
          expect(at("started")).toBeLessThanOrEqual(at("declared")!);
          // Nothing but setting a time, and a reopening, touches what was set.
          if (!["TimeSet", "Reopened", "TriageAnswered"].includes(events[0]!.type))
            expect(after.times).toBe(before.times);
        });
      }),
      { numRuns: 500 },
    );
  });
  test("no answer and no part of the impact is lost that somebody else wrote unseen", () => {
    fc.assert(
      fc.property(steps, (all) => {
        run(all, (before, after, _jobs, events) => {
          if (before.impact && !events.some(({ type }) => type === "ImpactSet"))
            expect(after.impact).toBe(before.impact);
          for (const question of Object.keys(before.triage)) expect(after.triage[question]).toBeDefined();
        });
      }),
    );
  });
  test("an entry keeps its number, a message has one entry, and what is struck stays as it is", () => {
    fc.assert(
      fc.property(timelineSteps, (all) => {
        run(all, (before, after) => {
          expect(after.entries.map(({ number }) => number)).toEqual(after.entries.map((_, index) => index + 1));
          for (const entry of before.entries.filter(({ struck }) => struck)) {
            expect(after.entries[entry.number - 1]).toEqual(entry);
          }
          const standing = after.entries.filter(({ struck, ts }) => !struck && ts !== null).map(({ ts }) => ts);
          expect(new Set(standing).size).toBe(standing.length);
        });
      }),
      { numRuns: 300 },
    );
  });
  test("an entry changes only for who saw it as it stood", () => {
    fc.assert(
      fc.property(timelineSteps, (all) => {
        run(all, (before, _after, _jobs, [event], asked) => {
          if (!("seen" in asked && "entry" in asked) || !("entry" in event!)) return;
          const was = before.entries[asked.entry - 1]!;
          const isOwn = event!.actor.endsWith(was.changed?.by ?? "nobody");
          expect(asked.seen === versionOf(was) || isOwn).toBe(true);
        });
      }),
      { numRuns: 300 },
    );
  });
  test("the stored timers are always those that the state asks for", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const pending = new Map<string, number>();
        const { state } = run(all, (_before, _after, jobs) => {
          for (const change of jobs) {
            if (change.do === "cancel") pending.delete(change.key);
            else if (change.do === "enqueue") pending.set(change.key, change.dueAt);
          }
        });
        const speaks = state.room !== null || state.roomRefused !== null;
        expect(pending.get("nudge-update:I7")).toBe((speaks && nextNudge(state, RUNBOOK)?.at) || undefined);
        expect(pending.get("ask-task:I7")).toBe((speaks && nextTaskAsk(state)?.at) || undefined);
        expect(pending.get("tell-task-waits:I7")).toBe((speaks && nextTaskWait(state)?.at) || undefined);
        expect(pending.get("remind-action-item:I7")).toBe((speaks && nextReminder(state)?.at) || undefined);
        expect(pending.get("ask-for-lead:I7")).toBe((speaks && nextLeadAsk(state, RUNBOOK)?.at) || undefined);
      }),
      { numRuns: 500 },
    );
  });
});
