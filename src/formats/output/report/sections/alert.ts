import { lookupsOf } from "../../../../alerts/lookups.ts";
import type { Json, JsonObject } from "../../../../event/json.ts";
import { renderNote } from "../guide-note.ts";
import { highlightedFields } from "../highlighted-fields.ts";
import { html, type Html, lines } from "../html.ts";
import { jsonView } from "../json-view.ts";
import type { KeptEvent } from "../kept-alert.ts";
import { link } from "../markdown-inline.ts";
import type { NumberedAlert, ReportModel } from "../model.ts";
import { severityMark, timeElement } from "../phrases.ts";
import { ALERT_TREE, treesAround } from "../process-tree.ts";
import { parseShortened } from "../shorten.ts";
import { safeUrl } from "../url.ts";
import { alertFacts, identifiers, places } from "./alert-facts.ts";
import { lookUps } from "./look-ups.ts";
import { processTree } from "./process-tree.ts";

/** How an alert stands among the others. */
export interface AlertLooks {
  readonly open: boolean;
  /** For the filter by host. */
  readonly hostClass: string;
  /** The alert above of the same rule, whose guide paper shows once. */
  readonly guideWith: number | undefined;
}

/** One alert, whole. */
export function alertArticle(alert: NumberedAlert, model: ReportModel, looks: AlertLooks): Html {
  const { number, kept } = alert;
  const { row } = kept.event;
  const added = parseShortened(kept.event.added);
  const source = parseShortened(kept.event.source);
  return html`<details class="alert ${row.severity} ${looks.hostClass}"${looks.open && html` open`}>
<summary><span class="no">${number}</span>${severityMark(row.severity)}<span class="unseen">${row.severity}: </span><h4>${row.rule}</h4><span class="meta">${timeElement(alert.time)}${row.host !== "" && html` · <span>${row.host}</span>`}${row.user !== "" && html` · <span>${row.user}</span>`}</span></summary>
<div class="body" id="a${number}">
${row.what !== "" && html`<p class="happened">${row.what}</p>`}
${alertFacts(alert, added)}
${sequence(alert)}
${processes(alert, model)}
${fields(source, kept.rule.fields)}
${guide(alert, looks)}
${lookUps(guideOf(added, source))}
${about(alert, looks)}
${raw(kept.event, source, added)}
</div></details>`;
}

function sequence({ kept }: NumberedAlert): Html | undefined {
  if (kept.members.length === 0) return undefined;
  const more = kept.droppedMembers > 0 && html`<p class="dim">${kept.droppedMembers} more events of the sequence are not shown.</p>`;
  return html`<h5>Sequence</h5><ol class="sequence">${kept.members.map((event) => member(event, kept.rule.fields))}</ol>${more}`;
}

function member(event: KeptEvent, chosen: readonly string[]): Html {
  const { row } = event;
  const source = parseShortened(event.source);
  const added = parseShortened(event.added);
  const place = places(added["tocsin.source"]).join(", ");
  return html`<li><p>${timeElement(row.time)} <span class="dim">${place}</span></p><p class="happened">${row.what}</p><details class="more"><summary>Fields</summary>${fields(source, chosen)}</details>${raw(event, source, added)}</li>`;
}

function processes({ number }: NumberedAlert, { forest, alerts }: ReportModel): Html | undefined {
  const trees = treesAround(forest.nodesOf(number), ALERT_TREE);
  return trees.length === 0 ? undefined : html`<h5>Process tree</h5>${processTree(trees, { alerts, current: number })}`;
}

function fields(source: JsonObject, chosen: readonly string[]): Html | undefined {
  const found = highlightedFields(source, chosen);
  if (found.length === 0) return undefined;
  return html`<h5>Highlighted fields</h5>${chosen.length > 0 && html`<p class="hint">Bold: named by the rule.</p>`}<table class="fields"><tbody>${found.map(
    ({ name, values, chosen: isChosen }) =>
      html`<tr${isChosen && html` class="chosen"`}><th scope="row">${name}</th><td>${values.map((value) => html`<div>${lines(value)}</div>`)}</td></tr>`,
  )}</tbody></table>`;
}

function guide({ kept }: NumberedAlert, { guideWith }: AlertLooks): Html {
  const { note, setup } = kept.rule;
  const again = guideWith !== undefined;
  const elsewhere = again && html`<p class="paper">Rule and investigation guide: with alert ${guideWith}.</p>`;
  if (note === "" && setup === "") return html`${elsewhere}`;
  return html`<details class="${again ? "more again" : "more"}"><summary>Investigation guide</summary><div class="note-text">${note !== "" && renderNote(note)}${setup !== "" && html`${!setup.trimStart().startsWith("#") && html`<h5>Setup</h5>`}${renderNote(setup)}`}</div></details>${elsewhere}`;
}

/** The rule, with what else it says. */
function about({ kept }: NumberedAlert, { guideWith }: AlertLooks): Html {
  const { id, name, type, description, query, language, references, falsePositives, tags } = kept.rule;
  const sources = references.map((address) => {
    const url = safeUrl(address);
    return html`<li>${url === undefined ? html`${address}` : link(url, html`${address}`)}</li>`;
  });
  return html`<details class="${guideWith === undefined ? "more" : "more again"}"><summary>Rule</summary><p><strong>${name}</strong> <span class="dim">${[...new Set([type, language])].filter((part) => part !== "").join(", ")} · ${id}</span></p>${description !== "" && html`<p>${description}</p>`}${query !== "" && html`<pre class="query"><code>${lines(query.trimEnd())}</code></pre>`}${falsePositives.length > 0 && html`<h5>False positives</h5><ul>${falsePositives.map((text) => html`<li>${text}</li>`)}</ul>`}${sources.length > 0 && html`<h5>References</h5><ul>${sources}</ul>`}${tags.length > 0 && html`<p class="dim">${tags.join(" · ")}</p>`}</details>`;
}

function raw(event: KeptEvent, source: JsonObject, added: JsonObject): Html {
  const cut = event.source.cut && html`<p class="note">Shortened here: the whole event is where it was read from.</p>`;
  return html`<details class="more raw"><summary>Event as JSON</summary>${identifiers(added)}${cut}${jsonView(source)}</details>`;
}

/** What the scan put into the alert; without it, at least where its values can be looked up. */
const guideOf = (added: JsonObject, source: JsonObject): Json =>
  added["tocsin.guide"] ?? { links: lookupsOf(source) as unknown as JsonObject[] };
