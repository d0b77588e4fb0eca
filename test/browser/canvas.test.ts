// A channel's canvas, read and written by two people.
import { afterAll, describe, test } from "vitest";
import { launchBrowser } from "./browser.ts";
import { createStageWithOwnApp } from "./stage.ts";

const launched = await launchBrowser();
afterAll(() => (launched.ok ? launched.browser.close() : undefined));
if (!launched.ok) console.warn(`test/browser is skipped: ${launched.reason}`);

describe.skipIf(!launched.ok)("a canvas", () => {
  test("is read and written by two people", async () => {
    if (!launched.ok) throw new Error(launched.reason);
    const { open, core, userId, channelId } = await createStageWithOwnApp(launched.browser);
    const markdown =
      "# Why checkout was down\n\n- [ ] Raise the limit\n\n| time | what |\n|---|---|\n| 09:12 | Declared |";
    core.act({ as: userId("mei"), act: "edit-canvas", channel: channelId("engineering"), markdown });
    const [amara, tomasz] = [await open("amara"), await open("tomasz")];
    for (const { page, go } of [amara, tomasz]) {
      await go("engineering");
      await page.getByRole("navigation", { name: "Channel tabs" }).getByRole("button").last().press("Enter");
      await page.getByRole("columnheader", { name: "what" }).waitFor();
    }
    await amara.page.getByRole("button", { name: /^Edit: - \[ ]/ }).press("Enter");
    await amara.page.getByLabel("Markdown of this part").fill("- [x] Raise the limit");
    await amara.page.keyboard.press("Control+Enter");
    await amara.page.getByLabel("Markdown of this part").waitFor({ state: "detached" });
    await tomasz.page.getByRole("listitem").filter({ hasText: "☑ Raise the limit" }).waitFor();
    await tomasz.page.getByRole("button", { name: "Add to the canvas" }).click();
    await tomasz.page.getByLabel("Markdown of this part").fill("## Who was there");
    await tomasz.page.getByRole("button", { name: "Save" }).click();
    await amara.page.getByRole("heading", { name: "Who was there" }).waitFor();
    await amara.page.getByRole("button", { name: "Messages", exact: true }).click();
    await amara.composer.waitFor();
  });
});
