// Pictures of the page's main screens, to be looked at: `npm run docs:screens`. No test, and run by vitest all the same,
// whose ends of a test close the windows, the bot and the database.
import { mkdirSync } from "node:fs";
import { afterAll, test } from "vitest";
import { launchBrowser } from "../browser/browser.ts";
import { visitIncident } from "../browser/incident-scenes.ts";
import { visitScenes, type Look } from "../browser/scenes.ts";
import { createStage } from "../browser/stage.ts";
import { THEMES } from "../browser/window.ts";

const folder = process.env.SCREENSHOTS ?? "data/screens";
const launched = await launchBrowser();
afterAll(() => (launched.ok ? launched.browser.close() : undefined));

test("every screen is drawn, narrow to wide, light and dark", async () => {
  if (!launched.ok) throw new Error(launched.reason);
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
