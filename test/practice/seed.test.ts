import { expect, test } from "vitest";
import { parseSeed } from "../../src/practice/seed.ts";
import { bundled } from "./support.ts";

const BASE = `workspace: { name: A, team: T1, domain: a }
app: { name: Bot, bot: bot }
users:
  - { name: ada, realName: Ada }
channels:
  - { name: general, members: everyone }
`;

test("the bundled workspace is valid and has a guest, an external person, a monitoring app and an app", () => {
  const seed = bundled();
  expect(seed.users.filter((user) => user.bot).map((user) => user.name)).toEqual(["beacon"]);
  expect(seed.users.filter((user) => user.kind !== "member").map((user) => user.kind)).toEqual(["guest", "external"]);
  expect(seed.app.commands[0]?.command).toBe("/incident");
});

test("a small file is enough", () => {
  expect(parseSeed(BASE, "w.yml").ok).toBe(true);
});

test("every mistake is named with file, line and column", () => {
  const problems = (yaml: string) => {
    const read = parseSeed(yaml, "w.yml");
    return read.ok ? [] : read.error;
  };
  expect(problems(BASE.replace("name: ada", "name: Ada L"))[0]).toMatch(/^w\.yml:4:13: users\.0\.name: use lower-case/);
  expect(problems(BASE.replace("everyone", "[ada, bob]"))).toEqual([
    'w.yml:6:37: unknown user "bob". Known: bot, ada.',
  ]);
  expect(problems(`${BASE}nonsense: true\n`)[0]).toMatch(/^w\.yml:7:11: .*nonsense/);
  expect(problems("users: [")[0]).toMatch(/^w\.yml:1:\d+: /);
  expect(problems(BASE.replace("realName: Ada", "realName: Ada }\n  - { name: ada, realName: Twin"))).toEqual([
    'w.yml:5:13: "ada" is taken',
  ]);
});
