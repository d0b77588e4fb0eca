import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { announcement, topic } from "../../src/blocks/announcement.ts";
import { statusCard } from "../../src/blocks/card.ts";
import { declareForm } from "../../src/blocks/declare-form.ts";
import { replyView, severityForm, statusForm, textForm } from "../../src/blocks/forms.ts";
import { en } from "../../src/blocks/words/en.ts";
import { line, person, type Post } from "../../src/blocks/mrkdwn.ts";
import { incidentList } from "../../src/blocks/incident-list.ts";
import { incidentMenu } from "../../src/blocks/menu.ts";
import { impactHistory, timesOverview } from "../../src/blocks/facts/fact-overview.ts";
import { impactForm, timesForm, triageForm } from "../../src/blocks/facts/fact-forms.ts";
import { IMPACT_CHARS_MAX, IMPACT_PARTS } from "../../src/domain/facts/impact.ts";
import { LANDINGS } from "../../src/domain/facts/triage.ts";
import { help, openMenu } from "../../src/blocks/overview.ts";
import { problemWords } from "../../src/blocks/problem.ts";
import { leadAsk, notice, said, updateNudge } from "../../src/blocks/say.ts";
import { correctable, postedReply, toSubscriber } from "../../src/blocks/updates/update.ts";
import { correctUpdateForm, nextDraft, pauseForm, updateForm } from "../../src/blocks/updates/update-form.ts";
import type { Incident } from "../../src/domain/incident.ts";
import { fold } from "../../src/domain/incident.ts";
import type { Said } from "../../src/domain/job.ts";
import type { Question } from "../../src/domain/handover/questions.ts";
import type { Problem } from "../../src/domain/problem.ts";
import type { Role, Runbook } from "../../src/domain/runbook.ts";
import { UPDATE_PARTS, type UpdateParts } from "../../src/domain/updates/updates.ts";
import { at, declared, event, RUNBOOK, T0 } from "../domain/given.ts";
import { entryEvents, entryForms, entryPosts } from "./hostile-entries.ts";
import { expectFits, expectModalFits, expectNoStrangeToken, expectVerbatim } from "./payload.ts";

const BRIDGE = "https://call.example/?a=1&b=%3C!here%3E";
const OWN = ["UANA", "UBEN", "UMAX", "C7", BRIDGE.replace("&", "&amp;")];
const TEXT_CHARS_MAX = 3_000;
const metadata = { incident: "I7", channel: "C7" };

/** A runbook as large as the format lets one be. */
const LARGE: Runbook = {
  ...RUNBOOK,
  severities: Array.from({ length: 20 }, (_, index) => ({
    ...RUNBOOK.severities[0]!,
    name: `S&<!here>${index}`.padEnd(24, "x"),
    title: "&".repeat(75),
    examples: Array.from({ length: 20 }, () => "<!channel>".repeat(20)),
    response: { words: "<@UEVIL>".repeat(7), within: null },
  })),
  statuses: Array.from({ length: 20 }, (_, index) => `${index}${"&".repeat(38)}`),
  triage: Array.from({ length: 20 }, (_, index) => ({
    question: `${index}${"<!here>".repeat(21)}`,
    lands: LANDINGS[index % LANDINGS.length]!,
  })),
  roles: Array.from(
    { length: 20 },
    (_, index): Role => ({
      ...RUNBOOK.roles[0]!,
      key: `role-${index}-`.padEnd(40, "x"),
      name: `${index}${"<".repeat(38)}`,
      duties: Array.from({ length: 20 }, () => "<http://evil>".padEnd(200, "&")),
    }),
  ),
};

