// A stranger's first minutes in a real browser, against the real bot and the practice workspace.
import { afterAll, describe, expect, test } from "vitest";
import { en } from "../../src/blocks/words/en.ts";
import { launchBrowser } from "./browser.ts";
import { createStage } from "./stage.ts";
import { PHONE, type Window } from "./window.ts";

const launched = await launchBrowser();
afterAll(() => (launched.ok ? launched.browser.close() : undefined));
if (!launched.ok) console.warn(`test/browser is skipped: ${launched.reason}`);

const stage = () => {
  if (!launched.ok) throw new Error(launched.reason);
  return createStage(launched.browser);
};

const ROOM = "inc-1-checkout-is-down";

describe.skipIf(!launched.ok)("in the browser", () => {
  test("an incident goes from a stranger's first command to its postmortem", async () => {
    const { open } = await stage();
    const amara = await open();
    const tomasz = await open("tomasz");
    await amara.write("/incident declare SEV1 Checkout is down");
    await amara.sees("You declared INC-1 (SEV1): Checkout is down");
    await amara.go(ROOM);
    await tomasz.go(ROOM);
    await tomasz.sees("INC-1 · Checkout is down");

    await tomasz.press("Take Commander");
    for (const window of [amara, tomasz]) await window.sees("@Tomasz Wolski is now Commander.");
    await amara.message("INC-1 · Checkout is down").filter({ hasText: "Commander: @Tomasz Wolski" }).waitFor();
    await amara.shot("1-commander");

    // Ten minutes of the fifteen pass without a word; at twelve the commander is reminded.
    for (const _ of [1, 2]) await amara.moveTime("+5 min");
    expect(await amara.message("next update on INC-1").count()).toBe(0);
    for (const _ of [1, 2]) await amara.moveTime("+1 min");
    for (const window of [amara, tomasz]) await window.sees("@Tomasz Wolski the next update on INC-1 is due");
    expect(await readsTheEnd(amara)).toBe(true);
    await amara.shot("2-reminded");

    await tomasz.press("Post update");
    await tomasz.page.getByLabel(en.updates.form.text).fill("No card is charged.\nRelease 412 is rolled back.");
    await tomasz.dialog.getByRole("button", { name: "Post", exact: true }).click();
    await amara.sees("Release 412 is rolled back.");
    await amara.sees("Next update by");

    await amara.write("The error rate falls since 11:36");
    await tomasz.sees("The error rate falls");
    await tomasz.write("Two queues are still full");
    await amara.sees("Two queues are still full");
    await tomasz.reply("The error rate falls", "From 40 to 2 percent");
    await amara.page.getByRole("button", { name: "1 reply" }).waitFor();
    await amara.shot("3-talk");

    await tomasz.press("Resolve");
    await tomasz.page.getByLabel("What fixed it?").fill("Release 412 was rolled back.");
    await tomasz.dialog.getByRole("button", { name: "Resolve" }).click();
    await amara.sees("INC-1 is resolved, by @Tomasz Wolski.");
    const file = amara.page.locator("main .file").last();
    await file.waitFor();
    await amara.message("INC-1 · Checkout is down").getByRole("button", { name: "Reopen" }).waitFor();
    await amara.shot("4-resolved");

    await file.click();
    const draft = await amara.dialog.locator(".document").innerText();
    for (const words of [
      "Checkout is down",
      "Tomasz Wolski",
      "Release 412 is rolled back.",
      "The error rate falls since 11:36",
      "From 40 to 2 percent",
      "Two queues are still full",
      "Release 412 was rolled back.",
    ]) {
      expect(draft).toContain(words);
    }
  });

  test("the declare form says what is wrong, keeps what was typed, and takes its complaints back", async () => {
    const { open } = await stage();
    const mei = await open("mei", PHONE);
    await mei.write("/incident declare P1 Search finds nothing");
    await mei.dialog.getByText("There is no severity “P1” in this runbook.").waitFor();
    const title = mei.page.getByLabel("What is broken?");
    expect(await title.inputValue()).toBe("Search finds nothing");
    await mei.shot("5-foreign-severity");

    const errors = mei.dialog.locator(".error");
    const declare = mei.dialog.getByRole("button", { name: "Declare", exact: true });
    await title.fill("");
    await declare.click();
    await errors.nth(1).waitFor();
    expect(await errors.allInnerTexts()).toEqual(Array(2).fill("Please complete this required field."));
    expect(await title.evaluate((field) => field.matches(":focus"))).toBe(true);

    await title.fill("   ");
    await mei.dialog.locator("select").selectOption("SEV3");
    await errors.waitFor({ state: "detached" });
    await declare.click();
    await errors.getByText("The incident needs a title").waitFor();
    await mei.shot("6-empty-title");

    await title.fill("Search finds nothing");
    await errors.waitFor({ state: "detached" });
    await declare.click();
    await mei.dialog.getByText("You declared INC-1 (SEV3): Search finds nothing").waitFor();
    await mei.closeDialog();
  });

  test("an incident is declared and its commander found without a mouse", async () => {
    const { open } = await stage();
    const { page, channel, dialog, sees, tabTo } = await open("amara");
    const { keyboard } = page;
    await keyboard.type("/incident declare");
    await keyboard.press("Enter");
    await dialog.getByLabel("What is broken?").waitFor();
    await keyboard.type("Checkout is down");
    // What the runbook's rules ask comes before it, and may be left open.
    const severity = dialog.getByLabel("Severity").and(page.locator(":focus"));
    for (let presses = 0; presses < 20 && (await severity.count()) === 0; presses++) await keyboard.press("Tab");
    await keyboard.press("ArrowDown");
    await tabTo("Declare");
    await keyboard.press("Enter");
    await dialog.getByText("You declared INC-1").waitFor();
    await keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });

    await channel(ROOM).waitFor();
    await tabTo(ROOM);
    await keyboard.press("Enter");
    await sees("INC-1 · Checkout is down");
    await tabTo("Take Commander");
    await keyboard.press("Enter");
    await sees("@Amara Okafor is now Commander.");
  });
});

/** Whether the newest message is on screen, as for a reader who never scrolled. */
const readsTheEnd = ({ page }: Window): Promise<boolean> =>
  page.locator("main .messages").evaluate((el) => el.scrollHeight - el.scrollTop - el.clientHeight < 4);
