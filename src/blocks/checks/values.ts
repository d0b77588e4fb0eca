// What a check shows and what is wanted of it, in words. Text as it came: made safe by whoever shows it.
import type { Measured, Test } from "../../domain/condition.ts";
import type { Words } from "../words/en.ts";

/** So many digits tell what there is to tell of a number that a machine counted. */
const DIGITS_MAX = 4;

export function valueWords(value: Measured, unit: string, { checks: said }: Words): string {
  if (typeof value === "boolean") return value ? said.yes : said.no;
  const shown = Math.abs(value) < 10 ** DIGITS_MAX ? Number(value.toPrecision(DIGITS_MAX)) : Math.round(value);
  return said.value({ number: shown.toLocaleString("en", { maximumFractionDigits: 20 }), unit });
}

export function testWords(test: Test, unit: string, words: Words): string {
  if ("is" in test) return valueWords(test.is, unit, words);
  return words.checks.test[test.op]({ value: valueWords(test.than, unit, words) });
}
