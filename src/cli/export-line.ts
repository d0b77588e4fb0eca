import { redactPayload, redactSecrets } from "../lib/pure/secrets.ts";

/**
 * A row whose text holds a secret is exported as a redacted one is: its salt stays behind, and its chain verifies.
 * `JSON.stringify` of what was redacted is JSON again.
 */
export function exportLine(table: string, row: object): string {
  const whole = JSON.stringify({ table, ...row });
  if (redactSecrets(whole) === whole) return whole;
  const { salt: _salt, ...shown } = row as { salt?: string };
  return JSON.stringify({ table, ...redactPayload(shown), secrets: "redacted" });
}
