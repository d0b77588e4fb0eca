// The draft line by line: what it says of times, roles, updates and gaps, and that nothing typed becomes markup.
import { describe, expect, test } from "vitest";
import { type DraftInput, postmortemDraft } from "../../src/blocks/postmortem/draft.ts";
import { permalink } from "../../src/blocks/postmortem/cite.ts";
import { behind, inline, prose } from "../../src/blocks/markdown.ts";
import { en } from "../../src/blocks/words/en.ts";
import type { EventBody } from "../../src/domain/event.ts";
import type { DomainEvent } from "../../src/domain/event.ts";
import { fold } from "../../src/domain/incident.ts";
import type { RoomMessage } from "../../src/domain/postmortem/everything.ts";
import type { Gap } from "../../src/domain/record/coverage.ts";
import { postmortemFacts } from "../../src/domain/postmortem/facts.ts";
import { testRunbook } from "../support/runbook.ts";

const { runbook } = testRunbook();
const START = Date.UTC(2026, 10, 2, 9, 0);
const minute = (count: number) => START + count * 60_000;
const NAMES = new Map([
  ["UANA", "Ana *Ruiz*"],
  ["UBEN", "Ben"],
  ["BALERT", "Grafana"],
]);
const RETELLING = { names: NAMES, words: en };

const at = (minutes: number, body: EventBody, user = "UANA"): DomainEvent => ({
  ...body,
  at: minute(minutes),
  actor: user === "" ? "warroom" : `slack:${user}`,
});
const declared = (severity = "SEV1", startedMinutes = 0): DomainEvent =>
  at(0, {
    type: "IncidentDeclared",
    team: "T1",
    number: 7,
    name: "INC-7",
    title: "Checkout | <b>down</b>",
    severity,
    status: "Triage",
    startedAt: minute(startedMinutes),
    runbook: "hash",
  });
const room = at(0, { type: "RoomOpened", channel: "C1", name: "inc-7-checkout" }, "");
const update = (minutes: number, text = "We look.") =>
  at(minutes, { type: "UpdatePosted", text, status: "Triage", nextDueAt: null });
const nudge = (minutes: number, dueMinutes: number, since: number) =>
  at(
    minutes,
    {
      type: "NudgeSent",
      step: "due",
      cycle: minute(since),
      dueAt: minute(dueMinutes),
      to: ["UANA"],
      text: "",
      ts: "1.1",
    },
    "",
  );
const severity = (minutes: number, from: string, to: string) =>
  at(minutes, { type: "SeverityChanged", from, to, reason: null });
const acknowledged = (minutes: number) => at(minutes, { type: "Acknowledged", by: "UBEN" }, "UBEN");
const resolved = (minutes: number, summary = "Rolled back.") => at(minutes, { type: "Resolved", summary });
const role = (minutes: number, key: string, user: string, previous: string | null = null) =>
  at(minutes, { type: "RoleAssigned", role: key, user, previous }, user);

const said = (minutes: number, text: string, more: Partial<RoomMessage> = {}): RoomMessage => ({
  ts: `${minute(minutes) / 1000}.000100`,
  author: "UBEN",
  text,
  files: [],
  threadTs: null,
  edited: false,
  deletedAt: null,
  ...more,
});

function draft(events: DomainEvent[], messages: RoomMessage[] = [], gaps: Gap[] = [], more: Partial<DraftInput> = {}) {
  const incident = fold("id", events);
  const madeAt = minute(600);
  const numbered = events.map((event, index) => ({ ...event, seq: index + 1 }));
  const facts = postmortemFacts(incident, runbook, numbered, messages, gaps, madeAt);
  const roomUrl = "https://acme.slack.com/archives/C1";
  return postmortemDraft({
    incident,
    runbook,
    facts,
    names: NAMES,
    roomUrl,
    notCompared: null,
    madeAt,
    words: en,
    ...more,
  });
}

/** Without citations, which have tests of their own below. */
const uncited = (markdown: string) => markdown.replace(/ \[[em]\d+\](\([^)]*\))?/g, "").replace(/`[em]\d+` /g, "");
const row = (markdown: string, key: string) =>
  new RegExp(`^\\| ${key} \\| (.*) \\|$`, "m").exec(uncited(markdown))?.[1];
