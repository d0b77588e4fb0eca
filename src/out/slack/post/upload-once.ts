// A file that is to stand in a channel or thread once: found again by its name, where an earlier attempt may have put it there.
import type { ToSearch } from "../../../domain/job.ts";
import { workplacesOf } from "../../../domain/room/thread.ts";
import { isCurrent } from "../../../store/read/jobs.ts";
import type { Delivery } from "../../deliver.ts";
import type { Outcome } from "../../outcome.ts";
import { shutOut, sincePlanned } from "./find-posted.ts";
import { lookBack, lookInPlaces } from "../record/look-back.ts";
import type { SlackMessage } from "../record/pages.ts";
import type { SlackDeps } from "../port.ts";
import { notPosted } from "./post.ts";
import type { FileToShare } from "./upload.ts";

type Uploaded = { ok: true; permalink: string | null } | { ok: false; outcome: Outcome };

/**
 * Its name is its own: no other job uploads one of that name. Looked for in the thread and in the room alike: somebody may
 * have opened the room between two attempts.
 */
export async function uploadOnce(deps: SlackDeps, { claim, incident }: Delivery, file: FileToShare): Promise<Uploaded> {
  const { channel, threadTs, fileName } = file;
  let left: ToSearch = "nothing";
  if (claim.toSearch !== "nothing") {
    const places = [...workplacesOf(incident), { channel, threadTs }];
    const earlier = await lookInPlaces(places, claim.toSearch, async (place, edge) => {
      const looked = await lookBack(
        deps,
        { ...place, since: sincePlanned(claim), edge },
        (message) => fileIn(message, fileName) !== undefined,
      );
      if (looked.ok) return { ok: true, found: looked.message && fileIn(looked.message, fileName)! };
      // It may stand in a history that is closed to us: `shutOut`, below, has it wait. Any other failure ends the look here.
      return looked.reply.kind === "refused" ? { ok: true, found: null, closed: looked.reply } : looked;
    });
    if (!earlier.ok) return { ok: false, outcome: notPosted(earlier) };
    if (earlier.found) return { ok: true, permalink: earlier.found.permalink ?? null };
    ({ left } = earlier);
    const shut = shutOut(earlier.closed, { channel, threadTs });
    if (shut) return { ok: false, outcome: notPosted({ ok: false, reply: shut, toSearch: left }) };
  }
  // As of a message: called off meanwhile, or taken over by another process.
  if (!(await isCurrent(deps.store, claim))) return { ok: false, outcome: notPosted({ ok: false, reply: null }) };
  const reply = await deps.slack.upload(file);
  if (!reply.ok) {
    const toSearch = reply.kind === "unknown" ? "all" : left;
    return { ok: false, outcome: notPosted({ ok: false, reply, toSearch }) };
  }
  return { ok: true, permalink: typeof reply.data.permalink === "string" ? reply.data.permalink : null };
}

const fileIn = (message: SlackMessage, fileName: string): { name?: string; permalink?: string } | undefined =>
  ((message.files as { name?: string; permalink?: string }[] | undefined) ?? []).find(({ name }) => name === fileName);
