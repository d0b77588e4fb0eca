// An incident's first minutes and its end: what is known, who joins, two that are one, and what stays afterwards.
import { afterAll, describe, expect, test } from "vitest";
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

const shows = (window: Window, words: string | RegExp) =>
  window.message("INC-1 · Checkout is down").filter({ hasText: words }).waitFor();

async function declaresAnIncident(window: Window): Promise<void> {
  await window.write("/incident declare SEV1 Checkout is down");
  await window.go(ROOM);
  await window.sees("INC-1 · Checkout is down");
}

describe.skipIf(!launched.ok)("first and last", { timeout: 60_000 }, () => {
  test("what is known is asked for by forms, a wrong time keeps what was typed, and who joins later gets the brief", async () => {
    const { open } = await stage();
    const [amara, priya] = [await open("amara"), await open("priya")];
    await declaresAnIncident(amara);
    await amara.fillIn("Answer", { "How many users are hit?": "All of the EU", "Which features": "Checkout" });
    await amara.submit("Save");
    await shows(amara, "Triage questions: 2 of 5 answered");

    await amara.press("More…");
    await amara.fillIn("Impact", { "In a sentence": "Nobody can pay" });
    expect(await amara.dialog.getByLabel("Users").inputValue()).toBe("All of the EU");
    await amara.submit("Save");
    await shows(amara, "Impact: Nobody can pay");

    await amara.press("Times");
    const form = amara.dialog;
    await amara.fillIn("Change a time", { "When was it?": "half past never", "Why?": "The graph says so" });
    await form.getByLabel("Which time?").selectOption("started");
    await form.getByRole("button", { name: "Change" }).click();
    await form.locator(".error", { hasText: "is no time that can be read" }).waitFor();
    expect(await form.getByLabel("When was it?").inputValue()).toBe("half past never");
    expect(await form.getByLabel("Why?").inputValue()).toBe("The graph says so");
    await form.getByLabel("When was it?").fill("20 minutes ago");
    await form.getByRole("button", { name: "Change" }).click();
    await form.getByText("started is now Today").waitFor();
    await amara.closeDialog();
    await amara.sees(/@Amara Okafor set started to/);

    await priya.go(ROOM);
    await priya.page.getByRole("button", { name: "Join channel" }).click();
    await priya
      .message("Only visible to you")
      .filter({ hasText: /INC-1 SEV1.*Hit:.*Nobody can pay/s })
      .waitFor();
    expect(await amara.page.locator(".message.ephemeral", { hasText: "Hit:" }).count()).toBe(0);
  });

  test("who declares the same is shown the first one and joins it; what was declared anyway is merged", async () => {
    const { open } = await stage();
    const [amara, priya] = [await open("amara"), await open("priya")];
    await declaresAnIncident(amara);
    await priya.write("/incident declare SEV1 Payments fail");
    await priya.sees("declared INC-1 (Checkout is down)");
    await priya.press("Join INC-1");
    await amara.sees("@Priya Raman reports the same: Payments fail");
    await priya.go(ROOM);

    await priya.go("general");
    await priya.press("Declare anyway");
    await priya.go("inc-2-payments-fail");
    await priya.write("/incident merge into INC-1 Same connection pool");
    await priya.sees("INC-2 was merged into INC-1");
    await priya
      .message("INC-2 was merged into INC-1")
      .getByRole("button", { name: `#${ROOM}` })
      .click();
    await priya.page.locator("main h1", { hasText: ROOM }).waitFor();
    for (const window of [amara, priya]) {
      await window.sees("is the same trouble: @Priya Raman merged it into this incident");
      await shows(window, "Merged into this one: INC-2");
    }
  });

  test("App Home shows what waits for its reader, as it is when Refresh is pressed", async () => {
    const { open } = await stage();
    const [amara, tomasz] = [await open("amara"), await open("tomasz")];
    await declaresAnIncident(amara);
    const home = tomasz.page.locator(".home-inside");
    await tomasz.page.locator(".row", { hasText: "Warroom" }).click();
    await tomasz.page.getByRole("button", { name: "Home", exact: true }).click();
    await home.getByText("Nothing waits for you.").waitFor();
    await amara.write("/incident task @tomasz.wolski check replica lag");
    await amara.sees("Task 1: check replica lag");
    const refresh = home.getByRole("button", { name: "Refresh" });
    await refresh.click();
    await home.getByText(/INC-1 .* task 1, to accept: check replica lag/).waitFor();
    const asOf = await home.getByText("As of").innerText();
    await tomasz.moveTime("+5 min");
    await refresh.click();
    await home.getByText("As of").filter({ hasNotText: asOf }).waitFor();
    await home
      .getByRole("button", { name: `#${ROOM}` })
      .first()
      .click();
    await tomasz.sees("Task 1: check replica lag");
  });

  test("after the end people contribute, the draft is read, and what they write on the canvas survives the next draft", async () => {
    const { open } = await stage();
    const [amara, tomasz] = [await open("amara"), await open("tomasz")];
    await declaresAnIncident(amara);
    await tomasz.go(ROOM);
    await amara.fillIn("Resolve", { "What fixed it?": "Release 412 was rolled back." });
    await amara.submit("Resolve");
    await tomasz.sees("INC-1 is over. What is left:");
    await tomasz.fillIn("What Went Well", { "What should stay as it is?": "The rollback took two minutes" });
    await tomasz.dialog.getByRole("button", { name: "Add" }).click();
    await tomasz.dialog.getByText("Kept under “What Went Well”.").waitFor();
    await tomasz.closeDialog();
    await amara.page.locator("main .text-file").last().click();
    await amara.dialog.locator(".document", { hasText: "Release 412 was rolled back." }).waitFor();
    await amara.closeDialog();

    const tab = (name: string) => tomasz.page.getByRole("navigation", { name: "Channel tabs" }).getByText(name);
    const well = tomasz.page.locator("table", { hasText: "From the record: what went well" });
    await tab("Postmortem of INC-1").click();
    await tomasz.page.getByRole("columnheader", { name: "From the record: facts" }).waitFor();
    expect(await well.innerText()).not.toContain("two minutes");
    await tomasz.page.getByRole("button", { name: "Add to the canvas" }).click();
    await tomasz.page.getByLabel("Markdown of this part").fill("## Thanks to everybody");
    await tomasz.page.getByRole("button", { name: "Save" }).click();
    await tomasz.page.getByRole("heading", { name: "Thanks to everybody" }).waitFor();
    await amara.write("/incident postmortem");
    await well.filter({ hasText: "The rollback took two minutes" }).waitFor();
    expect(await tomasz.page.getByRole("heading", { name: "Thanks to everybody" }).count()).toBe(1);
  });

  test("the menu is worked by keyboard alone on a phone's width", async () => {
    const { open } = await stage();
    const { page, sees, go, tabTo, goToPart, dialog, write } = await open("amara", PHONE);
    await write("/incident declare SEV1 Checkout is down");
    await page.getByRole("button", { name: "Open channel list" }).click();
    await go(ROOM);
    await sees("INC-1 · Checkout is down");
    await goToPart("main .composer textarea");
    await goToPart("main .messages");
    await tabTo("More…");
    await page.keyboard.press("Enter");
    await sees("/incident help lists the commands.");
    await tabTo("Give a task");
    expect(await page.locator("main .messages").evaluate((el) => el.scrollWidth - el.clientWidth)).toBe(0);
    await page.keyboard.press("Enter");
    await dialog.getByLabel("Who does it?").waitFor();
    await page.keyboard.type("Jonas");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Look at the queue");
    await tabTo("Give");
    await page.keyboard.press("Enter");
    await sees(/@Jonas Lindqvist Task 1: Look at the queue/);
    await dialog.waitFor({ state: "detached" });
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Give a task");
    await tabTo("Resolve");
    await page.keyboard.press("Enter");
    await dialog.getByLabel("What fixed it?").waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
  });
});
