import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { readConfig } from "../../src/config.ts";
import { temporaryFolder } from "./run.ts";

const configOf = (environment: Record<string, string>) => {
  const read = readConfig(environment);
  if (!read.ok) throw new Error(read.error.join("\n"));
  return read.value;
};

test("without credentials every command reads and writes practice's own database", () => {
  expect(configOf({})).toMatchObject({ databaseUrl: "sqlite:data/practice.db", databaseIsThrowaway: true });
});

test("a database that was named is kept, also on practice and also from a file", () => {
  const file = path.join(temporaryFolder(), "url");
  writeFileSync(file, "sqlite:ours.db\n");
  for (const environment of [{ DATABASE_URL: "sqlite:ours.db" }, { DATABASE_URL_FILE: file }]) {
    expect(configOf(environment)).toMatchObject({ databaseUrl: "sqlite:ours.db", databaseIsThrowaway: false });
  }
});

test("with credentials the database is the real one", () => {
  const real = configOf({ SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1" });
  expect(real).toMatchObject({
    databaseUrl: "sqlite:data/warroom.db",
    databaseIsThrowaway: false,
    logLevel: "info",
  });
});

test("practice is quiet unless LOG_LEVEL says otherwise", () => {
  expect(configOf({}).logLevel).toBe("warn");
  expect(configOf({ LOG_LEVEL: "debug" }).logLevel).toBe("debug");
});

test.each([
  [{}, 3001],
  [{ PORT: "8080" }, 8081],
  [{ PORT: "0" }, 0],
  [{ PORT: "65535" }, 0],
  [{ PORT: "0", PRACTICE_PORT: "4000" }, 4000],
])("the practice workspace of %j is on port %i", (environment: Record<string, string>, practicePort) => {
  expect(configOf(environment)).toMatchObject({ practicePort });
});

test.each(["a,", ",a", ",", "a,,b"])("the signing secret %j is refused: its empty part is everybody's", (secret) => {
  const read = readConfig({ SLACK_BOT_TOKEN: "xoxb-1", SLACK_SIGNING_SECRET: secret });
  expect(read).toMatchObject({ ok: false, error: [expect.stringMatching(/SLACK_SIGNING_SECRET .*Next step:/)] });
});

test("two signing secrets are both right", () => {
  const { slack } = configOf({ SLACK_BOT_TOKEN: "xoxb-1", SLACK_SIGNING_SECRET: "a, b" });
  expect(slack).toMatchObject({ mode: "http", signingSecrets: ["a", "b"] });
});
