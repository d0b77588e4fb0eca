import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadRunbookFile, readRunbook } from "../../src/runbook/load.ts";
import { problemText } from "../../src/runbook/problem.ts";

/** Writes the files into a folder of their own and loads the last one. */
async function load(files: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), "runbook-"));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const last = Object.keys(files).at(-1)!;
  const loaded = await loadRunbookFile(join(folder, last));
  const problems = loaded.ok ? [] : loaded.error.map((one) => problemText(one).replaceAll(`${folder}/`, ""));
  return { runbook: loaded.ok ? loaded.value.runbook : null, loaded, problems };
}

const BASE = `title: Base
announce: base-incidents
severities:
  - { name: P1, title: Bad, response: 5m, update_every: 15m, invite: [on-call] }
  - { name: P2, title: Less bad, response: 1h }
templates:
  first: { text: Hello }
  last: { text: Good bye }
duties:
  - { tell: Team, by: direct, template: first }
  - { tell: Customers, by: mail, template: last }
`;

test("what a file leaves out it takes from the one it builds on; what it writes holds", async () => {
  const { runbook } = await load({
    "base.yml": BASE,
    "own.yml": "extends: base.yml\ntitle: Own\ntemplates:\n  first: { text: Hi }\n",
  });
  expect([runbook?.name, runbook?.title, runbook?.announceChannel]).toEqual(["own", "Own", "base-incidents"]);
  expect(runbook?.templates.map(({ key, text }) => `${key}: ${text}`)).toEqual(["first: Hi", "last: Good bye"]);
  expect(runbook?.duties).toHaveLength(2);
});

test("a severity takes what it leaves out from the one of the same name; one that is not listed is gone", async () => {
  const { runbook } = await load({
    "base.yml": BASE,
    "own.yml": "extends: base\nseverities:\n  - { name: p1, title: Worst, update_every: 10m }\n",
  });
  const [worst, ...others] = runbook!.severities;
  expect(worst).toMatchObject({ name: "p1", title: "Worst", cadence_ms: 600_000, invite: ["on-call"] });
  expect(others).toEqual([]);
});

test("a bundled runbook is built on by its name", async () => {
  const { runbook } = await load({ "own.yml": "extends: magnus\nannounce: ours\n" });
  expect([runbook?.title, runbook?.announceChannel]).toEqual(["Magnus 13.2 incident response", "ours"]);
});

test("what is stored is the whole of it, whatever becomes of the files", async () => {
  const { loaded, runbook } = await load({ "base.yml": BASE, "own.yml": "extends: base\ntitle: Own\n" });
  const stored = readRunbook(loaded.ok ? loaded.value.text : "", "own.yml");
  expect(stored.ok && stored.value.runbook).toEqual(runbook);
  expect(loaded.ok && stored.ok && loaded.value.hash === stored.value.hash).toBe(true);
});

test("a mistake is shown in the file in which it stands", async () => {
  const { problems } = await load({
    "base.yml": BASE.replace("template: last", "template: lats"),
    "own.yml": "extends: base\nannounce: OURS\n",
  });
  expect(problems).toEqual([
    'own.yml:2:11: announce must be a channel\'s name: lower-case letters, digits, "-" and "_", without "#"',
    'base.yml:11:44: unknown template "lats". Known: first, last. Did you mean "last"?',
  ]);
});

test.each([
  [
    "nothing of that name",
    { "own.yml": "title: x\nextends: nothing\n" },
    /own\.yml:2:10: there is no runbook "nothing"/,
  ],
  ["itself", { "own.yml": "extends: own\n" }, /own\.yml:1:10: "own" builds on this file itself/],
  ["a circle", { "a.yml": "extends: b\n", "b.yml": "extends: a\n" }, /a\.yml:1:10: "b" builds on this file itself/],
  ["no name", { "own.yml": "extends: [a]\n" }, /own\.yml:1:10: extends must be the name/],
])("building on %s is refused", async (_, files, message) => {
  const { problems } = await load(files);
  expect(problems).toEqual([expect.stringMatching(message)]);
});
