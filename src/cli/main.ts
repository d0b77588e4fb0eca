// warroom <command>. Each command is a function that returns an exit code; what goes wrong is said in sentences on stderr.
import { Command, CommanderError } from "commander";
import { loadDotEnv } from "../config.ts";
import { doctor } from "./doctor.ts";
import { backup, restore } from "./backup.ts";
import { exportIncident, listAll, showIncident, verifyIncidents } from "./incident.ts";
import { printManifest } from "./manifest.ts";
import { migrate } from "./migrate.ts";
import { declare, drill, note, resolve } from "./operate.ts";
import { practice } from "./practice.ts";
import { losses } from "./losses.ts";
import { printProof } from "./proof.ts";
import { showReadiness } from "./readiness.ts";
import { plan } from "./plan/command.ts";
import { check, diff, show } from "./runbook.ts";
import { start } from "./start.ts";
import { StoreError } from "../store/store.ts";
import { endWithItsReader, fileProblem, say, UserError } from "./terminal.ts";

const program = new Command("warroom")
  .description("Runs an organisation's incident runbook inside Slack.")
  .showHelpAfterError("Next step: `warroom --help` lists the commands.")
  .exitOverride();

program
  .command("start")
  .description("start the bot (on the practice workspace when no Slack credentials are set)")
  .action(start);
program
  .command("practice")
  .description("run the practice workspace alone, for any Slack app")
  .option("--port <number>", "port of its Web API, Socket Mode and page", "3001")
  .option("--seed <file>", "users and channels as YAML")
  .option("--deliver-to <url>", "the app's request URL: signed HTTP instead of Socket Mode")
  .option("--no-limits", "switch Slack's rate limits off")
  .action(practice);
program
  .command("manifest")
  .description("print the Slack app manifest, to make the app from")
  .option("--http <url>", "for HTTP instead of Socket Mode, with the public address of this bot")
  .action(printManifest);
program
  .command("doctor")
  .description("look at everything Warroom needs, and say what is wrong and how to mend it")
  .option("--json", "as JSON")
  .option("--stopped", "Warroom is not running on purpose, as before its first start: that is not wrong then")
  .action(doctor);
program.command("migrate").description("bring the database to this version's schema").action(migrate);

program
  .command("backup [file]")
  .description("copy the SQLite database, also while Warroom runs, and prove the copy")
  .action(backup);
program
  .command("restore <file>")
  .description("put a backup in place of the SQLite database, which is kept beside it")
  .action(restore);
program
  .command("reconcile")
  .description("show what Slack has seen and the database lost, as after an older backup was put back")
  .option("--accept", "note down what is missing and leave safe mode")
  .option("--json", "as JSON lines")
  .action(losses);

const incident = program.command("incident").description("look into the record, and act while Slack is down");
incident
  .command("declare <severity> <title...>")
  .description("declare an incident; its room is made as soon as Slack answers")
  .option("--anyway", "though a similar one was declared a moment ago")
  .option("--team <id>", "the workspace, where there are several")
  .action(declare);
incident
  .command("note <id> <text...>")
  .description("put a note on an incident's timeline")
  .option("--anyway", "though you noted the same a moment ago")
  .option("--team <id>", "the workspace, where there are several")
  .action(note);
incident
  .command("resolve <id> <summary...>")
  .description("end an incident, with what fixed it")
  .option("--why <reason>", "why it is ended, though the runbook's criteria are not met")
  .option("--team <id>", "the workspace, where there are several")
  .action(resolve);
incident
  .command("list")
  .description("list incidents, newest first")
  .option("--open", "only those that are open")
  .option("--json", "as JSON lines")
  .action(listAll);
incident
  .command("show <id>")
  .description("show one incident and its timeline")
  .option("--json", "its state and events as JSON")
  .action(showIncident);
incident
  .command("export <id>")
  .description("write everything recorded of one incident, as JSON lines with checksums")
  .option("--out <file>", "a file instead of the terminal")
  .action(exportIncident);
incident
  .command("proof <id>")
  .description("write what an incident's record holds of notifications to authorities and people, for an auditor")
  .option("--out <file>", "a file instead of the terminal")
  .action(printProof);
incident
  .command("verify [id]")
  .description("prove that nothing stored was changed, of one incident or of all")
  .option("--json", "the findings as JSON")
  .action(verifyIncidents);

program
  .command("drill <severity> <title...>")
  .description(
    "declare an incident that did not happen, to practise: it pages nobody, tells nobody outside, and ends with a score",
  )
  .option("--page", "call those whom the runbook pages and invites all the same")
  .option("--team <id>", "the workspace, where there are several")
  .action(drill);

program
  .command("readiness")
  .description("what the runbook has practised between incidents: what is due, what is overdue, what was done when")
  .option("--json", "as JSON lines, every row as it is stored")
  .action(showReadiness);

const runbook = program.command("runbook").description("look at runbook files before they are trusted");
runbook
  .command("check <file...>")
  .description("what is wrong with runbooks, and what is foolish in them; a file, or the name of a bundled one")
  .action(check);
runbook.command("show <file>").description("say what a runbook says, and what it leaves open").action(show);
runbook
  .command("diff <before> <after>")
  .description("say what changes for people from one runbook to the other")
  .action(diff);

runbook
  .command("plan [file]")
  .description("the timetable of an incident in which nobody does anything: who is paged, reminded and told, when")
  .option("--severity <name>", "its severity")
  .option("--category <key>", "what kind of trouble it is; may be given again", gathered, [])
  .option("--measure <key=value>", "what was measured of it; may be given again", gathered, [])
  .option("--at <time>", 'when it is declared, as "2026-03-28 23:30 Europe/Berlin"; now where it is left out')
  .option("--for <span>", "for how long nobody does anything", "24h")
  .option("--resolved-after <span>", "when it ends, for what comes after that", "2h")
  .option("--json", "as JSON")
  .option("--html <file>", "as one page, into a file")
  .action(plan);

for (const command of program.commands) pointToHelp(command, `warroom ${command.name()}`);
for (const command of incident.commands) pointToHelp(command, `warroom incident ${command.name()}`);
for (const command of runbook.commands) pointToHelp(command, `warroom runbook ${command.name()}`);

endWithItsReader();
try {
  loadDotEnv();
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode;
  else if (error instanceof UserError || error instanceof StoreError) {
    say(`warroom: ${error.message}`);
    process.exitCode = error instanceof StoreError ? error.exitCode : 1;
  } else if (fileProblem(error)) {
    say(`warroom: ${fileProblem(error)}`);
    process.exitCode = 1;
  } else throw error;
}

/** Of an option that may be given several times. */
function gathered(value: string, before: string[]): string[] {
  return [...before, value];
}

function pointToHelp(command: Command, typed: string): void {
  command.showHelpAfterError(`Next step: \`${typed} --help\` says what may stand behind it.`);
}
