// The environment → Config, or everything that is wrong with it at once. The names are fixed: operators know them.
import { existsSync, readFileSync } from "node:fs";
import { err, ok, type Result } from "./lib/pure/result.ts";

export interface Config {
  slack: SlackConfig;
  databaseUrl: string;
  /** True where the database belongs to a practice workspace that ends with its process. */
  databaseIsThrowaway: boolean;
  runbook: string;
  host: string;
  port: number;
  practicePort: number;
  /** Called every minute while all is well; null where nobody watches from outside. */
  heartbeatUrl: string | null;
  logLevel: string;
}

export type SlackConfig =
  | { mode: "socket"; botToken: string; appToken: string; apiUrl: string }
  | { mode: "http"; botToken: string; signingSecrets: string[]; apiUrl: string }
  /** No credentials: the practice workspace stands in for Slack. */
  | { mode: "practice" };

type Environment = Readonly<Record<string, string | undefined>>;

const PORT_MAX = 65_535;
const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"];

/** Reads `.env` in the working directory, where there is one; what is set already wins. */
export function loadDotEnv(): void {
  if (existsSync(".env")) process.loadEnvFile(".env");
}

export function readConfig(environment: Environment): Result<Config, string[]> {
  const problems: string[] = [];
  const secret = (name: string) => readSecret(environment, name, problems);
  const port = readPort(environment.PORT, "PORT", 3000, problems);
  const practicePort = readPort(environment.PRACTICE_PORT, "PRACTICE_PORT", portBeside(port), problems);
  const slack = readSlack(environment, secret, problems);
  const isPractice = slack.mode === "practice";
  // On practice somebody looks at a terminal, where all is well without a line for everything.
  const logLevel = environment.LOG_LEVEL || (isPractice ? "warn" : "info");
  if (!LOG_LEVELS.includes(logLevel)) {
    problems.push(`LOG_LEVEL "${logLevel}" is not a level. Next step: use one of ${LOG_LEVELS.join(", ")}.`);
  }
  const databaseUrl = secret("DATABASE_URL");
  const heartbeatUrl = secret("HEARTBEAT_URL");
  if (heartbeatUrl !== "" && !/^https?:/.test(heartbeatUrl)) {
    problems.push("HEARTBEAT_URL is not an http or https address. Next step: copy it from the service that watches.");
  }
  if (problems.length > 0) return err(problems);
  return ok({
    slack,
    databaseUrl: databaseUrl || (isPractice ? "sqlite:data/practice.db" : "sqlite:data/warroom.db"),
    databaseIsThrowaway: isPractice && databaseUrl === "",
    runbook: environment.WARROOM_RUNBOOK || "agentic-canon",
    host: environment.HOST || "127.0.0.1",
    port,
    practicePort,
    heartbeatUrl: heartbeatUrl || null,
    logLevel,
  });
}

function readSlack(environment: Environment, secret: (name: string) => string, problems: string[]): SlackConfig {
  const botToken = secret("SLACK_BOT_TOKEN");
  const appToken = secret("SLACK_APP_TOKEN");
  const signingSecret = secret("SLACK_SIGNING_SECRET");
  const apiUrl = environment.SLACK_API_URL || "https://slack.com/api/";
  if (botToken === "" && appToken === "" && signingSecret === "") return { mode: "practice" };
  if (botToken === "") {
    problems.push("SLACK_BOT_TOKEN is missing. Next step: copy the Bot User OAuth Token (xoxb-…) from the app's page.");
  } else if (!botToken.startsWith("xox")) {
    problems.push("SLACK_BOT_TOKEN does not begin with xox. Next step: use the Bot User OAuth Token, not another key.");
  }
  if (!URL.canParse(apiUrl))
    problems.push(`SLACK_API_URL "${apiUrl}" is not a URL. Next step: leave it unset for Slack.`);
  if (appToken !== "") {
    if (!appToken.startsWith("xapp-")) {
      problems.push(
        "SLACK_APP_TOKEN does not begin with xapp-. Next step: make an app-level token with connections:write.",
      );
    }
    return { mode: "socket", botToken, appToken, apiUrl };
  }
  if (signingSecret === "") {
    problems.push(
      "Neither SLACK_APP_TOKEN (Socket Mode) nor SLACK_SIGNING_SECRET (HTTP) is set. Next step: set one of the two.",
    );
  }
  // Two secrets, separated by a comma, are both right while one is being replaced.
  const signingSecrets = signingSecret.split(",").map((one) => one.trim());
  // An empty secret would be one that everybody knows.
  if (signingSecret !== "" && signingSecrets.includes("")) {
    problems.push(
      "SLACK_SIGNING_SECRET has an empty part beside a comma. Next step: give one secret, or two separated by one comma.",
    );
  }
  return { mode: "http", botToken, signingSecrets, apiUrl };
}

/** A value, or the content of the file that NAME_FILE names. */
function readSecret(environment: Environment, name: string, problems: string[]): string {
  const direct = environment[name];
  if (direct) return direct.trim();
  const file = environment[`${name}_FILE`];
  if (!file) return "";
  try {
    return readFileSync(file, "utf8").trim();
  } catch (error) {
    problems.push(`${name}_FILE: ${(error as Error).message}. Next step: check the path and who may read it.`);
    return "";
  }
}

/** 0, any free port, also where none comes after it. */
const portBeside = (port: number): number => (port === 0 || port === PORT_MAX ? 0 : port + 1);

function readPort(text: string | undefined, name: string, fallback: number, problems: string[]): number {
  if (!text) return fallback;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= PORT_MAX) return port;
  problems.push(`${name} "${text}" is not a port. Next step: use a number from 0 to ${PORT_MAX}.`);
  return fallback;
}
