// `warroom doctor`: everything that Warroom needs, looked at from here, each trouble with its fix. It changes nothing.
import { readConfig } from "../config.ts";
import { createLog } from "../lib/log.ts";
import { openRunbook } from "../runbook/find.ts";
import { unboundKeys, unusedKeys } from "../runbook/people.ts";
import { problemText } from "../runbook/problem.ts";
import { botChecks } from "./doctor/bot.ts";
import { type Check, look, ok, wrong } from "./doctor/check.ts";
import { databaseChecks } from "./doctor/database.ts";
import { slackChecks } from "./doctor/slack.ts";
import { print, say } from "./terminal.ts";

/** Exits 1 when something is wrong, a Warroom that does not run included; what should only be known of leaves it at 0. */
export async function doctor({ json = false, stopped = false }: { json?: boolean; stopped?: boolean }): Promise<void> {
  const checks = await allChecks(stopped);
  if (json) print(JSON.stringify(checks, null, 2));
  else {
    for (const check of checks) print(shown(check));
    say(`\n${summary(checks)}`);
  }
  if (checks.some(({ verdict }) => verdict === "wrong")) process.exitCode = 1;
}

async function allChecks(isStopped: boolean): Promise<Check[]> {
  const read = readConfig(process.env);
  if (!read.ok) {
    return read.error.map((problem) => {
      const [says, fix = "See docs/operating.md."] = problem.split(" Next step: ") as [string, string?];
      return wrong("settings", says, fix[0]!.toUpperCase() + fix.slice(1));
    });
  }
  const { slack, databaseUrl, runbook, host, port, heartbeatUrl } = read.value;
  // What the clients of Slack would say into the terminal, the checks say themselves.
  const log = createLog("silent");
  const [rules, announceChannel] = await runbookChecks(runbook);
  return [
    ok(
      "settings",
      slack.mode === "practice"
        ? "no credentials of Slack: the practice workspace"
        : `Slack, by ${slack.mode === "socket" ? "Socket Mode" : "HTTP"}`,
    ),
    ...rules,
    ...(slack.mode === "practice" ? [] : await slackChecks(slack, announceChannel, log)),
    ...(await databaseChecks(databaseUrl, log)),
    ...(await botChecks(host, port, isStopped)),
    heartbeatUrl
      ? ok("sign of life", "a watch outside is called every minute while all is well")
      : look(
          "sign of life",
          "nobody outside would notice that this machine is gone",
          "Set HEARTBEAT_URL to a watch that tells somebody after three silent minutes.",
        ),
  ];
}

async function runbookChecks(asked: string): Promise<[Check[], announceChannel: string | null]> {
  const opened = await openRunbook(asked);
  if (!opened.ok) {
    return [
      opened.error.map((problem) =>
        wrong("runbook", problemText(problem), "Correct the file; it is named with line and column."),
      ),
      null,
    ];
  }
  const { runbook, path, people } = opened.value;
  const unbound = unboundKeys(runbook, people);
  const spare = unusedKeys(runbook, people);
  const checks = [
    ok("runbook", `${runbook.name}, ${path}`),
    unbound.length > 0
      ? look(
          "people",
          `nobody stands behind ${unbound.join(", ")}`,
          "Put their Slack user ids into people.yml beside the runbook.",
        )
      : ok("people", "somebody stands behind every name of the runbook"),
    ...spare.map((sentence) => look("people", sentence, "Correct people.yml.")),
  ];
  return [checks, runbook.announceChannel];
}

function summary(checks: readonly Check[]): string {
  const count = (wanted: Check["verdict"]) => checks.filter(({ verdict }) => verdict === wanted).length;
  const [broken, open] = [count("wrong"), count("look")];
  const first = broken === 0 ? "Nothing is wrong" : `${broken} WRONG: mend ${broken === 1 ? "it" : "them"} first`;
  return open === 0 ? `${first}.` : `${first}; ${open} to look at when there is time.`;
}

const VERDICT_WORDS = { ok: "ok   ", look: "look ", wrong: "WRONG" } as const;

function shown({ name, verdict, says, fix }: Check): string {
  const line = `${VERDICT_WORDS[verdict]}  ${name.padEnd(14)} ${says}`;
  return fix === null ? line : `${line}\n       ${" ".repeat(14)} → ${fix}`;
}
