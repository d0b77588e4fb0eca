// The page before an app of the test's own: what reaches the app from Home, forms of every kind, menus and shortcuts.
import { afterAll, describe, expect, test } from "vitest";
import { acked, type Envelope } from "../../src/practice/deliveries.ts";
import type { Json } from "../../src/practice/state.ts";
import { launchBrowser } from "./browser.ts";
import { FORM, HOME, MESSAGE } from "./gallery.ts";
import { createStageWithOwnApp } from "./stage.ts";
import type { Window } from "./window.ts";

const launched = await launchBrowser();
afterAll(() => (launched.ok ? launched.browser.close() : undefined));
if (!launched.ok) console.warn(`test/browser is skipped: ${launched.reason}`);

const stage = (answer?: (envelope: Envelope) => ReturnType<typeof acked>) => {
  if (!launched.ok) throw new Error(launched.reason);
  return createStageWithOwnApp(launched.browser, answer);
};

/** The newest interaction of this type, once there is one. */
async function newest(window: Window, got: Envelope[], type: string): Promise<Json> {
  for (let waits = 0; waits < 100; waits++) {
    const found = got.findLast(({ payload }) => payload.type === type);
    if (found) return found.payload;
    await window.page.waitForTimeout(20);
  }
  throw new Error(`no ${type} reached the app`);
}

