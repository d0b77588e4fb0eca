import { z } from "zod";
import type { Severity } from "../../domain/runbook.ts";
import { escalation } from "./escalation.ts";
import { buildTarget, duration, line, milliseconds, peopleKeys, target } from "./words.ts";

export const severity = z.strictObject({
  name: line(24)
    .regex(/^\S+$/, "must be one word: commands read it as one")
    .describe("What people say and type: SEV1, P1, Critical."),
  title: line(75).describe("What the name means, in a few words."),
  examples: z.array(line(200)).max(20).optional().describe("What belongs to this level. Default: none."),
  acknowledge: target.nullable().optional().describe("How soon somebody says they have seen it. Default: no target."),
  response: target.nullable().optional().describe("How soon somebody responds. Default: no target."),
  first_update: target.nullable().optional().describe("How soon the first update is due. Default: as `update_every`."),
  resolve: target.nullable().optional().describe("How soon it is to be over. Default: no target."),
  update_every: duration.nullable().optional().describe("How often an update is due. Default: null, as needed."),
  public_update_every: duration
    .nullable()
    .optional()
    .describe("How often those outside are told how it stands. Default: null, as needed."),
  room: z
    .enum(["own", "thread"])
    .optional()
    .describe("A channel of its own, or one thread in the channel of `announce`. Default: own."),
  page: peopleKeys.optional().describe("Who is paged at declaration. Default: nobody."),
  invite: peopleKeys.optional().describe("Who is invited to the room at declaration. Default: nobody."),
  escalation: escalation
    .optional()
    .describe("This level's own rungs, in place of the general ones that a time sets off."),
});

type Given = z.infer<typeof severity>;

/** Counted, as every target is, from when the severity was set. */
export const buildSeverity = (one: Given, index: number): Severity => ({
  name: one.name,
  rank: index + 1,
  title: one.title,
  examples: one.examples ?? [],
  acknowledge: buildTarget(one.acknowledge),
  response: buildTarget(one.response),
  firstUpdate: buildTarget(one.first_update),
  resolve: buildTarget(one.resolve),
  cadence_ms: one.update_every ? milliseconds(one.update_every) : null,
  publicCadence_ms: one.public_update_every ? milliseconds(one.public_update_every) : null,
  place: one.room ?? "own",
  page: one.page ?? [],
  invite: one.invite ?? [],
});
