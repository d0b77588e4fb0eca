// Secrets in what people paste: found by their shape and replaced, so that they stay in the record and go nowhere else.
// Everything here is linear in the text's length; hashes, ids, times and addresses without a password are left alone, and
// JSON stays JSON.

interface Rule {
  /** What it is, for whoever reads "[redacted: …]". */
  kind: string;
  /**
   * No text without one of these can match: it makes the search cheap. In lower case where `pattern` ignores case. Few of
   * them begin alike, since looking for one jumps from one of its first letters to the next.
   */
  hints: readonly string[];
  /** What its first group catches is kept. */
  pattern: RegExp;
}

/** A shape that begins with `head`, and then at least `least` characters of a class; or four where a cut ended it. */
function token(kind: string, hints: string | readonly string[], head: string, of = "\\w-", least = 16): Rule {
  const pattern = new RegExp(`(?<![A-Za-z0-9])(?:${head})(?:[${of}]{${least},}|[${of}]{4,}(?=…))`, "g");
  return { kind, hints: [hints].flat(), pattern };
}

const HEX = "0-9a-f";
const BASE64 = "\\w+/=-";

const TOKENS: readonly Rule[] = [
  token("Slack token", ["xox", "xapp-", "xwfp-"], "xox[a-z]\\.xox[a-z]-|xox[a-z]-|xapp-|xwfp-", "\\w-", 10),
  token("Slack webhook", "hooks.slack.com/", "hooks\\.slack\\.com/(?:services|workflows|triggers)/", "\\w/", 20),
  token("AWS key", ["KIA", "SIA", "BIA", "CCA"], "A(?:KIA|SIA|BIA|CCA)", "A-Z0-9"),
  token("GitHub token", ["gh", "github_pat_"], "gh[pousr]_|github_pat_", "\\w", 30),
  token("GitLab token", ["gl", "GR1348941"], "gl(?:pat|dt|rt|cbt|ptt|ft|soat|agent|imt|oas)-|GR1348941", "\\w.-"),
  token("Google key", "AIza", "AIza", "\\w-", 35),
  token("Google secret", ["GOCSPX-", "ya29."], "GOCSPX-|ya29\\.", "\\w-", 20),
  token("Stripe key", ["_live_", "_test_", "whsec_"], "[srp]k_(?:live|test)_|whsec_", "\\w+/="),
  token("PagerDuty key", "u+", "u\\+", "\\w-", 18),
  token("JWT", "eyJ", "eyJ[\\w-]{8,}\\.eyJ", "\\w.-", 10),
  token("npm token", "npm_", "npm_", "A-Za-z0-9", 30),
  token("Twilio key", "SK", "SK(?=[0-9a-f]{8})", HEX, 32),
  token("SendGrid key", "SG.", "SG\\.", "\\w.-", 40),
  token("Mailgun key", "key-", "key-(?=[0-9a-f]{8})", HEX, 32),
  { kind: "Mailchimp key", hints: ["-us"], pattern: /(?<![A-Za-z0-9])[0-9a-f]{32}-us\d{1,2}(?!\w)/g },
  token("AI key", ["k-", "hf_", "gsk_", "xai-", "r8_"], "sk-(?:[a-z]+\\d*-)*|hf_|gsk_|xai-|r8_", "\\w-", 24),
  token("Vault token", ["hvs.", "hvb.", "hvr."], "hv[sbr]\\.", "\\w-", 20),
  token("Terraform token", ".atlasv1.", "[A-Za-z0-9]{14}\\.atlasv1\\.", "\\w-", 40),
  token("DigitalOcean token", "_v1_", "do[opr]_v1_", HEX, 32),
  token("Shopify token", "hp", "shp(?:at|ss|ca|pa)_", "A-Fa-f0-9", 32),
  token("Square token", ["q0", "EAAA"], "sq0[a-z]{3}-|EAAA", "\\w-", 22),
  token("Telegram token", ":AA", "\\d{8,10}:AA", "\\w-", 32),
  token("Discord webhook", ".com/api/webhooks/", "discord(?:app)?\\.com/api/webhooks/\\d+/", "\\w-"),
  {
    kind: "Discord token",
    hints: ["M", "N", "O"],
    pattern: /(?<![\w.-])[MNO][\w-]{23,25}\.[\w-]{6}\.[\w-]{27,38}(?![\w.])/g,
  },
  token("Docker token", ["dckr_pat_", "dckr_oat_"], "dckr_[op]at_", "\\w-", 20),
  token("PyPI token", "pypi-", "pypi-", "\\w-", 50),
  token("Databricks token", "dapi", "dapi", `${HEX}-`, 32),
  token("New Relic key", "NR", "NR(?:AK|JS|II)-|[0-9a-f]{36}NRAL", "\\w-", 0),
  token("Grafana token", "gl", "glc_|glsa_", BASE64, 30),
  token("Sentry token", "ntry", "sntry[su]_", BASE64, 30),
  token("Linear key", "lin_", "lin_(?:api|oauth)_", "\\w", 30),
  token("Notion token", ["ntn_", "cret_"], "ntn_|secret_", "A-Za-z0-9", 40),
  token("Atlassian token", ["TT3", "ATBB"], "AT[AC]TT3|ATBB", BASE64, 28),
  token("Heroku key", "HRKU-", "HRKU-", "\\w-", 30),
  token("Fly token", ["fm1", "fm2_", "fo1_"], "fm[12][ar]?_|fo1_", BASE64, 30),
  token("Doppler token", "dp.", "dp\\.(?:pt|st|ct|sa|scim|audit)\\.", "\\w.-", 30),
  token("PlanetScale token", "pscale_", "pscale_(?:tkn|oauth|pw)_", "\\w.-", 30),
  token("Postman key", "PMAK-", "PMAK-", "A-Fa-f0-9-", 40),
  token("RubyGems key", "rubygems_", "rubygems_", HEX, 40),
  token("Supabase key", ["bp_", "b_secret_"], "sbp_|sb_secret_", "\\w", 20),
  token("Airtable token", "pat", "pat[A-Za-z0-9]{14}\\.", HEX, 40),
  token("Dynatrace token", "dt0", "dt0[a-z]\\d{2}\\.", "A-Z0-9.", 40),
  token("Netlify token", "nfp_", "nfp_", "\\w", 30),
  token("1Password token", "ops_eyJ", "ops_eyJ", BASE64, 40),
  token("Artifactory key", "AKCp", "AKCp", "A-Za-z0-9", 50),
  token("age key", "AGE-SECRET-KEY-1", "AGE-SECRET-KEY-1", "A-Z0-9", 40),
  token("Teams webhook", "webhook.office.com/", "webhook\\.office\\.com/webhookb2/", "\\w@/-", 40),
  token("Azure signature", "ig=", "(?<=[?&](?:amp;)?)sig=", "\\w%+/=-", 30),
];

