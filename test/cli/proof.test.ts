// The proof of notifications on the command line: an auditor finds each of its hashes again in the export.
import { copyFileSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { createWorld } from "../support/world.ts";
import { temporaryFolder, warroom } from "./run.ts";

const NAME = "20261102090000";

async function recordedIncident(): Promise<string> {
  const world = await createWorld({ engine: "sqlite", runbook: "novacron", people: {} });
  await world.command("mei", "engineering", "declare SEV-1 The orders are gone");
  await world.advance("10s");
  const room = `incident-${NAME}`;
  await world.command("mei", room, "regimes");
  await world.pressIn("mei", "form", "Answer");
  await world.submit("mei", { "answer:personal-data": "yes", "answer:risk": "yes", "since:aware": "2 hours ago" });
  await world.pressIn("mei", "form", "Submitted");
  await world.submit("mei", { reference: "DPA-12", proof: "<!channel> `rm` <https://example.com|the receipt>" });
  await world.advance("5s");
  const file = path.join(temporaryFolder(), "record.db");
  await world.stop();
  copyFileSync(world.databaseFile!, file);
  return file;
}

test("the proof names who said what and when, and each of its hashes stands in the export of a record that verifies", async () => {
  const env = { DATABASE_URL: `sqlite:${await recordedIncident()}` };
  const out = path.join(temporaryFolder(), "proof.md");
  const ran = await warroom(["incident", "proof", NAME, "--out", out], env);
  expect(ran).toMatchObject({ code: 0, out: "" });
  const proof = readFileSync(out, "utf8");
  expect(proof).toContain("| Notification of the breach | the supervisory authority | 2026-11-05 07:00 UTC |");
  expect(proof).toMatch(/submitted 2026-11-02 09:00 UTC by Mei \w+; reference: DPA-12/);
  expect(proof).toMatch(/we were reasonably certain that personal data is affected \| 2026-11-02 07:00 UTC \| Mei/);
  expect(proof).not.toMatch(/<!channel>|\[the receipt\]/);

  const exported = (await warroom(["incident", "export", NAME], env)).out.trimEnd().split("\n");
  const events = exported.map((line) => JSON.parse(line)).filter(({ table }) => table === "event");
  const [, count, head] = /had (\d+) events, and the last one’s hash was `([0-9a-f]{64})`/.exec(proof) ?? [];
  expect(events.at(-1)).toMatchObject({ seq: Number(count), hash: head });
  expect(ran.err).toContain(head);
  const quoted = [...proof.matchAll(/^\| e(\d+) \| .* \| `([0-9a-f]{64})` \|$/gm)];
  expect(quoted).toHaveLength(2);
  for (const [, seq, hash] of quoted) expect(events[Number(seq) - 1]).toMatchObject({ seq: Number(seq), hash });
  const verified = await warroom(["incident", "verify", NAME], env);
  expect(verified).toMatchObject({ code: 0, err: expect.stringContaining("Everything is as it was written") });

  const unknown = await warroom(["incident", "proof", "INC-9"], env);
  expect(unknown).toMatchObject({ code: 1, err: expect.stringContaining("there is no incident INC-9") });
});
