// The incidents that are swept for crashes, each a short story. Together they do whatever people do with Warroom.
import { afterwards, merged, passedOn } from "./end-scenarios.ts";
import { BadOption } from "../options.ts";
import { exercised, privately, roomLost, slackDown } from "./odd-scenarios.ts";
import type { Scenario } from "./scenario.ts";
import { declared, declaredByForm, recorded, reminded, updated, worked } from "./work-scenarios.ts";

export const SCENARIOS: readonly Scenario[] = [
  declared,
  declaredByForm,
  passedOn,
  updated,
  reminded,
  recorded,
  worked,
  afterwards,
  merged,
  privately,
  slackDown,
  roomLost,
  exercised,
];

export function scenarioNamed(name: string): Scenario {
  const found = SCENARIOS.find((one) => one.name === name);
  if (found) return found;
  const known = SCENARIOS.map((one) => one.name).join(", ");
  throw new BadOption(`There is no scenario "${name}". Next step: --scenario with one of ${known}.`);
}
