// The picture of a plan: its strands from top to bottom, time from left to right. Early minutes matter more than late hours, so
// time is drawn by its logarithm; each point carries a number that the table below repeats.
import { MINUTE_MS } from "../../lib/pure/duration.ts";
import type { Instant } from "../../lib/pure/time.ts";
import { durationWords } from "../../lib/pure/duration.ts";
import { STRAND_TITLES, STRANDS, type Strand } from "./strands.ts";
import type { Told } from "./told.ts";

export interface Point {
  at: Instant;
  strand: Strand;
  /** From 1, as in the table. */
  number: number;
  /** When and what, as HTML. */
  label: string;
}

/** A wide picture for a desk and paper, and a narrow one for a phone. */
export interface Size {
  width: number;
  /** For the titles of the strands: beside them, or 0 for above them. */
  left: number;
}

export const WIDE: Size = { width: 1120, left: 170 };
export const NARROW: Size = { width: 340, left: 0 };

const RIGHT = 24;
const RADIUS = 10;
const ROW = 24;
const TOP = 26;
const CLOCK_ROW = 24;

const TICKS_MIN = [1, 5, 15, 60, 4 * 60, 24 * 60, 3 * 24 * 60, 7 * 24 * 60, 30 * 24 * 60, 90 * 24 * 60];

/** Inline SVG. `from`: the declaration or the end; `clocks` only with the silence. */
export function picture(points: readonly Point[], told: Told, from: Instant, size: Size, clocks: boolean): string {
  const bars = clocks ? told.clocks.flatMap(({ name, dueAt }) => (dueAt === null ? [] : [{ name, dueAt }])) : [];
  const last = Math.max(from + MINUTE_MS, ...points.map(({ at }) => at), ...bars.map(({ dueAt }) => dueAt));
  const x = scale(from, last, size);
  const strands = STRANDS.filter(
    (strand) => points.some((point) => point.strand === strand) || (strand === "clocks" && bars.length > 0),
  );
  const boxes: string[] = [];
  const drawn: string[] = [];
  let y = TOP;
  for (const strand of strands) {
    const placed = rowsOf(
      points.filter((point) => point.strand === strand),
      x,
    );
    const barsHeight = strand === "clocks" ? bars.length * CLOCK_ROW : 0;
    const titled = size.left === 0 ? 20 : 0;
    const height =
      titled + barsHeight + Math.max(placed.length === 0 ? 0 : 1, ...placed.map(({ row }) => row + 1)) * ROW + 12;
    boxes.push(strandBox(strand, y, height, size));
    if (strand === "clocks")
      drawn.push(...bars.map((bar, index) => clockBar(bar, y + titled + 6 + index * CLOCK_ROW, x, from)));
    drawn.push(
      ...placed.map((one) =>
        point(one.point, x(one.point.at), y + titled + barsHeight + 6 + one.row * ROW + RADIUS + 2),
      ),
    );
    y += height;
  }
  const ticks = ticksOf(from, last, x, y);
  const label = `${points.length} numbered points in ${strands.length} strands; the table below lists them all`;
  return `<svg viewBox="0 0 ${size.width} ${y + 8}" role="group" aria-label="${label}">${boxes.join("")}${ticks}${drawn.join("")}</svg>`;
}

function scale(from: Instant, last: Instant, { width, left }: Size): (at: Instant) => number {
  const most = Math.log1p((last - from) / MINUTE_MS);
  const begin = left + RADIUS + 8;
  const wide = width - RIGHT - begin;
  return (at) => begin + (wide * Math.log1p(Math.max(0, at - from) / MINUTE_MS)) / most;
}

/** Points that would cover each other stand one below the other. */
function rowsOf(points: readonly Point[], x: (at: Instant) => number): { point: Point; row: number }[] {
  const ends: number[] = [];
  return points.map((one) => {
    const at = x(one.at);
    const free = ends.findIndex((end) => at - end >= 2 * RADIUS + 4);
    const row = free === -1 ? ends.length : free;
    ends[row] = at;
    return { point: one, row };
  });
}

function strandBox(strand: Strand, y: number, height: number, { width, left }: Size): string {
  const title = `<text class="strand" x="${left === 0 ? 8 : 0}" y="${y + (left === 0 ? 17 : height / 2 + 4)}">${STRAND_TITLES[strand]}</text>`;
  return `<rect class="strand" x="${left}" y="${y + 2}" width="${width - left - 2}" height="${height - 4}" rx="6"/>${title}`;
}

/** From when it runs to when it is breached, which is marked by a cross and said in words. */
function clockBar(
  { name, dueAt }: { name: string; dueAt: Instant },
  y: number,
  x: (at: Instant) => number,
  from: Instant,
): string {
  const [begin, end] = [x(from), x(dueAt)];
  const words = `${name}: ${durationWords(dueAt - from)}`;
  const cross = `<path class="breach" d="M${end - 4} ${y + 4}l8 8m0-8l-8 8"/>`;
  return `<path class="clock" d="M${begin} ${y + 8}H${end}"/>${cross}<text class="clock" x="${begin}" y="${y + 21}">${words}</text>`;
}

const point = ({ number, strand, label }: Point, x: number, y: number): string =>
  `<a href="#n${number}"><title>${label}</title><circle class="${strand}" cx="${x.toFixed(1)}" cy="${y}" r="${RADIUS}"/><text class="point" x="${x.toFixed(1)}" y="${y + 4}">${number}</text></a>`;

function ticksOf(from: Instant, last: Instant, x: (at: Instant) => number, bottom: number): string {
  const shown: string[] = [];
  let free = 0;
  for (const minutes of [0, ...TICKS_MIN]) {
    const at = from + minutes * MINUTE_MS;
    const where = x(at);
    if (at > last || where < free) continue;
    const words = minutes === 0 ? "0" : durationWords(minutes * MINUTE_MS);
    shown.push(
      `<path class="tick" d="M${where.toFixed(1)} 18V${bottom}"/><text class="tick" x="${where.toFixed(1)}" y="12">${words}</text>`,
    );
    free = where + 44;
  }
  return shown.join("");
}
