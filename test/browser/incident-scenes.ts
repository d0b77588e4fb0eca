// The screens of an incident that runs and ends, one after the other, each as its people come to it.
import type { Look } from "./scenes.ts";
import type { Stage } from "./stage.ts";

const ROOM = "inc-1-checkout-is-down";

export async function visitIncident({ open }: Stage, look: Look): Promise<void> {
  const [amara, tomasz] = [await open("amara"), await open("tomasz")];
  await amara.write("/incident declare SEV1 Checkout is down");
  for (const window of [amara, tomasz]) await window.go(ROOM);
  await amara.press("Take Commander");
  await amara.fillIn("Answer", { "How many users": "All of the EU", "Which features": "Checkout and invoices" });
  await amara.submit("Save");
  await amara.fillIn("Post update", { "What changed?": "Release 412 goes back", Impact: "Nobody can pay by card" });
  await amara.submit("Post");
  await amara.write("/incident note decision: Do we stop the imports?");
  await amara.write("/incident note hypothesis: The pool is empty since release 412");
  await amara.write("/incident task @tomasz.wolski check replica lag 10m");
  await amara.sees("Task 1: check replica lag");
  await look("task", amara);
  await amara.write("/incident timeline");
  await amara.sees("Timeline of INC-1");
  await look("timeline", amara);
  await amara.write("/incident brief");
  await amara.sees("Open tasks");
  await look("brief", amara);
  await amara.message("INC-1 · Checkout is down").filter({ hasText: "One task open" }).waitFor();
  await amara.page.locator("main .messages").evaluate((el) => el.scrollTo(0, 0));
  await look("card", amara);
  await amara.press("Post update");
  await amara.dialog.getByLabel("What changed?").waitFor();
  await look("update-form", amara);
  await amara.page.keyboard.press("Escape");

  await tomasz.page.locator(".row", { hasText: "Warroom" }).click();
  await tomasz.page.getByRole("button", { name: "Home", exact: true }).click();
  await tomasz.page.locator(".home-inside").getByText("to accept: check replica lag").waitFor();
  await look("app-home-of-the-incident", tomasz);
  await amara.write("/incident resolve Release 412 was rolled back.");
  await amara.sees("INC-1 is over. What is left:");
  await look("afterwards", amara);
  await amara.page.getByRole("navigation", { name: "Channel tabs" }).getByText("Postmortem of INC-1").click();
  await amara.page.getByRole("columnheader", { name: "From the record: facts" }).waitFor();
  await look("canvas-of-the-incident", amara);
}
