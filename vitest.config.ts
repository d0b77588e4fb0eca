import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/postgres-server.ts"],
    // Two cores: more files at once only make each other slow.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A real browser, or three real processes at once, can be late on a loaded machine; what fails twice has failed.
    retry: process.env.CI ? 1 : 0,
  },
});
