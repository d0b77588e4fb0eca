// The practice workspace with five more colleagues: twelve people in one room.
import { readFileSync, writeFileSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse, stringify } from "yaml";
import { bundledSeed } from "../../src/practice/seed.ts";

const MORE = [
  ["nadia.rahimi", "Nadia Rahimi", "Payments engineer"],
  ["oskar.berg", "Oskar Berg", "Network engineer"],
  ["ines.duarte", "Ines Duarte", "Security engineer"],
  ["kwame.mensah", "Kwame Mensah", "Support engineer"],
  ["lucia.ferri", "Lucia Ferri", "Frontend engineer"],
  ["hugo.meyer", "Hugo Meyer", "Platform engineer"],
] as const;

interface Seed {
  users: object[];
  channels: { name: string; members: unknown }[];
}

/** The path of a seed file in a temporary folder. */
export function twelvePeople(): string {
  const seed = parse(readFileSync(bundledSeed, "utf8")) as Seed;
  for (const [name, realName, title] of MORE) {
    seed.users.push({ name, realName, title, email: `${name}@harbourpine.example`, tz: "Europe/Berlin" });
  }
  for (const channel of seed.channels) {
    if (channel.name !== "incidents" && channel.name !== "engineering") continue;
    (channel.members as string[]).push(...MORE.map(([name]) => name));
  }
  const file = path.join(mkdtempSync(path.join(tmpdir(), "warroom-golden-")), "workspace.yml");
  writeFileSync(file, stringify(seed));
  return file;
}
