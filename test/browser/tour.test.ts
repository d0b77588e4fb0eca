// A newcomer is shown around: the tour points at what it speaks of, stands in nobody's way, and is remembered.
import { afterAll, describe, expect, test } from "vitest";
import { launchBrowser } from "./browser.ts";
import { createStage } from "./stage.ts";
import type { Window } from "./window.ts";

const launched = await launchBrowser();
afterAll(() => (launched.ok ? launched.browser.close() : undefined));
if (!launched.ok) console.warn(`test/browser is skipped: ${launched.reason}`);

/** What lies under the middle of the tour's ring. */
const pointedAt = ({ page }: Window) =>
  page.evaluate<string>(`(() => {
    const { left, top, width, height } = document.querySelector(".tour-ring").getBoundingClientRect();
    return document.elementFromPoint(left + width / 2, top + height / 2)?.closest(".row, .person-button, .block-actions, .composer, .brand, .message")?.className ?? "";
  })()`);

describe.skipIf(!launched.ok)("the guided tour", () => {
  test("leads through an incident with the keyboard, goes on after a reload, and ends for good", async () => {
    if (!launched.ok) throw new Error(launched.reason);
    const { open } = await createStage(launched.browser);
    const amara = await open("amara", undefined, { isNewcomer: true });
    const { page, composer, goToPart } = amara;
    const { keyboard } = page;
    const tour = page.getByRole("region", { name: "Guided tour" });
    const reads = (heading: string) => tour.getByRole("heading", { name: heading }).waitFor();

    await reads("A Slack to practise in");
    expect(await pointedAt(amara)).toBe("brand");
    expect(await composer.evaluate((el) => el.matches(":focus"))).toBe(true);
    await goToPart(".tour .primary");
    await keyboard.press("Enter");
    await reads("Declare an incident");
    expect(await pointedAt(amara)).toBe("composer");
    await tour.getByRole("button", { name: "Type it for me" }).press("Enter");
    await keyboard.press("Enter");
    await tour.getByText("Done").waitFor();

    await page.reload();
    await reads("Declare an incident");
    await goToPart(".tour .primary");
    await keyboard.press("Enter");
    await reads("Take a role");
    expect(await pointedAt(amara)).toContain("row");
    await amara.go("inc-1-checkout-is-down");
    await page.getByRole("button", { name: "Take Commander" }).waitFor();
    await expect.poll(() => pointedAt(amara)).toContain("block-actions");
    await amara.press("Take Commander");
    await tour.getByText("Done").waitFor();

    for (const heading of ["Say what you know", "Mark a key moment", "Resolve it", "Be several people"]) {
      await tour.getByRole("button", { name: "Next" }).press("Enter");
      await reads(heading);
    }
    expect(await pointedAt(amara)).toBe("person-button");
    await tour.getByRole("button", { name: "Finish" }).press("Enter");
    await tour.waitFor({ state: "detached" });
    expect(await page.locator(".help-button").evaluate((el) => el.matches(":focus"))).toBe(true);
    await page.reload();
    await composer.waitFor();
    expect(await tour.count()).toBe(0);

    await page.getByRole("button", { name: "Help" }).press("Enter");
    await keyboard.press("Enter");
    await reads("A Slack to practise in");
    await keyboard.press("Escape");
    await tour.waitFor({ state: "detached" });
  });
});
