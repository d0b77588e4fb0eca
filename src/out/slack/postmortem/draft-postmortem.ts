// The postmortem draft: the record is completed from Slack first, then written out, kept, and put in the room as a file.
import { type DraftInput, postmortemDraft } from "../../../blocks/postmortem/draft.ts";
import { postmortemCanvas } from "../../../blocks/postmortem/canvas.ts";
import type { Unheard } from "../../../domain/record/coverage.ts";
import { recordsOf, workplaceOf } from "../../../domain/room/thread.ts";
import type { RoomMessage } from "../../../domain/postmortem/everything.ts";
import { type Facts, postmortemFacts } from "../../../domain/postmortem/facts.ts";
import { appName, type Sighting } from "../../../domain/record/sighting.ts";
import { identity } from "../../../lib/slack-identity.ts";
import { reconcileJob } from "../../../domain/enqueue.ts";
import type { ReconciledSoFar, Job } from "../../../domain/job.ts";
import { MINUTE_MS } from "../../../lib/pure/duration.ts";
import { applyJobChange, type Claim } from "../../../store/jobs.ts";
import { gapsOf, listUnheard } from "../../../store/read/coverage.ts";
import { readEventRows, readNumberedEvents } from "../../../store/read/events.ts";
import { findVersion, listMessages } from "../../../store/read/messages.ts";
import type { MessageRow } from "../../../store/tables.ts";
import type { Delivery } from "../../deliver.ts";
import { onlyWaits, type Outcome } from "../../outcome.ts";
import { failed, OUT_OF_REACH } from "../failed.ts";
import { putCanvas } from "./canvas.ts";
import { namesForFile, waitForNames } from "../names.ts";
import type { SlackDeps } from "../port.ts";
import { reconcile } from "../record/reconcile.ts";
import { uploadOnce } from "../post/upload-once.ts";
import { waitForRoom } from "../room/wait-for-room.ts";

/** Kinds of room sightings that people wrote; joins, topics and pins are no conversation. */
const SPOKEN = new Set(["", "thread_broadcast", "file_share", "me_message", "bot_message"]);

/** The events that ask for a draft. */
const ASKS = new Set(["Resolved", "PostmortemRequested"]);

/** After this the draft is written all the same, and says that the room could not be compared. */
const COMPARE_ATTEMPTS_MAX = 5;

/** The file is what counts: a canvas that cannot be reached after this holds nothing up. */
const CANVAS_ATTEMPTS_MAX = 8;

const NO_CANVAS = { ok: true as const, id: null, why: null };

/** A comparison that gets on, a page at a time, is waited for so long. */
const COMPARE_WITHIN_MS = 15 * MINUTE_MS;

type DraftJob = Extract<Job, { kind: "draft-postmortem" }>;

export async function draftPostmortem(deps: SlackDeps, delivery: Delivery, job: DraftJob): Promise<Outcome> {
  const { incident } = delivery;
  const waits = incident.detached ? await waitForRoom(deps, incident) : null;
  // An attempt that only waits uploads nothing; what was said meanwhile is compared.
  if (waits?.type === "retry") return onlyWaits({ ...waits, left: uncompared(job) });
  const compared = await reconcileFirst(deps, delivery, job);
  if (!compared.ok) return compared.outcome;
  const outcome = await writeDraft(deps, delivery, job, compared.notCompared);
  if (outcome.type === "give-up" && OUT_OF_REACH.has(outcome.why)) {
    const untilBack = await waitForRoom(deps, incident);
    return untilBack.type === "retry" ? { ...untilBack, left: uncompared(job) } : outcome;
  }
  // Made once, the comparison does not take the turn of the look for what an attempt uploaded.
  return outcome.type === "retry" ? { ...outcome, left: { ...job, notCompared: compared.notCompared } } : outcome;
}

const uncompared = ({ kind, asked }: DraftJob): DraftJob => ({ kind, ...(asked !== undefined && { asked }) });

type ReconciledFirst = { ok: true; notCompared: string | null } | { ok: false; outcome: Outcome };

async function reconcileFirst(deps: SlackDeps, { claim, incident }: Delivery, job: DraftJob): Promise<ReconciledFirst> {
  const { team } = incident;
  // A thread that became a room is compared by itself, now and then.
  const [record] = recordsOf(incident);
  if (record === undefined || job.notCompared !== undefined) return { ok: true, notCompared: job.notCompared ?? null };
  const { soFar } = job;
  const wanted = { team, channel: record, depth: "deep" as const, ...(soFar && { soFar }) };
  const compared = await reconcile(deps, claim, wanted);
  if (compared.type === "done") return { ok: true, notCompared: null };
  // A room that Slack no longer shows still has its record; only what may come right is waited for.
  if (compared.type === "retry") {
    const left = compared.left?.kind === "reconcile" ? compared.left.soFar : soFar;
    const waits: Job = { ...job, ...(left && { soFar: left }) };
    if (isWorthWaiting(deps, claim, left)) return { ok: false, outcome: onlyWaits({ ...compared, left: waits }) };
    await reconcileLater(deps, record, team, left);
  }
  return { ok: true, notCompared: compared.why };
}

