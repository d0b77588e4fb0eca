import { statfsSync } from "node:fs";
import { defineConfig } from "vitest/config";

// What the tests write is kept in memory where there is room: a story waits for the disk half of its time otherwise.
const MEMORY = "/dev/shm";
const ROOM_BYTES = 4 * 1024 ** 3;
if (hasRoom(MEMORY)) process.env.TMPDIR ??= MEMORY;

function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= ROOM_BYTES;
  } catch {
    return false;
  }
}

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/postgres-server.ts"],
    // Two cores: more files at once only make each other slow.
    maxWorkers: 2,
    // No test changes what another one imports, and importing the program anew for each file takes a third of the time.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A real browser, or three real processes at once, can be late on a loaded machine; what fails twice has failed.
    retry: process.env.CI ? 1 : 0,
  },
});
