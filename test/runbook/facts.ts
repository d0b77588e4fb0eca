// What the five sources say, put together by hand from the sources alone, and compared with the files by facts.test.ts.
// Sources: shared/runbooks/*.md; where one contradicts itself or leaves something open, shared/requirements.md decides.
import { AGENTIC_CANON } from "./facts/agentic-canon.ts";
import { MAGNUS } from "./facts/magnus.ts";
import { MGMTVIBE } from "./facts/mgmtvibe.ts";
import { NOVACRON } from "./facts/novacron.ts";
import type { Fact } from "./facts/reading.ts";
import { SARVANOM } from "./facts/sarvanom.ts";

export const FACTS: Readonly<Record<string, readonly Fact[]>> = {
  "agentic-canon": AGENTIC_CANON,
  magnus: MAGNUS,
  mgmtvibe: MGMTVIBE,
  novacron: NOVACRON,
  sarvanom: SARVANOM,
};
