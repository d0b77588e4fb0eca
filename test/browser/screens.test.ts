// Pictures of the page's main screens, to be looked at: SCREENSHOTS=some/folder npx vitest run test/browser/screens.test.ts
import { mkdirSync } from "node:fs";
import { afterAll, test } from "vitest";
import { launchBrowser } from "./browser.ts";
import { visitIncident } from "./incident-scenes.ts";
import { visitScenes, type Look } from "./scenes.ts";
import { createStage } from "./stage.ts";
import { THEMES } from "./window.ts";

const folder = process.env.SCREENSHOTS;
const launched = folder ? await launchBrowser() : { ok: false as const, reason: "SCREENSHOTS names no folder" };
afterAll(() => (launched.ok ? launched.browser.close() : undefined));

test.skipIf(!launched.ok)("every screen is drawn, narrow to wide, light and dark", { timeout: 300_000 }, async () => {
  if (!launched.ok || !folder) return;
  mkdirSync(folder, { recursive: true });
  let count = 0;
  const look: Look = async (name, window) => {
    count += 1;
    for (const width of [360, 768, 1440]) {
      for (const theme of THEMES) {
        await window.lookAs({ width, theme });
        const path = `${folder}/${String(count).padStart(2, "0")}-${name}-${width}-${theme}.png`;
        await window.page.screenshot({ path });
      }
    }
  };
  await visitIncident(await createStage(launched.browser), look);
  await visitScenes(await createStage(launched.browser), look);
});
