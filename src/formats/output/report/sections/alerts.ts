import { formatCount, plural } from "../../quantity.ts";
import { SEVERITIES } from "../../severity.ts";
import type { AlertRow } from "../../alert-row.ts";
import { html, type Html } from "../html.ts";
import type { NumberedAlert, ReportModel } from "../model.ts";
import { severityMark, timeElement } from "../phrases.ts";
import { FILTERED_HOSTS } from "../style/filter.ts";
import { sumOf } from "../tally.ts";
import { alertArticle } from "./alert.ts";

/** Severe alerts that stand open when the page is opened. */
const OPEN = 12;

/** All alerts that are shown whole, a piece each; then the others in a table. */
export function* alertsSection(model: ReportModel): Generator<Html> {
  const { alerts, data } = model;
  const hosts = data.byHost
    .sorted()
    .slice(0, FILTERED_HOSTS)
    .map(({ key }) => key);
  const guides = new Map<number, number>();
  yield html`<section id="alerts" aria-labelledby="alerts-title"><h2 id="alerts-title">Alerts</h2>${bounds(model)}${filter(alerts, hosts)}`;
  for (const severity of SEVERITIES.toReversed()) {
    const group = alerts.filter(({ kept }) => kept.event.row.severity === severity);
    if (group.length === 0) continue;
    yield html`<div class="group ${severity}"><h3 id="alerts-${severity}">${severityMark(severity)} ${severity} <span class="dim">${formatCount(group.length)}</span></h3>`;
    for (const alert of group) {
      const rule = alert.kept.rule.index;
      const host = hosts.indexOf(alert.kept.event.row.host);
      yield alertArticle(alert, model, {
        open: alert.number <= OPEN && (severity === "critical" || severity === "high"),
        hostClass: host === -1 ? "h-other" : `h${host}`,
        guideWith: guides.get(rule),
      });
      if (!guides.has(rule)) guides.set(rule, alert.number);
    }
    yield html`</div>`;
  }
  yield html`</section>`;
  yield* moreAlerts(data.lines);
}

/** What the page leaves out, said on the page. */
function bounds({ alerts, data }: ReportModel): Html | undefined {
  const total = sumOf(data.counts);
  if (total === alerts.length) return undefined;
  const counted = data.dropped > 0 ? `, and ${formatCount(data.dropped)} only in the counts` : "";
  return html`<p class="note">Of ${plural(total, "alert")}, ${formatCount(alerts.length)} are shown whole: the first of each rule, the severe ones before the mild. ${formatCount(data.lines.length)} are <a href="#more-alerts">one line each</a>${counted}. The alerts themselves, all of them, are in the output of the scan.</p>`;
}

/** Works without a script: the style sheet hides what is not ticked. */
function filter(alerts: readonly NumberedAlert[], hosts: readonly string[]): Html | undefined {
  const present = SEVERITIES.toReversed().filter((severity) => alerts.some(({ kept }) => kept.event.row.severity === severity));
  if (alerts.length < 2) return undefined;
  const boxes = present.map(
    (severity) => html`<label><input type="checkbox" id="show-${severity}" checked> ${severityMark(severity)} ${severity}</label>`,
  );
  const radio = (id: string, name: string, checked: boolean): Html =>
    html`<label><input type="radio" name="host" id="${id}"${checked && html` checked`}> ${name}</label>`;
  const choices =
    hosts.length > 1 &&
    html`<fieldset><legend>Host</legend>${radio("only-all", "all", true)}${hosts.map((host, i) => radio(`only-h${i}`, host, false))}</fieldset>`;
  return html`<div class="filter">${present.length > 1 && html`<fieldset><legend>Severity</legend>${boxes}</fieldset>`}${choices}</div>`;
}

/** Lines in one piece. */
const LINES_A_PIECE = 200;

function* moreAlerts(rows: readonly AlertRow[]): Generator<Html> {
  if (rows.length === 0) return;
  yield html`<section id="more-alerts" aria-labelledby="more-title"><h2 id="more-title">More alerts</h2><div class="scroll" tabindex="0" role="region" aria-label="More alerts"><table class="list lines"><thead><tr><th scope="col"><span class="unseen">Severity</span></th><th scope="col">Time (UTC)</th><th scope="col">Rule</th><th scope="col">Host · user</th><th scope="col">What happened</th><th scope="col">Read from</th></tr></thead><tbody>`;
  for (let i = 0; i < rows.length; i += LINES_A_PIECE) yield html`${rows.slice(i, i + LINES_A_PIECE).map(line)}`;
  yield html`</tbody></table></div></section>`;
}

const line = ({ severity, time, rule, host, user, what, source }: AlertRow): Html =>
  html`<tr><td>${severityMark(severity)}<span class="unseen">${severity}</span></td><td class="time">${timeElement(time)}</td><td>${rule}</td><td>${[host, user].filter((part) => part !== "").join(" · ")}</td><td class="what">${what}</td><td class="what">${source}</td></tr>`;
