// What people do in an incident's room while it runs: hand over, update, keep the timeline, share out the work.
import { afterAll, describe, expect, test } from "vitest";
import { launchBrowser } from "./browser.ts";
import { createStage } from "./stage.ts";
import type { Window } from "./window.ts";

const launched = await launchBrowser();
afterAll(() => (launched.ok ? launched.browser.close() : undefined));
if (!launched.ok) console.warn(`test/browser is skipped: ${launched.reason}`);

const stage = () => {
  if (!launched.ok) throw new Error(launched.reason);
  return createStage(launched.browser);
};

const ROOM = "inc-1-checkout-is-down";

const card = (window: Window) => window.message("INC-1 · Checkout is down");
const shows = (window: Window, words: string | RegExp) => card(window).filter({ hasText: words }).waitFor();

async function leadsAnIncident(amara: Window): Promise<void> {
  await amara.write("/incident declare SEV1 Checkout is down");
  await amara.go(ROOM);
  await amara.press("Take Commander");
  await shows(amara, "Commander: @Amara Okafor");
}

describe.skipIf(!launched.ok)("in the room of a running incident", { timeout: 60_000 }, () => {
  test("the lead is offered by name; whoever is asked gets the brief alone, accepts it, and the card says so", async () => {
    const { open } = await stage();
    const [amara, jonas] = [await open("amara"), await open("jonas")];
    await leadsAnIncident(amara);
    await amara.composer.pressSequentially("/incident handover @jonas");
    await amara.page.getByRole("option", { name: /Jonas/ }).waitFor();
    await amara.page.keyboard.press("Tab");
    await amara.page.keyboard.type("release 412 is suspected");
    await amara.page.keyboard.press("Enter");
    await amara.sees("Offered to @Jonas");
    await shows(amara, /Commander: @Amara Okafor.*offered to @Jonas/);

    await jonas.go(ROOM);
    await jonas.message("release 412 is suspected").waitFor();
    const brief = jonas.message("Only visible to you").filter({ hasText: "INC-1 SEV1" });
    await brief.filter({ hasText: "Vacant:" }).waitFor();
    expect(await amara.page.locator(".message.ephemeral", { hasText: "Vacant:" }).count()).toBe(0);
    await brief.getByRole("button", { name: "Accept", exact: true }).click();
    for (const window of [amara, jonas]) {
      await window.sees(/@Jonas.* is now Commander, handed over by @Amara Okafor/);
      await shows(window, /Commander: @Jonas/);
    }
  });

  test("the form keeps what holds still; who subscribes reads each update, and its correction, in a direct message", async () => {
    const { open } = await stage();
    const [amara, jonas] = [await open("amara"), await open("jonas")];
    await leadsAnIncident(amara);
    await jonas.go("incidents");
    await jonas.press("Subscribe");
    await jonas.sees("You get each update of INC-1 by direct message.");
    await jonas.go("general");

    await amara.fillIn("Post update", {
      "What changed?": "Release 412 goes back",
      "Next step": "Tomasz rolls back",
      ETA: "09:30",
    });
    await amara.submit("Post");
    const warroom = jonas.page.locator(".row.unread", { hasText: "Warroom" });
    await warroom.locator(".mention-badge", { hasText: "1" }).waitFor();
    await warroom.click();
    await jonas.sees(/Release 412 goes back\s*Next step: Tomasz rolls back/);
    await warroom.waitFor({ state: "detached" });

    await amara.sees("Release 412 goes back");
    await amara.fillIn("Post update", {});
    const typed = (label: string) => amara.dialog.getByLabel(label).inputValue();
    expect(await Promise.all(["What changed?", "Next step", "ETA"].map(typed))).toEqual(["", "Tomasz rolls back", ""]);
    await amara.dialog.getByLabel("What changed?").fill("All cards are back");
    await amara.submit("Post");
    await jonas.sees("All cards are back");

    await amara.sees("All cards are back");
    await amara.fillIn("Correct", { "What changed?": "Half of the cards are back", "Why?": "Read the graph wrong" });
    await amara.submit("Correct");
    for (const window of [amara, jonas]) {
      await window.message("Half of the cards are back").filter({ hasText: "Corrected" }).waitFor();
      await window.message("All cards are back").waitFor({ state: "detached" });
    }
  });

  test("an emoji and the shortcut put messages on the timeline, where buttons correct and strike them", async () => {
    const { open } = await stage();
    const [amara, tomasz] = [await open("amara"), await open("tomasz")];
    await leadsAnIncident(amara);
    await tomasz.go(ROOM);
    await amara.write("p99 is at 4 s");
    await tomasz.reply("p99 is at 4 s", "since release 412");
    await tomasz.inThread("since release 412").hover();
    await tomasz.inThread("since release 412").getByRole("button", { name: "Add reaction" }).click();
    await tomasz.page.getByLabel("Search emoji").fill("bulb");
    await tomasz.page.keyboard.press("Enter");
    await tomasz
      .inThread("since release 412")
      .getByRole("button", { name: /^memo, 1: Warroom/ })
      .waitFor();

    await amara.write("We role it back");
    await amara.choose(amara.message("We role it back"), "Add to timeline");
    const marked = amara.message("on the timeline of INC-1");
    await marked.getByLabel("Another kind").selectOption("Decision");
    await amara.sees(/#2 on the timeline of INC-1, as a decision/);
    await amara.fillIn("Correct…", { "What happened?": "We roll it back", "Why is it corrected?": "A typo" });
    await amara.submit("Correct");
    await amara.sees(/#2 is now a decision/);
    await amara.write("/incident timeline");
    const timeline = amara.message("Timeline of INC-1");
    await timeline.filter({ hasText: /#1 .*Hypothesis: since release 412 · @Tomasz Wolski/ }).waitFor();
    await timeline.filter({ hasText: /#2 .*Decision: We roll it back .*corrected by @Amara Okafor.*A typo/ }).waitFor();
    await timeline.getByRole("link", { name: "message" }).first().click();
    await amara.inThread("since release 412").and(amara.page.locator(":focus")).waitFor();
    await amara.page.keyboard.press("Escape");

    await amara.fillIn("Strike…", { "Why is it struck?": "It was not decided" });
    await amara.submit("Strike");
    await amara.sees("#2 is struck.");
    await amara.write("/incident timeline");
    await amara.sees(/Timeline of INC-1(?!.*We roll it back)/s);
    await amara.write("/incident timeline all");
    await amara.sees(/struck by @Amara Okafor.*It was not decided/s);
    await amara.message("It was not decided").locator("s, del", { hasText: "We roll it back" }).waitFor();
  });

  test("a task is accepted by a click and done with what came of it; a reply becomes an action item", async () => {
    const { open } = await stage();
    const [amara, tomasz] = [await open("amara"), await open("tomasz")];
    await leadsAnIncident(amara);
    await tomasz.go(ROOM);
    await amara.write("/incident task @tomasz.wolski check replica lag 10m");
    await amara.sees("Task 1 is given to @Tomasz Wolski.");
    await shows(amara, /One task open\s*Task 1: check replica lag @Tomasz Wolski · not accepted yet/);
    const task = (window: Window) => window.message(/Task 1: check replica lag\s*@Tomasz Wolski does it|done, /);
    await tomasz.press("Accept");
    await task(amara).waitFor();
    await task(tomasz).getByRole("button", { name: "Done", exact: true }).click();
    await tomasz.dialog.getByLabel("What came of it?").fill("The replicas are level");
    await tomasz.submit("Done");
    await task(amara)
      .filter({ hasText: /done, @Tomasz Wolski .*: The replicas are level/ })
      .waitFor();
    await shows(amara, /^(?!.*One task open)/s);

    await amara.write("Nobody was paged for the lag");
    await tomasz.reply("Nobody was paged", "Page on replica lag");
    await tomasz.choose(tomasz.inThread("Page on replica lag"), "Task or action item");
    expect(await tomasz.dialog.getByLabel("What is to be done?").inputValue()).toBe("Page on replica lag");
    await tomasz.dialog.getByText("An action item: so that it does not happen again").click();
    await tomasz.dialog.getByLabel("Who?").selectOption({ label: "Jonas Lindqvist" });
    await tomasz.submit("Create");
    await amara.sees(/Action item 1: Page on replica lag · @Jonas Lindqvist owns it/);
    await shows(amara, "One action item open");
  });
});
