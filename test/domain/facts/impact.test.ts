import { describe, expect, test } from "vitest";
import type { ImpactChanges } from "../../../src/domain/facts/impact.ts";
import { declared, event, given, person, resolved, room } from "../given.ts";

const known = event(
  3,
  { type: "ImpactSet", words: { users: "all", data: "safe" }, changed: ["users", "data"] },
  "slack:UBEN",
);
const change = (changes: ImpactChanges) => ({ type: "SetImpact", changes }) as const;

describe("saying what is hit", () => {
  test("changes the parts that were given and keeps the others; the room hears what changed", () => {
    const { enqueues, job, decision } = given(declared(), room, known)
      .when(change({ users: { to: " EU only " }, regions: { to: "EU" } }), undefined, 4)
      .then({
        type: "ImpactSet",
        words: { users: "EU only", data: "safe", regions: "EU" },
        changed: ["users", "regions"],
      });
    expect(enqueues).toContain("say:room:4");
    expect(job("say:room:4")!.job).toMatchObject({
      said: {
        type: "impact-set",
        parts: [
          { part: "users", text: "EU only" },
          { part: "regions", text: "EU" },
        ],
      },
    });
    expect(decision.after.impact).toMatchObject({ by: "UANA", words: { data: "safe" } });
  });
  test("takes away a part that turned out to be nothing", () => {
    given(declared(), known)
      .when(change({ data: { from: "safe", to: "" } }))
      .then({ type: "ImpactSet", words: { users: "all" }, changed: ["data"] });
  });
  test("is refused where somebody else wrote that part meanwhile, and shows what they wrote", () => {
    given(declared(), known)
      .when(change({ users: { from: "", to: "about half" } }), person("UANA"))
      .refused({ type: "impact-changed", part: "users", by: "UBEN", text: "all" });
  });
  test("by two people about different parts keeps both", () => {
    given(declared(), known)
      .when(change({ regions: { from: "", to: "EU" } }))
      .then({ type: "ImpactSet", words: { users: "all", data: "safe", regions: "EU" }, changed: ["regions"] });
  });
  test("needs something new, of a length that can be read", () => {
    const { when } = given(declared(), known);
    when(change({})).refused({ type: "unchanged", what: "impact" });
    when(change({ users: { from: "", to: "all" } })).refused({ type: "unchanged", what: "impact" });
    when(change({ users: { to: "x".repeat(501) } })).refused({ type: "impact-too-long", part: "users", length: 501 });
  });
  test("is possible once it is over: then it is known best", () => {
    given(declared(), resolved(30))
      .when(change({ users: { to: "12 % of orders" } }), undefined, 40)
      .then({ type: "ImpactSet", words: { users: "12 % of orders" }, changed: ["users"] });
  });
});
