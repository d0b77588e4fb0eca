// A bot that talks too much is muted, and then its reminders are lost. Whoever adds a message finds its budget here.
import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { testRunbook } from "../support/runbook.ts";
import { type Noise, noiseOf, SCENES, type Scene } from "./noise.ts";

const DOCUMENT = "docs/operating.md";

/**
 * At most, in four hours. Untouched: the card, three asks for a commander, three reminders of the update, what came of the
 * page (the runbook pages at SEV1 and SEV2), the target to respond that passes (at SEV4 only the next business day), at SEV1
 * and SEV2 two reminders of the status page, and then silence; the declarer hears of the first two of each. Worked: the card,
 * the acknowledgement, four roles, the statuses, bridge, impact, a question and its reminder, the end and what is left, the
 * page, the status page, and for each update that is due one reminder and the update itself; with room for one more. By the
 * runbook's duties one line more at the declaration (who is to be told), and at the worked one's end one in the room (the
 * ticket, at SEV1 and SEV2 the status page too). By its checks one line more: what they show, edited in place.
 */
const BUDGETS: Record<Scene, Record<string, Noise>> = {
  untouched: {
    SEV1: { room: 14, announcements: 1, person: 7 },
    SEV2: { room: 14, announcements: 1, person: 7 },
    SEV3: { room: 10, announcements: 1, person: 5 },
    SEV4: { room: 7, announcements: 1, person: 3 },
  },
  worked: {
    SEV1: { room: 37, announcements: 11, person: 11 },
    SEV2: { room: 29, announcements: 7, person: 6 },
    SEV3: { room: 20, announcements: 4, person: 3 },
    SEV4: { room: 19, announcements: 4, person: 3 },
  },
};

const CASES = SCENES.flatMap((scene) =>
  testRunbook().runbook.severities.map((severity) => ({ scene, severity, name: severity.name })),
);

const measured: string[] = [];

test.each(CASES)("an incident $scene, $name, says no more than its budget", async ({ scene, severity, name }) => {
  const { noise, said } = await noiseOf(scene, severity);
  const budget = BUDGETS[scene][name]!;
  for (const [where, count] of Object.entries(noise)) {
    const max = budget[where as keyof Noise];
    expect(
      count,
      `${where}: more than ${max}. Can it be left out, or join another message?\n${said.join("\n")}`,
    ).toBeLessThanOrEqual(max);
  }
  const cell = (where: keyof Noise) => `${noise[where]} (${budget[where]})`;
  measured.push(`| ${scene} | ${name} | ${cell("room")} | ${cell("announcements")} | ${cell("person")} |`);
});

test("the figures stand in the handbook: else UPDATE_NOISE=1 npx vitest run test/sim/noise.test.ts", () => {
  const text = readFileSync(DOCUMENT, "utf8");
  const table = /(?<=\| in four hours .*\n\|[-|]+\n)(?:\|.*\n)+/;
  const rows = `${measured.join("\n")}\n`;
  if (process.env.UPDATE_NOISE) return writeFileSync(DOCUMENT, text.replace(table, rows));
  expect(table.exec(text)?.[0]).toBe(rows);
});
