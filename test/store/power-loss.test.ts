// What is left after a power cut or a bad sector in the -wal: either all that was acknowledged, or what our messages in Slack
// carry shows that it is not. SQLite itself calls each of these files whole.
import { copyFileSync, existsSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { expect, onTestFinished, test } from "vitest";
import { createFrozenClock, createMovableClock } from "../../src/lib/clock.ts";
import { createSeededRandom } from "../../src/lib/random.ts";
import { metadataOf } from "../../src/out/slack/post/anchor.ts";
import { findLosses } from "../../src/out/slack/record/find-losses.ts";
import { openStore } from "../../src/store/open.ts";
import { loadIncident } from "../../src/store/read/incidents.ts";
import { verifyIncident } from "../../src/store/verify.ts";
import { incidentRows } from "../../src/store/read/incidents.ts";
import { ordersOn, START, TEAM } from "../support/orders.ts";
import { quiet } from "../support/quiet.ts";
import { freshDatabase } from "../support/stores.ts";
import { WARROOM } from "../../src/domain/actor.ts";

const ROOM = "C1";
const COMMITS = 60;
const clock = createMovableClock(createFrozenClock(START));
const deps = { clock, log: quiet };

/** A database and its -wal as they lie on the disk, and the message that was posted after the last commit. */
async function image() {
  const url = await freshDatabase("sqlite");
  const file = url.slice("sqlite:".length);
  const { store } = await openStore(url, deps);
  onTestFinished(() => store.close().catch(() => {}));
  const orders = await ordersOn(store, clock);
  const incident = await orders.declare();
  const command = { type: "RecordRoomOpened" as const, channel: ROOM, name: "inc-1" };
  await orders.dispatch({ team: TEAM, actor: WARROOM, cause: "test", command, incident: incident.id });
  // Nothing of what is already in the file itself can be lost.
  await store.commit({ writes: [{ sql: "PRAGMA wal_checkpoint(TRUNCATE)", parameters: [] } as never] }).catch(() => {});
  for (let n = 0; n < COMMITS; n++) await orders.order(incident, { type: "AddNote", text: `note ${n}` });
  const last = (await loadIncident(store, incident.id))!;
  const message = { ts: "1.1", bot_id: "B1", metadata: metadataOf(last, { job: "say:1@1" }) };
  copyFileSync(file, `${file}.image`);
  copyFileSync(`${file}-wal`, `${file}.image-wal`);
  return { file, id: incident.id, acknowledged: last.head.seq, message };
}

/** What a start finds on such an image. */
async function found(file: string, { id, message }: { id: string; message: object }) {
  const { store } = await openStore(`sqlite:${file}`, deps);
  try {
    const read = async (method: string) => ({ ok: true as const, data: ANSWERS[method]?.(message) ?? {} });
    const slack = { read, send: read, upload: async () => ({ ok: true as const, data: {} }) };
    const compared = await findLosses({ ...deps, store, slack } as never);
    const rows = await incidentRows(store);
    const findings = await Promise.all(rows.map((row) => verifyIncident(store, row)));
    const seq = (await loadIncident(store, id))?.head.seq ?? 0;
    return { seq, compared: compared.type, findings: findings.flatMap((one) => one.findings) };
  } finally {
    await store.close();
  }
}

const ANSWERS: Record<string, (message: object) => Record<string, unknown>> = {
  "auth.test": () => ({ team_id: TEAM, user_id: "UBOT", bot_id: "B1" }),
  "conversations.list": () => ({ channels: [{ id: ROOM, creator: "UBOT", created: START / 1_000, name: "inc-1" }] }),
  "conversations.history": (message) => ({ messages: [message] }),
};

test("of 200 cuts and 200 flipped bits each loses nothing that was acknowledged, or is noticed", {
  timeout: 240_000,
}, async () => {
  const { file, acknowledged, ...known } = await image();
  const random = createSeededRandom(9);
  const whole = await withWal(file, (wal) => wal);
  expect(whole).toMatchObject({ seq: acknowledged, compared: "agrees" });
  const outcomes = { kept: 0, noticed: 0 };
  for (let n = 0; n < 400; n++) {
    const { seq, compared, findings } = await withWal(file, (wal) => {
      const at = Math.floor(random.next() * wal.length);
      if (n % 2 === 0) return wal.subarray(0, at);
      const flipped = Buffer.from(wal);
      flipped[at] = flipped[at]! ^ (1 << Math.floor(random.next() * 8));
      return flipped;
    });
    expect(findings, "what is there is as it was written").toEqual([]);
    const lost = seq < acknowledged;
    expect([lost, compared], `cut ${n}: ${seq} of ${acknowledged}`).toEqual([lost, lost ? "ahead" : "agrees"]);
    outcomes[lost ? "noticed" : "kept"] += 1;
  }
  expect(outcomes.noticed).toBeGreaterThan(300);

  async function withWal(image: string, change: (wal: Buffer) => Buffer) {
    const copy = `${image}.cut`;
    copyFileSync(`${image}.image`, copy);
    writeFileSync(`${copy}-wal`, change(readFileSync(`${image}.image-wal`)));
    if (existsSync(`${copy}-shm`)) truncateSync(`${copy}-shm`, 0);
    expect(statSync(copy).size).toBeGreaterThan(0);
    return found(copy, known);
  }
});
