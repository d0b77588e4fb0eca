import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { leadRole, updatesRole } from "../../src/domain/runbook.ts";
import { sha256 } from "../../src/lib/hash.ts";
import { HOUR_MS, MINUTE_MS } from "../../src/lib/pure/duration.ts";
import {
  DEFAULT_KEY_MOMENTS,
  DEFAULT_ROLES,
  DEFAULT_SECTIONS,
  DEFAULT_STATUSES,
  DEFAULT_TRIAGE,
} from "../../src/runbook/defaults.ts";
import { loadRunbookFile, readRunbook, readStamped } from "../../src/runbook/load.ts";
import { problemText } from "../../src/runbook/problem.ts";
import { runbookOf, smallest } from "./reading.ts";

describe("a good file", () => {
  test("a title and one severity are a runbook; everything else has its documented default", () => {
    expect(runbookOf(smallest())).toEqual({
      name: "x",
      title: "Test",
      idPattern: "INC-{number}",
      roomPattern: "inc-{number}-{slug}",
      announceChannel: "incidents",
      calendar: { zone: "UTC", workdays: [1, 2, 3, 4, 5], opens_min: 540, closes_min: 1020, holidays: [] },
      severities: [
        {
          name: "P1",
          rank: 1,
          title: "Bad",
          examples: [],
          acknowledge: null,
          response: null,
          firstUpdate: null,
          resolve: null,
          cadence_ms: null,
          publicCadence_ms: null,
          place: "own",
          page: [],
          invite: [],
        },
      ],
      categories: [],
      measures: [],
      severityRules: [],
      phases: [],
      statuses: DEFAULT_STATUSES,
      mitigatedAt: "Monitoring",
      triage: DEFAULT_TRIAGE,
      roles: DEFAULT_ROLES,
      updateParts: ["impact", "next", "eta", "workaround"],
      handOverAfter_ms: 4 * HOUR_MS,
      ladder: { rungs: [], bySeverity: {} },
      duties: [],
      templates: [],
      checks: [],
      recovery: { criteria: [], watch: null },
      checklists: [],
      playbooks: [],
      bridge: null,
      links: [],
      contacts: [],
      keyMoments: DEFAULT_KEY_MOMENTS,
      postmortem: { sections: DEFAULT_SECTIONS },
      review: {
        deadlines: [],
        meeting: null,
        actionItems: { priorities: [], dueWithin: [], ownedWithin: null },
      },
      regimes: [],
      readiness: [],
      reports: [],
    });
  });

  test("severities are ranked in the order of the file, whatever they are called", () => {
    const file =
      "title: Test\nseverities: [{ name: Low, title: a }, { name: SEV-0, title: b }, { name: P9, title: c }]\n";
    const ranks = runbookOf(file).severities.map(({ name, rank }) => `${rank} ${name}`);
    expect(ranks).toEqual(["1 Low", "2 SEV-0", "3 P9"]);
  });

  test.each([
    ["15m", { words: "15 min", within: { unit: "exact", ms: 15 * MINUTE_MS } }],
    ["1h 30m", { words: "1 h 30 min", within: { unit: "exact", ms: 90 * MINUTE_MS } }],
    ["{ within: 2h }", { words: "2 h", within: { unit: "exact", ms: 2 * HOUR_MS } }],
    ["{ words: next business day }", { words: "next business day", within: null }],
    ["{ words: at once, within: 15m }", { words: "at once", within: { unit: "exact", ms: 15 * MINUTE_MS } }],
    ["null", null],
  ])("a response of %s is words and a number, and no number is invented", (written, target) => {
    const file = `title: Test\nseverities:\n  - name: P1\n    title: Bad\n    response: ${written}\n`;
    expect(runbookOf(file).severities[0]?.response).toEqual(target);
  });

  test("whoever leads is reminded to hand over when the file says, or never", () => {
    const spanOf = (line: string) => runbookOf(smallest(`${line}\n`)).handOverAfter_ms;
    expect(spanOf("hand_over_after: 2h")).toBe(2 * HOUR_MS);
    expect(spanOf("hand_over_after: null")).toBeNull();
  });

  test("a cadence of null is as needed, and may differ by level", () => {
    const file =
      "title: Test\nseverities:\n  - { name: A, title: a, update_every: 15m }\n  - { name: B, title: b, update_every: null }\n";
    expect(runbookOf(file).severities.map(({ cadence_ms }) => cadence_ms)).toEqual([15 * MINUTE_MS, null]);
  });

  test.each([
    ["statuses: [Fixing, Recovery, Monitoring]", "Recovery"],
    ["statuses: [Fixing, Watching]", null],
    ["statuses: [Fixing, Watching]\nmitigated_at: watching", "Watching"],
  ])("with %s it is mitigated at %s", (lines, status) => {
    expect(runbookOf(smallest(`${lines}\n`)).mitigatedAt).toBe(status);
  });

  test("a list of triage questions replaces Warroom's own; an answer lands on the timeline unless it says where", () => {
    const file = smallest("triage:\n  - { question: What broke? }\n  - { question: Who is hit?, lands: users }\n");
    expect(runbookOf(file).triage).toEqual([
      { question: "What broke?", lands: "observation" },
      { question: "Who is hit?", lands: "users" },
    ]);
    expect(runbookOf(smallest("triage: []\n")).triage).toEqual([]);
  });

  test("a list of roles replaces Warroom's own; a name comes from its key, and nobody is made mandatory", () => {
    const runbook = runbookOf(
      smallest("roles:\n  - { key: lead, mandatory: true, backup: [on-call] }\n  - { key: technical-lead }\n"),
    );
    const role = { mandatoryAt: [], postsUpdates: false, duties: [], primary: [], backup: [] };
    expect(runbook.roles).toEqual([
      { ...role, key: "lead", name: "Lead", mandatory: true, backup: ["on-call"] },
      { ...role, key: "technical-lead", name: "Technical lead", mandatory: false },
    ]);
  });

  test("the role named by updates_by posts the updates, of Warroom's own roles too", () => {
    expect(updatesRole(runbookOf(smallest("updates_by: scribe\n")))?.key).toBe("scribe");
    expect(updatesRole(runbookOf(smallest()))?.key).toBe("communications");
  });

  test("Warroom's own roles have one that leads and asks the on-call team when it is empty", () => {
    expect(leadRole(runbookOf(smallest()))).toMatchObject({ key: "commander", backup: ["on-call"] });
  });

  test("a byte-order mark and Windows line ends are read as they are meant", () => {
    expect(runbookOf(`\ufeff${smallest("announce: ops\n").replaceAll("\n", "\r\n")}`).announceChannel).toBe("ops");
  });
});

