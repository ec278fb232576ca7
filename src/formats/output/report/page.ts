import { createHash } from "node:crypto";
import { formatCount } from "../quantity.ts";
import { html, type Html, markupText, ownText } from "./html.ts";
import type { ReportModel } from "./model.ts";
import { timeSpan } from "./phrases.ts";
import { alertsSection } from "./sections/alerts.ts";
import { attackSection } from "./sections/attack.ts";
import { hostsSection, usersSection } from "./sections/entities.ts";
import { runSection } from "./sections/run.ts";
import { summarySection } from "./sections/summary.ts";
import { timelineSection } from "./sections/timeline.ts";
import { STYLE } from "./style/style.ts";
import { sumOf } from "./tally.ts";

/** Nothing may be loaded or run, and no style but the page's own applies. */
export const CONTENT_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** The page, in pieces of bounded size, in order. */
export function* renderPage(model: ReportModel): Generator<string> {
  for (const piece of pieces(model)) yield markupText(piece);
}

function* pieces(model: ReportModel): Generator<Html> {
  const title = model.run.title ?? "Detection report";
  yield html`${ownText("<!doctype html>")}
<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${CONTENT_POLICY}"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer"><title>${title}</title><style>${ownText(STYLE)}</style></head>
<body><a class="skip" href="#summary">To the summary</a>${banner(model, title)}<div class="frame">${contents(model)}<main>
`;
  yield summarySection(model);
  if (model.alerts.length > 0) {
    yield timelineSection(model);
    yield attackSection(model);
    yield hostsSection(model);
    yield usersSection(model);
    yield* alertsSection(model);
  }
  yield runSection(model);
  yield html`</main></div></body></html>\n`;
}

function banner({ data, run }: ReportModel, title: string): Html {
  const all = data.byRule.sorted();
  const times = all.flatMap(({ from, to }) => (from === undefined || to === undefined ? [] : [from, to]));
  const span = times.length === 0 ? timeSpan(run.from, run.to) : timeSpan(Math.min(...times), Math.max(...times));
  const inputs =
    run.inputs.length > 3 ? `${run.inputs.slice(0, 3).join(", ")} and ${formatCount(run.inputs.length - 3)} more` : run.inputs.join(", ");
  return html`<header class="banner"><p class="brand">Tocsin</p><h1>${title}</h1><p class="sub">${span !== "no time" && html`${span} UTC`}${inputs !== "" && html`<span class="from">${inputs}</span>`}</p></header>`;
}

function contents({ data, alerts }: ReportModel): Html {
  const entry = (id: string, title: string, count?: string): Html =>
    html`<li><a href="#${id}">${title}${count !== undefined && html`<span class="n">${count}</span>`}</a></li>`;
  if (alerts.length === 0)
    return html`<nav aria-label="Contents"><ol>${entry("summary", "Summary")}${entry("run", "About this report")}</ol></nav>`;
  return html`<nav aria-label="Contents"><ol>${[
    entry("summary", "Summary"),
    entry("timeline", "Timeline"),
    entry("attack", "ATT&CK"),
    entry("hosts", "Hosts", data.byHost.size()),
    entry("users", "Users", data.byUser.size()),
    entry("alerts", "Alerts", formatCount(sumOf(data.counts))),
    ...(data.lines.length > 0 ? [entry("more-alerts", "More alerts", formatCount(data.lines.length))] : []),
    entry("run", "About this report"),
  ]}</ol></nav>`;
}