/** Everything that anybody can have typed about an incident, as hostile and long as it gets. */
function incidentOf(typed: string, runbook: Runbook): Incident {
  const status = runbook.statuses[0]!;
  const base = fold("I7", [
    { ...declared(), title: typed.slice(0, 200) || "x", severity: runbook.severities[0]!.name, status } as never,
    event(0, { type: "RoomOpened", channel: "C7", name: "inc-7" }, "warroom"),
    event(1, { type: "Acknowledged", by: "UBEN" }),
    event(2, { type: "UpdatePosted", text: typed, status, nextDueAt: at(20), parts: partsOf(typed), promised: true }),
    event(3, { type: "UpdateCorrected", update: 4, text: typed, parts: partsOf(typed), reason: typed.slice(0, 500) }),
    event(4, { type: "NudgesPaused", until: at(30), reason: typed.slice(0, 500) }),
    event(5, { type: "BridgeSet", url: BRIDGE }),
    ...entryEvents(typed),
  ]);
  const held = runbook.roles.slice(1).map(({ key }) => [key, { user: "UBEN", since: T0 }]);
  const short = typed.slice(0, IMPACT_CHARS_MAX);
  return {
    ...base,
    roles: Object.fromEntries(held),
    impact: { words: Object.fromEntries(IMPACT_PARTS.map((part) => [part, short])), by: typed, at: T0 },
    triage: Object.fromEntries(runbook.triage.map(({ question }) => [question, { text: short, by: typed, at: T0 }])),
    times: { started: { at: T0, by: typed, setAt: T0, reason: typed.slice(0, 200) } },
    duplicates: Array.from({ length: 20 }, () => ({ incident: "I6", name: typed.slice(0, 40), channel: null })),
    questions: [question(typed)],
  };
}

const question = (typed: string): Question => {
  const asked = { id: "1", role: "commander", by: typed, to: "UBEN", text: typed, at: T0 };
  return { ...asked, ts: "1.1", threadTs: null, toldAt: null };
};

const partsOf = (typed: string): UpdateParts =>
  Object.fromEntries(UPDATE_PARTS.map((part) => [part, typed.slice(0, 500)]));

const SAYINGS = (typed: string, runbook: Runbook): Said[] => {
  const role = runbook.roles[0]!.key;
  const short = typed.slice(0, 40);
  return [
    { type: "role-assigned", role, user: "UANA", by: "UBEN" },
    { type: "role-assigned", role: short, user: short, by: short },
    { type: "role-released", role, user: "UANA" },
    { type: "severity-changed", from: short, to: short, by: "UANA", reason: typed },
    { type: "update", text: typed, status: typed.slice(0, 40), by: "UANA", nextDueAt: at(20) },
    { type: "update", update: 4, text: "", status: typed.slice(0, 40), by: "UANA", nextDueAt: null },
    { type: "nudges-paused", until: at(20), by: "UANA", reason: typed },
    { type: "nudges-resumed", by: short },
    { type: "bridge-set", url: BRIDGE, by: short },
    { type: "resolved", by: "operator:<!here>", words: typed },
    { type: "cancelled", by: "UANA", words: typed },
    { type: "reopened", by: "UANA", words: typed },
    { type: "time-set", time: "started", from: T0, to: T0, by: short, reason: typed },
    {
      type: "impact-set",
      parts: IMPACT_PARTS.map((part) => ({ part, text: typed.slice(0, IMPACT_CHARS_MAX) })),
      by: short,
    },
    {
      type: "triage-answered",
      answers: runbook.triage.map(({ question }) => ({ question, text: typed.slice(0, IMPACT_CHARS_MAX) })),
      by: short,
    },
    { type: "merged", name: short, channel: "C7", by: short, reason: typed },
    { type: "duplicate-merged", name: short, channel: "C7", title: typed.slice(0, 200), severity: short, by: short },
    { type: "duplicate-parted", name: short, channel: null, by: short },
    { type: "reported-too", user: short, title: typed.slice(0, 200) },
    {
      type: "invites-refused",
      refused: Array.from({ length: 30 }, () => ({ user: "UBEN", error: typed.slice(0, 40) })),
    },
  ];
};

