// Runs screens.ts alone, which `npm test` does not.
import { defineConfig } from "vitest/config";

export default defineConfig({ test: { include: ["test/bin/screens.ts"], testTimeout: 300_000 } });
