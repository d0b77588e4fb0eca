// One person and the scripted outage: choosing a part, its pace, its end.
import { afterAll, describe, expect, test } from "vitest";
import { launchBrowser } from "./browser.ts";
import { createStage } from "./stage.ts";

const launched = await launchBrowser();
afterAll(() => (launched.ok ? launched.browser.close() : undefined));
if (!launched.ok) console.warn(`test/browser is skipped: ${launched.reason}`);

describe.skipIf(!launched.ok)("the scripted outage", () => {
  test("is begun, hastened, held, jumped through and ended from its bar", async () => {
    if (!launched.ok) throw new Error(launched.reason);
    const { open, core, channelId } = await createStage(launched.browser);
    const { page, go, sees, dialog } = await open("amara");
    const bar = page.getByRole("region", { name: "Scripted outage" });
    const control = (name: string) => bar.getByRole("button", { name, exact: true });
    const said = () => core.state.channels.get(channelId("engineering"))!.messages.size;

    await page.getByRole("button", { name: "Scripted outage" }).press("Enter");
    await dialog.getByText("Which part do you take?").waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await bar.getByText(/^You are /).waitFor();
    await go("engineering");
    await sees("Alert: payment success rate");
    await control("Pause").click();
    await bar.getByText("paused").waitFor();
    const before = said();
    await control("Go on").click();
    await control("20 times as fast").click();
    await expect.poll(() => control("20 times as fast").getAttribute("aria-pressed")).toBe("true");
    await control("Next event").click();
    for (let waits = 0; waits < 200 && said() === before; waits++) await page.waitForTimeout(50);
    expect(said()).toBeGreaterThan(before);
    await control("End").click();
    await control("How it went").click();
    await dialog.getByRole("heading", { name: "How it went" }).waitFor();
    await page.keyboard.press("Escape");
    await control("Again").waitFor();
  });
});