const NOT_IN_VALUE = "\\s\"'`\\\\,;<>";
/** As it is typed, and as it is escaped for Slack. */
const VALUE = `(?:&(?:amp|lt|gt);|[^${NOT_IN_VALUE}])`;
const NAMED =
  "passw(?:or)?d|passphrase|passwort|pwd|secret|token|credential|(?:api|secret|access|account|auth|private|signing|encryption|routing|integration|license|shared)[_ -]?key";
/** Also as JSON inside JSON writes it. */
const QUOTE = "(?:\\\\{0,3}[\"'`])?";

const SHAPES: readonly Rule[] = [
  {
    kind: "private key",
    hints: ["PRIVATE KEY"],
    // To the line that ends it; where that was cut off, to the end, or to the quotation mark that ends it in JSON.
    pattern:
      /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:[^-"]|-(?!----))*(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----)?/g,
  },
  { kind: "PuTTY key", hints: ["PuTTY-User-Key-File"], pattern: /PuTTY-User-Key-File-\d:[^-"]*(?:Private-MAC: \w+)?/g },
  {
    kind: "password",
    hints: ["://"],
    pattern:
      /(\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/"'<>|]{0,100}:)(?!\d{1,5}(?:[/?#]|$))[^\s@/"'<>|]{1,200}(?=@[\w.[-])/gi,
  },
  {
    kind: "authorization",
    hints: ["bearer ", "basic ", "geniekey ", "ws "],
    pattern:
      /(\b(?:bearer|basic|geniekey|ssws)\s{1,3})(?=[^\s]{0,60}[\d=+/._])(?:[\w.~+/=-]{16,}|[\w.~+/=-]{6,}(?=…))/gi,
  },
];

const ASSIGNED: Rule = {
  kind: "",
  hints: ["passw", "passphrase", "pwd", "ecret", "token", "credential", "key"],
  pattern: new RegExp(
    `((?<![?&]|[?&]amp;)(${NAMED})${QUOTE}\\s{0,3}(=>|:=|=|:)\\s{0,3}(${QUOTE}))(${VALUE}{4,200})`,
    "gi",
  ),
};

/** `text` with every secret in it replaced by what it is; never longer than it was. The same again changes nothing. */
export function redactSecrets(text: string): string {
  if (text.length < 8) return text;
  let shown = text;
  for (const rule of TOKENS) if (isHinted(rule, text)) shown = shown.replace(rule.pattern, replaced(rule));
  const lower = text.toLowerCase();
  for (const rule of SHAPES) {
    if (isHinted(rule, text) || isHinted(rule, lower)) shown = shown.replace(rule.pattern, replaced(rule));
  }
  return isHinted(ASSIGNED, lower) ? shown.replace(ASSIGNED.pattern, assigned) : shown;
}

/** What the secrets in a text are; "secret" where the text has no room for it. */
export function secretsIn(text: string): string[] {
  const shown = redactSecrets(text);
  if (shown === text) return [];
  const kinds = [...shown.matchAll(/\[redacted: ([^\]]+)\]/g)].map(([, kind]) => kind!);
  return kinds.length > 0 ? [...new Set(kinds)] : ["secret"];
}

const isHinted = ({ hints }: Rule, text: string): boolean => hints.some((hint) => text.includes(hint));

const replaced =
  ({ kind }: Rule) =>
  (match: string, first: string | number): string => {
    // Without a group it is the place of the match.
    const before = typeof first === "string" ? first : "";
    return before + inPlaceOf(kind, match.length - before.length);
  };

function assigned(match: string, before: string, name: string, sign: string, quote: string, value: string): string {
  return isSecret(name, value, sign === ":" && quote === "") ? before + inPlaceOf("secret", value.length) : match;
}

/** Whether what stands behind a name is a value and not a word about it: "password: rotated" says nothing. */
function isSecret(name: string, value: string, isProse: boolean): boolean {
  const isPassword = PASSWORD.test(name);
  if (!isPassword && value.length < 8) return false;
  if (PLACEHOLDER.test(value)) return false;
  if (isPassword && !isProse) return !NO_VALUE.test(value);
  const isMixed = /[a-z]/i.test(value) && /[\d!@#$%^&*+=?~]/.test(value.replace(/[.!?:)]+$/, ""));
  return isMixed && value.length >= 6;
}

const PASSWORD = /^(?:passw|passphrase|pwd|secret$)/i;
const PLACEHOLDER = /^[[(*$%{./]|^(?:x+|\.+|-+|https?:.*)$/i;
const NO_VALUE = /^(?:null|none|true|false|undefined|empty|required|missing|wrong)$/i;

/** As many words as fit, so that no limit is passed that the text kept. */
function inPlaceOf(kind: string, length: number): string {
  const full = `[redacted: ${kind}]`;
  if (full.length <= length) return full;
  return length >= 10 ? "[redacted]" : "*".repeat(Math.max(1, length));
}

/** What a payload for Slack carries for machines alone: nobody reads it, and it must come back as it was. */
const NOT_READ: ReadonlySet<string> = new Set([
  "value",
  "private_metadata",
  "metadata",
  "action_id",
  "block_id",
  "callback_id",
  "url",
  "link",
]);

/** A payload with every text in it redacted. */
export function redactPayload<T>(payload: T): T {
  if (typeof payload === "string") return redactSecrets(payload) as T;
  if (Array.isArray(payload)) return payload.map(redactPayload) as T;
  if (typeof payload !== "object" || payload === null) return payload;
  const fields = Object.entries(payload).map(([key, field]) => [key, NOT_READ.has(key) ? field : redactPayload(field)]);
  return Object.fromEntries(fields) as T;
}