const part = (markdown: string, title: string) => uncited(markdown).split(`## ${title}\n\n`)[1]!.split(/\n\n#/)[0]!;

describe("the facts of a draft", () => {
  test("say when it began, and how long until it was declared, acknowledged, led and ended", () => {
    const markdown = draft([declared("SEV1", -10), room, acknowledged(4), role(6, "commander", "UANA"), resolved(55)]);
    expect(row(markdown, "Started")).toBe("2026-11-02 08:50 UTC");
    expect(row(markdown, "Declared")).toBe("2026-11-02 09:00 UTC by Ana \\*Ruiz\\*, 10 min after it started");
    expect(row(markdown, "Acknowledged")).toBe(
      "2026-11-02 09:04 UTC by Ben, 4 min after the declaration; target: immediate, under 15 min, met",
    );
    expect(row(markdown, "Commander")).toBe("Ana \\*Ruiz\\*, 6 min after the declaration");
    expect(row(markdown, "Duration")).toBe("1 h 5 min, from its start");
    expect(part(markdown, "Resolution")).toContain("Rolled back.");
  });

  test("invent nothing: a start nobody gave, an incident that runs, a role nobody held", () => {
    const markdown = draft([declared(), room]);
    expect(row(markdown, "Started")).toContain("nobody gave another time");
    expect(row(markdown, "Acknowledged")).toBe("nobody acknowledged it; target: immediate, under 15 min, **missed**");
    expect(row(markdown, "Commander")).toBe("**nobody**");
    expect(row(markdown, "Duration")).toBe("still running");
    expect(part(markdown, "Everything in order")).toContain("Nothing was said in the room.");
  });

  test.each([
    [
      "is met by the severity in force, though a stricter one came later",
      "SEV3",
      [acknowledged(30), severity(40, "SEV3", "SEV1")],
      "2 h, met",
    ],
    [
      "counts a stricter severity from when it was set",
      "SEV3",
      [severity(60, "SEV3", "SEV1"), acknowledged(70)],
      "immediate, under 15 min, met",
    ],
    [
      "stays missed when the severity is lowered afterwards",
      "SEV1",
      [severity(20, "SEV1", "SEV3"), acknowledged(30)],
      "immediate, under 15 min, **missed**",
    ],
    ["counts business days", "SEV4", [acknowledged(500)], "next business day, met"],
  ])("the response target %s", (_, first, events, words) => {
    expect(row(draft([declared(first), room, ...events]), "Acknowledged")).toMatch(
      new RegExp(`target: ${words.replaceAll("*", "\\*")}$`),
    );
  });

  test("list who held which role when, and when nobody led", () => {
    const markdown = draft([
      declared(),
      room,
      role(5, "scribe", "UBEN"),
      role(6, "commander", "UANA"),
      role(20, "commander", "UBEN", "UANA"),
      at(30, { type: "RoleReleased", role: "commander", user: "UBEN", lead: true }),
      resolved(40),
    ]);
    expect(part(markdown, "Roles").split("\n")).toEqual([
      "- Commander: Ana \\*Ruiz\\*, from 09:06 to 09:20",
      "- Commander: Ben, from 09:20 to 09:30",
      "- Scribe: Ben, from 09:05 to the end",
      "- Held by nobody: Communications lead, Technical lead",
    ]);
    expect(part(markdown, "What Could Be Improved")).toContain("Nobody was Commander from 09:30 to 09:40 (10 min).");
  });
});

test("a line of the timeline is bold up to its colon, which is none of a time of day", () => {
  const set = at(50, { type: "TimeSet", time: "detected", from: null, to: minute(-4), reason: "The first alert" });
  const line = /^- .*Time detected.*$/m.exec(uncited(draft([declared(), room, set])))?.[0];
  expect(line).toBe("- 09:50 **Time detected set to 2026-11-02 08:56 UTC**: The first alert (Ana \\*Ruiz\\*)");
});

describe("the updates of a draft", () => {
  test("are in time, late, or missing, with the reminders", () => {
    const events = [declared(), room, update(10), nudge(25, 25, 10), update(29), nudge(44, 44, 29), resolved(50)];
    expect(part(draft(events), "Updates")).toBe(
      [
        "Of those due, 1 in time, 1 late, 1 not posted.\n",
        "- 09:10 Ana \\*Ruiz\\* (due 09:15): We look.",
        "- 09:29 Ana \\*Ruiz\\* (**4 min late**, due 09:25, reminded 09:25): We look.",
        "- **Not posted** (due 09:44, reminded 09:44; resolved 6 min after that)",
      ].join("\n"),
    );
  });

  test("begin a new interval where the severity changed or the incident was opened again", () => {
    const reopened = at(100, { type: "Reopened", reason: "It is back" });
    const events = [declared(), room, severity(14, "SEV1", "SEV2"), update(40), resolved(60), reopened, update(125)];
    expect(part(draft([...events, resolved(130)]), "Updates")).toContain("Of those due, 2 in time.");
    expect(row(draft(events), "Reopened")).toBe("2026-11-02 10:40 UTC by Ana \\*Ruiz\\*");
  });

  test("none due, none posted is said; one that nobody asked for counts as no promise", () => {
    expect(part(draft([declared("SEV4"), room, resolved(90)]), "Updates")).toBe("No update was posted; none was due.");
    expect(part(draft([declared("SEV4"), room, update(80), resolved(90)]), "Updates")).toBe(
      "- 10:20 Ana \\*Ruiz\\* (none was due): We look.",
    );
    expect(part(draft([declared(), room]), "Updates")).toContain("**Not posted** (due 09:15)");
  });
});

describe("what was said, in a draft", () => {
  const markdown = draft(
    [declared(), room, resolved(1500)],
    [
      said(1, "who knows?"),
      said(2, "I do", { author: "UANA", threadTs: `${minute(1) / 1000}.000100`, edited: true }),
      said(3, "secret", { deletedAt: minute(4) }),
      said(5, "", { files: ["a|b.png", "c.log"] }),
      said(6, "High latency", { author: "BALERT" }),
      said(1441, "the next day"),
    ],
  );
  const lines = part(markdown, "Everything in order").split("\n");

  test("stands in order, each day under its date, with a link to each message", () => {
    expect(lines[0]).toBe("**2026-11-02**");
    expect(lines).toContain("**2026-11-03**");
    expect(lines).toContain("- 09:01 Ben: who knows? ([link](https://acme.slack.com/archives/C1/p1793610060000100))");
    expect(lines).toContain("- 09:01 Ben: the next day ([link](https://acme.slack.com/archives/C1/p1793696460000100))");
  });

  test("marks replies and edits, and links a reply within its thread", () => {
    expect(lines.find((line) => line.includes("I do"))).toBe(
      "- 09:02 ↳ Ana \\*Ruiz\\* (to Ben, 09:01): I do (edited, [link](https://acme.slack.com/archives/C1/p1793610120000100?thread_ts=1793610060.000100&cid=C1))",
    );
    expect(permalink("https://x.slack.com/archives/C2", "1.000002", null)).toBe(
      "https://x.slack.com/archives/C2/p1000002",
    );
  });

  test("shows that a message was deleted and when, and not what it said", () => {
    expect(lines).toContain("- 09:03 Ben: _message deleted 09:04_");
    expect(markdown).not.toContain("secret");
  });

  test("names files, and the app that an alert came from", () => {
    expect(lines.find((line) => line.startsWith("- 09:05"))).toContain("\\[files: a\\|b.png, c.log\\]");
    expect(lines.find((line) => line.startsWith("- 09:06"))).toMatch(/^- 09:06 Grafana: High latency/);
  });

  test("has its figures under the coverage, with every gap", () => {
    expect(part(markdown, "Coverage of the record").trim()).toBe(
      "6 messages recorded, among them 1 thread reply, 1 edited, 1 deleted; 2 files shared. Compared with Slack's history at 2026-11-02 19:00 UTC: every message that Slack still has is recorded. Warroom listened without a gap.",
    );
    const gap = { from: minute(10), to: minute(20), why: "Warroom was not running", recoveredAt: null };
    const lacking = draft([declared(), room], [], [gap], { notCompared: "not_in_channel" });
    expect(lacking).toContain("**The record may lack messages: see Coverage of the record at the end.**");
    expect(lacking).toContain("09:20 UTC (10 min): Warroom was not running; **not recovered**");
    expect(lacking).toContain("**Not compared with Slack's history before this draft: not_in_channel.**");
  });
});

describe("text from people, in Markdown", () => {
  const written = (text: string) => prose(text, RETELLING, 1_500);

  test.each([
    ["<script>alert(1)</script>", "\\<script\\>alert(1)\\</script\\>"],
    ["![x](https://evil.example/p.png)", "!\\[x\\](<https://evil.example/p.png>)"],
    ["[click](javascript:alert(1))", "\\[click\\](javascript:alert(1))"],
    ["*bold* _it_ ~no~ snake_case_name", "\\*bold\\* \\_it\\_ \\~no\\~ snake_case_name"],
    ["&amp;copy; &lt;b&gt;", "\\&copy; \\<b\\>"],
    [
      "# big\n- item\n1. one\n> quote\n---\n2026. was",
      "\\# big\n  \\- item\n  1\\. one\n  \\> quote\n  \\---\n  2026\\. was",
    ],
    ["a | b\n|---|---|", "a \\| b\n  \\|---\\|---\\|"],
    ["<https://e.example/a_b_c?x=1|the board>", "the board (<https://e.example/a_b_c?x=1>)"],
    ["<javascript:alert(1)|ok>", "\\<javascript:alert(1)\\|ok\\>"],
    ["<@UBEN> in <#C9|ops>, <!channel>, <!subteam^S1|@oncall>", "Ben in #ops, @channel, @oncall"],
    ["<mailto:a@b.example|a@b.example>", "a@b.example"],
    ["run `rm -rf *` now", "run `rm -rf *` now"],
    ["`<!here>` and `a``", "`@here` and `a`\\`"],
    ["line\\\nnext", "line\\\\\n  next"],
  ])("%j becomes %j", (given, expected) => expect(written(given)).toBe(expected));

  test("keeps a code block a block of its own, cut where it grows too long", () => {
    const log = Array.from({ length: 40 }, (_, index) => `line ${index} <b>`).join("\n");
    const block = written(`see\n\`\`\`\n${log.replaceAll("<", "&lt;").replaceAll(">", "&gt;")}\n\`\`\`\nthat`);
    expect(block.split("\n").slice(0, 3)).toEqual(["see", "  ```", "  line 0 <b>"]);
    expect(block.split("\n").slice(-4)).toEqual(["  line 11 <b>", "  … 28 more lines", "  ```", "  that"]);
    expect(written("```a\nb```")).toBe("\n  ```\n  a\n  b\n  ```");
    expect(written("```never closed")).toBe("\\`\\`\\`never closed");
  });

  test("cannot leave a code block by fences of its own", () => {
    // Slack has no longer fence than three; a text with other runs still ends where its block ends.
    const block = written("```\n`` ~~~~ ``\n# x\n```");
    expect(block).toBe("\n  ```\n  `` ~~~~ ``\n  # x\n  ```");
  });

  test("goes on behind a code block on a line of its own", () => {
    expect(behind(written("```a\nb```"), "(link)")).toMatch(/```\n {2}\(link\)$/);
    expect(behind("words", "(link)")).toBe("words (link)");
  });

  test("is shortened whole: no half mention, no half link, and its length said", () => {
    const long = `${"x".repeat(95)} <https://e.example/abc|label> and more`;
    expect(prose(long, RETELLING, 100)).toBe(`${"x".repeat(95)} … (shortened: 134 characters in all)`);
    expect(prose("x".repeat(1_500), RETELLING, 1_500)).toBe("x".repeat(1_500));
  });

  test("that is cut inside a code block stays code up to the cut", () => {
    expect(prose(`\`\`\`\n${"# log\n".repeat(40)}\`\`\``, RETELLING, 50)).toMatch(
      /^\n {2}```\n( {2}# log\n)+ {2}.*\n {2}```\n {2}\(shortened: 247/,
    );
  });

  test("is one line in headings and cells", () => {
    expect(inline("a\nb | <b>\u202e", NAMES)).toBe("a b \\| \\<b\\>");
    expect(draft([declared(), room])).toMatch(/^# Postmortem: INC-7: Checkout \\\| \\<b\\>down\\<\/b\\>\n/);
  });
});