const PROBLEMS = (typed: string, { statuses }: Runbook): Problem[] => {
  const unknown = { asked: typed, known: statuses, nearest: statuses[0]! };
  const ended = { by: typed, at: T0, name: typed };
  return [
    ...["person", "guest", "external", "unknown"].map((standing) => ({
      type: "not-allowed" as const,
      command: typed,
      standing,
    })),
    { type: "unknown-incident", asked: typed },
    { type: "unknown-incident", asked: "" },
    { type: "title-empty" },
    { type: "title-too-long", length: 201, length_max: 200 },
    { type: "text-empty", what: "update" },
    { type: "text-too-long", what: "note", length: 3_001, length_max: 3_000 },
    { type: "unknown-severity", ...unknown },
    { type: "unknown-status", ...unknown, asked: " " },
    { type: "unknown-role", ...unknown, nearest: null },
    {
      type: "just-declared",
      incident: "I6",
      name: typed.slice(0, 40),
      title: typed.slice(0, 200),
      by: "UANA",
      at: T0,
      channel: "C7",
    },
    {
      type: "just-declared",
      incident: "I6",
      name: "INC-6",
      title: typed.slice(0, 200),
      by: typed,
      at: T0,
      channel: null,
    },
    { type: "role-held", role: typed.slice(0, 40), user: "UANA", at: T0 },
    { type: "unknown-time", asked: typed, known: ["started"], nearest: "started" },
    { type: "impact-changed", part: "users", by: typed, at: T0, text: typed },
    { type: "triage-answered", question: typed.slice(0, 150), by: typed, at: T0, text: typed },
    {
      type: "not-open",
      stage: "merged",
      ...ended,
      into: { incident: "I6", name: typed.slice(0, 40), channel: null },
    },
    { type: "merged-into-itself", name: typed.slice(0, 40) },
    { type: "merged-with-private", name: typed.slice(0, 40) },
    { type: "role-not-held", role: typed.slice(0, 40) },
    { type: "already-acknowledged", by: typed, at: T0 },
    { type: "severity-unchanged", severity: typed.slice(0, 40) },
    { type: "status-unchanged", status: typed.slice(0, 40) },
    { type: "not-open", stage: "resolved", ...ended },
    { type: "not-open", stage: "cancelled", ...ended },
    { type: "already-open", name: typed },
    { type: "time-in-future", at: T0 },
    { type: "text-too-long", what: "eta", length: 501, length_max: 500 },
    { type: "time-passed", at: T0 },
    { type: "time-too-far", at: T0, span_max_ms: 60_000 },
    { type: "updated-meanwhile", by: typed, ago_ms: 5_000, text: typed },
    { type: "corrected-meanwhile", by: typed, ago_ms: 5_000, text: typed },
    { type: "update-too-old", kept: 5 },
    { type: "update-unchanged" },
    { type: "already-subscribed", name: typed.slice(0, 40) },
    { type: "not-subscribed", name: typed.slice(0, 40) },
    { type: "no-reminders", severity: typed.slice(0, 24) },
    { type: "not-paused" },
    { type: "no-web-address", asked: typed },
    { type: "bridge-unchanged", url: BRIDGE },
    { type: "unknown-kind", asked: typed, nearest: null },
    { type: "entry-changed", entry: 1, how: "corrected", by: typed, at: T0, text: typed },
    { type: "no-longer-wanted", why: typed },
  ];
};

const impactOf = (typed: string) =>
  event(3, {
    type: "ImpactSet",
    words: Object.fromEntries(IMPACT_PARTS.map((part) => [part, typed.slice(0, IMPACT_CHARS_MAX)])),
    changed: [...IMPACT_PARTS],
  });