describe("identity", () => {
  test("the hash is that of the text, so a changed comment is another version", () => {
    const [text, commented] = [smallest(), smallest("# a note\n")];
    const hashes = [text, commented].map((one) => {
      const read = readRunbook(one, "x.yml");
      return read.ok && read.value.hash;
    });
    expect(hashes).toEqual([sha256(text), sha256(commented)]);
  });

  test("the file's name is the runbook's name", () => {
    expect(runbookOf(smallest(), "/etc/warroom/our-rules.yaml").name).toBe("our-rules");
  });

  test("what is stamped on an incident holds for it, whatever rule for new files was added since", () => {
    const text = readFileSync("test/runbook/broken/check-in-another-unit.yml", "utf8");
    expect(readRunbook(text, "x.yml").ok).toBe(false);
    const tests = readStamped(text, "x.yml")?.runbook.recovery.criteria.map(({ check }) => check?.test);
    expect(tests?.[1]).toEqual({ op: "<", than: 200 });
    expect(readStamped("title: [", "x.yml")).toBe(null);
  });

  test("a file that cannot be read is a problem, not a crash", async () => {
    const read = await loadRunbookFile("test/runbook/absent.yml");
    expect(read.ok).toBe(false);
    expect(!read.ok && read.error.map(problemText).join()).toMatch(/^test\/runbook\/absent\.yml: cannot be read: /);
  });
});
