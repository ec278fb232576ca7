import { formatBytes, formatCount, plural } from "../../quantity.ts";
import { SEVERITIES } from "../../severity.ts";
import { html, type Html } from "../html.ts";
import type { ReportModel } from "../model.ts";
import { countList, duration, severityMark, timeElement, timeSpan } from "../phrases.ts";
import { type SeverityCounts, sumOf, type Tally } from "../tally.ts";

const TOP_RULES = 12;

/** How much of what, since when, and by which rules. */
export function summarySection(model: ReportModel): Html {
  const { data, run } = model;
  const total = sumOf(data.counts);
  return html`<section id="summary" aria-labelledby="summary-title"><h2 id="summary-title">Summary</h2>
<p class="headline">${headline(model)}</p>
${total > 0 && severityBar(data.counts)}
<dl class="figures">${figures(model).map(([term, value, more]) => html`<div><dt>${term}</dt><dd>${value}${more !== "" && html`<small>${more}</small>`}</dd></div>`)}</dl>
${total > 0 && topRules(model)}
${(run.notes ?? []).map((note) => html`<p class="note">${note}</p>`)}</section>`;
}

function headline({ data, run }: ReportModel): string {
  const total = sumOf(data.counts);
  if (total === 0) return `No alerts: ${plural(run.rulesRun, "rule")} looked at ${plural(run.events, "event")}.`;
  const hosts = data.byHost.size();
  const where = hosts === "0" ? "" : ` on ${hosts} ${hosts === "1" ? "host" : "hosts"}`;
  return `${plural(total, "alert")} from ${plural(data.rules.size, "rule")}${where}.`;
}

function figures({ data, run }: ReportModel): readonly (readonly [string, string, string])[] {
  const all = data.byRule.sorted();
  const first = least(all.map((tally) => tally.from));
  const last = least(all.map((tally) => (tally.to === undefined ? undefined : -tally.to)));
  const to = last === undefined ? undefined : -last;
  const rows: (readonly [string, string, string])[] = [];
  if (first !== undefined && to !== undefined)
    rows.push(["Alerts within", to > first ? duration(to - first) : "one moment", `${timeSpan(first, to)} UTC`]);
  rows.push(["Events read", formatCount(run.events), `${formatBytes(run.bytes)} in ${plural(run.files, "file")}`]);
  rows.push(["Rules run", formatCount(run.rulesRun), data.rules.size > 0 ? `${formatCount(data.rules.size)} alerted` : ""]);
  rows.push(["Hosts and users", `${data.byHost.size()} and ${data.byUser.size()}`, "named by alerts"]);
  return rows;
}

const least = (values: readonly (number | undefined)[]): number | undefined =>
  values.reduce((least_, value) => (value !== undefined && (least_ === undefined || value < least_) ? value : least_), undefined);

const BAR_WIDTH = 1000;

/** The severities as parts of one bar, with a legend that says the same in words. */
function severityBar(counts: SeverityCounts): Html {
  const total = sumOf(counts);
  let x = 0;
  const present = SEVERITIES.toReversed().filter((severity) => counts[severity] > 0);
  const parts = present.map((severity) => {
    const width = (counts[severity] / total) * BAR_WIDTH;
    const part = html`<rect class="fill ${severity}" x="${x.toFixed(1)}" y="0" width="${Math.max(2, width - 4).toFixed(1)}" height="12"/>`;
    x += width;
    return part;
  });
  return html`<svg class="bar" viewBox="0 0 ${BAR_WIDTH} 12" preserveAspectRatio="none" aria-hidden="true">${parts}</svg>
<ul class="legend">${present.map((severity) => html`<li>${severityMark(severity)} <strong>${formatCount(counts[severity])}</strong> ${severity}</li>`)}</ul>`;
}

function topRules({ data, alerts }: ReportModel): Html {
  const sorted = data.byRule.sorted();
  const firsts = new Map<string, number>();
  for (const { number, kept } of alerts) if (!firsts.has(kept.event.row.ruleKey)) firsts.set(kept.event.row.ruleKey, number);
  const row = (tally: Tally): Html => {
    const name = data.rules.get(tally.key)?.name ?? tally.key;
    const number = firsts.get(tally.key);
    const title = number === undefined ? html`${name}` : html`<a href="#a${number}">${name}</a>`;
    return html`<tr><td class="number">${countList(tally.counts)}</td><th scope="row">${title}</th><td class="time">${timeElement(tally.from)}</td></tr>`;
  };
  const table = (rows: readonly Tally[]): Html =>
    html`<table class="list"><thead><tr><th scope="col">Alerts</th><th scope="col">Rule</th><th scope="col">First</th></tr></thead><tbody>${rows.map(row)}</tbody></table>`;
  const rest = sorted.slice(TOP_RULES);
  return html`<h3>Rules that alerted</h3>${table(sorted.slice(0, TOP_RULES))}${rest.length > 0 && html`<details><summary>${plural(rest.length, "more rule")}</summary>${table(rest)}</details>`}`;
}
