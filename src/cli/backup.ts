// `warroom backup` and `warroom restore`: for SQLite. PostgreSQL has its own tools, and these name them.
import { utc } from "../blocks/mrkdwn.ts";
import { systemClock } from "../lib/clock.ts";
import { backupFile, lacksItsWal, type Proved, restoreFile, stamp } from "../store/backup.ts";
import { sqliteFileOf } from "../store/open.ts";
import { configured } from "./configured.ts";
import { counted, print, say, UserError } from "./terminal.ts";

export async function backup(into: string | undefined): Promise<void> {
  const file = fileOr('pg_dump --format=custom --file=warroom.dump "$DATABASE_URL"');
  const target = into ?? `${file}.backup-${stamp(systemClock.now())}`;
  const proved = await backupFile(file, target, { clock: systemClock });
  print(target);
  say(`Backed up and verified: ${contents(proved)}.`);
}

export async function restore(from: string): Promise<void> {
  const file = fileOr('pg_restore --clean --if-exists --dbname="$DATABASE_URL" warroom.dump');
  if (lacksItsWal(from)) {
    say(
      `Beware: ${from} was copied without its -wal file and may lack what was committed last. \`warroom backup\` makes whole ones.`,
    );
  }
  const { proved, kept } = await restoreFile(file, from, { clock: systemClock });
  say(`Verified and put in place: ${contents(proved)}.`);
  if (kept !== null) say(`What was there before is kept as ${kept}.`);
  say(
    "Next step: start Warroom. It compares this database with what it has said in Slack; where Slack knows of more, it",
  );
  say("sends nothing until you have run `warroom reconcile`.");
}

function contents({ bytes, incidents, events, lastAt }: Proved): string {
  const last = lastAt === null ? "nothing has happened yet" : `the last event is of ${utc(lastAt)}`;
  return `${(bytes / 1_000_000).toFixed(1)} MB, ${counted(incidents, "incident")}, ${counted(events, "event")}, ${last}`;
}

function fileOr(command: string): string {
  const { config } = configured();
  const file = sqliteFileOf(config.databaseUrl);
  if (file !== null) return file;
  throw new UserError(
    `this is for SQLite. Next step: on PostgreSQL, \`${command}\`; after a restore, start Warroom and run \`warroom reconcile\`.`,
  );
}
