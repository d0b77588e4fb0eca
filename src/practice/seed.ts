// Reads the YAML file a workspace starts from. Every complaint names file, line and column.
import { readFileSync } from "node:fs";
import { LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { err, ok, type Result } from "../lib/pure/result.ts";

const handle = z.string().regex(/^[a-z0-9][a-z0-9._-]*$/, "use lower-case letters, digits, . _ and -");

const user = z.strictObject({
  name: handle,
  realName: z.string(),
  title: z.string().default(""),
  email: z.string().default(""),
  tz: z.string().default("UTC"),
  kind: z.enum(["member", "guest", "external"]).default("member"),
  admin: z.boolean().default(false),
  bot: z.boolean().default(false),
  color: z
    .string()
    .regex(/^#[0-9a-f]{6}$/, "write a colour as #rrggbb")
    .optional(),
});

const seed = z.strictObject({
  workspace: z.strictObject({ name: z.string(), team: z.string().regex(/^T[A-Z0-9]+$/), domain: handle }),
  app: z.strictObject({
    name: z.string(),
    bot: handle,
    commands: z
      .array(
        z.strictObject({
          command: z.string().regex(/^\/[^\s/]{1,31}$/, "a command starts with / and has at most 32 characters"),
          description: z.string().default(""),
          usageHint: z.string().default(""),
          /** What may follow it, for the page's help: Slack itself knows only the hint. */
          subcommands: z
            .array(z.strictObject({ name: z.string(), usage: z.string().default(""), does: z.string().default("") }))
            .default([]),
        }),
      )
      .default([]),
    shortcuts: z
      .array(z.strictObject({ name: z.string().max(24), callbackId: z.string(), type: z.enum(["global", "message"]) }))
      .default([]),
    /** As in the app's manifest (message.channels, reaction_added …); leave out to receive every event. */
    events: z.array(z.string()).optional(),
    /** As in the app's manifest (chat:write …); leave out to allow every method. */
    scopes: z.array(z.string()).optional(),
    tokens: z
      .strictObject({
        bot: z.string().default("xoxb-practice"),
        app: z.string().default("xapp-practice"),
        signingSecret: z.string().default("practice-secret"),
      })
      .prefault({}),
  }),
  users: z.array(user).min(1),
  groups: z.array(z.strictObject({ handle, name: z.string(), users: z.array(z.string()) })).default([]),
  channels: z
    .array(
      z.strictObject({
        name: handle,
        private: z.boolean().default(false),
        topic: z.string().default(""),
        purpose: z.string().default(""),
        /** Handles, or "everyone" for all full members. The app's bot is named like anybody else. */
        members: z.union([z.literal("everyone"), z.array(z.string())]),
      }),
    )
    .min(1),
});

export type WorkspaceSeed = z.infer<typeof seed>;

/** Where the workspace comes from when nobody says otherwise. Named from the root, so that dist/ finds it as well. */
export const bundledSeed: URL = new URL("../../src/practice/workspace.yml", import.meta.url);

export function readSeed(path: string | URL): Result<WorkspaceSeed, string[]> {
  return parseSeed(readFileSync(path, "utf8"), String(path));
}

/** One sentence per mistake: `workspace.yml:12:9: use lower-case letters, …`. */
export function parseSeed(yaml: string, file: string): Result<WorkspaceSeed, string[]> {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines });
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  if (document.errors.length > 0) {
    return err(document.errors.map((one) => `${place(one.pos[0])}: ${one.message.split("\n")[0]}`));
  }
  /** The nearest part of the file that exists: a missing key is shown where its parent stands. */
  const placeOf = (path: PropertyKey[]): string => {
    for (let rest = path; ; rest = rest.slice(0, -1)) {
      const node = document.getIn(rest, true) as { range?: [number, number, number] } | undefined;
      if (node?.range) return place(node.range[0]);
      if (rest.length === 0) return `${file}:1:1`;
    }
  };
  const read = seed.safeParse(document.toJS() ?? {});
  if (!read.success) {
    return err(
      read.error.issues.map((one) => {
        const unknown = one.code === "unrecognized_keys" ? one.keys.slice(0, 1) : [];
        const name = one.path.length > 0 ? `${one.path.join(".")}: ` : "";
        return `${placeOf([...one.path, ...unknown])}: ${name}${one.message}`;
      }),
    );
  }
  const problems = crossProblems(read.data).map(({ path, sentence }) => `${placeOf(path)}: ${sentence}`);
  return problems.length > 0 ? err(problems) : ok(read.data);
}

/** Names that point nowhere, or twice to the same. */
function crossProblems(read: WorkspaceSeed): { path: PropertyKey[]; sentence: string }[] {
  const handles = [read.app.bot, ...read.users.map((one) => one.name)];
  const known = new Set(handles);
  const problems: { path: PropertyKey[]; sentence: string }[] = [];
  read.users.forEach((one, index) => {
    if (handles.indexOf(one.name) !== index + 1)
      problems.push({ path: ["users", index, "name"], sentence: `"${one.name}" is taken` });
  });
  const lists: [string, { users?: string[]; members?: string[] | "everyone" }[]][] = [
    ["groups", read.groups],
    ["channels", read.channels],
  ];
  for (const [key, items] of lists) {
    items.forEach((item, index) => {
      const field = key === "groups" ? "users" : "members";
      const names = item[field];
      if (!Array.isArray(names)) return;
      names.forEach((name, at) => {
        const sentence = `unknown user "${name}". Known: ${[...known].join(", ")}.`;
        if (!known.has(name)) problems.push({ path: [key, index, field, at], sentence });
      });
    });
  }
  return problems;
}
