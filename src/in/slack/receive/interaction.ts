// Commands, buttons, shortcuts and views: the part of Slack's traffic that goes through Bolt, on either road.
import type { App, ReceiverEvent } from "@slack/bolt";
import type { Clock } from "../../../lib/clock.ts";
import type { Log } from "../../../lib/log.ts";
import { SECOND_MS } from "../../../lib/pure/duration.ts";

/** Slack shows the person an error when no answer has come by then (interactivity guide). */
const ANSWER_WITHIN_MS = 3 * SECOND_MS;

interface Interaction {
  readonly body: Record<string, unknown>;
  /** Puts the answer on the wire; called at most once. */
  send(answer: unknown): void | Promise<void>;
}

/** Lets Bolt handle one interaction. Resolves to whether an answer was sent; never rejects. */
export async function runInteraction(
  app: Pick<App, "processEvent">,
  { body, send }: Interaction,
  { clock, log }: { clock: Clock; log: Log },
): Promise<boolean> {
  const about = describe(body);
  let answered = false;
  let closed = false;
  const overdue = clock.after(ANSWER_WITHIN_MS, () => {
    log.warn(about, "no answer within 3 s, so Slack has shown the person an error: check what the handler waits for");
  });
  const ack = async (answer?: unknown) => {
    if (answered || closed) {
      log.warn(
        about,
        answered ? "a second answer was dropped" : "an answer came after its handler had ended, and was dropped",
      );
      return;
    }
    answered = true;
    overdue.cancel();
    try {
      await send(answer);
    } catch (error) {
      log.warn({ ...about, err: error }, "an answer could not be sent: the connection it belongs to is gone");
    }
  };
  const event: ReceiverEvent = { body, ack };
  try {
    await app.processEvent(event);
  } catch (error) {
    log.error({ ...about, err: error }, "a handler failed");
  }
  overdue.cancel();
  closed = true;
  if (!answered) log.warn(about, "no handler answered: check that one is registered for this kind and name");
  return answered;
}

/** What a log line may say of an interaction: its kind and the names we gave it, nothing a person typed. */
function describe(body: Record<string, unknown>): Record<string, unknown> {
  const { type, command, callback_id } = body;
  return { kind: type ?? "slash_command", name: command ?? callback_id };
}