/** Every message that Warroom can render of an incident. */
function postsOf(typed: string, runbook: Runbook): Post[] {
  const incident = incidentOf(typed, runbook);
  const roomless = { ...incident, room: null, roomRefused: typed.slice(0, 200), acknowledged: null };
  const ended = { ...incident, stage: "resolved" as const, ended: { by: typed, at: at(30), words: typed } };
  const merged = {
    ...ended,
    stage: "merged" as const,
    mergedInto: { incident: "I6", name: typed.slice(0, 40), channel: null },
  };
  const open = Array.from({ length: 60 }, () => ({ incident, runbook }));
  return [
    ...[incident, roomless, ended, merged, { ...incident, roles: {}, acknowledged: null }].flatMap((one) => [
      statusCard(one, runbook, en),
      announcement(one, runbook, en),
      incidentMenu(one, runbook, en),
      timesOverview(one, en),
    ]),
    ...(["soon", "due", "overdue"] as const).map((step) =>
      updateNudge(incident, { step, to: ["UANA", "UMAX"], dueAt: at(20), now: at(25) }, en),
    ),
    leadAsk(incident, runbook, { to: ["UANA"], now: 0, isLast: true }, en),
    notice(incident, runbook, { type: "room-refused", error: typed.slice(0, 200) }, en),
    notice(
      incident,
      runbook,
      {
        type: "effect-failed",
        effect: { kind: "bookmark", title: typed.slice(0, 200) },
        why: typed.slice(0, 200),
      },
      en,
    ),
    openMenu(open, "UANA", at(40), en),
    openMenu([], "UANA", at(40), en),
    incidentList(open, null, at(40), en),
    impactHistory(
      incident,
      Array.from({ length: 30 }, () => impactOf(typed)),
      en,
    ),
    help(["declare"], en),
    help(["declare"], en, { typed: typed.slice(0, 31), meant: "declare" }),
    ...SAYINGS(typed, runbook).map((what) => said(incident, runbook, what, en)),
    ...SAYINGS(typed, runbook).map((what) => toSubscriber(incident, said(incident, runbook, what, en), en)),
    correctable({ ...incident, updates: Array.from({ length: 5 }, () => incident.updates[0]!) }, en),
    correctable({ ...incident, updates: [] }, en),
    postedReply(incident, 4, en),
    ...entryPosts(incident, runbook, typed),
    ...PROBLEMS(typed, runbook).map((problem) => line(problemWords(problem, runbook, en))),
  ];
}

function viewsOf(typed: string, runbook: Runbook) {
  const incident = incidentOf(typed, runbook);
  const words = problemWords({ type: "unknown-severity", asked: typed, known: [], nearest: null }, runbook, en);
  const [update] = incident.updates;
  const draft = { text: typed, status: runbook.statuses[0]!, parts: partsOf(typed), nextAt: typed };
  return [
    updateForm(incident, runbook, nextDraft(incident), metadata, en),
    updateForm(incident, runbook, draft, metadata, en, words),
    correctUpdateForm(incident, update!, runbook, metadata, en),
    correctUpdateForm(incident, update!, runbook, metadata, en, { ...draft, reason: typed, remark: words }),
    pauseForm(incident, metadata, en),
    declareForm(
      runbook,
      { title: typed, severity: runbook.severities[0]!.name, remark: en.forms.remark({ problem: words }) },
      metadata,
      en,
    ),
    declareForm(runbook, { title: "", severity: null, remark: null }, { ...metadata, anyway: true }, en),
    severityForm(incident, runbook, metadata, en),
    statusForm(incident, runbook, metadata, en),
    ...(["cancel", "reopen"] as const).map((asks) => textForm(incident, { ...metadata, asks }, en)),
    timesForm(incident, { when: typed, reason: typed, remark: words }, metadata, en),
    impactForm(incident, runbook, { remark: words }, metadata, en),
    triageForm(incident, runbook, { remark: words }, metadata, en),
    ...entryForms(incident, typed, words),
    replyView(line(words).blocks, en),
  ];
}

const TOKENS = [
  "<!channel>",
  "<!here>",
  "<!everyone>",
  "<!subteam^S1>",
  "<@UEVIL>",
  "<#CEVIL>",
  "<http://evil|safe>",
  "<https://evil|safe>",
  "<mailto:a@b>",
  "&lt;!here&gt;",
];
const hostile = fc.oneof(
  fc
    .array(fc.constantFrom(...TOKENS, "<", ">", "&", "!", "|", "\n", " ", "a", "😀", "> ", "```", "*"), {
      maxLength: 30,
    })
    .map((parts) => parts.join("")),
  fc.string({ unit: "grapheme", maxLength: 100 }),
);
const runbooks = fc.constantFrom(RUNBOOK, LARGE);

