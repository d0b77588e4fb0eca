// A plan as one page that needs nothing else: no script, no font, no address outside.
import { durationWords } from "../../lib/pure/duration.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { dayIn } from "../../lib/pure/zone.ts";
import { NOTIFY_HEADING, notifyLines } from "./notify.ts";
import { STRAND_TITLES } from "./strands.ts";
import { NARROW, type Point, picture, WIDE } from "./picture.ts";
import { STYLE } from "./style.ts";
import { asidesOf, clockLines, dayWords, headingOf } from "./text.ts";
import { againWords, type Line, sinceWords, type Told } from "./told.ts";
import { clockWords, timeWords } from "./when.ts";

export function planPage(told: Told): string {
  const { asked, incident, afterwards } = told.plan;
  const heading = headingOf(told);
  const ended = `If it is resolved after ${durationWords(asked.resolvedAfter_ms)}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${html(heading)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${html(heading)}</h1>
${asidesOf(told)
  .map((line) => `<p class="faint">${html(line)}</p>`)
  .join("\n")}
<h2>Clocks</h2>
<ul>${clockLines(told)
    .map((line) => `<li>${html(line)}</li>`)
    .join("")}</ul>
<h2>In silence</h2>
${part(told.silence, told, incident.declaredAt, 1, true)}
${laterWords(told)}
${notifyPart(told)}
<h2>${html(ended)}</h2>
${part(told.afterwards, told, afterwards.resolvedAt, told.silence.length + 1, false)}
</body>
</html>
`;
}

function part(lines: readonly Line[], told: Told, from: Instant, first: number, clocks: boolean): string {
  if (lines.length === 0) return "<p>Nothing comes.</p>";
  const points: Point[] = lines.map(({ at, strand, text }, index) => {
    const label = html(`${clockWords(told.zone, at)} ${text.split("\n")[0]}`);
    return { at, strand, number: first + index, label };
  });
  const pictures = [
    `<div class="wide">${picture(points, told, from, WIDE, clocks)}</div>`,
    `<div class="narrow">${picture(points, told, from, NARROW, clocks)}</div>`,
  ];
  const cross = clocks && told.clocks.length > 0 ? " A cross is where a clock is breached." : "";
  const caption = `Later hours are drawn closer together; the numbers are those of the table.${cross}`;
  const days = [...new Set(lines.map(({ at }) => dayIn(told.zone, at)))];
  const bodies = days.map((day) => {
    const rows = lines.flatMap((line, index) =>
      dayIn(told.zone, line.at) === day ? [rowOf(line, first + index, told.zone, from)] : [],
    );
    const title = `<tr class="day"><th colspan="7" scope="rowgroup">${html(dayWords(day, told.zone))}</th></tr>`;
    return `<tbody>${title}\n${rows.join("\n")}</tbody>`;
  });
  const figure = `<figure>${pictures.join("")}<figcaption>${caption}</figcaption></figure>`;
  return `${figure}\n<table>${HEAD}${bodies.join("\n")}</table>`;
}

const TITLES: Record<string, string> = {
  number: "No.",
  time: "Time",
  since: "After",
  said: "What",
  whom: "Whom",
  where: "Where",
  about: "About",
};

const HEAD = `<thead><tr>${["number", "time", "since", "said", "whom", "where", "about"]
  .map((name) => `<th class="${name}" scope="col">${TITLES[name]}</th>`)
  .join("")}</tr></thead>`;

function rowOf(line: Line, number: number, zone: string, from: Instant): string {
  const { at, text, whom, where, strand } = line;
  const cells: [string, string][] = [
    ["number", String(number)],
    ["time", clockWords(zone, at)],
    ["since", sinceWords(at, from)],
    ["said", text + againWords(line, zone)],
    ["whom", whom.length > 0 ? `→ ${whom.join(", ")}` : ""],
    ["where faint", where.join(", ")],
    ["about faint", STRAND_TITLES[strand]],
  ];
  return `<tr id="n${number}">${cells.map(([name, words]) => `<td class="${name}">${html(words)}</td>`).join("")}</tr>`;
}

function laterWords({ later, zone, plan }: Told): string {
  if (later.length === 0) return "<p>Then nothing more comes by itself.</p>";
  const items = later.map(({ at, what }) => `<li>${timeWords(zone, at)}: ${html(what)}</li>`);
  return `<p>After ${durationWords(plan.asked.silent_ms)} Warroom would go on, and next</p><ul>${items.join("")}</ul>`;
}

function notifyPart({ notify, zone }: Told): string {
  if (notify.length === 0) return "";
  const items = notifyLines(notify, zone).map((line) => `<li>${html(line)}</li>`);
  return `<h2>${NOTIFY_HEADING}</h2><ul>${items.join("")}</ul>`;
}

const html = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
