// The page's main screens, one after the other, each as a person would come to it.
import { FORM, HOME, MESSAGE, POSTMORTEM } from "./gallery.ts";
import type { Stage } from "./stage.ts";
import { PHONE, type Window } from "./window.ts";

/** Called on each screen; the window may be resized, and is then put back. */
export type Look = (name: string, window: Window) => Promise<void>;

export async function visitScenes({ open, core, call, userId, channelId }: Stage, look: Look): Promise<void> {
  const newcomer = await open("mei", undefined, { isNewcomer: true });
  await newcomer.page.locator(".tour").waitFor();
  await look("start-and-tour", newcomer);
  await newcomer.page.getByRole("button", { name: "Next" }).click();
  await look("tour-declare", newcomer);

  const amara = await open("amara");
  await amara.composer.fill("/incident ");
  await look("slash-help", amara);

  const tomasz = await open("tomasz");
  await amara.write("/incident declare SEV1 Checkout is down");
  await amara.sees("You declared INC-1");
  for (const window of [amara, tomasz]) await window.go("inc-1-checkout-is-down");
  await tomasz.press("Take Commander");
  await tomasz.write("The error rate *falls* since 11:36, see <https://example.com/d/1>");
  await amara.sees("error rate");
  const room = channelId("inc-1");
  const said = [...core.state.channels.get(room)!.messages.values()].find(({ text }) =>
    text.includes("error rate"),
  )!.ts;
  const tomaszId = userId("tomasz");
  core.act({ as: tomaszId, act: "post", channel: room, text: "From 40 to 2 percent", threadTs: said });
  core.act({ as: tomaszId, act: "react", channel: room, ts: said, name: "eyes" });
  core.act({ as: tomaszId, act: "pin", channel: room, ts: said });
  await amara.write("/incident");
  await amara.sees("Only visible to you");
  await look("room-and-ephemeral", amara);
  await amara.page.evaluate(`location.hash = "#${room}/${said}"`);
  await amara.page.locator(".side .composer").waitFor();
  await look("thread", amara);
  await amara.page.keyboard.press("Escape");
  await amara.message("error rate").hover();
  await amara.message("error rate").getByRole("button", { name: "More actions" }).click();
  await look("message-menu", amara);
  await amara.page.keyboard.press("Escape");
  await amara.page.getByRole("button", { name: "members and channel details" }).click();
  await look("details", amara);
  await amara.page.keyboard.press("Escape");

  await amara.go("random");
  const random = channelId("random");
  call("conversations.join", { channel: random });
  call("chat.postMessage", { channel: random, text: "Every block", blocks: MESSAGE });
  const base64 = Buffer.from(POSTMORTEM).toString("base64");
  const file = { name: "postmortem.md", mimetype: "text/markdown", base64 };
  core.act({ as: userId("mei"), act: "upload", channel: random, ...file });
  await amara.sees("postmortem.md");
  await look("blocks-and-file", amara);
  await amara.page.locator(".text-file").click();
  await amara.dialog.waitFor();
  await look("file-viewer", amara);
  await amara.page.keyboard.press("Escape");
  await amara.message("postmortem.md").hover();
  await amara.message("postmortem.md").getByRole("button", { name: "Add reaction" }).click();
  await look("reaction-picker", amara);
  await amara.page.keyboard.press("Escape");

  // The bot answers a button that is not its own with a note; its trigger serves to open the form.
  await amara.press("Take it");
  await amara.sees("Only visible to you");
  call("views.open", { trigger_id: [...core.state.triggers.keys()].at(-1)!, view: FORM });
  await amara.dialog.locator("footer .primary").click();
  await amara.dialog.locator(".error").first().waitFor();
  await look("form-errors", amara);
  await amara.page.keyboard.press("Escape");

  call("views.publish", { user_id: userId("amara"), view: HOME });
  await amara.page.evaluate(`location.hash = "#home"`);
  await amara.page.getByText("Waiting for you").waitFor();
  await look("app-home", amara);

  core.act({ as: userId("mei"), act: "edit-canvas", channel: random, markdown: POSTMORTEM });
  await amara.page.evaluate(`location.hash = "#${random}/canvas"`);
  await amara.page.getByRole("columnheader", { name: "what" }).waitFor();
  await look("canvas", amara);
  await amara.page.getByRole("button", { name: "Scripted outage" }).click();
  await amara.dialog.waitFor();
  await look("outage-parts", amara);
  await amara.dialog.getByRole("button", { name: "Start" }).click();
  await amara.page.getByRole("button", { name: "Pause" }).click();
  await look("outage-bar", amara);
  await amara.page.getByRole("button", { name: "End" }).click();
  await amara.page.getByRole("button", { name: "How it went" }).click();
  await amara.dialog.waitFor();
  await look("outage-debrief", amara);
  await amara.page.keyboard.press("Escape");

  await amara.page.setViewportSize(PHONE);
  await amara.page.getByRole("button", { name: "Open channel list" }).click();
  await look("channel-list", amara);
}
