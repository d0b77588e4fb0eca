// The floor: Bolt's own receiver and an app that does nothing, which is what Bolt lets anybody reach.
import { App, HTTPReceiver } from "@slack/bolt";

const [port = "0", signingSecret = ""] = process.argv.slice(2);

const app = new App({
  receiver: new HTTPReceiver({ signingSecret, port: Number(port) }),
  authorize: async () => ({ botToken: "xoxb-floor", botId: "B0FLOOR", botUserId: "U0FLOOR" }),
});
app.event("message", async () => {});
await app.start(Number(port));
process.on("disconnect", () => process.exit(0));
process.send!("ready");
