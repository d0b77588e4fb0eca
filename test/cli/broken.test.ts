// Something breaks in the running program that nobody foresaw: it must end, and say so, and not limp on.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder, warroom } from "./run.ts";

const WAYS = [
  ["a promise that nobody handles", 'Promise.reject(new Error("planted"))'],
  ["an exception in a timer", '(() => { throw new Error("planted"); })()'],
] as const;

test.each(WAYS)("%s ends the program with exit code 1 and a line in the log", async (_, breaks) => {
  const folder = temporaryFolder();
  const planted = path.join(folder, "planted.mjs");
  // Breaks once the program has begun to watch over itself.
  writeFileSync(
    planted,
    `const timer = setInterval(() => {
      if (process.listenerCount("unhandledRejection") === 0) return;
      clearInterval(timer);
      setTimeout(() => { ${breaks}; }, 500);
    }, 50);
    timer.unref();`,
  );
  const env = { PORT: "0", PRACTICE_PORT: "0", NODE_OPTIONS: `--import ${planted}` };
  const { code, err } = await warroom(["start"], env, folder);
  expect(err).toContain("Warroom stops: something broke that nobody foresaw");
  expect(err).toContain("planted");
  expect(code).toBe(1);
});
