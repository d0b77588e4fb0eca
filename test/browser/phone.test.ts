// An incident on a phone: 360 pixels, a finger, and nothing that hangs out of the screen.
import { afterAll, describe, expect, test } from "vitest";
import { en } from "../../src/blocks/words/en.ts";
import { launchBrowser } from "./browser.ts";
import { createStage } from "./stage.ts";
import { PHONE } from "./window.ts";

const launched = await launchBrowser();
afterAll(() => (launched.ok ? launched.browser.close() : undefined));
if (!launched.ok) console.warn(`test/browser is skipped: ${launched.reason}`);

describe.skipIf(!launched.ok)("on a phone", () => {
  test("one declares, takes the lead, replies, reacts, and looks at the details", async () => {
    if (!launched.ok) throw new Error(launched.reason);
    const { open } = await createStage(launched.browser);
    const { page, write, sees, message, dialog } = await open("mei", PHONE, { touch: true });
    const fits = async () => {
      const wide =
        "[...document.querySelectorAll('body *')].filter((el) => el.checkVisibility({ visibilityProperty: true }) && el.getBoundingClientRect().right > innerWidth + 1 && !el.closest('.bookmarks, .table, .unseen')).map((el) => el.outerHTML.slice(0, 120))";
      expect(await page.evaluate(wide)).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(PHONE.width);
    };
    await fits();
    await write("/incident declare SEV1 Checkout is down");
    await sees("You declared INC-1");
    await fits();
    await page.getByRole("button", { name: "Open channel list" }).tap();
    await page.locator(".sidebar.open .row", { hasText: "inc-1-checkout-is-down" }).tap();
    await page.locator("main h1", { hasText: "inc-1-checkout-is-down" }).waitFor();
    await page.getByRole("button", { name: "Take Commander" }).tap();
    await sees("@Mei Tanaka is now Commander.");
    await fits();

    await write("Search answers again");
    await sees("Search answers again");
    await message("Search answers again").locator(".content").tap();
    await message("Search answers again").getByRole("button", { name: "React with eyes" }).tap();
    await message("Search answers again").getByRole("button", { name: "eyes, 1: Mei Tanaka" }).waitFor();
    const box = page.locator(".side .composer textarea");
    // A tap on a message that is being drawn again goes nowhere, as on any phone: one taps once more.
    for (let tries = 0; tries < 3 && !(await box.isVisible()); tries++) {
      await message("Search answers again").locator(".content").tap();
      await message("Search answers again").getByRole("button", { name: "Reply in thread" }).tap();
      await box.waitFor({ timeout: 3_000 }).catch(() => {});
    }
    await box.fill("For how long?");
    await page.locator(".side .send").tap();
    await page.locator(".side .message", { hasText: "For how long?" }).waitFor();
    await fits();
    await page.locator(".side").getByRole("button", { name: "Close" }).tap();
    await page.getByRole("button", { name: "members and channel details" }).tap();
    await page.getByRole("complementary", { name: "Channel details" }).getByText("Bookmarks (").waitFor();
    await fits();
    await page.locator(".side").getByRole("button", { name: "Close" }).tap();
    await page.getByRole("button", { name: "Post update" }).last().tap();
    await dialog.getByLabel(en.updates.form.text).fill("Cards work again.");
    await fits();
    await dialog.locator("footer .primary").tap();
    await sees("Cards work again.");
    await page.getByRole("button", { name: /move time$/ }).tap();
    await page.getByRole("menuitem", { name: "Move time forward 5 minutes" }).waitFor();
    await fits();
  });
});
