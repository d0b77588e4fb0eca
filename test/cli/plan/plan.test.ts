// `warroom runbook plan` as a person calls it.
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder, warroom } from "../run.ts";

const AT = "2026-03-28 23:30 Europe/Berlin";

const RUNBOOK = `
title: Example <b>Ltd</b>
severities:
  - { name: P1, title: Customers cannot work, response: 5m, update_every: 15m, invite: [on-call] }
  - { name: P2, title: Customers work with trouble }
categories:
  - { key: security, title: A breach, private: true }
measures:
  users: { ask: How many users?, kind: number }
  down: { ask: Is it down?, kind: yes-no }
roles:
  - { key: lead, mandatory: true, backup: [boss] }
`;

const plan = (folder: string, ...args: string[]) =>
  warroom(["runbook", "plan", path.join(folder, "ours.yml"), "--at", AT, ...args]);

function ours(people?: string): string {
  const folder = temporaryFolder();
  writeFileSync(path.join(folder, "ours.yml"), RUNBOOK);
  if (people !== undefined) writeFileSync(path.join(folder, "people.yml"), people);
  return folder;
}

test("it tells who is asked and reminded when, across a change of the clocks", async () => {
  const ran = await plan(ours(), "--severity", "p1", "--measure", "users=12", "--measure", "down=yes");
  expect(ran).toMatchObject({ code: 0, err: "" });
  expect(ran.out).toBe(readFileSync("test/cli/plan/example.txt", "utf8"));
});

test("who is bound is named, and nobody is called for a private incident", async () => {
  const folder = ours("on-call: U01AMARA\n");
  const open = await plan(folder, "--severity", "P1");
  expect(open.out).toContain("Nobody is bound to boss.");
  expect(open.out).toContain("Invited to the room → declarer, on-call");
  const kept = await plan(folder, "--severity", "P1", "--category", "security");
  expect(kept.out).toContain("It is private");
  expect(kept.out).toContain("Invited to the room → declarer\n");
  expect(kept.out).not.toContain("#incidents");
});

test("as JSON it has each line with its time, its key and whom it reaches", async () => {
  const ran = await plan(ours(), "--severity", "P1", "--json");
  const { lines, clocks, afterwards, ...told } = JSON.parse(ran.out);
  expect(told).toMatchObject({ severity: "P1", declared_at: "2026-03-28T23:30:00+01:00", zone: "Europe/Berlin" });
  expect(clocks).toMatchObject([{ name: "Responded to", words: "5 min", due_at: "2026-03-28T23:35:00+01:00" }]);
  expect(lines.find((line: { after_s: number }) => line.after_s === 720)).toMatchObject({
    at: "2026-03-28T23:42:00+01:00",
    strand: "reminders",
    whom: ["declarer"],
    keys: ["nudge-update:PLAN"],
  });
  expect(afterwards).toMatchObject({ resolved_at: "2026-03-29T01:30:00+01:00" });
});

test("what authorities must be notified of is told with its times, as if it were known at the declaration", async () => {
  const folder = ours();
  appendFileSync(path.join(folder, "ours.yml"), "regimes: [gdpr, { use: dora, only: { severity: P1 } }]\n");
  const text = await plan(folder, "--severity", "P1");
  expect(text.out).toContain("Asked whether these notification rules apply: DORA, article 19 → declarer (the room)");
  // 24 hours, across the change of the clocks.
  expect(text.out).toContain(`If these apply, and that is known at the declaration
  DORA, article 19: Initial notification to the competent authority, by 2026-03-29 04:30
  DORA, article 19: Intermediate report to the competent authority, 72 h after “Initial notification” is submitted`);
  expect(text.out).not.toContain("GDPR");
  const both = JSON.parse((await plan(folder, "--severity", "P1", "--category", "security", "--json")).out);
  expect(both.notify).toContainEqual(
    expect.objectContaining({ title: "Notification of the breach", due_at: "2026-04-01T00:30:00+02:00", words: "" }),
  );
  expect(both.notify).toContainEqual(
    expect.objectContaining({
      words: "without undue delay",
      due_at: null,
      only: "Is the risk to the people concerned high?",
    }),
  );
  expect((await plan(folder, "--severity", "P2")).out).not.toContain("If these apply");
});

test("as a page it stands by itself: nothing in it is fetched, and a name is no markup", async () => {
  const folder = ours();
  const file = path.join(folder, "plan.html");
  const ran = await plan(folder, "--severity", "P1", "--html", file);
  expect(ran.code).toBe(0);
  const page = readFileSync(file, "utf8");
  expect(page).not.toMatch(/https?:|url\(|@import|<script|<link|<img|src=/);
  expect(page).toContain("Example &lt;b&gt;Ltd&lt;/b&gt;");
  expect(page).not.toContain("<b>");
  const targets = [...page.matchAll(/href="#(n\d+)"/g)].map(([, id]) => id);
  expect(targets.length).toBeGreaterThan(10);
  for (const id of targets) expect(page).toContain(`id="${id}"`);
});

test.each([
  [["--severity", "P9"], 'unknown severity "P9". Known: P1, P2.'],
  [[], "--severity is missing. Next step: name one of P1, P2."],
  [["--severity", "P1", "--category", "securty"], 'Did you mean "security"?'],
  [["--severity", "P1", "--measure", "user=1"], 'unknown measure "user". Known: users, down. Did you mean "users"?'],
  [["--severity", "P1", "--measure", "users=many"], "has no number. Next step: write users=10."],
  [["--severity", "P1", "--measure", "down=perhaps"], "write down=yes or down=no."],
  [["--severity", "P1", "--for", "long"], '--for: "long" is no length of time'],
  [["--severity", "P1", "--at", "2026-03-29 02:30 Europe/Berlin"], "does not exist in Europe/Berlin"],
  [["--severity", "P1", "--html", "/nowhere/at/all.html"], "/nowhere/at/all.html"],
])("%j is answered with what is known and the next step", async (args, answer) => {
  const ran = await plan(ours(), ...args);
  expect(ran).toMatchObject({ code: 1, out: "" });
  expect(ran.err).toContain(answer);
});
