// runbooks/regimes/: duties to notify, a file each. They are data with a source and a date, and no legal advice.
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { submitted } from "../domain/regimes/due.ts";
import type { Regime } from "../domain/regimes/regime.ts";
import { err, ok, type Result } from "../lib/pure/result.ts";
import { isDay } from "../lib/pure/zone.ts";
import { BUNDLED_FOLDER } from "./extends.ts";
import { buildSpan, key, line, span, webAddress } from "./parts/words.ts";
import { type RunbookProblem, unknownWord, wholeFile } from "./problem.ts";
import { textsAt } from "./raw.ts";
import { readText } from "./read-text.ts";
import { checkShape } from "./shape.ts";
import { type Finding, readYaml } from "./yaml-text.ts";

export const REGIMES_FOLDER = join(BUNDLED_FOLDER, "regimes");

const question = z.strictObject({ key, question: line(200) });

const regimeFile = z.strictObject({
  name: line(75),
  source: z.strictObject({ url: webAddress, read: z.string().refine(isDay, 'is no day: write "2026-12-24"') }),
  asks: z.array(question).min(1, "must list at least one").max(10),
  starts: z.array(z.strictObject({ key, means: line(200) })).max(10),
  notices: z
    .array(
      z.strictObject({
        key,
        title: line(75),
        to: line(100),
        words: line(75).optional(),
        due: z
          .array(
            z.strictObject({
              from: line(60),
              within: span,
              roll: z.enum(["no", "next-business-day", "noon-next-business-day"]).optional(),
            }),
          )
          .max(5)
          .optional(),
        only: question.optional(),
      }),
    )
    .min(1, "must list at least one")
    .max(20),
});

/** One regime from its file's text. The error lists every problem. */
export function readRegime(name: string, text: string, fileName: string): Result<Regime, RunbookProblem[]> {
  const yaml = readYaml(text, fileName);
  if (!yaml.ok) return yaml;
  const { value, problems } = yaml.value;
  if (value === null) return err([wholeFile(fileName, "is empty. docs/runbook.md says what a regime holds")]);
  const shape = checkShape(regimeFile, value);
  const unknown = unknownStarts(value);
  if (!shape.ok) return err(problems([...shape.error, ...unknown]));
  if (unknown.length > 0) return err(problems(unknown));
  const { name: title, source, asks, starts, notices } = shape.value;
  return ok({ key: name, name: title, source, asks, starts, notices: notices.map(buildNotice) });
}

const buildNotice = (given: z.infer<typeof regimeFile>["notices"][number]): Regime["notices"][number] => ({
  key: given.key,
  title: given.title,
  to: given.to,
  words: given.words ?? null,
  due: (given.due ?? []).map(({ from, within, roll }) => ({ from, within: buildSpan(within), roll: roll ?? "no" })),
  only: given.only ?? null,
});

/** A clock that nothing could ever start. */
function unknownStarts(file: unknown): Finding[] {
  const notices = textsAt(file, "notices.*.key").map(({ word }) => submitted(word));
  const known = [...textsAt(file, "starts.*.key").map(({ word }) => word), ...notices];
  return textsAt(file, "notices.*.due.*.from")
    .filter(({ word }) => !known.includes(word))
    .map(({ path, word }) => ({ path, at: "value", message: unknownWord("start", word, known) }));
}

/** Those that come with Warroom, sorted by name. The error lists every problem of every file. */
export async function loadRegimes(folder: string = REGIMES_FOLDER): Promise<Result<Regime[], RunbookProblem[]>> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".yml")).sort();
  const read = await Promise.all(
    files.map(async (file): Promise<Result<Regime, RunbookProblem[]>> => {
      const path = join(folder, file);
      const text = await readText(path);
      if (!text.ok) return err([wholeFile(path, `cannot be read: ${text.error.message}`)]);
      return readRegime(file.replace(/\.yml$/, ""), text.value, path);
    }),
  );
  const problems = read.flatMap((one) => (one.ok ? [] : one.error));
  return problems.length > 0 ? err(problems) : ok(read.flatMap((one) => (one.ok ? [one.value] : [])));
}
