// Made-up secrets of every kind, and messages without any: the same ones each time.
import { createSeededRandom, type Random } from "../../src/lib/random.ts";

const LOWER = "abcdefghijklmnopqrstuvwxyz";
const DIGITS = "0123456789";
const HEX = "0123456789abcdef";
const UPPER = LOWER.toUpperCase();
const ALNUM = LOWER + UPPER + DIGITS;
const BASE64 = `${ALNUM}+/`;
const URLSAFE = `${ALNUM}-_`;

export const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random.next() * from.length)]!;

const chars = (random: Random, of: string, count: number): string =>
  Array.from({ length: count }, () => of[Math.floor(random.next() * of.length)]).join("");

/** Each makes one: what must not be seen stands between « and ». */
const KINDS: Record<string, (some: (of: string, count: number) => string) => string> = {
  "Slack bot": (some) => `«xoxb-${some(DIGITS, 12)}-${some(DIGITS, 12)}-${some(ALNUM, 24)}»`,
  "Slack app": (some) => `«xapp-1-A${some(UPPER, 10)}-${some(DIGITS, 13)}-${some(HEX, 64)}»`,
  "Slack refresh": (some) => `«xoxe.xoxp-1-${some(BASE64.replace(/[+/]/g, ""), 140)}»`,
  "Slack webhook": (some) =>
    `https://«hooks.slack.com/services/T${some(UPPER, 8)}/B${some(UPPER, 8)}/${some(ALNUM, 24)}»`,
  "AWS key id": (some) => `«AKIA${some(`${UPPER}234567`, 16)}»`,
  "AWS session key": (some) => `«ASIA${some(`${UPPER}234567`, 16)}»`,
  "AWS secret": (some) => `aws_secret_access_key = «${some(BASE64, 37)}x7Q»`,
  "GitHub personal": (some) => `«ghp_${some(ALNUM, 36)}»`,
  "GitHub app": (some) => `«ghs_${some(ALNUM, 36)}»`,
  "GitHub fine": (some) => `«github_pat_${some(ALNUM, 22)}_${some(ALNUM, 59)}»`,
  GitLab: (some) => `«glpat-${some(URLSAFE, 20)}»`,
  "GitLab runner": (some) => `«glrt-${some(URLSAFE, 20)}»`,
  Google: (some) => `«AIza${some(URLSAFE, 35)}»`,
  "Google OAuth": (some) => `«GOCSPX-${some(URLSAFE, 28)}»`,
  "Google access": (some) => `«ya29.${some(URLSAFE, 60)}»`,
  Stripe: (some) => `«sk_live_${some(ALNUM, 24)}»`,
  "Stripe restricted": (some) => `«rk_live_${some(ALNUM, 24)}»`,
  "Stripe webhook": (some) => `«whsec_${some(ALNUM, 32)}»`,
  PagerDuty: (some) => `Authorization: Token token=«${some(URLSAFE.replace("-", ""), 19)}4»`,
  "PagerDuty user": (some) => `«u+${some(URLSAFE, 18)}»`,
  "PagerDuty routing": (some) => `routing_key: «R0${some(HEX, 30)}»`,
  JWT: (some) => `«eyJhbGciOiJIUzI1NiJ9.eyJ${some(URLSAFE, 40)}.${some(URLSAFE, 43)}»`,
  RSA: (some) =>
    `«-----BEGIN RSA PRIVATE KEY-----\n${some(BASE64, 64)}\n${some(BASE64, 40)}==\n-----END RSA PRIVATE KEY-----»`,
  EC: (some) => `«-----BEGIN EC PRIVATE KEY-----\n${some(BASE64, 64)}\n-----END EC PRIVATE KEY-----»`,
  OpenSSH: (some) =>
    `«-----BEGIN OPENSSH PRIVATE KEY-----\n${some(BASE64, 70)}\n${some(BASE64, 70)}\n-----END OPENSSH PRIVATE KEY-----»`,
  PGP: (some) =>
    `«-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n${some(BASE64, 64)}\n=${some(BASE64, 4)}\n-----END PGP PRIVATE KEY BLOCK-----»`,
  npm: (some) => `«npm_${some(ALNUM, 36)}»`,
  Twilio: (some) => `«SK${some(HEX, 32)}»`,
  SendGrid: (some) => `«SG.${some(URLSAFE, 22)}.${some(URLSAFE, 43)}»`,
  Mailgun: (some) => `«key-${some(HEX, 32)}»`,
  Mailchimp: (some) => `«${some(HEX, 32)}-us12»`,
  OpenAI: (some) => `«sk-proj-${some(URLSAFE, 48)}»`,
  Anthropic: (some) => `«sk-ant-api03-${some(URLSAFE, 90)}AA»`,
  "Hugging Face": (some) => `«hf_${some(ALNUM, 34)}»`,
  Vault: (some) => `«hvs.${some(URLSAFE, 90)}»`,
  Terraform: (some) => `«${some(ALNUM, 14)}.atlasv1.${some(ALNUM, 60)}»`,
  DigitalOcean: (some) => `«dop_v1_${some(HEX, 64)}»`,
  Shopify: (some) => `«shpat_${some(HEX, 32)}»`,
  Square: (some) => `«sq0atp-${some(URLSAFE, 22)}»`,
  Telegram: (some) => `«1${some(DIGITS, 9)}:AA${some(URLSAFE, 33)}»`,
  "Discord webhook": (some) => `https://«discord.com/api/webhooks/${some(DIGITS, 18)}/${some(URLSAFE, 68)}»`,
  "Discord bot": (some) => `«M${some(ALNUM, 23)}.${some(ALNUM, 6)}.${some(ALNUM, 27)}»`,
  Docker: (some) => `«dckr_pat_${some(URLSAFE, 27)}»`,
  PyPI: (some) => `«pypi-AgEIcHlwaS5vcmc${some(URLSAFE, 70)}»`,
  Databricks: (some) => `«dapi${some(HEX, 32)}»`,
  "New Relic": (some) => `«NRAK-${some(UPPER + DIGITS, 27)}»`,
  Grafana: (some) => `«glsa_${some(ALNUM, 32)}_${some(HEX, 8)}»`,
  Sentry: (some) => `«sntrys_eyJ${some(ALNUM, 60)}»`,
  Linear: (some) => `«lin_api_${some(ALNUM, 40)}»`,
  Notion: (some) => `«ntn_${some(ALNUM, 46)}»`,
  Atlassian: (some) => `«ATATT3xFfGF0${some(URLSAFE, 170)}=${some(UPPER, 8)}»`,
  Doppler: (some) => `«dp.pt.${some(ALNUM, 43)}»`,
  PlanetScale: (some) => `«pscale_tkn_${some(URLSAFE, 43)}»`,
  Postman: (some) => `«PMAK-${some(HEX, 24)}-${some(HEX, 34)}»`,
  RubyGems: (some) => `«rubygems_${some(HEX, 48)}»`,
  Supabase: (some) => `«sbp_${some(HEX, 40)}»`,
  Airtable: (some) => `«pat${some(ALNUM, 14)}.${some(HEX, 64)}»`,
  Dynatrace: (some) => `«dt0c01.${some(UPPER, 24)}.${some(UPPER, 64)}»`,
  Netlify: (some) => `«nfp_${some(ALNUM, 36)}»`,
  Azure: (some) => `DefaultEndpointsProtocol=https;AccountName=a;AccountKey=«${some(BASE64, 84)}x7»==`,
  "Azure SAS": (some) => `https://a.blob.core.windows.net/c?sv=2022&«sig=${some(ALNUM, 43)}%3D»`,
  age: (some) => `«AGE-SECRET-KEY-1${some(UPPER + DIGITS, 58)}»`,
  Opsgenie: (some) => `GenieKey «${some(HEX, 8)}-1${some(HEX, 3)}-${some(HEX, 4)}-${some(HEX, 4)}-${some(HEX, 12)}»`,
  bearer: (some) => `curl -H "Authorization: Bearer «${some(URLSAFE, 31)}7»"`,
  "basic header": (some) => `Authorization: Basic «${some(ALNUM, 26)}==»`,
  "database URL": (some) => `postgres://app:«${some(ALNUM, 14)}»@db-1.internal:5432/shop`,
  "basic auth URL": (some) => `https://deploy:«${some(ALNUM, 20)}»@ci.example.com/job/1`,
  password: (some) => `password=«${some(ALNUM, 12)}»`,
  "password in prose": (some) => `the admin password: «${some(ALNUM, 10)}7!»`,
  "password in JSON": (some) => `{"user":"app","password":"«${some(ALNUM, 16)}»"}`,
  "environment variable": (some) => `export DB_PASSWORD='«${some(ALNUM, 16)}»'`,
  "client secret": (some) => `client_secret: "«${some(ALNUM, 30)}4x»"`,
  "API key": (some) => `x-api-key: «${some(HEX, 38)}a1»`,
};

