// A whole incident's talk without a mouse: declare, claim, update, reply, react, pin, edit, delete.
import { afterAll, describe, expect, test } from "vitest";
import { launchBrowser } from "./browser.ts";
import { createStage } from "./stage.ts";

const launched = await launchBrowser();
afterAll(() => (launched.ok ? launched.browser.close() : undefined));
if (!launched.ok) console.warn(`test/browser is skipped: ${launched.reason}`);

describe.skipIf(!launched.ok)("with the keyboard alone", () => {
  test("one declares, claims, updates, replies, reacts, pins, edits and deletes", async () => {
    if (!launched.ok) throw new Error(launched.reason);
    const { open } = await createStage(launched.browser);
    const { page, message, sees, channel, tabTo, goToPart } = await open("amara");
    const { keyboard } = page;
    const say = async (text: string) => {
      await keyboard.type(text);
      await keyboard.press("Enter");
    };

    // Down goes to what may follow the command; Tab takes it.
    await keyboard.type("/incident d");
    await page.getByRole("option", { name: /^declare / }).waitFor();
    await keyboard.press("ArrowDown");
    await keyboard.press("Tab");
    await page.locator(".suggestions", { hasText: "opens an incident and its room" }).waitFor();
    await say("SEV1 Checkout is down");
    await channel("inc-1-checkout-is-down").waitFor();

    await goToPart(".row.current");
    await tabTo("inc-1-checkout-is-down");
    await keyboard.press("Enter");
    await sees("INC-1 · Checkout is down");
    await tabTo("Take Commander");
    await keyboard.press("Enter");
    await sees("@Amara Okafor is now Commander.");
    await goToPart("main .composer textarea");
    await say("/incident update Cards fail; release 412 goes back");
    await message("Cards fail; release 412 goes back").waitFor();

    await say("The error rate falls");
    await sees("The error rate falls");
    await goToPart("main .messages");
    const said = message("The error rate falls");
    for (let presses = 0; presses < 5 && !(await said.evaluate((el) => el.matches(":focus"))); presses++) {
      await keyboard.press("ArrowUp");
    }
    await keyboard.press("t");
    await page.locator(".side .composer textarea:focus").waitFor();
    await say("From 40 to 2 percent");
    await said.getByRole("button", { name: "1 reply" }).waitFor();
    await keyboard.press("Escape");
    await page.locator(".side").waitFor({ state: "detached" });
    expect(await said.evaluate((el) => el.matches(":focus"))).toBe(true);

    await keyboard.press("r");
    await page.getByRole("dialog", { name: "Add reaction" }).getByLabel("Search emoji").waitFor();
    await say("tada");
    await said.getByRole("button", { name: "tada, 1: Amara Okafor" }).waitFor();
    await keyboard.press("Escape");
    await keyboard.press("p");
    await said.getByText("Pinned", { exact: true }).waitFor();

    await goToPart("main .composer textarea");
    await say("Search is slow too");
    await sees("Search is slow too");
    await keyboard.press("ArrowUp");
    await page.getByLabel("Edit message").waitFor();
    await say(", since 11:40");
    await message("Search is slow too, since 11:40").getByText("(edited)").waitFor();
    expect(await page.locator("main .composer textarea").evaluate((el) => el.matches(":focus"))).toBe(true);

    await goToPart("main .messages");
    await keyboard.press("ArrowUp");
    await keyboard.press("Delete");
    await page.getByRole("alertdialog").waitFor();
    await keyboard.press("Enter");
    await message("Search is slow too").waitFor({ state: "detached" });
    expect(await page.locator("main .messages").evaluate((el) => el.matches(":focus"))).toBe(true);
  });
});
