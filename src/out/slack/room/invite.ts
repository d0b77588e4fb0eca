import type { Delivery } from "../../deliver.ts";
import type { Outcome } from "../../outcome.ts";
import { failed } from "../failed.ts";
import type { SlackDeps } from "../port.ts";
import { isOutOfReach, waitForRoom } from "./wait-for-room.ts";

/** Slack takes up to 100 people in one call (its argument's description). */
const USERS_MAX = 100;

/** Everybody who can be invited is; whom Slack refuses is recorded with its reason. */
export async function invite(deps: SlackDeps, { incident }: Delivery, users: readonly string[]): Promise<Outcome> {
  if (!incident.room) return { type: "superseded", why: "the room is gone" };
  const { channel } = incident.room;
  const invited: string[] = [];
  const refused: { user: string; error: string }[] = [];
  for (const group of groups(users, USERS_MAX)) {
    const reply = await deps.slack.send("conversations.invite", { channel, users: group.join(","), force: true });
    if (!reply.ok && reply.kind !== "refused") return failed(reply);
    if (!reply.ok && isOutOfReach(reply)) return waitForRoom(deps, incident);
    const errors = reply.ok ? errorsOf(reply.data) : await oneByOne(deps, channel, group, reply.error);
    if (!Array.isArray(errors)) return errors;
    refused.push(...errors);
    invited.push(...group.filter((user) => !errors.some((one) => one.user === user)));
  }
  return { type: "done", command: { type: "RecordInvites", invited, refused } };
}

/** Where a group is refused as a whole, one bad name must not keep the others out. */
async function oneByOne(
  deps: SlackDeps,
  channel: string,
  users: readonly string[],
  error: string,
): Promise<{ user: string; error: string }[] | Outcome> {
  if (users.length === 1) return error === "already_in_channel" ? [] : [{ user: users[0]!, error }];
  const refused: { user: string; error: string }[] = [];
  for (const user of users) {
    const reply = await deps.slack.send("conversations.invite", { channel, users: user });
    if (reply.ok || (reply.kind === "refused" && reply.error === "already_in_channel")) continue;
    if (reply.kind !== "refused") return failed(reply);
    refused.push({ user, error: reply.error });
  }
  return refused;
}

function errorsOf(data: Record<string, unknown>): { user: string; error: string }[] {
  const errors = (data.errors as { user?: string; error?: string; ok?: boolean }[] | undefined) ?? [];
  return errors
    .filter((one) => one.user !== undefined && one.error !== "already_in_channel")
    .map((one) => ({ user: one.user!, error: one.error ?? "unknown" }));
}

const groups = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size));