const EXTREMES: [string, string][] = [
  ["ampersands", "&".repeat(TEXT_CHARS_MAX)],
  ["lines", "a\n".repeat(TEXT_CHARS_MAX / 2)],
  ["empty lines", "\n".repeat(TEXT_CHARS_MAX)],
  ["one long word", "x".repeat(TEXT_CHARS_MAX)],
  ["emoji", "😀".repeat(TEXT_CHARS_MAX / 2)],
  ["broadcasts", "<!channel>".repeat(TEXT_CHARS_MAX / 10)],
  ["spaces inside", `a${" ".repeat(TEXT_CHARS_MAX - 2)}b`],
];

describe("whatever anybody types", () => {
  test("is no mention, broadcast, link or channel in any message", () => {
    fc.assert(
      fc.property(hostile, runbooks, (typed, runbook) => {
        for (const post of postsOf(typed, runbook)) expectNoStrangeToken(post, OWN);
      }),
      { numRuns: 60 },
    );
  });
  test("is none in any form", () => {
    fc.assert(
      fc.property(hostile, runbooks, (typed, runbook) => {
        for (const view of viewsOf(typed, runbook)) expectNoStrangeToken(view.blocks, OWN);
      }),
      { numRuns: 60 },
    );
  });
  test("is none in a channel's topic, and neither is a person's name", () => {
    fc.assert(
      fc.property(hostile, hostile, runbooks, (typed, name, runbook) => {
        const names = new Map([["UBEN", name]]);
        const incident = {
          ...incidentOf(typed, runbook),
          roles: { [runbook.roles[0]!.key]: { user: "UBEN", since: T0 } },
        };
        expect(topic(incident, runbook, names, en).replace(/&(amp|lt|gt);/g, "")).not.toMatch(/[<>&]/);
      }),
    );
  });
  test("stays words in Slack's own reading of bare text", () => {
    for (const runbook of [RUNBOOK, LARGE]) {
      for (const post of postsOf("see http://x and @here in #general", runbook)) expectVerbatim(post);
      for (const view of viewsOf("see http://x", runbook)) expectVerbatim(view);
    }
  });
});

describe.each(EXTREMES)("with %s as long as they may be", (_what, typed) => {
  test.each([
    ["small", RUNBOOK],
    ["the largest", LARGE],
  ])("every message of %s runbook fits Slack's limits, and no token is cut in half", (_size, runbook) => {
    for (const post of postsOf(typed, runbook)) {
      expectFits(post);
      expectNoStrangeToken(post, OWN);
    }
    for (const view of viewsOf(typed, runbook)) expectModalFits(view as unknown as Record<string, unknown>);
  });
  test("an update is posted in full", () => {
    const what: Said = { type: "update", text: typed, status: "Fixing", by: "UANA", nextDueAt: at(20) };
    const post = said(incidentOf("x", RUNBOOK), RUNBOOK, what, en);
    const shown = post.blocks.map((block) => (block as { text: { text: string } }).text.text).join("\n");
    const letters = (text: string) =>
      text.replace(/[\s>]/g, "").replaceAll("&lt;", "<").replaceAll("&gt;", "").replaceAll("&amp;", "&");
    expect(letters(shown)).toContain(letters(typed));
    expect(shown).toMatch(/Next update by <!date\^\d+\^\{time\}\|[^>]*>\.$/);
  });
});

test("an operator at the command line is named, never mentioned", () => {
  expect(person("UANA")).toBe("<@UANA>");
  expect(person("operator:<@UEVIL>")).toBe("operator:&lt;@UEVIL&gt;");
  expect(person("U1> <!here")).toBe("U1&gt; &lt;!here");
});

test("every problem has words that end as a sentence", () => {
  for (const problem of PROBLEMS("Words", RUNBOOK)) {
    expect(problemWords(problem, RUNBOOK, en), problem.type).toMatch(/^[“A-Z<].{10,}[.!?]$/s);
  }
});
