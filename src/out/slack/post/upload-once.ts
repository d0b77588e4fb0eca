// A file that is to stand in a channel or thread once: found again by its name, where an earlier attempt may have put it there.
import type { Claim } from "../../../store/jobs.ts";
import type { Outcome } from "../../outcome.ts";
import { sincePlanned } from "./find-posted.ts";
import { lookBack } from "../record/look-back.ts";
import type { SlackMessage } from "../record/pages.ts";
import type { SlackDeps } from "../port.ts";
import { notPosted } from "./post.ts";
import type { UploadArgs } from "./upload.ts";

type Uploaded = { ok: true; permalink: string | null } | { ok: false; outcome: Outcome };

/** Its name is its own: no other job uploads one of that name. */
export async function uploadOnce(deps: SlackDeps, claim: Claim, file: UploadArgs): Promise<Uploaded> {
  const { channel, threadTs, fileName } = file;
  const { toSearch } = claim;
  if (toSearch !== "nothing") {
    const edge = toSearch !== "all" && toSearch.channel === channel ? toSearch.edge : "";
    const isIt = (message: SlackMessage) => fileIn(message, fileName) !== undefined;
    const looked = await lookBack(
      deps,
      { channel, since: sincePlanned(claim), edge, ...(threadTs !== undefined && { threadTs }) },
      isIt,
    );
    // A history that is closed to us will not open by waiting; any other failure to look is no proof of absence.
    if (!looked.ok && looked.reply.kind !== "refused")
      return { ok: false, outcome: notPosted({ ...looked, toSearch: { channel, edge: looked.edge } }) };
    const earlier = looked.ok && looked.message && fileIn(looked.message, fileName);
    if (earlier) return { ok: true, permalink: earlier.permalink ?? null };
  }
  const reply = await deps.slack.upload(file);
  if (!reply.ok) {
    const left = reply.kind === "unknown" ? "all" : "nothing";
    return { ok: false, outcome: notPosted({ ok: false, reply, toSearch: left }) };
  }
  return { ok: true, permalink: typeof reply.data.permalink === "string" ? reply.data.permalink : null };
}

const fileIn = (message: SlackMessage, fileName: string): { name?: string; permalink?: string } | undefined =>
  ((message.files as { name?: string; permalink?: string }[] | undefined) ?? []).find(({ name }) => name === fileName);