async function writeDraft(
  deps: SlackDeps,
  delivery: Delivery,
  job: DraftJob,
  notCompared: string | null,
): Promise<Outcome> {
  const { claim, incident } = delivery;
  const { room } = incident;
  const input = await draftInput(deps, delivery, notCompared);
  if (input === null) return waitForNames();
  const markdown = postmortemDraft(input);
  const fileName = `${incident.name}-postmortem-${await numberOf(deps, delivery, job)}.md`;
  const place = workplaceOf(incident);
  const file = place
    ? await uploadOnce(deps, delivery, {
        ...place,
        fileName,
        title: deps.words.postmortem.fileTitle(incident),
        text: markdown,
      })
    : { ok: true as const, permalink: null };
  if (!file.ok) return file.outcome;
  const canvas = room ? await putCanvas(deps, room.channel, postmortemCanvas(input), incident.canvas) : NO_CANVAS;
  if (!canvas.ok && claim.attempt < CANVAS_ATTEMPTS_MAX) return failed(canvas.reply);
  if (canvas.ok && canvas.why !== null)
    deps.log.info({ job: claim.id, why: canvas.why }, "the room has no canvas of ours");
  const { permalink } = file;
  const id = canvas.ok ? canvas.id : incident.canvas;
  return { type: "done", command: { type: "RecordPostmortem", markdown, fileName, permalink, canvas: id } };
}

const isWorthWaiting = ({ clock }: SlackDeps, claim: Claim, soFar: ReconciledSoFar | undefined): boolean =>
  claim.attempt < COMPARE_ATTEMPTS_MAX || (isUnderWay(soFar) && clock.now() < claim.plannedAt + COMPARE_WITHIN_MS);

const isUnderWay = (soFar: ReconciledSoFar | undefined): boolean => (soFar?.messages ?? 0) > 0;

/** The draft says what it lacks; the record itself goes on from where the comparison came to. */
async function reconcileLater(
  { store, clock, log }: SlackDeps,
  channel: string,
  team: string,
  soFar: ReconciledSoFar | undefined,
): Promise<void> {
  const now = clock.now();
  // One that waits already began later, perhaps after a gap that this one would leave open: it stands.
  const job = { ...reconcileJob(team, channel, "deep", now, soFar), again: "revive" as const };
  await store.commit({ writes: [applyJobChange(store, null, job, now)] });
  log.info({ channel }, "a draft is written before its room is compared with Slack: that goes on");
}

/**
 * A draft's own number, by which it is found again: counted up to the event that asked for it, since an earlier draft may
 * still be on its way. Jobs of before that event was kept have it in their id alone.
 */
async function numberOf({ store }: SlackDeps, { claim, incident }: Delivery, job: DraftJob): Promise<number> {
  const asked = job.asked ?? Number(claim.id.split(":")[1]);
  const rows = await readEventRows(store, incident.id);
  return rows.filter(({ seq, type }) => seq <= asked && ASKS.has(type)).length;
}

async function draftInput(deps: SlackDeps, delivery: Delivery, notCompared: string | null): Promise<DraftInput | null> {
  const { incident, runbook } = delivery;
  const { store, clock, slack, words } = deps;
  const { room, team } = incident;
  const recorded = await Promise.all(recordsOf(incident).map((record) => readRecord(store, team, record)));
  const rows = recorded.flatMap((one) => one.rows).sort((a, b) => (a.ts < b.ts ? -1 : 1));
  const gaps = recorded.flatMap((one) => one.gaps);
  const unheard = new Map(recorded.flatMap((one) => [...one.unheard]));
  const messages = rows.filter((row) => SPOKEN.has(row.kind)).map((row) => spoken(row, unheard.get(row.ts)));
  const events = await readNumberedEvents(store, incident.id);
  const madeAt = clock.now();
  const facts = postmortemFacts(incident, runbook, events, messages, gaps, madeAt);
  const names = await namesIn(deps, delivery, facts);
  if (names === null) return null;
  const me = room && (await identity(slack.read));
  const roomUrl = me?.url ? `${me.url}/archives/${room!.channel}` : null;
  return { incident, runbook, facts, names, roomUrl, notCompared, madeAt, words };
}

const readRecord = async (store: SlackDeps["store"], team: string, record: string) => ({
  rows: await listMessages(store, team, record),
  gaps: await gapsOf(store, team, record),
  unheard: await listUnheard(store, team, record),
});

/** Everybody who appears in the draft: authors, role holders, those mentioned. Ids alone, so that "WARNING" is nobody. */
async function namesIn(deps: SlackDeps, delivery: Delivery, facts: Facts): Promise<ReadonlyMap<string, string> | null> {
  const { incident } = delivery;
  const { team } = incident;
  const told = JSON.stringify([incident, facts]);
  const ids = new Set([...told.matchAll(/"([UW][A-Z0-9]{5,})"|<@([UW][A-Z0-9]{5,})/g)].map((at) => at[1] ?? at[2]!));
  const names = await namesForFile(deps, delivery, [...ids]);
  if (names === null) return null;
  const bots = new Map(
    facts.everything.flatMap(({ by, message }) => (message && by?.startsWith("B") ? [[by, message.ts] as const] : [])),
  );
  for (const [bot, ts] of bots) {
    const [record] = recordsOf(incident);
    const version = record === undefined ? null : await findVersion(deps.store, team, record, ts);
    const name = version?.body ? appName(JSON.parse(version.body) as Sighting) : null;
    if (name) names.set(bot, name);
  }
  return names;
}

const spoken = (row: MessageRow, unheard: Unheard | undefined): RoomMessage => ({
  ts: row.ts,
  author: row.author,
  text: row.text,
  files: JSON.parse(row.files) as string[],
  threadTs: row.thread_ts,
  edited: row.edited_ts !== "",
  deletedAt: row.deleted_at,
  ...(unheard && { unheard }),
});
