// The page's main screens, narrow and wide, light and dark, before axe: nothing serious or critical may be found.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { afterAll, describe, expect, test } from "vitest";
import { launchBrowser } from "./browser.ts";
import { visitScenes } from "./scenes.ts";
import { createStage } from "./stage.ts";
import { THEMES, type Theme, type Window } from "./window.ts";

const launched = await launchBrowser();
afterAll(() => (launched.ok ? launched.browser.close() : undefined));
if (!launched.ok) console.warn(`test/browser is skipped: ${launched.reason}`);

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Violation {
  id: string;
  impact: string;
  nodes: { html: string; failureSummary: string }[];
}

/** In the dark nothing changes but the colours. */
const RULES: Record<Theme, object> = { light: {}, dark: { runOnly: ["color-contrast", "link-in-text-block"] } };

async function seriousIn({ page }: Window, theme: Theme): Promise<string[]> {
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(axe);
  const options = JSON.stringify({ resultTypes: ["violations"], ...RULES[theme] });
  const violations = await page.evaluate<Violation[]>(
    `axe.run(document, ${options}).then((found) => found.violations)`,
  );
  return violations
    .filter(({ impact }) => ["serious", "critical"].includes(impact))
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`));
}

describe.skipIf(!launched.ok)("axe", () => {
  test("finds nothing serious on any screen", { timeout: 180_000 }, async () => {
    if (!launched.ok) throw new Error(launched.reason);
    /** What is wrong, once each → the screens that show it. */
    const found: Record<string, string[]> = {};
    await visitScenes(await createStage(launched.browser), async (name, window) => {
      for (const width of [360, 1440]) {
        for (const theme of THEMES) {
          await window.lookAs({ width, theme });
          for (const wrong of new Set(await seriousIn(window, theme))) {
            found[wrong] = [...(found[wrong] ?? []), `${name} ${width} ${theme}`];
          }
        }
      }
    });
    expect(found).toEqual({});
  });
});
