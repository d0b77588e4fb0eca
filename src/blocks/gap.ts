import { GAP_WHY } from "../domain/record/gap.ts";
import type { Words } from "./words/en.ts";

/** The reason is stored in words; one that this version does not know is shown as it stands. */
export function gapWhy(stored: string, { record }: Words): string {
  const known = (Object.keys(GAP_WHY) as (keyof typeof GAP_WHY)[]).find((key) => GAP_WHY[key] === stored);
  return known ? record.coverage.why[known] : stored;
}
