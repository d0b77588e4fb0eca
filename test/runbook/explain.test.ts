import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { loadRunbookFile } from "../../src/runbook/load.ts";

const bundled = readdirSync("runbooks").filter((file) => file.endsWith(".yml"));

const explained = async (file: string): Promise<string> => {
  const loaded = await loadRunbookFile(`runbooks/${file}`);
  if (!loaded.ok) throw new Error(`${file} does not load`);
  return loaded.value
    .explained({})
    .map(([heading, ...lines]) => [`## ${heading}`, ...lines].join("\n"))
    .join("\n\n");
};

test.each(bundled)("what %s says is said as it was reviewed", async (file) => {
  await expect(`${await explained(file)}\n`).toMatchFileSnapshot(`explained/${file.replace(".yml", ".md")}`);
});

test("what a file leaves open is not stated, and what it sets to nothing is said", async () => {
  expect(await explained("novacron.yml")).toContain(
    "SEV-1 · Everything is down, or data may be lost\nacknowledged: not stated",
  );
  expect(await explained("agentic-canon.yml")).toMatch(/SEV4 ·(.*\n)*?updates: as needed/);
  expect(await explained("magnus.yml")).toContain("Action items\ngraded: not stated");
});
