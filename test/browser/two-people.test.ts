// Two people with a window each: what is unread, and what one does that the other sees.
import { afterAll, describe, expect, test } from "vitest";
import { launchBrowser } from "./browser.ts";
import { createStageWithOwnApp } from "./stage.ts";

const launched = await launchBrowser();
afterAll(() => (launched.ok ? launched.browser.close() : undefined));
if (!launched.ok) console.warn(`test/browser is skipped: ${launched.reason}`);

describe.skipIf(!launched.ok)("two people", () => {
  test("see what is unread, and each other's words, reactions, edits and deletions", async () => {
    if (!launched.ok) throw new Error(launched.reason);
    const { open, core, call, userId } = await createStageWithOwnApp(launched.browser);
    const [amara, tomasz] = [await open("amara"), await open("tomasz")];
    const row = tomasz.channel("engineering");
    const isUnread = () => row.evaluate((el) => el.classList.contains("unread"));

    await amara.go("engineering");
    await amara.write("Has anybody deployed?");
    await tomasz.page.locator(".row.unread", { hasText: "engineering" }).waitFor();
    expect(await row.locator(".mention-badge").count()).toBe(0);
    await amara.write("Is it you, @tomasz.wolski?");
    await row.locator(".mention-badge", { hasText: "2" }).waitFor();
    expect(await tomasz.page.title()).toMatch(/^\(1\) #general as Tomasz/);

    await tomasz.go("engineering");
    await tomasz.page.getByRole("separator", { name: "New messages" }).waitFor();
    await tomasz.page.locator(".row.unread").waitFor({ state: "detached" });
    expect(await isUnread()).toBe(false);
    await tomasz.message("Is it you").hover();
    await tomasz.message("Is it you").getByRole("button", { name: "React with eyes" }).click();
    await amara.message("Is it you").getByRole("button", { name: "eyes, 1: Tomasz Wolski" }).waitFor();

    // What another wrote may be neither edited nor deleted.
    await tomasz.message("Is it you").getByRole("button", { name: "More actions" }).click();
    await tomasz.page.getByRole("menuitem", { name: "Pin to channel" }).waitFor();
    expect(await tomasz.page.getByRole("menuitem", { name: /Edit|Delete/ }).count()).toBe(0);
    await tomasz.page.keyboard.press("Escape");
    await amara.composer.press("ArrowUp");
    await amara.page.getByLabel("Edit message").fill("Was it you, @tomasz.wolski?");
    await amara.page.keyboard.press("Enter");
    await tomasz.message("Was it you").getByText("(edited)").waitFor();
    await amara.message("Was it you").hover();
    await amara.message("Was it you").getByRole("button", { name: "More actions" }).click();
    await amara.page.getByRole("menuitem", { name: "Delete message…" }).click();
    await amara.page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
    await tomasz.message("Was it you").waitFor({ state: "detached" });

    // The app writes to one of them alone; opening it shows its messages, not its Home.
    const { channel } = call("conversations.open", { users: userId("tomasz") }) as { channel: { id: string } };
    call("chat.postMessage", { channel: channel.id, text: "You are on call from nine" });
    await tomasz.page.locator(".row.unread", { hasText: "Warroom" }).click();
    await tomasz.sees("You are on call from nine");
    await tomasz.page.locator(".row.unread").waitFor({ state: "detached" });
    expect(await amara.page.locator(".row.unread").count()).toBe(0);
    const random = [...core.state.channels.values()].find(({ name }) => name === "random")!.id;
    call("conversations.join", { channel: random });
    call("chat.postEphemeral", { channel: random, user: userId("amara"), text: "Just for you" });
    for (const window of [amara, tomasz]) await window.go("random");
    await amara.message("Just for you").getByRole("button", { name: "Dismiss" }).click();
    await amara.message("Just for you").waitFor({ state: "detached" });
    expect(await tomasz.message("Just for you").count()).toBe(0);
  });
});
