import { formatBytes, formatCount, plural } from "../../quantity.ts";
import { filesText } from "../../run-summary.ts";
import { html, type Html } from "../html.ts";
import type { ReportModel } from "../model.ts";
import { timeSpan } from "../phrases.ts";

const MAX_INPUTS = 50;

/** What was read and judged, and what was not: a reader must know what silence means. */
export function runSection({ run, data }: ReportModel): Html {
  const { inputs, files, members, events, bytes, rulesRun, notRun = [], skipped = [], from, to, version } = run;
  const left = skipped.filter(({ count }) => count > 0);
  const unrun = notRun.filter(({ count }) => count > 0);
  const more = inputs.length > MAX_INPUTS && html`<li class="dim">and ${formatCount(inputs.length - MAX_INPUTS)} more</li>`;
  const rows: readonly (readonly [string, Html])[] = [
    ["Input", html`<ul class="plain">${inputs.slice(0, MAX_INPUTS).map((input) => html`<li class="data">${input}</li>`)}${more}</ul>`],
    ["Read", html`${plural(events, "event")} (${formatBytes(bytes)}) in ${filesText(files, members)}`],
    ...(from === undefined ? [] : [["Events from", html`${timeSpan(from, to)} UTC`] as const]),
    ["Rules run", html`${formatCount(rulesRun)}`],
    [
      "Rules not run",
      unrun.length === 0
        ? html`none`
        : html`<ul class="plain">${unrun.map(({ reason, count }) => html`<li>${formatCount(count)} × ${reason}</li>`)}</ul>`,
    ],
    ["Left out of the input", left.length === 0 ? html`nothing` : html`<ul class="plain">${left.map(leftOut)}</ul>`],
    ...(data.buildingBlocks > 0
      ? [
          [
            "Building blocks",
            html`${plural(data.buildingBlocks, "alert")} that other alerts are built from: counted here only, and shown in their sequences`,
          ] as const,
        ]
      : []),
  ];
  return html`<section id="run" aria-labelledby="run-title"><h2 id="run-title">About this report</h2><dl class="facts">${rows.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>
<p class="dim">Made by Tocsin${version !== undefined && html` ${version}`} from the alerts of one scan. The same rules over the same events give the same page. Text from events is shown with control and direction characters written out, as \\u{202e}; the page has no script and loads nothing.</p></section>`;
}

/** What was left out of one kind, with the names of all inputs where whole ones were. */
function leftOut({ what, count, inputs = [], example }: NonNullable<ReportModel["run"]["skipped"]>[number]): Html {
  const more = count - inputs.length;
  const names =
    inputs.length > 0 &&
    html`<ul class="plain">${inputs.map((input) => html`<li class="data">${input}</li>`)}${more > 0 && html`<li class="dim">and ${formatCount(more)} more</li>`}</ul>`;
  return html`<li>${formatCount(count)} × ${what}${example !== undefined && html` <span class="dim">such as ${example}</span>`}${names}</li>`;
}
