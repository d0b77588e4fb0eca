// A round of checks: each is asked of a machine, side by side. What does not answer in time, or answers nonsense, is not
// known; it is asked a second time first, so that one lost packet begins no watch anew.
import type { Check } from "../domain/checks/check.ts";
import type { CheckAnswer } from "../domain/checks/decide-checks.ts";
import { roundTurn } from "../domain/checks/rounds.ts";
import type { Measured } from "../domain/condition.ts";
import type { JobOf } from "../domain/job.ts";
import type { People } from "../domain/runbook.ts";
import type { ClockDep } from "../lib/clock.ts";
import type { LogDep } from "../lib/log.ts";
import { SECOND_MS } from "../lib/pure/duration.ts";
import { oneLine } from "../lib/pure/text.ts";
import { redactSecrets } from "../lib/pure/secrets.ts";
import { contextOf, type Delivery } from "./deliver.ts";
import { notDue, type Outcome } from "./outcome.ts";
import type { Checked, Checker, Outlets } from "./outlets.ts";

type CheckDeps = ClockDep & LogDep & { runbooks: { readonly people: People }; outlets: Pick<Outlets, "checker"> };

const ANSWER_MS = 10 * SECOND_MS;
const TRIES = 2;

export async function runChecks(deps: CheckDeps, delivery: Delivery, job: JobOf<"run-checks">): Promise<Outcome> {
  const context = contextOf(deps, delivery);
  const turn = roundTurn(delivery.incident, job, context);
  if (turn.type !== "due") return notDue(turn, context.now);
  const { checker } = deps.outlets;
  if (!checker) return { type: "done", command: { type: "RecordNoChecker" } };
  const results = await Promise.all(turn.checks.map((check) => answerOf(deps, checker, check)));
  return { type: "done", command: { type: "RecordChecks", results } };
}

async function answerOf(deps: CheckDeps, checker: Checker, check: Check): Promise<CheckAnswer> {
  let why = "";
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const answer = await inTime(deps, () => checker.check(check));
    if (answer.ok && isTold(answer.value)) {
      const { value, detail } = answer.value;
      return { check: check.key, value, detail: detail === null ? null : sayable(detail) };
    }
    why = answer.ok ? `answered ${String(answer.value?.value)}` : answer.why;
    deps.log.info({ check: check.key, attempt, why }, "a check gave no answer");
  }
  return { check: check.key, value: null, detail: sayable(why) };
}

/** An outlet may be anybody's program. */
const isTold = (answer: Checked | undefined): answer is Checked =>
  answer !== undefined && (typeof answer.value === "boolean" || isNumber(answer.value));

const isNumber = (value: Measured): boolean => typeof value === "number" && Number.isFinite(value);

const sayable = (text: string): string => redactSecrets(oneLine(text));

type InTime = { ok: true; value: Checked } | { ok: false; why: string };

function inTime({ clock }: ClockDep, ask: () => Promise<Checked>): Promise<InTime> {
  return new Promise((resolve) => {
    const late = clock.after(ANSWER_MS, () =>
      resolve({ ok: false, why: `no answer within ${ANSWER_MS / SECOND_MS} s` }),
    );
    ask()
      .then(
        (value) => resolve({ ok: true, value }),
        (error: unknown) => resolve({ ok: false, why: error instanceof Error ? error.message : String(error) }),
      )
      .finally(() => late.cancel());
  });
}
