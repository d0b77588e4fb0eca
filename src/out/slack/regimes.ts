// Regimes in time: their questions, reminders of what must be notified, and the proof pack.
import { proofPack } from "../../blocks/regimes/proof.ts";
import { regimesAsk, regimesReminder } from "../../blocks/regimes/said.ts";
import { isPerson } from "../../domain/actor.ts";
import { isRoomClosed } from "../../domain/aftermath.ts";
import type { JobOf } from "../../domain/job.ts";
import { askTurn } from "../../domain/regimes/asking.ts";
import { reminderTurn } from "../../domain/regimes/reminders.ts";
import { roomInReach, threadOf, voiceOf } from "../../domain/room/voice.ts";
import { readProof } from "../../store/read/proof.ts";
import { contextOf, type Delivery } from "../deliver.ts";
import { notDue, type Outcome } from "../outcome.ts";
import { postDirect, told } from "./post/direct.ts";
import type { SlackDeps } from "./port.ts";
import { POST_PAUSE_MS, postOnce, recorded } from "./post/post.ts";
import { uploadOnce } from "./post/upload-once.ts";

export async function askRegimes(deps: SlackDeps, delivery: Delivery, job: JobOf<"ask-regimes">): Promise<Outcome> {
  const { incident, runbook } = delivery;
  const channel = voiceOf(incident, runbook.announceChannel);
  if (!channel) return { type: "superseded", why: "there is nowhere to say it" };
  const context = contextOf(deps, delivery);
  const turn = askTurn(incident, job, context);
  if (turn.type !== "due") return notDue(turn, context.now);
  const post = regimesAsk(incident, turn, deps.words);
  const options = { variant: turn.variant, threadTs: threadOf(incident) };
  return recorded(await postOnce(deps, delivery, channel, post, options), turn.record);
}

/** Where the incident speaks, or by direct message to the first of those who answer for it where it can no more. */
export async function remindOfRegimes(
  deps: SlackDeps,
  delivery: Delivery,
  job: JobOf<"remind-regimes">,
): Promise<Outcome> {
  const { incident, runbook } = delivery;
  const context = contextOf(deps, delivery);
  const turn = reminderTurn(incident, job, context);
  if (turn.type !== "due") return notDue(turn, context.now);
  const { to, reminded, passed, variant, record } = turn;
  const post = regimesReminder(incident, runbook, { to, reminded, now: context.now }, deps.words);
  const channel = isRoomClosed(incident) ? null : voiceOf(incident, runbook.announceChannel);
  const user = to.find(isPerson);
  if (channel === null && user === undefined) return { type: "give-up", why: "nobody is there to be told", passed };
  const posted =
    channel === null
      ? await postDirect(deps, delivery, user!, post, variant)
      : await postOnce(deps, delivery, channel, post, { variant, threadTs: threadOf(incident) });
  return told(posted, record, passed);
}

export async function postProof(deps: SlackDeps, delivery: Delivery, { asked }: JobOf<"post-proof">): Promise<Outcome> {
  const { incident, runbook } = delivery;
  const { store, clock, words } = deps;
  const room = roomInReach(incident);
  const place = isRoomClosed(incident) ? null : (room?.channel ?? (incident.room ? null : incident.thread?.channel));
  if (!place) return { type: "superseded", why: "there is nowhere to put it" };
  const text = proofPack({ ...(await readProof(store, incident)), runbook, madeAt: clock.now() }, words);
  const threadTs = room ? undefined : incident.thread?.ts;
  const title = words.proof.fileTitle({ name: incident.name });
  const fileName = `${incident.name}-proof-${asked}.md`;
  const file = await uploadOnce(deps, delivery, {
    channel: place,
    ...(threadTs !== undefined && { threadTs }),
    fileName,
    title,
    text,
  });
  return file.ok ? { type: "done", pause_ms: POST_PAUSE_MS } : file.outcome;
}
