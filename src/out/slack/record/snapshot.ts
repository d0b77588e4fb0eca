// What the record has of a room before Slack is asked: Slack must show it, or it has been deleted. What arrives meanwhile
// need not be in Slack's answer, and neither clock could tell the two apart.
import { listMessages } from "../../../store/read/messages.ts";
import type { Reader } from "../../../store/store.ts";
import type { MessageRow, RoomRow } from "../../../store/tables.ts";

export interface Snapshot {
  /** Every ts that is recorded. */
  known: ReadonlySet<string>;
  /** What the history should show, oldest first. */
  top: readonly MessageRow[];
  /** What each thread should show, by its parent's ts. */
  threads: ReadonlyMap<string, readonly MessageRow[]>;
}

export async function snapshotOf(reader: Reader, { team, channel }: RoomRow, from: string): Promise<Snapshot> {
  const rows = await listMessages(reader, team, channel, { from });
  const top: MessageRow[] = [];
  const threads = new Map<string, MessageRow[]>();
  for (const row of rows) {
    if (row.deleted_at !== null || row.ts.includes("#")) continue;
    const isReply = row.thread_ts !== null && row.thread_ts !== row.ts && row.kind !== "thread_broadcast";
    if (!isReply) top.push(row);
    else if (threads.has(row.thread_ts!)) threads.get(row.thread_ts!)!.push(row);
    else threads.set(row.thread_ts!, [row]);
  }
  return { known: new Set(rows.map(({ ts }) => ts)), top, threads };
}
