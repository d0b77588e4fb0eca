// The look of a plan's page: light and dark by the reader's own setting, on a phone, at a desk and on paper.
export const STYLE = `
@media screen { :root { color-scheme: light dark; } }
:root { --paper: #fff; --ink: #1d1c1d; --faint: #616061; --line: #d6d6d6; --strand: #f4f5f7;
  --point: #1264a3; --on-point: #fff; --breach: #b3261e; }
@media screen and (prefers-color-scheme: dark) { :root { --paper: #1a1d21; --ink: #e8e8e8; --faint: #abadb0; --line: #44474b;
  --strand: #23272c; --point: #8fc7f2; --on-point: #10202e; --breach: #ff9d94; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1180px; padding: 24px 16px 64px; background: var(--paper); color: var(--ink);
  font: 16px/1.45 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.4rem; line-height: 1.25; margin: 0 0 4px; }
h2 { font-size: 1.15rem; margin: 40px 0 8px; }
p { margin: 4px 0; }
.faint { color: var(--faint); }
ul { margin: 4px 0; padding-left: 20px; }
figure { margin: 12px 0; }
figcaption { color: var(--faint); font-size: .875rem; }
svg { display: block; width: 100%; height: auto; }
svg text { fill: var(--ink); font: 12px system-ui, sans-serif; }
svg text.strand { font-size: 13px; font-weight: 600; }
svg text.tick { fill: var(--faint); text-anchor: middle; }
svg text.point { fill: var(--on-point); text-anchor: middle; font-weight: 600; font-size: 11px; pointer-events: none; }
svg text.clock { fill: var(--ink); font-size: 11px; }
svg rect.strand { fill: var(--strand); }
svg path.tick { stroke: var(--line); stroke-dasharray: 2 4; }
svg path.clock { stroke: var(--faint); stroke-width: 3; }
svg path.breach { stroke: var(--breach); stroke-width: 2.5; fill: none; }
svg circle { fill: var(--point); }
svg a:focus-visible circle { stroke: var(--ink); stroke-width: 3; }
.narrow { display: none; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th, td { text-align: left; vertical-align: top; padding: 6px 12px 6px 0; border-bottom: 1px solid var(--line); }
th { font-size: .8125rem; color: var(--faint); font-weight: 600; }
tr.day th { font-size: 1rem; color: var(--ink); padding-top: 20px; }
.number { width: 48px; } .time { width: 84px; } .since { width: 128px; } .whom { width: 18%; } .where { width: 14%; }
.about { width: 15%; }
td.number { font-weight: 600; }
td.number, td.time, td.since { white-space: nowrap; font-variant-numeric: tabular-nums; }
td.said { white-space: pre-line; }
tr:target td { background: var(--strand); }
@media screen and (max-width: 720px) {
  .wide { display: none; } .narrow { display: block; }
  thead { position: absolute; left: -9999px; }
  table, tbody, tr, td, tr.day th { display: block; width: auto; }
  tr { border-bottom: 1px solid var(--line); padding: 8px 0; }
  td, tr.day th { border: 0; padding: 1px 0; }
  tr.day { padding: 16px 0 6px; }
  td.number, td.time, td.since, td.where, td.about { display: inline-block; padding-right: 8px; }
  td.number { min-width: 28px; }
  td.where, td.about { font-size: .875rem; }
  td:empty { display: none; }
}
@media print {
  body { max-width: none; padding: 0; font-size: 9pt; }
  h2 { margin-top: 16px; }
  th, td { padding: 3px 8px 3px 0; }
  th, figcaption { font-size: 8pt; }
  .number { width: 36px; } .time { width: 66px; } .since { width: 76px; }
  tr, figure { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  svg a, a { color: inherit; }
}
`;