describe.skipIf(!launched.ok)("an app", () => {
  test("draws its Home, and hears what is pressed there", async () => {
    const { open, call, got, userId } = await stage();
    const amara = await open("amara");
    await amara.page.getByRole("button", { name: /^App Warroom/ }).click();
    await amara.page.getByText("Warroom shows nothing here.").waitFor();
    call("views.publish", { user_id: userId("amara"), view: HOME });
    await amara.page.getByRole("heading", { name: "Waiting for you" }).waitFor();
    await amara.page.getByRole("button", { name: "Done", exact: true }).click();
    const { actions, view } = (await newest(amara, got, "block_actions")) as { actions: Json[]; view: Json };
    expect([actions[0]!.action_id, view.type]).toEqual(["h-done", "home"]);
  });

  test("hears of shortcuts, on a message and anywhere", async () => {
    const { open, got } = await stage();
    const amara = await open("amara");
    await amara.write("The deploy began at 11:36");
    await amara.message("The deploy began").hover();
    await amara.message("The deploy began").getByRole("button", { name: "More actions" }).click();
    await amara.page.keyboard.press("Enter");
    const onMessage = (await newest(amara, got, "message_action")) as { callback_id: string; message: Json };
    expect([onMessage.callback_id, onMessage.message.text]).toEqual(["add_to_timeline", "The deploy began at 11:36"]);
    await amara.page.getByRole("button", { name: "Declare incident" }).click();
    expect((await newest(amara, got, "shortcut")).callback_id).toBe("declare_incident");
  });

  test("gets every kind of choice from a message, after asking where it wants that", async () => {
    const { open, call, got, channelId } = await stage();
    const amara = await open("amara");
    call("conversations.join", { channel: channelId("general") });
    call("chat.postMessage", { channel: channelId("general"), text: "Every block", blocks: MESSAGE });
    const { page } = amara;
    const chosen = async (actionId: string): Promise<Json> => {
      for (let waits = 0; waits < 100; waits++) {
        const all = got.flatMap(({ payload }) => (payload.actions as Json[] | undefined) ?? []);
        const found = all.findLast((one) => one.action_id === actionId);
        if (found) return found;
        await page.waitForTimeout(20);
      }
      throw new Error(`${actionId} did not reach the app`);
    };
    await page.getByLabel("Severity is SEV2").selectOption("search");
    expect((await chosen("s-area")).selected_option).toMatchObject({ value: "search" });
    await page.getByRole("button", { name: "More can be done here" }).press("Enter");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    expect((await chosen("s-more")).selected_option).toMatchObject({ value: "hand over" });
    await page.getByLabel("Date", { exact: true }).fill("2026-12-24");
    expect((await chosen("a-day")).selected_date).toBe("2026-12-24");
    await page.getByLabel("Rolled back").check();
    expect((await chosen("a-done")).selected_options).toMatchObject([{ value: "rolled back" }]);
    await page.getByRole("button", { name: "Close for good" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Keep" }).click();
    await page.getByRole("button", { name: "Close for good" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Close", exact: true }).last().click();
    expect((await chosen("b-Close for good")).type).toBe("button");
    expect(got.filter(({ payload }) => JSON.stringify(payload.actions ?? "").includes("b-Close"))).toHaveLength(1);
  });

  test("gets every field of a form filled with the keyboard, and its complaints stand beside them", async () => {
    const complaint = { response_action: "errors", errors: { words: "Say a little more." } };
    let isFirst = true;
    const { open, call, core, got, userId } = await stage(({ payload }) => {
      if (payload.type !== "view_submission" || !isFirst) return acked();
      isFirst = false;
      return acked(complaint);
    });
    const amara = await open("amara");
    const { page, dialog } = amara;
    const { keyboard } = page;
    await page.getByRole("button", { name: "Declare incident" }).click();
    await newest(amara, got, "shortcut");
    call("views.open", { trigger_id: [...core.state.triggers.keys()].at(-1)!, view: FORM });
    await dialog.getByLabel("Area").waitFor();
    expect(await dialog.getByLabel("Area").evaluate((el) => el.matches(":focus"))).toBe(true);
    const next = (...keys: string[]) =>
      keys.reduce((before, key) => before.then(() => keyboard.press(key)), Promise.resolve());
    await keyboard.type("Search");
    await next("Tab");
    await keyboard.type("Mei");
    await next("Enter");
    await dialog.locator(".tag", { hasText: "Mei Tanaka" }).waitFor();
    await dialog.getByLabel("Where to announce").focus();
    await keyboard.type("#eng");
    await dialog.getByLabel("Day").focus();
    await keyboard.type("11022026");
    await dialog.getByLabel("Time", { exact: true }).focus();
    await keyboard.type("0930AM");
    await dialog.getByLabel("When it began").focus();
    await keyboard.type("11022026");
    await next("Tab");
    await keyboard.type("0915AM");
    await dialog.getByLabel("Money").focus();
    await next("Space");
    await dialog.getByLabel("Outage").focus();
    await next("Space", "ArrowDown");
    await dialog.getByLabel("Customers affected").focus();
    await keyboard.type("1200");
    await dialog.getByLabel("What happened").focus();
    await keyboard.type("The pool was empty");
    await dialog.getByLabel("Link (optional)").focus();
    await next("Enter");
    await dialog.getByText("Say a little more.").waitFor();
    expect(await dialog.getByLabel("What happened").inputValue()).toBe("The pool was empty");
    await dialog.getByLabel("What happened").focus();
    await keyboard.type(", then it was full");
    await dialog.getByRole("button", { name: "Report" }).press("Enter");
    await dialog.waitFor({ state: "detached" });
    const { view } = (await newest(amara, got, "view_submission")) as {
      view: { state: { values: Record<string, Json> } };
    };
    const value = (name: string) => (view.state.values[name] as Record<string, Json>)[name];
    expect(value("area")).toMatchObject({ selected_option: { value: "search" } });
    expect(value("people")).toMatchObject({ selected_users: [userId("mei")] });
    expect(core.state.channels.get(String(value("channel")!.selected_conversation))?.name).toBe("engineering");
    expect(value("day")).toMatchObject({ selected_date: "2026-11-02" });
    expect(value("hour")).toMatchObject({ selected_time: "09:30" });
    expect(new Date(Number(value("moment")!.selected_date_time) * 1_000).toISOString()).toMatch(/^2026-11-02T\d\d:15/);
    expect(value("impact")).toMatchObject({ selected_options: [{ value: "money" }] });
    expect(value("kind")).toMatchObject({ selected_option: { value: "slowness" } });
    expect(value("count")).toMatchObject({ value: "1200" });
    expect(value("words")).toMatchObject({ value: "The pool was empty, then it was full" });
    expect(value("link")).toMatchObject({ value: null });
  });
});
