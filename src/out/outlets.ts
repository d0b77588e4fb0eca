// The ways out of Slack. Each is behind one interface, so that what takes its place in a test or a practice run is real
// to the rest; one that is not connected is null or absent, and then people are told what did not happen.
// Nothing here connects one yet but the practice workspace, which has a checker.
import type { Check } from "../domain/checks/check.ts";
import type { Measured } from "../domain/condition.ts";
import type { Outlet } from "../domain/duties/duty.ts";

export interface PageCall {
  /** The same for every try at one page, so that a pager that keeps it calls people once. */
  dedupKey: string;
  /** A key into People: of whoever is to be woken. */
  key: string;
  title: string;
  severity: string;
}

export interface Pager {
  /** Resolves when the pager has taken it, and rejects when it has not. */
  page(call: PageCall): Promise<void>;
}

interface StepCall {
  /** The same for every try at one step, so that a machine that keeps it does it once. */
  dedupKey: string;
  /** The incident's name. */
  incident: string;
  /** The playbook's key, and the step in its own words. */
  playbook: string;
  step: string;
  command: string | null;
}

/** What does the automatic steps of playbooks. */
export interface Machine {
  /** Resolves when it is done, and rejects when it is not. */
  run(call: StepCall): Promise<void>;
}

/** What a check shows, and what is worth a word besides: which service it is, where to look. */
export interface Checked {
  /** A number in the check's own unit, or yes and no. */
  value: Measured;
  detail: string | null;
}

/** Looks what the runbook's checks show. Of the incident it is told nothing. */
export interface Checker {
  /** Rejects where nobody can tell. */
  check(check: Check): Promise<Checked>;
}

/** What somebody is told elsewhere than in Slack. */
export interface OutgoingText {
  /** The same for every try at it. */
  key: string;
  /** The incident's name: what those who are told refer to. */
  reference: string;
  audience: string;
  subject: string | null;
  text: string;
}

/** Where it stands, such as an address; null where the outlet does not say. */
export interface Accepted {
  reference: string | null;
}

export interface Sender {
  /** Resolves when the outlet has taken it, and rejects when it has not, or nobody knows. */
  send(text: OutgoingText): Promise<Accepted>;
  /** What became of an earlier try; null where it never arrived. */
  find(key: string): Promise<Accepted | null>;
}

export interface Outlets {
  pager: Pager | null;
  machine: Machine | null;
  checker: Checker | null;
  senders: Partial<Record<Outlet, Sender>>;
}

export const NO_OUTLETS: Outlets = { pager: null, machine: null, checker: null, senders: {} };
