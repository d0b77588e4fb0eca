// What people type: plain words mostly, and now and then what must come to no effect wherever it is shown.
import type { Random } from "../../src/lib/random.ts";
import { pick } from "./profile.ts";

/** Names nobody has, so that whatever mentions or links them came from what somebody typed. */
const BAIT = [
  "<!channel> look",
  "@channel and @here",
  "<@UEVIL0001> and <#CEVIL0001>",
  "<https://evil.example/|Approve>",
  "see https://evil.example/x?a=1&b=<2>",
  "</mrkdwn> *bold* _it_ ~no~ `code` ```block```",
] as const;

const ODD = [
  "🔥🔥 down 🔥",
  "\u202Egnorw si ti\u202C",
  "zero\u200Bwidth\u2060and\uFEFFmark",
  "a\u0000b\u0007c",
  "𝕯𝖆𝖙𝖆𝖇𝖆𝖘𝖊 𠜎𠜱",
  "&lt;!here&gt; &amp;amp;",
  "--private",
  "x".repeat(10_000),
] as const;

/** A live token that only typed text can have brought: a broadcast, or one of what nobody has. */
export const LIVE_BAIT = /<!(?:channel|here|everyone|subteam)|<@UEVIL|<#CEVIL|<https?:\/\/evil\./;

const ODD_SHARE = 0.06;

export function typed(random: Random, plain: string): string {
  const what = random.next();
  if (what < ODD_SHARE) return `${plain} ${pick(random, BAIT)}`;
  if (what < ODD_SHARE * 1.5) return `${pick(random, ODD)} ${plain}`;
  return plain;
}