export interface Planted {
  kind: string;
  text: string;
  secret: string;
}

const AROUND = [
  "{}",
  "it is {} I think",
  "paste this:\n{}\nand go",
  "`{}`",
  "```\n{}\n```",
  "<{}>",
  "({})",
  "see {}, then tell me",
];

/** `perKind` of each kind, in a sentence, a code block, a line of its own. */
export function plantedSecrets(perKind: number): Planted[] {
  const random = createSeededRandom(21);
  const some = (of: string, count: number) => chars(random, of, count);
  return Object.entries(KINDS).flatMap(([kind, make]) =>
    Array.from({ length: perKind }, () => {
      const [before = "", secret = "", after = ""] = make(some).split(/[«»]/);
      return { kind, secret, text: pick(random, AROUND).replace("{}", () => `${before}${secret}${after}`) };
    }),
  );
}

export const KIND_COUNT = Object.keys(KINDS).length;

const CLEAN: readonly ((random: Random, some: (of: string, count: number) => string) => string)[] = [
  (_, some) => `deployed ${some(HEX, 40)} to eu-west-1, was ${some(HEX, 7)}`,
  (_, some) => `image sha256:${some(HEX, 64)} is running`,
  (_, some) => `trace ${some(HEX, 32)} span ${some(HEX, 16)} took 4.2 s`,
  (_, some) => `request ${some(HEX, 8)}-${some(HEX, 4)}-4${some(HEX, 3)}-a${some(HEX, 3)}-${some(HEX, 12)} failed`,
  (_, some) => `incident 01${some("0123456789ABCDEFGHJKMNPQRSTVWXYZ", 24)} is open`,
  (_, some) => `https://acme.slack.com/archives/C0${some(UPPER + DIGITS, 9)}/p1730${some(DIGITS, 12)}`,
  (_, some) => `message 17305335${some(DIGITS, 2)}.${some(DIGITS, 6)} in <#C0${some(UPPER + DIGITS, 9)}|ops>`,
  (_, some) =>
    `<@U0${some(UPPER + DIGITS, 9)}> can you look at pod checkout-${some(LOWER + DIGITS, 9)}-${some(LOWER + DIGITS, 5)}?`,
  (_, some) =>
    `graph: https://grafana.example.com/d/${some(ALNUM, 9)}/checkout?orgId=1&from=17305${some(DIGITS, 8)}&to=now`,
  (_, some) => `join https://zoom.us/j/${some(DIGITS, 11)}?pwd=${some(ALNUM, 32)}`,
  (_, some) => `PR https://github.com/acme/shop/pull/${some(DIGITS, 4)}/commits/${some(HEX, 40)}`,
  (_, some) => `host ip-10-0-${some(DIGITS, 2)}-7.ec2.internal:5432 refuses, redis://cache-1:6379/0 is fine`,
  (_, some) =>
    `arn:aws:iam::${some(DIGITS, 12)}:role/deploy-prod and s3://bucket-${some(LOWER, 6)}/key/${some(HEX, 20)}.gz`,
  (_, some) => `md5 ${some(HEX, 32)} etag "${some(HEX, 32)}-5"`,
  (_, some) => `order ORD-${some(DIGITS, 8)} customer cus_${some(ALNUM, 14)} account AC${some(HEX, 32)}`,
  (random) =>
    `the ${pick(random, ["password", "token", "secret", "api key", "credential"])}: ${pick(random, ["rotated", "expired", "still missing", "is reset", "see the vault", "wrong", "who has it?", "https://vault.example.com/ui"])}`,
  (random) =>
    `${pick(random, ["token", "secret", "key", "password"])} rotation ${pick(random, ["at 12:04", "done", "in 5 min", "next: db-2", "took 40s"])}`,
  (_, some) =>
    `max_tokens=${some(DIGITS, 4)} tokens: ${some(DIGITS, 5)} token_count=${some(DIGITS, 4)} primary key=${some(DIGITS, 5)}`,
  (random) =>
    `basic ${pick(random, ["authentication", "functionality", "requirements are clear"])} and bearer ${pick(random, ["authentication", "tokens everywhere", "of bad news"])}`,
  (random) =>
    `sk-learn and risk-based-approach-for-everything-we-do is ${pick(random, ["slow", "fine"])}; task-list-of-the-communications-lead`,
  (random) =>
    `p99 ${pick(random, ["4.2 s", "900 ms"])} at 10:42:07Z, error rate ${pick(random, ["3.1 %", "12%"])}, v2.14.${pick(random, ["0-rc.1", "3"])}`,
  (_, some) => `ssh -i ~/.ssh/id_rsa ops@db-${some(DIGITS, 1)} && kubectl get secret checkout-tls -n prod`,
  (random) =>
    `${pick(random, ["cert", "pem"])} begins with BEGIN CERTIFICATE, expires 2027-01-${pick(random, ["04", "30"])}`,
  (random) =>
    `${pick(random, ["Rolling back", "Scaling up", "Restarting"])} the ${pick(random, ["checkout", "search", "login"])} pool, ${pick(random, ["Ana", "Ben"])} is on it :fire:`,
  (_, some) => `ETag W/"${some(ALNUM, 27)}" build #${some(DIGITS, 5)} job_${some(ALNUM, 12)} pk_live_is_public`,
];

/** Messages of a room in trouble that hold nothing secret: ids, hashes, times, addresses, talk about passwords. */
export function cleanMessages(count: number): string[] {
  const random = createSeededRandom(22);
  const some = (of: string, length: number) => chars(random, of, length);
  return Array.from({ length: count }, (_, index) => CLEAN[index % CLEAN.length]!(random, some));
}
