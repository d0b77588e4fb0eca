import { createLog } from "../../src/lib/log.ts";

/** TEST_LOG=debug shows what the program says while a test runs. */
export const quiet = createLog(process.env.TEST_LOG ?? "silent");
